"""Who sits at a browser: a cookie that no script can read, and a token that every writing request must carry.

Another site's page can make a browser send the cookie; it cannot read the token, nor set its header.
"""

from __future__ import annotations

import getpass
import hashlib
import secrets
from typing import Literal

from layout.ground.dataclass import dataclass

COOKIE = "layout_desk"
HEADER = "x-layout-token"
Role = Literal["writer", "editor", "layout", "proof", "chief"]


@dataclass(frozen=True, slots=True)
class Session:
    """A browser's seat: its secret, the person's name and role."""

    secret: str
    name: str
    role: str

    @property
    def token(self) -> str:
        """What writing requests carry; it follows from the secret and does not tell it."""
        return hashlib.sha256(b"layout token " + self.secret.encode("ascii")).hexdigest()[:32]

    def holds(self, token: str) -> bool:
        """Tell whether a request's token is this seat's."""
        return secrets.compare_digest(self.token.encode("ascii"), token.encode("utf-8", "replace"))


class Sessions:
    """The seats that were taken since the program began."""

    def __init__(self) -> None:
        """Open with no seat taken."""
        self._seats: dict[str, Session] = {}

    def of(self, cookie: str | None) -> Session | None:
        """Return the seat of a cookie."""
        return self._seats.get(cookie or "")

    def seat(self, name: str = "", role: str = "chief") -> Session:
        """Take a seat."""
        session = Session(secrets.token_urlsafe(24), name or _user(), role)
        self._seats[session.secret] = session
        return session


def _user() -> str:
    """Return who runs the program, as the system knows him."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "desk"
