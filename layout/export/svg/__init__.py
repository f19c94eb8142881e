"""Pages as SVG: the press page's own outlines for any screen, with what a click needs to find the copy."""

from layout.export.svg.glyphs import GlyphShelf
from layout.export.svg.picture import picture_key, screen_jpeg
from layout.export.svg.sheet_svg import PageParts, page_parts, page_svg, thumbnail_svg

__all__ = ["GlyphShelf", "PageParts", "page_parts", "page_svg", "picture_key", "screen_jpeg", "thumbnail_svg"]
