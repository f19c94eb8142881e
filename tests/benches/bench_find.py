"""What does an archive of 2,346 issues cost: another issue, and a search over all of them on a phone.

    python -m tests.benches.bench_find [--issues 2346] [--keep FOLDER] [--ask FOLDER] [--desk]

The issues are simulated: four pages of copy each, 20,000 characters of two-character words whose frequencies fall off
as words' do (Zipf), and one rare phrase in three issues far apart. Another issue's cost is printed at 1, 10, 100 …
issues,
as `layout issue` pays it. Then Chromium asks it as a phone would: 10 Mbit/s, 40 ms
there and back, a processor four times slower; every byte on the line is counted. Files are served as they lie, not
compressed: a host that compresses halves the bytes. With `--desk` it is `layout find` that is asked instead: the same
words as copy, indexed from nothing, with nothing new, with a new issue, and asked.
"""

from __future__ import annotations

import argparse
import functools
import http.server
import json
import shutil
import tempfile
import threading
import time
from datetime import date, timedelta
from pathlib import Path
from urllib.parse import quote

import numpy as np

from layout.export.web import WebSettings, update_site
from layout.export.web.scripting import script_data
from layout.export.web.searching import article_words

RARE = "蠛蠓沟水库除险加固"
COMMON_RANK, MIDDLE_RANK = 3, 2000
ARTICLES, CHARACTERS = 22, 20_000
SECTIONS, KINDS = ("要闻", "综合", "民生", "副刊"), ("lead", "news", "brief", "photo", "notice")


def vocabulary(rng: np.random.Generator) -> np.ndarray:
    """Return 20,000 words of the 3,755 common characters, some characters more common than others."""
    letters = [bytes((row, cell)).decode("gb2312", "ignore") for row in range(0xB0, 0xD8) for cell in range(0xA1, 0xFF)]
    common = np.array([letter for letter in letters if letter])
    rng.shuffle(common)
    weights = 1 / np.arange(1, len(common) + 1) ** 0.7
    weights /= weights.sum()
    lengths = rng.choice([1, 2, 3, 4], 20_000, p=[0.06, 0.7, 0.16, 0.08])
    return np.array(["".join(rng.choice(common, length, p=weights)) for length in lengths])


