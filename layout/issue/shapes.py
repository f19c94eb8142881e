"""Shapes of data, declared as classes with annotated fields: bare data from YAML in, an instance or every fault out.

    class PinBlock(Shape):
        page: Annotated[int, Field(ge=1, le=96)] | None = None

Scalars come as text or None, as `Node.plain` gives them; numbers and truth values are read from text. This is the part
of pydantic that the desk's files need, in its words (kinds of faults, locations), without the eighth of a second that
its start takes of every build.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from copy import copy
from datetime import date
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, TypeVar, Union, get_args, get_origin

from layout.ground.expression import expression
from layout.ground.named_tuple import NamedTuple

Loc = tuple[int | str, ...]


class ShapeFault(NamedTuple):
    """What is wrong at one place of the data: a kind in pydantic's words, and the limit that was passed."""

    loc: Loc
    kind: str
    limits: Mapping[str, Any] = {}


class UnfitValue(ValueError):
    """Raised by the function of a `Before` for a value that can be nothing that the field may hold."""

    def __init__(self, kind: str, **limits: Any) -> None:
        """Refuse a value; `kind` says why."""
        super().__init__(kind)
        self.kind, self.limits = kind, limits


class Before(NamedTuple):
    """Annotates a field with a function that rewrites its value before it is read."""

    rewrite: Callable[[Any], Any]


class Field(NamedTuple):
    """Annotates a field with limits, and with its key where that is no Python name.

    `form` says in English and Chinese what fits the pattern, where that is no id.
    """

    ge: int | None = None
    le: int | None = None
    min_length: int | None = None
    max_length: int | None = None
    pattern: str = ""
    alias: str = ""
    form: tuple[str, str] | None = None


class DataShape:
    """Base of declared shapes. Instances are made by `read_shape`; a field without a default must be given.

    Annotations are looked at as they are, so a module of shapes does without `from __future__ import annotations`.
    """


class Part(NamedTuple):
    """A field of a shape: its attribute, its key in the data, its annotation, and what reads a value for it."""

    name: str
    key: str
    annotation: Any
    read: Read
    needed: bool


Read = Callable[[Any, Loc, list[ShapeFault]], Any]
"""Reads a value at a location; faults are added to the list, and what is returned with them is of no use."""


S = TypeVar("S", bound=DataShape)


def read_shape(shape: type[S], data: Any) -> tuple[S | None, tuple[ShapeFault, ...]]:
    """Return the data as an instance of a shape, or None with every fault."""
    faults: list[ShapeFault] = []
    made = _instance(shape, data, (), faults)
    return (None, tuple(faults)) if faults else (made, ())


def given(made: DataShape) -> dict[str, Any]:
    """Return what an instance holds by key, without what is None."""
    held = ((part.key, getattr(made, part.name)) for part in parts_of(type(made)))
    return {key: value for key, value in held if value is not None}


def parts_of(shape: type[DataShape]) -> tuple[Part, ...]:
    """Return the fields of a shape, in order."""
    if shape not in _PARTS:
        _PARTS[shape] = _parts(shape)
    return _PARTS[shape]


_PARTS: dict[type[DataShape], tuple[Part, ...]] = {}
"""The fields of shapes that were read before."""


def _parts(shape: type[DataShape]) -> tuple[Part, ...]:
    return tuple(
        Part(name, _alias(kind) or name, kind, _reader(kind), not hasattr(shape, name))
        for name, kind in shape.__annotations__.items()
    )


def _alias(kind: Any) -> str:
    return next((one.alias for one in getattr(kind, "__metadata__", ()) if isinstance(one, Field)), "")


def _instance(shape: type[DataShape], data: Any, loc: Loc, faults: list[ShapeFault]) -> Any:
    if not isinstance(data, dict):
        faults.append(ShapeFault(loc, "model_type"))
        return None
    made = shape()
    parts = parts_of(shape)
    for part in parts:
        if part.key in data:
            setattr(made, part.name, part.read(data[part.key], (*loc, part.key), faults))
        elif part.needed:
            faults.append(ShapeFault((*loc, part.key), "missing"))
        else:
            setattr(made, part.name, copy(getattr(shape, part.name)))
    known = {part.key for part in parts}
    faults += [ShapeFault((*loc, key), "extra_forbidden") for key in data if key not in known]
    return made


def _reader(kind: Any) -> Read:
    """Return what reads values of an annotation."""
    origin, inner = get_origin(kind), get_args(kind)
    if origin is Annotated:
        return _annotated(_reader(inner[0]), kind.__metadata__)
    if origin in (Union, UnionType):
        plain, *mapping = (_reader(one) for one in inner if one is not NoneType)
        return _either(plain, mapping[0] if mapping else plain)
    if origin is Literal:
        return _literal(inner)
    if origin is list:
        return _list(_reader(inner[0]))
    if origin is tuple:
        return _list(_reader(inner[0]), tuple) if inner[-1] is Ellipsis else _tuple([_reader(one) for one in inner])
    if origin is dict:
        return _dict(_reader(inner[1]))
    if kind is Any:
        return lambda value, _loc, _faults: value
    if isinstance(kind, type) and issubclass(kind, DataShape):
        return lambda value, loc, faults: _instance(kind, value, loc, faults)
    return _SCALARS[kind]


def _either(plain: Read, mapping: Read) -> Read:
    """Return what reads null as nothing, a mapping as one thing, and anything else as another."""

    def either(value: Any, loc: Loc, faults: list[ShapeFault]) -> Any:
        if value is None:
            return None
        return (mapping if isinstance(value, dict) else plain)(value, loc, faults)

    return either


