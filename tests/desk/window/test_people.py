"""Several people at one issue: names, leases that end, pages that are held, roles."""

from __future__ import annotations

import shutil
import stat
import time

import pytest

from layout.cli.app import run_command
from layout.desk.window import newsroom
from layout.desk.window.people import holders
from layout.desk.window.people.certificate import own_certificate
from layout.desk.window.people.holders import Holders
from layout.desk.window.people.listed import kept, opens, person_of, read_people, with_person
from layout.desk.window.people.patience import Patience
from layout.desk.window.people.roles import ROLES, may, rights
from layout.desk.window.people.seats import LASTS, Seats

from .conftest import Browser, served, story


class Clock:
    """A clock that goes when it is told to."""

    def __init__(self) -> None:
        self.now = 1_000.0

    def __call__(self) -> float:
        return self.now


def another(browser: Browser, house, name: str) -> Browser:
    other = Browser(browser.port)
    other.sit(house)
    assert other.post("/name", {"name": name}).json["me"]["name"] == name
    other.sit(house)
    return other


def test_a_story_is_held_by_who_writes_it_until_it_is_given_back(browser: Browser, house) -> None:
    other = another(browser, house, "李四")
    text = browser.get("/story/a3").json["text"]
    assert browser.do("checkout", story="a3").json["entry"]["what"]["zh"] == "取稿 a3"
    me = browser.state()["me"]["name"]
    assert other.state()["holders"]["a3"]["name"] == me
    refused = other.do("write", story="a3", text=text + "\n别人写的。\n")
    assert (refused.status, refused.json["error"]) == (423, "held")
    assert me in refused.json["message"]["zh"]
    assert other.do("replace", find="共识", **{"with": "一致"}, stories=["a3"]).status == 423
    assert other.do("return", story="a3").status == 423
    assert browser.do("return", story="a3").status == 200
    assert other.do("write", story="a3", text=text + "\n别人写的。\n").status == 200
    assert "别人写的" in story(house, "a3").read_text("utf-8")
    assert browser.state()["holders"]["a3"]["name"] == "李四"
    # The chief takes it back, and the history says from whom.
    assert browser.do("take_back", story="a3").status == 200
    assert "李四" in browser.state()["history"][0]["what"]["zh"]
    assert browser.do("undo").status == 200


def test_a_lease_that_ends_leaves_a_line_in_the_history(house, monkeypatch) -> None:
    monkeypatch.setattr(holders, "STORY", 0.3)
    monkeypatch.setattr(newsroom, "TICK", 0.1)
    with served(house) as port:
        one = Browser(port)
        one.sit(house)
        one.do("checkout", story="a3")
        end = time.monotonic() + 30
        lines: list[str] = []
        while len(lines) < 2 and time.monotonic() < end:
            time.sleep(0.1)
            lines = [entry["what"]["zh"] for entry in one.state()["history"]]
        assert not one.state()["holders"]
        assert lines == ["a3 到时交回", "取稿 a3"]


def test_a_page_that_is_being_moved_is_held(browser: Browser, house) -> None:
    other = another(browser, house, "李四")
    assert browser.do("lock", page=1).status == 200
    block = other.block("a5")
    moved = {"block": "a5", "at": block["at"], "size": [3, 28]}
    assert other.do("move", **moved).json["error"] == "locked"
    assert other.attempt("move", **moved).status == 200, "looking changes nothing"
    assert browser.do("unlock", page=1).status == 200
    assert other.do("move", **moved).status == 200
    assert browser.state()["locks"]["1"]["name"] == "李四"
    assert browser.do("lock", page=9).status == 404


def test_leases_end_by_themselves_and_outlive_a_restart(tmp_path) -> None:
    clock = Clock()
    holders = Holders(tmp_path, clock)
    assert holders.take("a1", "王一")
    assert not holders.take("a1", "李四")
    assert not holders.take("a1", "王一"), "held already, so no line in the history"
    clock.now += 599
    again = Holders(tmp_path, clock)
    assert again.against(["a2", "a1"], "李四").name == "王一"
    assert again.against(["a1"], "王一") is None
    clock.now += 2
    assert again.against(["a1"], "李四") is None
    assert [lease.what for lease in again.ended()] == ["a1"]
    assert again.ended() == ()
    assert Holders(tmp_path, clock).record() == {"holders": {}, "locks": {}}
    (tmp_path / "holders.json").write_text('[{"what": 1}, 3', "utf-8")
    assert Holders(tmp_path, clock).record()["holders"] == {}


