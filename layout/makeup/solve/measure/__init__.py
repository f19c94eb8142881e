"""Measuring: which rectangles a story can fill, asked of the real composer."""
