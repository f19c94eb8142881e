"""How large an advert is that came as PDF, before anything else is known of it."""

from __future__ import annotations

from pathlib import Path

from layout.guard import MB, Limits

LIMITS = Limits(seconds=5, memory=400 * MB)
"""What reading a PDF's page boxes may cost."""


def page_size(path: Path) -> tuple[float, float] | None:
    """Return width and height in points of the first page as it is seen, None where it cannot be read.

    To be called by the guard.
    """
    import pikepdf

    try:
        with pikepdf.open(path) as pdf:
            page = pdf.pages[0]
            left, bottom, right, top = (float(edge) for edge in page.trimbox)
            turned = int(page.obj.get("/Rotate", 0)) % 180 == 90
    except (pikepdf.PdfError, pikepdf.PasswordError, ValueError, IndexError, TypeError):
        return None
    return (top - bottom, right - left) if turned else (right - left, top - bottom)
