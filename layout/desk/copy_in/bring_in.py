"""Copy brought into an issue: each file read, its stories and pictures written, its stories put on a page.

Nothing is written over unasked: a story that is there is replaced only where the desk says so, with the desk's own
marks kept; all text goes through the journal, so that an undo takes an import back.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from layout.desk.copy_in.adverts import advert_alone, revised_advert
from layout.desk.copy_in.files import Incoming, free_ids, incoming_files, read_copy, untouched_samples
from layout.desk.copy_in.page_names import sections_of
from layout.desk.copy_in.pages import IssueText, no_such_page, read_issue_text, with_stories
from layout.desk.copy_in.revise import Revised, revise
from layout.diagnostics import Diagnostic, Place, Severity, has_errors
from layout.ground.dataclass import dataclass, field, replace
from layout.ground.in_place import put_in_place
from layout.intake.bring import Brought, BroughtStory
from layout.intake.report import report
from layout.intake.wishes import ImportWishes
from layout.journal import Change, Journal, YamlEdit, edited, sha256

WHAT = "导入"
"""How the journal's entries of an import begin."""


@dataclass(frozen=True, slots=True)
class CopyOrder:
    """What the desk asks of an import. `when` is the time for the journal, ISO 8601; `check`: nothing is written.

    `hold`: new stories go to the store, on no page.
    """

    files: tuple[Path, ...]
    folder: Path
    story_id: str = ""
    page: int = 0
    hold: bool = False
    replace: bool = False
    changes: str = "accept"
    with_notes: bool = True
    check: bool = False
    when: str = ""
    who: str = ""

    @property
    def label(self) -> str:
        """The issue's folder as the desk knows it."""
        return f"issues/{self.folder.name}"


@dataclass(slots=True)
class CopyIn:
    """What an import came to: each file with what was brought, what was written, what differs from what was there."""

    files: list[tuple[str, Brought | None, list[str]]] = field(default_factory=list)
    written: list[str] = field(default_factory=list)
    differences: list[tuple[str, Revised]] = field(default_factory=list)
    remarks: list[Diagnostic] = field(default_factory=list)


def bring_copy_in(order: CopyOrder) -> CopyIn:
    """Bring files into an issue."""
    done = CopyIn()
    if not order.folder.is_dir():
        done.remarks.append(Diagnostic.make("I100", Severity.ERROR, Place(order.label), folder=order.label))
        return done
    issue = read_issue_text(order.folder)
    at = Place(f"{order.label}/issue.yaml")
    files = list(incoming_files(order.files, order.page, sections_of(issue.pages)))
    pages = {order.page: at}
    pages |= {one.page: Place(str(one.path.parent)) for one in files if isinstance(one, Incoming) if not order.page}
    done.remarks += [told for page, where in pages.items() if (told := no_such_page(issue, page, where))]
    if order.story_id and len(files) > 1:
        done.remarks.append(Diagnostic.make("D133", Severity.ERROR, Place(order.label)))
    if done.remarks:
        return done
    done.remarks += [file for file in files if isinstance(file, Diagnostic)]
    copy, adverts = _parted([file for file in files if isinstance(file, Incoming)])
    placed: dict[int, list[str]] = {}
    for file in copy:
        placed.setdefault(file.page, []).extend(_one(replace(order, page=file.page), file, issue, done))
    for page, idents in sorted(placed.items()):
        _on_page(replace(order, page=page), read_issue_text(order.folder), idents, done, at)
    for file in adverts:
        _one(replace(order, page=file.page), file, issue, done)
    return done


def _parted(files: list[Incoming]) -> tuple[list[Incoming], list[Incoming]]:
    """Return the copy, and the adverts: they are listed behind the stories of their page."""
    adverts = [file for file in files if file.path.suffix.lower() == ".pdf"]
    return [file for file in files if file not in adverts], adverts


def _advert(order: CopyOrder, file: Incoming, standing: str, done: CopyIn) -> bool:
    """Bring an advert in PDF in as a notice of its own size, on the page that is named; tell whether it was one.

    `standing` is the notice that an earlier file of that name became: the new one is then its picture.
    """
    if standing:
        name, changes = revised_advert(order.folder, file.path, standing)
    else:
        name, standing, changes = advert_alone(order.folder, file.path, file.name, order.page)
    if not changes:
        return False
    if not order.check:
        put_in_place(order.folder / name, file.path.read_bytes())
        written = Journal(order.folder).write(changes, who=order.who, what=f"{WHAT} {file.name}", when=order.when)
        done.remarks += written.remarks
        names = [*(change.name for change in changes), name]
        done.written += [f"{order.label}/{one}" for one in names]
    if len(changes) > 1:
        at = Place(f"{order.label}/issue.yaml")
        done.remarks.append(Diagnostic.make("D129", Severity.NOTE, at, id=standing, page=order.page))
    return True


