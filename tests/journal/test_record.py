"""Changes are written whole, on condition of what was read, and can be taken back without end."""

from __future__ import annotations

from pathlib import Path

import pytest

from layout.diagnostics import Place
from layout.journal import Change, Journal
from layout.journal.record import LINES, sha256

WHO = {"who": "甲", "when": "2022-05-17T23:00:00"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "a1.md").write_text("一\n", "utf-8")
    return tmp_path


def change(journal: Journal, name: str, text: str | None) -> Change:
    return Change(name, None if text is None else text.encode(), journal.seen(name))


def test_a_change_is_written_and_has_a_line(folder: Path) -> None:
    journal = Journal(folder)
    done = journal.write([change(journal, "a1.md", "二\n"), change(journal, "b.md", "新\n")], what="改稿", **WHO)
    assert done.value is not None and not done.remarks
    assert (folder / "a1.md").read_text("utf-8") == "二\n"
    assert (folder / LINES).read_text("utf-8").count("\n") == 1
    (entry,) = Journal(folder).entries()
    assert (entry.what, entry.who, len(entry.files)) == ("改稿", "甲", 2)


def test_a_file_changed_elsewhere_stops_all_of_it(folder: Path) -> None:
    journal = Journal(folder)
    planned = [change(journal, "a1.md", "二\n"), change(journal, "b.md", "新\n")]
    (folder / "a1.md").write_text("别人\n", "utf-8")
    done = journal.write(planned, what="改稿", **WHO)
    assert done.value is None and [remark.code for remark in done.remarks] == ["J001"]
    assert (folder / "a1.md").read_text("utf-8") == "别人\n" and not (folder / "b.md").exists()
    assert journal.entries() == ()


def test_undo_and_redo_have_no_end_and_survive_a_restart(folder: Path) -> None:
    journal = Journal(folder)
    for text in ("二\n", "三\n", None):
        assert journal.write([change(journal, "a1.md", text)], what=str(text), **WHO).value
    path = folder / "a1.md"
    for text in ("三\n", "二\n", "一\n"):
        assert Journal(folder).undo(**WHO).value
        assert path.read_text("utf-8") == text
    assert [remark.code for remark in Journal(folder).undo(**WHO).remarks] == ["J003"]
    for text in ("二\n", "三\n"):
        assert Journal(folder).redo(**WHO).value
        assert path.read_text("utf-8") == text
    assert Journal(folder).undo(**WHO).value and path.read_text("utf-8") == "二\n"
    assert journal.write([change(journal, "a1.md", "四\n")], what="四", **WHO).value
    assert journal.redoable() is None
    assert journal.state("a1.md", 2) == "三\n".encode() and journal.state("a1.md", 3) is None
    assert journal.state("a1.md", 0) == "一\n".encode()


def test_an_undo_never_overwrites_what_was_changed_since(folder: Path) -> None:
    journal = Journal(folder)
    journal.write([change(journal, "a1.md", "二\n")], what="二", **WHO)
    (folder / "a1.md").write_text("别人\n", "utf-8")
    assert [remark.code for remark in journal.undo(**WHO).remarks] == ["J001"]
    assert (folder / "a1.md").read_text("utf-8") == "别人\n"


