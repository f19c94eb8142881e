"""Structural maps: the pages with their files, the issue with its articles, and which article stands on which page.

The logical map follows the tree that digitised newspapers use (BnL, ENMAP), with an article's parts in the order of
reading. A paragraph that runs over legs and pages is one division whose areas form a sequence: the only place where a
continuation across pages can be told, since ALTO's own links end at the page.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from layout.export.mets.files import ArchiveFile, PageFiles, pointers
from layout.export.mets.mods import ISSUE_ID, article_id
from layout.export.reading import ReadingBlock
from layout.export.xml import element
from layout.ground.dataclass import dataclass
from layout.sheet import Article, Edition

_HEADING = {"kicker": "OVERLINE", "headline": "TITLE", "deck": "SUBHEADLINE", "byline": "AUTHOR"}
_TEXT = {"subhead": "SUBHEAD", "table": "TABLE"}
_BESIDE = {"jump": "CONTINUED_ON", "jumphead": "CONTINUED_FROM", "label": "LABEL", "pullquote": "PULLQUOTE"}
_FURNITURE = {"masthead": "TITLE_SECTION", "folio": "PAGE_HEADER", "imprint": "PUBLISHING_STMT"}
_KINDS = {"ad": "ADVERTISEMENT", "advert": "ADVERTISEMENT", "photo": "ILLUSTRATED_ARTICLE"}


@dataclass(frozen=True, slots=True)
class _BlockOnPage:
    """A block and the page that it stands on."""

    page: int
    block: ReadingBlock

    def area(self) -> str:
        """Return the pointer to the block in its page's text file."""
        return element("area", FILEID=f"ALTO{self.page:05d}", BETYPE="IDREF", BEGIN=self.block.id)


def physical(pages: Sequence[PageFiles], files: Sequence[ArchiveFile]) -> str:
    """Return the physical map: each page with all its files."""
    divisions = [
        element(
            "div", *pointers(files, page.number), ID=f"PHYS_{page.number:04d}", TYPE="page", ORDER=page.number,
            ORDERLABEL=page.sheet.label, LABEL=f"第{page.sheet.label}版 {page.sheet.section}".strip(),
        )
        for page in pages
    ]  # fmt: skip
    whole = element("div", *pointers(files, 0), *divisions, ID="PHYS_0000", TYPE="physSequence")
    return element("structMap", whole, TYPE="PHYSICAL", LABEL="Physical Structure")


def logical(edition: Edition, pages: Sequence[PageFiles], name: str) -> str:
    """Return the logical map: the title section, the articles, and what belongs to none."""
    placed = [_BlockOnPage(page.number, block) for page in pages for block in page.blocks]
    known = {article.id for article in edition.articles}
    furniture = [item for item in placed if item.block.story not in known]
    sections = []
    for kind, title in (*_FURNITURE.items(), ("", "FURNITURE")):
        mine = [item for item in furniture if (item.block.role if item.block.role in _FURNITURE else "") == kind]
        if mine:
            sections.append(_furniture(title, mine))
    articles = [
        _article(article, number, [item for item in placed if item.block.story == article.id])
        for number, article in enumerate(edition.articles, 1)
    ]
    content = element("div", *articles, ID="LOG_CONTENT", TYPE="CONTENT") if articles else ""
    label = f"{edition.name} {edition.date.isoformat()}"
    issue = element(
        "div", *sections, content, ID="LOG_ISSUE", TYPE="ISSUE", DMDID=ISSUE_ID, ADMID="AMD_ISSUE1", LABEL=label,
        ORDERLABEL=edition.number,
    )  # fmt: skip
    paper = element("div", issue, ID="LOG_NEWSPAPER", TYPE="Newspaper", LABEL=edition.name)
    return element("structMap", paper, TYPE="LOGICAL", LABEL="Logical Structure")


def links(edition: Edition, pages: Sequence[PageFiles]) -> str:
    """Return the links from each logical division of weight to all its pages."""
    known = {article.id for article in edition.articles}
    made = [("LOG_NEWSPAPER", 0), ("LOG_ISSUE", 0), *(("LOG_ISSUE", page.number) for page in pages)]
    for kind, title in (*_FURNITURE.items(), ("", "FURNITURE")):
        for page in pages:
            roles = {block.role for block in page.blocks if block.story not in known}
            if any((role if role in _FURNITURE else "") == kind for role in roles):
                made.append((f"LOG_{title}", page.number))
    for number, article in enumerate(edition.articles, 1):
        made += [
            (f"LOG_ARTICLE{number}", page.number)
            for page in pages
            if any(block.story == article.id for block in page.blocks)
        ]
    drawn = (element("smLink", xlink__from=one, xlink__to=f"PHYS_{page:04d}") for one, page in made)
    return element("structLink", *drawn)


