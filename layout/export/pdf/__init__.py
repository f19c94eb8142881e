"""The press PDF: sheets to PDF/X-1a or X-4, the job ticket that goes with it, and the desk's proof."""

from typing import TYPE_CHECKING

from layout.ground.lazily import lazily

if TYPE_CHECKING:
    from layout.export.pdf.press import write_press
    from layout.export.pdf.proof import write_proof
    from layout.export.pdf.settings import PressSettings, read_press_settings
    from layout.export.pdf.ticket import write_ticket

__all__ = ["PressSettings", "read_press_settings", "write_press", "write_proof", "write_ticket"]

__getattr__ = lazily(
    __name__,
    {
        "write_press": "press",
        "write_proof": "proof",
        "PressSettings": "settings",
        "read_press_settings": "settings",
        "write_ticket": "ticket",
    },
)
