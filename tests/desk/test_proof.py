"""The desk's marks over a page: how copy fits, what is wrong, what found no room; and that they never print."""

from __future__ import annotations

from dataclasses import replace

import pypdfium2
import pytest

from layout.cli.app import run_command
from layout.desk.build.order import Order, in_silence
from layout.desk.build.pipeline import build
from layout.desk.build.proof import fit_words, proofed, tail_of
from layout.desk.build.proof_file import in_copy
from layout.export.pdf.proof_notes import finding_notes, note_items
from layout.export.svg import page_svg
from layout.sheet import Fill, Fit, Rule, Text
from layout.sheet.proof_layer import White, text_box


def words_of(sheet) -> list[str]:
    return [item.line.text for item in sheet.items if isinstance(item, Text) and item.layer == "proof"]


def test_every_block_shows_how_it_fits(checked) -> None:
    job = checked().judged
    sheet = proofed(job, job.edition).sheets[0]
    told = words_of(sheet)
    for fit in job.fits:
        if fit.offered:
            assert f"{fit.story}　合版 {fit.set}/{fit.offered} 行" in told


def test_findings_are_framed_on_their_cells_with_code_and_words(checked) -> None:
    job = checked().judged
    sheet = proofed(job, job.edition).sheets[0]
    told = words_of(sheet)
    frames = [item for item in sheet.items if isinstance(item, Rule) and item.layer == "proof"]
    assert job.verdict.findings
    for finding in job.verdict.findings:
        assert any(one == finding.code or one.startswith(f"{finding.code}　") for one in told)
        box = sheet.grid.cells(finding.at.col, finding.at.row, finding.at.cols, finding.at.rows).inset(1_000)
        if finding.at.cols and finding.at.rows:
            assert any((rule.x0, rule.y0, rule.x1) == (box.x, box.y, box.right) for rule in frames)


def test_overset_copy_stands_beside_the_page_whole(overfull, checked) -> None:
    job = checked().judged
    fit = next(fit for fit in job.fits if fit.story == "a3")
    assert fit.over > 0
    sheet = proofed(job, job.edition).sheets[0]
    told = words_of(sheet)
    assert "a3 溢出" in told
    assert f"{fit.over}行{-fit.characters}字" in told
    placed = [i.line for i in sheet.items if isinstance(i, Text) and i.line.locus and i.line.locus.story == "a3"]
    last = max((line for line in placed if line.paragraph >= 0), key=lambda line: (line.paragraph, line.offset))
    tail = tail_of(job.issue.story("a3"), last)
    # Nothing of the story is on neither side of the red rule.
    story = job.issue.story("a3")
    assert (story.text + story.sign).endswith(tail.replace("¶", ""))
    assert len(tail.replace("¶", "")) == -fit.characters
    at = told.index("a3 溢出")
    shown = "".join(told[at + 2 :])
    assert shown.startswith(tail[:40])
    # The note keeps off the type area and on the sheet.
    note = next(i for i in sheet.items if isinstance(i, Text) and i.line.text == "a3 溢出")
    area = sheet.grid.type_area
    assert note.x + note.line.extent <= area.x or note.x >= area.right
    assert note.x >= 0
    assert note.x + note.line.extent <= sheet.grid.trim[0]


def test_no_label_hides_the_copy_or_another_label(overfull, checked) -> None:
    job = checked().judged
    sheet = proofed(job, job.edition).sheets[0]
    printed = [text_box(item) for item in sheet.items if isinstance(item, Text) and item.layer == "print"]
    labels = [
        text_box(item) for item in sheet.items
        if isinstance(item, Text) and item.layer == "proof" and item.line.text not in ("缺", "核", "照")
    ]  # fmt: skip
    assert len(labels) > len(job.fits)
    for at, label in enumerate(labels):
        assert not any(label.overlaps(other) for other in printed), label
        assert not any(label.overlaps(other) for other in labels[at + 1 :]), label
    assert not [item for item in sheet.items if isinstance(item, Fill) and item.layer == "proof"], "copy shows through"


