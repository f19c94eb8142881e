"""Output is replaced whole or not at all."""

from layout.desk.output import Outbox


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


def test_a_run_killed_between_two_renames_is_put_right_by_the_next(tmp_path):
    final = tmp_path / "7"
    previous(final)
    box = Outbox(final)
    (box.part("press") / "7.pdf").write_text("new")
    kept = tmp_path / ".7.before"
    kept.mkdir()
    (final / "press").rename(kept / "press")  # killed here
    Outbox(final).discard()
    assert (final / "press" / "7.pdf").read_text() == "old"


def test_files_are_listed_with_their_digests(tmp_path):
    box = Outbox(tmp_path / "7")
    (box.part("press") / "7.pdf").write_bytes(b"abc")
    assert list(box.files()) == [("press/7.pdf", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", 3)]
