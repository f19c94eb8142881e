"""The stylebook: one `TypeSpec` a kind of copy, from `house.yaml` and the issue's own wishes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from layout.compose.line.spec import Rules, TypeSpec
from layout.diagnostics import Diagnostic, Locus, Remarked, Severity
from layout.geometry import pt
from layout.ground.dataclass import dataclass, fields, replace
from layout.rules import entry
from layout.rules.house import BOOK, PageRules
from layout.sheet import black

ALIGNMENTS = ("justify", "left", "center", "right")
BANS = ("none", "basic", "gb", "strict")
MARKS = ("full", "kaiming", "half", "line-end-half")
_WORDS = {"align": ALIGNMENTS, "bans": BANS, "marks": MARKS}
_RANGES: dict[str, tuple[float, float]] = {
    "size": (4, 200), "leading": (0, 400), "indent": (0, 8), "tracking": (-100, 2000),
}  # fmt: skip


@dataclass(frozen=True)
class Stylebook(Mapping[str, TypeSpec]):
    """Type specifications by the name of the kind of copy; `rules` are what the house decides of its pages."""

    specs: dict[str, TypeSpec]
    rules: PageRules = BOOK

    def __getitem__(self, name: str) -> TypeSpec:
        """Return the specification of a kind of copy; KeyError where the house has none."""
        return self.specs[name]

    def __iter__(self) -> Iterator[str]:
        """Iterate over the names."""
        return iter(self.specs)

    def __len__(self) -> int:
        """Return how many kinds of copy there are."""
        return len(self.specs)


def keeping(style: Stylebook, people: tuple[str, ...]) -> Stylebook:
    """Return a stylebook that keeps the names of people whole in all copy, where its house asks for that."""
    if not people or not style["body"].rules.keep_people:
        return style
    rules = style["body"].rules
    rules = replace(rules, keep=(*rules.keep, *people))
    return replace(style, specs={name: replace(spec, rules=rules) for name, spec in style.specs.items()})


@lru_cache(maxsize=1)
def _house() -> dict[str, Any]:
    import yaml

    text = Path(__file__).with_name("house.yaml").read_text("utf-8")
    loaded: dict[str, Any] = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    return loaded


def house_style(overrides: Any = ()) -> Remarked[Stylebook]:
    """Return the house's stylebook with an issue's overrides.

    Args:
        overrides: pairs or a mapping: a style name and its values, or `rules` and theirs. What the house does not
            know or cannot use is left out and reported (C010, C011),
            and so is what the book of rules does not leave to the house, or not in that measure (C012, C013).
    """
    house = _house()
    remarks: list[Diagnostic] = []
    wishes: dict[str, dict[str, Any]] = {}
    for name, values in dict(overrides).items():
        if name not in house["styles"] and name != "rules":
            remarks.append(_remark("C010", name=name, known="、".join(("rules", *house["styles"]))))
        elif not isinstance(values, Mapping | tuple | list):
            remarks.append(_remark("C011", name=name, key="", value=values))
        else:
            wishes[name] = dict(values)
    wanted = wishes.pop("rules", {})
    of_lines = {field.name for field in fields(Rules)}
    of_pages = {field.name for field in fields(PageRules)}
    good = _checked("rules", wanted, (*sorted(of_lines), *sorted(of_pages)), remarks)
    if "keep" in good:
        good["keep"] = tuple(good["keep"])
    rules = Rules(**(house["rules"] | {key: value for key, value in good.items() if key in of_lines}))
    pages = PageRules(**{key: value for key, value in good.items() if key in of_pages})
    keys = ("face", "size", "leading", "indent", "align", "tracking", "ink")
    specs = {
        name: _spec(values | _checked(name, wishes.get(name, {}), keys, remarks), rules)
        for name, values in house["styles"].items()
    }
    return Remarked(Stylebook(specs, pages), tuple(remarks))


def _remark(code: str, **args: object) -> Diagnostic:
    at = ".".join(str(args[key]) for key in ("name", "key") if args.get(key))
    return Diagnostic(code, Severity.ERROR, Locus("", f"house.{at}"), tuple(args.items()))


def _checked(name: str, values: dict[str, Any], known: tuple[str, ...], remarks: list[Diagnostic]) -> dict[str, Any]:
    good: dict[str, Any] = {}
    for key, value in values.items():
        rule = _rule(key) if name == "rules" else None
        if rule and key not in known:
            told = {"value": rule.value, "unit": rule.unit, "source": rule.source}
            remarks.append(_remark("C012", name=name, key=key, **told))
        elif rule and not _within(rule, value):
            told = {"value": value, "unit": rule.unit, "least": rule.least, "most": rule.most}
            remarks.append(_remark("C013", name=name, key=key, **told))
        elif key not in known:
            remarks.append(_remark("C010", name=f"{name}.{key}", known="、".join(known)))
        elif not rule and not _usable(key, value):
            remarks.append(_remark("C011", name=name, key=key, value=value))
        else:
            good[key] = value
    return good


def _rule(key: object) -> entry.Entry | None:
    """Return the entry of the book that a key names, None where the book has none of it."""
    from layout.rules.book import entries

    return entries().get(str(key))


def _within(rule: entry.Entry, value: object) -> bool:
    if not isinstance(value, int) or isinstance(value, bool) or rule.least is None or rule.most is None:
        return False
    return rule.least <= value <= rule.most


def _usable(key: str, value: Any) -> bool:
    if key in _WORDS:
        return value in _WORDS[key]
    if key in _RANGES:
        low, high = _RANGES[key]
        return isinstance(value, int | float) and not isinstance(value, bool) and low <= value <= high
    if key in ("hang", "hyphenate", "keep_people"):
        return isinstance(value, bool)
    if key == "keep":
        return isinstance(value, list | tuple) and all(isinstance(word, str) and len(word) > 1 for word in value)
    if key == "ink":
        parts = value if isinstance(value, list | tuple) else (value,)
        return len(parts) in (1, 4) and all(isinstance(part, int) and 0 <= part <= 100 for part in parts)
    return isinstance(value, str)


def _spec(values: dict[str, Any], rules: Rules) -> TypeSpec:
    size = pt(values["size"])
    spec = TypeSpec(
        face=values["face"], size=size, leading=pt(values.get("leading", 0)), indent=values.get("indent", 0),
        align=values.get("align", "justify"), tracking=round(values.get("tracking", 0) * size / 1000), rules=rules,
    )  # fmt: skip
    ink = values.get("ink")
    if ink is not None:
        spec = replace(spec, ink=tuple(ink) if isinstance(ink, list | tuple) else black(ink))
    return spec
