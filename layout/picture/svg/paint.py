"""What SVG elements are painted with: fills, strokes and gradients as flat inks."""

from __future__ import annotations

from typing import Any

from layout.diagnostics import Diagnostic, Place, Severity
from layout.ground.dataclass import dataclass, field
from layout.picture.svg.style import Style, StyleRule, cascade, colour, tint
from layout.sheet import Ink

SVG = "{http://www.w3.org/2000/svg}"
_HREFS = ("href", "{http://www.w3.org/1999/xlink}href")
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def local(node: Any) -> str:
    """Return an element's name without SVG's namespace."""
    return str(node.tag).removeprefix(SVG)


def attributes(node: Any) -> dict[str, str]:
    """Return an element's attributes, `xml:space` under its usual name."""
    return {("xml:space" if name == _SPACE else name): value for name, value in node.attrib.items()}


def part(value: str) -> float:
    """Return an opacity, a number or a percentage, as 0 to 1."""
    share = float(value.strip().rstrip("%")) / (100 if value.strip().endswith("%") else 1)
    return min(max(share, 0.0), 1.0)


@dataclass(slots=True)
class Paints:
    """A file's named elements and style rules, and what was remarked while painting with them."""

    file: str
    ids: dict[str, Any]
    rules: tuple[StyleRule, ...]
    remarks: list[Diagnostic] = field(default_factory=list)
    flattened: int = 0

    def place(self, node: Any) -> Place:
        """Return where an element stands in the file."""
        return Place(self.file, node.sourceline or 0)

    def remark(self, code: str, severity: Severity, node: Any, **args: object) -> None:
        """Note a finding at an element's line."""
        self.remarks.append(Diagnostic(code, severity, self.place(node), tuple(args.items())))

    def named(self, node: Any) -> Any:
        """Return the element of the same file that a `use` or a gradient refers to; None for any other reference."""
        href = next((node.get(name) for name in _HREFS if node.get(name)), "")
        return self.ids.get(href[1:]) if href.startswith("#") else None

    def by_url(self, value: str) -> Any:
        """Return the element that `url(#name)` refers to, or None."""
        return self.ids.get(value.partition("(")[2].partition(")")[0].strip("'\" ").removeprefix("#"))

    def ink(self, node: Any, style: Style, name: str, opacity: float) -> Ink | None:
        """Return the ink of `fill` or `stroke`, opacity flattened on white; None for no paint."""
        value = style.get(name, "black" if name == "fill" else "none").strip()
        opacity *= part(style.get(f"{name}-opacity", "1"))
        if value.startswith("url("):
            ink = self._gradient(self.by_url(value), node)
            if ink is not None:
                return self._flat(ink, opacity)
            instead = value.partition(")")[2].strip()
            if not instead:
                self.remark("G032", Severity.ERROR, node, what=f"{name}: {value[:60]}")
                return None
            value = instead
        found = colour(value, style.get("color", "black"))
        return None if found is None else self._flat(found[0], opacity * found[1])

    def _flat(self, ink: Ink, opacity: float) -> Ink | None:
        if opacity <= 0:
            return None
        if opacity < 1:
            self.flattened += 1
        return tint(ink, opacity)

    def _gradient(self, node: Any, user: Any, depth: int = 0) -> Ink | None:
        """Return the mean colour of a gradient's stops, with a warning; None where it is no gradient."""
        if node is None or depth > 8 or local(node) not in ("linearGradient", "radialGradient"):
            return None
        inks = []
        for stop in node:
            if local(stop) == "stop":
                style = cascade({}, "stop", attributes(stop), self.rules)
                found = colour(style.get("stop-color", "black"))
                if found is not None:
                    inks.append(tint(found[0], found[1] * part(style.get("stop-opacity", "1"))))
        if not inks:
            return self._gradient(self.named(node), user, depth + 1)
        self.remark("G036", Severity.WARNING, user)
        c, m, y, k = (round(sum(ink[plate] for ink in inks) / len(inks)) for plate in range(4))
        return c, m, y, k
