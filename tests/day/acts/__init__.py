"""The acts of the day, each a module with `NAME` and `play(room)`."""
