"""Judging an archive package as a library would on receipt."""
