"""Chapter 6 of the book: limits of archive files, just inside and just outside."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree
from pikepdf import Array, Dictionary, Pdf, String

from layout.preflight.archive.alto import TextPage
from layout.preflight.archive.pdfa import pdfa_faults


@pytest.fixture
def clauses(tmp_path: Path) -> Callable[..., bool]:
    """Tell whether a page breaks clause 6.1.13 of ISO 19005-2, the limits."""

    def told(*, name: int = 1, text: int = 1, content: bytes = b"", side: float = 200) -> bool:
        pdf = Pdf.new()
        page = pdf.add_blank_page(page_size=(200, 200))
        page.obj.MediaBox = Array([0, 0, side, 200])
        page.obj.Resources = Dictionary()
        page.obj["/" + "a" * name] = String("a" * text)
        page.Contents = pdf.make_stream(content)
        pdf.save(tmp_path / "page.pdf")
        found = pdfa_faults(tmp_path / "page.pdf", "page.pdf")
        return any(dict(fault.args).get("clause") == "6.1.13" for fault in found)

    return told


Clauses = Callable[..., bool]


def test_name_longest(clauses: Clauses) -> None:
    assert not clauses(name=127)
    assert clauses(name=128)


def test_string_longest(clauses: Clauses) -> None:
    assert not clauses(text=32_767)
    assert clauses(text=32_768)


def test_nesting_deepest(clauses: Clauses) -> None:
    assert not clauses(content=b"q " * 28 + b"Q " * 28)
    assert clauses(content=b"q " * 29 + b"Q " * 29)


def test_page_least(clauses: Clauses) -> None:
    assert not clauses(side=3)
    assert clauses(side=2.99)


def test_page_most(clauses: Clauses) -> None:
    assert not clauses(side=14_400)
    assert clauses(side=14_400.5)


def test_alto_edge() -> None:
    space = "http://www.loc.gov/standards/alto/ns-v4#"
    for beyond, told in ((1, False), (1.5, True)):
        page = etree.fromstring(
            f'<alto xmlns="{space}"><Layout><Page WIDTH="100" HEIGHT="100">'
            '<TextBlock HPOS="10" VPOS="10" WIDTH="50" HEIGHT="50">'
            f'<TextLine HPOS="10" VPOS="10" WIDTH="{50 + beyond}" HEIGHT="20"/>'
            "</TextBlock></Page></Layout></alto>"
        )
        assert bool(list(TextPage(page, "page.xml")._boxes())) is told
