"""Forty made issues of every kind, from seeds: what the optimiser's pages are looked at and judged by."""
