"""Pages and articles as files: exact copy, links that lead somewhere, nothing from outside, nothing unescaped."""

from __future__ import annotations

import filecmp
import json
import re
import zipfile
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from lxml import etree

from layout.export.web import WebSettings, update_site, write_web
from layout.export.web.article_page import figures
from layout.export.web.markup import POLICY, tag
from layout.export.web.outline import WebArticle
from layout.export.web.pictures import Shown
from layout.export.web.scripting import data
from layout.sheet import ArticleParagraph, Named, Publisher, Rights

BASE = "https://news.example.cn/paper/"


class Reader(HTMLParser):
    """A page's links, ids, scripts, and its text by element."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.path = path
        self.links: list[tuple[str, str, str]] = []
        self.ids: list[str] = []
        self.inline: list[str] = []
        self.found: list[tuple[str, str, str]] = []
        self.policy = ""
        self._open: list[tuple[str, str, list[str]]] = []
        self.feed(path.read_text("utf-8"))

    def handle_starttag(self, name: str, attrs) -> None:
        given = {key: value or "" for key, value in attrs}
        self.links += [(name, key, given[key]) for key in ("href", "src", "srcset", "action") if key in given]
        self.inline += [key for key in given if key == "style" or key.startswith("on")]
        if "id" in given:
            self.ids.append(given["id"])
        if given.get("http-equiv") == "Content-Security-Policy":
            self.policy = given["content"]
        if name not in ("img", "meta", "link", "input", "br"):
            self._open.append((name, given.get("class", given.get("type", "")), []))

    def handle_endtag(self, name: str) -> None:
        opened, kind, words = self._open.pop()
        assert opened == name, f"{self.path.name}: </{name}> closes <{opened}>"
        self.found.append((name, kind, "".join(words)))

    def handle_data(self, words: str) -> None:
        for _, _, inside in self._open:
            inside.append(words)

    def texts(self, name: str, kind: str | None = None) -> list[str]:
        return [words for tag, found, words in self.found if tag == name and kind in (None, found)]


def pages(web: Path) -> list[Path]:
    return sorted(web.glob("*.html"))


def addresses(reader: Reader) -> list[str]:
    found = []
    for _, kind, value in reader.links:
        if kind == "srcset":
            found += [part.split()[0] for part in re.split(r", (?=\S+ ?)", value)]
        else:
            found.append(value)
    return found


@pytest.mark.parametrize("which", ["specimen", "real"])
def test_every_link_leads_to_a_file_and_a_place_in_it(which, request):
    web = request.getfixturevalue(which).web
    readers = {path.name: Reader(path) for path in pages(web)}
    assert len(readers) > 6
    for reader in readers.values():
        for address in addresses(reader):
            parts = urlsplit(address)
            assert not parts.scheme and not parts.netloc, f"{reader.path.name} leads outside: {address}"
            target = reader.path if not parts.path else web / parts.path
            assert target.is_file(), f"{reader.path.name}: {address}"
            if parts.fragment:
                assert parts.fragment in readers[target.name].ids, f"{reader.path.name}: {address}"


def test_pages_allow_nothing_but_their_own_files(specimen):
    for path in pages(specimen.web):
        reader = Reader(path)
        assert reader.policy == POLICY
        assert not reader.inline, path.name
        for name, kind, words in reader.found:
            if name in ("script", "style") and words.strip():
                assert kind in ("application/json", "application/ld+json"), path.name
        assert len(reader.ids) == len(set(reader.ids)), path.name


def test_every_article_has_an_area_a_title_and_a_page_of_its_own(specimen):
    for page, sheet in zip(["index", "page-02", "page-03", "page-04"], specimen.edition.sheets, strict=True):
        reader = Reader(specimen.web / f"{page}.html")
        stories = {region.story for region in sheet.regions if region.story}
        linked = [value for name, kind, value in reader.links if kind == "href" and value.startswith("article-")]
        for story in stories:
            assert linked.count(f"article-{story}.html") >= 2, f"{story} on {page}: an area and a title"
            assert f"on-{story}" in reader.ids


def test_jumps_lead_both_ways(specimen):
    first, second = (Reader(specimen.web / name) for name in ("index.html", "page-02.html"))
    assert ("a", "href", "page-02.html#on-a1") in first.links
    assert ("a", "href", "index.html#on-a1") in second.links
    article = Reader(specimen.web / "article-a1.html")
    assert {("a", "href", "index.html#on-a1"), ("a", "href", "page-02.html#on-a1")} <= set(article.links)


@pytest.mark.parametrize("which", ["specimen", "real"])
def test_an_article_page_holds_its_exact_copy(which, request):
    written = request.getfixturevalue(which)
    for article in written.edition.articles:
        reader = Reader(written.web / f"article-{article.id}.html")
        body = reader.texts("div", "body")[0]
        paragraphs = [paragraph.text for paragraph in article.paragraphs]
        shown = "".join(paragraphs).replace("\t", "").replace("\n", "")
        assert body.endswith(shown), article.id
        for words in (
            article.label,
            article.kicker,
            "".join(article.headline),
            article.deck,
            article.byline,
            article.sign,
        ):
            assert words in reader.texts("article")[0]
        for picture in article.pictures:
            assert picture.caption in body
        (ld,) = (json.loads(words) for words in reader.texts("script", "application/ld+json"))
        assert ld["@type"] == "NewsArticle"
        assert ld["datePublished"] == written.edition.date.isoformat()
        assert ld.get("articleBody", "") == "\n".join(paragraphs)


def test_a_dateline_stands_before_the_first_paragraph(real, tmp_path):
    first, *rest = real.edition.articles
    edition = replace(real.edition, articles=(replace(first, dateline="本报讯"), *rest))
    web = real.again(tmp_path / "web", edition=edition)
    page = Reader(web / "article-a1.html")
    (ld,) = (json.loads(words) for words in page.texts("script", "application/ld+json"))
    assert ld["dateline"] == "本报讯"
    assert page.texts("div", "body")[0].startswith("本报讯" + first.paragraphs[0].text)
    assert "本报讯" + first.paragraphs[0].text in (web / "text" / "a1.txt").read_text("utf-8")


def test_bylines_are_told_apart_for_machines(real, specimen):
    for written, story, kind in ((real, "a1", "Person"), (specimen, "a1", "Organization")):
        (words,) = Reader(written.web / f"article-{story}.html").texts("script", "application/ld+json")
        assert json.loads(words)["author"]["@type"] == kind


def test_a_table_is_a_table_and_items_are_a_list(specimen):
    article = next(article for article in specimen.edition.articles if article.id == "b7")
    table = next(paragraph.text for paragraph in article.paragraphs if paragraph.kind == "table")
    reader = Reader(specimen.web / "article-b7.html")
    cells = [words for name, _, words in reader.found if name in ("th", "td")]
    assert cells == [cell for row in table.split("\n") for cell in row.split("\t")]
    items = next(article for article in specimen.edition.articles if article.id == "a4").paragraphs
    assert {item.text for item in items} <= set(Reader(specimen.web / "article-a4.html").texts("li"))


def test_a_picture_still_to_come_says_so(real, specimen):
    reader = Reader(real.web / "article-p1.html")
    assert reader.texts("p", "missing") == ["图片待补"]
    assert not [value for name, _, value in reader.links if name == "img" and value.startswith("pictures/")]
    shown = Reader(specimen.web / "article-p1.html")
    assert ("img", "src", "pictures/p1-1.jpg") in shown.links


def test_pictures_are_cut_where_they_are_printed(specimen):
    from PIL import Image

    sheet, image = specimen.edition.sheets[0], specimen.images[0]
    box = next(region.box for region in sheet.regions if region.story == "p1" and region.role == "picture")
    across, down = image.width / sheet.grid.trim[0], image.height / sheet.grid.trim[1]
    with Image.open(specimen.web / "pictures" / "p1-1.jpg") as picture, Image.open(image.master) as master:
        place = (box.x * across, box.y * down, box.right * across, box.bottom * down)
        expected = master.crop(tuple(map(round, place))).convert("L").resize((40, 60))
        got = picture.convert("L").resize((40, 60))
    differences = [abs(a - b) for a, b in zip(expected.tobytes(), got.tobytes(), strict=True)]
    assert sum(differences) / len(differences) < 4


HOSTILE = "</script><script>alert(1)</script><img src=x onerror=alert(2)>]]>&amp;\u2028\u202e倒\u202c\"'😀"
BODY = Named("编" + HOSTILE, "edt")
PUBLISHER = Publisher(
    Rights(HOSTILE, "https://e.cn/?a=1&b=2", "持" + HOSTILE), (Named("出" + HOSTILE, "pbl"), BODY), (("cn", HOSTILE),)
)


def test_hostile_copy_stays_text_everywhere(real, tmp_path):
    first, *rest = real.edition.articles
    hostile = replace(
        first, title=HOSTILE, headline=(HOSTILE,), kicker=HOSTILE, deck=HOSTILE, byline=HOSTILE, sign=HOSTILE,
        label=HOSTILE, section=HOSTILE,
        paragraphs=(ArticleParagraph("body", HOSTILE), ArticleParagraph("table", f"{HOSTILE}\t{HOSTILE}")),
    )  # fmt: skip
    edition = replace(
        real.edition, name=HOSTILE, articles=(hostile, *rest), facts=(("sponsor", HOSTILE),), publisher=PUBLISHER
    )
    web = real.again(tmp_path / "2346" / "web", BASE, edition)
    update_site(tmp_path, WebSettings(BASE))
    for path in pages(web):
        reader = Reader(path)
        assert not reader.inline, path.name
        assert not [value for _, _, value in reader.links if value == "x"], path.name
        assert all(kind for name, kind, words in reader.found if name == "script" and words), path.name
    article = Reader(web / "article-a1.html")
    assert HOSTILE in article.texts("h1")[0]
    (ld,) = (json.loads(words) for words in article.texts("script", "application/ld+json"))
    assert ld["headline"] == HOSTILE
    assert ld["publisher"]["name"] == "出" + HOSTILE and ld["copyrightHolder"]["name"] == "持" + HOSTILE
    assert "版权所有：持" + HOSTILE in article.texts("li")
    for script in (*web.glob("*.js"), *(tmp_path / "web" / "years").glob("*.js")):
        assert "<" not in script.read_text("utf-8")


def test_hostile_copy_is_whole_in_feeds_manifests_and_books(real, tmp_path):
    first, *rest = real.edition.articles
    hostile = replace(first, title=HOSTILE, headline=(HOSTILE,), paragraphs=(ArticleParagraph("body", HOSTILE),))
    edition = replace(real.edition, name=HOSTILE, articles=(hostile, *rest), publisher=PUBLISHER)
    web = real.again(tmp_path / "2346" / "web", BASE, edition)
    update_site(tmp_path, WebSettings(BASE))
    for feed in (web / "feed.xml", web / "rss.xml", tmp_path / "web" / "feed.xml"):
        root = etree.parse(str(feed)).getroot()
        told = [one.text for one in root.iter("{*}title")]
        assert HOSTILE in told or feed.parent != web, feed
        assert not list(root.iter("{*}script")), feed
    for path in (*tmp_path.rglob("*.xml"), *tmp_path.rglob("*.svg")):
        etree.parse(str(path))
    manifest = json.loads((web / "iiif" / "manifest.json").read_text("utf-8"))
    assert HOSTILE in json.dumps(manifest["requiredStatement"], ensure_ascii=False).replace('\\"', '"')
    with zipfile.ZipFile(web / "2346.epub") as book:
        for name in book.namelist():
            if name.endswith((".xhtml", ".opf")):
                root = etree.fromstring(book.read(name))
                assert not list(root.iter("{*}script")), name
        package = etree.fromstring(book.read("book/package.opf"))
        assert package.findtext(".//{*}publisher") == "出" + HOSTILE


def test_ids_that_make_no_file_names_get_numbers(real, tmp_path):
    first, *rest = real.edition.articles
    sheet = real.edition.sheets[0]
    regions = tuple(replace(region, story="A1") if region.story == first.id else region for region in sheet.regions)
    edition = replace(
        real.edition, articles=(replace(first, id="A1"), *rest), sheets=(replace(sheet, regions=regions),)
    )
    web = real.again(tmp_path / "web", edition=edition)
    assert (web / "article-n001.html").is_file()


def files(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def test_the_same_edition_gives_the_same_bytes(specimen, tmp_path):
    again = specimen.again(tmp_path / "web")
    assert files(again) == files(specimen.web)
    _, different, unread = filecmp.cmpfiles(specimen.web, again, files(again), shallow=False)
    assert not different and not unread


def test_no_file_names_a_place_on_this_machine(specimen):
    for path in specimen.web.rglob("*"):
        if path.suffix in (".html", ".js", ".json", ".xml", ".txt") and "openseadragon" not in path.name:
            assert str(Path(__file__).parents[3]) not in path.read_text("utf-8"), path.name


def test_a_page_without_an_image_is_an_error_and_nothing_is_written(specimen, tmp_path):
    done = write_web(specimen.edition, specimen.case, specimen.images[:3], specimen.pdfs, tmp_path, WebSettings())
    assert [remark.code for remark in done.remarks] == ["W001"]
    assert not done.value and not list(tmp_path.iterdir())


def test_with_a_base_address_articles_carry_a_code_that_leads_to_them(real, tmp_path):
    web = real.again(tmp_path / "web", base="https://news.example.cn/paper/")
    text = (web / "article-a2.html").read_text("utf-8")
    address = "https://news.example.cn/paper/2346/web/article-a2.html"
    assert f'<link rel="canonical" href="{address}">' in text
    modules = re.search(r'<svg class="qr".*?viewBox="0 0 (\d+) .*?<path d="([^"]+)"', text)
    assert modules, "no code"
    assert _read(int(modules[1]), modules[2]) == address
    assert 'class="qr"' not in (real.web / "article-a2.html").read_text("utf-8")


def _read(size: int, path: str) -> str:
    """Read a QR code from its drawing with an independent reader."""
    import zxingcpp
    from PIL import Image

    picture = Image.new("L", (size, size), 255)
    for x, y in re.findall(r"M(\d+) (\d+)", path):
        picture.putpixel((int(x), int(y)), 0)
    (found,) = zxingcpp.read_barcodes(picture.resize((size * 6, size * 6), Image.Resampling.NEAREST))
    return found.text


def test_data_in_a_script_cannot_end_it():
    assert "<" not in data({"a": "</script>"})
    assert json.loads(data({"a": "</script>\u2028&"})) == {"a": "</script>\u2028&"}
    assert tag("p", class_='"><script>') == '<p class="&quot;&gt;&lt;script&gt;"></p>'


def test_a_notice_without_a_head_is_called_by_what_its_picture_is_said_to_show(real_edition, real):
    """Its id is nobody's title: not of lists, not of a library's record."""
    edition, _ = real_edition(128)
    titles = {article.id: article.title for article in edition.articles if article.kind == "notice"}
    assert titles == {"n1": "停水公告", "n2": "节约用水公益广告"}
    bare = replace(real.edition.articles[0], title="", headline=(), pictures=())
    assert [WebArticle(replace(bare, kind=kind), "x", ()).title for kind in ("notice", "photo")] == ["公告", "图片"]


def test_the_first_picture_of_an_article_comes_before_all_others_and_the_rest_when_they_are_near():
    shown = tuple(Shown(f"{name}.jpg", 9, 9, "", "", "图") for name in "abc")
    first, *rest = figures(shown, in_browser=True)
    assert 'fetchpriority="high"' in first and "lazy" not in first
    assert all('loading="lazy"' in one and "fetchpriority" not in one for one in rest)
    assert not any("lazy" in one or "fetchpriority" in one for one in figures(shown)), "e-books know neither"
