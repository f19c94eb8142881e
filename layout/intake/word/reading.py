"""A Word file (.docx) read whole: body, notes, and every other part that holds words, with an account of each node."""

from __future__ import annotations

from posixpath import dirname, join, normpath
from typing import Any

from layout.intake.account import Account
from layout.intake.document import Block, Document
from layout.intake.package import DAMAGED, Package, Refused, too_large
from layout.intake.word import drawings, runs
from layout.intake.word.names import attribute, short
from layout.intake.word.numbers import Numbering
from layout.intake.word.scene import Around, Changes, Shared
from layout.intake.word.styles import Styles
from layout.intake.word.walk import Walk

_ = (drawings, runs)  # they enter their handlers by being imported

_OTHERS = {
    "w:hdr": "header",
    "w:ftr": "header",
    "w:comments": "comment",
    "c:chartSpace": "chart",
    "cx:chartSpace": "chart",
    "dgm:dataModel": "diagram",
}
"""Parts that hold words beside the body, with the rule that leaves them out."""
MOST_PARAGRAPHS = 20_000
_FIGURES = frozenset(("c:chartSpace", "cx:chartSpace", "dgm:dataModel"))
_WITH_WORDS = frozenset(("w:footnotes", "w:endnotes", *_OTHERS))
_RESULTS = frozenset(("c:v", "a:t", "cx:v", "cx:pt"))
Targets = dict[str, tuple[str, bool]]


def read_word(data: bytes, changes: Changes = "accept", *, with_notes: bool = True) -> tuple[Document, Account]:
    """Return a .docx file as a document and the account of its reading; Refused where it cannot be opened."""
    package = Package(data)
    main = _main_part(package)
    root = package.xml(main) if main else None
    if main is None or root is None or short(root.tag) != "w:document":
        raise Refused(*_what_else(package))
    space = str(root.tag).rpartition("}")[0]
    if sum(1 for _ in root.iter(f"{space}}}p")) > MOST_PARAGRAPHS:
        raise too_large("段落", "paragraphs")
    targets = _targets(package, main)
    related = _related(package, main)
    shared = Shared(
        package,
        Styles(_xml(package, related.get("styles", ""))),
        Numbering.read(_xml(package, related.get("numbering", ""))),
        Account(),
        changes,
        with_notes,
    )
    walk = Walk(main, root, shared, targets, counts=True)
    blocks = walk.blocks(root, Around())
    walk.finish()
    notes: list[tuple[Block, ...]] = [()] * len(shared.notes)
    for name in package.names:
        if name != main and _is_part(name):
            _beside(name, shared, notes)
    return Document(blocks, tuple(notes), tuple(shared.pictures)), shared.account


def _is_part(name: str) -> bool:
    """Tell whether a part may hold words of the document (building blocks and what programs keep are none)."""
    folders = name.lower().split("/")
    return name.lower().endswith(".xml") and not {"docprops", "customxml", "_rels", "glossary"} & set(folders[:-1])


def _beside(name: str, shared: Shared, notes: list[tuple[Block, ...]]) -> None:
    """Read a part beside the body: notes are copy, everything else is left out and told."""
    try:
        root = shared.package.xml(name)
    except Refused as refused:
        if refused.code == "D104":
            raise
        shared.account.place_object((name, "part"), name, 0, "damaged-part", left=True)
        return
    if root is None:
        return
    kind = short(root.tag)
    if kind not in _WITH_WORDS:
        return
    walk = Walk(name, root, shared, _targets(shared.package, name))
    if kind in ("w:footnotes", "w:endnotes"):
        _notes(walk, kind[2:-1], notes)
        walk.finish()
    elif kind in _FIGURES:
        for element in walk.nodes:
            if short(element.tag) in _RESULTS and element.text and element.text.strip():
                shared.account.leave(walk.key(element), element.text, 0, _OTHERS[kind])
    else:
        walk.sweep(root, _OTHERS[kind])


def _notes(walk: Walk, kind: str, notes: list[tuple[Block, ...]]) -> None:
    root = walk.root
    for one in root:
        ident = (kind, attribute(one, "id"))
        if short(one.tag) == f"w:{kind}" and ident in walk.shared.notes and not notes[walk.shared.notes[ident]]:
            notes[walk.shared.notes[ident]] = walk.blocks(one, Around(rule="note"))
        else:
            rule = "setting" if attribute(one, "type") in ("separator", "continuationSeparator") else "note"
            walk.sweep(one, rule)
        if one.tail and one.tail.strip():
            walk.account.leave(walk.key(one, "+"), one.tail, 0, "stray")
    if root.text and root.text.strip():
        walk.account.leave(walk.key(root), root.text, 0, "stray")


def _xml(package: Package, name: str) -> Any | None:
    """Return a part that may be missing or damaged without harm to the copy."""
    try:
        return package.xml(name) if name else None
    except Refused as refused:
        if refused.code == "D104":
            raise
        return None


def _main_part(package: Package) -> str | None:
    """Return the name of the part that holds the body: as the package says, else where Word keeps it."""
    for kind, target in _links(package, "_rels/.rels"):
        if kind == "officeDocument" and (found := package.find(target)):
            return found
    return package.find("word/document.xml") or next(
        (name for name in package.names if name.lower().rpartition("/")[2] == "document.xml"), None
    )


def _links(package: Package, name: str) -> list[tuple[str, str]]:
    root = _xml(package, name)
    return [
        (one.get("Type", "").rpartition("/")[2], one.get("Target", ""))
        for one in (root if root is not None else ())
        if one.get("TargetMode", "") != "External"
    ]


def _rels(part: str) -> str:
    return join(dirname(part), "_rels", part.rpartition("/")[2] + ".rels")


def _targets(package: Package, part: str) -> Targets:
    """Return where the relationships of a part lead, by id."""
    root = _xml(package, _rels(part))
    found: Targets = {}
    for one in root if root is not None else ():
        target = one.get("Target", "")
        if one.get("TargetMode", "") == "External":
            found[one.get("Id", "")] = (target, True)
        else:
            name = package.find(normpath(join("/" if target.startswith("/") else dirname(part), target)))
            found[one.get("Id", "")] = (name or target, name is None)
    return found


def _related(package: Package, part: str) -> dict[str, str]:
    """Return the parts that a part leans on, by kind of relationship."""
    return {
        kind: normpath(join("/" if target.startswith("/") else dirname(part), target)).lstrip("/")
        for kind, target in _links(package, _rels(part))
    }


_INSTEAD = (
    ("xl/workbook", "这是 Excel 表格", "it is an Excel workbook"),
    ("ppt/presentation", "这是 PowerPoint 幻灯片", "it is a PowerPoint presentation"),
    (
        "ofd.xml",
        "这是 OFD 版式文件，请让作者发原来的稿件",
        "it is an OFD file, a finished page: ask for the copy",
    ),
    ("meta-inf/container.xml", "这是 EPUB 电子书", "it is an EPUB book"),
    (".iwa", "这是 Pages 稿件，请另存为 .docx", "it is a Pages document: save it as .docx"),
)
"""What other packages hold, by the names of their parts."""


def _what_else(package: Package) -> tuple[str, str, str]:
    """Return why a package without a Word body is refused: what it is instead."""
    names = " ".join(package.names).lower()
    for sign, zh, en in _INSTEAD:
        if sign in names:
            return zh, en, "D105"
    if names and "[content_types].xml" not in names and "word/" not in names:
        return "这是压缩包，请解开，再导入里面的文件", "it is an archive: unpack it and import what is in it", "D105"
    return (*DAMAGED, "D101")
