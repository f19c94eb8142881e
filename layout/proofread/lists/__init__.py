"""Lists of words: typos, variant forms, usage, places, words to be used with care."""