def _furniture(title: str, items: Sequence[_BlockOnPage]) -> str:
    inside = (
        element(
            "div", element("fptr", item.area()), TYPE="TEXTBLOCK" if item.block.texts else "IMAGE", ORDER=order,
            ID=f"LOG_{title}_{order}",
        )
        for order, item in enumerate(items, 1)
    )  # fmt: skip
    return element("div", *inside, ID=f"LOG_{title}", TYPE=title)


def _article(article: Article, number: int, items: Sequence[_BlockOnPage]) -> str:
    prefix = f"LOG_ARTICLE{number}"
    parts = []
    heading = [
        element("div", _pointer(mine), TYPE=kind, ID=f"{prefix}_{kind}")
        for role, kind in _HEADING.items()
        if (mine := [item for item in items if item.block.role == role])
    ]
    if heading:
        parts.append(element("div", *heading, ID=f"{prefix}_HEADING", TYPE="HEADING"))
    body = list(_paragraphs(prefix, items))
    if body:
        content = element("div", *body, ID=f"{prefix}_BODY_CONTENT", TYPE="BODY_CONTENT")
        parts.append(element("div", content, ID=f"{prefix}_BODY", TYPE="BODY"))
    parts += _illustrations(prefix, items)
    return element(
        "div", *(element_with_order(part, order) for order, part in enumerate(parts, 1)), ID=prefix,
        TYPE=_KINDS.get(article.kind, "ARTICLE"), ORDER=number, DMDID=article_id(number),
        LABEL=article.title or article.id,
    )  # fmt: skip


def element_with_order(division: str, order: int) -> str:
    """Return a division with its place among its neighbours."""
    return division.replace("<div ", f'<div ORDER="{order}" ', 1)


def _pointer(items: Sequence[_BlockOnPage]) -> str:
    """Return the pointer to one area, or to a sequence of them."""
    areas = [item.area() for item in items]
    return element("fptr", areas[0] if len(areas) == 1 else element("seq", *areas))


def _paragraphs(prefix: str, items: Sequence[_BlockOnPage]) -> Iterator[str]:
    """Yield the body's parts; the pieces of one paragraph are one part, with the jump between them beside it."""
    body = [item for item in items if item.block.role in ("body", "sign", *_TEXT) or item.block.role in _BESIDE]
    groups = groupby(_together(body), key=lambda item: (item.block.role, item.block.paragraph))
    for order, (kind, group) in enumerate(groups, 1):
        mine = list(group)
        role, _ = kind
        name = f"{prefix}_P{order}"
        if role in _BESIDE:
            yield element("div", _pointer(mine), ID=name, TYPE=_BESIDE[role], ORDER=order, LABEL=mine[0].block.text)
        elif role in _TEXT:
            yield element("div", _pointer(mine), ID=name, TYPE=_TEXT[role], ORDER=order)
        else:
            text = element("div", _pointer(mine), ID=f"{name}_TEXT", TYPE="TEXT")
            yield element("div", text, ID=name, TYPE="PARAGRAPH", ORDER=order)


def _together(items: Iterable[_BlockOnPage]) -> list[_BlockOnPage]:
    """Bring the pieces of a paragraph together: jump lines that interrupt it follow it."""
    done: list[_BlockOnPage] = []
    waiting: list[_BlockOnPage] = []
    for item in items:
        if item.block.role in _BESIDE:
            waiting.append(item)
            continue
        if waiting and done and (done[-1].block.role, done[-1].block.paragraph) != (
            item.block.role, item.block.paragraph,
        ):  # fmt: skip
            done += waiting
            waiting = []
        done.append(item)
    return done + waiting


def _illustrations(prefix: str, items: Sequence[_BlockOnPage]) -> Iterator[str]:
    pictures = [item for item in items if item.block.is_picture]
    for number, picture in enumerate(pictures, 1):
        name = f"{prefix}_I{number}"
        inside = [element("div", _pointer([picture]), ID=f"{name}_IMAGE", TYPE="IMAGE")]
        for role, kind in (
            ("artwork", "ARTWORK"), ("placeholder", "PLACEHOLDER"), ("caption", "CAPTION"), ("credit", "CREDIT"),
        ):  # fmt: skip
            words = [item for item in items if item.block.role == role and item.block.picture == picture.block.id]
            if words:
                inside.append(element("div", _pointer(words), ID=f"{name}_{kind}", TYPE=kind))
        alt = picture.block.region.alt if picture.block.region else ""
        yield element("div", *inside, ID=name, TYPE="ILLUSTRATION", LABEL=alt)
    loose = [item for item in items if item.block.role in ("caption", "credit") and not item.block.picture]
    if loose:
        inside = [element("div", _pointer(loose), ID=f"{prefix}_CAPTION", TYPE="CAPTION")]
        yield element("div", *inside, ID=f"{prefix}_I0", TYPE="ILLUSTRATION")
