"""The web edition in a real browser: opened from its folder and from a web host, clicked through as a reader would."""

from __future__ import annotations

import functools
import http.server
import json
import os
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from itertools import product
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

import pytest

from layout.desk.serving.words import hits, words_of_issue
from layout.export.web import update_site, write_web
from layout.export.web.iiif import name_search
from layout.export.web.searching import article_words
from layout.export.web.settings import WebSettings
from layout.export.web.shared import shared_folder
from layout.sheet import ArticleParagraph, Named, Publisher, Rights
from layout.text.folded import folded
from tests import browsers
from tests.export.web.test_search import table_of
from tests.serving import serving

WIDE, PHONE = {"width": 1440, "height": 1000}, {"width": 390, "height": 844}

FLAGS = ["--disable-background-networking", "--disable-component-update", "--disable-sync"]


@pytest.fixture(scope="session")
def browser():
    """A headless Chromium of this machine; nothing is downloaded."""
    program = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if program is None:
        pytest.skip("no Chromium is installed")
    with browsers.chromium(program, *FLAGS) as started:
        yield started


@contextmanager
def reading(browser, address: str, **options) -> Iterator[tuple[object, list[str]]]:
    """Open an address; yield the page and what went wrong on it: failed or outside requests, console errors."""
    context = browsers.context(browser, **{"viewport": WIDE, "reduced_motion": "reduce", **options})
    page = context.new_page()
    wrong: list[str] = []
    page.on("console", lambda message: wrong.append(message.text) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: wrong.append(str(error)))
    # A request that is given up because the reader went on is no failure.
    page.on(
        "requestfailed",
        lambda request: (
            wrong.append(f"failed {request.url} {request.failure}") if request.failure != "net::ERR_ABORTED" else None
        ),
    )
    page.on("response", lambda response: wrong.append(f"{response.status} {response.url}")
            if response.status >= 400 else None)  # fmt: skip
    own = urlsplit(address)
    page.on("request", lambda request: wrong.append(f"outside {request.url}")
            if not request.url.startswith(("data:", "blob:", f"{own.scheme}://{own.netloc}/")) else None)  # fmt: skip
    page.goto(address, wait_until="load")
    try:
        yield page, wrong
    finally:
        context.close()


@pytest.fixture(scope="session")
def host(tmp_path_factory):
    """Serve an output folder on this machine; return its folder and address."""
    folder = tmp_path_factory.mktemp("host")

    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *_arguments: object) -> None:
            pass

        def end_headers(self) -> None:
            self.send_header("Access-Control-Allow-Origin", "*")
            super().end_headers()

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield folder, f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="session")
def hosted(host, specimen, real) -> str:
    """Both issues with that host as their base, and the index; return the base."""
    folder, base = host
    for written in (specimen, real):
        written.again(folder / str(written.edition.number) / "web", base=base)
    update_site(folder, WebSettings(base))
    return base


def view(written, page: int) -> str:
    return (written.web / ("index.html" if page == 1 else f"page-{page:02d}.html")).as_uri()


SPOTS = """() => [...document.querySelectorAll('svg.areas > a[data-article]')].flatMap((area) => {
  const path = area.querySelector('path');
  const matrix = path.getScreenCTM();
  return path.getAttribute('d').split('M').slice(1).map((part) => {
    const numbers = part.match(/\\d+/g).map(Number);
    const [xs, ys] = [numbers.filter((_, i) => i % 2 === 0), numbers.filter((_, i) => i % 2)];
    for (let step = 1; step < 16; step += 1) {
      const x = Math.min(...xs) + (Math.max(...xs) - Math.min(...xs)) * step / 16;
      const y = Math.min(...ys) + (Math.max(...ys) - Math.min(...ys)) * step / 16;
      const point = new DOMPoint(x, y).matrixTransform(matrix);
      const there = document.elementFromPoint(point.x, point.y);
      if (there && there.closest('a') === area) return [area.dataset.article, point.x, point.y];
    }
    return [area.dataset.article, -1, -1];
  });
})"""
"""A spot in each shape of each area where a click meets nothing else, such as a jump line."""


