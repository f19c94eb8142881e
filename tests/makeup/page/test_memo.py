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


def test_what_is_made_of_several_settings_is_taken_over_whole_and_they_are_not_forgotten() -> None:
    memo = Memo()
    made: list[str] = []

    def setting(key: str) -> Remarked[str]:
        made.append(key)
        return Remarked(key)

    def both() -> Remarked[str]:
        return Remarked("+".join(memo.recall(key, key, lambda key=key: setting(key)).value for key in "ab"))

    def page(story: str) -> Remarked[str]:
        return memo.recall_whole("page", story, both)

    for _ in range(3):
        memo.begin("style")
        assert page("one").value == "a+b"
    assert made == ["a", "b"], "whole from the second time on"
    memo.begin("style")
    assert page("other").value == "a+b"
    assert made == ["a", "b"], "made anew of settings that were kept with it"
    memo.begin("another style")
    page("other")
    assert made == ["a", "b"] * 2
