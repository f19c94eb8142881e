"""Breaks for sense: the words of short copy, what is read in one breath, and lines that end where a reader pauses."""
