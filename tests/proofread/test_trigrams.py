"""Slips by a large model: a small one that the test writes, and the system's where it is installed."""

from __future__ import annotations

from pathlib import Path

import pytest

from layout.proofread.passage import Passage
from layout.proofread.words.lattice import Lattice
from layout.proofread.words.slips import slips
from layout.proofread.words.trigrams import VARIABLE, model_file, name_of_model, open_model, trigrams

WORDS = {"工程": -2.0, "建成": -2.2, "扩建": -2.5, "及时": -2.2, "解决": -2.2, "顺畅": -2.4, "通行": -2.4}
SINGLE = "功工程建成扩后及时解决顺畅通行水厂"


@pytest.fixture
def arpa(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Write a model of a few words, and two pairs that often stand together."""
    ones = [*((word, weight) for word, weight in WORDS.items()), *((char, -4.5) for char in SINGLE)]
    pairs = [("扩建", "工程", -0.4), ("通行", "顺畅", -0.5)]
    lines = ["\\data\\", f"ngram 1={len(ones) + 3}", f"ngram 2={len(pairs)}", "", "\\1-grams:"]
    lines += ["-6.0\t<unk>\t0", "-1.5\t<s>\t0", "-1.5\t</s>"]
    lines += [f"{weight}\t{word}\t0" for word, weight in ones]
    lines += ["", "\\2-grams:", *(f"{weight}\t{one} {two}" for one, two, weight in pairs), "", "\\end\\", ""]
    path = tmp_path / "words.arpa"
    path.write_text("\n".join(lines), "utf-8")
    monkeypatch.setenv(VARIABLE, str(path))
    return path


def found(*texts: str) -> list[tuple[str, str | None]]:
    return [(one.old, one.new) for one in slips([Passage("a1", "body", nth, "body", t) for nth, t in enumerate(texts)])]


def test_a_change_that_makes_the_words_likelier_gains_and_its_reverse_loses(arpa: Path) -> None:
    words = open_model(arpa)
    assert words is not None
    right, wrong = Lattice(words, "水厂扩建工程建成后"), Lattice(words, "水厂扩建功程建成后")
    assert wrong.gain(4, 5, "工") == pytest.approx(4.5 + 4.5 - 0.4)
    assert right.gain(4, 5, "功") == pytest.approx(-wrong.gain(4, 5, "工"))
    assert right.gain(4, 5, "工") == 0


def test_a_slip_is_found_where_the_model_knows_better(arpa: Path) -> None:
    assert ("功", "工") in found("水厂扩建功程建成后，通行顺畅。")
    assert found("水厂扩建工程建成后，通行顺畅。") == []


def test_what_a_story_is_full_of_is_meant(arpa: Path) -> None:
    assert ("功", "工") not in found("水厂扩建功程建成后。", "功，" * 3000)
    assert ("功", "工") in found("水厂扩建功程建成后。", "功，" * 3)


def test_two_characters_the_wrong_way_round(arpa: Path) -> None:
    assert ("畅顺", "顺畅") in found("通行畅顺。")


def test_a_damaged_model_and_none_are_no_model(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    broken = tmp_path / "broken.lm"
    broken.write_bytes(b"mmap lm http://kheafield.com/code format version 5\n\0\1")
    assert open_model(broken) is None
    for value in (str(tmp_path / "absent.lm"), ""):
        monkeypatch.setenv(VARIABLE, value)
        assert model_file() is None and trigrams() is None and name_of_model() == "small"


def test_the_systems_model(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(VARIABLE)
    if trigrams() is None:
        pytest.skip("libime's word model is not installed")
    assert ("续", "序") in found("各项工作正在有续推进。") and ("映", "应") in found("台湾嘉宾也映邀参加。")
    assert found("各项工作正在有序推进，农户们心里踏实。", "台湾嘉宾也应邀参加。") == []
