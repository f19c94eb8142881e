"""Whatever is done to one file of an issue, reading it gives coded diagnostics at real places and never raises."""

from __future__ import annotations

import random
import re
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from layout.diagnostics import Place
from layout.diagnostics.wording import describe, entry
from layout.issue.reader import read_issue
from tests.chance import examples

ISSUE = Path(__file__).parents[2] / "issues" / "2346"
FILES = sorted(path.name for path in ISSUE.iterdir() if path.suffix in (".md", ".yaml") and path.name != "plan.yaml")
ORIGINAL = {name: (ISSUE / name).read_bytes() for name in FILES}
NASTY = (
    "null", "~", "[]", "{}", "true", "no", "-1", "0", "9" * 5000, "1e999", ".nan", "[[[[[[[[[[[[[[", "{a: {b: {c: 1}}}",
    "&x", "*x", "!!binary 4", "|", ">", "'", '"', "- - - -", "? x", ": ", "# x", "%TAG", "---", "...", "\t", "\u2028",
    "你好：世界", "a" * 3000, "{{sic: x}}", "{{", "}}", "**", "2022-13-45", "\\x00", "0x7f", "\U0001f600", "\ud7ff",
)  # fmt: skip


def read_mutated(name: str, data: bytes) -> None:
    """Read issue 2346 with one file replaced, and assert what must always hold."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "issues" / "2346"
        folder.mkdir(parents=True)
        for other, original in ORIGINAL.items():
            (folder / other).write_bytes(data if other == name else original)
        done = read_issue(folder)
        for remark in done.remarks:
            known = entry(remark.code)
            assert known is not None, remark.code
            assert isinstance(remark.at, Place)
            assert remark.at.file.startswith("issues/2346")
            words = describe(remark, "zh")
            assert words.message and words.hint
            copy = done.sources.files.get(remark.at.file)
            if remark.at.line and copy:
                assert remark.at.column <= len(copy.line(remark.at.line)) + 1
        if done.issue is not None:
            for story in done.issue.stories:
                source = done.sources.stories[story.id]
                assert len(source.stretches) == len(story.paragraphs)


names = st.sampled_from(FILES)


@settings(max_examples=examples(80), deadline=None)
@given(names, st.floats(0, 1), st.binary(max_size=40), st.integers(0, 200))
def test_bytes_cut_put_in_and_taken_out(name: str, where: float, put: bytes, length: int) -> None:
    data = ORIGINAL[name]
    at = int(where * len(data))
    read_mutated(name, data[:at])
    read_mutated(name, data[:at] + put + data[at + length :])


@settings(max_examples=examples(100), deadline=None)
@given(names, st.floats(0, 1), st.text(max_size=30), st.integers(0, 60))
def test_text_put_in_and_taken_out(name: str, where: float, put: str, length: int) -> None:
    text = ORIGINAL[name].decode()
    at = int(where * len(text))
    changed = text[:at] + put + text[at + length :]
    read_mutated(name, changed.encode("utf-8", "surrogatepass"))


@settings(max_examples=examples(80), deadline=None)
@given(names, st.randoms(use_true_random=False))
def test_lines_swapped_dropped_and_doubled(name: str, chance: random.Random) -> None:
    lines = ORIGINAL[name].decode().split("\n")
    # The front matter is where lines matter most.
    count = len(lines) if chance.random() < 0.5 else min(len(lines), 14)
    for _ in range(chance.randint(1, 4)):
        one, other = chance.randrange(count), chance.randrange(count)
        deed = chance.choice("sdtir")
        if deed == "s":
            lines[one], lines[other] = lines[other], lines[one]
        elif deed == "d":
            lines[one] = ""
        elif deed == "t":
            lines.insert(one, lines[other])
        elif deed == "i":
            lines[one] = " " * chance.randint(1, 5) + lines[one]
        else:
            lines[one] = "".join(chance.sample(lines[one], len(lines[one])))
    read_mutated(name, "\n".join(lines).encode())


@settings(max_examples=examples(150), deadline=None)
@given(names, st.sampled_from(NASTY), st.integers(0, 60))
def test_every_value_replaced_by_nasty_ones(name: str, nasty: str, nth: int) -> None:
    text = ORIGINAL[name].decode()
    values = list(re.finditer(r"(?<=: )[^\n]+", text))
    value = values[nth % len(values)]
    changed = text[: value.start()] + nasty + text[value.end() :]
    read_mutated(name, changed.encode("utf-8", "surrogatepass"))


@pytest.mark.parametrize("name", FILES)
def test_every_key_dropped_renamed_and_doubled(name: str) -> None:
    text = ORIGINAL[name].decode()
    for key in re.finditer(r"[a-z_]+(?=:)", text):
        for new in ("", "x", key.group() + "x", f"{key.group()}: 1\n{key.group()}"):
            read_mutated(name, (text[: key.start()] + new + text[key.end() :]).encode())


@pytest.mark.parametrize("name", ["issue.yaml", "a4.md", "p1.md"])
def test_every_character_of_the_form_doubled_and_dropped(name: str) -> None:
    text = ORIGINAL[name].decode()
    for mark in re.finditer(r"[-:{}\[\]\"'|｜#,\n]", text[:400]):
        for new in ("", mark.group() * 2):
            read_mutated(name, (text[: mark.start()] + new + text[mark.end() :]).encode())


WORST = {
    "open marks": "{{sic: " * 40_000,
    "closed marks": "}}" * 40_000,
    "whole marks": "{{sic: 文}}" * 40_000,
    "notes": "{{query: 文｜问}}" * 30_000,
    "bold": "**文" * 40_000,
    "openers": "“" * 100_000,
    "closers": "”（" * 100_000,
    "bars": "| a " * 60_000,
    "rows": "| a | b |\n" * 30_000,
    "backslashes": "\\{" * 100_000,
    "lines": "文\n" * 100_000,
    "paragraphs": "文\n\n" * 60_000,
    "subheads": "## 题\n" * 60_000,
    "latin": "a, " * 100_000,
    "figures": "1,2:3/" * 60_000,
    "at signs": "a@" * 100_000,
    "dots": "…" * 100_000,
    "this paper": "本报" * 60_000,
    "blanks": " " * 300_000 + "文",
    "one line": "文" * 240_000,
}


@pytest.mark.parametrize("case", WORST)
def test_worst_bodies_are_read_in_linear_time(case: str) -> None:
    """A body that would hang a careless reader; the test session's own patience is the limit."""
    head = ORIGINAL["a3.md"].decode().split("\n\n")[0]
    read_mutated("a3.md", f"{head}\n\n{WORST[case]}\n".encode())


def test_broken_issue_file_still_lets_the_stories_be_checked() -> None:
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "issues" / "2346"
        folder.mkdir(parents=True)
        for name, original in ORIGINAL.items():
            (folder / name).write_bytes(b"issue: [" if name == "issue.yaml" else original)
        done = read_issue(folder)
    assert done.issue is None
    assert {"I201", "I320", "I321", "I322", "I601"} <= {remark.code for remark in done.remarks}
