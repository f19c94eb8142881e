"""A located tree checked against a pydantic model: every fault of shape becomes a diagnostic at its node."""

from __future__ import annotations

from copy import deepcopy
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, TypeVar

from layout.diagnostics import Diagnostic, Severity
from layout.issue.copyfile import CopyFile
from layout.issue.tree import Node, Path

if TYPE_CHECKING:
    from pydantic import BaseModel

    Model = TypeVar("Model", bound=BaseModel)
else:
    Model = TypeVar("Model")


def check_shape(copy: CopyFile, tree: Node, model: type[Model]) -> tuple[Model | None, tuple[Diagnostic, ...]]:
    """Return the data of a tree as a model's instance, with a diagnostic for every key and value out of shape.

    Wrong values are left out and the rest kept, so that one bad key does not hide a whole file; the result is None
    only where a required key is missing or bad.
    """
    from pydantic import ValidationError

    tree = deepcopy(tree)
    remarks: list[Diagnostic] = []
    dropped: set[Path] = set()
    for _ in range(4):
        try:
            return model.model_validate(tree.plain()), tuple(remarks)
        except ValidationError as fault:
            faults = fault.errors(include_url=False, include_context=True)
        bad: set[Path] = set()
        for error in faults:
            path = _path(tree, error["loc"])
            whole = _whole(path)
            if whole in bad or (error["type"] == "missing" and path in dropped):
                continue
            bad.add(whole)
            remarks.append(_remark(copy, tree, path, error, model))
        # From the back, so that the places of a list's earlier items still hold.
        if not sum(_drop(tree, path) for path in sorted(bad, key=_order, reverse=True)):
            break
        dropped |= bad
    return None, tuple(remarks)


def _order(path: Path) -> tuple[tuple[int, str], ...]:
    return tuple((step, "") if isinstance(step, int) else (-1, step) for step in path)


def _whole(path: Path) -> Path:
    """Return the value that stands or falls together: a range or a ratio is no use without one of its numbers."""
    for position, step in enumerate(path):
        if step in ("aspect", "crop", "cols"):
            return path[: position + 1]
    return path


def _path(tree: Node, loc: tuple[int | str, ...]) -> Path:
    """Return the steps of a pydantic location that exist in the file, and the first that does not.

    Pydantic names the branch of a union among the steps; those are no keys and are passed over.
    """
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
"""What pydantic's kinds of error ask for, by the first word of their names."""


def _remark(copy: CopyFile, tree: Node, path: Path, error: Any, model: type[Any]) -> Diagnostic:
    """Return the diagnostic of one pydantic error."""
    name, kind, context = ".".join(str(step) for step in path), error["type"], error.get("ctx") or {}
    node = tree.at(path)
    at = copy.place(node.start, node.end)
    value = _shown(node)
    if kind == "missing":
        parent = tree.at(path[:-1])
        spot = parent.start if parent.kind != "mapping" else tree.at(path[:-1], key=True).start
        return Diagnostic.make("I222", Severity.ERROR, copy.place(spot), key=name)
    if kind == "extra_forbidden":
        key = tree.at(path, key=True)
        known = _known_keys(model, path[:-1])
        near = nearest(str(path[-1]), known)
        at = copy.place(key.start, key.end)
        if near:
            return Diagnostic.make("I220", Severity.ERROR, at, fix=near, key=str(path[-1]), near=near)
        return Diagnostic.make("I221", Severity.ERROR, at, key=str(path[-1]), known=", ".join(known))
    if kind == "literal_error":
        expected = str(context.get("expected", "")).replace("'", "").replace(" or ", ", ")
        near = nearest(value, expected.split(", "))
        return Diagnostic.make("I224", Severity.ERROR, at, fix=near or None, key=name, value=value, known=expected)
    if kind == "issue_date_form":
        return Diagnostic.make("I225", Severity.ERROR, at, key=name, value=value)
    if kind == "issue_date_value":
        return Diagnostic.make("I226", Severity.ERROR, at, key=name, value=value)
    if kind in ("greater_than_equal", "less_than_equal"):
        limit = context.get("ge", context.get("le"))
        bound, wanted = (">=", "不小于") if "ge" in context else ("<=", "不大于")
        return Diagnostic.make(
            "I227", Severity.ERROR, at, key=name, value=value, bound=bound, wanted=wanted, limit=limit
        )
    if kind in ("string_too_long", "string_too_short", "too_short", "too_long"):
        limit = context.get("max_length", context.get("min_length"))
        bound, wanted = ("at most", "最多有") if "max_length" in context else ("at least", "最少有")
        units, unit = ("characters", "个字") if kind.startswith("string") else ("items", "项")
        return Diagnostic.make(
            "I228", Severity.ERROR, at, key=name, bound=bound, wanted=wanted, limit=limit, units=units, unit=unit
        )
    if kind == "string_pattern_mismatch":
        return Diagnostic.make("I229", Severity.ERROR, at, key=name, value=value)
    expected, wanted = _TYPES.get(kind.partition("_")[0], (kind, kind))
    return Diagnostic.make("I223", Severity.ERROR, at, key=name, value=value, expected=expected, wanted=wanted)


def _shown(node: Node) -> str:
    """Return a node's value for a message, cut to a line's worth."""
    if node.kind == "mapping":
        return "{…}"
    if node.kind == "sequence":
        return "[…]"
    text = "null" if node.value is None else str(node.value).replace("\n", " ")
    return text if len(text) <= 40 else text[:39] + "…"


def nearest(word: str, known: list[str] | tuple[str, ...]) -> str:
    """Return the known word nearest to a mistyped one, or an empty string."""
    found = get_close_matches(word.lower()[:60], list(known), n=1, cutoff=0.6)
    return found[0] if found else ""


def _known_keys(model: type[Any], path: Path) -> list[str]:
    """Return the keys that a model has at a path."""
    for step in path:
        if isinstance(step, int):
            continue
        field = model.model_fields.get(str(step))
        inner = _model_in(field.annotation) if field else None
        if inner is None:
            return []
        model = inner
    return [field.alias or name for name, field in model.model_fields.items()]


def _model_in(annotation: Any) -> type[Any] | None:
    """Return the model class inside an annotation such as `list[PhotoBlock] | None`."""
    if hasattr(annotation, "model_fields"):
        return annotation  # type: ignore[no-any-return]
    for part in getattr(annotation, "__args__", ()):
        if found := _model_in(part):
            return found
    return None
