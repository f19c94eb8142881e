"""Colour spaces of a file, resolved to inks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from layout.preflight.paint.mark import Colour

_PROCESS = {"Cyan": 0, "Magenta": 1, "Yellow": 2, "Black": 3}
_SHORT = {"CMYK": "DeviceCMYK", "RGB": "DeviceRGB", "G": "DeviceGray", "I": "Indexed"}

Space = tuple[str, int, tuple[str, ...], tuple[str, ...]]
"""A space: name, number of components, the names of its inks (Separation, DeviceN), and all spaces it builds on."""

GRAY: Space = ("DeviceGray", 1, (), ("DeviceGray",))
RGB: Space = ("DeviceRGB", 3, (), ("DeviceRGB",))
CMYK: Space = ("DeviceCMYK", 4, (), ("DeviceCMYK",))
_DEVICE = {"DeviceGray": GRAY, "DeviceRGB": RGB, "DeviceCMYK": CMYK}


def resolve(value: Any, resources: Any, depth: int = 0) -> Space:
    """Return the space that a name or array stands for; names are looked up in the resources."""
    import pikepdf

    if isinstance(value, pikepdf.Name):
        name = str(value)[1:]
        name = _SHORT.get(name, name)
        if name in _DEVICE:
            return _DEVICE[name]
        if name == "Pattern":
            return ("Pattern", 0, (), ("Pattern",))
        spaces = resources.get("/ColorSpace") if resources is not None else None
        if spaces is not None and f"/{name}" in spaces and depth < 8:
            return resolve(spaces[f"/{name}"], resources, depth + 1)
        return (name, 1, (), (name,))
    if not isinstance(value, pikepdf.Array) or not len(value) or depth > 8:
        return ("unknown", 1, (), ("unknown",))
    kind = str(value[0])[1:]
    kind = _SHORT.get(kind, kind)
    if kind in _DEVICE:
        return _DEVICE[kind]
    if kind == "ICCBased":
        count = int(value[1].get("/N", 4))
        return (kind, count, (), (kind,))
    if kind == "Indexed":
        base = resolve(value[1], resources, depth + 1)
        return (kind, 1, (), (kind, *base[3]))
    if kind in ("Separation", "DeviceN"):
        names = [value[1]] if kind == "Separation" else list(value[1])
        base = resolve(value[2], resources, depth + 1)
        return (kind, len(names), tuple(str(name)[1:] for name in names), (kind, *base[3]))
    if kind == "Pattern":
        if len(value) < 2:
            return (kind, 0, (), (kind,))
        base = resolve(value[1], resources, depth + 1)
        return (kind, base[1], (), (kind, *base[3]))
    return (kind, 3, (), (kind,))


def beneath(value: Any, resources: Any) -> Space | None:
    """Return the space of the colours of uncoloured tiles that a Pattern space names, None where it names none."""
    import pikepdf

    group = resources.get("/ColorSpace") if resources is not None else None
    if isinstance(value, pikepdf.Name) and group is not None and str(value) in group:
        value = group[str(value)]
    if isinstance(value, pikepdf.Array) and len(value) > 1:
        return resolve(value[1], resources)
    return None


def colour(space: Space, parts: Sequence[float]) -> Colour:
    """Return a colour of a space; components that are missing count as 0."""
    name, count, inks, _ = space
    values = [*parts, *[0.0] * count][: max(count, 1)]
    if name == "DeviceCMYK" or (name == "ICCBased" and count == 4):
        c, m, y, k = (100 * value for value in values)
        return Colour(name, (c, m, y, k))
    if name == "DeviceGray" or (name == "ICCBased" and count == 1):
        return Colour(name, (0, 0, 0, 100 - 100 * values[0]))
    if inks:
        process = [0.0, 0.0, 0.0, 0.0]
        spots = []
        for ink, value in zip(inks, values, strict=True):
            if ink in _PROCESS:
                process[_PROCESS[ink]] += 100 * value
            elif ink == "All":
                process = [part + 100 * value for part in process]
            elif ink != "None":
                spots.append((ink, 100 * value))
        c, m, y, k = process
        return Colour(name, (c, m, y, k), tuple(spots), "All" in inks)
    return Colour(name, None)


def start(space: Space) -> Colour:
    """Return the colour that a space begins with (ISO 32000-1, 8.6.8): black, or full tint."""
    if space[0] == "DeviceCMYK":
        return colour(space, (0, 0, 0, 1))
    return colour(space, [1.0] * space[1] if space[2] else [0.0] * space[1])
