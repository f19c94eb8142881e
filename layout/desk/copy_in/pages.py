"""Stories put on a page of `issue.yaml`: an id is added to the page's list, every other character stays."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from layout.diagnostics import Diagnostic, Place, Severity
from layout.ground.dataclass import dataclass
from layout.issue.copyfile import CopyFile
from layout.issue.tree import read_tree
from layout.journal import YamlEdit, edited


@dataclass(frozen=True, slots=True)
class IssueText:
    """An issue's `issue.yaml`: its text (empty: none that can be read), and its pages as plain data."""

    text: str
    pages: Any = None

    @property
    def is_auto(self) -> bool:
        """Tell whether the system shares stories out over the pages."""
        return not isinstance(self.pages, list)

    def index(self, page: int) -> int | None:
        """Return where a page stands in the list."""
        for nth, one in enumerate(self.pages if isinstance(self.pages, list) else ()):
            if isinstance(one, dict) and str(one.get("no")) == str(page):
                return nth
        return None

    def listed(self, page: int) -> list[str]:
        """Return the ids that stand on a page."""
        nth = self.index(page)
        return [str(ident) for ident in self.pages[nth].get("stories") or ()] if nth is not None else []

    def placed(self) -> set[str]:
        """Return the ids that stand on a page."""
        pages = self.pages if isinstance(self.pages, list) else []
        return {str(ident) for one in pages if isinstance(one, dict) for ident in one.get("stories") or ()}


def read_issue_text(folder: Path) -> IssueText:
    """Return `issue.yaml` of a folder."""
    try:
        text = (folder / "issue.yaml").read_bytes().decode("utf-8")
    except (OSError, UnicodeDecodeError):
        return IssueText("")
    tree, _ = read_tree(CopyFile("issue.yaml", text.replace("\r\n", "\n")))
    data = tree.plain() if tree is not None else {}
    return IssueText(text, data.get("pages") if isinstance(data, dict) else None)


def no_such_page(issue: IssueText, page: int, at: Place) -> Diagnostic | None:
    """Return why a story cannot be put on a page, or None."""
    if not page or issue.is_auto or issue.index(page) is not None:
        return None
    known = tuple(str(one.get("no")) for one in issue.pages if isinstance(one, dict))
    return Diagnostic.make("D130", Severity.ERROR, at, page=page, known=known or ("—",))


def with_stories(
    issue: IssueText, page: int, idents: list[str], at: Place, instead: Sequence[str] = ()
) -> str | Diagnostic:
    """Return the text of `issue.yaml` with stories added to a page, after those that stand there less some of them."""
    nth = issue.index(page)
    text = issue.text
    for ident in instead:
        stories = IssueText(text, _pages(text)).listed(page)
        gone = edited(text, YamlEdit(("pages", nth or 0, "stories", stories.index(ident)), how="remove"))
        text = gone if gone is not None else text
    for ident in idents:
        current = IssueText(text, _pages(text))
        stories = current.pages[nth].get("stories") or [] if isinstance(current.pages, list) and nth is not None else []
        done = edited(text, YamlEdit(("pages", nth or 0, "stories", len(stories)), ident, "insert"))
        if done is None:
            why, reason = "这一版的写法认不准", "the way that the page is written is not certain"
            return Diagnostic.make("D132", Severity.ERROR, at, id=ident, why=why, reason=reason)
        text = done
    return text


def _pages(text: str) -> Any:
    tree, _ = read_tree(CopyFile("issue.yaml", text))
    data = tree.plain() if tree is not None else {}
    return data.get("pages") if isinstance(data, dict) else None
