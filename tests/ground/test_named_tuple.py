"""Our named tuples are the standard library's to whoever uses them."""

import json
import pickle
from copy import deepcopy

import pytest

from layout.ground.named_tuple import NamedTuple


class Way(NamedTuple):
    """A way through a paragraph."""

    breaks: tuple[int, ...]
    price: int
    effort: int = 0

    @property
    def lines(self) -> int:
        """How many lines it has."""
        return len(self.breaks)


class Told(NamedTuple):
    """One that says itself how it is shown."""

    kind: str

    def __str__(self) -> str:
        return f"<{self.kind}>"


def test_fields_come_by_place_by_name_and_by_default():
    way = Way((1, 2), price=3)
    assert (way.breaks, way.price, way.effort, way.lines) == ((1, 2), 3, 0, 2)
    assert way == ((1, 2), 3, 0)
    assert Told("photo").kind == Told(kind="photo")[0] == "photo"
    for wrong, named in (((), {}), (((1,), 2, 3, 4), {}), (((1,),), {"prize": 2})):
        with pytest.raises(TypeError):
            Way(*wrong, **named)
    with pytest.raises(AttributeError):
        way.other = 1


def test_they_are_tuples():
    breaks, price, effort = Way((1,), 2, 3)
    assert (breaks, price, effort) == ((1,), 2, 3)
    assert Way((1,), 2) < Way((1,), 3)
    assert hash(Way((1,), 2)) == hash(((1,), 2, 0))
    assert json.dumps(Way((1,), 2)) == "[[1], 2, 0]"
    match Way((1,), 2):
        case Way(breaks, price):
            assert (breaks, price) == ((1,), 2)


def test_they_are_changed_shown_and_kept_as_the_standard_ones():
    way = Way((1,), 2)
    assert way._replace(price=5) == Way((1,), 5)
    assert way._asdict() == {"breaks": (1,), "price": 2, "effort": 0}
    assert Way._fields == ("breaks", "price", "effort")
    assert repr(way) == "Way(breaks=(1,), price=2, effort=0)"
    assert (str(Told("photo")), repr(Told("photo"))) == ("<photo>", "Told(kind='photo')")
    again = pickle.loads(pickle.dumps(way))
    assert (type(again), again) == (Way, way) == (type(deepcopy(way)), deepcopy(way))
    with pytest.raises(TypeError):
        way._replace(prize=2)


def test_what_must_be_given_stands_before_what_need_not_be():
    with pytest.raises(TypeError, match="must be given"):

        class Wrong(NamedTuple):
            price: int = 0
            breaks: tuple[int, ...]
