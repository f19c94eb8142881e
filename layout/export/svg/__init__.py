"""Pages as SVG: the press page's own outlines for any screen, with what a click needs to find the copy."""

from layout.export.svg.glyphs import GlyphShelf
from layout.export.svg.page import page_svg, thumbnail_svg
from layout.export.svg.picture import picture_key, screen_jpeg

__all__ = ["GlyphShelf", "page_svg", "picture_key", "screen_jpeg", "thumbnail_svg"]
