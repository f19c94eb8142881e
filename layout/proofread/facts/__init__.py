"""Facts that a text states twice: dates, sums, ages, heads, names, parts of a story, stories told twice."""
