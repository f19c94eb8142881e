"""Proofreading 校对: the text of an issue read for faults, without any page.

Layers in the order of certainty: `marks` (punctuation, numerals, units, characters), `lists` (typos, variants, words to
be used with care), `facts` (dates, sums, names, heads against text). Each layer is a folder of data and its readers; a
finding is certain (必改) or doubtful (请看), and says what is wrong, what is right, why, and by which source.
"""
