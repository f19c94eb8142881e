"""XMP of archive pages: known properties of the right kind, extension schemas that describe all others."""

from __future__ import annotations

import pikepdf
import pytest

from layout.preflight.archive.inks_and_jpx import ink_faults, jpx_faults
from layout.preflight.archive.xmp import xmp_faults

HEAD = (
    '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
    '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"'
    ' xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:own="urn:own/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"'
    ' xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"'
    ' xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"'
    ' xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#"'
    ' xmlns:pdfaType="http://www.aiim.org/pdfa/ns/type#" xmlns:pdfaField="http://www.aiim.org/pdfa/ns/field#">'
)
FOOT = "</rdf:Description></rdf:RDF></x:xmpmeta>"


def faults(inside):
    return list(xmp_faults((HEAD + inside + FOOT).encode(), lambda clause, reason: (clause, reason)))


def schema(
    *, name="<pdfaProperty:name>mood</pdfaProperty:name>", kind="Text", category="external", uri="urn:own/",
    description="<pdfaProperty:description>d</pdfaProperty:description>", container="Bag", more="",
):  # fmt: skip
    return (
        f'<pdfaExtension:schemas><rdf:{container}><rdf:li rdf:parseType="Resource">'
        "<pdfaSchema:schema>Own</pdfaSchema:schema>"
        f"<pdfaSchema:namespaceURI>{uri}</pdfaSchema:namespaceURI><pdfaSchema:prefix>own</pdfaSchema:prefix>"
        f'<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">{name}'
        f"<pdfaProperty:valueType>{kind}</pdfaProperty:valueType>"
        f"<pdfaProperty:category>{category}</pdfaProperty:category>{description}</rdf:li></rdf:Seq>"
        f"</pdfaSchema:property>{more}</rdf:li></rdf:{container}></pdfaExtension:schemas>"
    )


GOOD = [
    "<dc:format>application/pdf</dc:format>",
    '<dc:title><rdf:Alt><rdf:li xml:lang="x-default">t</rdf:li></rdf:Alt></dc:title>',
    "<dc:creator><rdf:Seq><rdf:li>a</rdf:li></rdf:Seq></dc:creator>",
    "<dc:date><rdf:Seq><rdf:li>2022-05-17</rdf:li></rdf:Seq></dc:date>",
    "<xmp:CreateDate>2022-05-17T12:00:00+08:00</xmp:CreateDate>",
    "<xmp:Rating>3</xmp:Rating>",
    "<pdfaid:part>2</pdfaid:part>",
    '<xmpMM:DerivedFrom rdf:parseType="Resource"><xmpMM:DocumentID>a</xmpMM:DocumentID></xmpMM:DerivedFrom>',
    schema() + "<own:mood>calm</own:mood>",
    schema(kind="Integer") + "<own:mood>7</own:mood>",
    schema(kind="bag Text") + "<own:mood><rdf:Bag><rdf:li>a</rdf:li></rdf:Bag></own:mood>",
    schema(kind="closed Choice of Integer") + "<own:mood>1</own:mood>",
]
BAD = [
    ("<dc:mood>calm</dc:mood>", "6.6.2.3.1"),
    ("<own:mood>calm</own:mood>", "6.6.2.3.1"),
    ("<dc:title>t</dc:title>", "6.6.2.3.1"),
    ("<dc:title><rdf:Alt><rdf:li>t</rdf:li></rdf:Alt></dc:title>", "6.6.2.3.1"),
    ("<dc:creator><rdf:Bag><rdf:li>a</rdf:li></rdf:Bag></dc:creator>", "6.6.2.3.1"),
    ("<dc:date><rdf:Seq><rdf:li>May 2022</rdf:li></rdf:Seq></dc:date>", "6.6.2.3.1"),
    ("<xmp:CreateDate>17.5.2022</xmp:CreateDate>", "6.6.2.3.1"),
    ("<xmp:Rating>good</xmp:Rating>", "6.6.2.3.1"),
    ("<pdfaid:part>two</pdfaid:part>", "6.6.2.3.1"),
    ("<pdf:Producer><rdf:Bag><rdf:li>a</rdf:li></rdf:Bag></pdf:Producer>", "6.6.2.3.1"),
    (schema(name="") + "<own:mood>calm</own:mood>", "6.6.2.3.3"),
    (schema(description=""), "6.6.2.3.3"),
    (schema(category="secret"), "6.6.2.3.3"),
    (schema(kind="Feeling"), "6.6.2.3.3"),
    (schema(container="Seq"), "6.6.2.3.3"),
    (schema(more="<pdfaSchema:colour>red</pdfaSchema:colour>"), "6.6.2.3.3"),
    (schema(more="<pdfaSchema:valueType><rdf:Bag/></pdfaSchema:valueType>"), "6.6.2.3.3"),
    (schema(kind="Integer") + "<own:mood>calm</own:mood>", "6.6.2.3.1"),
    (schema(uri="urn:other/") + "<own:mood>calm</own:mood>", "6.6.2.3.1"),
]  # fmt: skip


@pytest.mark.parametrize("inside", GOOD)
def test_what_is_known_or_described_passes(inside):
    assert faults(inside) == []


