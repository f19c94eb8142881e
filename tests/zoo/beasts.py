"""The zoo: inputs that would cost a naive reader minutes, gigabytes or its life. Each is made anew, none is kept."""

from __future__ import annotations

import os
import shutil
import struct
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SECONDS, MEGABYTES = 2.0, 512
"""What any of them may cost: processor seconds, and megabytes of the largest process."""

Beast = Callable[[Path], list[str]]
"""Puts its input into a house at a folder, and returns the words of the command that meets it."""

BEASTS: dict[str, Beast] = {}

TAMED = frozenset({"word_table_of_a_thousand_million_columns"})
"""Inputs of which what can be used is taken, with remarks: the command goes well."""


def beast(make: Beast) -> Beast:
    """Take a beast into the zoo, by the name of its keeper."""
    BEASTS[make.__name__] = make
    return make


def house(folder: Path) -> Path:
    """Return issue 2346 of a new house at a folder."""
    (folder / "fonts").symlink_to(ROOT / "fonts", target_is_directory=True)
    return Path(shutil.copytree(ROOT / "issues" / "2346", folder / "issues" / "2346"))


def own_fonts(folder: Path) -> Path:
    """Return the font folder of the house, the faces linked, so that its list may be changed."""
    (folder / "fonts").unlink()
    fonts = folder / "fonts"
    fonts.mkdir()
    for path in (ROOT / "fonts").iterdir():
        (fonts / path.name).symlink_to(path.resolve())
    return fonts


# Copy


def story(folder: Path, body: str) -> list[str]:
    issue = house(folder)
    text = (issue / "a1.md").read_text("utf-8").split("\n---")[0]
    (issue / "a1.md").write_text(f"{text}\n---\n\n{body}\n", "utf-8")
    return ["issue", "2346", "--only", "press"]


@beast
def copy_of_open_marks(folder: Path) -> list[str]:
    return story(folder, "{{" * 400_000)


@beast
def copy_of_open_marks_below_the_limit(folder: Path) -> list[str]:
    return story(folder, "{{" * 250_000)


@beast
def copy_of_dots(folder: Path) -> list[str]:
    return story(folder, "." * 500_000)


@beast
def copy_of_tables(folder: Path) -> list[str]:
    return story(folder, "|a|b|\n" * 80_000)


@beast
def copy_of_foreign_tags(folder: Path) -> list[str]:
    return story(folder, "{{sic: a}}<b>" * 35_000)


@beast
def copy_of_one_endless_paragraph(folder: Path) -> list[str]:
    return story(folder, "今天开会，" * 30_000)


@beast
def copy_of_many_paragraphs(folder: Path) -> list[str]:
    return story(folder, "今天开会，大家都来。\n\n" * 15_000)


@beast
def copy_of_twenty_pages(folder: Path) -> list[str]:
    return story(folder, ("今天开会，大家都来。" * 10 + "\n\n") * 1_600)


@beast
def copy_of_long_paragraphs(folder: Path) -> list[str]:
    return story(folder, ("今天开会，大家都来。" * 1_900 + "\n\n") * 8)


@beast
def copy_of_one_word(folder: Path) -> list[str]:
    return story(folder, "字" + "a" * 500_000)


@beast
def copy_that_is_a_pipe(folder: Path) -> list[str]:
    issue = house(folder)
    (issue / "a1.md").unlink()
    os.mkfifo(issue / "a1.md")
    return ["issue", "2346", "--only", "press"]


@beast
def copy_that_has_no_end(folder: Path) -> list[str]:
    issue = house(folder)
    (issue / "a1.md").unlink()
    (issue / "a1.md").symlink_to("/dev/zero")
    return ["issue", "2346", "--only", "press"]


@beast
def copy_from_outside(folder: Path) -> list[str]:
    issue = house(folder)
    (issue / "a1.md").unlink()
    (issue / "a1.md").symlink_to("/etc/hosts")
    return ["issue", "2346", "--only", "press"]


def front(folder: Path, name: str, text: str) -> list[str]:
    issue = house(folder)
    (issue / name).write_text(text, "utf-8")
    return ["issue", "2346", "--only", "press"]


@beast
def issue_yaml_nested(folder: Path) -> list[str]:
    return front(folder, "issue.yaml", "issue: " + "[" * 100_000)


@beast
def issue_yaml_of_aliases(folder: Path) -> list[str]:
    rows = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    rows += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 12)]
    return front(folder, "issue.yaml", "\n".join(rows))


@beast
def plan_yaml_nested(folder: Path) -> list[str]:
    return front(folder, "plan.yaml", "pages: " + "{a: " * 100_000)


