"""Expressions compiled when they are used do what compiled ones do."""

import re

from layout.ground.expression import expression


def test_every_method_is_the_compiled_ones():
    mine, theirs = expression("(a)(b+)?", re.I), re.compile("(a)(b+)?", re.I)
    for call in (
        lambda one: [match.span() for match in one.finditer("xABbab")],
        lambda one: one.search("xab")[2],
        lambda one: one.match("ab").group(),
        lambda one: one.fullmatch("abx"),
        lambda one: one.sub("-", "abab"),
        lambda one: one.subn("-", "abab"),
        lambda one: one.split("xaby"),
        lambda one: one.findall("ab"),
        lambda one: (one.pattern, one.flags, one.groups),
    ):
        assert call(mine) == call(theirs)


def test_nothing_is_compiled_before_it_is_used():
    broken = expression("(")
    try:
        broken.search("a")
    except re.error:
        return
    raise AssertionError
