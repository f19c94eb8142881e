"""21:50. The proof: the pages with their grid and remarks, for people, never for the press."""

from __future__ import annotations

import subprocess

from tests.day.newsroom import Newsroom

NAME = "出样：草样和校样"


def play(room: Newsroom) -> None:
    room.layout("issue", 128, "--only", "press", "--proof", "-q")
    with room.tally.aside():
        _looked_at(room)


def _looked_at(room: Newsroom) -> None:
    proof = room.output("128") / "proof" / "128-proof.pdf"
    words = subprocess.run(
        [room.find("pdftotext"), "-raw", proof, "-"], capture_output=True, text=True, check=True
    ).stdout
    assert "样张" in words, "the proof does not say what it is"
    draft = room.output("128") / "press" / "128.pdf"
    words = subprocess.run(
        [room.find("pdftotext"), "-raw", draft, "-"], capture_output=True, text=True, check=True
    ).stdout
    assert words.count("DRAFT, NOT FOR PRESS") == 4, "a draft does not say on every page that it is one"
    subprocess.run(
        [room.find("pdftoppm"), "-r", "60", "-png", draft, room.looks / "04-draft"], check=True, capture_output=True
    )
