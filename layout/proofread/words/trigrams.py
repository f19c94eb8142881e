"""A large model of word sequences, where the system has one: the trigrams of libime (LGPL), which come by its packages.

The file is KenLM's; kenlm reads it without copying it into memory. Without the file proofreading goes by the smaller
tables of `model`, and `layout doctor` says what to install.
"""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from layout.proofread.words.model import WORDS_KEPT

if TYPE_CHECKING:
    from kenlm import Model

VARIABLE = "LAYOUT_WORD_MODEL"
"""Names a KenLM file of Chinese words to use instead of the system's; empty: none."""
PACKAGE = "libime-data-language-model"
"""The package of Debian and Ubuntu; others have the same file in their libime."""
_PLACES = ("/usr/lib/*/libime", "/usr/lib/libime", "/usr/lib64/libime", "/usr/local/lib/libime", "/opt/*/lib/libime")
_NAME = "zh_CN.lm"


def model_file() -> Path | None:
    """Return the file of word sequences that is used here, None without one."""
    named = os.environ.get(VARIABLE)
    if named is not None:
        return Path(named) if named and Path(named).is_file() else None
    root = Path("/")
    found = (file for place in _PLACES for file in sorted(root.glob(f"{place[1:]}/{_NAME}")))
    return next(found, None)


class Trigrams:
    """A model of word sequences, and which words it was asked about so far."""

    def __init__(self, model: Model) -> None:
        """Take kenlm's model."""
        from kenlm import State

        self.model = model
        self.start = State()
        model.NullContextWrite(self.start)
        self._known: dict[str, bool] = {}

    def is_word(self, word: str) -> bool:
        """Tell whether the model holds a word."""
        known = self._known.get(word)
        if known is None:
            if len(self._known) >= WORDS_KEPT:
                self._known.clear()
            known = self._known[word] = word in self.model
        return known


@cache
def open_model(file: Path) -> Trigrams | None:
    """Return the model in a file; None where it is none or is damaged."""
    from kenlm import Model

    try:
        return Trigrams(Model(str(file)))
    except (OSError, RuntimeError):
        return None


def trigrams() -> Trigrams | None:
    """Return the system's model of word sequences, None without one."""
    file = model_file()
    return open_model(file) if file is not None else None


def name_of_model() -> str:
    """Return what tells one model from another: results kept under one must not be taken for another's."""
    file = model_file()
    return f"{file.name} {file.stat().st_size}" if file is not None else "small"
