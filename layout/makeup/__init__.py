"""Galleys to pages: the dummy, its optimiser and its checker, flow and jumps, pictures and furniture."""
