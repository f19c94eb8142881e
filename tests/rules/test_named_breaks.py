"""Five breaks of one line that the tests of their rooms once did not notice."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pikepdf

from layout.export.bag import _manifest
from layout.export.pdf.ink import overprints
from layout.export.pdf.settings import PressSettings
from layout.preflight.archive.bag import _rows
from layout.preflight.paint.painted import Expected
from layout.preflight.pdf.content import Content
from layout.preflight.pdf.press_file import PressFile
from layout.preflight.press.structure import filters


def test_only_black_alone_overprints() -> None:
    assert overprints((0, 0, 0, 100))
    assert not overprints((60, 40, 40, 100))
    assert not overprints((0, 0, 0, 99))


def test_td_with_leading_sets_the_leading_of_the_lines_after_it() -> None:
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page(page_size=(200, 300))
        font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
        page.obj.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F=pdf.make_indirect(font)))
        page.obj.Contents = pdf.make_stream(b"BT /F 10 Tf 20 200 Td (a) Tj 0 -12 TD (a) Tj T* (a) Tj ET")
        content = Content((1, 0, 0, 1, 0, 0), (0, 0, 200, 300), {})
        content.read(page, page.obj.Resources)
        feet = [mark.frame[1] for mark in content.marks]
    assert [round(below - above) for above, below in pairwise(feet)] == [-12, -12]


def test_jbig2_is_barred(tmp_path: Path) -> None:
    with pikepdf.new() as pdf:
        pdf.add_blank_page(page_size=(200, 300))
        pdf.Root.Piece = pdf.make_stream(b"\x97JB2", Filter=pikepdf.Name.JBIG2Decode)
        file = PressFile(tmp_path, b"", pdf, PressSettings(), Expected())
        assert [dict(found.args)["filter"] for found in filters.look(file)] == ["JBIG2Decode"]


def test_signs_of_a_path_are_written_out_in_a_manifest_and_read_back(tmp_path: Path) -> None:
    """RFC 8493, 2.1.3: line ends and the percent sign."""
    path = "data/a%0Ab\n100%\r.txt"
    rows = _manifest({path: "0" * 64})
    assert rows == f"{'0' * 64}  data/a%250Ab%0A100%25%0D.txt\n"
    (tmp_path / "manifest-sha256.txt").write_text(rows, "utf-8")
    assert list(_rows(tmp_path / "manifest-sha256.txt")[0]) == [path]
