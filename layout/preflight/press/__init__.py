"""Judging a press file as a print shop would, and the report of it."""
