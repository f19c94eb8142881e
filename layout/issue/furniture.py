"""Masthead and imprint from their blocks of `issue.yaml`, and its words that print, read for marks and balance."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING

from layout.diagnostics import Diagnostic
from layout.ground.expression import expression
from layout.issue.copyfile import CopyFile
from layout.issue.foreign import foreign_in_furniture
from layout.issue.model import Imprint, Masthead
from layout.issue.proofread import PrintedField, field_faults
from layout.issue.story import field_place
from layout.issue.tree import Node

if TYPE_CHECKING:
    from layout.issue.schema import ImprintBlock, MastheadBlock


def masthead_of(block: MastheadBlock, text: Callable[[str], str]) -> Masthead:
    """Return the nameplate's fields as printed; `text` sets the punctuation of copy full-width."""
    qr = (text(block.qr.label), block.qr.target or None) if block.qr else None
    return Masthead(
        name=block.name.strip(),
        pinyin=block.pinyin.strip(),
        sponsor=text(block.sponsor),
        editor=text(block.editor),
        hotline=text(block.hotline),
        # The licence number is quoted as the authority wrote it, brackets included.
        licence=block.licence.strip(),
        notice=text(block.notice),
        qr=qr,
        weather=text(block.weather),
    )


def imprint_of(block: ImprintBlock | None) -> Imprint:
    """Return what the law asks of the last page, as far as the desk has written it."""
    if block is None:
        return Imprint()
    return Imprint(block.printer, block.printed, block.run, block.recipients, tuple(block.extra.items()))


_PRINTED = expression(
    r"masthead\.(?:name|pinyin|sponsor|editor|hotline|notice|weather|qr\.label)"
    r"|imprint\.(?:printer|recipients|extra\..+)"
    r"|pages\.(?:names\.)?\d+(?:\.(?:name|editors\..+))?"
    r"|corrections\.\d+\.reason|names\.\d+\.name|rights\.(?:statement|holder)"
)
"""What of `issue.yaml` is printed or shown to readers. The licence is quoted as the authority wrote it."""


def furniture_faults(copy: CopyFile, tree: Node) -> Iterator[Diagnostic]:
    """Yield a warning for markup, marks out of balance and slips in the words of `issue.yaml` that print."""
    fields = []
    for path, node in tree.walk():
        name = ".".join(map(str, path))
        if isinstance(node.value, str) and _PRINTED.fullmatch(name):
            value = node.value.strip()
            place = partial(field_place, copy, node, value)
            yield from foreign_in_furniture(value, lambda first, last, place=place: place(first, last)[0])  # type: ignore[misc]
            fields.append(PrintedField(name, value, place))
    yield from field_faults(fields)