@beast
def plan_yaml_that_is_a_pipe(folder: Path) -> list[str]:
    issue = house(folder)
    (issue / "plan.yaml").unlink()
    os.mkfifo(issue / "plan.yaml")
    return ["issue", "2346", "--only", "press"]


# Pictures


def picture(folder: Path, name: str, data: bytes | None = None) -> list[str]:
    """Give story a2 a photograph of that name."""
    issue = house(folder)
    (issue / "photos").mkdir(exist_ok=True)
    if data is not None:
        (issue / "photos" / name).write_bytes(data)
    text = (issue / "a2.md").read_text("utf-8")
    if "photos:" in text:
        import re

        text = re.sub(r"(?m)^photos:\n(?:[ -].*\n)*", "", text)
    text = text.replace("\n---", f"\nphotos:\n  - {{file: photos/{name}, caption: 图}}\n---", 1)
    (issue / "a2.md").write_text(text, "utf-8")
    (issue / "plan.yaml").unlink(missing_ok=True)
    return ["issue", "2346", "--only", "press"]


def png(width: int, height: int, kind: int = 6) -> bytes:
    """Return a PNG whose rows are all zero: a megabyte for gigabytes."""
    channels = {0: 1, 2: 3, 6: 4}[kind]

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    pack, rows = zlib.compressobj(9), []
    row = bytes(width * channels + 1)
    for _ in range(height):
        rows.append(pack.compress(row))
    rows.append(pack.flush())
    head = struct.pack(">IIBBBBB", width, height, 8, kind, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", b"".join(rows)) + chunk(b"IEND", b"")


@beast
def png_of_12000_squared(folder: Path) -> list[str]:
    return picture(folder, "a.png", png(12_000, 12_000))


@beast
def png_of_13200_squared(folder: Path) -> list[str]:
    return picture(folder, "a.png", png(13_200, 13_200, 2))


@beast
def png_with_a_profile_that_unfolds(folder: Path) -> list[str]:
    data = png(100, 100, 2)
    body = b"icc\0\0" + zlib.compress(bytes(300 << 20), 9)
    chunk = struct.pack(">I", len(body)) + b"iCCP" + body + struct.pack(">I", zlib.crc32(b"iCCP" + body))
    return picture(folder, "a.png", data[:33] + chunk + data[33:])


@beast
def picture_that_is_a_pipe(folder: Path) -> list[str]:
    words = picture(folder, "a.jpg")
    os.mkfifo(folder / "issues" / "2346" / "photos" / "a.jpg")
    return words


@beast
def picture_that_has_no_end(folder: Path) -> list[str]:
    words = picture(folder, "a.jpg")
    (folder / "issues" / "2346" / "photos" / "a.jpg").symlink_to("/dev/zero")
    return words


# Drawings


def svg(folder: Path, inside: str, size: str = 'width="100" height="100"') -> list[str]:
    return picture(folder, "a.svg", f'<svg xmlns="http://www.w3.org/2000/svg" {size}>{inside}</svg>'.encode())


@beast
def svg_path_of_two_million_points(folder: Path) -> list[str]:
    return svg(folder, f'<path d="M0 0{"L1 1" * 2_000_000}" stroke="#000"/>')


@beast
def svg_text_of_half_a_million(folder: Path) -> list[str]:
    return svg(folder, f"<text>{'字' * 500_000}</text>")


@beast
def svg_nested(folder: Path) -> list[str]:
    return svg(folder, "<g>" * 100_000 + "</g>" * 100_000)


@beast
def svg_of_a_million_elements(folder: Path) -> list[str]:
    return svg(folder, '<path d="M0 0h1"/>' * 1_000_000)


@beast
def svg_that_uses_itself_over_and_over(folder: Path) -> list[str]:
    made = ['<g id="g0"><path d="M0 0h1v1z"/></g>']
    made += [f'<g id="g{n}">{f"""<use href="#g{n - 1}"/>""" * 10}</g>' for n in range(1, 9)]
    return svg(folder, f'<defs>{"".join(made)}</defs><use href="#g8"/>')


@beast
def svg_of_entities(folder: Path) -> list[str]:
    rows = ['<!ENTITY e0 "lol">', *(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))]
    text = f'<!DOCTYPE svg [{"".join(rows)}]><svg xmlns="http://www.w3.org/2000/svg"><text>&e9;</text></svg>'
    return picture(folder, "a.svg", text.encode())


# Adverts and press files


