"""The account that a door gives of its reading: for every node of the source what became of its characters.

The door and what comes after it write the account; `layout.intake.ledger` walks the source on its own and judges it.
"""

from __future__ import annotations

from typing import Literal

from layout.ground.dataclass import dataclass, field

Fate = Literal["set", "converted", "left"]


@dataclass(frozen=True, slots=True)
class AccountEntry:
    """What became of one node: its key, its characters, what is set for them, and by which rule.

    `key` is (part of the package, node inside it). No rule and not left: set as it stands. `place` is the paragraph
    or line it stands in.
    """

    key: tuple[str, str]
    source: str
    out: str
    rule: str = ""
    left: bool = False
    place: int = 0

    @property
    def fate(self) -> Fate:
        """Return whether the characters are set, converted or left out."""
        return "left" if self.left else "converted" if self.rule else "set"


@dataclass(frozen=True, slots=True)
class Conversion:
    """What a later step did to copy already read: a named rule took characters away or put some there.

    `left`: what was taken is left out of the story and must be told, `place` where it stood.
    """

    rule: str
    taken: str = ""
    put: str = ""
    left: bool = False
    place: int = 0


@dataclass(slots=True)
class Account:
    """Entries in the order of reading, objects (pictures, charts) likewise, and later changes."""

    entries: list[AccountEntry] = field(default_factory=list)
    objects: list[AccountEntry] = field(default_factory=list)
    changes: list[Conversion] = field(default_factory=list)

    def set(self, key: tuple[str, str], text: str, place: int, out: str | None = None, rule: str = "") -> None:
        """Enter characters that are set, as they stand or converted by a rule."""
        self.entries.append(AccountEntry(key, text, text if out is None else out, rule, False, place))

    def leave(self, key: tuple[str, str], text: str, place: int, rule: str) -> None:
        """Enter characters that are left out."""
        self.entries.append(AccountEntry(key, text, "", rule, True, place))

    def add(self, text: str, place: int, rule: str) -> None:
        """Enter characters that a rule puts where the source has none of its own: automatic numbers, note marks."""
        self.changes.append(Conversion(rule, "", text, False, place))

    def change(self, rule: str, taken: str, put: str = "", place: int = 0, *, left: bool = False) -> None:
        """Enter what a later step did to copy already read."""
        if taken or put:
            self.changes.append(Conversion(rule, taken, put, left, place))

    def place_object(self, key: tuple[str, str], name: str, place: int, rule: str = "", *, left: bool = False) -> None:
        """Enter a picture or another object: taken over, or left out by a rule."""
        self.objects.append(AccountEntry(key, name, "" if left else name, rule, left, place))
