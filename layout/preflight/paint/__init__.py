"""What a page puts on paper, mark by mark, whether read from a sheet or from a file, and what a check finds of it."""