def pdf(*objects: bytes, root: int = 1) -> bytes:
    """Return a PDF of objects numbered from 1."""
    data, places = b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(data)
    data += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    data += b"".join(b"%010d 00000 n \n" % place for place in places)
    return data + b"trailer\n<</Size %d/Root %d 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, root, start)


def stream(data: bytes, extra: bytes = b"", *, packed: bool = True) -> bytes:
    body = zlib.compress(data, 9) if packed else data
    flate = b"/Filter/FlateDecode" if packed else b""
    return b"<</Length %d%s%s>>stream\n%s\nendstream" % (len(body), flate, extra, body)


def page(content: bytes, resources: bytes = b"", *more: bytes) -> bytes:
    """Return a one-page PDF with a content stream; further objects go from 5 on."""
    return pdf(
        b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 300]/Contents 4 0 R/Resources<<%s>>>>" % resources, content, *more,
    )  # fmt: skip


def press(folder: Path, data: bytes) -> list[str]:
    house(folder)
    (folder / "a.pdf").write_bytes(data)
    return ["verify", "a.pdf"]


OPERATORS = b"0 0 m 9 9 l S\n"


@beast
def pdf_of_20_mb_of_operators(folder: Path) -> list[str]:
    return press(folder, page(stream(OPERATORS * 1_500_000)))


@beast
def pdf_of_200_mb_of_operators(folder: Path) -> list[str]:
    return press(folder, page(stream(OPERATORS * 15_000_000)))


def forms(depth: int, width: int) -> bytes:
    """Return a PDF whose forms draw one another: width to the power of depth times."""
    made = []
    for level in range(depth):
        named = b"/XObject<</F %d 0 R>>" % (6 + level)
        body = b"/F Do\n" * width if level < depth - 1 else OPERATORS
        box = b"/Type/XObject/Subtype/Form/BBox[0 0 300 300]"
        made.append(stream(body, box + (b"/Resources<<%s>>" % named if level < depth - 1 else b"")))
    return page(stream(b"/F Do"), b"/XObject<</F 5 0 R>>", *made)


@beast
def pdf_of_forms_in_forms(folder: Path) -> list[str]:
    return press(folder, forms(10, 10))


@beast
def pdf_of_forms_a_thousand_deep(folder: Path) -> list[str]:
    return press(folder, forms(1000, 1))


