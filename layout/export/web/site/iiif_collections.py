"""IIIF collections: the paper as a collection of years, each year a collection of issues."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from layout.export.web.iiif import CONTEXT
from layout.export.web.site.words import label_of

if TYPE_CHECKING:
    from layout.export.web.site.records import Facts

Node = dict[str, Any]


def collection(name: str, base: str, years: Sequence[tuple[str, int]]) -> Node:
    """Return the collection of all years; `base` is the site's address."""
    root = f"{base.rstrip('/')}/web/" if base else ""
    items = [
        {"id": f"{root}years/{year}.json", "type": "Collection", "label": _label(f"{name} {year}年 {count}期")}
        for year, count in years
    ]
    return {"@context": CONTEXT, "id": f"{root}collection.json", "type": "Collection", "label": _label(name),
            "items": items}  # fmt: skip


def year_collection(name: str, base: str, year: str, issues: Sequence[Facts]) -> Node:
    """Return the collection of a year's issues."""
    root = f"{base.rstrip('/')}/" if base else "../../"
    own = f"{root}web/years/{year}.json" if base else f"{year}.json"
    items = [
        {
            "id": f"{root}{facts['folder']}/web/iiif/manifest.json",
            "type": "Manifest",
            "label": _label(label_of(facts)),
            "navDate": f"{facts['date']}T06:00:00+08:00",
        }
        for facts in issues
    ]
    return {"@context": CONTEXT, "id": own, "type": "Collection", "label": _label(f"{name} {year}年"), "items": items}


def _label(words: str) -> Node:
    return {"zh-Hans": [words]}
