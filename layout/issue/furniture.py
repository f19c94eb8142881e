"""Masthead and imprint from their blocks of `issue.yaml`."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from layout.issue.model import Imprint, Masthead

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
