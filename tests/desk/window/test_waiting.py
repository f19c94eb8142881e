"""Nobody waits for ever and nothing fails unheard: comparisons, leases, patterns, files that nobody watches."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import watchfiles

from layout.desk.house import House
from layout.desk.window import desk as window_desk
from layout.desk.window import server
from layout.desk.window.desk import Desk
from layout.desk.window.jobs import comparing
from layout.desk.window.jobs.comparing import Comparison
from layout.desk.window.people.entry import entry_of
from layout.desk.window.people.holders import Holders
from layout.guard import Stopped

from .conftest import PATIENCE, Browser, lived, story


async def until(good: Callable[[], Any]) -> None:
    """Wait for a state itself."""
    async with asyncio.timeout(PATIENCE):
        while not good():
            await asyncio.sleep(0.02)


def test_a_comparison_that_fails_is_made_again(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    (house.output / "2346-r1").mkdir(parents=True)
    monkeypatch.setattr("layout.desk.compare.changes.find_version", lambda *_: object())
    monkeypatch.setattr(
        "layout.desk.build.release.kept_releases", lambda _: (SimpleNamespace(folder="2346-r1", number=1),)
    )
    answers: list[Any] = [OSError(28, "No space left on device"), None]

    def press(*_: Any) -> None:
        answer = answers.pop(0)
        if answer is not None:
            raise answer

    monkeypatch.setattr(comparing, "_press", press)
    desk: Any = SimpleNamespace(house=house, number=2346, state={"serial": 3}, judged=object())
    comparison = Comparison(desk)
    with pytest.raises(OSError, match="No space"):
        comparison.record()
    assert comparison.record() is None and not answers
    assert comparison.record() is None, "what was found is kept"


def test_what_others_tell_while_pages_are_made_stays_told(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = Desk(house, 2346)
    desk.tell(build={"running": True})
    record = window_desk.state_record

    def slow(*given: Any) -> dict[str, Any]:
        desk.tell(build={"running": False})
        return record(*given)

    monkeypatch.setattr(window_desk, "state_record", slow)
    serial = desk.state["serial"]
    assert desk.rebuild()["build"] == {"running": False}
    assert desk.state["serial"] == serial + 2


def test_a_lease_that_is_renewed_as_it_ends_stays(tmp_path: Path) -> None:
    now = 0.0
    holders = Holders(tmp_path, lambda: now)
    assert holders.take("a1", "甲") and holders.take("a2", "乙")
    now = 601.0

    class Renewed(dict[str, Any]):
        def values(self) -> Any:
            found = tuple(super().values())
            self["a1"] = type(found[0])("a1", "甲", 1201.0)
            return found

    holders._leases = Renewed(holders._leases)
    assert [lease.what for lease in holders.ended()] == ["a2"]
    assert holders.holder("a1") is not None


def test_files_are_looked_at_though_the_system_watches_none(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    async def none_left(*_: Any, **__: Any) -> AsyncIterator[None]:
        raise OSError(28, "No space left on device")
        yield

    monkeypatch.setattr(watchfiles, "awatch", none_left)
    monkeypatch.setattr(server, "LOOK", 0.05)
    faults: list[Exception] = []
    desk = Desk(house, 2346)
    app = server.window_app(
        desk, "preview", entry_of(house), lang="zh", editor="", told=lambda _: None, failed=faults.append,
        leaving=lambda: False,
    )  # fmt: skip

    async def evening() -> None:
        async with app.router.lifespan_context(app):
            await until(lambda: not desk.state["building"])
            path = story(house, "a2")
            path.write_text(path.read_text("utf-8") + "\n外面补一段。\n", "utf-8")
            serial = desk.state["serial"]
            await until(lambda: desk.state["serial"] > serial)

    lived(evening())
    assert [str(fault) for fault in faults] == ["[Errno 28] No space left on device"], "told once"


def test_a_pattern_that_never_ends_is_refused_and_the_window_goes_on(browser: Browser) -> None:
    for pattern, error in ((r"(?:.|.)*#\d{40}", "slow_pattern"), ("x*", "bad_pattern"), ("(", "bad_pattern")):
        answer = browser.do("replace", find=pattern, **{"with": "", "regex": True})
        assert (answer.json["error"], answer.status) == (error, 422 if error == "slow_pattern" else 400)
    assert browser.do("replace", find="(市)纪委", **{"with": r"\2", "regex": True}).json["error"] == "bad_pattern"
    hits = browser.get("/find?q=%E5%B8%82[%E7%BA%AA]%E5%A7%94&regex=1").json["hits"]
    assert {hit["text"] for hit in hits} == {"市纪委"}
    assert browser.do("replace", find="(市)纪(委)", **{"with": r"\1\2", "regex": True}).status == 200
    assert not browser.get("/find?q=%E5%B8%82%E7%BA%AA%E5%A7%94").json["hits"]


def test_a_child_that_takes_nothing_in_is_ended_by_the_clock() -> None:
    import os
    import signal

    from layout.guard import Limits
    from layout.guard.worker import _Child

    child = _Child(behind=False)
    os.kill(child._process.pid, signal.SIGSTOP)
    limits = Limits(seconds=0.5, clock=0.5)
    assert child.ask(b"x" * (4 << 20), limits) == Stopped("seconds", 0.5)
