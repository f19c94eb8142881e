"""What the tests of archive and readers' formats share: packages of the real issues, and the standards' schemas."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from layout.desk.build.docket import Docket
from layout.desk.build.goods import goods_of
from layout.desk.build.order import Order, in_silence
from layout.desk.build.pipeline import check
from layout.desk.house import House
from layout.export.archive import ArchiveSettings, write_archive
from layout.export.pdf import PressSettings, write_press
from layout.sheet import Edition
from layout.typeface import TypeCase

ROOT = Path(__file__).resolve().parents[2]


COARSE = ArchiveSettings(dpi=200, workers=1)


@dataclass(frozen=True)
class Package:
    """A written package, what it was made of, and the press file."""

    bag: Path
    edition: Edition
    case: TypeCase
    press: Path
    settings: ArchiveSettings

    def files(self, folder: str) -> list[Path]:
        return sorted((self.bag / "data" / folder).iterdir())


@pytest.fixture(scope="session")
def real_edition() -> Callable[[int], tuple[Edition, TypeCase]]:
    """Return a real issue as made up, its drawings turned into shapes."""

    @cache
    def make(number: int) -> tuple[Edition, TypeCase]:
        checked = check(Order(House(ROOT), number, ROOT / "output"), in_silence)
        assert checked.judged is not None, checked.remarks
        return goods_of(checked.judged, Docket(checked.order, in_silence)).edition, checked.judged.case

    return make


def _package(
    number: int, real: Callable[[int], tuple[Edition, TypeCase]], to: Path, settings: ArchiveSettings
) -> Package:
    edition, case = real(number)
    press = write_press(edition, case, to / "press", PressSettings(), per_page=False).value[0]
    bag = to / "archive"
    bag.mkdir()
    done = write_archive(edition, case, press, bag, settings)
    assert done.value, done.remarks
    return Package(bag, edition, case, press, settings)


@pytest.fixture(scope="session")
def package_2346(real_edition, tmp_path_factory) -> Package:
    """The archive package of the real issue, one page."""
    return _package(2346, real_edition, tmp_path_factory.mktemp("package-2346"), ArchiveSettings())


@pytest.fixture(scope="session")
def package_9999(real_edition, tmp_path_factory) -> Package:
    """The archive package of the specimen, its images coarse: four pages, jumps, tables, a vertical head, drawings."""
    return _package(9999, real_edition, tmp_path_factory.mktemp("package-9999"), COARSE)


@pytest.fixture(scope="session", params=["package_2346", "package_9999"])
def package(request) -> Package:
    """Each of the two packages."""
    return request.getfixturevalue(request.param)


@pytest.fixture(scope="session")
def schema():
    """Return a compiled schema of the standards by its file's name; skip where the schemas are not at hand.

    They are not ours to pass on: `LAYOUT_SCHEMAS` names their folder, else they stand in `shared/schemas` beside the
    project.
    """
    folder = Path(os.environ.get("LAYOUT_SCHEMAS", ROOT.parent / "shared" / "schemas"))

    def load(name: str):
        from lxml import etree

        if not (folder / name).is_file():
            pytest.skip(f"{name} is not at hand: set LAYOUT_SCHEMAS to the folder of the standards' schemas")
        return etree.XMLSchema(etree.parse(str(folder / name)))

    return load
