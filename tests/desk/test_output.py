"""Output is replaced whole or not at all."""

from pathlib import Path

import pytest

from layout.desk import output
from layout.desk.output import BusyError, Outbox


def previous(folder):
    (folder / "press").mkdir(parents=True)
    (folder / "press" / "7.pdf").write_text("old")
    (folder / "web").mkdir()
    (folder / "web" / "index.html").write_text("old web")


def test_parts_that_were_not_built_stay(tmp_path):
    final = tmp_path / "7"
    previous(final)
    box = Outbox(final)
    (box.part("press") / "7.pdf").write_text("new")
    box.write("report.json", "{}")
    box.deliver()
    assert (final / "press" / "7.pdf").read_text() == "new"
    assert (final / "web" / "index.html").read_text() == "old web"
    assert (final / "report.json").read_text() == "{}"
    assert [path.name for path in tmp_path.iterdir()] == ["7"]


def test_a_discarded_run_leaves_everything(tmp_path):
    final = tmp_path / "7"
    previous(final)
    box = Outbox(final)
    (box.part("press") / "7.pdf").write_text("half")
    box.discard()
    assert (final / "press" / "7.pdf").read_text() == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["7"]


def test_the_old_output_stands_until_the_new_one_does(tmp_path, monkeypatch):
    """Whatever step of the delivery a kill comes at, the folder is wholly the old output or wholly the new."""
    final = tmp_path / "7"
    previous(final)

    def whole():
        return {path.name: path.read_text() for path in final.rglob("*") if path.is_file()}

    before = whole()
    seen = []
    box = Outbox(final)
    (box.part("press") / "7.pdf").write_text("new")
    real = Path.rename

    def watched(self, target):
        seen.append(whole())
        moved = real(self, target)
        seen.append(whole())
        return moved

    monkeypatch.setattr(Path, "rename", watched)
    box.deliver()
    assert all(state in (before, whole()) for state in seen)
    assert whole() == {"7.pdf": "new", "index.html": "old web"}


def test_where_folders_cannot_change_places_the_next_run_puts_a_kill_right(tmp_path, monkeypatch):
    final = tmp_path / "7"
    previous(final)
    monkeypatch.setattr(output, "_exchanged", lambda one, other: False)
    box = Outbox(final)
    (box.part("press") / "7.pdf").write_text("new")
    box.kept()
    final.rename(tmp_path / ".7.before")  # killed here
    box._release()
    Outbox(final).discard()
    assert (final / "press" / "7.pdf").read_text() == "old"


def test_what_killed_runs_left_is_taken_away(tmp_path):
    final = tmp_path / "7"
    previous(final)
    for name in (".7.next", ".7.aside"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "big").write_text("left")
    box = Outbox(final)
    (box.part("press") / "7.pdf").write_text("new")
    box.deliver()
    assert [path.name for path in tmp_path.iterdir()] == ["7"]


def test_two_runs_do_not_work_on_one_issue(tmp_path):
    first = Outbox(tmp_path / "7")
    with pytest.raises(BusyError):
        Outbox(tmp_path / "7")
    first.discard()
    Outbox(tmp_path / "7").discard()


def test_files_are_listed_with_their_digests(tmp_path):
    box = Outbox(tmp_path / "7")
    (box.part("press") / "7.pdf").write_bytes(b"abc")
    assert list(box.files()) == [("press/7.pdf", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", 3)]
    box.discard()
