"""The book of rules: every limit, price and tolerance of composition, make-up, checking and preflight, once."""
