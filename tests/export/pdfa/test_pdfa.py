"""PDF/A pages: what a screen reader and a search in the archive get of them."""

from __future__ import annotations

import re
from io import StringIO

import pikepdf
import pytest

from layout.sheet import Text

_PAIR = re.compile(r"<([0-9A-F]+)> <([0-9A-F]*)>")


def solid(text: str) -> str:
    """Return a text without white space and without the soft hyphens that stand for hyphens of no copy."""
    return "".join(text.split()).replace("\u00ad", "")


def by_mark(page: pikepdf.Page) -> dict[int | None, str]:
    """Return the text that each piece of marked content shows, in the order of the file."""
    tables = {}
    for name, font in page.obj.Resources.Font.items():
        codes = _PAIR.findall(font.ToUnicode.read_bytes().decode("ascii").partition("beginbfchar")[2])
        tables[name] = {int(code, 16): bytes.fromhex(text).decode("utf-16-be") for code, text in codes}
    shown: dict[int | None, str] = {}
    mark, table = None, {}
    for instruction in pikepdf.parse_content_stream(page):
        sign, operands = str(instruction.operator), instruction.operands
        if sign == "BDC":
            mark = int(operands[1].MCID)
            shown.setdefault(mark, "")
        elif sign == "EMC":
            mark = None
        elif sign == "Tf":
            table = tables[str(operands[0])]
        elif sign in ("Tj", "TJ"):
            parts = operands[0] if sign == "TJ" else [operands[0]]
            data = b"".join(bytes(part) for part in parts if isinstance(part, pikepdf.String))
            codes = (int.from_bytes(data[at : at + 2], "big") for at in range(0, len(data), 2))
            shown[mark] = shown.get(mark, "") + "".join(table[code] for code in codes)
    return shown


def spoken(pdf: pikepdf.Pdf) -> list[tuple[str, str, str]]:
    """Return (path of types, description, text) of every element with content, in the tree's order."""
    texts = by_mark(pdf.pages[0])
    found = []

    def walk(element, path):
        path = f"{path}/{str(element.S)[1:]}"
        kids = element.get("/K", [])
        own = [int(kid) for kid in kids if not isinstance(kid, pikepdf.Object)]
        if own:
            found.append((path, str(element.get("/Alt", "")), "".join(texts[kid] for kid in own)))
        elif "/Alt" in element:
            found.append((path, str(element.Alt), ""))
        for kid in kids:
            if isinstance(kid, pikepdf.Dictionary):
                walk(kid, path)

    walk(pdf.Root.StructTreeRoot.K, "")
    return found


def pages_of(package):
    for path, sheet in zip(package.files("pdf"), package.edition.sheets, strict=True):
        with pikepdf.open(path) as pdf:
            yield pdf, sheet


def test_the_file_says_what_it_is(package):
    for pdf, _ in pages_of(package):
        packet = pdf.Root.Metadata.read_bytes().decode()
        assert "<pdfaid:part>2</pdfaid:part><pdfaid:conformance>U</pdfaid:conformance>" in packet
        assert str(pdf.Root.Lang) == "zh-CN" and pdf.Root.MarkInfo.Marked
        assert package.edition.name in str(pdf.docinfo.Title)
        assert [str(intent.S) for intent in pdf.Root.OutputIntents] == ["/GTS_PDFA1"]


def test_text_comes_out_in_reading_order(package):
    """Every printed line, by the order of its region; an article's parts stay together."""
    for pdf, sheet in pages_of(package):
        order = {region.index: (region.order, region.story) for region in sheet.regions}
        texts = [item for item in sheet.items if isinstance(item, Text) and item.layer == "print"]
        first: dict[str, int] = {}
        for region in sorted(sheet.regions, key=lambda region: region.order):
            first.setdefault(region.story or f"-{region.order}", region.order)
        texts.sort(key=lambda text: (
            first[order[text.region][1] or f"-{order[text.region][0]}"], order[text.region][0],
        ))  # fmt: skip
        copy = solid("".join(text.line.text for text in texts))
        assert solid("".join(by_mark(pdf.pages[0]).values())) == copy


def test_the_tree_reads_like_the_file(package):
    for pdf, _ in pages_of(package):
        heard = [text for path, _, text in spoken(pdf) if "Figure" not in path and "Table" not in path]
        shown = "".join(by_mark(pdf.pages[0]).values())
        at = 0
        for text in heard:
            # A paragraph that goes on in the next leg is one element: its first words are found in order.
            at = shown.index(text[:8], at)


def test_each_headline_is_a_heading_and_each_subhead_one_below(package):
    for pdf, sheet in pages_of(package):
        first = [solid(text) for path, _, text in spoken(pdf) if path.endswith("/H1")]
        second = [solid(text) for path, _, text in spoken(pdf) if path.endswith("/H2")]
        heads = [a for a in package.edition.articles if sheet.number == a.pages[0] and a.headline]
        assert {solid("".join(article.headline)) for article in heads} <= set(first)
        begun = [a for a in package.edition.articles if a.pages == (sheet.number,)]
        subheads = [solid(part.text) for a in begun for part in a.paragraphs if part.kind == "subhead"]
        assert set(subheads) <= set(second)


def test_a_paragraph_over_two_legs_is_one_element(package_2346):
    pdf = pikepdf.open(package_2346.files("pdf")[0])
    heard = [solid(text) for path, _, text in spoken(pdf) if path.endswith("/P")]
    for article in package_2346.edition.articles:
        for paragraph in article.paragraphs[:-1]:
            assert paragraph.kind != "body" or solid(paragraph.text) in heard
    pdf.close()


