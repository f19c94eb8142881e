"""An issue's folder read into an `Issue`: every file, every fault, in one run.

`read_issue` never raises for what the desk wrote and never stops at the first fault: a broken `issue.yaml` still lets
the stories be checked, a broken story the others.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cached_property
from itertools import islice
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, TypeVar

from layout.diagnostics import Diagnostic, Place, Remarked, Severity
from layout.geometry.profiles import PROFILES
from layout.ground.expression import expression
from layout.issue import almanac
from layout.issue.agreement import check_story, date_faults, neighbour_faults
from layout.issue.columns import due_columns, on_its_page, on_pages, read_columns
from layout.issue.copyfile import CopyFile, read_copy_file, renamed
from layout.issue.corrections import correction_faults, corrections_of, with_printed
from layout.issue.designs import form_faults, read_designs
from layout.issue.fillers import placed_fillers, read_fillers
from layout.issue.furniture import furniture_faults, imprint_of, masthead_of
from layout.issue.house_file import joined, publisher_of, read_house
from layout.issue.inserts import insert_faults, standing_alone
from layout.issue.model import Issue, PagePlan, Story
from layout.issue.notices import clashes, read_contrary, whole_page_faults
from layout.issue.past import past_pages
from layout.issue.permit import check_wording, imprint_faults, is_internal, masthead_faults
from layout.issue.pictures import look_at_photos
from layout.issue.proofread import proofread
from layout.issue.punctuation import RULE, fullwidth
from layout.issue.remarks import in_order
from layout.issue.shape import check_shape, nearest
from layout.issue.source import ReadIssue, SourceMap, StorySource
from layout.issue.story import node_stretches, read_story
from layout.issue.tree import Node, read_tree

if TYPE_CHECKING:
    from layout.issue.schema import IssueFile

T = TypeVar("T")

ISSUE_FILE = "issue.yaml"
PLAN_FILE = "plan.yaml"
_KILLED = expression(r"^killed:\s*\[([^\]]*)\]", re.MULTILINE)
_STORY = expression(r"\bstory:\s*['\"]?([A-Za-z0-9][A-Za-z0-9_-]*)")
PROFILE_NAMES = {"对开": "broadsheet", "大报": "broadsheet", "四开": "tabloid", "小报": "tabloid"}


Drafts = Mapping[str, bytes | None]
"""Files of an issue's folder as they would be, by name; None for one that would be gone."""


def read_issue(folder: Path, before: ReadIssue | None = None, drafts: Drafts = MappingProxyType({})) -> ReadIssue:
    """Read the issue in a folder. Remarks name files as the desk does: `issues/2346/a1.md`, else by `folder`.

    The issue is None where `issue.yaml` is unusable; stories that cannot be read are left out, which is an error too.
    With `before`, the issue as it was read before, such a file stands as it was then, and that is told (I121).
    `drafts` stand for the files of their names.
    """
    label = f"issues/{folder.name}" if folder.parent.name == "issues" else folder.as_posix()
    if not folder.is_dir():
        missing = Diagnostic.make("I100", Severity.ERROR, Place(label), folder=label)
        return ReadIssue(None, (missing,), SourceMap({}, {}))
    reading = _Reading(folder, label, before, drafts)
    reading.read_stories()
    issue = reading.read_head()
    sources = SourceMap(reading.files, reading.sources, reading.house.source)
    return ReadIssue(issue, tuple(in_order(reading.remarks)), sources)


MOST_SOUGHT = 500
"""Remarks on one story's marks and wording before the search is given up."""


