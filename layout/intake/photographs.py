"""Pictures that come with copy: photographs told from logos and rules, named, turned upright, in a form that prints."""

from __future__ import annotations

import hashlib
import io
import re
import warnings

from layout.ground.dataclass import dataclass
from layout.intake.document import SourcePicture

_PRINTS = {"JPEG": "jpg", "PNG": "png", "TIFF": "tif", "WEBP": "webp"}
_REDRAWN = {"GIF", "BMP", "ICO", "PCX", "TGA", "PPM", "MPO", "DIB"}
_HEIF = {b"heic": "heic", b"heix": "heic", b"mif1": "heic", b"msf1": "heic", b"avif": "avif"}
_ORIENTATION = 0x0112
_MOST_PIXELS = 100_000_000
_THIN_MM, _SMALL_MM = 6.0, 16.0
_SMALL_PIXELS = 120
_NARROW = 12
"""How many times as long as wide a rule is at least."""
_GENERIC = re.compile(
    r"(?:image|img|picture|图片|图像|pic|photo|media|tmp|temp|untitled|[0-9a-f]{16,})[\s_-]*\d*", re.I
)
_SAFE = re.compile(r"[^\w\u4e00-\u9fff.()（）-]+")
_TURNS = {90: 4, 180: 3, 270: 2}


@dataclass(frozen=True, slots=True)
class Taken:
    """A picture taken out: its path in the issue's folder, its bytes, and what is to be said of it.

    `fate` is `photo`, `ornament` (kept as a file, not listed), `unprintable`, or `missing`; `why` says it further.
    `rules` are what was done: turned, redrawn.
    """

    path: str
    data: bytes
    fate: str
    why: str = ""
    rules: tuple[str, ...] = ()
    crop: tuple[int, int, int, int] | None = None
    name: str = ""
    place: int = 0


def take_pictures(pictures: tuple[SourcePicture, ...], ident: str) -> list[Taken]:
    """Return each picture as it is to be kept, in the order of the copy."""
    hashes = [hashlib.sha256(picture.data).hexdigest() for picture in pictures]
    names: set[str] = set()
    return [
        _take(picture, f"{ident}-{nth}", hashes.count(hashes[nth - 1]), names)
        for nth, picture in enumerate(pictures, 1)
    ]


def _take(picture: SourcePicture, stem: str, times: int, names: set[str]) -> Taken:
    if picture.missing:
        return Taken("", b"", "missing", name=picture.name, place=picture.place)
    data, extension, rules, size = _printable(picture)
    path = _named(picture.name, stem, extension or picture.name.rpartition(".")[2].lower()[:5] or "bin", names)
    common = {"rules": tuple(rules), "crop": picture.crop, "name": picture.name, "place": picture.place}
    if not extension:
        kind = picture.name.rpartition(".")[2].upper() or "?"
        return Taken(path, picture.data, "unprintable", kind, **common)  # type: ignore[arg-type]
    why = _ornament(picture, size, times)
    return Taken(path, data, "ornament" if why else "photo", why, **common)  # type: ignore[arg-type]


def _named(name: str, stem: str, extension: str, names: set[str]) -> str:
    """Return a path that keeps the picture's own name, where it has one that says anything."""
    own = _SAFE.sub("-", name.rpartition("/")[2].rpartition(".")[0]).strip("-. ")
    stem = stem if not own or _GENERIC.fullmatch(own) else f"{stem}-{own[:40]}"
    names.add(stem)
    return f"photos/{stem}.{extension}"


def _ornament(picture: SourcePicture, size: tuple[int, int], times: int) -> str:
    """Return why a picture is no photograph: a rule, a logo; empty where it is one."""
    width, height = size
    wide, high = picture.size
    if width and height and max(width, height) >= _NARROW * min(width, height):
        return "rule"
    if wide and high and min(wide, high) < _THIN_MM:
        return "rule" if max(wide, high) > 4 * min(wide, high) else "logo"
    if times >= 3:
        return "repeated"
    if width and max(width, height) < _SMALL_PIXELS and not max(wide, high) >= 2 * _SMALL_MM:
        return "logo"
    return "logo" if wide and high and max(wide, high) < _SMALL_MM else ""


def _printable(picture: SourcePicture) -> tuple[bytes, str, list[str], tuple[int, int]]:
    """Return a picture upright and in a form that prints, its extension (empty: none), what was done, its pixels."""
    from PIL import Image

    data = picture.data
    if data.lstrip()[:5] in (b"<?xml", b"<svg ", b"<svg>") and b"<svg" in data[:2000]:
        return data, "svg", [], (0, 0)
    if data[4:8] == b"ftyp" and data[8:12] in _HEIF:
        return data, _HEIF[data[8:12]], [], (0, 0)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(io.BytesIO(data)) as image:
                kind, size = image.format or "", image.size
                if size[0] * size[1] > _MOST_PIXELS or (kind not in _PRINTS and kind not in _REDRAWN):
                    return data, "", [], size
                turn = image.getexif().get(_ORIENTATION, 1) if kind != "TIFF" else 1
                if turn in range(2, 9) or picture.turn or kind in _REDRAWN:
                    return _redrawn(image, kind, picture.turn, turn)
                return data, _PRINTS[kind], [], size
    except Exception:  # a damaged picture fails in whatever decoder meets the damage
        return data, "", [], (0, 0)


def _redrawn(image: object, kind: str, turned: int, turn: int) -> tuple[bytes, str, list[str], tuple[int, int]]:
    """Return an image redrawn: upright as its camera and its maker meant it, in a form that prints."""
    from PIL import Image, ImageOps

    assert isinstance(image, Image.Image)
    rules = []
    upright = image
    if turn in range(2, 9):
        upright = ImageOps.exif_transpose(image)
        rules.append("upright")
    if turned in _TURNS:
        upright = upright.transpose(Image.Transpose(_TURNS[turned]))
        rules.append("upright")
    out = io.BytesIO()
    profile = {"icc_profile": image.info["icc_profile"]} if image.info.get("icc_profile") else {}
    if kind in ("JPEG", "MPO"):
        upright.save(out, "JPEG", quality=95, subsampling=0, **profile)
        return out.getvalue(), "jpg", rules or ["redrawn"], upright.size
    if kind in _REDRAWN:
        rules.append("redrawn")
        if upright.mode not in ("RGB", "RGBA", "L", "1", "P"):
            upright = upright.convert("RGB")
    upright.save(out, "PNG" if kind != "WEBP" else "WEBP", **({"lossless": True} if kind == "WEBP" else {}), **profile)
    return out.getvalue(), "webp" if kind == "WEBP" else "png", list(dict.fromkeys(rules)), upright.size
