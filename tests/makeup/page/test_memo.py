"""What was set before is set again only where copy, faces, style or grid changed."""

from __future__ import annotations

from layout.diagnostics import Remarked
from layout.makeup.page.memo import Memo


def making(memo: Memo, stamp: object, *keys: object) -> list[object]:
    """Make an issue of these pieces; return what had to be set."""
    made: list[object] = []
    memo.begin(stamp)
    for key in keys:

        def make(key: object = key) -> Remarked[object]:
            made.append(key)
            return Remarked(f"set {key}")

        assert memo.recall(key, key, make).value == f"set {key}"
    return made


def test_only_what_is_new_is_set() -> None:
    memo = Memo()
    assert making(memo, "style", "a", "b", "b") == ["a", "b"]
    assert making(memo, "style", "a", "c") == ["c"]


def test_another_face_or_style_sets_all_anew() -> None:
    memo = Memo()
    making(memo, "style", "a")
    assert making(memo, "other", "a") == ["a"]


def test_what_a_making_did_not_ask_for_is_forgotten() -> None:
    memo = Memo()
    making(memo, "style", "a", "b")
    making(memo, "style", "a")
    assert making(memo, "style", "a", "b") == ["b"]


def test_a_changed_story_is_set_again_under_the_same_key() -> None:
    memo = Memo()
    for stamp in ("one", "one"):
        memo.begin(stamp)
        assert memo.recall("a", ("story", 1), lambda: Remarked("first")).value == "first"
        assert memo.recall("a", ("story", 1), lambda: Remarked("never")).value == "first", "an equal story is the same"
    assert memo.recall("a", ("story", 2), lambda: Remarked("second")).value == "second"
    assert memo.recall("a", ("story", 2), lambda: Remarked("never")).value == "second"
