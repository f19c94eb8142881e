"""Other people's files: whatever is in them, the answer is a report."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Name, Pdf

from layout.export.pdf import PressSettings
from layout.preflight import check_file
from tests.chance import examples


def report_of(pdf: Pdf, to: Path) -> set[str]:
    pdf.save(to)
    return {finding.check for finding in check_file(to, PressSettings()).findings}


def blank(content: bytes, **resources: object) -> Pdf:
    pdf = pikepdf.new()
    pdf.add_blank_page(page_size=(600, 800))
    pdf.pages[0].obj.Contents = pdf.make_stream(content)
    pdf.pages[0].obj.Resources = Dictionary(**resources)
    return pdf


@pytest.mark.parametrize(
    "content",
    [
        b"q q q Q", b"Q Q Q", b"BT /F9 12 Tf (a) Tj ET", b"/X Do", b"1 2 3 k", b"(a) Tj", b"12 34", b"1 0 0 cm",
        b"BT 1 0 Td T* (x) ' ET", b"10 10 l S", b"/S cs 1 scn 0 0 9 9 re f", b"/P gs", b"<</A 1>> BDC EMC",
        b"99999999999999999999 0 m",
        b"BI /W 2 /H 2 /BPC 8 /CS /RGB ID 123456789012 EI", b"/Sh1 sh", b"\xff\xfe\x00", b"[ ( ] TJ",
    ],
)  # fmt: skip
def test_broken_content_is_reported_and_survived(content: bytes, tmp_path: Path) -> None:
    assert report_of(blank(content), tmp_path / "page.pdf")


def test_a_form_inside_itself_ends(tmp_path: Path) -> None:
    pdf = blank(b"/Fm Do")
    form = pdf.make_stream(b"0 0 0 1 k 0 0 9 9 re f /Fm Do", Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 99, 99])
    form.Resources = Dictionary(XObject=Dictionary(Fm=form))
    pdf.pages[0].obj.Resources = Dictionary(XObject=Dictionary(Fm=form))
    assert "PX14" in report_of(pdf, tmp_path / "page.pdf")


def test_colour_inside_forms_and_patterns_is_seen(tmp_path: Path) -> None:
    pdf = blank(b"/Pattern cs /P1 scn 0 0 200 200 re f")
    tile = pdf.make_stream(
        b"1 0 0 rg 0 0 5 5 re f", Type=Name.Pattern, PatternType=1, PaintType=1, TilingType=1, BBox=[0, 0, 10, 10],
        XStep=10, YStep=10, Resources=Dictionary(),
    )  # fmt: skip
    pdf.pages[0].obj.Resources = Dictionary(Pattern=Dictionary(P1=tile))
    assert "CO01" in report_of(pdf, tmp_path / "tile.pdf")
    pdf = blank(b"/Fm Do")
    form = pdf.make_stream(b"0 1 0 RG 0 0 m 90 90 l S", Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 99, 99])
    pdf.pages[0].obj.Resources = Dictionary(XObject=Dictionary(Fm=form))
    assert "CO01" in report_of(pdf, tmp_path / "form.pdf")


def test_what_is_clipped_away_is_not_printed(tmp_path: Path) -> None:
    hidden = blank(b"10 10 20 20 re W n .9 .9 .9 .9 k 300 300 50 50 re f 0 0 0 1 k 12 12 5 5 re f")
    assert "TA01" not in report_of(hidden, tmp_path / "hidden.pdf")
    shown = blank(b".9 .9 .9 .9 k 300 300 50 50 re f")
    assert "TA01" in report_of(shown, tmp_path / "shown.pdf")


def test_overprinted_inks_add_up_and_knocked_out_ones_do_not(tmp_path: Path) -> None:
    states = Dictionary(GO=Dictionary(OP=True, op=True, OPM=1), GK=Dictionary(OP=False, op=False))
    two = b".9 .9 0 0 k 100 100 50 50 re f /%s gs 0 0 .9 0 k 100 100 50 50 re f"
    assert "TA01" in report_of(blank(two % b"GO", ExtGState=states), tmp_path / "over.pdf")
    assert "TA01" not in report_of(blank(two % b"GK", ExtGState=states), tmp_path / "out.pdf")


def test_indirect_and_inherited_things_are_found(tmp_path: Path) -> None:
    pdf = blank(b"/GX gs BT /F1 12 Tf 50 50 Td (Hello) Tj ET")
    font = pdf.make_indirect(Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica))
    pages = pdf.Root.Pages
    pages.Resources = Dictionary(Font=Dictionary(F1=font), ExtGState=Dictionary(GX=Dictionary(ca=0.5)))
    del pdf.pages[0].obj["/Resources"]
    found = report_of(pdf, tmp_path / "page.pdf")
    assert {"FO01", "PX17", "BX01", "OI01", "BK04"} <= found


WRONG = [
    ("MediaBox", Array([])), ("TrimBox", Name.Wrong), ("TrimBox", Array([0, 0, 0, 0])), ("Resources", 3),
    ("TrimBox", Array([0, 0, 9_000_000, 9_000_000])), ("Annots", 5), ("Contents", Array([7])), ("Rotate", Name.Up),
    ("Group", Array([])),
]  # fmt: skip


@pytest.mark.parametrize(("key", "value"), WRONG)
def test_entries_of_the_wrong_kind_are_survived(key: str, value: object, tmp_path: Path) -> None:
    pdf = blank(b".9 .9 .9 1 k 0 0 9 9 re f")
    pdf.pages[0].obj[f"/{key}"] = value
    assert report_of(pdf, tmp_path / "page.pdf")


@settings(max_examples=examples(40), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_a_file_damaged_anywhere_gets_a_report(good: dict[str, Path], tmp_path: Path, data: st.DataObject) -> None:
    whole = bytearray(good["x1a"].read_bytes())
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(whole) - 1))
        whole[at] = data.draw(st.integers(0, 255))
    cut = data.draw(st.one_of(st.just(len(whole)), st.integers(0, len(whole))))
    broken = tmp_path / "broken.pdf"
    broken.write_bytes(bytes(whole[:cut]))
    report = check_file(broken, PressSettings())
    assert isinstance(report.json(), str)


@pytest.fixture(scope="module")
def small() -> bytes:
    """Return a small uncompressed file, in which a change of a byte mostly changes its meaning."""
    pdf = blank(
        b"q /GX gs 1 0 0 1 5 5 cm BT /F1 12 Tf 0 0 0 1 k 50 50 Td [(He) 20 (llo)] TJ ET 0 0 9 9 re f Q /Fm Do",
        ExtGState=Dictionary(GX=Dictionary(OP=True, OPM=1)),
        Font=Dictionary(F1=Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)),
    )
    form = pdf.make_stream(b"0 1 0 RG 0 0 m 9 9 l S", Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 99, 99])
    pdf.pages[0].obj.Resources.XObject = Dictionary(Fm=form)
    out = BytesIO()
    pdf.save(out, compress_streams=False, object_stream_mode=pikepdf.ObjectStreamMode.disable, static_id=True)
    return out.getvalue()


@settings(max_examples=examples(150), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_a_file_with_other_words_in_it_gets_a_report(small: bytes, tmp_path: Path, data: st.DataObject) -> None:
    whole = bytearray(small)
    for _ in range(data.draw(st.integers(1, 5))):
        at = data.draw(st.integers(0, len(whole) - 1))
        whole[at] = data.draw(st.sampled_from(b"0123456789 /<>[]()ABCfknqQ-."))
    broken = tmp_path / "broken.pdf"
    broken.write_bytes(bytes(whole))
    check_file(broken, PressSettings())
