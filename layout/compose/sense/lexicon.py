"""Words of short copy by what they are to a break, read from `words.yaml` and `kinds.yaml`."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from layout.ground.dataclass import dataclass


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Words by what they are to a break; `words.yaml` says what each list is."""

    whole: frozenset[str]
    verbs: frozenset[str]
    setting: frozenset[str]
    ending: frozenset[str]
    modal: frozenset[str]
    subject: frozenset[str]
    leading: frozenset[str]
    manner: frozenset[str]
    acts: frozenset[str]
    complements: frozenset[str]
    prefixes: frozenset[str]
    suffixes: frozenset[str]
    counters: frozenset[str]
    surnames: frozenset[str]
    whose: frozenset[str]
    agents: frozenset[str]
    pivots: frozenset[str]
    occasions: frozenset[str]
    adverbs: frozenset[str]
    questions: frozenset[str]
    directing: frozenset[str]
    times: frozenset[str]
    qualities: frozenset[str]
    notices: frozenset[str]
    kinds: dict[str, str]


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """Return the house's lists of words; the package's own files, read once."""
    import yaml

    folder = Path(__file__).parent
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    lists: dict[str, str] = yaml.load(folder.joinpath("words.yaml").read_text("utf-8"), Loader=loader)
    kinds: dict[str, str] = yaml.load(folder.joinpath("kinds.yaml").read_text("utf-8"), Loader=loader)
    return Lexicon(
        **{key: frozenset(words.split()) for key, words in lists.items()},
        kinds={word: kind for kind, words in kinds.items() for word in words.split()},
    )
