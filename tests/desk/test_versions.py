"""The truth of a version: when, what, why and who, in the archive's records as on the web."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest
from lxml import etree

from layout.cli.app import run_command
from layout.desk.build.order import Order, in_silence
from layout.desk.build.pipeline import build
from layout.desk.house import House
from tests import newspaper

PREMIS = {"p": "http://www.loc.gov/premis/v3"}
ATOM = "{http://www.w3.org/2005/Atom}"
FIRST, OLD, NEW, LATER = (f"卫生室{word}张床" for word in ("添了两", "添了三", "添了四", "添了五"))
"""What a story says in the draft, in the first release, after its correction, and in the draft after that."""


@dataclass(frozen=True)
class Told:
    """The house after all releases, and what could be seen on the way only."""

    house: House
    draft_info: str
    draft_mets: str
    kept_after_first: bool

    @property
    def output(self) -> Path:
        return self.house.output


@pytest.fixture(scope="module")
def house(tmp_path_factory) -> Told:
    """Return a house with a draft of issue 7, two releases, between which a story was corrected, and a draft after."""
    root = newspaper.house(tmp_path_factory.mktemp("house"))
    issue = newspaper.small_issue(root)
    house = House(root)
    out = house.output / "7"
    made(house, "press", "archive")
    info = (out / "archive" / "bag-info.txt").read_text("utf-8")
    mets = (out / "archive" / "data" / "mets.xml").read_text("utf-8")
    edit(issue, FIRST, OLD)
    made(house, "press", "archive", "web", release=True)
    kept = (out / "archive-versions").exists()
    edit(issue, OLD, NEW)
    settings = issue / "issue.yaml"
    told = "corrections:\n  - {date: 2026-11-26, story: b2, reason: 三应为四}\n"
    settings.write_text(settings.read_text("utf-8") + told, "utf-8")
    made(house, "press", "archive", "web", release=True, reason="更正一字")
    edit(issue, NEW, LATER)
    made(house, "web")
    return Told(house, info, mets, kept)


def made(house: House, *parts: str, release: bool = False, reason: str = "") -> None:
    done = build(Order(house, 7, house.output, parts, release, reason=reason, processes=1), in_silence)
    assert done.written.files, [remark for remark in done.remarks if remark.severity != "note"]
    assert bool(done.written.release) is release


def edit(issue: Path, old: str, new: str) -> None:
    path = issue / "b2.md"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def moments(package: Path) -> dict[str, str]:
    root = etree.parse(str(package / "data" / "premis.xml"))
    return {
        event.findtext(".//p:eventIdentifierValue", namespaces=PREMIS).partition("/")[2]: event.findtext(
            "p:eventDateTime", namespaces=PREMIS
        )[:10]
        for event in root.iterfind(".//p:event", PREMIS)
    }


def test_a_draft_says_so_and_is_replaced_not_kept(house):
    assert "草样，未付印" in house.draft_info
    assert 'RECORDSTATUS="draft"' in house.draft_mets
    assert not house.kept_after_first
    assert [path.name for path in (house.output / "7" / "archive-versions").iterdir()] == ["v1"]


def test_events_are_of_the_day_that_was_given(house):
    first, second = (house.output / f"7-r{number}" / "archive" for number in (1, 2))
    assert set(moments(first).values()) == {"2026-11-23"}
    assert moments(second) == dict.fromkeys(
        ("typeset", "render", "pdfa", "fixity", "version-2", "correction-1"), "2026-11-26"
    )
    info = (second / "bag-info.txt").read_text("utf-8")
    assert "Bagging-Date: 2026-11-26" in info
    (note,) = [line for line in info.splitlines() if line.startswith("Version-Note")]
    for part in ("v2 replaces v1", "date: 2026-11-26", "pages: 2", "更正一字", "2026-11-26 b2：三应为四"):
        assert part in note
    assert "Version: 2\n" in info and "付印 release 2，更正一字" in info
    data = second / "data"
    mets, premis = ((data / name).read_text("utf-8") for name in ("mets.xml", "premis.xml"))
    assert 'LASTMODDATE="2026-11-26T12:00:00+08:00"' in mets and "EVENT_correction-1" in mets
    assert "更正 b2：三应为四" in premis and "2026-11-26T12:00:00+08:00" in premis
    header = etree.parse(str(second / "data" / "mets.xml")).find(".//{http://www.loc.gov/METS/}metsHdr")
    assert (header.get("CREATEDATE")[:10], header.get("LASTMODDATE")[:10]) == ("2026-11-23", "2026-11-26")


def test_the_web_tells_what_changed_and_links_both_ways(house):
    web = house.output / "7-r2" / "web"
    page = (web / "article-b2.html").read_text("utf-8")
    before = (web / "before-b2.html").read_text("utf-8")
    assert 'href="before-b2.html"' in page and "三应为四" in page and NEW in page and "2026年11月26日" in page
    assert "草样" not in page
    assert 'href="article-b2.html"' in before and OLD in before and "第 1 次付印" in before
    feed = etree.parse(str(web / "feed.xml")).getroot()
    assert feed.findtext(f"{ATOM}updated")[:10] == "2026-11-26"
    assert [one.text[:10] for one in feed.iter(f"{ATOM}updated")].count("2026-11-26") == 2, "the feed and its one entry"
    assert '"dateModified":"2026-11-26"' in page
    other = (web / "article-b1.html").read_text("utf-8")
    assert "dateModified" not in other
    assert "更正" not in other.partition("<footer")[0].partition("<main")[2]


def test_readers_are_led_to_the_last_release_whatever_is_drafted_after(house):
    site = house.output / "web"
    assert LATER in (house.output / "7" / "web" / "article-b2.html").read_text("utf-8")
    year = (site / "years" / "2026.html").read_text("utf-8")
    assert "../../7-r2/web/index.html" in year and "../../7/web/" not in year
    log = (site / "corrections.html").read_text("utf-8")
    assert "三应为四" in log and 'href="../7-r2/web/article-b2.html"' in log
    assert (house.output / "7-r2" / "wechat" / "b2" / "content.html").is_file()


def test_every_older_version_is_checked_byte_by_byte(house, monkeypatch, capsys):
    monkeypatch.chdir(house.house.root)
    assert run_command(["verify", "output/7"]) == 0
    victim = house.output / "7" / "archive-versions" / "v1" / "data" / "mets.xml"
    data = victim.read_bytes()
    victim.unlink()
    victim.write_bytes(data.replace(b"METS", b"MATS", 1))
    capsys.readouterr()
    assert run_command(["verify", "output/7"]) == 1
    assert "v1/data/mets.xml" in capsys.readouterr().out
    victim.write_bytes(data)


def test_equal_files_lie_on_the_disk_once(house):
    for number in (1, 2):
        root = house.output / f"7-r{number}"
        (pdf,) = root.glob("archive/data/pdf/*_0002.pdf")
        assert pdf.samefile(root / "web" / "pdf" / "7-02.pdf")
        (alto,) = root.glob("archive/data/alto/*_0002.xml")
        assert alto.samefile(root / "web" / "alto" / "02.xml")
    one, other = (house.output / f"7-r{number}" / "web" / "pages" / "01.jpg" for number in (1, 2))
    assert not one.samefile(other), "a release shares nothing with another"
