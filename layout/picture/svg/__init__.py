"""SVG drawings read into shapes and type of the sheet."""
