"""The photographs that stories name: whether each is there, inside the issue's folder, and can be opened.

Only the head of a file is read here (its size in pixels) and its sha256; colour and quality are the press's business.
"""

from __future__ import annotations

import hashlib
import unicodedata
import warnings
from collections.abc import Iterator
from math import gcd
from pathlib import Path

from layout.diagnostics import Diagnostic, Severity
from layout.ground.dataclass import replace
from layout.ground.picture_head import PRINTED, SUFFIXES, picture_format
from layout.guard import PIXELS
from layout.issue.model import Photo, Story
from layout.issue.shape import nearest
from layout.issue.source import StorySource
from layout.rules.pages import CROPPED_MOST

LARGEST_BYTES = 512 * 1024 * 1024
MOST_PIXELS = PIXELS
NO_PICTURE = "not a picture"
ARTWORK = (".svg", ".pdf")
_NAMES = {*ARTWORK, *(suffix for suffixes in SUFFIXES.values() for suffix in suffixes)}


def look_at_photos(folder: Path, story: Story, source: StorySource) -> tuple[Story, tuple[Diagnostic, ...]]:
    """Return the story with the pixels and sha256 of its photographs, and what is wrong with them."""
    remarks: list[Diagnostic] = []
    photos: list[Photo] = []
    for nth, photo in enumerate(story.photos):
        seen, found = _look(folder, photo, nth, story, source)
        photos.append(seen)
        remarks.extend(found)
    return replace(story, photos=tuple(photos)), tuple(remarks)


