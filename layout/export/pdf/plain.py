"""A press file made plain for any printer: no output intent, so no profile of half a megabyte."""

from __future__ import annotations

from io import BytesIO


def without_intent(data: bytes) -> bytes:
    """Return a PDF without its output intent; equal input gives equal bytes."""
    from pikepdf import ObjectStreamMode, Pdf
    from pikepdf.settings import set_flate_compression_level

    with Pdf.open(BytesIO(data)) as pdf:
        if "/OutputIntents" in pdf.Root:
            del pdf.Root["/OutputIntents"]
        stream = BytesIO()
        # Press files pack their fonts for speed; these are kept by the thousand.
        set_flate_compression_level(9)
        pdf.save(stream, deterministic_id=True, recompress_flate=True, object_stream_mode=ObjectStreamMode.generate)
    return stream.getvalue()