@pytest.mark.parametrize(("inside", "clause"), BAD)
def test_what_is_unknown_or_of_the_wrong_kind_is_found(inside, clause):
    assert clause in {found for found, _ in faults(inside)}


def test_other_prefix_of_the_archive_s_own_name_space():
    packet = (HEAD.replace("pdfaid=", "aid=") + "<aid:part>2</aid:part>" + FOOT).encode()
    assert [clause for clause, _ in xmp_faults(packet, lambda clause, reason: (clause, reason))] == ["6.6.2.3.3"]


@pytest.mark.parametrize("packet", [b"", b"<x", b"<x/>"])
def test_what_is_no_xmp_is_said(packet):
    assert [clause for clause, _ in xmp_faults(packet, lambda clause, reason: (clause, reason))] == ["6.6.2.1"]


def separation(name, yellow):
    tint = pikepdf.Dictionary(FunctionType=2, Domain=[0, 1], C0=[0, 0, 0, 0], C1=[0, 1, yellow, 0], N=1)
    return pikepdf.Array([pikepdf.Name.Separation, pikepdf.Name(f"/{name}"), pikepdf.Name.DeviceCMYK, tint])


def clauses(found):
    return [clause for clause, _ in found(lambda clause, reason: (clause, reason))]


def test_one_ink_means_one_thing():
    with pikepdf.new() as pdf:
        pdf.Root.A = pdf.make_indirect(separation("Red", 1))
        pdf.Root.B = pdf.make_indirect(separation("Red", 1))
        assert clauses(lambda told: ink_faults(pdf, told)) == []
        pdf.Root.C = pdf.make_indirect(separation("Red", 0.5))
        assert clauses(lambda told: ink_faults(pdf, told)) == ["6.2.4.4"]


def test_device_n_describes_its_inks():
    tint = pikepdf.Dictionary(FunctionType=2, Domain=[0, 1], C0=[0], C1=[1], N=1)
    names = pikepdf.Array([pikepdf.Name.Cyan, pikepdf.Name.Red])
    with pikepdf.new() as pdf:
        space = [pikepdf.Name.DeviceN, names, pikepdf.Name.DeviceCMYK, tint]
        pdf.Root.A = pdf.make_indirect(pikepdf.Array(space))
        assert clauses(lambda told: ink_faults(pdf, told)) == ["6.2.4.4"]
    with pikepdf.new() as pdf:
        colorants = pikepdf.Dictionary(Colorants=pikepdf.Dictionary(Red=separation("Red", 1)))
        pdf.Root.A = pdf.make_indirect(pikepdf.Array([*space, colorants]))
        assert clauses(lambda told: ink_faults(pdf, told)) == []


def jp2(channels=3, depth=7, method=1, space=16, twice=False):
    def box(name, body):
        return (8 + len(body)).to_bytes(4, "big") + name + body

    header = bytes(8) + channels.to_bytes(2, "big") + bytes([depth, 7, 0, 0])
    colour = box(b"colr", bytes([method, 0, 0]) + space.to_bytes(4, "big")) * (2 if twice else 1)
    return box(b"jP  ", b"\r\n\x87\n") + box(b"jp2h", box(b"ihdr", header) + colour) + box(b"jp2c", b"")


@pytest.mark.parametrize(
    ("data", "good"),
    [
        (jp2(), True), (jp2(channels=1), True), (jp2(channels=4, method=2), True), (jp2(depth=37), True),
        (jp2(channels=7), False), (jp2(depth=40), False), (jp2(method=3), False), (jp2(space=19), False),
        (jp2(twice=True), False), (b"nothing", False),
    ],
)  # fmt: skip
def test_jpeg_2000(data, good):
    with pikepdf.new() as pdf:
        pdf.Root.A = pdf.make_stream(data)
        pdf.Root.A.stream_dict.Filter = pikepdf.Name.JPXDecode
        assert (clauses(lambda told: jpx_faults(pdf, told)) == []) is good


def test_the_validator_s_answer_is_shown_where_it_is_installed(tmp_path, monkeypatch):
    from layout.preflight.archive.verapdf import answers

    page = tmp_path / "page.pdf"
    page.write_bytes(b"")
    monkeypatch.setenv("PATH", str(tmp_path))
    assert answers([page]) is None
    command = tmp_path / "verapdf"
    command.write_text(f'#!/bin/sh\ncase "$4" in 2u) echo "PASS {page} 2u";; *) echo "FAIL {page} ua1";; esac\n')
    command.chmod(0o755)
    found = answers([page])
    assert [(one.profile, one.passed) for one in found] == [("PDF/A-2u", True), ("PDF/UA-1", False)]


@pytest.mark.parametrize(("end", "good"), [(b"\n", True), (b"\r", True), (b"\r\n", True), (b" ", False)])
def test_line_ends_of_the_header(end, good):
    from layout.preflight.archive.pdfa import _file

    data = b"%PDF-1.7" + end + b"%\xe2\xe3\xcf\xd3" + end + b"1 0 obj endobj\n%%EOF\n"
    with pikepdf.new() as pdf:
        found = [clause for clause, _ in _file(pdf, data, lambda clause, reason: (clause, reason))]
    assert ("6.1.2" not in found) is good
