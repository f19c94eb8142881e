"""Opening picture files that nobody has checked: what they are, whether they can be read, which way is up."""

from __future__ import annotations

import warnings
from io import BytesIO
from pathlib import Path
from re import sub
from typing import TYPE_CHECKING

from layout.diagnostics import Diagnostic, Place, Severity
from layout.ground.dataclass import dataclass
from layout.ground.picture_head import PRINTED, SUFFIXES, picture_format
from layout.guard import PIXELS
from layout.picture.wholeness import Damage, coding_damage, rows_there

if TYPE_CHECKING:
    from PIL import Image

MOST_BYTES = 512 * 1024 * 1024
"""Larger files are refused unread; a newspaper page at 400 ppi in four 16-bit channels needs less."""

_SAMPLES_UNKNOWN = ("I", "F")  # 32-bit integers and floats have no agreed white


@dataclass(frozen=True, slots=True)
class OpenedPicture:
    """A picture file that opened: its image (pixels perhaps not yet decoded) and the turn that sets it upright.

    `size` is the upright (width, height) of the whole picture in pixels; `profile` its embedded ICC profile; `data`
    the file, of the format `kind`.
    """

    data: bytes
    kind: str
    image: Image.Image
    size: tuple[int, int]
    turn: int
    profile: bytes | None


