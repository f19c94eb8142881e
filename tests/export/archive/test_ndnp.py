"""NDNP batches: named and described as the programme's guidelines say, and read by its loaders' own questions."""

from __future__ import annotations

import re
import shutil
from dataclasses import replace

import bagit
import numpy as np
import pytest
from lxml import etree
from PIL import Image
from tifffile import TiffFile

from layout.cli.archive import run
from layout.export.ndnp import write_batches
from layout.export.ndnp.images import RATES
from layout.export.ndnp.source import read_package
from layout.export.released import last_packages
from tests.export.archive.test_archive import small, tree, written

NAMES = {
    "mods": "http://www.loc.gov/mods/v3", "mets": "http://www.loc.gov/METS/", "ndnp": "http://www.loc.gov/ndnp",
    "xlink": "http://www.w3.org/1999/xlink", "mix": "http://www.loc.gov/mix/",
    "alto": "http://www.loc.gov/standards/alto/ns-v2#", "alto4": "http://www.loc.gov/standards/alto/ns-v4#",
}  # fmt: skip


@pytest.fixture(scope="module")
def output(package_2346, tmp_path_factory):
    """An output with one kept release, of a page of 2346."""
    folder = tmp_path_factory.mktemp("output")
    shutil.copytree(package_2346.bag, folder / "2346-r1" / "archive")
    (folder / "2346" / "archive").mkdir(parents=True)
    return folder


@pytest.fixture(scope="module")
def batch(output, tmp_path_factory):
    """Return the one batch of the output."""
    (made,) = write_batches([read_package(one) for one in last_packages(output)], tmp_path_factory.mktemp("batches"))
    assert made.written and made.issues == 1
    return made.folder


def size_of(path):
    with Image.open(path) as image:
        return image.size


def ask(node, path):
    return node.xpath(path, namespaces=NAMES)


def test_folders_and_files_are_named_by_title_reel_day_edition_and_place(batch):
    assert batch.name == "batch_yuzhoutongxun_2022_ver01"
    names = sorted(path.relative_to(batch / "data").as_posix() for path in batch.glob("data/**/*") if path.is_file())
    folder = "yuzhoutongxun/print/2022051701"
    files = [f"{folder}/{name}" for name in ("0001.jp2", "0001.pdf", "0001.tif", "0001.xml", "2022051701.xml")]
    assert names == ["batch.xml", *files]
    (issue,) = ask(etree.parse(batch / "data/batch.xml"), "/ndnp:batch/ndnp:issue")
    assert dict(issue.attrib) == {"lccn": "yuzhoutongxun", "issueDate": "2022-05-17", "editionOrder": "01"}
    assert (batch / "data" / issue.text).is_file()
    assert bagit.Bag(str(batch)).validate()


def test_a_loader_finds_issue_pages_and_files(batch):
    """The questions that Open ONI's loader of batches asks, in its words."""
    path = next(batch.glob("data/*/*/*/??????????.xml"))
    doc = etree.parse(path)
    (div,) = ask(doc, './/mets:div[@TYPE="np:issue"]')

    def record(name):
        return ask(doc, f'.//mets:dmdSec[@ID="{name}"]/descendant::mods:mods')[0]

    mods = record(div.get("DMDID"))
    assert ask(mods, 'string(.//mods:detail[@type="issue"]/mods:number[1])') == "2346"
    assert ask(mods, 'string(.//mods:detail[@type="edition"]/mods:number[1])') == "1"
    assert ask(mods, "string(.//mods:dateIssued)") == "2022-05-17"
    assert ask(mods, 'string(.//mods:identifier[@type="lccn"])') == "yuzhoutongxun"
    (page,) = ask(div, './/mets:div[@TYPE="np:page"]')
    mods = record(page.get("DMDID"))
    assert ask(mods, "string(.//mods:extent/mods:start)") == "1"
    assert ask(mods, 'string(.//mods:detail[@type="page number"])') == "01"
    assert ask(mods, 'string(.//mods:identifier[@type="reel number"])') == "print"
    found = {}
    for pointer in ask(page, "./mets:fptr"):
        (file,) = ask(doc, f'.//mets:file[@ID="{pointer.get("FILEID")}"]')
        found[file.get("USE")] = ask(file, "string(./mets:FLocat/@xlink:href)")
        assert (path.parent / found[file.get("USE")]).is_file()
        if file.get("USE") == "service":
            where = f'.//mets:techMD[@ID="{file.get("ADMID")}"]/mets:mdWrap/mets:xmlData/mix:mix'
            size = [
                ask(doc, f"string({where}/mix:ImagingPerformanceAssessment/mix:SpatialMetrics/mix:Image{side})")
                for side in ("Width", "Length")
            ]
            assert size == list(map(str, size_of(path.parent / "0001.jp2")))
    assert found == {"master": "0001.tif", "service": "0001.jp2", "derivative": "0001.pdf", "ocr": "0001.xml"}


