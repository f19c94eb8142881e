"""How fast are the lines: characters composed a second on one core, everything on, beside Typst on the same copy.

    python -m tests.benches.bench_speed [--characters 200000] [--measures 11,13,17]

The copy is made of the bench texts' sentences with their Han characters and figures exchanged at random (seeded), so
marks and rhythm are real and no line comes twice. Processor time is counted, the best of several equal shares, since
other work on the machine can only add to it. Typst's time is its whole compilation to PDF less that of an empty
document; ours is from text to finished lines, and with the PDF besides.
"""

from __future__ import annotations

import argparse
import importlib.util
import random
import re
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from tests.benches.peers import FONTS, LEADING, typst
from tests.benches.texts import bench_copy

SHARES = 12
_SENTENCE = re.compile(r"[^。！？]+[。！？]+[”’）]?")


def distinct_copy(characters: int, seed: int) -> list[str]:
    """Return paragraphs of 60 to 320 characters, `characters` in all, none of whose lines comes twice."""
    chance = random.Random(seed)
    texts = [text for paragraphs in bench_copy().values() for text in paragraphs]
    sentences = [sentence for text in texts for sentence in _SENTENCE.findall(text)]
    han = sorted({char for text in texts for char in text if "一" <= char <= "鿿"})
    found: list[str] = []
    total = 0
    while total < characters:
        goal, text = chance.randint(60, 320), ""
        while len(text) < goal:
            text += "".join(
                chance.choice(han)
                if "一" <= char <= "鿿"
                else chance.choice("0123456789")
                if "0" <= char <= "9"
                else char
                for char in chance.choice(sentences)
            )
        found.append(text)
        total += len(text)
    return found


def ours(paragraphs: Sequence[str], ems: float) -> tuple[float, float]:
    """Return characters a second to lines, and to lines and a PDF of them."""
    from layout.cli.proof import proof_pdf, proof_sheets
    from layout.compose.line.paragraph import set_paragraph
    from layout.compose.story.stylebook import house_style
    from layout.geometry import pt
    from layout.typeface import open_case

    case = open_case(FONTS).value
    assert case is not None
    spec = house_style().value["body"]
    measure = round(ems * spec.size)
    share = max(1, len(paragraphs) // SHARES)
    # The first share fills what the fount keeps of each character; a desk's first page pays that once.
    for text in paragraphs[:share]:
        set_paragraph(text, spec, measure, case)
    rates = []
    for first in range(share, len(paragraphs) - share + 1, share):
        part = paragraphs[first : first + share]
        start = time.process_time()
        for text in part:
            set_paragraph(text, spec, measure, case)
        rates.append(sum(map(len, part)) / (time.process_time() - start))
    start = time.process_time()
    lines = [line for text in paragraphs for line in set_paragraph(text, spec, measure, case)]
    proof_pdf("bench", proof_sheets(lines, measure, pt(LEADING), spec.size), case)
    return max(rates), sum(map(len, paragraphs)) / (time.process_time() - start)


def peer(paragraphs: Sequence[str], ems: float) -> float:
    """Return Typst's characters a second."""
    with tempfile.TemporaryDirectory() as folder:
        times = []
        for copy in (["空"], paragraphs):
            start = time.process_time()
            typst(copy, ems, Path(folder))
            times.append(time.process_time() - start)
    return sum(map(len, paragraphs)) / (times[1] - times[0])


def main(words: Sequence[str]) -> None:
    """Print the figures."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--characters", type=int, default=200_000)
    options.add_argument("--measures", default="11,13,17")
    given = options.parse_args(words)
    beside = importlib.util.find_spec("typst") is not None
    if not beside:
        print("left out: typst: the PyPI package typst is not installed")
    print("thousand characters a second, one core" + " " * 8 + "to lines   to a PDF   typst (to a PDF)")
    for number, ems in enumerate(map(float, given.measures.split(","))):
        copy = distinct_copy(given.characters, number)
        lines, whole = ours(copy, ems)
        other = f"{peer(copy, ems) / 1000:12.0f}" if beside else ""
        print(
            f"  {sum(map(len, copy))} characters at {ems:g} em".ljust(46)
            + f"{lines / 1000:8.0f} {whole / 1000:10.0f}{other}"
        )


if __name__ == "__main__":
    main(sys.argv[1:])