def test_pictures_are_described_with_their_captions_inside(package):
    captions = []
    for pdf, sheet in pages_of(package):
        parts = spoken(pdf)
        figures = [alt for path, alt, _ in parts if path.endswith("/Figure")]
        wanted = [region for region in sheet.regions if region.role == "picture"]
        assert len(figures) == len(wanted)
        for alt, region in zip(figures, wanted, strict=True):
            assert region.alt in alt and alt.startswith("图片待补") == region.placeholder
        captions += [solid(text) for path, _, text in parts if path.endswith("/Figure/Caption")]
    words = [solid(picture.caption + picture.credit) for article in package.edition.articles
             for picture in article.pictures]  # fmt: skip
    assert sorted(captions) == sorted(words)


def test_a_table_has_rows_and_cells(package_9999):
    pdf = pikepdf.open(package_9999.files("pdf")[2])
    parts = [(path.rpartition("/")[2], text) for path, _, text in spoken(pdf) if "/Table/TR/" in path]
    article = next(article for article in package_9999.edition.articles if article.id == "c5")
    rows = next(part.text for part in article.paragraphs if part.kind == "table").splitlines()
    cells = [cell for row in rows for cell in row.split("\t")]
    assert [solid(text) for _, text in parts] == list(map(solid, cells))
    assert [kind for kind, _ in parts] == ["TH"] * 4 + ["TD"] * (len(cells) - 4)
    pdf.close()


def test_an_independent_reader_gets_the_same_text(package_2346):
    """pdfminer reads the fonts' own tables and the file's order."""
    from pdfminer.high_level import extract_text_to_fp

    path = package_2346.files("pdf")[0]
    out = StringIO()
    with path.open("rb") as file:
        extract_text_to_fp(file, out, laparams=None)
    with pikepdf.open(path) as pdf:
        assert solid(out.getvalue()) == solid("".join(by_mark(pdf.pages[0]).values()))


def test_an_independent_program_finds_no_damage(package_9999, tool):
    import subprocess

    for path in package_9999.files("pdf"):
        subprocess.run([tool("qpdf"), "--check", path], check=True, capture_output=True)


def test_the_page_looks_like_its_image(package_9999):
    """The archive's PDF shows what the press page shows, in the same places."""
    import numpy as np
    import pypdfium2
    from PIL import Image

    for path, access in zip(package_9999.files("pdf"), package_9999.files("access"), strict=True):
        document = pypdfium2.PdfDocument(path)
        drawn = document[0].render(scale=1, grayscale=True).to_pil()
        document.close()
        seen = [
            np.asarray(image.convert("L").resize((184, 255), Image.Resampling.BOX), float).ravel()
            for image in (drawn, Image.open(access))
        ]
        assert np.corrcoef(*seen)[0, 1] > 0.97, path.name


@pytest.mark.parametrize("state", ["/OP", "/op"])
def test_nothing_overprints(package_2346, state):
    with pikepdf.open(package_2346.files("pdf")[0]) as pdf:
        assert not any(bool(entry.get(state, False)) for entry in pdf.pages[0].obj.Resources.ExtGState.values())


def test_artwork_whose_type_says_nothing_is_shown_as_pixels(tmp_path):
    """An advert's PDF draws letters without Unicode; the archive's page shows them and stays PDF/A-2u."""
    import sys
    from dataclasses import replace
    from pathlib import Path

    sys.path.insert(0, str(Path(__file__).parents[1] / "pdf"))
    from press_sheets import case, edition, sheet

    from layout.export.archive import ArchiveSettings, write_archive
    from layout.export.pdf import PressSettings, write_press
    from layout.geometry import Box, mm
    from layout.preflight.archive.package import check_archive
    from layout.sheet import Article, Picture, Region

    advert = tmp_path / "advert.pdf"
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page(page_size=(200, 100))
        page.Contents = pdf.make_stream(b"0 1 1 0 k 0 0 100 100 re f 0 0 0 1 k 100 0 100 100 re f")
        pdf.save(advert)
    box = Box(mm(100), mm(100), mm(100), mm(50))
    picture = Picture(box, str(advert), "", alt="开业广告", region=0)
    region = Region(0, "picture", "ad", 0, box, alt="开业广告")
    story = Article("ad", "ad", "广告", "", (), "", "", "", (), (), (1,))
    made = replace(edition(sheet([picture], [region])), articles=(story,))
    press = write_press(made, case(), tmp_path / "press", PressSettings(), per_page=False).value[0]
    (tmp_path / "bag").mkdir()
    done = write_archive(made, case(), press, tmp_path / "bag", ArchiveSettings(dpi=100))
    assert done.value, done.remarks
    assert check_archive(tmp_path / "bag") == ()
    (path,) = (tmp_path / "bag" / "data" / "pdf").iterdir()
    with pikepdf.open(path) as pdf:
        (image,) = pdf.pages[0].obj.Resources.XObject.values()
        assert image.Subtype == "/Image" and image.ColorSpace[0] == "/ICCBased"
        pixels = bytes(image.read_bytes())
        width, height = int(image.Width), int(image.Height)
        assert abs(width - 100 / 25.4 * 100) < 1.5 and abs(height - 50 / 25.4 * 100) < 1.5
        row = pixels[height // 2 * width * 3 :][: width * 3]
        assert row[30] > 150 and row[31] < 110  # red on the left
        assert max(row[-60:-30]) < 90  # black on the right
        assert [alt for _, alt, _ in spoken_figures(pdf)] == ["开业广告"]


def spoken_figures(pdf):
    def walk(element):
        if element.get("/S") == "/Figure":
            yield element, str(element.Alt), ""
        for kid in element.get("/K", []):
            if isinstance(kid, pikepdf.Dictionary):
                yield from walk(kid)

    return walk(pdf.Root.StructTreeRoot.K)
