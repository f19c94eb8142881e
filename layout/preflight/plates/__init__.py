"""Plates for people and for presses: separations, ink heat map, soft proof, the ink zones that presses preset."""
