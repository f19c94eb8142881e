"""The file as objects: numbered in their order, found where its table says, read by others without a word."""

import os
import re
import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from layout.export.pdf.writer import Later, PressDocument

ROOT = Path(__file__).parents[3]


@pytest.fixture
def data():
    return written()


def written():
    document = PressDocument((1, 4))
    later = Later()
    content = document.stream(b"0 0 m 9 9 l S " * 40, {})
    plain = document.stream(b"as it is", {"Kind": "/Plain"}, 0)
    document.font("F1", document.add({"Type": "/Font", "Other": later}))
    page = {"MediaBox": "[0 0 9 9]", "Contents": content, **{f"K{nth:02}": nth for nth in range(12)}}
    document.page({**page, "Resources": f"<< /Font {document.fonts_reference} >>"})
    later.text = plain
    return document.finish({"Lang": "(zh)"}, {"Title": "(\xe9)"}, "ab" * 16)


def test_each_object_stands_where_the_table_says(data):
    start = int(re.search(rb"startxref\n(\d+)\n%%EOF\n$", data)[1])
    head, *rows = data[start:].split(b"trailer")[0].splitlines()[1:]
    assert head == b"0 %d" % len(rows)
    assert rows[0] == b"0000000000 65535 f "
    for number, row in enumerate(rows[1:], 1):
        assert len(row) == 19
        assert data[int(row[:10]) :].startswith(b"%d 0 obj\n" % number)


def test_others_read_it_as_it_was_said(data):
    with pikepdf.open(BytesIO(data)) as pdf:
        assert pdf.check_pdf_syntax() == []
        (page,) = pdf.pages
        assert page.Contents.read_bytes() == b"0 0 m 9 9 l S " * 40
        assert [int(page.obj[f"/K{nth:02}"]) for nth in range(12)] == list(range(12))
        font = page.Resources.Font.F1
        assert font.Other.read_bytes() == b"as it is"
        assert pdf.docinfo.Title == "\xe9"
        assert bytes(pdf.trailer.ID[0]) == bytes(pdf.trailer.ID[1]) == b"\xab" * 16


def test_header_and_every_stream_end_as_strict_readers_ask(data):
    assert re.match(rb"%PDF-1\.4\n%[\x80-\xff]{4}[^\n]*\n1 0 obj\n<<\n", data)
    assert len(re.findall(rb"\nendstream\n+endobj\n", data)) == data.count(b"endstream") == 2


def test_settings_of_whoever_is_at_the_machine_change_no_byte(data, tmp_path):
    (tmp_path / ".reportlab_settings").write_text("pdfMultiLine = 1\ndocumentLang = 'fr'\n", "utf-8")
    script = "import sys; from tests.export.pdf.test_writer import written; sys.stdout.buffer.write(written())"
    theirs = {**os.environ, "HOME": str(tmp_path), "RL_pdfComments": "1", "RL_invariant": "0"}
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True, cwd=ROOT, env=theirs)
    assert done.stdout == data


def test_a_press_file_without_pictures_loads_no_library_for_them() -> None:
    code = "import sys, layout.export.pdf.writer; print('PIL._imaging' in sys.modules, 'reportlab' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout.split() == ["False", "True"]
