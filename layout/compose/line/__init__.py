"""Lines: a paragraph made ready, broken, set to its measure and decorated, in this order."""
