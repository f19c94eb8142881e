"""Benches: what the program is measured by, beside the peers, from finished files only."""