@beast
def pdf_form_that_draws_itself(folder: Path) -> list[str]:
    form = stream(b"/F Do", b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</F 5 0 R>>>>")
    return press(folder, page(stream(b"/F Do"), b"/XObject<</F 5 0 R>>", form))


@beast
def pdf_metadata_that_unfolds(folder: Path) -> list[str]:
    data = page(stream(OPERATORS), b"", stream(bytes(700 << 20), b"/Type/Metadata/Subtype/XML"))
    return press(folder, data.replace(b"/Pages 2 0 R", b"/Pages 2 0 R/Metadata 5 0 R", 1).replace(b"<<>>", b"<< >>"))


@beast
def pdf_cmap_of_endless_ranges(folder: Path) -> list[str]:
    cmap = b"begincmap\n" + b"100 beginbfrange\n" + b"<0000> <FFFF> <0000>\n" * 50_000 + b"endbfrange\nendcmap"
    font = b"<</Type/Font/Subtype/Type0/BaseFont/A/Encoding/Identity-H/ToUnicode 6 0 R/DescendantFonts[7 0 R]>>"
    kid = b"<</Type/Font/Subtype/CIDFontType2/BaseFont/A/CIDSystemInfo<</Registry(A)/Ordering(I)/Supplement 0>>>>"
    return press(folder, page(stream(b"BT /F 9 Tf <0041> Tj ET"), b"/Font<</F 5 0 R>>", font, stream(cmap), kid))


@beast
def pdf_page_tree_that_goes_round(folder: Path) -> list[str]:
    return press(folder, pdf(b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[2 0 R 2 0 R]/Count 9>>"))


@beast
def pdf_of_nested_arrays(folder: Path) -> list[str]:
    return press(folder, page(stream(b"[" * 200_000 + b"] TJ")))


@beast
def pdf_that_is_a_pipe(folder: Path) -> list[str]:
    house(folder)
    os.mkfifo(folder / "a.pdf")
    return ["verify", "a.pdf"]


@beast
def pdf_that_has_no_end(folder: Path) -> list[str]:
    house(folder)
    return ["verify", "/dev/zero"]


@beast
def advert_with_an_image_of_gigabytes(folder: Path) -> list[str]:
    image = stream(
        bytes(40 << 20),
        b"/Type/XObject/Subtype/Image/Width 30000/Height 30000/ColorSpace/DeviceCMYK/BitsPerComponent 8",
    )
    return picture(folder, "a.pdf", page(stream(b"300 0 0 300 0 0 cm /I Do"), b"/XObject<</I 5 0 R>>", image))


@beast
def advert_of_20_mb_of_operators(folder: Path) -> list[str]:
    return picture(folder, "a.pdf", page(stream(OPERATORS * 1_500_000)))


# Word files


def word(folder: Path, body: bytes, *more: tuple[str, bytes]) -> list[str]:
    """Return an import of a Word file with a body; further members may be given."""
    house(folder)
    w = b'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    kinds = (
        b'<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        b'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        b'<Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType='
        b'"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
    )
    links = (
        b'<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        b'<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"'
        b' Target="word/document.xml"/></Relationships>'
    )
    document = b'<?xml version="1.0"?><w:document %s><w:body>%s</w:body></w:document>' % (w, body)
    with zipfile.ZipFile(folder / "a.docx", "w", zipfile.ZIP_DEFLATED, compresslevel=6) as made:
        for name, data in (
            ("[Content_Types].xml", kinds), ("_rels/.rels", links), ("word/document.xml", document), *more,
        ):  # fmt: skip
            made.writestr(name, data)
    return ["import", "a.docx", "--issue", "2346"]


@beast
def word_table_of_a_thousand_million_columns(folder: Path) -> list[str]:
    cell = b'<w:tc><w:tcPr><w:gridSpan w:val="999999999"/></w:tcPr><w:p><w:r><w:t>a</w:t></w:r></w:p></w:tc>'
    return word(folder, b"<w:tbl><w:tr>" + cell + b"</w:tr></w:tbl>")


@beast
def word_part_of_900_mb(folder: Path) -> list[str]:
    return word(folder, b"<w:p><w:r><w:t>" + b" " * (900 << 20) + b"</w:t></w:r></w:p>")


@beast
def word_of_300000_paragraphs(folder: Path) -> list[str]:
    return word(folder, "<w:p><w:r><w:t>今天</w:t></w:r></w:p>".encode() * 300_000)


@beast
def word_of_nested_tables(folder: Path) -> list[str]:
    deep = 3000
    return word(folder, b"<w:tbl><w:tr><w:tc>" * deep + b"<w:p/>" + b"</w:tc></w:tr></w:tbl>" * deep)


@beast
def word_that_is_a_pipe(folder: Path) -> list[str]:
    house(folder)
    os.mkfifo(folder / "a.docx")
    return ["import", "a.docx", "--issue", "2346"]


@beast
def word_that_has_no_end(folder: Path) -> list[str]:
    house(folder)
    (folder / "a.docx").symlink_to("/dev/zero")
    return ["import", "a.docx", "--issue", "2346"]


# Fonts


def font_list(folder: Path, text: str) -> list[str]:
    house(folder)
    fonts = own_fonts(folder)
    (fonts / "fonts.yaml").unlink()
    (fonts / "fonts.yaml").write_text(text, "utf-8")
    return ["issue", "2346", "--only", "press"]


@beast
def font_list_nested(folder: Path) -> list[str]:
    return font_list(folder, "roles: " + "[" * 100_000)


@beast
def font_list_nested_in_mappings(folder: Path) -> list[str]:
    return font_list(folder, "roles: " + "{a: " * 100_000)


@beast
def font_list_of_aliases(folder: Path) -> list[str]:
    rows = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    rows += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 12)]
    return font_list(folder, "\n".join(rows))


@beast
def font_list_of_100_mb(folder: Path) -> list[str]:
    return font_list(folder, "#" * (100 << 20))


@beast
def font_list_that_is_a_pipe(folder: Path) -> list[str]:
    house(folder)
    fonts = own_fonts(folder)
    (fonts / "fonts.yaml").unlink()
    os.mkfifo(fonts / "fonts.yaml")
    return ["issue", "2346", "--only", "press"]


def font_file(folder: Path, put: Callable[[Path], object]) -> list[str]:
    """Let the body be printed by a file of the shop's own."""
    import re

    house(folder)
    fonts = own_fonts(folder)
    text = (fonts / "fonts.yaml").read_text("utf-8")
    (fonts / "fonts.yaml").unlink()
    (fonts / "fonts.yaml").write_text(re.sub(r"(?m)^( +body: +).*$", r"\1own.ttf", text, count=1), "utf-8")
    put(fonts / "own.ttf")
    return ["issue", "2346", "--only", "press"]


@beast
def font_that_is_a_pipe(folder: Path) -> list[str]:
    return font_file(folder, os.mkfifo)


