"""What a command works on and what it makes: the issue as it stands, and the edit that is to be made of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NoReturn

from layout.ground.dataclass import dataclass, field, replace
from layout.ground.expression import expression
from layout.issue.copyfile import CONTROL, CopyFile, read_copy_file
from layout.issue.story import read_story
from layout.journal import YamlEdit, edited

if TYPE_CHECKING:
    from pathlib import Path

    from layout.desk.build.results import Judged
    from layout.desk.house import House
    from layout.diagnostics import Diagnostic
    from layout.issue.model import Issue, Story
    from layout.issue.source import SourceMap
    from layout.makeup.dummy.plan import Block, PageDummy, Plan
    from layout.makeup.page.caseroom import CaseRoom

IDENT = expression(r"[A-Za-z0-9][A-Za-z0-9_-]{0,39}")
"""What a story may be called."""

PLAN, ISSUE = "plan.yaml", "issue.yaml"


class RefusedError(Exception):
    """A command that cannot be done, in the desk's words; raised by commands, answered by the server."""

    def __init__(self, word: str, zh: str, en: str, status: int = 400, remarks: tuple[Diagnostic, ...] = ()) -> None:
        """Refuse with a word for programs, one sentence for people, and what was found against it."""
        super().__init__(word)
        self.word, self.zh, self.en, self.status, self.remarks = word, zh, en, status, remarks


def refuse(word: str, zh: str, en: str, status: int = 400) -> NoReturn:
    """Refuse a command."""
    raise RefusedError(word, zh, en, status)


def refuse_with(word: str, zh: str, en: str, remarks: tuple[Diagnostic, ...]) -> NoReturn:
    """Refuse a command with what was found against it."""
    raise RefusedError(word, zh, en, 422, remarks)


@dataclass(frozen=True, slots=True)
class Edit:
    """What a command makes: files as they are to be by name (None: gone), another dummy, and a word for the history."""

    what: str
    files: Mapping[str, bytes | None] = field(default_factory=dict)
    plan: Plan | None = None


@dataclass(frozen=True, slots=True)
class Scene:
    """The issue as the desk last read it, with its pages as they are made up (None where nothing can be set)."""

    house: House
    number: int
    issue: Issue | None
    sources: SourceMap
    judged: Judged | None
    findings: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    """What was found, by the name that a command speaks of it."""
    choices: Mapping[str, PageDummy] = field(default_factory=dict)
    """Other make-ups of pages that were shown, by name."""

    @property
    def folder(self) -> Path:
        """The issue's folder."""
        return self.house.issue(self.number)

    def story(self, name: str) -> Story:
        """Return a story of the issue; refused where there is none."""
        story = self.issue.story(name) if self.issue else None
        return story or refuse("no_story", f"没有稿件 {name}", f"there is no story {name}", 404)

    def file_of(self, story: str) -> str:
        """Return the name of a story's file, held ones too."""
        source = self.sources.stories.get(story) if story else None
        if source is not None:
            return file_name(source.copy.name, story)
        # One that could never be read yet has its file all the same, to be put right.
        name = f"{story}.md"
        if not IDENT.fullmatch(story) or not (self.folder / name).is_file():
            refuse("no_story", f"没有稿件 {story}", f"there is no story {story}", 404)
        return name

    def copy(self, name: str) -> CopyFile:
        """Return a file as it stands now; refused where it cannot be read or must not be written back.

        A fixed column that the issue has no story of yet begins as the house has it.
        """
        copy, _ = read_copy_file(self.folder / name, name, self.folder)
        if copy is None and not (self.folder / name).exists():
            copy = self._column(name)
        if copy is None or copy.original is None:
            refuse(
                "unreadable",
                f"{name} 读不出来，请先在编辑器里改好",
                f"{name} cannot be read: mend it in an editor",
                409,
            )
        return copy

    def _column(self, name: str) -> CopyFile | None:
        path = column_path(self.house, self.sources, name.removesuffix(".md"))
        return own_copy(path) if path is not None else None

    def with_files(self, files: Mapping[str, bytes | None]) -> Issue:
        """Return the issue as it would be with some files changed; refused where it could not be read then."""
        from layout.issue.reader import read_issue

        done = read_issue(self.folder, drafts=files)
        if done.issue is None:
            refuse_with("unreadable", "改后读不出来", "the issue could not be read then", done.remarks)
        return done.issue

    def changed(self, name: str, *edits: YamlEdit) -> bytes:
        """Return a file of the issue after some changes of its YAML; refused where they cannot be made."""
        copy = self.copy(name)
        text = edited(copy.text, *edits, front_matter=name.endswith(".md"))
        if text is None:
            refuse(
                "unwritable",
                f"{name} 这样写改不了，请在编辑器里改",
                f"{name} cannot be changed here: use an editor",
                409,
            )
        data = copy.encoded(text)
        assert data is not None
        return data

    def pages(self) -> Judged:
        """Return the pages made up; refused where there are none."""
        return self.judged or refuse("no_pages", "还没有排出版面", "there are no pages yet", 409)

    def room(self, page: PageDummy) -> CaseRoom:
        """Return the case room in which a page is set: a spread has a grid of its own."""
        room = self.pages().room
        return room.on(page.grid(room.grid))

    def block(self, name: Any) -> tuple[PageDummy, Block]:
        """Return a block by its name, with its page."""
        story, _, part = str(name).partition(".")
        for page in self.pages().plan.pages:
            for block in page.blocks:
                if (block.story, str(block.part)) == (story, part or "1"):
                    return page, block
        return refuse("no_block", f"版面上没有 {name}", f"there is no block {name}", 404)