def _look(
    folder: Path, photo: Photo, nth: int, story: Story, source: StorySource
) -> tuple[Photo, Iterator[Diagnostic] | tuple[Diagnostic, ...]]:
    def say(code: str, severity: Severity, key: str, **args: object) -> Diagnostic:
        name = next(name for name in (f"photos.{nth}.{key}", f"photos.{nth}", "photos", "") if name in source.fields)
        return Diagnostic.make(code, severity, source.copy.place(*source.fields[name]), None, **args)

    remarks: list[Diagnostic] = []
    if not photo.caption and not photo.alt:
        remarks.append(say("I606", Severity.WARNING, "caption", story=story.id))
    if not photo.file:
        remarks.append(say("I601", Severity.WARNING, "file", story=story.id))
        return photo, tuple(remarks)
    path = folder / photo.file
    if photo.page > 1 and path.suffix.lower() != ".pdf":
        remarks.append(say("I608", Severity.WARNING, "page", file=photo.file))
    try:
        inside = path.resolve().is_relative_to(folder.resolve())
        slashed = photo.file.replace("\\", "/")  # as Windows writes paths
        if slashed != photo.file and slashed in _pictures(folder):
            return photo, (*remarks, say("I602", Severity.ERROR, "file", file=photo.file, near=slashed))
        if not inside or slashed != photo.file:
            return photo, (*remarks, say("I605", Severity.ERROR, "file", file=photo.file))
        if not path.is_file():
            near = _nearest(photo.file, _pictures(folder))
            return photo, (*remarks, say("I602", Severity.ERROR, "file", file=photo.file, near=near))
        size = path.stat().st_size
        if size > LARGEST_BYTES:
            limit = LARGEST_BYTES >> 20
            remarks.append(
                say("I604", Severity.ERROR, "file", file=photo.file, size=f"{size >> 20} MB", limit=f"{limit} MB")
            )
            return photo, tuple(remarks)
        data = path.read_bytes()
    except (OSError, ValueError, RuntimeError) as fault:
        reason = getattr(fault, "strerror", None) or str(fault)
        why = "没有读取权限" if isinstance(fault, PermissionError) else reason
        if isinstance(fault, RuntimeError):  # what pathlib makes of a link that leads back to itself
            why, reason = "链接绕成了圈", "the link leads back to itself"
        return photo, (*remarks, say("I603", Severity.ERROR, "file", file=photo.file, why=why, reason=reason))
    photo = replace(photo, sha256=hashlib.sha256(data).hexdigest())
    if path.suffix.lower() in ARTWORK:
        return photo, tuple(remarks)
    kind = picture_format(data[:32])
    if kind not in PRINTED:
        why, reason = ("不是图片", NO_PICTURE) if kind == "?" else (f"{kind} 格式不能付印", f"{kind} cannot be printed")
        return photo, (*remarks, say("I603", Severity.ERROR, "file", file=photo.file, why=why, reason=reason))
    pixels, reason = _pixels(path, kind)
    if reason:
        why = "图片损坏" if kind not in ("TIFF", "PSD") else "图片损坏，或者存法太少见，读不了"
        return photo, (*remarks, say("I603", Severity.ERROR, "file", file=photo.file, why=why, reason=reason))
    if pixels[0] * pixels[1] > MOST_PIXELS:
        shown, limit_shown = f"{pixels[0]} x {pixels[1]}", f"{MOST_PIXELS // 1_000_000} MP"
        return photo, (*remarks, say("I604", Severity.ERROR, "file", file=photo.file, size=shown, limit=limit_shown))
    own = _own_aspect(pixels)
    if f"photos.{nth}.aspect" not in source.fields:
        photo = replace(photo, aspect=own)
    elif photo.crop is None and (lost := _lost(photo.aspect, pixels)) > CROPPED_MOST:
        found = {"aspect": "{}:{}".format(*photo.aspect), "own": "{}:{}".format(*own), "percent": lost // 10}
        remarks.append(say("I607", Severity.NOTE, "aspect", **found))
        photo = replace(photo, aspect=own)
    return replace(photo, pixels=pixels), tuple(remarks)


def _own_aspect(pixels: tuple[int, int]) -> tuple[int, int]:
    """Return a picture's width over height in the least whole numbers."""
    part = gcd(*pixels) or 1
    return (pixels[0] // part, pixels[1] // part)


def _lost(aspect: tuple[int, int], pixels: tuple[int, int]) -> int:
    """Return how many thousandths of a picture a frame of these proportions cuts away."""
    one, other = pixels[0] * aspect[1], pixels[1] * aspect[0]
    return 1000 - 1000 * min(one, other) // max(one, other, 1)


def _pixels(path: Path, kind: str) -> tuple[tuple[int, int], str]:
    """Return the width and height of a picture as it is to be seen, or the reason why it cannot be opened."""
    from PIL import Image

    turned = 0x0112
    try:
        if kind == "HEIC":
            import pi_heif

            pi_heif.register_heif_opener(thumbnails=False)
        with warnings.catch_warnings():
            # Pillow warns of bombs by its own limit; ours is judged by the caller.
            warnings.simplefilter("ignore")
            with Image.open(path) as image:
                width, height = image.size
                if width * height > MOST_PIXELS:
                    return (width, height), ""
                # Pillow gives the size of TIFF files as they are to be seen.
                if kind != "TIFF" and image.getexif().get(turned, 1) >= 5:
                    width, height = height, width
                return (width, height), ""
    except Image.DecompressionBombError:
        return (MOST_PIXELS, 2), ""
    except Exception as fault:
        return (0, 0), f"damaged: {fault}".replace(repr(path), path.name)[:120]


def _nearest(file: str, known: list[str]) -> str:
    """Return the picture that was meant: one of the same name elsewhere in the folder, else of a like name."""

    def alike(path: str) -> str:
        # As Macs part é into e and its accent, and as Windows takes no notice of capitals.
        return unicodedata.normalize("NFKC", path.rpartition("/")[2]).casefold()

    same = [path for path in known if alike(path) == alike(file)]
    return same[0] if same else nearest(file, known)


def _pictures(folder: Path) -> list[str]:
    try:
        return sorted(
            found.relative_to(folder).as_posix()
            for sub in (folder, folder / "photos")
            if sub.is_dir()
            for found in sub.iterdir()
            if found.suffix.lower() in _NAMES and found.is_file()
        )
    except OSError:
        return []
