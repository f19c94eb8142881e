"""Colours of other people's PDF files as the press's inks, and the tint transforms of spot colours."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from layout.ground.dataclass import dataclass
from layout.picture.svg.colour import Separation

Inks = tuple[float, float, float, float]
"""C, M, Y, K, 0 to 1."""

_ICC_KINDS = {1: b"GRAY", 3: b"RGB ", 4: b"CMYK"}


class Unknown(Exception):
    """A colour space that is not converted here: the renderer draws the page."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A colour space of other inks: its names, the space that it is told in, and the function to it."""

    names: tuple[str, ...]
    base: Any
    function: Any


@dataclass(frozen=True, slots=True)
class Converter:
    """Turns colours of any device or CIE space into inks through the press's profile; `spots` are kept as they are."""

    separation: Separation
    spots: frozenset[str]
    gray: bool = False

    def inks(self, space: Any, parts: Sequence[float]) -> Inks:
        """Return the inks of a colour; raises `Unknown` for spaces that only the renderer knows."""
        kind = space_kind(space)
        if kind in ("DeviceGray", "CalGray", "ICC1"):
            return self._limited((0.0, 0.0, 0.0, 1.0 - min(max(parts[0], 0.0), 1.0)))
        if kind == "DeviceCMYK":
            c, m, y, k = parts
            return self._limited((float(c), float(m), float(y), float(k)))
        if kind in ("DeviceRGB", "CalRGB", "ICC3"):
            return self._rgb(_through_profile(space, kind, tuple(parts)))
        if kind == "ICC4":
            c, m, y, k = parts
            if not (c or m or y):
                return self._limited((0.0, 0.0, 0.0, float(k)))  # black stays on its plate
            return self._rgb(_through_profile(space, kind, (c, m, y, k)))
        if kind == "Lab":
            return self._rgb(_lab(tuple(parts)))
        if kind in ("Separation", "DeviceN"):
            spot = spot_of(space)
            return self.inks(spot.base, tint(spot.function, parts))
        raise Unknown(kind)

    def keeps(self, space: Any) -> bool:
        """Tell whether a spot colour space goes to press as it is: the shop runs its inks, or they are process inks."""
        process = {"Cyan", "Magenta", "Yellow", "Black", "None", "All"}
        return not self.gray and set(spot_of(space).names) <= self.spots | process

    def _rgb(self, rgb: tuple[int, int, int]) -> Inks:
        c, m, y, k = self.separation.ink(*rgb)
        return self._limited((c / 100, m / 100, y / 100, k / 100))

    def _limited(self, inks: Inks) -> Inks:
        c, m, y, k = inks
        if self.gray:
            return (0.0, 0.0, 0.0, min(1.0, k + (0.3 * c + 0.59 * m + 0.11 * y) * (1 - k)))
        room = max(0.0, self.separation.ink_limit / 100 - k)
        if c + m + y <= room + 1e-9:
            return inks
        share = room / (c + m + y)
        return (c * share, m * share, y * share, k)


def space_kind(space: Any) -> str:
    """Return the name of a colour space; ICC based ones with their number of channels."""
    import pikepdf

    if isinstance(space, pikepdf.Name | str):
        return str(space).lstrip("/")
    kind = str(space[0]).lstrip("/")
    return f"ICC{int(space[1].get('/N', 0))}" if kind == "ICCBased" else kind


def spot_of(space: Any) -> Spot:
    """Return a Separation or DeviceN space in parts."""
    names = [space[1]] if str(space[0]) == "/Separation" else list(space[1])
    return Spot(tuple(str(name).lstrip("/") for name in names), space[2], space[3])