def test_seats_outlive_the_program_and_run_out(tmp_path) -> None:
    clock = Clock()
    seats = Seats(tmp_path / "desk", clock)
    seat = seats.seat("王一", "writer")
    assert (tmp_path / "desk" / "seats.json").stat().st_mode & 0o077 == 0
    assert seat.secret not in (tmp_path / "desk" / "seats.json").read_text("utf-8")
    later = Seats(tmp_path / "desk", clock)
    assert later.key == seats.key
    found = later.of(seat.secret)
    assert (found.name, found.role, found.token) == ("王一", "writer", seat.token)
    assert later.of("guess") is None
    assert not found.holds("")
    assert not found.holds("é")
    assert not later.opens(seats.key[:-1])
    later.leave(found)
    assert later.of(seat.secret) is None
    old = later.seat()
    clock.now += LASTS + 1
    assert later.of(old.secret) is None


def test_a_secret_is_kept_so_that_it_cannot_be_read_back(tmp_path) -> None:
    form = kept("报社的口令")
    assert "口令" not in form
    assert opens("报社的口令", form)
    assert not opens("报社的口令 ", form)
    text = with_person("", "王一", "chief", "口令一二三四五")
    text = with_person(text, "李四", "writer", "abcdefgh")
    (tmp_path / "desk.yaml").write_text(text, "utf-8")
    people = read_people(tmp_path).value
    assert [(one.name, one.role) for one in people] == [("王一", "chief"), ("李四", "writer")]
    assert person_of(people, "李四", "abcdefgh").role == "writer"
    assert person_of(people, "李四", "口令一二三四五") is None
    assert person_of(people, "没有", "abcdefgh") is None
    again = with_person(text, "李四", "proof", "12345678")
    assert again.startswith(text[: text.index("  - {name: 李四")])
    (tmp_path / "desk.yaml").write_text("people: [{name: x, role: boss, secret: y}]", "utf-8")
    assert read_people(tmp_path).value == ()
    assert read_people(tmp_path).remarks


def test_people_are_added_from_the_terminal_and_the_network_needs_them(house, monkeypatch, capsys) -> None:
    monkeypatch.chdir(house.root)
    monkeypatch.setenv("LAYOUT_LANG", "zh")
    said = iter(["口令一二三四五六", "口令一二三四五六", "short", "口令一二三四五六", "口令一二三四五七"])
    monkeypatch.setattr("getpass.getpass", lambda prompt: next(said))
    pem = house.root / "x.pem"
    pem.write_text("x", "utf-8")
    network = ["desk", "2346", "--no-open", "--lan"]
    assert run_command(network) == 2
    assert "--person" in capsys.readouterr().err
    assert run_command(["desk", "2346", "--person", "王一", "--role", "chief"]) == 0
    assert run_command([*network, "--certificate", str(pem)]) == 2
    assert "--key" in capsys.readouterr().err
    (person,) = read_people(house.issues / "house").value
    assert person_of((person,), "王一", "口令一二三四五六").role == "chief"
    assert (house.issues / "house" / "desk.yaml").stat().st_mode & 0o077 == 0
    assert run_command(["desk", "2346", "--person", "李四", "--role", "boss"]) == 2
    assert run_command(["desk", "2346", "--person", "李四"]) == 2, "too short"
    assert run_command(["desk", "2346", "--person", "李四"]) == 2, "not the same twice"


def test_each_role_does_its_own_work() -> None:
    assert [role for role in ROLES if may(role, "write")] == ["writer", "editor", "proof", "chief"]
    assert [role for role in ROLES if may(role, "move")] == ["layout", "chief"]
    assert [role for role in ROLES if may(role, "sign")] == ["editor", "proof", "chief"]
    assert [role for role in ROLES if may(role, "take_back")] == ["chief"]
    assert not may("stranger", "write")


def test_patience_ends_and_comes_back() -> None:
    clock = Clock()
    patience = Patience(3, 0.5, clock)
    assert [patience.allows("a") for _ in range(4)] == [True, True, True, False]
    assert patience.allows("b")
    clock.now += 2
    assert patience.allows("a")
    assert not patience.allows("a")


def test_a_certificate_of_our_own_is_kept_until_a_name_is_new(tmp_path) -> None:
    if shutil.which("openssl") is None:
        pytest.skip("openssl makes the certificate of this test")
    folder = tmp_path / "kept"
    own = own_certificate(folder, ("192.0.2.7", "desk.local"))
    assert own is not None
    print_ = own.fingerprint
    assert len(print_.split(":")) == 32
    assert stat.S_IMODE(own.key.stat().st_mode) == 0o600
    assert own_certificate(folder, ("desk.local",)).fingerprint == print_
    assert own_certificate(folder, ("192.0.2.8", "desk.local")).fingerprint != print_, "the machine has another address"


def test_the_window_is_told_whose_work_a_command_is(browser: Browser) -> None:
    told = browser.get("/session").json
    assert told["guests"] is None, "nobody else comes in on this machine"
    assert {word: tuple(roles) for word, roles in told["rights"].items()} == rights()
    assert told["rights"]["move"] == ["layout", "chief"]
    assert told["rights"]["take_back"] == ["chief"]
    assert all(may(role, word) == (role in roles) for word, roles in rights().items() for role in ROLES)
