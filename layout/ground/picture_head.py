"""What kind of picture a file is, by its first bytes: its name proves nothing."""

from __future__ import annotations

PRINTED = ("JPEG", "PNG", "TIFF", "WEBP", "GIF", "BMP", "PSD", "HEIC", "AVIF")
"""Formats of photographs that go to press."""

SUFFIXES = {
    "JPEG": (".jpg", ".jpeg", ".jpe", ".jfif"), "PNG": (".png",), "TIFF": (".tif", ".tiff"), "WEBP": (".webp",),
    "GIF": (".gif",), "BMP": (".bmp", ".dib"), "PSD": (".psd",), "HEIC": (".heic", ".heif", ".hif"), "AVIF": (".avif",),
}  # fmt: skip
"""How files of each format are named."""

_STARTS = (
    (b"\xff\xd8\xff", "JPEG"), (b"\x89PNG\r\n\x1a\n", "PNG"), (b"II*\0", "TIFF"), (b"MM\0*", "TIFF"),
    (b"II+\0", "TIFF"), (b"MM\0+", "TIFF"), (b"%PDF", "PDF"), (b"GIF8", "GIF"), (b"BM", "BMP"), (b"8BPS", "PSD"),
    (b"%!PS", "EPS"), (b"<", "SVG/XML"), (b"\0\0\0\x0cjP", "JPEG 2000"), (b"\xff\x0a", "JPEG XL"),
    (b"\0\0\0\x0cJXL", "JPEG XL"), (b"PK", "ZIP"),
)  # fmt: skip


def picture_format(head: bytes) -> str:
    """Return the name of a file's format from its first bytes (32 are enough), `?` where it is unknown."""
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "WEBP"
    if head[4:8] == b"ftyp":
        return "AVIF" if head[8:12] in (b"avif", b"avis") else "HEIC" if head[8:11] in _STILLS else "?"
    return next((name for start, name in _STARTS if head.startswith(start)), "?")


_STILLS = (b"hei", b"hev", b"mif", b"msf", b"hif")
"""Starts of the brands of still pictures; `ftyp` files of other brands are films."""
