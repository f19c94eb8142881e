"""The blocks of issue.yaml that say what a deliverable is to be: `press:`, `archive:`, `web:`, read into settings."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from layout.diagnostics import Diagnostic, Locus, Remarked, Severity
from layout.ground.dataclass import dataclass

S = TypeVar("S")


@dataclass(frozen=True, slots=True)
class Wish:
    """One key of a block: how its value is read, what it may be in the desk's eyes, and the setting that it fills.

    `read` refuses a value with TypeError, ValueError or LookupError. `setting` is empty where it is the key itself.
    """

    read: Callable[[object], Any]
    allowed: str
    setting: str = ""


@dataclass(frozen=True, slots=True)
class WishBlock:
    """A block of issue.yaml: its name there, its keys, and the codes of a key that is none and of a value refused."""

    name: str
    wishes: Mapping[str, Wish]
    unknown: str
    refused: str

    def read(self, written: Mapping[str, object], kind: Callable[..., S], **given: object) -> Remarked[S]:
        """Return the settings of a block as the desk wrote it, `kind` filled with what it says and with `given`.

        Where a key or a value is wrong an error says so at its place in issue.yaml, and the default stands.
        """
        values: dict[str, Any] = {}
        remarks: list[Diagnostic] = []
        for key, value in written.items():
            wish = self.wishes.get(key)
            if wish is None:
                remarks.append(self._error(self.unknown, key, key=str(key), known=self._nearest(str(key))))
                continue
            try:
                values[wish.setting or key] = wish.read(value)
            except (TypeError, ValueError, LookupError):
                remarks.append(self._error(self.refused, key, key=key, value=str(value), allowed=wish.allowed))
        return Remarked(kind(**given, **values), tuple(remarks))

    def _nearest(self, key: str) -> str:
        """Return the key that was meant, all of them where none is near."""
        from difflib import get_close_matches

        near = get_close_matches(key, self.wishes, 1)
        return near[0] if near else ", ".join(self.wishes)

    def _error(self, code: str, at: object, /, **args: str) -> Diagnostic:
        return Diagnostic.make(code, Severity.ERROR, Locus("", f"{self.name}.{at}"), **args)


def flag(value: object) -> bool:
    """Return a value that is true or false."""
    if not isinstance(value, bool):
        raise TypeError
    return value


def words(value: object) -> str:
    """Return a value that says something."""
    if not isinstance(value, str) or not value.strip():
        raise TypeError
    return value


def number(least: float, most: float) -> Callable[[object], float]:
    """Return the reader of a number between two bounds."""

    def read(value: object) -> float:
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise TypeError
        if not least <= value <= most:
            raise ValueError
        return value

    return read


def whole(least: int, most: int) -> Callable[[object], int]:
    """Return the reader of a whole number between two bounds."""
    within = number(least, most)

    def read(value: object) -> int:
        if not isinstance(value, int):
            raise TypeError
        return int(within(value))

    return read


def one_of(known: Mapping[str, Any]) -> Callable[[object], Any]:
    """Return the reader of a word that stands for something."""
    return lambda value: known[str(value).lower()]
