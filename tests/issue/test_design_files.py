"""Page designs as files: what is wrong with one is told at its place."""

from __future__ import annotations

from layout.diagnostics import Place
from layout.issue.designs import read_designs

SLOTS = "slots:\n  - {slot: lead, at: [0, 0], size: [6, 102]}\n"


def told(root, **files):
    """Return the names of the designs in these files, and what is said of them."""
    folder = root / "house" / "pages"
    folder.mkdir(parents=True)
    for name, text in files.items():
        (folder / f"{name}.yaml").write_text(text, "utf-8")
    done = read_designs(root)
    return [design.name for design in done.value], done.remarks


def test_a_design_without_slots_is_told_and_one_is_enough(tmp_path):
    names, remarks = told(tmp_path / "none", a="name: 甲\nslots: []\n")
    assert names == [] and [remark.code for remark in remarks] == ["I228"]
    assert told(tmp_path / "one", a=f"name: 甲\n{SLOTS}") == (["甲"], ())


def test_two_designs_of_one_name_are_told_at_the_second(tmp_path):
    names, (remark,) = told(tmp_path / "same", a=f"name: 甲\n{SLOTS}", b=f"name: 甲\n{SLOTS}")
    assert names == ["甲", "甲"] and remark.code == "I466" and dict(remark.args)["file"] == "a.yaml"
    assert isinstance(remark.at, Place) and (remark.at.file, remark.at.line) == ("issues/house/pages/b.yaml", 1)
    assert told(tmp_path / "two", a=f"name: 甲\n{SLOTS}", b=f"name: 乙\n{SLOTS}")[1] == ()
    unnamed = told(tmp_path / "file", a=f"name: b\n{SLOTS}", b=SLOTS)[1]
    assert [remark.code for remark in unnamed] == ["I466"]
