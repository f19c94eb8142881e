"""The search index over all issues: what it holds, read back as a browser reads it, is what stands in the copy."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from layout.export.web.site.terms import DIGITS, Words, bucket_of, encoded, issue_terms, segment_files
from layout.text.folded import folded
from tests.chance import examples

LETTERS = st.text("禹州通讯水利防汛AaＢ1 　“，臺台𠀀", max_size=24)
ARTICLES = st.lists(
    st.lists(st.tuples(st.sampled_from(["headline", "kicker", "body", "caption"]), LETTERS), max_size=4), max_size=6
)


def numbers(text: str) -> list[int]:
    found, value, scale = [], 0, 1
    for letter in text:
        digit = DIGITS.index(letter)
        value += digit % 45 * scale
        scale *= 45
        if digit < 45:
            found.append(value)
            value, scale = 0, 1
    return found


def read(files: int, contents: dict[int, str], term: str) -> dict[int, int]:
    """Return a term's articles and weights."""
    codes = [0, *map(ord, term)][-2:]
    content = "\n" + contents.get(bucket_of((codes[0] << 21) | codes[1], files), "")
    at = content.find(f"\n{term}\t")
    if at < 0:
        return {}
    start = at + len(term) + 2
    article, found = -1, {}
    for value in numbers(content[start : content.index("\n", start)]):
        article += value // 4 + 1
        found[article] = value % 4
    return found


def expected(articles: list[Words]) -> dict[str, dict[int, int]]:
    found: dict[str, dict[int, int]] = {}
    for number, article in enumerate(articles):
        body: Counter[str] = Counter()
        head = set()
        for role, text in article.passages:
            plain = folded(text)
            terms = [*plain, *(plain[at : at + 2] for at in range(len(plain) - 1))]
            if role in ("headline", "kicker", "deck"):
                head.update(terms)
            else:
                body.update(terms)
        for term in head | set(body):
            count = body[term]
            found.setdefault(term, {})[number] = 3 if term in head else (count >= 2) + (count >= 4)
    return found


@settings(max_examples=examples(60))
@given(st.lists(ARTICLES, min_size=1, max_size=3))
def test_the_index_holds_every_character_and_pair_with_its_articles_and_nothing_else(shelf):
    articles, terms = [], []
    for issue in shelf:
        own = [Words(tuple(passages)) for passages in issue]
        terms.append(issue_terms(own, len(articles)))
        articles += own
    files, made = segment_files(terms)
    contents = dict(made)
    wanted = expected(articles)
    for term, held in wanted.items():
        assert read(files, contents, term) == held, term
    lines = sum(content.count("\n") for content in contents.values())
    assert lines == len(wanted)


def test_many_terms_go_into_many_files_each_found_by_its_hash():
    letters = [chr(0xAC00 + at) for at in range(3000)]
    text = "".join(letters)
    files, made = segment_files([issue_terms([Words((("body", text),)), Words((("body", text[::-1]),))], 0)])
    contents = dict(made)
    assert files > 4
    assert max(map(len, contents.values())) < 3 * sum(map(len, contents.values())) / files
    for at in range(0, 2999, 97):
        assert read(files, contents, text[at : at + 2]) == {0: 0}
        assert read(files, contents, text[at + 1] + text[at]) == {1: 0}
        assert read(files, contents, text[at]) == {0: 0, 1: 0}


@given(st.lists(st.integers(0, 10**9)))
def test_numbers_are_read_as_they_were_written(values):
    assert numbers(encoded(values)) == values
    assert not re.search(r"[`\\$<\s]", encoded(values))


@pytest.mark.parametrize(("times", "weight"), [(1, 0), (2, 1), (3, 1), (4, 2), (9, 2)])
def test_a_term_weighs_by_how_often_it_stands_there(times, weight):
    files, made = segment_files([issue_terms([Words((("body", "水利，" * times),))], 0)])
    assert read(files, dict(made), "水利") == {0: weight}
