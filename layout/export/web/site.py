"""The index over all issues: one folder beside the issues' own, made anew from what stands there.

Each edition says in its `issue.json` what it is. The index reads nothing else, so it can be lost and made again.
"""

from __future__ import annotations

import json
from collections import defaultdict
from importlib.resources import files
from pathlib import Path
from typing import Any

from layout.export.web.iiif import collection
from layout.export.web.markup import POLICY, data, tag, text, void
from layout.export.web.settings import WebSettings
from layout.export.web.shared import write_shared
from layout.ground.in_place import put_in_place

ASSETS = ("edition.css", "search.js", "calendar.js", "site.js", "icon.svg")

_ROUNDS = 5
"""How often a list that changed under our hands is read again: builds of other issues may run beside this one."""


def update_site(output: Path, settings: WebSettings) -> Path:
    """Write the index of all issues below `output` into `output`/web and return its first page.

    Every file is written beside its place and renamed, so readers never see half of one. Several builds may do this
    at once: each looks again after writing, so the last one to finish has seen every issue.
    """
    folder = output / "web"
    known = _issues(output)
    for _ in range(_ROUNDS):
        _write(folder, known, settings)
        found = _issues(output)
        if found == known:
            break
        known = found
    return folder / "index.html"


def _issues(output: Path) -> list[dict[str, Any]]:
    """Return what every finished edition says of itself, newest first; a damaged one is passed over."""
    found = []
    for path in output.glob("*/web/issue.json"):
        if not path.parts[-3].isdecimal():
            continue
        try:
            facts = json.loads(path.read_text("utf-8"))
        except (OSError, ValueError):
            continue
        if isinstance(facts, dict) and facts.get("number") == int(path.parts[-3]) and "date" in facts:
            found.append(facts)
    return sorted(found, key=lambda facts: (facts["date"], facts["number"]), reverse=True)


def _write(folder: Path, issues: list[dict[str, Any]], settings: WebSettings) -> None:
    write_shared(folder)
    for name in ASSETS:
        _put(folder / "assets" / name, (files("layout.export.web") / "assets" / name).read_bytes())
    years: dict[str, dict[str, str]] = defaultdict(dict)
    for facts in issues:
        years[facts["date"][:4]][str(facts["number"])] = facts.get("signature", "")
    for year, signatures in years.items():
        content = f"(window.paperYears=window.paperYears||{{}})[{data(year)}]={data(signatures)};\n"
        _put(folder / "years" / f"{year}.js", content.encode())
    # The list comes last, so that it never names what is not there yet.
    listed = [{key: facts.get(key, "") for key in ("number", "date", "weekday")} for facts in issues]
    _put(folder / "issues.js", f"window.paperIssues={data(listed)};\n".encode())
    name = str(issues[0]["name"]) if issues else "数字报"
    entries = [(facts["number"], _label(facts), facts["date"]) for facts in issues]
    manifests = json.dumps(collection(name, settings.base, entries), ensure_ascii=False, indent=1)
    _put(folder / "collection.json", f"{manifests}\n".encode())
    _put(folder / "index.html", _index(name, issues).encode())


def _put(path: Path, content: bytes) -> None:
    """Put a file in place in one step, and leave one that is already right alone."""
    if path.is_file() and path.read_bytes() == content:
        return
    put_in_place(path, content)


def _label(facts: dict[str, Any]) -> str:
    year, month, day = (int(part) for part in str(facts["date"]).split("-"))
    return f"{year}年{month}月{day}日 第{facts['number']}期"


def _index(name: str, issues: list[dict[str, Any]]) -> str:
    language = str(issues[0]["language"]) if issues else "zh-Hans-CN"
    search = tag(
        "form",
        tag("label", "检索全部往期", for_="find", class_="hidden-label"),
        void("input", id="find", type="search", name="q", placeholder="检索全部往期", autocomplete="off", maxlength=60),
        tag("button", "检索", type="submit"),
        role="search",
        action="index.html",
        method="get",
        class_="search",
    )
    header = tag(
        "header",
        tag("div", tag("a", text(name), class_="nameplate", href="index.html"), class_="title"),
        tag("div", search, class_="tools"),
        class_="paper-head",
    )
    hits = tag("section", tag("h2", "检索结果"), tag("p", class_="found", role="status", aria_live="polite"),
               tag("ol", class_="results"), class_="hits", hidden=True)  # fmt: skip
    main = tag(
        "main",
        tag("h1", "数字报"),
        hits,
        _latest(issues[0]) if issues else tag("p", "还没有出过数字报。"),
        tag(
            "section",
            tag("h2", "日历"),
            tag("details", tag("summary", f"全部 {len(issues)} 期"), tag("ol", *map(_entry, issues))),
            class_="past-issues",
        ),
        id="main",
    )
    scripts = ("issues.js", "assets/search.js", "assets/calendar.js", "assets/site.js")
    return "".join(
        (
            f'<!DOCTYPE html>\n<html lang="{text(language)}">\n<head>\n<meta charset="utf-8">\n',
            void("meta", http_equiv="Content-Security-Policy", content=POLICY),
            '\n<meta name="viewport" content="width=device-width, initial-scale=1">\n',
            '<meta name="color-scheme" content="light dark">\n<meta name="referrer" content="no-referrer">\n',
            tag("title", text(f"{name} 往期")),
            void("link", rel="stylesheet", href="assets/edition.css"),
            void("link", rel="icon", href="assets/icon.svg", type="image/svg+xml"),
            *(tag("script", src=script, defer=True) for script in scripts),
            '\n</head>\n<body class="site-view">\n',
            tag("a", "跳到正文", class_="skip", href="#main"),
            header,
            main,
            "\n</body>\n</html>\n",
        )
    )


def _latest(facts: dict[str, Any]) -> str:
    root = f"../{facts['number']}/web/"
    first = str(facts["pages"][0]["file"]) if facts["pages"] else "index.html"
    cover = void("img", src=f"{root}pages/{facts['cover']}-small.jpg", alt=f"{_label(facts)} 头版", width=240)
    titles = [tag("li", tag("a", text(one["title"]), href=root + one["file"])) for one in facts["articles"][:12]]
    when = tag("h2", tag("a", text(_label(facts)), href=root + first))
    words = tag("p", text(f"{facts['weekday']} {facts['lunar']}".strip()), class_="dateline")
    return tag("section", tag("a", cover, href=root + first, class_="cover", tabindex=-1, aria_hidden="true"),
               tag("div", when, words, tag("ol", *titles)), class_="latest", aria_label="最新一期")  # fmt: skip


def _entry(facts: dict[str, Any]) -> str:
    link = tag("a", text(f"第{facts['number']}期"), href=f"../{facts['number']}/web/index.html")
    return tag("li", tag("time", text(facts["date"]), datetime=facts["date"]), " ", link)
