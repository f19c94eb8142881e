"""Commands by name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from layout.desk.window.hand import blocks, copy, furniture, pages, pictures, places
from layout.desk.window.hand.scene import Edit, Scene

Command = Callable[[Scene, Mapping[str, Any]], Edit]

COPY: dict[str, Command] = {
    "write": copy.write,
    "head": copy.head,
    "set": copy.set_field,
    "replace": copy.replace_words,
    "fix": copy.fix,
    "furnish": furniture.furnish,
    "correct": furniture.correct,
}
"""What changes copy and the issue's furniture."""

PAGES: dict[str, Command] = {
    "move": blocks.move,
    "swap": blocks.swap,
    "make_room": blocks.make_room,
    "to_page": places.to_page,
    "place": places.place,
    "unplace": places.unplace,
    "pin": places.pin,
    "unpin": places.unpin,
    "picture": pictures.picture,
    "shape": pictures.shape,
    "fill": pages.fill,
    "lengthen": pages.lengthen,
    "anew": pages.anew,
    "take": pages.take,
}
"""What changes pages."""

COMMANDS = COPY | PAGES