def click_areas(browser, written, page: int) -> int:
    """Click into every shape of every area of a page and see its article open; return the number of articles."""
    with reading(browser, view(written, page), viewport={"width": 1440, "height": 1800}) as (tab, wrong):
        spots = tab.evaluate(SPOTS)
        for name, x, y in spots:
            assert x > 0, f"no spot of {name} can be clicked"
            tab.mouse.click(x, y)
            tab.wait_for_url(f"**/article-{name}.html")
            assert tab.locator(f'.places a[href$="#on-{name}"]').count() >= 1
            tab.go_back(wait_until="load")
        assert not wrong
        return len({name for name, *_ in spots})


@pytest.mark.parametrize("page", [1, *(pytest.param(other, marks=pytest.mark.long) for other in (2, 3, 4))])
def test_every_area_opens_its_article(browser, specimen, page):
    stories = {region.story for region in specimen.edition.sheets[page - 1].regions if region.story}
    assert click_areas(browser, specimen, page) == len(stories)


def test_titles_and_areas_light_each_other(browser, specimen):
    with reading(browser, view(specimen, 2)) as (tab, wrong):
        tab.hover('.titles [data-article="b3"]')
        assert tab.locator("svg.areas a.lit").get_attribute("data-article") == "b3"
        tab.mouse.move(0, 0)
        assert tab.locator(".lit").count() == 0
        tab.locator('svg.areas a[data-article="b6"] path').hover(position={"x": 12, "y": 90})
        assert tab.locator('.titles a.lit[data-article="b6"]').count() == 1
        tab.locator('.titles .own [data-article="b4"]').focus()
        assert tab.locator('svg.areas a.lit[data-article="b4"]').count() == 1, "the keyboard lights nothing"
        assert not wrong


def test_a_jump_line_leads_on_and_back_with_the_article_outlined(browser, specimen):
    with reading(browser, view(specimen, 1)) as (tab, wrong):
        tab.locator('svg.areas a.jump[href="page-02.html#on-a1"] rect').click()
        tab.wait_for_url("**/page-02.html#on-a1")
        stroke = tab.locator("#on-a1 path").evaluate("(path) => getComputedStyle(path).stroke")
        assert stroke == "rgb(176, 17, 26)"
        assert tab.locator(".titles a.asked").get_attribute("data-article") == "a1"
        tab.locator('svg.areas a.jump[href="index.html#on-a1"] rect').click()
        tab.wait_for_url("**/index.html#on-a1")
        assert not wrong


def test_search_finds_a_phrase_over_a_line_end_and_outlines_it(browser, specimen):
    """A phrase that runs over a line's end, sought through the form, outlined at its exact characters."""
    table = table_of(specimen)
    bodies = (passage for passage in table["passages"] if passage[1] == "body" and len(passage[3]) > 6)
    passage = next(passage for passage in bodies if passage[3][0][0] == 2)
    first, second = passage[3][2], passage[3][3]
    start = sum(line[1] for line in passage[3][:3])
    phrase = passage[2][start - 3 : start + 3]
    with reading(browser, view(specimen, 1)) as (tab, wrong):
        tab.fill("#find", phrase)
        tab.press("#find", "Enter")
        tab.wait_for_url("**/search.html?q=*")
        tab.locator(".results mark").first.wait_for()
        assert tab.locator(".results mark").first.text_content() == phrase
        tab.locator(".results .place").first.click()
        tab.wait_for_url("**/page-02.html*")
        tab.locator(".hits rect").first.wait_for(state="attached")
        boxes = [
            tuple(float(mark.get_attribute(side)) for side in ("x", "y", "width", "height"))
            for mark in tab.locator(".hits g.current rect").all()
        ]
        assert len(boxes) == 2
        for box, (_, units, _, near, far, begin, widths), place in zip(
            boxes, (first, second), (slice(-3, None), slice(0, 3)), strict=True
        ):
            each = [widths] * units if isinstance(widths, int) else widths
            before = sum(each[: place.start])
            assert box == (begin + before - 5, near - 3, sum(each[place]) + 10, far - near + 6)
        assert f"“{phrase}”本版 1 处" in tab.locator(".hits-bar").text_content()
        assert not wrong


