"""Every article has a file of its own, whatever the desk calls its stories, on every system."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from layout.export.web.names import article_file, article_names

NASTY = (
    "n001",
    "N001",
    "n002",
    "n001-2",
    "A1",
    "a1",
    "é",
    "e\u0301",
    "ｎ００１",
    "cover",
    "contents",
    "con",
    "Ⅰ",
    "ſ",
    "K",
)


@given(st.lists(st.one_of(st.sampled_from(NASTY), st.text(min_size=1, max_size=6)), unique=True, max_size=12))
def test_no_two_articles_meet_in_one_file(ids: list[str]) -> None:
    names = article_names(ids)
    assert list(names) == ids
    folded = {unicodedata.normalize("NFKC", article_file(name)).casefold() for name in names.values()}
    assert len(folded) == len(ids)
    assert not {"cover", "contents", "con"} & set(names.values())


@pytest.mark.parametrize(
    ("ids", "names"),
    [
        (("a1", "lead-2"), ("a1", "lead-2")),
        (("A1", "n001"), ("n001-2", "n001")),
        (("n001", "A1"), ("n001", "n002")),
        (("A1", "n001", "n001-2"), ("n001-3", "n001", "n001-2")),
        (("cover", "头条"), ("n001", "n002")),
    ],
)
def test_given_names_stay_and_made_ones_give_way(ids: tuple[str, ...], names: tuple[str, ...]) -> None:
    assert tuple(article_names(ids).values()) == names
