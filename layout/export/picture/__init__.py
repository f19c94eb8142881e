"""Pictures for the press: photographs converted to the press's colours, artwork and QR codes as vectors."""

from layout.export.picture.photo import press_picture
from layout.export.picture.press_image import PressImage

__all__ = ["PressImage", "press_picture"]