def test_search_knows_full_width_and_spaces_and_says_when_there_is_nothing(browser, specimen, real):
    address = (specimen.web / "search.html").as_uri() + "?q=" + quote("“ＩＳＳＵＥ . ｙａｍｌ”")
    with reading(browser, address) as (tab, wrong):
        tab.locator(".results mark").first.wait_for()
        assert "issue.yaml" in [mark.lower() for mark in tab.locator(".results mark").all_text_contents()]
        tab.fill("#find", "蠛蠓鼷鼠")
        tab.press("#find", "Enter")
        tab.locator(".found", has_text="本期没有").wait_for()
        tab.locator(".search-all").click()
        tab.locator(".found", has_text="没有找到“蠛蠓鼷鼠”").wait_for()
        tab.goto((specimen.web / "search.html").as_uri() + "?q=" + quote("<img src=x onerror=alert(1)>"))
        tab.locator(".found", has_text="本期没有“<img").wait_for()
        assert not wrong


def everything(written, words: str, **chosen: str) -> str:
    """Return the address of a search over all issues."""
    rest = "".join(f"&{name}={quote(value)}" for name, value in chosen.items())
    return f"{(written.output / 'web' / 'search.html').as_uri()}?q={quote(words)}{rest}"


def test_the_search_over_all_issues_leads_to_the_place_in_print(browser, specimen, real):
    with reading(browser, everything(specimen, "网约车")) as (tab, wrong):
        tab.locator("body[data-shown]").wait_for()
        assert "1 篇" in tab.locator(".found").text_content()
        assert tab.locator(".results mark").first.text_content() == "网约车"
        tab.locator(".results .place").first.click()
        tab.wait_for_url("**/2346/web/**")
        tab.locator(".hits g.current rect").first.wait_for(state="attached")
        assert not wrong


SOUGHT = (
    ("版样 一行命令", {}, {"9999"}),
    ("网约车 版样", {}, set()),  # each stands in another issue
    ("禹州", {"by": "old"}, {"2346"}),
    ("禹州", {"from": "2026"}, {"9999"}),
    ("禹州", {"to": "2022"}, {"2346"}),
    ("網約車", {}, {"2346"}),
    ("网　约 车", {}, None),
    ("“网 约车”", {}, {"2346"}),
    ("禹", {}, {"9999", "2346"}),
    ("网约车", {"in": "title"}, None),
    ("网约车", {"kind": "photo"}, set()),
)
"""Words, the filters chosen, and the issues that are found."""


def test_words_phrases_and_filters(browser, specimen, real):
    with reading(browser, everything(specimen, "")) as (tab, wrong):
        for words, chosen, issues in SOUGHT:
            tab.goto(everything(specimen, words, **chosen))
            tab.locator("body[data-shown]").wait_for()
            found = tab.locator(".results .where").all_text_contents()
            if issues is not None:
                numbers = {number for number in ("9999", "2346") if any(f"第{number}期" in where for where in found)}
                assert numbers >= issues if chosen.get("by") or words == "禹" else numbers == issues, (words, found)
            if chosen.get("by") == "old":
                assert "第2346期" in found[0]
            for name, value in chosen.items():
                assert tab.locator(f"select[name={name}]").input_value() == value
        assert not wrong


def test_a_search_over_everything_finds_what_reading_it_all_finds(browser, specimen, real):
    """Every article that holds some words is listed, by weight and by date, and no other."""
    texts = {}
    for written in (specimen, real):
        for index, article in enumerate(article_words(table_of(written))):
            words = [folded(text) for _, text in article["words"]]
            texts[f"{written.edition.number}/{article['title']}/{index}"] = words
    with reading(browser, everything(specimen, "")) as (tab, wrong):
        for word, by in product(("一", "禹州", "记者", "网约车"), ("", "weight")):
            wanted = sorted(key.split("/")[1] for key, words in texts.items() if any(word in text for text in words))
            tab.goto(everything(specimen, word, **({"by": by} if by else {})))
            tab.locator("body[data-shown]").wait_for()
            while tab.locator(".more").is_visible():
                shown = tab.evaluate("document.body.dataset.turns")
                tab.click(".more")
                tab.locator(f"body:not([data-turns='{shown}'])").wait_for()
            assert sorted(tab.locator(".results .head").all_text_contents()) == wanted, (word, by)
        assert not wrong


