"""The balance of an import: every character and thing of the source set, converted, left out, or unaccounted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher

from layout.ground.dataclass import dataclass
from layout.intake.account import Account
from layout.intake.ledger.leaf import Leaf, squeezed

STRETCH = 6
"""Letters and figures by which a place is known: fewer stand twice in a story by chance."""
SHOWN = 16
"""Letters shown of words that moved."""


@dataclass(frozen=True, slots=True)
class Balance:
    """Characters (blanks not counted) and things by their fate.

    `unaccounted` are pieces of the source that the account does not have, or has otherwise; `lost` characters that the
    account sets and no story has, `foreign` those that a story has and nobody accounts for. `moved` are pairs of words
    of one part of a story, the second of which stands before the first in the source.
    """

    characters: int
    set: int
    converted: int
    left: int
    unaccounted: tuple[str, ...]
    things: int
    things_set: int
    things_left: int
    things_unaccounted: int
    lost: str
    foreign: str
    moved: tuple[tuple[str, str], ...] = ()

    @property
    def holds(self) -> bool:
        """Tell whether nothing is unaccounted for."""
        return not (self.unaccounted or self.things_unaccounted or self.lost or self.foreign)

    @property
    def missing(self) -> int:
        """Return how many characters and things are unaccounted for."""
        pieces = sum(map(len, self.unaccounted))
        return pieces + self.things_unaccounted + len(self.lost) + len(self.foreign)


def balance(leaves: Iterable[Leaf], account: Account, parts: Sequence[str]) -> Balance:
    """Hold a source's leaves against the account of its reading and all that its stories print, part by part."""
    leaves = tuple(leaves)
    words = [leaf for leaf in leaves if not leaf.thing]
    things = Counter(leaf.key for leaf in leaves if leaf.thing)
    # A part that the reader calls damaged and the ledger reads counts by what is in it.
    entered = Counter(entry.key for entry in account.objects if entry.key[1] != "part" or entry.key in things)
    fates = Counter({"set": 0, "converted": 0, "left": 0})
    for entry in account.entries:
        fates[entry.fate] += len(squeezed(entry.source))
    later = sum(len(squeezed(change.taken)) for change in account.changes if change.left)
    lost, foreign = _against(account, "".join(parts))
    return Balance(
        sum(len(squeezed(leaf.text)) for leaf in words),
        fates["set"] - later,
        fates["converted"],
        fates["left"] + later,
        _unaccounted(words, account),
        sum(things.values()),
        sum(not entry.left for entry in account.objects),
        sum(entry.left for entry in account.objects),
        sum((things - entered).values()) + sum((entered - things).values()),
        lost,
        foreign,
        _moved(words, parts),
    )


def _unaccounted(leaves: list[Leaf], account: Account) -> tuple[str, ...]:
    """Return the pieces that source and account do not agree on."""
    entered: dict[tuple[str, str], str] = {}
    for entry in account.entries:
        entered[entry.key] = entered.get(entry.key, "") + squeezed(entry.source)
    if any(leaf.key[0] == "~" for leaf in leaves):
        return _letters_apart(leaves, account)
    if any(not leaf.key[0] for leaf in leaves) or ("", "") in entered:
        there = "".join(squeezed(leaf.text) for leaf in leaves)
        return _differences(there, "".join(squeezed(entry.source) for entry in account.entries))
    wrong = []
    for leaf in leaves:
        text = squeezed(leaf.text)
        if text != entered.pop(leaf.key, ""):
            wrong.append(text)
    return (*wrong, *(text for text in entered.values() if text))


def _letters_apart(leaves: list[Leaf], account: Account) -> tuple[str, ...]:
    """Return the letters and figures that source and account do not both have, where marks are no nodes."""
    there, told = Counter[str](), Counter[str]()
    for leaf in leaves:
        there.update(filter(str.isalnum, leaf.text))
    for entry in account.entries:
        told.update(filter(str.isalnum, entry.source))
    more, less = there - told, told - there
    return tuple(filter(None, ("".join(sorted(more.elements())), "".join(sorted(less.elements())))))


def _differences(there: str, told: str) -> tuple[str, ...]:
    if there == told:
        return ()
    if len(there) + len(told) > 40_000:  # too long to compare in time: what is there more than told, and the reverse
        more, less = Counter(there) - Counter(told), Counter(told) - Counter(there)
        return tuple(filter(None, ("".join(more.elements()), "".join(less.elements())))) or ("…",)
    found = []
    for kind, a, b, c, d in SequenceMatcher(None, there, told, autojunk=False).get_opcodes():
        if kind != "equal":
            found.append(there[a:b] or told[c:d])
    return tuple(found)


def _against(account: Account, printed: str) -> tuple[str, str]:
    """Return what the account sets and no story prints, and the reverse, each as the characters concerned."""
    wanted: Counter[str] = Counter()
    for entry in account.entries:
        wanted.update(squeezed(entry.out))
    for change in account.changes:
        wanted.update(squeezed(change.put))
    for change in account.changes:
        wanted.subtract(squeezed(change.taken))
    wanted.subtract(squeezed(printed))
    lost = "".join(char * count for char, count in sorted(wanted.items()) if count > 0)
    return lost, "".join(char * -count for char, count in sorted(wanted.items()) if count < 0)


def _moved(leaves: Sequence[Leaf], parts: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """Return where the words of a part do not follow each other as they do in the source.

    Told by stretches that stand once in the source and once in the part. What is read elsewhere than it stands (notes,
    boxes) has no order to keep.
    """
    source = "".join(filter(str.isalnum, "".join(leaf.text for leaf in leaves if not leaf.apart)))
    apart = "".join(filter(str.isalnum, "".join(leaf.text for leaf in leaves if leaf.apart)))
    places: dict[str, int] = {}
    for at, words in enumerate(_stretches(source)):
        places[words] = -1 if words in places else at
    for words in _stretches(apart):
        places[words] = -1
    found = []
    for part in parts:
        part = "".join(filter(str.isalnum, part))
        if part in source:
            continue
        stretches = list(_stretches(part))
        counts = Counter(stretches)
        before, last = "", -1
        for at, words in enumerate(stretches):
            place = places.get(words, -1)
            if place < 0 or counts[words] > 1:
                continue
            if place < last:
                found.append((before, part[at : at + SHOWN]))
            before, last = words, place
    return tuple(found)


def _stretches(text: str) -> Iterable[str]:
    return (text[at : at + STRETCH] for at in range(len(text) - STRETCH + 1))
