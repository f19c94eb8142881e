"""Commands by name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from layout.desk.window.hand import blocks, copy
from layout.desk.window.hand.scene import Edit, Scene

Command = Callable[[Scene, Mapping[str, Any]], Edit]

COPY: dict[str, Command] = {"write": copy.write}
"""What a writer may do, too."""

PAGES: dict[str, Command] = {"move": blocks.move, "swap": blocks.swap}
"""What changes pages."""

COMMANDS = COPY | PAGES