def test_deep_zoom_loads_tiles_shows_hits_and_escape_gives_the_focus_back(browser, specimen):
    with reading(browser, view(specimen, 3) + "?q=" + quote("版样")) as (tab, wrong):
        tiles: list[str] = []
        tab.on("requestfinished", lambda request: tiles.append(unquote(request.url)))
        tab.locator(".hits g.current").wait_for(state="attached")
        tab.click(".zoom-open")
        tab.wait_for_selector(".deep canvas", state="attached")
        tab.click(".zoom-in")
        tab.locator(".deep svg.over .hits .current rect").first.wait_for(state="attached")
        assert any("/iiif/03/" in tile for tile in tiles)
        tab.keyboard.press("Escape")
        assert tab.evaluate("document.activeElement.className") == "zoom-open"
        assert not wrong


def test_pages_and_issues_turn(browser, specimen, real):
    with reading(browser, view(specimen, 1)) as (tab, wrong):
        tab.keyboard.press("ArrowRight")
        tab.wait_for_url("**/page-02.html")
        tab.keyboard.press("ArrowLeft")
        tab.wait_for_url("**/index.html")
        tab.locator(".issues .older").click()
        tab.wait_for_url("**/2346/web/index.html")
        tab.locator(".issues .newer").wait_for()
        assert tab.locator(".issues .older").is_hidden()
        tab.click(".calendar-open")
        assert tab.locator(".past td a[aria-current]").text_content() == "17"
        tab.get_by_label("年", exact=True).select_option("2026")
        tab.locator(".past td a", has_text="23").click()
        tab.wait_for_url("**/9999/web/index.html")
        assert not wrong


def test_an_edition_copied_with_the_shared_files_stands_alone(browser, specimen, tmp_path):
    alone = shutil.copytree(specimen.web, tmp_path / "我的报纸 1" / "9999" / "web")
    shutil.copytree(specimen.output / "web" / "assets", tmp_path / "我的报纸 1" / "web" / "assets")
    (tmp_path / "我的报纸 1" / "web" / "years.js").write_text("")  # a list of no years
    with reading(browser, (alone / "index.html").as_uri()) as (tab, wrong):
        assert tab.locator(".calendar-open").is_hidden()
        tab.locator('.titles [data-article="a2"]').click()
        tab.wait_for_url("**/article-a2.html")
        tab.goto((alone / "search.html").as_uri() + "?q=" + quote("小样"))
        tab.locator(".results mark").first.wait_for()
        assert not wrong


def test_an_article_can_be_enlarged_and_keeps_it(browser, specimen):
    with reading(browser, (specimen.web / "article-a1.html").as_uri()) as (tab, wrong):
        size = "() => parseFloat(getComputedStyle(document.querySelector('.body')).fontSize)"
        before = tab.evaluate(size)
        tab.click('.sizes [data-size="2"]')
        assert tab.evaluate(size) > before * 1.3
        assert tab.locator('.sizes [aria-pressed="true"]').get_attribute("data-size") == "2"
        tab.reload()
        assert tab.evaluate(size) > before * 1.3
        tab.click('.sizes [data-size="0"]')
        assert tab.evaluate(size) == before
        assert not wrong


def test_reading_aloud_says_every_paragraph(browser, specimen):
    """The browser here may have no voice; what it is given to say is what counts."""
    article = next(article for article in specimen.edition.articles if article.id == "d6")
    with reading(browser, (specimen.web / "article-d6.html").as_uri()) as (tab, wrong):
        tab.evaluate(
            """() => {
              window.said = [];
              speechSynthesis.speak = (one) => {
                said.push([one.text, one.lang]);
                setTimeout(() => one.onend(), 0);
              };
            }"""
        )
        tab.click(".speak")
        tab.wait_for_selector(".speak[aria-pressed=false]")
        said = tab.evaluate("said")
        assert [words for words, _ in said] == [article.title, *(paragraph.text for paragraph in article.paragraphs)]
        assert {lang for _, lang in said} == {"zh-CN"}
        assert not wrong


ADDRESSES = ["index.html", "page-03.html#on-c3", "page-03.html?q=版样", "article-a1.html", "article-b7.html",
             "search.html?q=版样", "../../web/index.html", "../../web/years/2026.html", "../../web/corrections.html",
             "../../web/search.html?q=版样"]  # fmt: skip


CARE = "try { localStorage.setItem('paper-care', 'on') } catch {}"