@beast
def font_that_has_no_end(folder: Path) -> list[str]:
    return font_file(folder, lambda path: path.symlink_to("/dev/zero"))


@beast
def font_of_zeros(folder: Path) -> list[str]:
    return font_file(folder, lambda path: path.write_bytes(b"\0\1\0\0" + bytes(1 << 20)))


# Archive packages


def bag(folder: Path, files: dict[str, bytes]) -> Path:
    """Return a bag that is sound as a bag, whatever its files hold."""
    import hashlib

    root = folder / "bag"
    for name, data in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(data)
    rows = "".join(f"{hashlib.sha256(data).hexdigest()}  {name}\n" for name, data in sorted(files.items()))
    (root / "manifest-sha256.txt").write_text(rows)
    (root / "bagit.txt").write_text("BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n")
    return root


METS = b'<mets xmlns="http://www.loc.gov/METS/" xmlns:x="http://www.w3.org/1999/xlink">%s</mets>'


@beast
def bag_with_a_pipe_for_a_manifest(folder: Path) -> list[str]:
    house(folder)
    root = bag(folder, {"data/mets.xml": METS % b""})
    os.mkfifo(root / "manifest-sha512.txt")
    return ["verify", "bag"]


@beast
def bag_with_an_endless_manifest(folder: Path) -> list[str]:
    house(folder)
    root = bag(folder, {"data/mets.xml": METS % b""})
    (root / "manifest-sha512.txt").symlink_to("/dev/zero")
    return ["verify", "bag"]


@beast
def bag_of_a_million_rows(folder: Path) -> list[str]:
    house(folder)
    root = bag(folder, {"data/mets.xml": METS % b""})
    (root / "manifest-sha512.txt").write_text("".join(f"{'0' * 128}  data/{n}\n" for n in range(400_000)))
    return ["verify", "bag"]


@beast
def bag_with_a_checksum_of_no_length(folder: Path) -> list[str]:
    house(folder)
    root = bag(folder, {"data/mets.xml": METS % b""})
    (root / "manifest-shake_128.txt").write_text(f"{'0' * 32}  data/mets.xml\n")
    return ["verify", "bag"]


@beast
def bag_that_names_a_very_long_file(folder: Path) -> list[str]:
    house(folder)
    named = b'<fileSec><file ID="a" MIMETYPE="application/alto+xml"><FLocat x:href="%s"/></file></fileSec>'
    bag(folder, {"data/mets.xml": METS % (named % (b"a" * 70_000))})
    return ["verify", "bag"]


@beast
def bag_of_entities(folder: Path) -> list[str]:
    house(folder)
    rows = [b'<!ENTITY e0 "lol">', *(b'<!ENTITY e%d "%s">' % (n, b"&e%d;" % (n - 1) * 10) for n in range(1, 10))]
    bag(folder, {"data/mets.xml": b"<!DOCTYPE mets [%s]>" % b"".join(rows) + METS % b'<file ID="&e9;"/>'})
    return ["verify", "bag"]


@beast
def bag_of_a_million_elements(folder: Path) -> list[str]:
    house(folder)
    bag(folder, {"data/mets.xml": METS % (b"<a/>" * 4_000_000)})
    return ["verify", "bag"]


@beast
def bag_of_nested_elements(folder: Path) -> list[str]:
    house(folder)
    bag(folder, {"data/mets.xml": METS % (b"<a>" * 100_000 + b"</a>" * 100_000)})
    return ["verify", "bag"]


@beast
def bag_of_operators(folder: Path) -> list[str]:
    house(folder)
    bag(folder, {"data/mets.xml": METS % b"", "data/pdf/a.pdf": page(stream(OPERATORS * 1_500_000))})
    return ["verify", "bag"]


@beast
def bag_whose_payload_is_elsewhere(folder: Path) -> list[str]:
    house(folder)
    root = bag(folder, {"data/mets.xml": METS % b""})
    (root / "data").rename(folder / "elsewhere")
    (root / "data").symlink_to("../elsewhere")
    return ["verify", "bag"]


@beast
def bag_to_be_fetched(folder: Path) -> list[str]:
    house(folder)
    root = bag(folder, {"data/mets.xml": METS % b""})
    (root / "fetch.txt").write_text("http://example.org/a 9 data/a\n")
    return ["verify", "bag"]


# JSON from outside: what an output says of itself


@beast
def report_nested(folder: Path) -> list[str]:
    house(folder)
    (folder / "output" / "2346").mkdir(parents=True)
    (folder / "output" / "2346" / "report.json").write_text('{"schema": 1, "files": ' + "[" * 1_000_000)
    return ["issue", "2346", "--only", "press"]
