"""Checking a finished package: each kind of damage is found and the file that has it is named."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest

from layout.export.archive import ArchiveSettings, write_archive
from layout.export.pdf import PressSettings, write_press
from layout.preflight.archive.links import link_faults
from layout.preflight.archive.package import check_archive, is_bag
from layout.preflight.archive.pdfa import pdfa_faults

sys.path.insert(0, str(Path(__file__).parents[2] / "export" / "pdf"))


@pytest.fixture(scope="module")
def whole(tmp_path_factory) -> Path:
    """A good package of one hand-made page: two stories, a photograph, vertical and turned type."""
    from press_sheets import case, edition, front

    from layout.sheet import Article, Picture, Region

    folder = tmp_path_factory.mktemp("archive")
    stories = [
        Article(name, "news", name, "", (name,), "", "", "", (), (), (1,)) for name in ("lead", "second")
    ]  # fmt: skip
    page = front(folder)
    frame = next(item.box for item in page.items if isinstance(item, Picture))
    regions = (*page.regions, Region(4, "picture", "second", 4, frame, alt="石榴花"))
    items = tuple(replace(item, region=4) if isinstance(item, Picture) else item for item in page.items)
    made = edition(replace(page, items=items, regions=regions), articles=tuple(stories))
    press = write_press(made, case(), folder / "press", PressSettings(), per_page=False).value[0]
    bag = folder / "bag"
    bag.mkdir()
    done = write_archive(made, case(), press, bag, ArchiveSettings(dpi=100))
    assert done.value, done.remarks
    return bag


@pytest.fixture
def bag(whole, tmp_path) -> Path:
    """A copy of the good package that a test may damage."""
    copy = tmp_path / "bag"
    shutil.copytree(whole, copy, copy_function=os.link)
    return copy


def replaced(path: Path, change: Callable[[bytes], bytes]) -> None:
    data = path.read_bytes()
    changed = change(data)
    assert changed != data, "the damage must hit"
    path.unlink()
    path.write_bytes(changed)


def only(folder: Path) -> Path:
    (path,) = folder.iterdir()
    return path


def told(faults) -> set[tuple[str, str]]:
    return {(fault.code, fault.at.file) for fault in faults}


def test_a_good_package_has_no_fault(whole):
    assert is_bag(whole) and check_archive(whole) == ()


@pytest.mark.parametrize("folder", ["master", "access", "thumb", "alto", "pdf", "press"])
def test_one_changed_byte_names_its_file(bag, folder):
    path = only(bag / "data" / folder)
    middle = path.stat().st_size // 2
    replaced(path, lambda data: data[:middle] + bytes([data[middle] ^ 1]) + data[middle + 1 :])
    assert ("A005", f"data/{folder}/{path.name}") in told(check_archive(bag))
    assert {name for code, name in told(check_archive(bag)) if code == "A005"} == {f"data/{folder}/{path.name}"}


def test_every_broken_file_is_named_in_one_run(bag):
    for folder in ("access", "thumb"):
        replaced(only(bag / "data" / folder), lambda data: data[:-1])
    only(bag / "data" / "press").unlink()
    (bag / "data" / "notes.txt").write_text("x")
    found = told(check_archive(bag))
    assert len([code for code, _ in found if code == "A005"]) == 2
    assert {"A003", "A004", "A006", "A021", "A022", "A023"} <= {code for code, _ in found}


def test_a_changed_manifest_is_found_by_the_tag_manifest(bag):
    replaced(bag / "manifest-sha512.txt", lambda data: data.replace(b"data/mets.xml", b"data/mots.xml"))
    assert ("A007", "manifest-sha512.txt") in told(check_archive(bag))


@pytest.mark.parametrize(
    ("name", "change", "code"),
    [
        ("bagit.txt", lambda data: data.replace(b"UTF-8", b"GBK"), "A001"),
        ("manifest-sha256.txt", lambda data: data + b"no checksum at all\n", "A002"),
        ("manifest-sha256.txt", lambda data: data + b"0" * 64 + b"  ../../outside\n", "A002"),
        ("bag-info.txt", lambda data: data.replace(b"Payload-Oxum: ", b"Payload-Oxum: 1"), "A006"),
    ],
)
def test_damage_to_the_bags_own_files(bag, name, change, code):
    replaced(bag / name, change)
    assert (code, name) in told(check_archive(bag))


def test_a_manifest_that_leaves_a_file_out(bag):
    replaced(bag / "manifest-sha256.txt", lambda data: b"".join(data.splitlines(True)[1:]))
    missing = (bag / "manifest-sha512.txt").read_text().splitlines()[0].split("  ")[1]
    assert ("A008", missing) in told(check_archive(bag))


def test_a_folder_without_its_declaration_is_still_checked(bag):
    (bag / "bagit.txt").unlink()
    assert is_bag(bag) and ("A001", "bagit.txt") in told(check_archive(bag))


METS, ALTO = "data/mets.xml", "data/alto/xiaoyuan-bao_20220517_01_0001.xml"


@pytest.mark.parametrize(
    ("file", "old", "new", "code", "named"),
    [
        (METS, "<mets ", "<mets <", "A020", METS),
        (ALTO, "</alto>", "", "A020", ALTO),
        (METS, "access/xiaoyuan", "access/other", "A021", METS),
        (METS, 'DMDID="MODSMD_ARTICLE1"', 'DMDID="MODSMD_ARTICLE9"', "A024", METS),
        (METS, "id(&#x27;OBJ_IMG00001", "id(&#x27;OBJ_IMG00009", "A024", METS),
        (METS, 'xlink:to="PHYS_0001"', 'xlink:to="PHYS_0009"', "A024", METS),
        (METS, 'BEGIN="P1_TB00002"', 'BEGIN="P1_TB00099"', "A025", METS),
        (METS, 'BEGIN="P1_TB00002"', 'BEGIN="P1_TB00001"', "A026", ALTO),
        (METS, "<mods:list>01</mods:list>", "<mods:list>01, 02</mods:list>", "A027", METS),
        (ALTO, 'REF="P1_TB00002"', 'REF="P1_TB00001"', "A028", ALTO),
        (ALTO, 'TAGREFS="LT_TITLE_SECTION"', 'TAGREFS="LT_NONE"', "A024", ALTO),
        (ALTO, 'Glyph CONTENT="一"', 'Glyph CONTENT="二"', "A030", ALTO),
        (ALTO, ' WIDTH="1535" HEIGHT="2126"', ' WIDTH="1536" HEIGHT="2126"', "A031", ALTO),
        (ALTO, "../master/", "../masters/", "A021", ALTO),
    ],
)
def test_links_that_lead_nowhere(bag, file, old, new, code, named):
    replaced(bag / file, lambda data: data.replace(old.encode(), new.encode(), 1))
    found = told(link_faults(bag))
    assert (code, named) in found


def test_a_box_outside_its_page_is_named(bag):
    replaced(bag / ALTO, lambda data: data.replace(b'HPOS="', b'HPOS="9', 1))
    assert ("A029", ALTO) in told(link_faults(bag))


def test_a_file_that_mets_does_not_know(bag):
    (bag / "data" / "alto" / "more.xml").write_text("<x/>")
    assert ("A023", "data/alto/more.xml") in told(link_faults(bag))


def _no_intent(pdf):
    del pdf.Root.OutputIntents


def _no_metadata(pdf):
    del pdf.Root.Metadata


def _other_part(pdf):
    packet = pdf.Root.Metadata.read_bytes().replace(b"<pdfaid:part>2<", b"<pdfaid:part>1<")
    pdf.Root.Metadata = pdf.make_stream(packet)


def _script(pdf):
    action = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.beep()")
    pdf.Root.OpenAction = pdf.make_indirect(action)


def _form(pdf):
    pdf.Root.AcroForm = pikepdf.Dictionary(Fields=[])


def _attached(pdf):
    pdf.attachments["notes.txt"] = b"x"


def _link(pdf):
    note = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, Rect=[0, 0, 1, 1])
    pdf.pages[0].obj.Annots = pikepdf.Array([pdf.make_indirect(note)])


def _rgb(pdf):
    pdf.pages[0].contents_add(b"1 0 0 rg 0 0 5 5 re f")


def _see_through(pdf):
    pdf.pages[0].obj.Resources.ExtGState["/GT"] = pdf.make_indirect(
        pikepdf.Dictionary(Type=pikepdf.Name.ExtGState, ca=0.5)
    )


def _deep(pdf):
    pdf.pages[0].contents_add(b"q " * 40 + b"Q " * 40)


def _bare_text(pdf):
    font = next(iter(pdf.pages[0].obj.Resources.Font.keys()))
    pdf.pages[0].contents_add(f"BT {font} 9 Tf ET".encode())
    program = pdf.pages[0].obj.Resources.Font[font].ToUnicode.read_bytes()
    code = program.partition(b"beginbfchar\n<")[2][:4].decode()
    pdf.pages[0].contents_add(f"BT {font} 9 Tf <{code}> Tj ET".encode())


def _fonts(pdf):
    return list(pdf.pages[0].obj.Resources.Font.values())


def _no_unicode(pdf):
    del _fonts(pdf)[0].ToUnicode


def _gap_in_unicode(pdf):
    font = _fonts(pdf)[0]
    rows = font.ToUnicode.read_bytes().splitlines()
    at = next(number for number, row in enumerate(rows) if row.endswith(b"beginbfchar")) + 1
    font.ToUnicode = pdf.make_stream(b"\n".join(rows[:at] + rows[at + 1 :]))


def _not_embedded(pdf):
    descriptor = _fonts(pdf)[0].DescendantFonts[0].FontDescriptor
    for key in ("/FontFile2", "/FontFile3"):
        if key in descriptor:
            del descriptor[key]


def _wrong_width(pdf):
    _fonts(pdf)[0].DescendantFonts[0].DW = 900


def _cid_set(pdf):
    _fonts(pdf)[0].DescendantFonts[0].FontDescriptor.CIDSet = pdf.make_stream(b"\xff")


def _smooth(pdf):
    next(iter(pdf.pages[0].obj.Resources.XObject.values())).Interpolate = True


def _layers(pdf):
    pdf.Root.OCProperties = pikepdf.Dictionary(OCGs=[])


def _untagged(pdf):
    del pdf.Root.StructTreeRoot


def _no_language(pdf):
    del pdf.Root.Lang


def _mute_figure(pdf):
    def walk(element):
        if element.get("/S") == "/Figure":
            del element.Alt
        for kid in element.get("/K", []):
            if isinstance(kid, pikepdf.Dictionary):
                walk(kid)

    walk(pdf.Root.StructTreeRoot.K)


def _orphan(pdf):
    def walk(element):
        for at, kid in enumerate(element.get("/K", [])):
            if isinstance(kid, pikepdf.Dictionary):
                if walk(kid):
                    return True
            else:
                del element.K[at]
                return True
        return False

    assert walk(pdf.Root.StructTreeRoot.K)


@pytest.mark.parametrize(
    ("damage", "clause"),
    [
        (_no_intent, "6.2.3"), (_no_metadata, "6.6.2.1"), (_other_part, "6.6.4"), (_script, "6.5.1"),
        (_form, "6.4.1"), (_attached, "6.8"), (_link, "6.3"), (_rgb, "6.2.4.3"), (_see_through, "6.2.10"),
        (_deep, "6.1.13"), (_no_unicode, "6.2.11.7.2"), (_gap_in_unicode, "6.2.11.7.2"),
        (_not_embedded, "6.2.11.4.1"), (_wrong_width, "6.2.11.5"), (_cid_set, "6.2.11.4.2"), (_smooth, "6.2.8"),
        (_layers, "6.9"), (_untagged, "14.7"), (_no_language, "14.9.2"), (_mute_figure, "14.9.3"),
        (_orphan, "14.7.4"), (_bare_text, "14.8.2.2"),
    ],
)  # fmt: skip
def test_a_page_that_breaks_a_rule_of_pdf_a(whole, tmp_path, damage, clause):
    broken = tmp_path / "page.pdf"
    with pikepdf.open(only(whole / "data" / "pdf")) as pdf:
        damage(pdf)
        pdf.save(broken, static_id=True)
    assert clause in {dict(fault.args)["clause"] for fault in pdfa_faults(broken, "page.pdf")}


def test_a_page_that_is_no_pdf(tmp_path):
    (tmp_path / "page.pdf").write_bytes(b"no PDF")
    assert [fault.code for fault in pdfa_faults(tmp_path / "page.pdf", "page.pdf")] == ["A040"]


def test_an_encrypted_page(whole, tmp_path):
    with pikepdf.open(only(whole / "data" / "pdf")) as pdf:
        pdf.save(tmp_path / "page.pdf", encryption=pikepdf.Encryption(owner="a", user=""))
    assert "6.1.3" in {dict(fault.args)["clause"] for fault in pdfa_faults(tmp_path / "page.pdf", "page.pdf")}