SCREENS = {"wide": WIDE, "phone": PHONE}
LOOKED_AT = ("phone", "dark")
"""What the quick run looks at."""


@pytest.mark.parametrize(
    ("screen", "colours"),
    [
        pytest.param(*one, marks=[] if one == LOOKED_AT else [pytest.mark.long])
        for one in product(SCREENS, ("light", "dark", "care"))
    ],
)
def test_axe_has_no_serious_finding(browser, specimen, real, screen, colours):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed").Axe()
    addresses = [(specimen.web / "index.html").as_uri().replace("index.html", name) for name in ADDRESSES]
    addresses += [(real.web / "article-p1.html").as_uri(), (specimen.output / "web" / "index.html").as_uri()]
    found = []
    scheme = "dark" if colours == "dark" else "light"
    with reading(browser, addresses[0], viewport=SCREENS[screen], color_scheme=scheme) as (tab, _):
        if colours == "care":
            tab.context.add_init_script(CARE)
        for address in addresses:
            tab.goto(address, wait_until="load")
            for violation in axe.run(tab).response["violations"]:
                if violation["impact"] in ("serious", "critical"):
                    places = [node["target"] for node in violation["nodes"][:3]]
                    found.append((address.rsplit("/", 1)[1], violation["id"], places))
    assert not found


def test_large_type_holds_over_the_whole_site_and_goes_again(browser, specimen, real):
    with reading(browser, view(specimen, 1), viewport=PHONE) as (tab, wrong):
        size = "parseFloat(getComputedStyle(document.documentElement).fontSize)"
        before = tab.evaluate(size)
        tab.click("button.care")
        assert tab.evaluate(size) >= before * 1.3
        assert tab.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
        for name in ("article-a1.html", "../../web/index.html", "../../web/years/2026.html"):
            tab.goto((specimen.web / name).resolve().as_uri())
            assert tab.evaluate(size) >= before * 1.3, name
            assert tab.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, name
            assert tab.locator(".speak, .read-page").first.is_visible()
        tab.click("button.care")
        assert tab.evaluate(size) == before
        assert not wrong


def test_on_a_phone_titles_stand_above_the_fold_and_fingers_find_their_targets(browser, specimen, real):
    small = """() => [...document.querySelectorAll('a[href], button, summary, select, input')].filter((one) => {
      const box = one.getBoundingClientRect();
      const inText = one.closest('svg, .skip, .snippet') || one.matches('.skip');
      return box.width > 0 && box.height < 43.5 && !inText && getComputedStyle(one).pointerEvents !== 'none';
    }).map((one) => `${one.className}|${one.textContent.slice(0, 12)}|${one.getBoundingClientRect().height}`)"""
    with reading(browser, view(specimen, 1), viewport=PHONE, has_touch=True) as (tab, wrong):
        first = tab.locator(".titles .own > li").first.bounding_box()
        assert first["y"] + first["height"] < PHONE["height"] / 2
        for name in ("index.html", "article-a1.html", "article-b7.html", "../../web/index.html",
                     "../../web/years/2026.html", "../../web/search.html?q=%E7%89%88%E6%A0%B7"):  # fmt: skip
            tab.goto((specimen.web / "x").as_uri()[:-1] + name, wait_until="load")
            assert tab.evaluate(small) == [], name
        assert not wrong


def test_an_article_becomes_a_picture_with_its_source(browser, hosted):
    with reading(browser, f"{hosted}/9999/web/article-a1.html") as (tab, wrong):
        with tab.expect_download() as caught:
            tab.click(".clip")
        from PIL import Image

        with Image.open(caught.value.path()) as picture:
            assert picture.format == "PNG"
            assert picture.width > 400
            dark = sum(picture.convert("L").histogram()[:128])
            assert dark > 5000, "the article's ink is missing"
        assert caught.value.suggested_filename == "9999-a1.png"
        assert not wrong


IMAGE = "document.getElementById('sheet-image')"
KEPT_PAGE = """async () => {
  for (let turn = 0; turn < 600; turn++) {
    const stores = await Promise.all((await caches.keys()).map((name) => caches.open(name)));
    const found = (await Promise.all(stores.map((one) => one.keys()))).flat().map((one) => one.url);
    if (found.some((url) => url.endsWith("page-02.html")) && found.some((url) => /iiif.*full/.test(url))) return true;
    await new Promise((done) => setTimeout(done, 100));
  }
  return false;
}"""


