"""What every part of an edition is made from."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from layout.diagnostics import Remarked
from layout.ground.dataclass import dataclass, replace
from layout.sheet import Picture

if TYPE_CHECKING:
    from layout.desk.build.docket import Docket
    from layout.desk.build.results import Judged
    from layout.desk.build.settings import Settings
    from layout.export.pdf.settings import PressSettings
    from layout.sheet import Edition
    from layout.typeface import TypeCase


@dataclass(frozen=True, slots=True)
class Goods:
    """The edition with its drawings set, the faces, what is to be given to whom, and where kept pictures lie."""

    edition: Edition
    case: TypeCase
    settings: Settings
    pictures: Path


def goods_of(judged: Judged, docket: Docket) -> Goods:
    """Set the drawings of the judged pages, once for all parts."""
    edition = docket.take(drawn(judged.edition, judged.case, judged.settings.press, docket.order.pictures))
    return Goods(edition, judged.case, judged.settings, docket.order.pictures)


def drawn(edition: Edition, case: TypeCase, press: PressSettings, kept: Path) -> Remarked[Edition]:
    """Return the edition with its SVG drawings on the press's plates, as every page file shows them."""
    if not any(isinstance(item, Picture) for sheet in edition.sheets for item in sheet.items):
        return Remarked(edition)
    from layout.picture import open_studio, with_artwork

    studio = open_studio(case, press.profile, press.ink_limit, kept)
    done = [with_artwork(sheet, studio) for sheet in edition.sheets]
    sheets = tuple(one.value for one in done)
    return Remarked(replace(edition, sheets=sheets), tuple(remark for one in done for remark in one.remarks))
