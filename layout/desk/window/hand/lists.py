"""The lists of stories in `issue.yaml`: which page each is meant for."""

from __future__ import annotations

from collections.abc import Mapping

from layout.desk.window.hand.scene import ISSUE, Scene
from layout.journal import YamlEdit


def listed(scene: Scene, going: Mapping[str, int]) -> dict[str, bytes | None]:
    """Return `issue.yaml` with stories on other pages' lists, on none for 0; nothing where it has no lists."""
    if scene.issue is None or scene.issue.pages is None:
        return {}
    pages = _pages(scene.copy(ISSUE).text)
    edits = []
    for at, (no, stories) in enumerate(pages):
        gone = [nth for nth, story in enumerate(stories) if going.get(story, no) != no]
        come = [story for story, number in going.items() if number == no and story not in stories]
        edits += [YamlEdit(("pages", at, "stories", nth), how="remove") for nth in reversed(gone)]
        left = len(stories) - len(gone)
        edits += [YamlEdit(("pages", at, "stories", left + nth), story, "insert") for nth, story in enumerate(come)]
    return {ISSUE: scene.changed(ISSUE, *edits)} if edits else {}


def _pages(text: str) -> list[tuple[int, list[str]]]:
    from layout.issue.copyfile import CopyFile
    from layout.issue.tree import read_tree

    tree, _ = read_tree(CopyFile("", text))
    pages = tree.plain().get("pages") if tree is not None else None
    if not isinstance(pages, list):
        return []
    return [(int(page["no"]), list(page.get("stories") or ())) for page in pages]