def simulated(output: Path, number: int, rng: np.random.Generator, words: np.ndarray, odds: np.ndarray) -> None:
    """Write an issue as far as the site reads it; `odds` are the words' frequencies, added up."""
    folder = output / str(number) / "web"
    (folder / "words").mkdir(parents=True)
    day = date(2006, 1, 1) + timedelta(days=3 * number)
    per = CHARACTERS // ARTICLES // 2 // 4
    drawn = iter(words[np.searchsorted(odds, rng.random(ARTICLES * (6 + 4 * per)))])

    def some(count: int) -> str:
        return "".join(word for word, _ in zip(drawn, range(count), strict=False))

    passages, articles = [], []
    for index in range(ARTICLES):
        title = some(6)
        page = 1 + index * 4 // ARTICLES
        articles.append({"title": title, "file": f"article-a{index}.html", "name": f"a{index}"})
        passages.append([index, "headline", title, [[page, len(title), 0, 0, 9, 0, 9]]])
        for _ in range(4):
            text = some(per) + "。"
            if number % 900 == 7 and index == 5:
                text += RARE
            passages.append([index, "body", text, [[page, len(text), 0, 0, 9, 0, 9]]])
    pages = [{"page": page, "title": f"第{page:02d}版 {SECTIONS[page - 1]}", "file": f"page-{page:02d}.html",
              "size": [1000, 1400]} for page in range(1, 5)]  # fmt: skip
    table = {"n": number, "date": day.isoformat(), "pages": pages, "articles": articles, "passages": passages}
    (folder / "text.js").write_text(script_data("paperText", number, table), "utf-8")
    for index, one in enumerate(article_words(table)):
        (folder / "words" / f"{index}.js").write_text(script_data("paperWords", f"{number}/{index}", one), "utf-8")
    told = [
        {"id": f"a{index}", "title": one["title"], "file": one["file"], "kind": KINDS[index % len(KINDS)],
         "section": SECTIONS[index * 4 // ARTICLES], "summary": one["title"]}
        for index, one in enumerate(articles)
    ]  # fmt: skip
    facts = {"number": number, "name": "模拟报", "date": day.isoformat(), "weekday": "", "lunar": "", "cover": "01",
             "language": "zh-Hans-CN", "release": 1, "draft": False, "corrections": [], "text": str(number),
             "pages": [{"title": page["title"], "file": page["file"]} for page in pages], "articles": told}  # fmt: skip
    (folder / "issue.json").write_text(json.dumps(facts, ensure_ascii=False), "utf-8")


def grow(output: Path, issues: int) -> None:
    """Let the site grow; print what another issue costs at several sizes, the mean of the last eight."""
    rng = np.random.default_rng(1)
    words = vocabulary(np.random.default_rng(2346))
    odds = np.cumsum(1 / np.arange(1, len(words) + 1) ** 0.95)
    odds /= odds[-1]
    settings = WebSettings("https://news.example.cn/paper/")
    print("issues  s for one more: mean, most  files  MB of the search  MB of the rest", flush=True)
    done = 0
    for mark in sorted({1, 10, 100, 300, 1000, 2000, issues}):
        for number in range(done + 1, mark + 1):
            simulated(output, number, rng, words, odds)
            if number == mark - 8:
                started = time.process_time()
                update_site(output, settings)
                whole = time.process_time() - started
        spent = []
        for number in range(max(done + 1, mark - 7), mark + 1):
            started = time.process_time()
            update_site(output, settings, number)
            spent.append(time.process_time() - started)
        done = mark
        index = [path.stat().st_size for path in (output / "web" / "find").rglob("*") if path.is_file()]
        rest = sum(path.stat().st_size for path in (output / "web").rglob("*") if path.is_file()) - sum(index)
        print(f"{mark:6}  {sum(spent) / len(spent):.3f}  {max(spent):.3f}  {len(index):6}  {sum(index) / 1e6:.1f}"
              f"  {rest / 1e6:.1f}", flush=True)  # fmt: skip
    print(f"the last whole update: {whole:.0f} s of processor time", flush=True)


def serve(folder: Path) -> tuple[http.server.ThreadingHTTPServer, str]:
    """Serve a folder on this machine, connections kept open as hosts do."""

    class Quiet(http.server.SimpleHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, *_arguments: object) -> None:
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server, f"http://127.0.0.1:{server.server_port}"


def ask(output: Path, words: np.ndarray, slower: int) -> None:
    """Search as a phone does; print bytes, requests, seconds to the first results and to the count."""
    from playwright.sync_api import sync_playwright

    server, base = serve(output)
    common, middle = str(words[COMMON_RANK]), str(words[MIDDLE_RANK])
    asked = {
        "rare phrase": RARE, "two characters, rare": RARE[:2], "common word": common, "single character": common[:1],
        "two words": f"{common} {RARE[:4]}", "two common words": f"{common} {words[COMMON_RANK + 1]}",
        "middling word": middle, "nothing": "鼷鼠蠛蠓",
    }  # fmt: skip
    program = next(filter(None, map(shutil.which, ("chromium", "google-chrome"))))
    print("query  kB  requests  s to first results  s to the count  what is said")
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=program, args=["--no-sandbox"])
        for name, query in asked.items():
            for chosen in ("", "&by=weight") if name == "common word" else ("",):
                _one(browser, f"{base}/web/search.html?q={quote(query)}{chosen}", name + chosen, slower)
        browser.close()
    server.shutdown()


def _one(browser: object, address: str, name: str, slower: int) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844}, bypass_csp=True)  # type: ignore[attr-defined]
    tab = context.new_page()
    line = context.new_cdp_session(tab)
    sizes: list[int] = []
    line.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    line.send("Network.enable")
    rate = 10_000_000 / 8
    line.send("Network.emulateNetworkConditions",
              {"offline": False, "latency": 40, "downloadThroughput": rate, "uploadThroughput": rate})  # fmt: skip
    line.send("Emulation.setCPUThrottlingRate", {"rate": slower})
    started = time.perf_counter()
    tab.goto(address, wait_until="commit")
    tab.wait_for_function("document.body?.dataset.shown || document.querySelector('.results li')")
    first = time.perf_counter() - started
    tab.wait_for_function(
        "/(共|约)? ?[0-9]+ 篇，已列出|共 |没有找到/.test(document.querySelector('.found').textContent)"
    )
    count = time.perf_counter() - started
    tab.wait_for_timeout(300)
    said = tab.locator(".found").text_content()
    print(f"{name}  {sum(sizes) / 1000:.0f}  {len(sizes)}  {first:.2f}  {count:.2f}  {said}", flush=True)
    context.close()


