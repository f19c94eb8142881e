"""A located tree checked against a declared shape: every fault becomes a diagnostic at its node."""

from __future__ import annotations

from itertools import zip_longest
from typing import Any, TypeVar, get_args, get_origin

from layout.diagnostics import Diagnostic, Severity
from layout.ground.expression import expression
from layout.issue.copyfile import CopyFile
from layout.issue.shapes import DataShape, ShapeFault, parts_of, read_shape
from layout.issue.tree import Node, Path

S = TypeVar("S", bound=DataShape)


def check_shape(copy: CopyFile, tree: Node, shape: type[S]) -> tuple[S | None, tuple[Diagnostic, ...]]:
    """Return the data of a tree as a shape's instance, with a diagnostic for every key and value out of shape.

    Wrong values are left out and the rest kept, so that one bad key does not hide a whole file; the result is None
    only where a required key is missing or bad.
    """
    remarks: list[Diagnostic] = []
    dropped: set[Path] = set()
    for round_ in range(4):
        made, faults = read_shape(shape, tree.plain())
        if made is not None:
            return made, tuple(remarks)
        if not round_:
            from copy import deepcopy

            tree = deepcopy(tree)
        bad: set[Path] = set()
        for fault in faults:
            path = _path(tree, fault.loc)
            whole = _whole(path)
            if whole in bad or (fault.kind == "missing" and path in dropped):
                continue
            bad.add(whole)
            remarks.append(_remark(copy, tree, path, fault, shape))
        # From the back, so that the places of a list's earlier items still hold.
        if not sum(_drop(tree, path) for path in sorted(bad, key=_order, reverse=True)):
            break
        dropped |= bad
    return None, tuple(remarks)


def _order(path: Path) -> tuple[tuple[int, str], ...]:
    return tuple((step, "") if isinstance(step, int) else (-1, step) for step in path)


def _whole(path: Path) -> Path:
    """Return the value that stands or falls together: a range, a ratio or a place is no use without one number."""
    for position, step in enumerate(path):
        if step in ("aspect", "at", "crop", "cols", "size"):
            return path[: position + 1]
    return path


def _path(tree: Node, loc: tuple[int | str, ...]) -> Path:
    """Return the steps of a fault's location that exist in the file, and the first that does not."""
    path: list[str | int] = []
    node = tree
    for position, step in enumerate(loc):
        if isinstance(node.value, dict) and str(step) in node.value:
            node = node.value[str(step)]
        elif isinstance(node.value, list) and isinstance(step, int) and step < len(node.value):
            node = node.value[step]
        elif isinstance(node.value, dict) and position == len(loc) - 1:
            path.append(step)
            break
        else:
            continue
        path.append(step)
    return tuple(path)


def _drop(tree: Node, path: Path) -> bool:
    """Take the value at a path out of a tree; False where it is not there (a missing key)."""
    if not path:
        return False
    parent = tree.at(path[:-1])
    step = path[-1]
    if isinstance(parent.value, dict) and str(step) in parent.value:
        del parent.value[str(step)]
        del parent.keys[str(step)]
        return True
    if isinstance(parent.value, list) and isinstance(step, int) and step < len(parent.value):
        del parent.value[step]
        return True
    return False


_TYPES = {
    "int": ("whole number", "整数"),
    "bool": ("true or false", "true 或 false"),
    "string": ("text", "文字"),
    "list": ("list", "列表 [甲, 乙]"),
    "tuple": ("list", "列表 [甲, 乙]"),
    "dict": ("keys and values", "一组“名目: 内容”"),
    "model": ("keys and values", "一组“名目: 内容”"),
    "float": ("number", "数"),
}
"""What kinds of faults ask for, by the first word of their names."""


def _remark(copy: CopyFile, tree: Node, path: Path, fault: ShapeFault, shape: type[DataShape]) -> Diagnostic:
    """Return the diagnostic of one fault."""
    # The place tells which item of a list it is.
    name, kind, limits = ".".join(step for step in path if isinstance(step, str)), fault.kind, fault.limits
    node = tree.at(path)
    at = copy.place(node.start, node.end)
    value = _shown(node)
    meant = _meant(node, kind)
    if kind == "missing":
        parent = tree.at(path[:-1])
        spot = parent.start if parent.kind != "mapping" else tree.at(path[:-1], key=True).start
        return Diagnostic.make("I222", Severity.ERROR, copy.place(spot), key=name)
    if kind == "extra_forbidden":
        key = tree.at(path, key=True)
        known = _known_keys(shape, path[:-1])
        near = _nearest_key(str(path[-1]), known)
        at = copy.place(key.start, key.end)
        if near:
            return Diagnostic.make("I220", Severity.ERROR, at, fix=near, key=str(path[-1]), near=near)
        return Diagnostic.make("I221", Severity.ERROR, at, key=str(path[-1]), known=", ".join(known))
    if kind == "literal_error":
        expected = str(limits.get("expected", "")).replace("'", "").replace(" or ", ", ")
        near = nearest(value, expected.split(", "))
        return Diagnostic.make("I224", Severity.ERROR, at, fix=near or None, key=name, value=value, known=expected)
    if kind == "issue_date_form":
        return Diagnostic.make("I225", Severity.ERROR, at, fix=meant or None, key=name, value=value, meant=meant)
    if kind == "issue_date_value":
        return Diagnostic.make("I226", Severity.ERROR, at, key=name, value=value)
    if kind in ("greater_than_equal", "less_than_equal"):
        limit = limits.get("ge", limits.get("le"))
        bound, wanted = (">=", "不小于") if "ge" in limits else ("<=", "不大于")
        return Diagnostic.make(
            "I227", Severity.ERROR, at, key=name, value=value, bound=bound, wanted=wanted, limit=limit
        )
    if kind in ("string_too_long", "string_too_short", "too_short", "too_long"):
        limit = limits.get("max_length", limits.get("min_length"))
        bound, wanted = ("at most", "最多有") if "max_length" in limits else ("at least", "最少有")
        units, unit = ("characters", "个字") if kind.startswith("string") else ("items", "项")
        return Diagnostic.make(
            "I228", Severity.ERROR, at, key=name, bound=bound, wanted=wanted, limit=limit, units=units, unit=unit
        )
    form = limits.get("form")
    if kind == "string_pattern_mismatch" and not form:
        return Diagnostic.make("I229", Severity.ERROR, at, fix=meant or None, key=name, value=value, meant=meant)
    expected, wanted = form or _TYPES.get(kind.partition("_")[0], (kind, kind))
    said = {"key": name, "value": value, "expected": expected, "wanted": wanted, "meant": meant}
    return Diagnostic.make("I223", Severity.ERROR, at, fix=meant or None, **said)


