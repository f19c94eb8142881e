"""Judging finished sheets before anything is written."""