def tint(function: Any, parts: Sequence[float]) -> list[float]:
    """Return what a tint transform makes of a tint (ISO 32000-1, 7.10: types 0, 2 and 3, one tint)."""
    if len(parts) != 1:
        raise Unknown("DeviceN")
    low, high = (float(edge) for edge in list(function.Domain)[:2])
    value = min(max(float(parts[0]), low), high)
    kind = int(function.FunctionType)
    if kind == 2:
        start, end = ([float(v) for v in function.get(name, d)] for name, d in (("/C0", [0.0]), ("/C1", [1.0])))
        power = value ** float(function.N)
        return [a + power * (b - a) for a, b in zip(start, end, strict=True)]
    if kind == 3:
        bounds = [low, *(float(v) for v in function.Bounds), high]
        at = next((n for n in range(len(bounds) - 2) if value < bounds[n + 1]), len(bounds) - 2)
        first, last = (float(v) for v in list(function.Encode)[2 * at : 2 * at + 2])
        span = bounds[at + 1] - bounds[at]
        inner = first + (value - bounds[at]) * (last - first) / span if span else first
        return tint(function.Functions[at], [inner])
    if kind == 0:
        return _sampled(function, (value - low) / (high - low) if high > low else 0.0)
    raise Unknown(f"function {kind}")


def _sampled(function: Any, share: float) -> list[float]:
    bits, size = int(function.BitsPerSample), int(function.Size[0])
    if bits != 8 or size < 1:
        raise Unknown("sampled function")
    limits = [float(v) for v in function.get("/Decode", function.Range)]
    count, data = len(limits) // 2, function.read_bytes()
    place = share * (size - 1)
    below = min(int(place), size - 1)
    above, part = min(below + 1, size - 1), place - below
    values = []
    for at in range(count):
        a, b = data[below * count + at] / 255, data[above * count + at] / 255
        values.append(limits[2 * at] + (a + (b - a) * part) * (limits[2 * at + 1] - limits[2 * at]))
    return values


def _through_profile(space: Any, kind: str, parts: tuple[float, ...]) -> tuple[int, int, int]:
    """Return the screen colour of device or profiled numbers."""
    levels = tuple(round(255 * min(max(float(part), 0.0), 1.0)) for part in parts)
    if not kind.startswith("ICC"):
        return (levels[0], levels[1], levels[2])
    return _profiled(space[1].read_bytes(), levels)


@lru_cache(maxsize=4096)
def _profiled(profile: bytes, levels: tuple[int, ...]) -> tuple[int, int, int]:
    from PIL import Image

    from layout.picture import icc

    if not icc.opens(profile, _ICC_KINDS[len(levels)]):
        if len(levels) == 4:
            raise Unknown("ICCBased")
        return (levels[0], levels[1], levels[2])
    mode = "RGB" if len(levels) == 3 else "CMYK"
    spot = icc.apply(Image.new(mode, (1, 1), levels), icc.transform(profile, mode, None, "RGB", True)).getpixel((0, 0))
    assert isinstance(spot, tuple)
    return (int(spot[0]), int(spot[1]), int(spot[2]))


def _lab(parts: tuple[float, ...]) -> tuple[int, int, int]:
    """Return the sRGB colour of CIE L*a*b* under D50 (ISO 32000-1, 8.6.5.4; IEC 61966-2-1)."""
    lightness, a, b = (float(part) for part in parts)
    fy = (lightness + 16) / 116
    x, y, z = (
        white * (f**3 if f > 6 / 29 else 3 * (6 / 29) ** 2 * (f - 4 / 29))
        for white, f in ((0.9642, fy + a / 500), (1.0, fy), (0.8249, fy - b / 200))
    )
    linear = (
        3.1339 * x - 1.6169 * y - 0.4906 * z, -0.9788 * x + 1.9161 * y + 0.0335 * z,
        0.0719 * x - 0.2290 * y + 1.4052 * z,
    )  # fmt: skip
    red, green, blue = (
        round(255 * min(max(12.92 * v if v <= 0.0031308 else 1.055 * v ** (1 / 2.4) - 0.055, 0.0), 1.0)) for v in linear
    )
    return red, green, blue