def shown_without_a_network(tab, address: str) -> None:
    """Open a page without a network; its image must have pixels, whichever size the browser asks for."""
    tab.goto(address)
    browsers.until(tab, f"{IMAGE}.complete")
    assert tab.evaluate(f"{IMAGE}.naturalWidth") > 0, tab.evaluate(f"{IMAGE}.currentSrc")


@pytest.mark.parametrize("scale", [1, *(pytest.param(other, marks=pytest.mark.long) for other in (2, 3))])
def test_what_was_kept_is_read_without_a_network(browser, hosted, scale):
    with reading(browser, f"{hosted}/9999/web/index.html", viewport=PHONE, device_scale_factor=scale) as (tab, _):
        tab.locator("button.keep").click()
        tab.locator("button.keep", has_text="已存下").wait_for()
        tab.context.set_offline(True)
        tab.goto(f"{hosted}/9999/web/article-d6.html")
        assert tab.locator("h1").text_content()
        assert tab.evaluate("getComputedStyle(document.querySelector('.body')).fontSize") != ""
        shown_without_a_network(tab, f"{hosted}/9999/web/page-02.html")
        assert "/iiif/" in tab.evaluate(f"{IMAGE}.currentSrc"), "the browser asked for no size of its own"
        tab.context.set_offline(False)


def test_a_page_that_was_seen_at_one_size_is_shown_at_another_without_a_network(browser, hosted):
    with reading(browser, f"{hosted}/9999/web/index.html", viewport=PHONE) as (tab, _):
        tab.evaluate("navigator.serviceWorker.ready.then(() => true)")
        tab.goto(f"{hosted}/9999/web/page-02.html")
        browsers.until(tab, f"{IMAGE}.complete && {IMAGE}.naturalWidth > 0")
        assert tab.evaluate(KEPT_PAGE)
        tab.context.set_offline(True)
        tab.set_viewport_size(WIDE)
        shown_without_a_network(tab, f"{hosted}/9999/web/page-02.html")
        tab.context.set_offline(False)


def test_the_same_day_of_other_years_stands_beside_the_titles(browser, specimen, tmp_path):
    shutil.copytree(specimen.web, tmp_path / "9999" / "web")
    told = json.loads((specimen.web / "issue.json").read_text("utf-8"))
    (tmp_path / "9000" / "web").mkdir(parents=True)
    (tmp_path / "9000" / "web" / "issue.json").write_text(json.dumps(told | {"number": 9000, "date": "2024-11-23"}))
    update_site(tmp_path, WebSettings())
    with reading(browser, (tmp_path / "9999" / "web" / "index.html").as_uri()) as (tab, wrong):
        tab.locator(".same-day a").wait_for()
        assert tab.locator(".same-day a").get_attribute("href") == "../../9000/web/index.html"
        assert "2024年" in tab.locator(".same-day a").text_content()
        assert not wrong


def test_no_page_scrolls_sideways(browser, specimen, real):
    start = (specimen.web / "x").as_uri()[:-1]
    pages = [start + name for name in (*ADDRESSES, "page-04.html", "article-a4.html")]
    with reading(browser, view(specimen, 1)) as (tab, wrong):
        for address in (*pages, (specimen.output / "web" / "index.html").as_uri()):
            for width in (1440, 1024, 820, 390, 320):
                tab.set_viewport_size({"width": width, "height": 800})
                if width == 1440:
                    tab.goto(address, wait_until="load")
                overflow = tab.evaluate("document.documentElement.scrollWidth - innerWidth")
                assert overflow <= 0, (address, width, overflow)
        assert not wrong


