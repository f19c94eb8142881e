"""What each role may do. The chief may do everything; nobody else may take a story back that another one holds."""

from __future__ import annotations

from typing import Literal

Role = Literal["writer", "editor", "layout", "proof", "chief"]
ROLES: tuple[Role, ...] = ("writer", "editor", "layout", "proof", "chief")

_SEE = frozenset(("checkout", "return", "undo", "redo", "draft"))
_COPY = frozenset(("write", "head", "set", "fix"))
_ISSUE = frozenset(("replace", "import", "sign", "reject", "furnish", "correct"))
_PAGES = frozenset(
    (
        "move", "swap", "to_page", "place", "unplace", "pin", "unpin", "picture", "shape", "make_room", "fill",
        "lengthen", "anew", "take", "lock", "unlock",
    )
)  # fmt: skip

MAY: dict[str, frozenset[str]] = {
    "writer": _SEE | _COPY,
    "editor": _SEE | _COPY | _ISSUE | frozenset(("build", "new_issue", "open")),
    "layout": _SEE | _PAGES | frozenset(("head", "build", "import", "new_issue", "open")),
    "proof": _SEE | frozenset(("fix", "reject", "sign", "write", "head", "set")),
}


def may(role: str, word: str) -> bool:
    """Tell whether a role may do a command."""
    return role == "chief" or word in MAY.get(role, frozenset())


CHIEFS = ("take_back", "back_to")
"""Commands that are the chief's alone."""


def rights() -> dict[str, tuple[str, ...]]:
    """Return for every command who may do it, so that a window can tell before anybody tries."""
    words = sorted({*CHIEFS, *(word for words in MAY.values() for word in words)})
    return {word: tuple(role for role in ROLES if may(role, word)) for word in words}
