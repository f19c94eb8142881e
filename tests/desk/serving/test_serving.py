"""The published folder served: what is found where, as IIIF Content Search has it, and nothing from elsewhere."""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from urllib.parse import quote

import pytest

from layout.cli.app import run_command
from layout.cli.doctor import site_addresses
from layout.desk.publishing import publish
from layout.desk.serving import app, asking
from layout.desk.serving.shelf import candidates
from layout.desk.serving.words import hits, terms, words_of_issue
from layout.export.web import WebSettings
from tests.serving import serving

SEARCH = "https://news.example.cn/paper/content-search/"
SETTINGS = WebSettings("https://news.example.cn/paper/", search=SEARCH)


def row(page, text, near, start, width=10, *, down=0):
    """Return a line of the text table as it stands in the file: ten pixels a unit, twelve across."""
    return [page, len(text.encode("utf-16-le")) // 2, down, near, near + 12, start, width]


def edition(output, number, passages, *, day="2026-01-02"):
    """Put the last release of an issue below an output: two articles on two pages, its words as given."""
    web = output / f"{number}-r1" / "web"
    (web / "iiif").mkdir(parents=True)
    articles = [{"title": name, "file": f"article-{name}.html", "name": name} for name in ("a1", "a2")]
    facts = {
        "number": number, "name": "报", "date": day, "weekday": "", "lunar": "", "language": "zh", "cover": "01",
        "pages": [{"title": "第01版", "file": "index.html"}], "base": SETTINGS.base, "corrections": [], "draft": False,
        "articles": [one | {"id": one["name"], "kind": "news", "section": ""} for one in articles],
        "release": 1, "text": str(passages),
    }  # fmt: skip
    pages = [{"page": at, "title": f"第{at:02d}版", "file": f"page-{at:02d}.html"} for at in (1, 2)]
    table = {"n": number, "date": day, "pages": pages, "articles": articles, "passages": passages}
    (web / "issue.json").write_text(json.dumps(facts), "utf-8")
    (web / "text.js").write_text(
        f'(window.paperText=window.paperText||{{}})["{number}"]={json.dumps(table, ensure_ascii=False)};\n', "utf-8"
    )
    base = f"{SETTINGS.base}{number}/web/iiif/"
    canvases = [{"id": f"{base}{label}/canvas"} for label in ("01", "02")]
    manifest = {"id": f"{base}manifest.json", "label": {"zh-Hans": [f"第{number}期"]}, "items": canvases}
    (web / "iiif" / "manifest.json").write_text(json.dumps(manifest), "utf-8")
    (web / "sw.js").write_text(str(passages), "utf-8")


TWO_LINES = [
    0,
    "body",
    "今年水利建设投入加大，防汛",
    [row(1, "今年水利建", 100, 50), row(2, "设投入加大，防汛", 200, 60)],
]
PASSAGES = [
    [0, "headline", "水利 先行", [row(1, "水利 先行", 20, 50)]],
    TWO_LINES,
    [1, "body", "𠮷村修水庫", [row(1, "𠮷村修水庫", 300, 40, [10, 0, 10, 10, 10, 10], down=1)]],
    [-1, "imprint", "防汛热线", [row(2, "防汛热线", 500, 10)]],
]


@pytest.fixture
def site(tmp_path):
    output = tmp_path / "output"
    edition(output, 7, PASSAGES)
    edition(output, 300, [[1, "body", "水利先行", [row(2, "水利先行", 20, 50)]]], day="2026-03-02")
    publish(output, tmp_path / "public", SETTINGS)
    return tmp_path / "public"


def parts(passages, *wanted):
    return [[(part.page, part.words, part.box) for part in hit.parts] for hit in hits(passages, wanted)]


def test_a_hit_has_a_box_on_each_line_and_page_that_it_stands_on(site):
    words = words_of_issue(site / "7" / "web")
    assert parts(words, "建设投入") == [
        [(1, "建", (90, 100, 10, 12)), (2, "设投入", (60, 200, 30, 12))],
    ]
    assert parts(words, "水利先行") == [[(1, "水利 先行", (50, 20, 50, 12))]], "blanks do not count"
    assert parts(words, "修水库") == [[(1, "修水庫", (300, 60, 12, 30))]], (
        "down the page, behind a wide letter, 繁 as 简"
    )


def test_all_words_must_stand_in_one_article(site):
    words = words_of_issue(site / "7" / "web")
    assert len(parts(words, "水利", "防汛")) == 3, "of the article that has both, not of the imprint"
    assert parts(words, "水库", "防汛") == []
    assert len(parts(words, "防汛")) == 2


def test_words_that_overlap_are_one_hit_each(site):
    words = words_of_issue(site / "7" / "web")
    assert [hit.words for hit in hits(words, ("水利建", "利建设"))] == ["水利建"]


def test_terms_go_on_with_what_was_typed(site):
    words = words_of_issue(site / "7" / "web")
    assert terms(words, "水利", 10)[:2] == [("水利", 2), ("水利先行", 1)], "the most frequent, then the shortest"
    assert terms(words, "水利", 1) == [("水利", 2)]
    assert terms(words, "水利", 10, 2) == [("水利", 2)]
    assert terms(words, "没有", 10) == []


def test_over_all_issues_the_newest_comes_first(site):
    assert [one.folder for one in candidates(site, ("水利",))] == ["300", "7"]
    assert [one.folder for one in candidates(site, ("建设投入",))] == ["7"]
    assert list(candidates(site, ("没有的话",))) == []
    found = asking.find_in_all(site, "水利", 0)
    assert [issue.label["zh-Hans"][0] for issue, _ in found.hits] == ["第300期", "第7期", "第7期"]


def test_an_index_says_of_each_term_what_stands_in_the_words(site):
    for one, folder in ((7, "7"), (300, "300")):
        for passage in words_of_issue(site / folder / "web"):
            for at in range(len(passage.plain) - 1):
                found = {each.folder: each.owners for each in candidates(site, (passage.plain[at : at + 2],))}
                assert passage.owner in found[str(one)]


def get(address, method="GET"):
    """Return the status, the headers and the body of an answer."""
    request = urllib.request.Request(address, headers={"Origin": "https://v.example"}, method=method)
    try:
        with urllib.request.urlopen(request) as answer:
            return answer.status, answer.headers, answer.read()
    except urllib.error.HTTPError as refused:
        with refused:
            return refused.code, refused.headers, refused.read()


def asked(address):
    status, headers, body = get(address)
    assert status == 200 and headers["Access-Control-Allow-Origin"] == "*"
    return json.loads(body)


def test_answers_of_2_0_and_1_0_tell_the_same(site):
    with serving(site, SEARCH) as base:
        two = asked(f"{base}content-search/7?q={quote('建设投入')}&user=x&motivation=supplementing")
        one = asked(f"{base}content-search/1/7?q={quote('建设投入')}&user=x")
        assert two["@context"] == "http://iiif.io/api/search/2/context.json" and two["type"] == "AnnotationPage"
        assert two["id"] == f"{SEARCH}7?q={quote('建设投入')}" and two["ignored"] == ["user"]
        canvas = f"{SETTINGS.base}7/web/iiif/"
        assert [item["target"] for item in two["items"]] == [
            f"{canvas}01/canvas#xywh=90,100,10,12", f"{canvas}02/canvas#xywh=60,200,30,12",
        ]  # fmt: skip
        (around,) = two["annotations"][0]["items"]
        assert around["motivation"] == "contextualizing"
        quotes = [target["selector"][0] for target in around["target"]]
        assert quotes[0] == {"type": "TextQuoteSelector", "prefix": "今年水利", "exact": "建"}
        assert quotes[1] == {"type": "TextQuoteSelector", "exact": "设投入", "suffix": "加大，防汛"}
        assert [target["source"] for target in around["target"]] == [item["id"] for item in two["items"]]
        assert [item["on"] for item in one["resources"]] == [item["target"] for item in two["items"]]
        assert one["within"] == {"@type": "sc:Layer", "total": 2, "ignored": ["user"]} and one["startIndex"] == 0
        (hit,) = one["hits"]
        assert (hit["match"], hit["before"], hit["after"]) == ("建设投入", "今年水利", "加大，防汛")
        assert asked(f"{base}content-search/7?q={quote('建设')}&motivation=painting")["items"] == []
        assert asked(f"{base}content-search/7")["items"] == []


def test_over_all_issues_targets_name_their_manifest(site):
    with serving(site, SEARCH) as base:
        two = asked(f"{base}content-search/all?q={quote('先行')}")
        assert two["items"][0]["target"]["partOf"] == {
            "id": f"{SETTINGS.base}300/web/iiif/manifest.json", "type": "Manifest", "label": {"zh-Hans": ["第300期"]},
        }  # fmt: skip
        assert len(asked(f"{base}content-search/1/all?q={quote('先行')}")["resources"]) == 2


def test_terms_are_proposed_in_both_shapes(site):
    with serving(site, SEARCH) as base:
        two = asked(f"{base}content-search/7/autocomplete?q={quote('水利')}&min=2&user=x")
        assert two["type"] == "TermPage" and two["ignored"] == ["user"]
        assert two["items"] == [{"value": "水利", "total": 2}]
        one = asked(f"{base}content-search/1/7/autocomplete?q={quote('水利')}&min=2")
        assert one["terms"] == [{"match": "水利", "url": f"{SEARCH}1/7?q={quote('水利')}", "count": 2}]
        assert get(f"{base}content-search/7/autocomplete")[0] == 404, "q must be there"


def test_long_answers_come_page_by_page(tmp_path):
    words = "防汛" * (asking.PAGE_HITS * 2 + 1)
    edition(tmp_path / "output", 7, [[0, "body", words, [row(1, words, 20, 50)]]])
    publish(tmp_path / "output", tmp_path / "public", SETTINGS)
    for scope in ("7", "all"):
        with serving(tmp_path / "public", SEARCH) as base:
            seen, sizes, address = [], [], f"{base}content-search/{scope}?q={quote('防汛')}"
            while address:
                page = asked(address)
                sizes.append(len(page["items"]))
                seen += [str(item["target"]) for item in page["items"]]
                after = page.get("next", {}).get("id", "")
                address = after.replace(SEARCH, f"{base}content-search/")
                assert page["partOf"]["first"]["id"].endswith("&page=0")
                assert ("prev" in page) == (len(sizes) > 1)
        assert sizes == [asking.PAGE_HITS, asking.PAGE_HITS, 1] and len(set(seen)) == len(seen)


def test_files_are_read_only_and_none_lies_outside(site, tmp_path):
    (tmp_path / "secret").write_text("secret")
    (site / "link").symlink_to(tmp_path / "secret")
    (site / ".hidden").write_text("secret")
    (site / "web" / ".hidden").mkdir()
    (site / "web" / ".hidden" / "file").write_text("secret")
    with serving(site) as base:
        status, headers, body = get(f"{base}7/web/text.js")
        assert status == 200 and body == (site / "7" / "web" / "text.js").read_bytes()
        assert headers["X-Content-Type-Options"] == "nosniff" and "Server" not in headers
        for path in ("../secret", "%2e%2e/secret", "..%2fsecret", "7/../../secret", "link", ".hidden",
                     "web/.hidden/file", "%2ehidden", "%00", "7/web", "content-search/9", "content-search/x?q=1",
                     "content-search/99999999999999999999?q=1", "content-search/..%2f7?q=1"):  # fmt: skip
            status, _, body = get(f"{base}{path}")
            assert status == 404 and b"secret" not in body, path
        for method in ("PUT", "POST", "DELETE"):
            assert get(f"{base}7/web/text.js", method)[0] == 405
        assert get(base)[2] == (site / "web" / "index.html").read_bytes()


def test_questions_are_short_and_not_too_many(site):
    with serving(site) as base:
        assert get(f"{base}content-search/7?q={'x' * (app.QUERY_MOST + 1)}")[0] == 400
        assert get(f"{base}content-search/7?q={'x' * app.QUERY_MOST}")[0] == 200
        said = [get(f"{base}content-search/7?q=x") for _ in range(int(app.BURST) * 3)]
        refused = [headers for status, headers, _ in said if status == 429]
        assert refused and refused[0]["Retry-After"] == "1"
        assert get(f"{base}7/web/text.js")[0] == 200, "the files are not counted"


def test_without_an_address_of_the_house_answers_name_the_one_that_was_asked(site):
    with serving(site) as base:
        assert asked(f"{base}content-search/7?q=x")["id"] == f"{base}content-search/7?q=x"


def test_damaged_words_are_told_as_none(site):
    (site / "7" / "web" / "text.js").write_text("window.paperText")
    with serving(site) as base:
        assert get(f"{base}content-search/7?q=x")[0] == 404


def test_manifests_name_the_search_where_the_house_gives_its_address(site, tmp_path):
    def services(path):
        return json.loads((site / path).read_text("utf-8")).get("service", [])

    now, before = services("7/web/iiif/manifest.json")
    assert now == {
        "id": f"{SEARCH}7", "type": "SearchService2",
        "service": [{"id": f"{SEARCH}7/autocomplete", "type": "AutoCompleteService2"}],
    }  # fmt: skip
    assert before["@id"] == f"{SEARCH}1/7" and before["profile"] == "http://iiif.io/api/search/1/search"
    assert services("web/collection.json")[0] == {"id": f"{SEARCH}all", "type": "SearchService2"}
    kept = {path: path.stat().st_mtime_ns for path in site.rglob("*.json")}
    publish(tmp_path / "output", site, SETTINGS)
    again = {path: path.stat().st_mtime_ns for path in site.rglob("*.json") if path.name != "search.json"}
    assert all(kept[path] == time for path, time in again.items()), "nothing is written again"
    publish(tmp_path / "output", site, WebSettings(SETTINGS.base))
    assert services("7/web/iiif/manifest.json") == services("web/collection.json") == []


def test_only_a_published_folder_is_served(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LAYOUT_LANG", "zh")
    assert run_command(["web", "--serve", str(tmp_path)]) == 2
    assert "--publish" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("told", "state"),
    [
        ("", "ok"),
        ('web: {base: "https://a.example/"}', "ok"),
        ('web: {base: "https://a.example/", search: "https://a.example/content-search/"}', "ok"),
        ('web: {search: "https://a.example/content-search/"}', "warn"),
    ],
)
def test_the_doctor_tells_the_addresses_of_the_site(tmp_path, told, state):
    (tmp_path / "house").mkdir()
    (tmp_path / "house" / "house.yaml").write_text(told, "utf-8")
    found = site_addresses(tmp_path)
    assert found.state == state and all(word in found.facts for word in told.split('"')[1::2] if state == "ok")