def test_long_words_and_open_direction_marks_leave_pages_as_they_are(browser, real, tmp_path):
    """A word of sixty letters makes nothing wider than a phone; a mark that turns the line turns no words of ours."""
    first, *rest = real.edition.articles
    word = "</b>" + "W" * 60
    body = (ArticleParagraph("body", word), ArticleParagraph("table", f"{word}\t{word}"))
    article = replace(first, title=word, headline=(word,), kicker=word, deck=word, byline=word, sign=word,
                      label=word, paragraphs=body)  # fmt: skip
    edition = replace(real.edition, articles=(article, *rest), facts=(("sponsor", word),), publisher=Publisher(
        Rights(word, "", word), (Named(word, "pbl"),)))  # fmt: skip
    home = tmp_path / "2346"
    (home / "web").mkdir(parents=True)
    done = write_web(edition, real.case, real.images, real.pdfs, home / "web", WebSettings(), wechat=home / "wechat")
    assert done.value
    update_site(tmp_path, WebSettings())
    names = [f"2346/web/{name}" for name in ("index.html", "article-a1.html", "search.html?q=我市")]
    with reading(browser, (tmp_path / "2346" / "wechat" / "index.html").as_uri(), viewport=PHONE) as (tab, wrong):
        assert tab.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, "公众号"
        for name in (*names, "web/index.html", "web/years/2022.html", "web/search.html"):
            tab.goto(f"{tmp_path.as_uri()}/{name}", wait_until="load")
            if "?" in name:
                tab.locator(".place").first.wait_for()
            assert tab.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, name
        assert not wrong
    with reading(browser, f"{tmp_path.as_uri()}/{names[-1]}") as (tab, wrong):
        assert tab.locator(".place").first.evaluate(READ_FROM_LEFT)
        assert not wrong


READ_FROM_LEFT = """(node) => {
  node.before("\\u202eabc");
  const at = (from) => { const range = document.createRange();
    range.setStart(node.firstChild, from); range.setEnd(node.firstChild, from + 1);
    return range.getBoundingClientRect().left; };
  return at(0) < at(1) && at(1) < at(2);
}"""


def test_the_keyboard_reaches_the_titles_first(browser, specimen):
    with reading(browser, view(specimen, 1)) as (tab, wrong):
        tab.keyboard.press("Tab")
        assert tab.evaluate("document.activeElement.className") == "skip"
        tab.keyboard.press("Enter")
        tab.keyboard.press("Tab")
        assert tab.evaluate("document.activeElement.dataset.article") == "a1"
        outline = tab.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        assert outline != "none", "the focus cannot be seen"
        tab.keyboard.press("Enter")
        tab.wait_for_url("**/article-a1.html")
        assert not wrong


def test_it_works_the_same_from_a_web_host(browser, hosted):
    with reading(browser, f"{hosted}/web/index.html") as (tab, wrong):
        tab.locator(".latest h2 a").click()
        tab.wait_for_url("**/9999/web/index.html")
        tab.fill("#find", "版样")
        tab.press("#find", "Enter")
        tab.locator(".results .place").first.click()
        tab.locator(".hits rect").first.wait_for(state="attached")
        tab.click(".zoom-open")
        tab.locator(".deep svg.over .hits rect").first.wait_for(state="attached")
        tab.keyboard.press("Escape")
        tab.locator('.titles [data-article="a1"]').first.click()
        tab.locator("svg.qr").wait_for()
        assert not wrong


BARE = '<!DOCTYPE html><meta charset="utf-8"><title>t</title><link rel="icon" href="data:,">'


def test_openseadragon_opens_the_image_service_by_its_address(browser, hosted, host):
    folder, base = host
    (folder / "osd.html").write_text(
        f'{BARE}<div id="v" style="width:600px;height:600px"></div>'
        f'<script src="web/{shared_folder()}/openseadragon.min.js"></script>', "utf-8",
    )  # fmt: skip
    with reading(browser, f"{base}/osd.html") as (tab, wrong):
        size = tab.evaluate(
            """(address) => new Promise((done, failed) => {
              const viewer = OpenSeadragon({id: 'v', tileSources: address, showNavigationControl: false});
              viewer.addHandler('open-failed', (event) => failed(new Error(event.message)));
              viewer.addHandler('tile-loaded', () => {
                const size = viewer.world.getItemAt(0).getContentSize();
                done([size.x, size.y]);
              });
            })""",
            f"{base}/9999/web/iiif/02/info.json",
        )
        info = json.loads((folder / "9999" / "web" / "iiif" / "02" / "info.json").read_text("utf-8"))
        assert size == [info["width"], info["height"]]
        assert not wrong