def test_the_page_says_where_and_its_foot_says_what(overfull, checked) -> None:
    """Every finding of the checker and every warning is in the list at the foot, the gravest first."""
    job = build(Order(overfull, 2346, overfull.output, (), proof=True, mend=False), in_silence)
    document = pypdfium2.PdfDocument(job.written.proof)
    shown = "".join(document[0].get_textpage().get_text_range().split())
    document.close()
    for finding in job.judged.verdict.findings:
        assert finding.code in shown
    assert "①M301" in shown
    assert shown.index("①M301") < shown.index("I321")


def test_a_question_about_the_copy_is_numbered_beside_its_line(checked) -> None:
    done = checked()
    job = done.judged
    remark = next(one for one in done.remarks if one.code == "I321" and one.at.file.endswith("a4.md"))
    (note,) = finding_notes(job.edition, [in_copy(job.sources, remark)])
    sheet = job.edition.sheets[0]
    lines = [item for item in sheet.items if isinstance(item, Text) and text_box(item) == note.box]
    (shown,) = {item.line.text for item in lines}
    assert "对网约车" in shown
    number, *_ = (one for one in note_items(sheet, [note], White(sheet), job.case) if isinstance(one, Text))
    assert abs(number.x - note.box.x) < 60_000
    assert abs(number.y - note.box.bottom) < 40_000


def test_what_is_kept_or_in_question_is_framed_where_it_stands(checked) -> None:
    job = checked().judged
    sheet = proofed(job, job.edition).sheets[0]
    kinds = {span.kind for story in job.issue.stories for one in story.paragraphs for span in one.spans}
    signs = set(words_of(sheet)) & {"缺", "核", "照"}
    assert signs == {{"gap": "缺", "query": "核", "sic": "照"}[kind] for kind in kinds & {"gap", "query", "sic"}}


def test_the_marks_are_on_the_proof_layer_only(checked) -> None:
    job = checked().judged
    before, after = job.edition.sheets[0], proofed(job, job.edition).sheets[0]
    assert after.items[: len(before.items)] == before.items
    assert all(item.layer == "proof" for item in after.items[len(before.items) :])
    assert page_svg(after, job.case) == page_svg(before, job.case)
    assert replace(after, items=before.items) == before
    assert len(after.items) > len(before.items)


@pytest.mark.parametrize(
    ("fit", "words"),
    [
        (Fit("a", 1, 30, 30), "合版 30/30 行"),
        (Fit("a", 1, 30, 30, over=3, characters=-42), "溢出 3 行（删 42 字）"),
        (Fit("a", 1, 30, 24, short=6, characters=102), "缺 6 行（添 102 字）"),
    ],
)
def test_a_fit_in_the_desks_words(fit: Fit, words: str) -> None:
    assert fit_words(fit) == words


def test_pages_with_errors_are_written_as_a_proof_and_nothing_else(overfull) -> None:
    output = overfull.output / "2346"
    (output / "press").mkdir(parents=True)
    (output / "press" / "2346.pdf").write_bytes(b"the last good one")
    (output / "report.json").write_text('{"schema": 1, "files": []}')
    order = Order(overfull, 2346, overfull.output, ("press",), proof=True, mend=False)
    job = build(order, in_silence)
    assert not job.written.files
    assert job.written.proof == output / "proof" / "2346-proof.pdf"
    assert (output / "press" / "2346.pdf").read_bytes() == b"the last good one"
    assert sorted(path.name for path in output.iterdir()) == ["press", "proof", "report.json"]
    text = pypdfium2.PdfDocument(job.written.proof)[0].get_textpage().get_text_bounded()
    assert "溢出" in text
    assert "样张" in text


def test_a_refused_release_leaves_its_proof(house, monkeypatch, capsys) -> None:
    monkeypatch.chdir(house.root)
    monkeypatch.setenv("LAYOUT_LANG", "zh")
    assert run_command(["issue", "2346", "--release", "--proof", "--only", "press"]) == 1
    said = capsys.readouterr()
    assert "只写出校样" in said.err
    assert said.out.strip() == str(house.output / "2346" / "proof" / "2346-proof.pdf")
    assert [path.name for path in (house.output / "2346").iterdir()] == ["proof"]
