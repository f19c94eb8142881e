"""What programs read out of the real pages has no blank that the copy has not."""

import re
import subprocess

import pytest

_JOINED = re.compile(r"(?=(\S{4})[ \u00a0]+(\S{4}))")

DRAWN = {"没有名目", "，是不是"}
"""Words of a drawing that quotes the copy with blanks of its own."""


def pdfium(file, tool):
    import pypdfium2

    document = pypdfium2.PdfDocument(str(file))
    try:
        return "\n".join(page.get_textpage().get_text_range() for page in document)
    finally:
        document.close()


def miner(file, tool):
    from pdfminer.high_level import extract_text

    return extract_text(str(file))


def poppler(file, tool):
    command = (tool("pdftotext"), "-raw", "-enc", "UTF-8", str(file), "-")
    return subprocess.run(command, capture_output=True, check=True).stdout.decode("utf-8")


def mupdf(file, tool):
    command = (tool("mutool"), "draw", "-F", "text", str(file))
    return subprocess.run(command, capture_output=True, check=True).stdout.decode("utf-8")


@pytest.fixture(params=["issue_2346", "issue_9999", "issue_128"])
def built(request):
    return request.getfixturevalue(request.param)


@pytest.mark.parametrize("read", [pdfium, miner, poppler, mupdf])
def test_no_blank_is_read_that_the_copy_has_not(built, read, tool):
    job, folder = built
    number = job.order.number
    copy = "\n".join(paragraph.text for article in job.judged.edition.articles for paragraph in article.paragraphs)
    text = read(folder / "press" / f"{number}.pdf", tool)
    spurious = [
        f"{before}_{after}"
        for before, after in _JOINED.findall(text)
        if before + after in copy and f"{before} {after}" not in copy and before not in DRAWN
    ]
    assert not spurious, spurious[:20]
    assert len(re.findall("[\u4e00-\u9fff]", text)) > 4_000
