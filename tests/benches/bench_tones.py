"""How well enlarged, dark and flat photographs are told from good ones (G020 to G022), on photographs of a folder.

    python -m tests.benches.bench_tones FOLDER

Photographs are not the project's: those that scikit-image and scikit-learn ship will do (wheels unpacked). Each is
measured as it is, enlarged two and three times, enlarged and packed as a JPEG, darkened, flattened.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

from PIL import Image

from layout.picture.tone import measured

LEAST = 250
"""Pixels of the shorter side below which a picture is no photograph for a page."""


def enlarged(picture: Image.Image, by: int) -> Image.Image:
    """Return a picture enlarged as an editor does it."""
    return picture.resize((picture.width * by, picture.height * by), Image.Resampling.BICUBIC)


def packed(picture: Image.Image) -> Image.Image:
    """Return a picture as it comes out of a telephone's message."""
    out = BytesIO()
    picture.save(out, "JPEG", quality=85)
    return Image.open(out)


TREATMENTS: dict[str, Callable[[Image.Image], Image.Image]] = {
    "as it is": lambda picture: picture,
    "twice": lambda picture: enlarged(picture, 2),
    "three times": lambda picture: enlarged(picture, 3),
    "twice, JPEG": lambda picture: packed(enlarged(picture, 2)),
    "darkened": lambda picture: picture.point(lambda level: int(255 * (level / 255) ** 2.6)),
    "flattened": lambda picture: picture.point(lambda level: int(100 + level * 0.22)),
}


def main(folder: Path) -> None:
    """Print, for each treatment, how many of the photographs are warned of, and as what."""
    pictures = []
    for path in sorted(path for path in folder.rglob("*") if path.suffix in (".jpg", ".png")):
        picture = Image.open(path).convert("RGB")
        if min(picture.size) >= LEAST:
            pictures.append((path.name, picture))
    print(f"{len(pictures)} photographs      enlarged   dark   flat")
    for name, treat in TREATMENTS.items():
        tones = [(file, measured(treat(picture))) for file, picture in pictures]
        counts = [sum(one.enlarged > 1 for _, one in tones), sum(one.dark for _, one in tones)]
        counts.append(sum(one.flat for _, one in tones))
        print(f"{name:22} {counts[0]:8} {counts[1]:6} {counts[2]:6}")
        if name == "as it is":
            told = [file for file, one in tones if one.enlarged > 1 or one.dark or one.flat]
            print("   told of:", ", ".join(told) or "none")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