_PARTING = expression(r"[\s,，、;；【】\[\]]+")
_DAY = expression(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?")


def _meant(node: Node, kind: str) -> str:
    """Return what a value surely means that an input method wrote in wide letters 全角; empty where nobody can tell."""
    from unicodedata import normalize

    if node.kind != "scalar" or not isinstance(node.value, str):
        return ""
    narrow = normalize("NFKC", node.value).strip()
    if kind.startswith("int"):
        return narrow if narrow.isdecimal() and narrow.isascii() else ""
    if kind == "issue_date_form":
        day = _DAY.fullmatch(narrow)
        return f"{day[1]}-{int(day[2]):02}-{int(day[3]):02}" if day else ""
    if kind.partition("_")[0] in ("list", "tuple") or kind == "string_pattern_mismatch":
        names = [name for name in _PARTING.split(narrow) if name]
        if names and all(name.isascii() and name.replace("-", "").replace("_", "").isalnum() for name in names):
            return f"[{', '.join(names)}]" if kind != "string_pattern_mismatch" else ", ".join(names)
    return ""


def _shown(node: Node) -> str:
    """Return a node's value for a message, cut to a line's worth."""
    if node.kind == "mapping":
        return "{…}"
    if node.kind == "sequence":
        return "[…]"
    text = "null" if node.value is None else str(node.value).replace("\n", " ")
    return text if len(text) <= 40 else text[:39] + "…"


_TRADE = {
    "代号": "id", "种类": "kind", "类别": "kind", "标题": "head", "题": "head", "主题": "main", "主标题": "main",
    "引题": "kicker", "副题": "deck", "副标题": "deck", "署名": "byline", "作者": "byline", "文末署名": "sign",
    "落款": "sign", "电头": "dateline", "图片": "photos", "照片": "photos", "图说": "caption", "摄影": "credit",
    "文件": "file", "优先级": "priority", "来源": "source", "期号": "no", "版次": "no", "日期": "date",
    "星期": "weekday", "农历": "lunar", "报头": "masthead", "版权": "imprint", "版面": "pages", "版名": "name",
    "稿件": "stories", "编辑": "editors", "版式": "profile", "更正": "corrections",
}  # fmt: skip
"""Keys by the trade's names for them, as a desk may write them."""


def _nearest_key(word: str, known: list[str]) -> str:
    """Return the key that was meant, by the trade's name for it or its spelling."""
    named = _TRADE.get(word.strip(), "")
    return named if named in known else nearest(word, known)


def nearest(word: str, known: list[str] | tuple[str, ...]) -> str:
    """Return the known word nearest to a mistyped one, or an empty string."""
    from difflib import get_close_matches

    found = get_close_matches(word.lower()[:60], list(known), n=1, cutoff=0.6)
    return found[0] if found else ""


def _known_keys(shape: type[DataShape], path: Path) -> list[str]:
    """Return the keys that a shape has at a path."""
    for step, after in zip_longest(path, path[1:]):
        if isinstance(step, int):
            continue
        field = next((part.annotation for part in parts_of(shape) if part.key == step), None)
        inner = _shape_in(field, listed=isinstance(after, int))
        if inner is None:
            return []
        shape = inner
    return [part.key for part in parts_of(shape)]


def _shape_in(annotation: Any, *, listed: bool) -> type[DataShape] | None:
    """Return the shape inside an annotation: of `list[PageBlock] | AutoBlock` the one in the list, or the other."""
    if isinstance(annotation, type) and issubclass(annotation, DataShape):
        return None if listed else annotation
    if get_origin(annotation) is list:
        return _shape_in(get_args(annotation)[0], listed=False) if listed else None
    return next((found for part in get_args(annotation) if (found := _shape_in(part, listed=listed))), None)