def test_a_run_killed_between_two_files_is_completed(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    journal = Journal(folder)
    put = Journal._put

    def killed(self: Journal, files: list[tuple[str, str | None, str | None]]) -> None:
        put(self, files[:1])
        raise KeyboardInterrupt

    monkeypatch.setattr(Journal, "_put", killed)
    with pytest.raises(KeyboardInterrupt):
        journal.write([change(journal, "a1.md", "二\n"), change(journal, "b.md", "新\n")], what="改稿", **WHO)
    assert not (folder / "b.md").exists()
    monkeypatch.setattr(Journal, "_put", put)
    Journal(folder)
    assert (folder / "b.md").read_text("utf-8") == "新\n"


def test_a_line_cut_short_is_no_entry_and_the_next_stands_on_its_own(folder: Path) -> None:
    journal = Journal(folder)
    journal.write([change(journal, "a1.md", "二\n")], what="二", **WHO)
    with (folder / LINES).open("ab") as stream:
        stream.write(b'{"n": 2, "whe')
    assert len(journal.entries()) == 1
    journal.write([change(journal, "a1.md", "三\n")], what="三", **WHO)
    assert [entry.what for entry in journal.entries()] == ["二", "三"]


def test_a_disk_that_takes_nothing_leaves_all_as_it_was(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    journal = Journal(folder)
    put = Journal._put
    calls: list[int] = []

    def full(self: Journal, files: list[tuple[str, str | None, str | None]]) -> None:
        calls.append(1)
        put(self, files[:1])
        if len(calls) == 1:
            raise OSError(28, "No space left on device")

    monkeypatch.setattr(Journal, "_put", full)
    planned = [change(journal, "a1.md", "二\n"), change(journal, "b.md", "新\n")]
    done = journal.write(planned, what="改稿", **WHO)
    assert [(remark.code, remark.at) for remark in done.remarks] == [("J002", Place(f"issues/{folder.name}"))]
    assert (folder / "a1.md").read_text("utf-8") == "一\n" and not (folder / "b.md").exists()
    assert journal.entries() == ()


def test_names_of_states_are_their_hashes(folder: Path) -> None:
    journal = Journal(folder)
    journal.write([change(journal, "a1.md", "二\n")], what="二", **WHO)
    kept = {path.name for path in (folder / ".history").iterdir()} - {"lock"}
    assert kept == {sha256("一\n".encode()), sha256("二\n".encode())}


def test_a_run_killed_before_its_first_file_left_a_change_that_can_be_made_again(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal = Journal(folder)
    assert journal.write([change(journal, "a1.md", "二\n")], what="二", **WHO).value

    def killed(self: Journal, files: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(Journal, "_put", killed)
        with pytest.raises(KeyboardInterrupt):
            journal.write([change(journal, "a1.md", "三\n")], what="三", **WHO)
    again = Journal(folder)
    assert (folder / "a1.md").read_text("utf-8") == "二\n"
    assert [entry.kind for entry in again.entries()] == ["change", "change", "undo"]
    assert Journal(folder).entries() == again.entries(), "it is taken back once"
    back = again.undoable()
    assert back is not None and back.what == "二"
    assert again.redo(**WHO).value and (folder / "a1.md").read_text("utf-8") == "三\n"
    for text in ("二\n", "一\n"):
        assert again.undo(**WHO).value and (folder / "a1.md").read_text("utf-8") == text


def test_files_that_another_hand_brought_back_stay_so(folder: Path) -> None:
    journal = Journal(folder)
    assert journal.write([change(journal, "a1.md", "二\n")], what="二", **WHO).value
    (folder / "a1.md").write_text("一\n", "utf-8")
    assert Journal(folder).redoable() is not None
    assert (folder / "a1.md").read_text("utf-8") == "一\n"


def test_what_is_saved_while_states_are_stored_is_not_written_over(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal = Journal(folder)
    store = Journal._store

    def slow(self: Journal, data: bytes) -> None:
        store(self, data)
        (folder / "a1.md").write_text("别人\n", "utf-8")

    monkeypatch.setattr(Journal, "_store", slow)
    done = journal.write([change(journal, "a1.md", "二\n")], what="二", **WHO)
    assert done.value is None and [remark.code for remark in done.remarks] == ["J001"]
    assert (folder / "a1.md").read_text("utf-8") == "别人\n" and journal.entries() == ()


def test_a_state_that_is_gone_refuses_the_undo(folder: Path) -> None:
    journal = Journal(folder)
    journal.write([change(journal, "a1.md", "二\n")], what="二", **WHO)
    (folder / ".history" / sha256("一\n".encode())).unlink()
    assert [remark.code for remark in journal.undo(**WHO).remarks] == ["J002"]
    assert (folder / "a1.md").read_text("utf-8") == "二\n"


def test_a_history_that_cannot_be_locked_can_be_read(folder: Path) -> None:
    journal = Journal(folder)
    journal.write([change(journal, "a1.md", "二\n")], what="二", **WHO)
    (folder / ".history" / "lock").mkdir()
    closed = Journal(folder)
    assert [entry.what for entry in closed.entries()] == ["二"]
    refused = [closed.write([change(closed, "a1.md", "三\n")], what="三", **WHO), closed.undo(**WHO)]
    refused.append(closed.note(what="记", **WHO))
    assert [[remark.code for remark in done.remarks] for done in refused] == [["J002"]] * 3


def test_two_at_once_write_one_after_the_other(folder: Path) -> None:
    from concurrent.futures import ThreadPoolExecutor

    def note(number: int) -> None:
        assert Journal(folder).note(what=str(number), **WHO).value

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(note, range(40)))
    assert [entry.number for entry in Journal(folder).entries()] == [*range(1, 41)]
