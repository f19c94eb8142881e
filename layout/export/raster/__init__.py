"""Page images: press pages as pixels, for the archive and for readers."""

from typing import TYPE_CHECKING

from layout.lazily import lazily

if TYPE_CHECKING:
    from layout.export.raster.page import PageImage, page_images, pixel_size
    from layout.export.raster.tiles import tiles

__all__ = ["PageImage", "page_images", "pixel_size", "tiles"]

__getattr__ = lazily(
    __name__,
    {
        "PageImage": "page",
        "page_images": "page",
        "pixel_size": "page",
        "tiles": "tiles",
    },
)
