"""The press PDF: sheets to PDF/X-1a or X-4, and what goes with it to the print shop."""

from layout.export.pdf.press import write_press
from layout.export.pdf.settings import PressSettings

__all__ = ["PressSettings", "write_press"]