def _one(order: CopyOrder, file: Incoming, issue: IssueText, done: CopyIn) -> list[str]:
    """Bring one file in and return the ids of its stories."""
    was = _hashes(order.folder)
    samples = untouched_samples(order.folder)
    standing = {path.stem: path for path in order.folder.glob("*.md") if path.stem not in samples}
    theirs = _theirs(standing, file.name)
    if order.story_id and order.story_id in standing and not order.replace:
        where = Place(f"{order.label}/{order.story_id}.md")
        done.remarks.append(Diagnostic.make("D003", Severity.ERROR, where, id=order.story_id))
        return []
    if theirs and not order.replace and not order.story_id:
        name = f"{order.label}/{theirs[0]}.md"
        done.remarks.append(Diagnostic.make("D107", Severity.ERROR, Place(file.name), file=name))
        return []
    if file.path.suffix.lower() == ".pdf" and file.path.is_file():
        known = theirs[0] if theirs and order.replace else ""
        if _advert(order, file, known, done):
            return []
    ids = _ids(order, file.path, set(standing), theirs)
    pin = order.page if order.page and issue.is_auto else 0
    brought = read_copy(file.path, file.name, ImportWishes(ids, order.changes, order.with_notes, pin))
    if isinstance(brought, Diagnostic):
        done.remarks.append(brought)
        done.files.append((file.name, None, []))
        return []
    done.remarks += report(file.name, brought, order.label)
    stories = [_revised(order, story, standing.get(story.ident), done) for story in brought.stories]
    if order.hold:
        stories = [story if story.ident in standing else _held(story) for story in stories]
    names = [] if order.check else _write(order, file.name, stories, set(standing), was, done)
    done.files.append((file.name, brought, names))
    return [story.ident for story in stories] if names or order.check else []


def _theirs(standing: dict[str, Path], name: str) -> list[str]:
    """Return the stories that a file of this name became; a bare name finds those that came in a folder, too."""
    sources = {ident: _source(path) for ident, path in standing.items()}
    exact = [ident for ident, source in sources.items() if source == name]
    if exact or "/" in name:
        return exact
    return [ident for ident, source in sources.items() if source.rpartition("/")[2] == name]


def _ids(order: CopyOrder, file: Path, standing: set[str], theirs: list[str]) -> tuple[str, ...]:
    if order.replace and not order.story_id and theirs:
        free = free_ids(theirs[0], standing - {theirs[0]}, theirs[0])
        return (*sorted(theirs, key=lambda one: (len(one), one)), *(one for one in free if one not in theirs))
    if order.replace and not order.story_id and file.stem in standing:
        return free_ids(file.stem, standing - {file.stem})
    return free_ids(file.stem, standing, order.story_id)


def _source(path: Path) -> str:
    """Return the file that a story says it came from."""
    import re

    try:
        head = path.read_bytes()[:8192].decode("utf-8", "replace")
    except OSError:
        return ""
    match = re.search(r'^source:\s*"?([^"\n]*?)"?\s*$', head, re.M)
    return match[1].replace("\\\\", "\\") if match else ""


def _revised(order: CopyOrder, story: BroughtStory, path: Path | None, done: CopyIn) -> BroughtStory:
    """Return a story with what the desk did to the one that it replaces."""
    if path is None or not order.replace:
        return story
    old = path.read_bytes().decode("utf-8", "replace").replace("\r\n", "\n")
    name = f"{order.label}/{path.name}"
    revised = revise(old, _as_imported(order.folder, path.name), story.text)
    done.differences.append((name, revised))
    done.remarks += revised.remarks(Place(name))
    return replace(story, text=revised.text)


def _held(story: BroughtStory) -> BroughtStory:
    """Return a story that is kept back until the desk puts it on a page."""
    text = edited(story.text, YamlEdit(("hold",), True), front_matter=True)
    return story if text is None else replace(story, text=text)


def _as_imported(folder: Path, name: str) -> str | None:
    """Return a story as its last import wrote it, before the desk worked on it; None where that is not known."""
    journal = Journal(folder)
    for entry in reversed(journal.entries()):
        if entry.what.startswith(WHAT) and entry.kind == "change" and any(file == name for file, _, _ in entry.files):
            data = journal.state(name, entry.number)
            return data.decode("utf-8", "replace") if data is not None else None
    return None


