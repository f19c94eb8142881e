"""IIIF collections: the paper as a collection of years, each year a collection of issues."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from layout.export.web.iiif import ALL, CONTEXT, search_services
from layout.export.web.site.words import label_of

if TYPE_CHECKING:
    from layout.export.web.settings import WebSettings
    from layout.export.web.site.records import Facts

Node = dict[str, Any]


def collection(name: str, settings: WebSettings, years: Sequence[tuple[str, int]]) -> Node:
    """Return the collection of all years."""
    root = f"{settings.site}web/"
    items = [
        {"id": f"{root}years/{year}.json", "type": "Collection", "label": _label(f"{name} {year}年 {count}期")}
        for year, count in years
    ]
    services = search_services(settings.search, ALL)
    return {"@context": CONTEXT, "id": f"{root}collection.json", "type": "Collection", "label": _label(name),
            **({"service": services} if services else {}), "items": items}  # fmt: skip


def year_collection(name: str, settings: WebSettings, year: str, issues: Sequence[Facts]) -> Node:
    """Return the collection of a year's issues, which is part of that of all years."""
    root = settings.site
    own = f"{root}web/years/{year}.json"
    whole = [{"id": f"{root}web/collection.json", "type": "Collection"}]
    items = [
        {
            "id": f"{root}{facts['folder']}/web/iiif/manifest.json",
            "type": "Manifest",
            "label": _label(label_of(facts)),
            "navDate": f"{facts['date']}T06:00:00+08:00",
        }
        for facts in issues
    ]
    return {"@context": CONTEXT, "id": own, "type": "Collection", "label": _label(f"{name} {year}年"), "partOf": whole,
            "items": items}  # fmt: skip


def _label(words: str) -> Node:
    return {"zh-Hans": [words]}
