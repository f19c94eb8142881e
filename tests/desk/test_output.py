"""Output is replaced whole or not at all."""

import os
from pathlib import Path

import pytest

from layout.desk import output
from layout.desk.output import ForeignError, Outbox, leads_into
from layout.ground.lock import BusyError

REPORT = '{"schema": 1, "files": []}'


def previous(folder):
    (folder / "press").mkdir(parents=True)
    (folder / "press" / "7.pdf").write_text("old")
    (folder / "web").mkdir()
    (folder / "web" / "index.html").write_text("old web")
    (folder / "report.json").write_text(REPORT)


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
    assert whole() == {"7.pdf": "new", "index.html": "old web", "report.json": REPORT}


def test_where_folders_cannot_change_places_the_next_run_puts_a_kill_right(tmp_path, monkeypatch):
    final = tmp_path / "7"
    previous(final)
    monkeypatch.setattr(output, "_exchanged", lambda one, other: False)
    box = Outbox(final)
    (box.part("press") / "7.pdf").write_text("new")
    box.kept()
    final.rename(tmp_path / ".7.before")  # killed here
    box._lock.release()
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


def test_a_failed_run_writes_through_no_link(tmp_path):
    """What is taken over is linked; writing it anew, or a part that holds it, must not change the standing file."""
    final = tmp_path / "7"
    previous(final)
    (final / ".hidden").write_text("kept as well")
    box = Outbox(final)
    box.kept()
    box.write("report.json", "{}")
    (box.part("press") / "7.pdf").write_text("new")
    box.discard()
    assert (final / "report.json").read_text() == REPORT
    assert (final / "press" / "7.pdf").read_text() == "old"
    assert (final / ".hidden").read_text() == "kept as well"


@pytest.mark.parametrize("made", ["file", "copy", "dangling", "foreign report", "fifo report"])
def test_what_is_not_ours_is_never_replaced(tmp_path, made):
    final = tmp_path / "7"
    if made == "file":
        final.write_text("notes")
    elif made == "dangling":
        final.symlink_to("nowhere")
    else:
        final.mkdir()
        (final / "issue.yaml").write_text("copy")
        if made == "foreign report":
            (final / "report.json").write_text('{"schema": "somebody else\'s"}')
        elif made == "fifo report":
            os.mkfifo(final / "report.json")
    before = sorted(path.name for path in tmp_path.rglob("*"))
    with pytest.raises(ForeignError):
        Outbox(final)
    assert sorted(path.name for path in tmp_path.rglob("*")) == before


def test_an_empty_folder_a_link_to_an_output_and_a_proof_alone_are_replaced(tmp_path):
    (tmp_path / "empty").mkdir()
    previous(tmp_path / "real")
    (tmp_path / "link").symlink_to("real")
    (tmp_path / "proofed" / "proof").mkdir(parents=True)
    for name in ("empty", "link", "proofed"):
        box = Outbox(tmp_path / name)
        box.write("report.json", REPORT)
        box.deliver()
        assert (tmp_path / name / "report.json").read_text() == REPORT
    assert (tmp_path / "link").is_symlink() and (tmp_path / "real" / "web" / "index.html").is_file()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["empty", "link", "proofed", "real"]


def test_the_old_tree_goes_only_after_the_new_one_is_on_the_disk(tmp_path, monkeypatch):
    """A power cut takes back whatever was not brought onto the disk: staged files first, then the exchange."""
    final = tmp_path / "7"
    previous(final)
    steps = []

    def noted(name, real):
        def call(*given, **named):
            steps.append(name)
            return real(*given, **named)

        return call

    for name in ("sync_tree", "sync_folder", "_exchanged"):
        monkeypatch.setattr(output, name, noted(name, getattr(output, name)))
    box = Outbox(final)
    (box.part("press") / "7.pdf").write_text("new")
    monkeypatch.setattr(output.shutil, "rmtree", noted("rmtree", output.shutil.rmtree))
    box.deliver()
    assert steps[:4] == ["sync_tree", "_exchanged", "sync_folder", "rmtree"]


def test_a_place_in_the_copy_is_known_by_every_name(tmp_path):
    (tmp_path / "issues" / "7").mkdir(parents=True)
    (tmp_path / "link").symlink_to("issues/7")
    for name in ("issues", "issues/7", "issues/new/deep", "link/x", "issues/../issues"):
        assert leads_into(tmp_path / name, tmp_path / "issues"), name
    for name in ("output", "issues2", "issues/../output"):
        assert not leads_into(tmp_path / name, tmp_path / "issues"), name
