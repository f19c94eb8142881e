"""Copy that chance wrote goes through every door and comes out whole, each word in its place."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape
from unicodedata import normalize

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from layout.text.raised import circled
from tests.bringing import brought_in, package, story_of
from tests.chance import examples
from tests.intake.test_doors import open_document

HEADLINE = "夏收进度通报"
SIGNS = "，、；：？！…—·《》〈〉「」％‰℃＋－×÷①②〇○●★"
MARKS = "{}*#|\\[]()_<>&~`^$=+-.!?/:;\"'@%"
ALIKE = str.maketrans("。“”‘’", ".\"\"''")
WORDS = st.text(
    st.sampled_from("全县已收小麦各乡镇组织农机手昼夜抢收确保颗粒归仓质检过磅付款" + "aBz19" + SIGNS + MARKS),
    max_size=60,
)
"""Copy with everything in it that some format or the story file takes for a mark of its own."""


class Copy:
    """A story as a list of blocks: paragraphs with a note or none, and tables of two columns."""

    def __init__(self, blocks: list[tuple[str, str, str]]) -> None:
        # Every paragraph begins and ends as body copy does, and says which it is.
        self.blocks = [
            (kind, f"第{nth}段说的是乡镇{first}到此为止。", f"附{nth}注{second}完")
            for nth, (kind, first, second) in enumerate(blocks)
        ]

    @property
    def printed(self) -> str:
        """What a story must print below its head, without blanks."""
        notes = [second for kind, _, second in self.blocks if kind == "note"]
        found, called = "", 0
        for kind, first, second in self.blocks:
            found += first
            if kind == "note":
                called += 1
                found += circled(called)
            elif kind == "table":
                found += second
        return squeezed(found + "".join(f"{circled(nth)}{note}" for nth, note in enumerate(notes, 1)))


def squeezed(text: str) -> str:
    """Return a text without blanks, wide and narrow signs alike: the reader of stories widens those among Chinese."""
    return "".join(normalize("NFKC", text).split()).translate(ALIKE)


def word(copy: Copy) -> bytes:
    run = '<w:r><w:t xml:space="preserve">{}</w:t></w:r>'.format
    body, notes = f"<w:p><w:pPr><w:jc w:val='center'/></w:pPr>{run(HEADLINE)}</w:p>", ""
    for nth, (kind, first, second) in enumerate(copy.blocks):
        first, second = escape(first), escape(second)
        if kind == "table":
            cells = "".join(f"<w:tc><w:p>{run(one)}</w:p></w:tc>" for one in (first, second))
            body += f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>"
        elif kind == "note":
            body += f'<w:p>{run(first)}<w:r><w:footnoteReference w:id="{nth + 2}"/></w:r></w:p>'
            notes += f'<w:footnote w:id="{nth + 2}"><w:p>{run(second)}</w:p></w:footnote>'
        else:
            body += f"<w:p>{run(first)}</w:p>"
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    return package(body, footnotes=f'<w:footnotes xmlns:w="{space}">{notes}</w:footnotes>')


def open_text(copy: Copy) -> bytes:
    body = f'<text:h text:outline-level="1">{HEADLINE}</text:h>'
    for kind, first, second in copy.blocks:
        first, second = escape(first), escape(second)
        if kind == "table":
            cells = "".join(f"<table:table-cell><text:p>{one}</text:p></table:table-cell>" for one in (first, second))
            body += f"<table:table><table:table-row>{cells}</table:table-row></table:table>"
        elif kind == "note":
            note = (
                f"<text:note-citation>9</text:note-citation><text:note-body><text:p>{second}</text:p></text:note-body>"
            )
            body += f"<text:p>{first}<text:note>{note}</text:note></text:p>"
        else:
            body += f"<text:p>{first}</text:p>"
    return open_document(body)


def rich_text(copy: Copy) -> bytes:
    def said(text: str) -> str:
        return "".join(f"\\u{ord(one)} ?" if ord(one) > 126 else f"\\{one}" if one in "\\{}" else one for one in text)

    body = f"{{\\b\\qc\\fs44 {said(HEADLINE)}\\par}}\\pard\\plain\\fs32 "
    for kind, first, second in copy.blocks:
        if kind == "table":
            body += f"\\trowd\\cellx2000\\cellx4000\\intbl {said(first)}\\cell {said(second)}\\cell\\row\\pard "
        elif kind == "note":
            body += f"{said(first)}{{\\footnote {said(second)}}}\\par "
        else:
            body += f"{said(first)}\\par "
    return f"{{\\rtf1\\ansi\\ansicpg936 {body}}}".encode("ascii")


def web_page(copy: Copy) -> bytes:
    body = f"<h1>{HEADLINE}</h1>"
    for kind, first, second in copy.blocks:
        first, second = escape(first), escape(second)
        table = f"<table><tr><td>{first}</td><td>{second}</td></tr></table>"
        body += table if kind == "table" else f"<p>{first}</p>"
    return f'<!DOCTYPE html><html><head><meta charset="utf-8"></head><body>{body}</body></html>'.encode()


def markdown(copy: Copy) -> bytes:
    def said(text: str) -> str:
        return re.sub(r"([!-/:-@\[-`{-~])", r"\\\1", text)

    body = f"# {HEADLINE}\n\n"
    for kind, first, second in copy.blocks:
        table = f"| {said(first)} | {said(second)} |\n| --- | --- |\n\n"
        body += table if kind == "table" else f"{said(first)}\n\n"
    return body.encode()


def plain(copy: Copy) -> bytes:
    return "\n".join((HEADLINE, "", *(f"　　{first}" for _, first, _ in copy.blocks))).encode()


DOORS: dict[str, tuple[Callable[[Copy], bytes], tuple[str, ...]]] = {
    "a.docx": (word, ("body", "table", "note")),
    "a.odt": (open_text, ("body", "table", "note")),
    "a.rtf": (rich_text, ("body", "table", "note")),
    "a.html": (web_page, ("body", "table")),
    "a.md": (markdown, ("body", "table")),
    "a.txt": (plain, ("body",)),
}


@pytest.mark.parametrize("name", DOORS)
def test_what_goes_in_comes_out_in_its_order(name: str) -> None:
    maker, kinds = DOORS[name]

    @settings(max_examples=examples(60))
    @given(st.lists(st.tuples(st.sampled_from(kinds), WORDS, WORDS), min_size=1, max_size=6))
    def holds(blocks: list[tuple[str, str, str]]) -> None:
        copy = Copy(blocks)
        brought = brought_in(maker(copy), name)
        story = story_of(brought)
        assert story.head.main == (HEADLINE,)
        cells = ("".join("".join(row) for row in one.cells) if one.cells else one.text for one in story.paragraphs)
        assert squeezed("".join(cells)) == copy.printed

    holds()
