"""Commands on copy: a story's text, its head, find and replace, the fixes that findings offer."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from layout.desk.window.hand.scene import Edit, Scene, text_of


def write(scene: Scene, given: Mapping[str, Any]) -> Edit:
    """Return a story's file with the given text."""
    story = text_of(given, "story", 80)
    name = scene.file_of(story)
    copy = scene.copy(name)
    data = copy.encoded(text_of(given, "text"))
    assert data is not None
    return Edit(f"改稿 {story}", {name: data})
