"""Answers of IIIF Content Search: what was found as annotations on the pages, after version 2.0 and version 1.0.

Each line of a hit is an annotation of its own, whose box is that of the characters in ALTO; a further annotation (in
1.0 a hit) joins the lines and tells the copy around them.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from layout.desk.serving.words import LinePart, PrintedHit
from layout.ground.dataclass import dataclass

CONTEXT = "http://iiif.io/api/search/2/context.json"
CONTEXTS_1 = ("http://iiif.io/api/presentation/2/context.json", "http://iiif.io/api/search/1/context.json")

MOTIVATION = "supplementing"
"""The words of a page are what its image shows, as the manifest's own annotations of them."""

KNOWN = ("motivation", "date", "user", "min")
"""Parameters of the standard besides `q`. Those that count for nothing are told as ignored."""

Node = dict[str, Any]


@dataclass(frozen=True, slots=True)
class NamedIssue:
    """What answers name of an issue: its manifest with a label, and the address of each page's canvas."""

    manifest: str
    label: Node
    canvases: dict[int, str]


@dataclass(frozen=True, slots=True)
class Asked:
    """A request: the service's address, the words, which page of the answer, parameters that count for nothing."""

    service: str
    words: str
    page: int = 0
    ignored: tuple[str, ...] = ()

    def address(self, page: int | None = None) -> str:
        """Return the address of a page of the answer, or of the answer."""
        query = {"q": self.words} | ({} if page is None else {"page": str(page)})
        return f"{self.service}?{urlencode(query)}"


@dataclass(frozen=True, slots=True)
class HitPage:
    """A page of what was found: the hits with their issues, and whether more follow.

    `before` and `total` count annotations: those of the pages before, and those in all (-1: not counted).
    """

    hits: tuple[tuple[NamedIssue, PrintedHit], ...]
    before: int
    total: int
    more: bool


def issue_of(web: Path) -> NamedIssue:
    """Return what answers name of an issue, out of its manifest. Raises OSError and ValueError where there is none."""
    told = json.loads((web / "iiif" / "manifest.json").read_text("utf-8"))
    canvases = {number: str(canvas["id"]) for number, canvas in enumerate(told["items"], 1)}
    return NamedIssue(str(told["id"]), told["label"], canvases)


def _target(issue: NamedIssue, part: LinePart) -> str:
    return f"{issue.canvases[part.page]}#xywh={','.join(map(str, part.box))}"


def _name(issue: NamedIssue, hit: PrintedHit, nth: int | str) -> str:
    return f"{issue.manifest.removesuffix('manifest.json')}found/{hit.passage}-{hit.begin}-{nth}"


def answer(asked: Asked, found: HitPage, *, within: bool) -> Node:
    """Return an answer of version 2.0; `within` a manifest that the reader has open, targets do not name it."""
    items, around = [], []
    for issue, hit in found.hits:
        for nth, part in enumerate(hit.parts, 1):
            target = _target(issue, part)
            whole = {"id": issue.manifest, "type": "Manifest", "label": issue.label}
            items.append(
                {
                    "id": _name(issue, hit, nth), "type": "Annotation", "motivation": MOTIVATION,
                    "body": {"type": "TextualBody", "value": part.words, "format": "text/plain"},
                    "target": target if within else {"id": target, "partOf": whole},
                }
            )  # fmt: skip
        around.append(
            {"id": _name(issue, hit, "around"), "type": "Annotation", "motivation": "contextualizing",
             "target": _quoted(issue, hit)}
        )  # fmt: skip
    pages: Node = {}
    if found.more or asked.page:
        first = {"first": {"id": asked.address(0), "type": "AnnotationPage"}}
        pages = {"partOf": {"id": asked.address(), "type": "AnnotationCollection"} | first}
        if found.more:
            pages["next"] = {"id": asked.address(asked.page + 1), "type": "AnnotationPage"}
        if asked.page:
            pages["prev"] = {"id": asked.address(asked.page - 1), "type": "AnnotationPage"}
    more: Node = {"annotations": [{"type": "AnnotationPage", "items": around}]} if around else {}
    return {
        "@context": CONTEXT, "id": asked.address(asked.page if pages else None), "type": "AnnotationPage", **pages,
        **({"ignored": list(asked.ignored)} if asked.ignored else {}), "items": items, **more,
    }  # fmt: skip


def _quoted(issue: NamedIssue, hit: PrintedHit) -> Node | list[Node]:
    """Return the lines of a hit as one target each, with the copy before the first and after the last."""
    last = len(hit.parts) - 1
    targets = []
    for nth, part in enumerate(hit.parts):
        quote: Node = {"type": "TextQuoteSelector"}
        if nth == 0 and hit.before:
            quote["prefix"] = hit.before
        quote["exact"] = part.words
        if nth == last and hit.after:
            quote["suffix"] = hit.after
        targets.append({"type": "SpecificResource", "source": _name(issue, hit, nth + 1), "selector": [quote]})
    return targets[0] if last == 0 else targets


def answer_1(asked: Asked, found: HitPage) -> Node:
    """Return an answer of version 1.0."""
    resources, hits = [], []
    for issue, hit in found.hits:
        names = [_name(issue, hit, nth) for nth in range(1, len(hit.parts) + 1)]
        resources += [
            {
                "@id": name, "@type": "oa:Annotation", "motivation": "sc:painting",
                "resource": {"@type": "cnt:ContentAsText", "format": "text/plain", "chars": part.words},
                "on": _target(issue, part),
            }
            for name, part in zip(names, hit.parts, strict=True)
        ]  # fmt: skip
        hits.append(
            {"@type": "search:Hit", "annotations": names, "match": hit.words, "before": hit.before, "after": hit.after}
        )
    layer: Node = {"@type": "sc:Layer"} | ({"total": found.total} if found.total >= 0 else {})
    if asked.ignored:
        layer["ignored"] = list(asked.ignored)
    pages = {"next": asked.address(asked.page + 1)} if found.more else {}
    return {
        "@context": list(CONTEXTS_1), "@id": asked.address(asked.page), "@type": "sc:AnnotationList", "within": layer,
        "startIndex": found.before, **pages, "resources": resources, "hits": hits,
    }  # fmt: skip


def term_page(asked: Asked, found: Sequence[tuple[str, int]]) -> Node:
    """Return terms that go on with what was typed, after version 2.0."""
    return {
        "@context": CONTEXT, "id": asked.address(), "type": "TermPage",
        **({"ignored": list(asked.ignored)} if asked.ignored else {}),
        "items": [{"value": term, "total": count} for term, count in found],
    }  # fmt: skip


def term_list(asked: Asked, found: Sequence[tuple[str, int]]) -> Node:
    """Return terms that go on with what was typed, after version 1.0."""
    service = asked.service.removesuffix("/autocomplete")
    terms = [
        {"match": term, "url": f"{service}?{urlencode({'q': term})}", "count": count} for term, count in found
    ]  # fmt: skip
    return {"@context": CONTEXTS_1[1], "@id": asked.address(), "@type": "search:TermList",
            **({"ignored": list(asked.ignored)} if asked.ignored else {}), "terms": terms}  # fmt: skip
