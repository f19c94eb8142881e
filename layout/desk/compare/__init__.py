"""Two versions of an issue laid over each other 大样对校."""
