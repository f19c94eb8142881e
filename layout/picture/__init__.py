"""Pictures for the press: photographs converted to the press's colours, artwork and QR codes as vectors."""

from typing import TYPE_CHECKING

from layout.ground.lazily import lazily

if TYPE_CHECKING:
    from layout.picture.advert.graft import PdfArt, graft, placement
    from layout.picture.advert.intake import Terms, pdf_artwork
    from layout.picture.drawing import Studio, artwork, is_svg, open_studio, with_artwork
    from layout.picture.lighter import ReadingPhoto, for_reading
    from layout.picture.on_screen import is_photograph, screen_picture
    from layout.picture.photo import press_picture
    from layout.picture.press_image import PressImage

__all__ = [
    "PdfArt", "PressImage", "ReadingPhoto", "Studio", "Terms", "artwork", "for_reading", "graft", "is_photograph",
    "is_svg", "open_studio", "pdf_artwork", "placement", "press_picture", "screen_picture", "with_artwork",
]  # fmt: skip

__getattr__ = lazily(
    __name__,
    {
        "artwork": "drawing",
        "is_svg": "drawing",
        "Studio": "drawing",
        "open_studio": "drawing",
        "with_artwork": "drawing",
        "PdfArt": "advert.graft",
        "graft": "advert.graft",
        "pdf_artwork": "advert.intake",
        "Terms": "advert.intake",
        "placement": "advert.graft",
        "press_picture": "photo",
        "PressImage": "press_image",
        "for_reading": "lighter",
        "ReadingPhoto": "lighter",
        "is_photograph": "on_screen",
        "screen_picture": "on_screen",
    },
)
