"""Pictures for the press: photographs converted to the press's colours, artwork and QR codes as vectors."""

from layout.export.picture.artwork import artwork, is_svg, with_artwork
from layout.export.picture.pdf_art import PdfArt, graft, pdf_artwork, placement
from layout.export.picture.photo import press_picture
from layout.export.picture.press_image import PressImage

__all__ = [
    "PdfArt", "PressImage", "artwork", "graft", "is_svg", "pdf_artwork", "placement", "press_picture", "with_artwork",
]  # fmt: skip