class _Reading:
    """The state of reading one folder."""

    def __init__(self, folder: Path, label: str, before: ReadIssue | None, drafts: Drafts) -> None:
        self.folder, self.label, self.before, self.drafts = folder, label, before, drafts
        self.files: dict[str, CopyFile] = {}
        self.sources: dict[str, StorySource] = {}
        self.stories: dict[str, Story] = {}
        self.held: set[str] = set()
        self.unread: set[str] = set()
        house = read_house(folder.parent)
        self.house = house.value
        self.remarks: list[Diagnostic] = list(house.remarks)
        if self.house.source is not None:
            self.files[self.house.source.copy.name] = self.house.source.copy

    def noted(self, found: Remarked[T]) -> T:
        """Keep the remarks of what was read of the house, and return it."""
        self.remarks += found.remarks
        return found.value

    def read_stories(self) -> None:
        """Read every `.md` file of the folder."""
        # A copy that the desk made of a file (`a1 - 副本.md`) comes after the file.
        for path in sorted(self._listed(), key=lambda path: (" " in path.stem, path.name)):
            if path.suffix.lower() != ".md" or path.name.startswith((".", "~$", "README")):
                continue
            copy = self._copy(path)
            read = read_story(copy) if copy is not None else None
            self.remarks.extend(read.remarks if read else ())
            if read is None or read.story is None or copy is None:
                if not self._as_before(path.name):
                    self.unread.add(path.stem)
                continue
            name = read.story.id
            story, remarks = look_at_photos(self.folder, read.story, read.source)
            self.remarks.extend(remarks)
            self.remarks.extend(islice(proofread(story, read.source), MOST_SOUGHT))
            story, source, remarks = with_printed(story, read.source, self.folder)
            self.remarks.extend(remarks)
            if name in self.sources:
                other = self.sources[name].copy.name
                at = copy.place(*read.source.fields.get("id", (0, -1)))
                self.remarks.append(Diagnostic.make("I401", Severity.ERROR, at, id=name, other=other))
                continue
            self.sources[name] = source
            if read.held:
                self.held.add(name)
                self.remarks.append(Diagnostic.make("I402", Severity.NOTE, copy.place(0), id=name))
            else:
                self.stories[name] = story

    def _as_before(self, name: str) -> bool:
        """Take a story as its file was read before; False where it never was."""
        file = f"{self.label}/{name}"
        issue, sources = (self.before.issue, self.before.sources) if self.before else (None, None)
        for story in issue.stories if issue and sources else ():
            assert sources is not None
            if story.id in sources.stories and sources.stories[story.id].copy.name == file:
                self.sources[story.id], self.stories[story.id] = sources.stories[story.id], story
                self.remarks.append(Diagnostic.make("I121", Severity.NOTE, Place(file), file=file))
                return True
        return False

    def _listed(self) -> list[Path]:
        try:
            there = {path for path in self.folder.iterdir() if self.drafts.get(path.name, b"") is not None}
            return sorted(there | {self.folder / name for name, data in self.drafts.items() if data is not None})
        except OSError as fault:
            self.remarks.append(Diagnostic.make("I104", Severity.ERROR, Place(self.label), reason=fault.strerror))
            return []

    def _copy(self, path: Path) -> CopyFile | None:
        # A name in another encoding than the system's holds characters that no report could write.
        name = path.name.encode("utf-8", "replace").decode()
        draft = self.drafts.get(path.name)
        copy, remarks = read_copy_file(path, f"{self.label}/{name}", self.folder, draft=draft)
        self.remarks.extend(remarks)
        if copy is not None:
            self.files[copy.name] = copy
        return copy

    def read_head(self) -> Issue | None:
        """Read `issue.yaml` and put the stories under it."""
        copy = self._copy(self.folder / ISSUE_FILE)
        issue = self._headed(copy) if copy is not None else None
        file = f"{self.label}/{ISSUE_FILE}"
        earlier = self.before.sources.files.get(file) if self.before else None
        if issue is None and earlier is not None and (copy is None or copy.text != earlier.text):
            self.files[file] = earlier
            self.remarks.append(Diagnostic.make("I121", Severity.NOTE, Place(file), file=file))
            return self._headed(earlier)
        return issue

    def _headed(self, copy: CopyFile) -> Issue | None:
        from layout.issue.schema import IssueFile

        tree, remarks = read_tree(copy)
        self.remarks.extend(remarks)
        if tree is None:
            return None
        front, remarks = check_shape(copy, tree, IssueFile)
        self.remarks.extend(remarks)
        if front is None:
            return None
        self.sources[""] = StorySource(copy, node_stretches(tree), ())
        # Where the pages themselves are out of shape, a story that stands on none of them is no news.
        sound = not any(str(dict(remark.args).get("key", "")).startswith("pages") for remark in remarks)
        return _IssueReader(self, copy, tree, front, sound).made()