def _hashes(folder: Path) -> dict[str, str]:
    """Return the SHA-256 of every story file, taken before any is read: what another hand writes later is not lost."""
    found = {}
    for path in folder.glob("*.md"):
        with suppress(OSError):  # what cannot be read is not written over either
            found[path.name] = sha256(path.read_bytes())
    return found


def _write(
    order: CopyOrder,
    source: str,
    stories: list[BroughtStory],
    standing: set[str],
    was: dict[str, str],
    done: CopyIn,
) -> list[str]:
    """Write pictures, then the stories that name them; where the stories cannot be written the pictures go again.

    `standing` are the stories that are there, samples aside, `was` the hashes of all files before they were read.
    """
    folder = order.folder
    made: list[Path] = []
    try:
        stories = [_with_pictures(order, story, story.ident in standing, made, done) for story in stories]
    except OSError as fault:
        _undo(made)
        reason = fault.strerror or str(fault)
        done.remarks.append(Diagnostic.make("D002", Severity.ERROR, Place(order.label), reason=reason))
        return []
    names = [f"{story.ident}.md" for story in stories]
    changes = [Change(name, story.text.encode(), was.get(name)) for name, story in zip(names, stories, strict=True)]
    written = Journal(folder).write(changes, who=order.who, what=f"{WHAT} {source}", when=order.when)
    done.remarks += written.remarks
    if written.value is None:
        _undo(made)
        return []
    names += [path.relative_to(folder).as_posix() for path in made]
    done.written += [f"{order.label}/{name}" for name in names]
    return names


def _with_pictures(
    order: CopyOrder, story: BroughtStory, replaces: bool, made: list[Path], done: CopyIn
) -> BroughtStory:
    """Write a story's pictures and return it; a picture that is there and differs is never written over.

    A story that is replaced gets the new picture beside the old one, since the desk may have worked on that;
    FileExistsError where a new story meets a file that is none of its own.
    """
    for picture in story.pictures:
        target = order.folder / picture.path
        if not picture.path or (target.is_file() and target.read_bytes() == picture.data):
            continue
        path = picture.path
        if target.exists():
            if not replaces:
                raise FileExistsError(17, "File exists", picture.path)
            stem, _, extension = picture.path.rpartition(".")
            names = (f"{stem}-v{nth}.{extension}" for nth in range(2, 1000))
            path = next(name for name in names if not (order.folder / name).exists())
            done.remarks.append(
                Diagnostic.make("D134", Severity.WARNING, Place(order.label), file=picture.path, new=path)
            )
        put_in_place(order.folder / path, picture.data)
        made.append(order.folder / path)
    return story


def _undo(made: list[Path]) -> None:
    for path in made:
        path.unlink(missing_ok=True)
        if path.parent.name == "photos" and path.parent.is_dir() and not any(path.parent.iterdir()):
            path.parent.rmdir()


def _on_page(order: CopyOrder, issue: IssueText, idents: list[str], done: CopyIn, at: Place) -> None:
    """Put stories on the page that the desk names; say of each that stands nowhere that it does."""
    known = issue.placed()
    was = _hashes(order.folder)
    samples = [ident for ident in untouched_samples(order.folder) if ident in issue.listed(order.page)]
    if not order.page:
        if not issue.is_auto and not order.hold:
            loose = [ident for ident in idents if ident not in known]
            done.remarks += [Diagnostic.make("D131", Severity.NOTE, at, id=ident) for ident in loose]
        return
    new = [ident for ident in idents if ident not in known]
    told = [Diagnostic.make("D129", Severity.NOTE, at, id=ident, page=order.page) for ident in new]
    if issue.is_auto or order.check or not (new or samples):
        done.remarks += told
        return
    text = with_stories(issue, order.page, new, at, samples if idents else ())
    if isinstance(text, Diagnostic):
        done.remarks.append(text)
        return
    seen = sha256(issue.text.encode())
    changes = [Change("issue.yaml", text.encode(), seen)]
    for ident in samples if idents else ():
        changes.append(Change(f"{ident}.md", None, was.get(f"{ident}.md")))
    what = f"{WHAT} {'、'.join(new)} 排进第 {order.page} 版"
    written = Journal(order.folder).write(changes, who=order.who, what=what, when=order.when)
    done.remarks += written.remarks if has_errors(written.remarks) else told
    if written.value is not None:
        done.written.append(f"{order.label}/issue.yaml")