def _annotated(read: Read, notes: tuple[Any, ...]) -> Read:
    """Return a reader that rewrites the value first, the last noted function foremost, and then holds it to limits."""
    rewrites = [note.rewrite for note in reversed(notes) if isinstance(note, Before)]
    limits = [note for note in notes if isinstance(note, Field)]

    def annotated(value: Any, loc: Loc, faults: list[ShapeFault]) -> Any:
        try:
            for rewrite in rewrites:
                value = rewrite(value)
        except UnfitValue as refused:
            faults.append(ShapeFault(loc, refused.kind, refused.limits))
            return None
        count = len(faults)
        value = read(value, loc, faults)
        if len(faults) == count and value is not None:
            faults += [ShapeFault(loc, *passed) for limit in limits for passed in _passed(value, limit)][:1]
        return value

    return annotated


def _passed(value: Any, limit: Field) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Yield the limits that a value passes."""
    if limit.ge is not None and not value >= limit.ge:
        yield "greater_than_equal", {"ge": limit.ge}
    if limit.le is not None and not value <= limit.le:
        yield "less_than_equal", {"le": limit.le}
    lead = "string_" if isinstance(value, str) else ""
    if limit.min_length is not None and len(value) < limit.min_length:
        yield f"{lead}too_short", {"min_length": limit.min_length}
    if limit.max_length is not None and len(value) > limit.max_length:
        yield f"{lead}too_long", {"max_length": limit.max_length}
    if limit.pattern and not re.fullmatch(limit.pattern, value):
        yield "string_pattern_mismatch", {"form": limit.form} if limit.form else {}


def _literal(words: tuple[str, ...]) -> Read:
    *first, last = map(repr, words)
    expected = f"{', '.join(first)} or {last}" if first else last

    def literal(value: Any, loc: Loc, faults: list[ShapeFault]) -> Any:
        if value not in words:
            faults.append(ShapeFault(loc, "literal_error", {"expected": expected}))
        return value

    return literal


def _list(read: Read, kind: type[list[Any]] | type[tuple[Any, ...]] = list) -> Read:
    def listed(value: Any, loc: Loc, faults: list[ShapeFault]) -> Any:
        if not isinstance(value, list | tuple):
            faults.append(ShapeFault(loc, f"{kind.__name__}_type"))
            return None
        return kind(read(one, (*loc, index), faults) for index, one in enumerate(value))

    return listed


def _tuple(reads: list[Read]) -> Read:
    """Return a reader of exactly so many values."""

    def tupled(value: Any, loc: Loc, faults: list[ShapeFault]) -> Any:
        if not isinstance(value, list | tuple):
            faults.append(ShapeFault(loc, "tuple_type"))
            return None
        if len(value) > len(reads):
            faults.append(ShapeFault(loc, "too_long", {"max_length": len(reads)}))
            return None
        pairs = enumerate(zip(reads, value, strict=False))
        found = tuple(read(one, (*loc, index), faults) for index, (read, one) in pairs)
        faults += [ShapeFault((*loc, index), "missing") for index in range(len(value), len(reads))]
        return found

    return tupled


def _dict(read: Read) -> Read:
    def mapped(value: Any, loc: Loc, faults: list[ShapeFault]) -> Any:
        if not isinstance(value, dict):
            faults.append(ShapeFault(loc, "dict_type"))
            return None
        return {key: read(one, (*loc, key), faults) for key, one in value.items()}

    return mapped


def _text(value: Any, loc: Loc, faults: list[ShapeFault]) -> Any:
    if not isinstance(value, str):
        faults.append(ShapeFault(loc, "string_type"))
    return value


_WHOLE = expression(r"\s*[+-]?[0-9]+(_[0-9]+)*(\.0+)?\s*")
_DECIMAL = expression(r"\s*[+-]?([0-9]+(_[0-9]+)*\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?\s*")


def whole(text: str) -> int:
    """Return what a shape reads of a whole number as it is written: 12, +12, 1_000, 12.0; ValueError for others."""
    return int(text.strip().partition(".")[0])


def _number(kind: type[int] | type[float], form: re.Pattern[str]) -> Read:
    def number(value: Any, loc: Loc, faults: list[ShapeFault]) -> Any:
        if isinstance(value, str) and form.fullmatch(value):
            return whole(value) if kind is int else kind(value)
        faults.append(
            ShapeFault(loc, f"{kind.__name__}_parsing" if isinstance(value, str) else f"{kind.__name__}_type")
        )
        return None

    return number


_TRUTHS = dict.fromkeys(("true", "t", "yes", "y", "on", "1"), True) | dict.fromkeys(
    ("false", "f", "no", "n", "off", "0"), False
)


def _truth(value: Any, loc: Loc, faults: list[ShapeFault]) -> Any:
    found = _TRUTHS.get(value.lower()) if isinstance(value, str) else None
    if found is None:
        faults.append(ShapeFault(loc, "bool_parsing" if isinstance(value, str) else "bool_type"))
    return found


def _day(value: Any, loc: Loc, faults: list[ShapeFault]) -> Any:
    if not isinstance(value, date):
        faults.append(ShapeFault(loc, "date_type"))
    return value


_SCALARS: dict[type, Read] = {
    str: _text, int: _number(int, _WHOLE), float: _number(float, _DECIMAL), bool: _truth, date: _day,
}  # fmt: skip