def desk(issues: int) -> None:
    """Index the copy of many issues as `layout find` does, and ask it; print seconds of the clock and bytes."""
    from layout.desk.finding.ask import Query
    from layout.desk.finding.ask import ask as asked
    from layout.desk.finding.shelf import open_shelf

    rng, words = np.random.default_rng(1), vocabulary(np.random.default_rng(2346))
    odds = np.cumsum(1 / np.arange(1, len(words) + 1) ** 0.95)
    odds /= odds[-1]
    with tempfile.TemporaryDirectory() as aside:
        home, kept = Path(aside) / "issues", Path(aside) / "find.sqlite"
        for number in range(1, issues + 1):
            _copy(home / str(number), number, rng, words, odds)

        def timed(what: str) -> None:
            started = time.perf_counter()
            open_shelf(home, kept).close()
            print(f"{what}  {time.perf_counter() - started:.2f} s  {kept.stat().st_size / 1e6:.0f} MB", flush=True)

        timed("from nothing")
        timed("nothing new")
        _copy(home / str(issues + 1), issues + 1, rng, words, odds)
        timed("an issue more")
        base = open_shelf(home, kept)
        for query in (RARE, RARE[:2], str(words[COMMON_RANK]), str(words[MIDDLE_RANK]), "鼷鼠蠛蠓"):
            started = time.perf_counter()
            found = asked(base, Query(query), 20)
            print(f"{query}  {found.total} stories  {time.perf_counter() - started:.3f} s", flush=True)
        base.close()


def _copy(folder: Path, number: int, rng: np.random.Generator, words: np.ndarray, odds: np.ndarray) -> None:
    """Write an issue's copy: its dates and pages, and twenty-two stories."""
    folder.mkdir(parents=True)
    day = date(2006, 1, 1) + timedelta(days=3 * number)
    names = ", ".join(f"s{index}" for index in range(ARTICLES))
    (folder / "issue.yaml").write_text(
        f"issue: {{no: {number}, date: {day}}}\npages:\n  - {{no: 1, name: 要闻, stories: [{names}]}}\n", "utf-8"
    )
    per = CHARACTERS // ARTICLES // 2
    drawn = words[np.searchsorted(odds, rng.random(ARTICLES * (6 + per)))].reshape(ARTICLES, -1)
    for index, row in enumerate(drawn):
        body = "".join(row[6:]) + (RARE if number % 900 == 7 and index == 5 else "")
        (folder / f"s{index}.md").write_text(
            f"---\nid: s{index}\nkind: news\npriority: 3\nhead: {{main: [{''.join(row[:6])}]}}\n---\n{body}。\n",
            "utf-8",
        )


def main() -> None:
    """Run the bench."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--issues", type=int, default=2346)
    parser.add_argument("--keep", type=Path, help="make the site here and leave it")
    parser.add_argument("--slower", type=int, default=4, help="how many times slower the phone's processor is")
    parser.add_argument("--ask", type=Path, help="only search a site that was kept")
    parser.add_argument("--desk", action="store_true", help="ask `layout find`, not the site")
    told = parser.parse_args()
    if told.desk:
        desk(told.issues)
        return
    if told.ask:
        ask(told.ask, vocabulary(np.random.default_rng(2346)), told.slower)
        return
    with tempfile.TemporaryDirectory() as aside:
        output = told.keep or Path(aside)
        grow(output, told.issues)
        ask(output, vocabulary(np.random.default_rng(2346)), told.slower)


if __name__ == "__main__":
    main()
