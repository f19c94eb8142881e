"""Page images: press pages as pixels, for the archive and for readers."""

from layout.export.raster.sheet_image import PageImage, page_images, pixel_size
from layout.export.raster.tiles import take, tiles

__all__ = ["PageImage", "page_images", "pixel_size", "take", "tiles"]