COLUMNS = "issues/house/columns/"
"""Where the files of the house's fixed columns stand, as the reader names them."""


def file_name(read_from: str, story: str) -> str:
    """Return the name of a story's file in its issue's folder; of a fixed column, of the issue's own copy of it."""
    return f"{story}.md" if read_from.startswith(COLUMNS) else read_from.rpartition("/")[2]


def column_path(house: House, sources: SourceMap, story: str) -> Path | None:
    """Return the file of a column that an issue prints and has no copy of its own of; None for every other story."""
    source = sources.stories.get(story) if story else None
    if source is None or not source.copy.name.startswith(COLUMNS):
        return None
    return house.root / source.copy.name


def own_copy(path: Path) -> CopyFile | None:
    """Return a column as an issue's own story of it would begin: the same without its days; None if unreadable.

    One with pictures is refused: they lie beside the column's file, where no story of an issue finds them.
    """
    copy, _ = read_copy_file(path, path.name, path.parent)
    if copy is None or copy.original is None:
        return None
    read = read_story(copy)
    if read.story is not None and any(photo.file for photo in read.story.photos):
        refuse(
            "column",
            f"栏目 {path.stem} 有图，图在栏目文件旁边：请总编改栏目本身，或在 issue.yaml 写 without",
            f"the column {path.stem} has pictures beside its file: the chief changes the column itself",
            409,
        )
    text = edited(copy.text, YamlEdit(("days",), how="remove"), front_matter=True)
    return replace(copy, text=copy.text if text is None else text)


def cells(value: Any, least: int = 0) -> tuple[int, int]:
    """Return two whole numbers of a command, columns and rows; refused where it is anything else."""
    good = (
        isinstance(value, list)
        and len(value) == 2
        and all(isinstance(one, int) and not isinstance(one, bool) and least <= one <= 400 for one in value)
    )
    if not good:
        refuse("bad_cells", "栏和行要写成两个整数", "columns and rows are two whole numbers")
    return value[0], value[1]


def text_of(given: Mapping[str, Any], key: str, most: int = 400_000) -> str:
    """Return a text of a command."""
    value = given.get(key)
    if not isinstance(value, str) or len(value) > most:
        refuse("bad_text", f"缺 {key}", f"{key} is missing or no text")
    if bad := CONTROL.search(value):
        code = f"U+{ord(bad.group()):04X}"
        refuse("bad_text", f"有不能排的控制字符 {code}", f"it holds {code}, which no copy may")
    return value
