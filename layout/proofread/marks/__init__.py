"""Marks, numerals, units and characters: what the standards fix, as rows of rules and one reader."""