def read_source(path: Path) -> tuple[bytes, tuple[Diagnostic, ...]]:
    """Return a picture file's bytes, empty with an error where it is missing, empty, huge or unreadable."""
    at = Place(str(path))
    try:
        size = path.stat().st_size
        if not path.is_file():
            return b"", (Diagnostic.make("G001", Severity.ERROR, at, file=path.name),)
        if size > MOST_BYTES:
            sizes = {"megabytes": size // 1_000_000, "most": MOST_BYTES // 1_000_000}
            return b"", (Diagnostic("G016", Severity.ERROR, at, tuple(sizes.items())),)
        data = path.read_bytes()
    except (OSError, ValueError):
        return b"", (Diagnostic.make("G001", Severity.ERROR, at, file=path.name),)
    if not data:
        return b"", (Diagnostic.make("G002", Severity.ERROR, at, file=path.name),)
    return data, ()


def open_source(data: bytes, path: Path) -> tuple[OpenedPicture | None, tuple[Diagnostic, ...]]:
    """Open a picture from its bytes; pixels are decoded later, by `decode`.

    The content decides the format, never the name: a wrong extension is a warning. Only the first frame or page of
    a file counts.
    """
    from PIL import Image, UnidentifiedImageError

    at = Place(str(path))
    kind = picture_format(data[:32])
    if kind not in PRINTED:
        return None, (Diagnostic.make("G003", Severity.ERROR, at, file=path.name, format=kind),)
    remarks: list[Diagnostic] = []
    if path.suffix.lower() not in SUFFIXES[kind]:
        remarks.append(Diagnostic.make("G004", Severity.WARNING, at, extension=path.suffix or "-", format=kind))
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # oversize and odd metadata are judged here, not printed
            image: Image.Image = Image.open(BytesIO(data), formats=[_opener(kind)])
            width, height = image.size
    except Image.DecompressionBombError:
        return None, (*remarks, Diagnostic.make("G006", Severity.ERROR, at, most=PIXELS // 1_000_000))
    except UnidentifiedImageError as error:
        told = _unknown(at, kind, data) if kind in ("TIFF", "PSD", "BMP") else _damaged(at, error)
        return None, (*remarks, told)
    except Exception as error:  # a damaged file makes the decoders raise anything
        return None, (*remarks, _damaged(at, error))
    if kind == "TIFF" and _is_misread(image):
        return None, (*remarks, _unknown(at, kind, data, "16 bit, PlanarConfiguration 2"))
    if width * height > PIXELS:
        return None, (*remarks, Diagnostic.make("G006", Severity.ERROR, at, most=PIXELS // 1_000_000))
    if min(width, height) < 1:
        return None, (*remarks, Diagnostic.make("G007", Severity.ERROR, at, file=path.name))
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            # Pillow turns TIFF files upright itself while decoding.
            turn = 1 if kind == "TIFF" else image.getexif().get(0x0112, 1)
            frames = 1 if kind in _ONE_FRAME else getattr(image, "n_frames", 1)
            larger = _larger_page(image, frames) if kind == "TIFF" else None
    except Exception:  # asking a PNG for its EXIF decodes it, and it may be cut short
        image, turn, frames, larger = Image.open(BytesIO(data), formats=[_opener(kind)]), 1, 1, None
    if image.mode in _SAMPLES_UNKNOWN:
        return None, (*remarks, Diagnostic.make("G015", Severity.ERROR, at, mode=image.mode))
    if larger:
        page, wide, high = larger
        said = Diagnostic.make(
            "G025", Severity.WARNING, at, width=width, height=height, page=page, wide=wide, high=high
        )
        remarks.append(said)
    elif frames > 1:
        remarks.append(Diagnostic.make("G008", Severity.NOTE, at, frames=frames))
    turn = turn if isinstance(turn, int) and 1 <= turn <= 8 else 1
    size = (height, width) if turn >= 5 else (width, height)
    profile = image.info.get("icc_profile")
    return OpenedPicture(
        data, kind, image, size, turn, profile if isinstance(profile, bytes) and profile else None
    ), tuple(remarks)


def _larger_page(image: Image.Image, frames: int) -> tuple[int, int, int] | None:
    """Return the number and size of a TIFF's largest page where that is not the first, which may be a thumbnail."""
    sizes = []
    for frame in range(frames):
        image.seek(frame)
        sizes.append((image.width * image.height, -frame, image.width, image.height))
    image.seek(0)
    _, frame, width, height = max(sizes)
    return (1 - frame, width, height) if frame else None


_ONE_FRAME = ("JPEG", "HEIC", "PSD")
"""Formats whose further frames are previews and layers: the picture is the first."""


def _opener(kind: str) -> str:
    """Return the name by which Pillow knows a format."""
    if kind == "HEIC":
        import pi_heif

        pi_heif.register_heif_opener(thumbnails=False)
        return "HEIF"
    return kind


def decode(opened: OpenedPicture, needed: float, path: Path) -> tuple[Image.Image | None, tuple[Diagnostic, ...]]:
    """Return the upright picture decoded, as far as the file goes, or an error where nothing can be decoded.

    What is missing of a file that was cut short or damaged is left flat; G019 says how much of the picture is there.

    `needed` is the smallest scale that the page wants, 1 for full size: JPEG files are decoded at 1/2, 1/4 or 1/8
    where that still holds more than enough, which saves most of the time and memory of camera pictures.
    """
    from PIL import Image, ImageFile

    image = opened.image
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            if image.format in ("JPEG", "MPO") and needed < 0.5:
                # Twice the need is kept so that the final reduction still has pixels to filter.
                image.draft(None, (int(image.width * needed * 2) + 1, int(image.height * needed * 2) + 1))
            damage = None
            try:
                image.load()
            except (OSError, SyntaxError) as error:
                damage = str(error)[:120]
                ImageFile.LOAD_TRUNCATED_IMAGES = True
                image = Image.open(BytesIO(opened.data), formats=[image.format or ""])
                image.load()
                there = rows_there(image)
                if there == 0:
                    return None, (_damaged(Place(str(path)), error),)
            finally:
                ImageFile.LOAD_TRUNCATED_IMAGES = False
            image = _as_meant(image, opened)
            method = _TURNS.get(opened.turn)
            upright = image if method is None else image.transpose(Image.Transpose(method))
    except Exception as error:  # a damaged file makes the decoders raise anything
        return None, (_damaged(Place(str(path)), error),)
    lost = Damage(damage, there) if damage else coding_damage(opened.data, opened.kind)
    if lost is None:
        return upright, ()
    severity = Severity.WARNING if lost.there else Severity.ERROR
    remark = Diagnostic.make("G019", severity, Place(str(path)), reason=lost.reason, percent=lost.there)
    return (upright if lost.there else None), (remark,)


def _is_misread(image: Image.Image) -> bool:
    """Tell whether Pillow takes a TIFF file's samples for others: 16-bit ones in planes it reads as 8-bit."""
    tags = getattr(image, "tag_v2", {})
    return bool(tags.get(284, 1) == 2 and max(tags.get(258, (1,))) > 8)


def _as_meant(image: Image.Image, opened: OpenedPicture) -> Image.Image:
    """Return a decoded picture as its file means it, where Pillow has it otherwise.

    16-bit gray whose zero is white (PhotometricInterpretation 0) comes as a negative. The extra channel of a Photoshop
    file is what hides parts of it only where a layer says so (a negative count of layers); else it is a mask that was
    saved with it (Adobe Photoshop File Formats, Layer info).
    """
    from PIL import Image

    if opened.kind == "TIFF" and image.mode.startswith("I;16") and getattr(image, "tag_v2", {}).get(262) == 0:
        samples = image.tobytes().translate(bytes(range(255, -1, -1)))
        return Image.frombytes(image.mode, image.size, samples)
    if opened.kind == "PSD" and image.mode in ("RGBA", "LA") and not _hides_parts(opened.data):
        return image.convert(image.mode[:-1])
    return image


def _hides_parts(data: bytes) -> bool:
    """Tell whether a Photoshop file's first extra channel is the transparency of the flat image."""
    at = 26
    for _ in range(2):  # colour mode data, image resources
        at += 4 + int.from_bytes(data[at : at + 4], "big")
    layers = int.from_bytes(data[at + 4 : at + 8], "big")
    count = int.from_bytes(data[at + 8 : at + 10], "big", signed=True)
    return int.from_bytes(data[at : at + 4], "big") > 0 and layers > 0 and count < 0


_TURNS = {2: 0, 3: 3, 4: 1, 5: 5, 6: 4, 7: 6, 8: 2}
"""EXIF orientation -> transposition: mirror, 180, flip, transpose, 270, transverse, 90."""


def _unknown(at: Place, kind: str, data: bytes, stored: str = "") -> Diagnostic:
    """Return the error of a picture whose samples cannot be read, though its kind is one that prints."""
    if kind == "PSD" and not stored:
        depth, mode = int.from_bytes(data[22:24], "big"), int.from_bytes(data[24:26], "big")
        stored = f"{depth} bit, mode {mode}"
    return Diagnostic.make("G024", Severity.ERROR, at, format=kind, stored=stored or "?")


def _damaged(at: Place, error: Exception) -> Diagnostic:
    # Where an object lies in memory is another place in every run.
    reason = sub(r"<[^<>]* at 0x[0-9a-f]+>", "file", f"{type(error).__name__}: {error}")
    return Diagnostic.make("G005", Severity.ERROR, at, reason=reason[:160])