def test_the_master_is_plain_gray_and_uncompressed(batch, package_2346):
    with TiffFile(next(batch.glob("data/**/0001.tif"))) as tiff:
        (page,) = tiff.pages
        assert (page.compression, page.photometric, page.bitspersample, page.samplesperpixel) == (1, 1, 8, 1)
        assert page.tags["DocumentName"].value == "lccn/yuzhoutongxun/2022-05-17/ed-1/seq-1"
        assert page.tags["XResolution"].value == (300, 1)
        gray = page.asarray()
    with Image.open(package_2346.files("master")[0]) as master:
        assert np.array_equal(gray, np.asarray(master.convert("RGB").convert("L")))


def test_the_service_copy_is_a_jp2_of_the_programme(batch):
    import jpylyzer.jpylyzer as judge

    path = next(batch.glob("data/**/0001.jp2"))
    told = judge.checkOneFile(str(path))
    assert told.findtext("isValid") == "True"
    style = told.find("properties/contiguousCodestreamBox/cod")
    assert style.findtext("order") == "RLCP" and style.findtext("layers") == str(len(RATES)) == "25"
    assert (style.findtext("transformation"), style.findtext("levels")) == ("9-7 irreversible", "6")
    assert told.findtext("properties/contiguousCodestreamBox/siz/xTsiz") == "1024"
    assert told.findtext("properties/jp2HeaderBox/colourSpecificationBox/enumCS") == "greyscale"
    assert "seq-1" in etree.tostring(
        etree.fromstring(re.search(rb"<rdf:RDF.*?</rdf:RDF>", path.read_bytes())[0]), encoding="unicode"
    )
    width, height = size_of(path)
    assert width * height / path.stat().st_size > 7.9, "one bit a pixel"


def test_text_is_that_of_the_package_in_1200ths_of_an_inch(batch, package_2346):
    new = etree.parse(next(batch.glob("data/**/0001.xml")))
    old = etree.parse(package_2346.files("alto")[0])
    assert ask(new, "string(//alto:MeasurementUnit)") == "inch1200"
    assert ask(new, "string(//alto:fileName)") == "0001.tif"
    strings, before = ask(new, "//alto:String"), ask(old, "//alto4:String")
    assert [one.get("CONTENT") for one in strings] == [one.get("CONTENT") for one in before]
    assert all(abs(float(one.get("HPOS")) - 4 * float(two.get("HPOS"))) < 1
               for one, two in zip(strings, before, strict=True))  # fmt: skip
    assert not ask(new, "//alto:Glyph")


def test_schemas_find_nothing(batch, schema):
    text = etree.parse(next(batch.glob("data/**/0001.xml")))
    mets = etree.parse(next(batch.glob("data/*/*/*/??????????.xml")))
    driver = schema("driver.xsd")
    assert driver.validate(mets), driver.error_log
    alto = schema("alto-2-1.xsd")
    assert alto.validate(text), alto.error_log


def test_a_batch_grows_by_versions_and_what_was_handed_over_stays(tmp_path):
    first = read_package(written(small(), tmp_path / "1"))
    (one,) = write_batches([first], tmp_path / "to")
    (same,) = write_batches([first], tmp_path / "to")
    assert one.written and not same.written and same.folder == one.folder
    before = tree(one.folder)
    late = replace(read_package(written(small(5), tmp_path / "2")), date="2022-05-20")
    (two,) = write_batches([first, late], tmp_path / "to")
    assert two.folder.name == "batch_ceshibao_2022_ver02" and tree(one.folder) == before
    kept = tree(one.folder / "data" / "ceshibao/print/2022051701")
    assert tree(two.folder / "data" / "ceshibao/print/2022051701") == kept
    (three,) = write_batches([replace(first, seal="another"), late], tmp_path / "to")
    assert tree(three.folder / "data")["ceshibao/print/2022051701/0001.jp2"] == kept["0001.jp2"], "equal bytes"
    assert bagit.Bag(str(three.folder)).validate()


def test_two_issues_of_one_day_are_told(output, tmp_path):
    issue = read_package(output / "2346-r1" / "archive")
    with pytest.raises(ValueError, match="2346, 2347"):
        write_batches([issue, replace(issue, number="2347")], tmp_path)


def test_the_command_takes_the_last_release_and_refuses_a_damaged_one(output, batch, tmp_path, capsys):
    below = tmp_path / "output"
    shutil.copytree(output, below)
    shutil.copytree(batch, tmp_path / "batches" / batch.name)
    assert run(None, tmp_path / "batches", years=frozenset(), output=below) == 0
    assert run(None, tmp_path / "none", years=frozenset(("1999",)), output=below) == 0
    assert not list((tmp_path / "none").iterdir())
    victim = next((below / "2346-r1" / "archive" / "data" / "access").iterdir())
    victim.write_bytes(victim.read_bytes()[:-1])
    capsys.readouterr()
    assert run(None, tmp_path / "batches", years=frozenset(), output=below) == 1
    assert "A061" in capsys.readouterr().err
    assert [path.name for path in (tmp_path / "batches").iterdir()] == [batch.name]
