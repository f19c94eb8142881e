"""Moving a site: the address that issues' pages, feeds and manifests name, exchanged without building any issue again.

Addresses stand in machines' files (IIIF, feeds, JSON-LD) and in few places of pages. Each issue says in `issue.json`
under which address it was written, so whatever begins with it is the site's own and nothing else is touched.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

from layout.export.web.article_page import CODE_PLACE, qr_svg, share_code
from layout.export.web.offline import worker_head
from layout.export.web.scripting import data
from layout.export.web.settings import WebSettings
from layout.ground.escape import escape
from layout.ground.in_place import put_in_place
from layout.ground.json_text import json_text

_WITH_ADDRESSES = (".html", ".json", ".xml")
_QR = re.compile(r'<svg class="qr".*?</svg>', re.DOTALL)
_CANONICAL = re.compile(r'<link rel="canonical" href="[^"]*">')
_NAMED = re.compile(r"index\.html|(page|article)-[^/]*\.html")
"""Pages that search engines are told the address of."""
_WORKER = re.compile(r'const VERSION="(\d+)-[0-9a-f]+";\nconst FILES=(\[.*?\]);\n')
_COPY = re.compile(r"^(text|alto|pages|pdf|pictures)/")


def move_edition(web: Path, settings: WebSettings) -> tuple[str, ...]:
    """Give an issue's web edition another address; return the files that changed, from its folder.

    Every file is written beside its place and renamed. Raises OSError and ValueError where the folder is no edition.
    """
    facts = json.loads((web / "issue.json").read_text("utf-8"))
    number, before = int(facts["number"]), WebSettings(str(facts.get("base", "")))
    if before.site == settings.site and bool(before.base) == bool(settings.base):
        return ()
    changed = []
    for path in _files(web):
        old = path.read_text("utf-8")
        new = old.replace(before.site, settings.site)
        if path.suffix == ".html":
            new = _page(new, path.relative_to(web).as_posix(), number, settings)
        elif path.name == "info.json" and not before.base:
            new = _service(old, path.parent.relative_to(web).as_posix(), number, settings)
        elif path.name == "issue.json" and path.parent == web:
            new = _told(facts, settings)
        if new != old:
            put_in_place(path, new.encode())
            changed.append(path.relative_to(web).as_posix())
    if changed and _worker(web):
        changed.append("sw.js")
    return tuple(changed)


def _worker(web: Path) -> bool:
    """Give the worker that keeps pages for reading offline the digest of the pages as they are now."""
    path = web / "sw.js"
    old = path.read_text("utf-8") if path.is_file() else ""
    head = _WORKER.match(old)
    if head is None:
        return False
    files = json.loads(head[2])
    own = [name for name in files if not name.startswith("../")]
    shared = next(name for name in files if name.startswith("../../web/")).removeprefix("../../web/").rpartition("/")[0]
    new = worker_head(int(head[1]), web, own, shared, head[2])
    put_in_place(path, (new + old[head.end() :]).encode())
    return True


def _files(web: Path) -> Iterator[Path]:
    """Yield the files that may name the site's address, but for copy and pictures."""
    for path in sorted(web.rglob("*")):
        if path.suffix in _WITH_ADDRESSES and path.is_file() and not _COPY.match(path.relative_to(web).as_posix()):
            yield path


def _service(info: str, name: str, number: int, settings: WebSettings) -> str:
    """Return a page's image service with its address; without one it is named as the folder that it stands in."""
    address = settings.address(number, name) or "."
    return json.dumps({**json.loads(info), "id": address}, indent=1) + "\n"


def _told(facts: dict[str, object], settings: WebSettings) -> str:
    return json_text({**facts, "base": settings.base})


def _page(page: str, name: str, number: int, settings: WebSettings) -> str:
    """Return a page with its own address where it names it: for search engines, and in the QR code that leads to it."""
    address = settings.address(number, name)
    if not address:
        return page
    link = f'<link rel="canonical" href="{escape(address)}">'
    if _CANONICAL.search(page):
        page = _CANONICAL.sub(lambda _: link, page, count=1)
    elif _NAMED.fullmatch(name):
        page = page.replace("</title>\n", f"</title>\n{link}", 1)
    if _QR.search(page) or CODE_PLACE in page:
        code = qr_svg(address)
        page = _QR.sub(lambda _: code, page, count=1)
        page = page.replace(CODE_PLACE, share_code(address), 1)
        page = page.replace('<section class="share" hidden>', '<section class="share">', 1)
        page = page.replace('"address":""', f'"address":{data(address)}', 1)
    return page