def test_mirador_opens_the_manifest(browser, hosted, host):
    program = os.environ.get("LAYOUT_MIRADOR", "")
    if not Path(program).is_file():
        pytest.skip("set LAYOUT_MIRADOR to Mirador's mirador.min.js to test with it")
    folder, base = host
    shutil.copyfile(program, folder / "mirador.min.js")
    (folder / "mirador.html").write_text(
        f'{BARE}<div id="m" style="position:absolute;inset:0"></div>'
        f'<script src="mirador.min.js"></script><script>Mirador.viewer({{id: "m", windows: [{{'
        f'manifestId: "{base}/9999/web/iiif/manifest.json"}}]}})</script>', "utf-8",
    )  # fmt: skip
    with reading(browser, f"{base}/mirador.html") as (tab, wrong):
        with tab.expect_event("requestfinished", lambda request: "/iiif/01/" in request.url and ".jpg" in request.url):
            tab.get_by_text("禹州通讯 2026年11月23日 第9999期").first.wait_for()
        assert not [one for one in wrong if "failed" in one or "outside" in one]


def test_miradors_search_panel_lists_what_is_found_and_outlines_it(browser, hosted, host, tmp_path):
    program = os.environ.get("LAYOUT_MIRADOR", "")
    if not Path(program).is_file():
        pytest.skip("set LAYOUT_MIRADOR to Mirador's mirador.min.js to test with it")
    folder, _ = host
    manifest = "9999/web/iiif/manifest.json"
    with serving(tmp_path) as base:
        shutil.copytree(folder / "9999", tmp_path / "9999")
        for path in (tmp_path / "9999").rglob("*.json"):
            path.write_text(path.read_text("utf-8").replace(f"{hosted}/", base), "utf-8")
        name_search(tmp_path / manifest, f"{base}content-search/", 9999)
        shutil.copyfile(program, tmp_path / "mirador.min.js")
        (tmp_path / "mirador.html").write_text(
            f'{BARE}<div id="m" style="position:absolute;inset:0"></div>'
            '<script src="mirador.min.js"></script><script>window.viewer = Mirador.viewer({id: "m", windows: [{'
            f'manifestId: "{base}{manifest}", sideBarOpen: true, sideBarPanel: "search"}}]}})</script>', "utf-8",
        )  # fmt: skip
        with reading(browser, f"{base}mirador.html") as (tab, wrong):
            field = tab.get_by_role("combobox").first
            field.fill("版样")
            tab.get_by_role("option").first.wait_for()  # a term that is proposed
            field.press("Enter")
            tab.get_by_text("版样", exact=False).nth(1).wait_for()
            outlined = browsers.until(
                tab,
                """() => {
                  const state = viewer.store.getState();
                  const found = Object.values(Object.values(state.searches)[0] || {})[0];
                  const told = found && Object.values(found.data)[0];
                  return told && told.json && told.json.hits.length && [told.json.hits.length, told.json.within.total];
                }""",
            )
            assert outlined[0] == len(list(hits(words_of_issue(tmp_path / "9999" / "web"), ("版样",)))) > 1
            assert tab.locator("ul li mark, li b, li strong").count() >= 1
            assert not [one for one in wrong if "content-search" in one]


def test_universal_viewer_opens_the_manifest(browser, hosted, host):
    """`npm pack universalviewer`; unpacked, its `package/dist` is the folder."""
    program = Path(os.environ.get("LAYOUT_UNIVERSAL_VIEWER", "none"))
    if not (program / "umd" / "UV.js").is_file():
        pytest.skip("set LAYOUT_UNIVERSAL_VIEWER to the folder dist of the Universal Viewer to test with it")
    folder, base = host
    shutil.copytree(program, folder / "uv", dirs_exist_ok=True)
    (folder / "uv.html").write_text(
        f'{BARE}<link rel="stylesheet" href="uv/uv.css"><script src="uv/umd/UV.js"></script>'
        '<div id="uv" class="uv" style="width:1000px;height:700px"></div>'
        f'<script>UV.init("uv", {{manifest: "{base}/9999/web/iiif/manifest.json"}})</script>', "utf-8",
    )  # fmt: skip
    with reading(browser, f"{base}/uv.html") as (tab, wrong):
        browsers.until(
            tab, "() => performance.getEntriesByType('resource').some((one) => /iiif.01.*jpg/.test(one.name))"
        )
        assert not [one for one in wrong if "iiif" in one]
