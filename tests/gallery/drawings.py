"""Pictures for made issues: landscapes, streets and people drawn by chance, as grainy as photographs."""

from __future__ import annotations

import random
from functools import lru_cache
from io import BytesIO

SIZE = 1500
"""Pixels of the longer side."""


@lru_cache(maxsize=256)
def drawing(seed: str, aspect: tuple[int, int]) -> bytes:
    """Return a JPEG of some scene; the same seed and proportions give the same picture."""
    import numpy as np
    from PIL import Image, ImageDraw, ImageFilter

    dice = random.Random(seed)
    wide, high = aspect
    width = SIZE if wide >= high else SIZE * wide // high
    height = width * high // wide
    top = np.array([dice.randrange(120, 200), dice.randrange(150, 215), dice.randrange(200, 245)], float)
    low = np.array([dice.randrange(215, 250), dice.randrange(205, 240), dice.randrange(190, 235)], float)
    ramp = np.linspace(0, 1, height)[:, None, None]
    sky = np.broadcast_to(top + (low - top) * ramp, (height, width, 3)).astype("uint8")
    image = Image.fromarray(np.ascontiguousarray(sky))
    draw = ImageDraw.Draw(image)
    horizon = height * dice.randrange(42, 62) // 100
    for depth in range(dice.randrange(2, 4)):
        shade = 130 - 34 * depth
        tint = (shade - 25, shade + dice.randrange(0, 25), shade - 12)
        y, points = horizon + depth * height // 11, [(0, height)]
        for x in range(0, width + 61, 60):
            points.append((x, y - dice.randrange(0, height // (7 + 3 * depth))))
        draw.polygon([*points, (width, height)], fill=tint)
    scene = dice.choice(("town", "field", "people", "people", "river", "hall"))
    if scene in ("town", "hall"):
        x = -20
        while x < width:
            w, h = dice.randrange(width // 14, width // 6), dice.randrange(height // 5, height * 55 // 100)
            shade = dice.randrange(90, 190)
            draw.rectangle((x, height - h, x + w, height), fill=(shade, shade - 12, shade - 26))
            for wx in range(x + 14, x + w - 22, 38):
                for wy in range(height - h + 18, height - 18, 52):
                    draw.rectangle((wx, wy, wx + 18, wy + 26), fill=(shade - 55, shade - 48, shade - 36))
            x += w + dice.randrange(0, 24)
    if scene in ("field", "people"):
        base = (dice.randrange(150, 205), dice.randrange(140, 180), dice.randrange(60, 100))
        draw.rectangle((0, horizon + height // 8, width, height), fill=base)
        for row in range(14):
            x = width * row // 13
            draw.line((width // 2 + (x - width // 2) // 4, horizon + height // 8, x * 2 - width // 2, height),
                      fill=tuple(value - 28 for value in base), width=7)  # fmt: skip
    if scene == "river":
        draw.polygon(
            [(width // 2, horizon), (width * 5 // 8, horizon), (width * 9 // 10, height), (width // 6, height)],
            fill=(148, 176, 190),
        )
    if scene in ("people", "hall"):
        for _ in range(dice.randrange(1, 5)):
            tall = height * dice.randrange(32, 56) // 100
            x, foot = dice.randrange(width // 8, width * 7 // 8), height - dice.randrange(0, height // 12)
            coat = tuple(dice.randrange(50, 190) for _ in range(3))
            head = tall // 7
            draw.rectangle((x - head, foot - tall * 45 // 100, x + head, foot), fill=(52, 54, 66))
            draw.rounded_rectangle(
                (x - head * 3 // 2, foot - tall + 2 * head, x + head * 3 // 2, foot - tall * 2 // 5), head, fill=coat
            )
            draw.ellipse((x - head, foot - tall, x + head, foot - tall + 2 * head), fill=(208, 166, 138))
            draw.pieslice((x - head, foot - tall, x + head, foot - tall + 2 * head), 180, 360, fill=(46, 38, 34))
    image = image.filter(ImageFilter.GaussianBlur(1.6))
    grain = np.random.default_rng(dice.randrange(10**6)).normal(0, 7, (height, width, 1))
    pixels = np.clip(np.asarray(image, float) + grain, 0, 255).astype("uint8")
    out = BytesIO()
    Image.fromarray(pixels).save(out, "JPEG", quality=84)
    return out.getvalue()
