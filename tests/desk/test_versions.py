"""The truth of a version: when, what, why and who, in the archive's records as on the web."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from lxml import etree

from layout.cli.app import run_command
from layout.desk.build.order import Order, in_silence
from layout.desk.build.pipeline import build
from layout.desk.house import House
from tests.newspaper import coarse

ROOT = Path(__file__).resolve().parents[2]
PREMIS = {"p": "http://www.loc.gov/premis/v3"}
ATOM = "{http://www.w3.org/2005/Atom}"
OLD, NEW = "一位耐心的老校对", "一位细心的老校对"


@pytest.fixture(scope="module")
def house(tmp_path_factory) -> House:
    """Return a house with two releases of issue 9999: one story was corrected between them."""
    root = tmp_path_factory.mktemp("house")
    (root / "fonts").symlink_to(ROOT / "fonts", target_is_directory=True)
    shutil.copytree(ROOT / "issues" / "9999", root / "issues" / "9999")
    house = House(root)
    issue = coarse(house.issue(9999))
    released(house)
    story = issue / "b2.md"
    story.write_text(story.read_text("utf-8").replace(OLD, NEW, 1), "utf-8")
    settings = issue / "issue.yaml"
    told = "corrections:\n  - {date: 2026-11-26, story: b2, reason: 耐心应为细心}\n"
    settings.write_text(settings.read_text("utf-8") + told, "utf-8")
    released(house, reason="更正一字")
    return house


def released(house: House, reason: str = "") -> None:
    done = build(Order(house, 9999, house.output, ("archive", "web"), True, reason=reason), in_silence)
    assert done.written.release, [remark for remark in done.remarks if remark.severity == "error"]


def moments(package: Path) -> dict[str, str]:
    root = etree.parse(str(package / "data" / "premis.xml"))
    return {
        event.findtext(".//p:eventIdentifierValue", namespaces=PREMIS).partition("/")[2]: event.findtext(
            "p:eventDateTime", namespaces=PREMIS
        )[:10]
        for event in root.iterfind(".//p:event", PREMIS)
    }


def test_events_are_of_the_day_that_was_given(house):
    first, second = (house.output / f"9999-r{number}" / "archive" for number in (1, 2))
    assert set(moments(first).values()) == {"2026-11-23"}
    assert moments(second) == dict.fromkeys(
        ("typeset", "render", "pdfa", "fixity", "version-2", "correction-1"), "2026-11-26"
    )
    info = (second / "bag-info.txt").read_text("utf-8")
    assert "Bagging-Date: 2026-11-26" in info
    (note,) = [line for line in info.splitlines() if line.startswith("Version-Note")]
    for part in ("v2 replaces v1", "date: 2026-11-26", "pages: 2", "更正一字", "2026-11-26 b2：耐心应为细心"):
        assert part in note
    header = etree.parse(str(second / "data" / "mets.xml")).find(".//{http://www.loc.gov/METS/}metsHdr")
    assert (header.get("CREATEDATE")[:10], header.get("LASTMODDATE")[:10]) == ("2026-11-23", "2026-11-26")


def test_the_web_tells_what_changed_and_links_both_ways(house):
    web = house.output / "9999" / "web"
    page = (web / "article-b2.html").read_text("utf-8")
    before = (web / "before-b2.html").read_text("utf-8")
    assert 'href="before-b2.html"' in page and "耐心应为细心" in page and NEW in page
    assert 'href="article-b2.html"' in before and OLD in before and "第 1 次付印" in before
    feed = etree.parse(str(web / "feed.xml")).getroot()
    assert feed.findtext(f"{ATOM}updated")[:10] == "2026-11-26"
    assert '"dateModified":"2026-11-26"' in page
    assert "dateModified" not in (web / "article-b1.html").read_text("utf-8")


def test_every_older_version_is_checked_byte_by_byte(house, monkeypatch, capsys):
    monkeypatch.chdir(house.root)
    assert run_command(["verify", "output/9999"]) == 0
    victim = house.output / "9999" / "archive-versions" / "v1" / "data" / "mets.xml"
    data = victim.read_bytes()
    victim.unlink()
    victim.write_bytes(data.replace(b"METS", b"MATS", 1))
    capsys.readouterr()
    assert run_command(["verify", "output/9999"]) == 1
    assert "v1/data/mets.xml" in capsys.readouterr().out
    victim.write_bytes(data)
    assert run_command(["verify", "output/9999"]) == 0


def test_equal_files_lie_on_the_disk_once(house):
    for number in (1, 2):
        root = house.output / f"9999-r{number}"
        (pdf,) = root.glob("archive/data/pdf/*_0002.pdf")
        assert pdf.samefile(root / "web" / "pdf" / "9999-02.pdf")
        (alto,) = root.glob("archive/data/alto/*_0002.xml")
        assert alto.samefile(root / "web" / "alto" / "02.xml")
    one, other = (house.output / f"9999-r{number}" / "web" / "pages" / "01.jpg" for number in (1, 2))
    assert not one.samefile(other), "a release shares nothing with another"
