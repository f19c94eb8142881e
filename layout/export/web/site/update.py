"""Bringing the index over all issues up to date: what one issue touches, or all of it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from layout.export.web.shared import shared_folder, write_shared
from layout.export.web.site.records import Facts, Records, edition_of, numbers_below
from layout.export.web.site.shelf import BLOCK, segments_of, write_segments
from layout.ground.dataclass import dataclass, field
from layout.ground.in_place import put_in_place
from layout.ground.json_text import json_text
from layout.ground.lock import Lock

if TYPE_CHECKING:
    from layout.export.web.settings import WebSettings

_FORM = "4"
"""Changes when pages or records do, so that all of them are made anew."""


_LEFT = ("issues.js",)
"""What earlier programs wrote beside the index and nobody reads any more."""


@dataclass(frozen=True, slots=True)
class Touched:
    """What changed issues touch: years, days of the year (`11-23`), blocks of numbers."""

    years: set[str] = field(default_factory=set)
    days: set[str] = field(default_factory=set)
    blocks: set[int] = field(default_factory=set)


def update_site(output: Path, settings: WebSettings, number: int | None = None) -> Path:
    """Bring the index over the issues below `output` up to date in `output`/web; return its first page.

    With a `number` only what that issue touches is looked at, so the cost does not grow with the archive; without one
    every issue is, also those taken away. Every file is written beside its place and renamed, so readers never see
    half of one; several builds may do this at once, one waits for the other.
    """
    home = output / "web"
    home.mkdir(parents=True, exist_ok=True)
    lock = Lock(output / ".web.lock", wait=True)
    try:
        _update(output, settings, number)
    finally:
        lock.release()
    return home / "index.html"


def _update(output: Path, settings: WebSettings, number: int | None) -> None:
    home = output / "web"
    records = Records(home / "records")
    form = {"1": {"form": repr((_FORM, settings, shared_folder()))}}
    whole = number is None or records.file("form") != form
    wanted = numbers_below(output) | records.known_numbers() if whole else {number or 0}
    touched = Touched()
    years = set(records.file("years"))
    for one in sorted(wanted):
        facts = edition_of(output, one)
        before, is_new = records.put(one, facts)
        _note(records, one, before, facts, touched, is_new=is_new or whole)
    if set(records.file("years")) != years:  # each year's page leads to the others
        touched.years.update(records.file("years"))
    write_shared(home)
    for block in sorted(touched.blocks | {block - 1 for block in touched.blocks}):
        if block in touched.blocks or records.is_there(f"block-{block}"):
            _index_block(output, records, block)
    for name in _LEFT if whole else ():
        (home / name).unlink(missing_ok=True)
    if not (home / "find" / "index.js").is_file():
        put(home / "find" / "index.js", b"window.paperShelf={};\n")
    _write_pages(output, records, touched, settings)
    records.file("form").clear()
    records.file("form").update(form)
    # The records come last: a run that was killed finds the old ones and does it all again.
    for path, content in records.contents():
        if content is None:
            path.unlink(missing_ok=True)
        else:
            put(path, content)


def _note(
    records: Records, number: int, before: Facts | None, now: Facts | None, touched: Touched, *, is_new: bool
) -> None:
    """Enter a changed issue into what is kept by day, by year and of corrections, and note what it touches."""
    if not is_new:
        return
    key = str(number)
    for facts in (before, now):
        if facts is None:
            continue
        year, day = str(facts["date"])[:4], str(facts["date"])[5:]
        touched.years.add(year)
        touched.days.add(day)
        touched.blocks.add(number // BLOCK)
        records.file(f"day-{day}").pop(key, None)
        own = records.year(year).values()
        years = records.file("years")
        years.pop(year, None)
        if own:
            years[year] = {"issues": len(own)}
    corrections = records.file("corrections")
    corrections.pop(key, None)
    if now is None:
        return
    title = now["articles"][0]["title"] if now["articles"] else ""
    records.file(f"day-{str(now['date'])[5:]}")[key] = {"date": now["date"], "folder": now["folder"], "title": title}
    if now["corrections"]:
        titles = {article.get("id"): article for article in now["articles"]}
        corrections[key] = {
            "date": now["date"],
            "folder": now["folder"],
            "made": [{"title": titles.get(one["story"], {}).get("title", one["story"]),
                      "file": titles.get(one["story"], {}).get("file", "index.html")} | one
                     for one in now["corrections"]],
        }  # fmt: skip


def _index_block(output: Path, records: Records, block: int) -> None:
    issues = {int(number): facts for number, facts in records.block(block).items()}
    year_facts = {
        number: records.year(str(facts["date"])[:4]).get(str(number), facts) for number, facts in issues.items()
    }
    closed = records.is_there(f"block-{block + 1}") or len(issues) == BLOCK
    write_segments(output, segments_of(block, year_facts, closed=closed), block)


def _write_pages(output: Path, records: Records, touched: Touched, settings: WebSettings) -> None:
    from layout.export.web.site.data import day_script, year_script, years_script
    from layout.export.web.site.feeds import robots, site_feed, sitemap_index, year_sitemap
    from layout.export.web.site.front import front_page
    from layout.export.web.site.iiif_collections import collection, year_collection
    from layout.export.web.site.pages import corrections_page, search_page, year_page
    from layout.export.web.site.whole import Site

    home = output / "web"
    site = Site.of(records, settings)
    for year in sorted(touched.years):
        issues = site.issues(year)
        put_or_drop(home / "years" / f"{year}.js", year_script(year, issues))
        put_or_drop(home / "years" / f"{year}.html", year_page(site, year, issues) if issues else "")
        listed = year_collection(site.name, settings, year, issues)
        put_or_drop(home / "years" / f"{year}.json", json_text(listed) if issues else "")
        put_or_drop(home / "sitemaps" / f"{year}.xml", year_sitemap(site, issues) if settings.base else "")
    for day in sorted(touched.days):
        put_or_drop(home / "days" / f"{day}.js", day_script(day, records.file(f"day-{day}")))
    put_or_drop(home / "collection.json", json_text(collection(site.name, settings, site.years)))
    put_or_drop(home / "corrections.html", corrections_page(site, records.file("corrections")))
    put_or_drop(home / "search.html", search_page(site))
    put_or_drop(home / "feed.xml", site_feed(site))
    put_or_drop(home / "sitemap.xml", sitemap_index(site) if settings.base else "")
    put_or_drop(home / "robots.txt", robots(site))
    # What leads to the rest comes last, so that it never names what is not there yet.
    put_or_drop(home / "years.js", years_script(site))
    put_or_drop(home / "index.html", front_page(site))


def put_or_drop(path: Path, content: str) -> None:
    """Put a file in place, or take it away where there is nothing to say."""
    if content:
        put(path, content.encode())
    else:
        path.unlink(missing_ok=True)


def put(path: Path, content: bytes) -> None:
    """Put a file in place in one step, and leave one that is already right alone."""
    if path.is_file() and path.read_bytes() == content:
        return
    put_in_place(path, content)
