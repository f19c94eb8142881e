"""A press file made plain for any printer: no output intent, so no profile of half a megabyte."""

from __future__ import annotations

from io import BytesIO


def without_intent(data: bytes) -> bytes:
    """Return a PDF without its output intent; equal input gives equal bytes."""
    from pikepdf import Pdf

    with Pdf.open(BytesIO(data)) as pdf:
        if "/OutputIntents" in pdf.Root:
            del pdf.Root["/OutputIntents"]
        stream = BytesIO()
        pdf.save(stream, deterministic_id=True)
    return stream.getvalue()
