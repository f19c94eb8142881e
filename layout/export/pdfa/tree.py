"""The structure tree: what a page's marked content is, for screen readers (ISO 32000-1, 14.7 and 14.8)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from layout.export.pdf.writer import Later, PressDocument, text_string
from layout.ground.dataclass import dataclass, field


@dataclass(slots=True)
class Element:
    """An element being filled: its standard type, its entries, and its kids, elements or marked content by number."""

    kind: str
    entries: dict[str, Any] = field(default_factory=dict)
    kids: list[Element | int] = field(default_factory=list)

    def add(self, kind: str, **entries: Any) -> Element:
        """Append an element and return it; entries are PDF values by name."""
        kid = Element(kind, entries)
        self.kids.append(kid)
        return kid


def title_of(text: str) -> str:
    """Return a text as the value of an entry."""
    return text_string(text)


def write_tree(document: PressDocument, root: Element, page: str, marks: int) -> str:
    """Add a page's tree to the file and return the reference of its root; `marks` counts the marked content.

    Every piece of marked content belongs to exactly one element, which the parent tree leads back to.
    """
    kids, parents = Later(), Later()
    tree = document.add({"Type": "/ParentTree", "Nums": parents})
    top = document.add({"Type": "/StructTreeRoot", "K": kids, "ParentTree": tree, "ParentTreeNextKey": 1})
    owners: dict[int, str] = {}
    kids.text = _add(document, root, top, page, owners)
    parents.text = f"[0 [{' '.join(owners[mark] for mark in range(marks))}]]"
    return top


def _add(document: PressDocument, element: Element, parent: str, page: str, owners: dict[int, str]) -> str:
    kids = Later()
    entries = {"Type": "/StructElem", "S": f"/{element.kind}", "P": parent, "Pg": page, "K": kids, **element.entries}
    reference = document.add(entries)
    kids.text = f"[{' '.join(_kids(document, element.kids, reference, page, owners))}]"
    return reference


def _kids(
    document: PressDocument, kids: Sequence[Element | int], parent: str, page: str, owners: dict[int, str]
) -> list[str]:
    written = []
    for kid in kids:
        if isinstance(kid, int):
            owners[kid] = parent
            written.append(str(kid))
        else:
            written.append(_add(document, kid, parent, page, owners))
    return written
