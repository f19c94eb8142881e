"""Declared shapes: bare data in, an instance or every fault out, at the limit and just past it."""

from datetime import date
from typing import Annotated, Any, Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from layout.issue import shapes
from layout.issue.shapes import Before, DataShape, Field, ShapeFault, UnfitValue, read_shape


def _day(value: Any) -> Any:
    if value == "never":
        raise UnfitValue("no_day", because="never")
    try:
        return date.fromisoformat(value) if isinstance(value, str) else value
    except ValueError:
        raise UnfitValue("no_date") from None


class Inner(DataShape):
    word: Annotated[str, Field(min_length=1, max_length=3, pattern="[a-z]+")]
    mate: Annotated[int | None, Field(alias="with")] = None


class Outer(DataShape):
    count: Annotated[int, Field(ge=1, le=9)]
    share: float = 0.5
    sure: bool = False
    kind: Literal["a", "b", "c"] = "a"
    day: Annotated[date, Before(_day)] | None = None
    inner: Inner | None = None
    many: list[Inner] = []  # noqa: RUF012
    pair: tuple[int, int] = (1, 2)
    run: tuple[int, ...] = ()
    names: dict[str, str] = {}  # noqa: RUF012
    anything: Any = None


def faults(**data):
    made, found = read_shape(Outer, {"count": "1", **data})
    assert (made is None) == bool(found)
    return [(fault.loc, fault.kind, dict(fault.limits)) for fault in found]


def test_every_kind_of_field_is_read_from_text():
    made, found = read_shape(
        Outer,
        {"count": " +5 ", "share": "1e-3", "sure": "Yes", "kind": "c", "day": "2026-11-28", "pair": ["1_000", "2.0"],
         "inner": {"word": "abc", "with": "7"}, "many": [{"word": "a"}], "run": ["1", "2", "3"],
         "names": {"x": "y"}, "anything": ["1", None]},
    )  # fmt: skip
    assert not found
    assert (made.count, made.share, made.sure, made.kind, made.day) == (5, 0.001, True, "c", date(2026, 11, 28))
    assert (made.inner.word, made.inner.mate, made.many[0].mate) == ("abc", 7, None)
    assert (made.pair, made.run, made.names, made.anything) == ((1000, 2), (1, 2, 3), {"x": "y"}, ["1", None])
    assert shapes.given(made.inner) == {"word": "abc", "with": 7}
    assert shapes.given(made.many[0]) == {"word": "a"}


def test_defaults_are_nobodys_but_the_instances_own():
    one, other = (read_shape(Outer, {"count": "1"})[0] for _ in range(2))
    one.many.append(1)
    assert other.many == [] == Outer.many


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ({"count": "0"}, [(("count",), "greater_than_equal", {"ge": 1})]),
        ({"count": "9"}, []),
        ({"count": "10"}, [(("count",), "less_than_equal", {"le": 9})]),
        ({"count": "5."}, [(("count",), "int_parsing", {})]),
        ({"count": None}, [(("count",), "int_type", {})]),
        ({"share": "nan"}, [(("share",), "float_parsing", {})]),
        ({"sure": "perhaps"}, [(("sure",), "bool_parsing", {})]),
        ({"sure": []}, [(("sure",), "bool_type", {})]),
        ({"kind": "d"}, [(("kind",), "literal_error", {"expected": "'a', 'b' or 'c'"})]),
        ({"day": "never"}, [(("day",), "no_day", {"because": "never"})]),
        ({"day": None}, []),
        ({"inner": "x"}, [(("inner",), "model_type", {})]),
        ({"inner": {}}, [(("inner", "word"), "missing", {})]),
        ({"inner": {"word": ""}}, [(("inner", "word"), "string_too_short", {"min_length": 1})]),
        ({"inner": {"word": "abcd"}}, [(("inner", "word"), "string_too_long", {"max_length": 3})]),
        ({"inner": {"word": "ab\n"}}, [(("inner", "word"), "string_pattern_mismatch", {})]),
        ({"inner": {"word": None, "mate": "1"}},
         [(("inner", "word"), "string_type", {}), (("inner", "mate"), "extra_forbidden", {})]),
        ({"many": [{"word": "a"}, "x", {"word": "A"}]},
         [(("many", 1), "model_type", {}), (("many", 2, "word"), "string_pattern_mismatch", {})]),
        ({"many": {}}, [(("many",), "list_type", {})]),
        ({"pair": ["1"]}, [(("pair", 1), "missing", {})]),
        ({"pair": ["1", "2", "x"]}, [(("pair",), "too_long", {"max_length": 2})]),
        ({"pair": "12"}, [(("pair",), "tuple_type", {})]),
        ({"run": ["1", "x"]}, [(("run", 1), "int_parsing", {})]),
        ({"names": {"x": None}}, [(("names", "x"), "string_type", {})]),
        ({"names": []}, [(("names",), "dict_type", {})]),
        ({"zzz": "1"}, [(("zzz",), "extra_forbidden", {})]),
    ],
)  # fmt: skip
def test_each_fault_has_its_place_its_kind_and_the_limit_passed(data, expected):
    assert faults(**data) == expected


DATA = st.recursive(
    st.none() | st.text(max_size=4) | st.sampled_from(["1", "true", "a"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from([*vars(Outer), "word", "x"]), inner),
    max_leaves=12,
)


@given(DATA)
def test_any_data_is_read_or_refused_at_places_of_its_own(data):
    made, found = read_shape(Outer, data)
    assert (made is None) == bool(found)
    for fault in found:
        assert isinstance(fault, ShapeFault)
        node = data
        for step in fault.loc[:-1]:
            node = node[step]
