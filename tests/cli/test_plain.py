"""The plain words of `layout issue` are read as Typer reads them."""

import subprocess
import sys
from pathlib import Path

import pytest
import typer
from hypothesis import given
from hypothesis import strategies as st
from typer.main import get_command

from layout.cli import commands
from layout.cli.plain import plain_issue

ROOT = Path(__file__).resolve().parents[2]


def typers(words):
    """Return what Typer makes of the words, by parameter; None where it refuses them."""
    app = typer.Typer(add_completion=False)
    app.command()(commands.issue_)
    try:
        read = dict(get_command(app).make_context("issue", list(words)).params)
        read["only"] = commands._parts(read["only"])
    except (Exception, SystemExit):
        return None
    return read


@pytest.mark.parametrize(
    "words",
    [
        "2346",
        "2346 --only press --quiet",
        "-q -o out 2346",
        "--output=out 2346 --release",
        "7 --proof --only=web,press",
    ],
)
def test_what_the_guide_spells_needs_no_typer(words):
    read = plain_issue(words.split())
    assert read is not None
    assert read == typers(words.split())


@pytest.mark.parametrize(
    "words",
    ["", "--help", "0", "-1", "2346 2347", "2346 --only", "2346 --only tv", "2346 --outptu x", "2346 -qo out",
     "2346 -o=x", "2346 --quiet --quiet", "2346 --only press --only web", "２３４６", "2346 --output --quiet", "x",
     "2346 --", "2346 --output="],
)  # fmt: skip
def test_everything_else_is_typers(words):
    assert plain_issue(words.split(" ") if words else []) is None


WORDS = ("2346", "0", "12", "--only", "press", "web,archive", "press,tv", "--only=web", "--quiet", "-q", "--release",
         "--proof", "-o", "out", "--output", "--output=a b", "-oout", "--", "--only=", "", "-qo")  # fmt: skip


@given(st.lists(st.sampled_from(WORDS), max_size=5))
def test_no_words_are_read_in_two_ways(words):
    read = plain_issue(words)
    assert read is None or read == typers(words)


def test_the_path_is_a_path():
    assert plain_issue(["1", "-o", "a/../b"])["output"] == Path("a/../b")


def test_a_build_loads_nothing_that_it_does_not_use(tmp_path):
    """Each of these costs a start more than composing a page does."""
    code = (
        "import sys; sys.argv = ['layout', 'issue', '2346', '--only', 'press', '--quiet', '--output', sys.argv[1]]\n"
        "from layout.cli import main; main(); print(*sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path)], cwd=ROOT, capture_output=True, text=True, check=True
    )
    heavy = "pydantic typer rich dataclasses subprocess tarfile email numpy pikepdf fontTools pypdfium2 lxml ortools"
    assert not set(heavy.split()) & set(done.stdout.split())
