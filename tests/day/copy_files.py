"""The day's copy as the makers hand it in: Word with and without styles, WPS, GBK text, a web page, OpenDocument.

`copy/*.txt` hold the stories in a plain form: `key: value` lines for the parts of the head, pictures and sign-off, a
blank line, then the body, a paragraph a line; `## ` opens a subhead, `| … |` a row of a table.
"""

from __future__ import annotations

import io
import zipfile
from html import escape
from pathlib import Path
from typing import Any, NamedTuple

from tests.bringing import package, saved

COPY = Path(__file__).with_name("copy")
HEAD = ("kicker", "main", "deck", "byline")


class Photo(NamedTuple):
    """A picture of a story: the file that comes with it, its caption, who took it."""

    file: str
    caption: str
    credit: str


class Copy(NamedTuple):
    """A story as its author has it."""

    id: str
    head: dict[str, str]
    photos: tuple[Photo, ...]
    sign: str
    body: tuple[str, ...]


def read_copy(name: str) -> Copy:
    """Return a story of `copy/`."""
    top, _, body = (COPY / f"{name}.txt").read_text("utf-8").partition("\n\n")
    lines = [line.partition(": ")[::2] for line in top.splitlines()]
    photos = tuple(Photo(*value.split("｜")) for key, value in lines if key == "photo")
    fields = {key: value for key, value in lines if key != "photo"}
    return Copy(name, fields, photos, fields.get("sign", ""), tuple(line for line in body.splitlines() if line.strip()))


def plain(copy: Copy) -> str:
    """Return a story as a text file has it."""
    heads = [copy.head[key] if key != "deck" else f"——{copy.head[key]}" for key in HEAD if key in copy.head]
    captions = [f"▲{photo.caption}{photo.credit}" for photo in copy.photos]
    body = [line.removeprefix("## ") for line in copy.body]
    return "\n".join([*heads, *body, *captions, copy.sign]) + "\n"


def gbk(copy: Copy) -> bytes:
    """Return a story as the text editor of an old machine saves it."""
    return plain(copy).encode("gbk")


def web(copy: Copy) -> bytes:
    """Return a story as a page saved from a department's site, with what surrounds it there."""
    body = "".join(f"<p>{escape(line.strip())}</p>" for line in copy.body)
    deck = f"<h2>——{escape(copy.head['deck'])}</h2>" if "deck" in copy.head else ""
    page = (
        "<!doctype html><html><head><meta charset=utf-8><title>政务网</title></head><body><nav><a href=/>首页</a></nav>"
        f"<article><h1>{escape(copy.head['main'])}</h1>{deck}{body}<p>{escape(copy.sign)}</p></article>"
        "<script>share()</script><footer>版权所有</footer></body></html>"
    )
    return page.encode()


def styled(copy: Copy, pictures: Path) -> bytes:
    """Return a story as Word saves it where the author used its styles."""
    import docx

    document = docx.Document()
    if "kicker" in copy.head:
        document.add_paragraph(copy.head["kicker"], "Subtitle")
    document.add_heading(copy.head["main"], 1)
    if "deck" in copy.head:
        document.add_paragraph(f"——{copy.head['deck']}")
    if "byline" in copy.head:
        document.add_paragraph(copy.head["byline"])
    _body(document, copy, heading=True)
    _photos(document, copy, pictures)
    document.add_paragraph(copy.sign)
    return saved(document)


def bare(copy: Copy, pictures: Path) -> bytes:
    """Return a story as Word saves it where the author made it look right by hand."""
    import docx
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt

    document = docx.Document()
    for key in HEAD:
        if key in copy.head:
            words = copy.head[key] if key != "deck" else f"——{copy.head[key]}"
            paragraph = document.add_paragraph()
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
            run = paragraph.add_run(words)
            run.bold, run.font.size = key == "main", Pt(22 if key == "main" else 14)
    _body(document, copy, heading=False)
    _photos(document, copy, pictures)
    if copy.sign:
        document.add_paragraph(copy.sign)
    return saved(document)


def odt(copy: Copy) -> bytes:
    """Return a story as LibreOffice saves it."""
    office = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
    text = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
    heads = f"<text:h text:outline-level='1'>{escape(copy.head['main'])}</text:h>"
    if "byline" in copy.head:
        heads += f"<text:p>{escape(copy.head['byline'])}</text:p>"
    body = "".join(
        f"<text:h text:outline-level='2'>{escape(line[3:])}</text:h>"
        if line.startswith("## ")
        else f"<text:p>{escape(line)}</text:p>"
        for line in (*copy.body, copy.sign)
        if line
    )
    content = (
        f"<?xml version='1.0' encoding='UTF-8'?><office:document-content xmlns:office='{office}' xmlns:text='{text}' "
        f"office:version='1.3'><office:body><office:text>{heads}{body}</office:text></office:body>"
        "</office:document-content>"
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        package.writestr("content.xml", content)
    return out.getvalue()


def wps(copy: Copy) -> bytes:
    """Return a story as WPS saves it: no styles, looks written on every run, sizes in half-points."""

    def paragraph(words: str, size: int = 21, bold: bool = False, centred: bool = False) -> str:
        place = '<w:jc w:val="center"/>' if centred else '<w:ind w:firstLine="420" w:firstLineChars="200"/>'
        look = f'<w:rFonts w:ascii="宋体" w:eastAsia="宋体"/>{"<w:b/>" if bold else ""}<w:sz w:val="{size}"/>'
        return f"<w:p><w:pPr>{place}</w:pPr><w:r><w:rPr>{look}</w:rPr><w:t>{escape(words)}</w:t></w:r></w:p>"

    heads = [paragraph(copy.head["main"], 44, bold=True, centred=True)]
    if "deck" in copy.head:
        heads.append(paragraph(f"——{copy.head['deck']}", 28, centred=True))
    body = [paragraph(line.strip("　")) for line in (*copy.body, copy.sign) if line]
    return package("".join([*heads, *body]))


def _body(document: Any, copy: Copy, *, heading: bool) -> None:
    rows: list[list[str]] = []
    for line in (*copy.body, ""):
        if line.startswith("|"):
            rows.append([cell.strip() for cell in line.strip("| ").split("|")])
            continue
        if rows:
            table = document.add_table(len(rows), len(rows[0]))
            for nth, row in enumerate(rows):
                for column, words in enumerate(row):
                    table.cell(nth, column).text = words
            rows = []
        if line.startswith("## "):
            if heading:
                document.add_heading(line.removeprefix("## "), 2)
            else:
                document.add_paragraph().add_run(line.removeprefix("## ")).bold = True
        elif line:
            document.add_paragraph(line)


def _photos(document: Any, copy: Copy, pictures: Path) -> None:
    from docx.shared import Cm

    for photo in copy.photos:
        file = pictures / photo.file
        if file.suffix in (".jpg", ".tif") and file.exists():
            document.add_picture(str(file), width=Cm(14))
        document.add_paragraph(f"▲{photo.caption}{photo.credit}")
