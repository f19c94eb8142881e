"""Seats: a cookie that no script can read, and a token that every writing request must carry.

Another site's page can make a browser send the cookie; it cannot read the token, nor set its header. Seats outlive the
program: what is kept of one on disk does not open it.
"""

from __future__ import annotations

import getpass
import hashlib
import json
import secrets
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from layout.ground.dataclass import dataclass, replace

COOKIE = "layout_desk"
HEADER = "x-layout-token"
LASTS = 14 * 3600.0
"""Seconds that a seat lasts: an evening and the morning after it."""

SEATS_MOST = 400
"""Seats that are kept; the oldest go first."""


@dataclass(frozen=True, slots=True)
class Seat:
    """A browser's seat: its secret, the person's name and role."""

    secret: str
    name: str
    role: str
    until: float = 0.0
    listed: bool = False
    """Whether the person signed in, and did not come by the printed key."""

    @property
    def token(self) -> str:
        """What writing requests carry; it follows from the secret and does not tell it."""
        return hashlib.sha256(b"layout token " + self.secret.encode("utf-8", "replace")).hexdigest()[:32]

    def holds(self, token: str) -> bool:
        """Tell whether a request's token is this seat's."""
        return secrets.compare_digest(self.token.encode("ascii"), token.encode("utf-8", "replace"))


class Seats:
    """The seats of a house's window, and the key with which the person at this machine takes one."""

    def __init__(self, folder: Path, clock: Callable[[], float] = time.time) -> None:
        """Open the seats that are kept in a folder, which is made for its owner alone."""
        self._folder, self._clock = folder, clock
        self._seats: dict[str, Seat] = {}
        with suppress(OSError, ValueError, TypeError, AttributeError):
            for name, record in json.loads((folder / "seats.json").read_text("utf-8")).items():
                self._seats[name] = Seat(
                    "", str(record["name"]), str(record["role"]), float(record["until"]), bool(record["listed"])
                )
        self.key = self._kept_key()

    def of(self, secret: str | None) -> Seat | None:
        """Return the seat of a cookie, None where there is none or it has run out."""
        seat = self._seats.get(_name(secret)) if secret else None
        if seat is None or secret is None or seat.until < self._clock():
            return None
        return replace(seat, secret=secret)

    def seat(self, name: str = "", role: str = "chief", *, listed: bool = False) -> Seat:
        """Take a seat; without a name it is the person's who runs the program."""
        made = Seat(secrets.token_urlsafe(24), name or _user(), role, self._clock() + LASTS, listed)
        self._keep(made)
        return made

    def named(self, seat: Seat, name: str) -> Seat:
        """Return a seat under another name."""
        made = replace(seat, name=name)
        self._keep(made)
        return made

    def leave(self, seat: Seat) -> None:
        """Give a seat up."""
        self._seats.pop(_name(seat.secret), None)
        self._save()

    def opens(self, key: str) -> bool:
        """Tell whether a key is the one that was printed."""
        return secrets.compare_digest(key.encode("utf-8", "replace"), self.key.encode("ascii"))

    def _keep(self, seat: Seat) -> None:
        self._seats[_name(seat.secret)] = replace(seat, secret="")
        now = self._clock()
        kept = [(name, one) for name, one in self._seats.items() if one.until >= now]
        self._seats = dict(kept[-SEATS_MOST:])
        self._save()

    def _save(self) -> None:
        kept = {
            name: {"name": one.name, "role": one.role, "until": one.until, "listed": one.listed}
            for name, one in self._seats.items()
        }
        self._put("seats.json", json.dumps(kept, ensure_ascii=False))

    def _kept_key(self) -> str:
        with suppress(OSError):
            key = (self._folder / "key").read_text("ascii").strip()
            if len(key) >= 20:
                return key
        key = secrets.token_urlsafe(18)
        self._put("key", key)
        return key

    def _put(self, name: str, text: str) -> None:
        """Keep a file that only its owner can read; a folder that may not be written costs a restart its seats."""
        from layout.ground.in_place import put_in_place

        with suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True)
            self._folder.chmod(0o700)
            put_in_place(self._folder / name, text.encode("utf-8"))
            (self._folder / name).chmod(0o600)


def _name(secret: str) -> str:
    """Return the name by which a seat is kept."""
    return hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()


def _user() -> str:
    """Return who runs the program, as the system knows him."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "desk"
