"""Writes `layout/proofread/words/shapes.tsv` anew: which characters look alike, by their outlines in Noto Sans SC."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageFilter, ImageFont

ROOT = Path(__file__).resolve().parents[2]
TABLE = ROOT / "layout" / "proofread" / "words" / "shapes.tsv"
LEAST, MOST = 0.55, 8
"""Likeness (cosine of blurred pictures) from which two characters look alike, and how many are kept for each."""


def level_one() -> list[str]:
    """Return the 3,755 characters of GB 2312's first level."""
    pairs = ((high, low) for high in range(0xB0, 0xD8) for low in range(0xA1, 0xFF))
    return [char for char in (bytes(pair).decode("gb2312", "ignore") for pair in pairs) if char]


def main() -> None:
    chars = level_one()
    font = ImageFont.truetype(ROOT / "fonts" / "NotoSansSC-700.ttf", 40)
    rows = []
    for char in chars:
        picture = Image.new("L", (48, 48), 0)
        ImageDraw.Draw(picture).text((4, -6), char, font=font, fill=255)
        small = picture.filter(ImageFilter.GaussianBlur(1.6)).resize((24, 24))
        rows.append(np.asarray(small, float).ravel())
    table = np.array(rows)
    table -= table.mean(0)
    table /= np.linalg.norm(table, axis=1, keepdims=True)
    likeness = table @ table.T
    np.fill_diagonal(likeness, -1)
    lines = [f"# characters of GB 2312 level 1 whose outlines are most alike ({Path(__file__).name})"]
    for nth, char in enumerate(chars):
        near = [other for other in np.argsort(-likeness[nth], kind="stable")[:MOST] if likeness[nth, other] > LEAST]
        if near:
            lines.append(char + "\t" + "".join(chars[other] for other in near))
    TABLE.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{TABLE.relative_to(ROOT)}: {len(lines) - 1} characters")


if __name__ == "__main__":
    main()
