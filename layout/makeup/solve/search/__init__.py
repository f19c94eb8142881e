"""Searching: the best page of given stories, by cuts, by turning, by patches, by constraints."""
