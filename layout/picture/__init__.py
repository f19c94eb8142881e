"""Pictures for the press: photographs converted to the press's colours, artwork and QR codes as vectors."""

from typing import TYPE_CHECKING

from layout.ground.lazily import lazily

if TYPE_CHECKING:
    from layout.picture.drawing import Studio, artwork, is_svg, open_studio, with_artwork
    from layout.picture.pdf_art import PdfArt, graft, pdf_artwork, placement
    from layout.picture.photo import press_picture
    from layout.picture.press_image import PressImage

__all__ = [
    "PdfArt", "PressImage", "Studio", "artwork", "graft", "is_svg", "open_studio", "pdf_artwork", "placement",
    "press_picture", "with_artwork",
]  # fmt: skip

__getattr__ = lazily(
    __name__,
    {
        "artwork": "drawing",
        "is_svg": "drawing",
        "Studio": "drawing",
        "open_studio": "drawing",
        "with_artwork": "drawing",
        "PdfArt": "pdf_art",
        "graft": "pdf_art",
        "pdf_artwork": "pdf_art",
        "placement": "pdf_art",
        "press_picture": "photo",
        "PressImage": "press_image",
    },
)
