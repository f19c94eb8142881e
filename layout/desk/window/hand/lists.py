"""The lists of stories in `issue.yaml`: which page each is meant for."""

from __future__ import annotations

from layout.desk.window.hand.scene import ISSUE, Scene
from layout.journal import YamlEdit


def listed(scene: Scene, story: str, number: int) -> dict[str, bytes | None]:
    """Return `issue.yaml` with a story on another page's list, on none for 0; nothing where it has no lists."""
    if scene.issue is None or scene.issue.pages is None:
        return {}
    root = scene.copy(ISSUE)
    pages = _pages(root.text)
    edits = []
    for at, (no, stories) in enumerate(pages):
        if story in stories and no != number:
            edits.append(YamlEdit(("pages", at, "stories", stories.index(story)), how="remove"))
        elif no == number and story not in stories:
            edits.append(YamlEdit(("pages", at, "stories", len(stories)), story, "insert"))
    return {ISSUE: scene.changed(ISSUE, *edits)} if edits else {}


def _pages(text: str) -> list[tuple[int, list[str]]]:
    from layout.issue.copyfile import CopyFile
    from layout.issue.tree import read_tree

    tree, _ = read_tree(CopyFile("", text))
    pages = tree.plain().get("pages") if tree is not None else None
    if not isinstance(pages, list):
        return []
    return [(int(page["no"]), list(page.get("stories") or ())) for page in pages]
