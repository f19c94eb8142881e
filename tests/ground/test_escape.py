"""Markup is escaped as the standard library does it."""

import html

from layout.ground.escape import escape


def test_it_is_what_the_standard_library_makes():
    for text in ("", "甲 & 乙 <丙> \"丁\" '戊'", "&amp;lt;", "a\nb\t"):
        assert escape(text) == html.escape(text)
        assert escape(text, quote=False) == html.escape(text, quote=False)
