"""What was set before is set again only where copy, faces, style or grid changed."""

from __future__ import annotations

from layout.diagnostics import Remarked
from layout.makeup.page.memory import Memory


def making(memory: Memory, stamp: object, *keys: object) -> list[object]:
    """Make an issue of these pieces; return what had to be set."""
    made: list[object] = []
    memory.begin(stamp)
    for key in keys:

        def make(key: object = key) -> Remarked[object]:
            made.append(key)
            return Remarked(f"set {key}")

        assert memory.recall(key, make).value == f"set {key}"
    return made


def test_only_what_is_new_is_set() -> None:
    memory = Memory()
    assert making(memory, "style", "a", "b", "b") == ["a", "b"]
    assert making(memory, "style", "a", "c") == ["c"]


def test_another_face_or_style_sets_all_anew() -> None:
    memory = Memory()
    making(memory, "style", "a")
    assert making(memory, "other", "a") == ["a"]


def test_what_a_making_did_not_ask_for_is_forgotten() -> None:
    memory = Memory()
    making(memory, "style", "a", "b")
    making(memory, "style", "a")
    assert making(memory, "style", "a", "b") == ["b"]
