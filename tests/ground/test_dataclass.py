"""Our dataclasses are the standard library's to whoever uses them."""

import dataclasses
import pickle
from copy import deepcopy

import pytest

from layout.ground.dataclass import dataclass, field, fields, replace


@dataclass(frozen=True, slots=True)
class Block:
    """A block."""

    story: str
    rows: int = 0
    legs: list[int] = field(default_factory=list, compare=False)


@dataclass(frozen=True, slots=True)
class Framed(Block):
    """A block with a frame."""

    box: str = "rule"


@dataclass(slots=True)
class Open:
    """One that is filled."""

    names: set[str] = field(default_factory=set)


@dataclass(frozen=True)
class Loose:
    """One with room for what is found later."""

    rows: int = 1


def test_fields_come_by_place_by_name_and_by_default():
    assert Block("a1", 3) == Block(story="a1", rows=3) == replace(Block("a1"), rows=3)
    assert Framed("a1", 2, [1], "tint").box == "tint"
    assert Block("a1").legs is not Block("a1").legs
    for wrong in ((), ("a1", 1, [], "x")):
        with pytest.raises(TypeError):
            Block(*wrong)
    with pytest.raises(TypeError):
        Block("a1", depth=3)


def test_what_must_be_given_stands_before_what_need_not_be():
    @dataclass(slots=True)
    class Wrong:
        rows: int = 0
        story: str

    @dataclass(slots=True)
    class Other:
        names: list[str] = field(default_factory=list)
        story: str

    for wrong in (Wrong, Other):
        with pytest.raises(TypeError, match="must be given"):
            wrong()


def test_classes_of_as_many_fields_keep_their_own_names_and_defaults():
    assert Open({"a"}).names == {"a"}
    assert Loose().rows == 1
    assert Loose(rows=2).__dict__ == {"rows": 2}
    with pytest.raises(TypeError):
        Loose(names=2)


def test_equality_is_of_one_class_and_of_what_is_compared():
    assert Block("a1", legs=[1]) == Block("a1", legs=[2])
    assert Block("a1") != Framed("a1")
    assert Block("a1") != Block("a2")
    assert hash(Block("a1", 2)) == hash(Block("a1", 2))
    assert {Framed("a1"), Framed("a1")} == {Framed("a1")}
    with pytest.raises(TypeError):
        hash(Open())


def test_slots_hold_the_fields_and_nothing_else():
    with pytest.raises(AttributeError):
        Open().other = 1
    loose = Loose()
    loose.__dict__["found"] = 2
    assert loose == Loose(1)


def test_the_standard_librarys_functions_work_on_them():
    block = Framed("a1", 2)
    assert dataclasses.is_dataclass(block)
    assert dataclasses.replace(block, rows=4) == Framed("a1", 4)
    assert dataclasses.asdict(block) == {"story": "a1", "rows": 2, "legs": [], "box": "rule"}
    assert [each.name for each in dataclasses.fields(Framed)] == [each.name for each in fields(Framed)]
    assert repr(block) == "Framed(story='a1', rows=2, legs=[], box='rule')"
    assert pickle.loads(pickle.dumps(block)) == deepcopy(block) == block
    match block:
        case Framed(story, rows):
            assert (story, rows) == ("a1", 2)