class _IssueReader:
    """An issue on its way from its file into the model."""

    def __init__(self, reading: _Reading, copy: CopyFile, tree: Node, front: IssueFile, sound: bool) -> None:
        self.reading, self.copy, self.tree, self.front, self.sound = reading, copy, tree, front, sound
        self.changed = 0
        self.masthead = masthead_of(front.masthead, self._text)
        self.imprint = imprint_of(front.imprint)
        self.profile = self._profile(front.profile)
        self.columns: dict[str, Story] = {}
        self.designs = reading.noted(read_designs(reading.folder.parent))
        self.fillers = reading.noted(read_fillers(reading.folder.parent))

    def made(self) -> Issue:
        """Return the issue, with remarks on everything that does not agree."""
        from layout.issue.schema import pages_asked, pages_listed

        front = self.front
        asked = pages_asked(front.pages)
        self._add_columns()
        self._check_stories()
        stories = tuple(self.reading.stories.values())
        listed = pages_listed(front.pages)
        pages = self._pages(on_pages(listed, self.columns) if listed is not None else None)
        if pages is not None:
            order = {story: nth for nth, story in enumerate(name for page in pages for name in page.stories)}
            stories = tuple(sorted(stories, key=lambda story: order.get(story.id, len(order))))
            on = {name: page.number for page in pages for name in page.stories if name in self.columns}
            sources = self.reading.sources
            stories = tuple(
                on_its_page(story, sources[story.id], on[story.id]) if story.id in on else story for story in stories
            )
        freed = self._check_inserts(pages)
        stories = tuple(standing_alone(story) if story.id in freed else story for story in stories)
        if asked is not None and len(asked.names) > asked.auto:
            more = "、".join(asked.names[asked.auto :])
            self._say("I465", Severity.WARNING, ("pages", "names"), pages=asked.auto, count=len(asked.names), more=more)
        self._check_corrections()
        contrary = self.reading.noted(read_contrary(self.reading.folder.parent))
        self._check_whole_pages(pages)
        for code, nth, args in form_faults(listed or (), self.reading.stories, self.designs):
            self._say(code, Severity.ERROR, ("pages", nth, "form"), **args)
        self._check_date()
        self._check_permit()
        self.reading.remarks.extend(furniture_faults(self.copy, self.tree))
        issue = Issue(
            number=front.issue.no,
            date=front.issue.date,
            weekday=almanac.weekday(front.issue.date),
            lunar=almanac.lunar(front.issue.date),
            masthead=self.masthead,
            imprint=self.imprint,
            profile=self.profile,
            pages=pages,
            stories=stories,
            publisher=publisher_of(self.reading.house, front),
            **joined(self.reading.house, front),
            corrections=corrections_of(front.corrections),
            clashes=clashes(stories, contrary),
            designs=self.designs,
            past=past_pages(self.reading.folder, front.issue.no, self.profile),
            fillers=tuple(read.story for read in self.fillers if read.story is not None),
            proof_off=tuple(front.proof.off) if front.proof else (),
            auto=asked.auto if asked else 0,
            sections=tuple(asked.names) if asked else (),
        )
        if self.changed:
            self._say("I501", Severity.NOTE, (), rule=RULE, count=self.changed)
        return issue

    def _say(self, code: str, severity: Severity, path: tuple[str | int, ...], **args: object) -> None:
        node = self.tree.at(path)
        place = self.copy.place(node.start, node.end) if path else Place(self.copy.name)
        self.reading.remarks.append(Diagnostic.make(code, severity, place, None, **args))

    def _text(self, value: str) -> str:
        text, count = fullwidth(value.strip())
        self.changed += count
        return text

    def _check_date(self) -> None:
        """Judge number and date: by the folder's name, the almanac, the neighbouring issues."""
        head = self.front.issue
        name = self.reading.folder.resolve().name
        if name.isdecimal() and name != str(head.no):
            self._say("I420", Severity.ERROR, ("issue", "no"), value=head.no, folder=name)
        for code, severity, key, args in date_faults(head.date, head.weekday, head.lunar):
            node = self.tree.at(("issue", key))
            fix = str(args["right"]) if "right" in args else None
            at = self.copy.place(node.start, node.end)
            self.reading.remarks.append(Diagnostic(code, severity, at, tuple(args.items()), fix))
        for args in neighbour_faults(self.reading.folder, head.no, head.date):
            self._say("I424", Severity.WARNING, ("issue", "date"), **args)

    def _check_permit(self) -> None:
        """Judge masthead and imprint by the law on internal publications, and whether the QR code leads anywhere."""
        qr = self.masthead.qr
        if qr is not None and not qr[1]:
            self._say("I610", Severity.WARNING, ("masthead", "qr", "target"))
        if not is_internal(self.masthead):
            return
        for code, key, args in masthead_faults(self.masthead):
            self._say(code, Severity.WARNING, ("masthead", key), **args)
        for key in imprint_faults(self.imprint):
            self._say("I620", Severity.WARNING, ("imprint", key), key=f"imprint.{key}")

    def _check_stories(self) -> None:
        """Judge every story: by its kind and the grid, its marks, its pictures, and the law's wording."""
        reading, grid = self.reading, PROFILES[self.profile]
        if not reading.stories:
            self._say("I425", Severity.ERROR, ("pages",))
        for name, story in reading.stories.items():
            source = reading.sources[name]
            reading.remarks.extend(check_story(story, source, grid))
            if is_internal(self.masthead):
                reading.remarks.extend(islice(check_wording(story, source), MOST_SOUGHT))

    @cached_property
    def _planned(self) -> frozenset[str]:
        """The stories that a kept page dummy names: one of those that has no file any more was killed."""
        draft = self.reading.drafts.get(PLAN_FILE)
        try:
            data = (self.reading.folder / PLAN_FILE).read_bytes() if draft is None else draft
        except OSError:
            return frozenset()
        text = data.decode("utf-8", "replace")
        killed = (name.strip() for names in _KILLED.findall(text) for name in names.split(","))
        return frozenset(_STORY.findall(text)) | frozenset(killed)

    def _check_inserts(self, pages: tuple[PagePlan, ...] | None) -> set[str]:
        """Judge every story that is to stand inside another one; return those whose host was killed or is held."""
        freed = set()
        reading = self.reading
        at = {story: page.number for page in pages or () for story in page.stories}
        for name, code, args in insert_faults(reading.stories, at):
            source = reading.sources[name]
            place = source.copy.place(*source.fields.get("layout.inside", (0, -1)))
            gone = code == "I442" and (args["host"] in reading.held or args["host"] in self._planned)
            if gone:
                freed.add(name)
            severity = Severity.NOTE if gone else Severity.ERROR
            reading.remarks.append(Diagnostic.make("I448" if gone else code, severity, place, None, **args))
        return freed

    def _add_columns(self) -> None:
        """Put the house's fixed columns of the day among the stories, save those that the desk does without."""
        reading, weekday = self.reading, almanac.weekday(self.front.issue.date)
        fixed = reading.noted(read_columns(reading.folder.parent, weekday))
        due = (*fixed, *placed_fillers(self.fillers, reading.folder, reading.drafts))
        out = {*self.front.without, *reading.held, *reading.unread}
        for story, source in due_columns(due, reading.stories, reading.sources, out):
            if source is None:
                self._say("I459", Severity.WARNING, (), id=story.id, day=weekday)
                continue
            self.columns[story.id] = reading.stories[story.id] = story
            reading.sources[story.id], reading.files[source.copy.name] = source, source.copy

    def _check_whole_pages(self, pages: tuple[PagePlan, ...] | None) -> None:
        """Judge every notice that takes a page for itself by what else stands there."""
        for name, code, args in whole_page_faults(self.reading.stories, pages or ()):
            source = self.reading.sources[name]
            place = source.copy.place(*source.fields.get("layout.size", (0, -1)))
            self.reading.remarks.append(Diagnostic.make(code, Severity.ERROR, place, None, **args))

    def _check_corrections(self) -> None:
        """Judge the corrections that the issue lists of its own stories."""
        front, known = self.front, (*self.reading.stories, *self.reading.held, *self.reading.unread)
        for code, key, nth, args in correction_faults(front.corrections, known, front.issue.date):
            self._say(code, Severity.ERROR, ("corrections", nth, key), **args)

    def _profile(self, name: str) -> str:
        name = PROFILE_NAMES.get(name, name)
        if name in PROFILES:
            return name
        known = ", ".join(PROFILES)
        near = nearest(name, list(PROFILES))
        self._say("I403", Severity.ERROR, ("profile",), value=name, known=known, near=near)
        return "broadsheet"

    def _pages(self, pages: Any) -> tuple[PagePlan, ...] | None:
        if pages is None:
            return None
        reading = self.reading
        where: dict[str, int] = {}
        plans: list[PagePlan] = []
        unplaced = reading.stories.keys() - {name for page in pages for name in page.stories}
        for nth, page in enumerate(pages):
            kept = []
            for position, name in enumerate(page.stories):
                path = ("pages", nth, "stories", position)
                if name in where:
                    self._say("I412", Severity.ERROR, path, id=name, page=page.no, first=where[name])
                    continue
                where[name] = page.no
                if name in reading.stories:
                    kept.append(name)
                elif name in reading.held:
                    self._say("I414", Severity.NOTE, path, id=name)
                elif name not in reading.unread:
                    near = nearest(name, list(reading.stories))
                    if name in self._planned and near not in unplaced:
                        self._say("I418", Severity.NOTE, path, id=name)
                    else:
                        file = renamed(reading.folder, f"{name}.md")
                        self._say("I411", Severity.ERROR, path, id=name, near=near, file=file, wanted=f"{name}.md")
            if any(plan.number == page.no for plan in plans):
                self._say("I415", Severity.ERROR, ("pages", nth, "no"), page=page.no)
                continue
            plans.append(PagePlan(page.no, page.name, tuple(kept), tuple(page.editors.items()), page.form, page.spread))
        for name, story in reading.stories.items():
            if name not in where and self.sound:
                at = reading.sources[name].copy.place(0)
                reading.remarks.append(Diagnostic.make("I413", Severity.ERROR, at, id=name, title=story.head.title))
        numbers = [number for page in pages for number in (page.no, page.no + 1)[: 1 + page.spread]]
        if numbers and sorted(set(numbers)) != list(range(1, len(set(numbers)) + 1)):
            self._say("I416", Severity.WARNING, ("pages",), numbers=", ".join(str(number) for number in numbers))
        for nth, page in enumerate(pages):
            if not page.stories and self.sound:
                self._say("I417", Severity.WARNING, ("pages", nth), page=page.no)
        return tuple(sorted(plans, key=lambda plan: plan.number))
