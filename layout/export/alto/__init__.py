"""ALTO 4.4: each page's text with the box of every character, straight from the sheet."""

from layout.export.alto.boxes import GlyphMetrics
from layout.export.alto.sheet_alto import AltoPage, alto_page

__all__ = ["AltoPage", "GlyphMetrics", "alto_page"]
