"""Deeds: commands done through the journal, by somebody who may do them, on what nobody else holds."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any

from layout.desk.clock import now
from layout.desk.window.hand.columns import column_undone, column_written
from layout.desk.window.hand.commands import COMMANDS
from layout.desk.window.hand.plan_text import heading, new_text, plan_text
from layout.desk.window.hand.scene import PLAN, Edit, RefusedError, Scene, column_path, file_name, refuse, text_of
from layout.desk.window.history_words import deed
from layout.desk.window.jobs.drafts import drop
from layout.desk.window.people.roles import may
from layout.diagnostics import Diagnostic, Severity
from layout.issue.signatures import RELEASE
from layout.journal import Change, HistoryEntry, Journal

if TYPE_CHECKING:
    from pathlib import Path

    from layout.desk.window.desk import Desk
    from layout.desk.window.people.holders import Holders
    from layout.desk.window.people.seats import Seat
    from layout.desk.window.records import Showing
    from layout.makeup.dummy.plan import PageDummy

_SHOWN = ("have", "glyphs", "seen")
"""What of a command tells what the browser shows, not what is wanted."""

Files = tuple[tuple[str, bytes | None], ...]


class ConflictError(Exception):
    """Files that changed elsewhere since they were read; raised before anything is written."""

    def __init__(self, files: Iterable[tuple[str, bytes | None]]) -> None:
        """Name the files, each with what it was to hold."""
        super().__init__("conflict")
        self.files = tuple(files)


class Deeds:
    """What is done to one issue."""

    def __init__(self, desk: Desk, holders: Holders) -> None:
        """Work on a desk's issue, with its leases."""
        self.desk, self.holders = desk, holders
        self.choices: dict[str, PageDummy] = {}
        self._tried: tuple[Showing, dict[str, Any], Edit] | None = None
        self._own: dict[str, Callable[[Mapping[str, Any], Seat], HistoryEntry | None]] = {
            "undo": self._turned,
            "redo": self._turned,
            "back_to": self._back_to,
            "checkout": self._checkout,
            "return": self._return,
            "take_back": self._take_back,
            "lock": self._lock,
            "unlock": self._unlock,
            "sign": self._sign,
            "reject": self._reject,
        }

    @property
    def journal(self) -> Journal:
        """The journal of the issue's folder."""
        return Journal(self.desk.house.issue(self.desk.number))

    def scene(self) -> Scene:
        """Return what commands work on."""
        desk = self.desk
        showing = desk.showing
        if showing is None:
            refuse("building", "还在排第一遍", "the first pages are still being made", 503)
        reached = showing.checked.reached
        issue = reached.issue if reached else None
        return Scene(
            desk.house, desk.number, issue, showing.checked.sources, showing.judged, self._findings(), self.choices
        )

    def _findings(self) -> dict[str, dict[str, Any]]:
        """Return what was found, by key, each with the hash of the file that it was found in."""
        state = self.desk.state
        proof = state.get("proofreading") or {}
        sets = [(state.get("diagnostics", ()), state.get("files", {}))]
        sets += [(proof.get(part, ()), proof.get("files", {})) for part in ("must", "look")]
        return {
            record["key"]: {**record, "hash": files.get(str(record["file"]).rpartition("/")[2])}
            for records, files in sets
            for record in records
        }

    def edit(self, given: Mapping[str, Any], seat: Seat) -> Edit:
        """Return what a command would change; refused where the person may not do it."""
        word = str(given.get("do"))
        self._allowed(word, seat)
        command = COMMANDS.get(word)
        if command is None:
            refuse("unknown", f"没有这个命令：{word[:40]}", f"there is no command {word[:40]}")
        showing, wanted = self.desk.showing, {name: value for name, value in given.items() if name not in _SHOWN}
        if self._tried is not None and self._tried[0] is showing and self._tried[1] == wanted:
            return self._tried[2]  # the hand lets go where it was tried last: the solver need not search again
        edit = command(self.scene(), given)
        if showing is not None:
            self._tried = showing, wanted, edit
        return edit

    def do(self, given: Mapping[str, Any], seat: Seat) -> HistoryEntry | None:
        """Do a command; return its entry in the history, None where nothing was to be done."""
        word = str(given.get("do"))
        own = self._column if given.get("house") else self._own.get(word)
        if own is not None:
            self._allowed(word, seat)
            return own(given, seat)
        edit = self.edit(given, seat)
        self._tried = None
        held = self._touched(edit)
        self._free(held, seat)
        entry = self.write(edit, given, seat)
        for one in held:
            self.holders.take(one, seat.name)
        if word == "write":
            for name in edit.files:
                drop(self.desk.house.issue(self.desk.number), name)
        return entry

    def _allowed(self, word: str, seat: Seat) -> None:
        if not may(seat.role, word):
            refuse("role", "你的角色不能做这件事", "your role may not do that", 403)

    def _free(self, what: Iterable[str], seat: Seat) -> None:
        lease = self.holders.against(what, seat.name)
        if lease is None:
            return
        if lease.what.startswith("page:"):
            number = lease.what.removeprefix("page:")
            refuse("locked", f"{lease.name} 正在动第 {number} 版", f"{lease.name} is moving page {number}", 423)
        refuse("held", f"{lease.what} 在 {lease.name} 手里", f"{lease.name} holds {lease.what}", 423)

    def _touched(self, edit: Edit) -> list[str]:
        """Return the stories and pages that an edit changes."""
        return [*self._stories(edit.files), *(f"page:{number}" for number in self._pages(edit))]

    def _stories(self, names: Iterable[str]) -> list[str]:
        stories = self.desk.sources.stories if self.desk.sources else {}
        files = {file_name(source.copy.name, story): story for story, source in stories.items() if story}
        return [files[name] for name in names if name in files]

    def _pages(self, edit: Edit) -> list[int]:
        if edit.plan is None or self.desk.judged is None:
            return []
        before = {page.number: page for page in self.desk.judged.plan.pages}
        return [page.number for page in edit.plan.pages if before.get(page.number) != page]

    def write(self, edit: Edit, given: Mapping[str, Any], seat: Seat) -> HistoryEntry | None:
        """Write an edit through the journal, on condition of what its files were seen to hold."""
        journal = self.journal
        files = dict(edit.files)
        known = self.desk.state.get("files", {})
        made_up = PLAN not in known and journal.seen(PLAN) is None
        if edit.plan is not None:
            files[PLAN] = self._plan_file(edit, journal, seat.name)
        seen = given.get("seen")
        seen = seen if isinstance(seen, dict) else {}
        if PLAN in files and made_up:
            known = {**known, PLAN: journal.seen(PLAN)}  # the made-up dummy, kept a moment ago
        changes = [Change(name, data, seen.get(name, known.get(name))) for name, data in files.items()]
        done = journal.write(changes, who=seat.name, what=edit.what, when=now())
        return written(done.value, done.remarks, tuple(files.items()))

    def _plan_file(self, edit: Edit, journal: Journal, who: str) -> bytes:
        """Return the dummy's file as it is to be; a made-up dummy that no file holds yet is kept first."""
        scene = self.scene()
        assert edit.plan is not None and scene.issue is not None
        path = scene.folder / PLAN
        if not path.exists():
            kept = new_text(scene.pages().plan).encode("utf-8")
            done = journal.write([Change(PLAN, kept, None)], who=who, what=deed("plan kept"), when=now())
            written(done.value, done.remarks, ((PLAN, kept),))
        copy = scene.copy(PLAN)
        # A dummy that places another picture is read beside the story that has it.
        issue = scene.with_files(edit.files) if edit.files else scene.issue
        text = plan_text(copy.text, path, issue, edit.plan)
        if text is None:
            # Written in a way that cannot be changed at one spot: what stands over it stays, other remarks are lost.
            text = heading(copy.text) + new_text(edit.plan)
            self.journal.note(who=who, what=deed("plan rewritten"), when=now())
        data = copy.encoded(text)
        assert data is not None
        return data

    def _column(self, given: Mapping[str, Any], seat: Seat) -> HistoryEntry | None:
        """Write a column of the house itself, or take that back; the issue's history has a line of it."""
        word, story = str(given.get("do")), self._story(given)
        if seat.role != "chief":
            refuse("role", "栏目各期共用，由总编改", "all issues print a column: it is the chief's to change", 403)
        path = column_path(self.desk.house, self.scene().sources, story)
        if path is None or word not in ("write", "undo"):
            refuse("no_column", f"{story} 不是固定栏目", f"{story} is no fixed column", 404)
        if word == "undo":
            entry = column_undone(path, who=seat.name, when=now())
        else:
            seen = given.get("seen")
            entry = column_written(path, text_of(given, "text"), seen, who=seat.name, when=now())
        return self._noted(deed("column undone" if word == "undo" else "column", story=story), seat) if entry else None

    def _turned(self, given: Mapping[str, Any], seat: Seat) -> HistoryEntry | None:
        """Take the last change back, or make it again: one's own, or anyone's for those who answer for the issue."""
        journal = self.journal
        back = given.get("do") == "undo"
        entry = journal.undoable() if back else journal.redoable()
        if entry is None:
            return None
        if entry.who != seat.name and seat.role not in ("chief", "editor", "layout"):
            refuse("role", "这一步是别人做的", "somebody else did that", 403)
        self._free(self._stories(name for name, _, _ in entry.files), seat)
        done = journal.undo(who=seat.name, when=now()) if back else journal.redo(who=seat.name, when=now())
        step = entry.number - 1 if back else entry.number
        wanted = tuple((name, journal.state(name, step)) for name, _, _ in entry.files) if done.value is None else ()
        return written(done.value, done.remarks, wanted)

    def _back_to(self, given: Mapping[str, Any], seat: Seat) -> HistoryEntry | None:
        """Bring every file of the history back to what it held after an entry, as one new change."""
        number = given.get("n")
        if not isinstance(number, int) or isinstance(number, bool) or number < 0:
            refuse("bad_number", "要写第几步", "the number of an entry is wanted")
        journal = self.journal
        names = sorted({name for entry in journal.entries() for name, _, _ in entry.files})
        changes = [Change(name, journal.state(name, number), journal.seen(name)) for name in names]
        self._free(self._stories(change.name for change in changes if _differs(change)), seat)
        done = journal.write(changes, who=seat.name, what=deed("back to", step=number), when=now())
        return written(done.value, done.remarks, tuple((change.name, change.data) for change in changes))

    def _checkout(self, given: Mapping[str, Any], seat: Seat) -> HistoryEntry | None:
        story = self._story(given)
        self._free([story], seat)
        return self._noted(deed("checked out", story=story), seat) if self.holders.take(story, seat.name) else None

    def _return(self, given: Mapping[str, Any], seat: Seat) -> HistoryEntry | None:
        story = self._story(given)
        self._free([story], seat)
        return self._noted(deed("returned", story=story), seat) if self.holders.give(story) else None

    def _take_back(self, given: Mapping[str, Any], seat: Seat) -> HistoryEntry | None:
        story = self._story(given)
        lease = self.holders.give(story)
        return self._noted(deed("taken back", story=story, name=lease.name), seat) if lease else None

    def _lock(self, given: Mapping[str, Any], seat: Seat) -> HistoryEntry | None:
        page = self._page(given)
        self._free([page], seat)
        self.holders.take(page, seat.name)
        return None

    def _unlock(self, given: Mapping[str, Any], seat: Seat) -> HistoryEntry | None:
        page = self._page(given)
        if seat.role != "chief":
            self._free([page], seat)
        self.holders.give(page)
        return None

    def _sign(self, given: Mapping[str, Any], seat: Seat) -> HistoryEntry | None:
        """Sign a story or a page under the seat's own name."""
        from layout.desk.signing import sign
        from layout.issue.house_file import read_demands
        from layout.issue.signatures import ROLES, Signature

        scene = self.scene()
        subject, role = given.get("subject"), given.get("role")
        if role not in ROLES or not isinstance(subject, str) or scene.issue is None:
            refuse("bad_role", f"签名只有 {'、'.join(ROLES)}", f"one signs as {', '.join(ROLES)}")
        if role == RELEASE and seat.role != "chief":
            refuse("role", "签发要主编", "the chief alone releases", 403)
        demands = read_demands(scene.house.issues).value
        done = sign(scene.house, scene.issue, (Signature(subject, role, seat.name, now(), ""),), demands)
        if not done.value:
            from layout.diagnostics.wording import describe

            zh, en = (describe(done.remarks[0], lang).message for lang in ("zh", "en"))
            raise RefusedError("not_signed", zh, en, 422, done.remarks)
        return self.journal.entries()[-1]

    def _reject(self, given: Mapping[str, Any], seat: Seat) -> HistoryEntry | None:
        """Have the house accept the words that a finding is about, so that its rule finds them no more."""
        record = self._findings().get(str(given.get("key")))
        old = str(record.get("old", "")) if record else ""
        if record is None or not old:
            refuse("no_finding", "这一条不能驳回，或已经不在", "that cannot be rejected, or it is gone", 404)
        rule = str(record.get("args", {}).get("rule", ""))
        reason = given.get("reason", "")
        if not isinstance(reason, str) or len(reason) > 200:
            refuse("bad_reason", "缘由不对", "that reason is wrong")
        entry = {"old": old, "rule": rule, "reason": f"{reason.strip()}（{seat.name}）" if reason else seat.name}
        accepted(self.desk.house.issues / "house", entry, seat.name)
        return self._noted(deed("rejected", words=old), seat)

    def _story(self, given: Mapping[str, Any]) -> str:
        name = given.get("story")
        known = self.desk.sources.stories if self.desk.sources else {}
        if not isinstance(name, str) or not name or name not in known:
            refuse("no_story", f"没有稿件 {name}", f"there is no story {name}", 404)
        return name

    def _page(self, given: Mapping[str, Any]) -> str:
        number = given.get("page")
        if not isinstance(number, int) or not any(page["number"] == number for page in self.desk.state["pages"]):
            refuse("no_page", f"没有第 {number} 版", f"there is no page {number}", 404)
        return f"page:{number}"

    def _noted(self, what: str, seat: Seat) -> HistoryEntry | None:
        return self.journal.note(who=seat.name, what=what, when=now()).value


def accepted(folder: Path, entry: Mapping[str, str], who: str) -> None:
    """Add a line to the house's list of accepted words, with the rest of it as it was."""
    from layout.journal import YamlEdit, edited

    folder.mkdir(parents=True, exist_ok=True)
    name, journal = "accepted.yaml", Journal(folder)
    text, seen = journal.read_text(name)
    start = text if text.strip() else "# 本报认可、校对不再提的写法 words that the house keeps\naccepted: []\n"
    count = len(plain_yaml(start).get("accepted") or ())
    done = edited(start, YamlEdit(("accepted", count), dict(entry), "insert"))
    if done is None:
        refuse("unwritable", "accepted.yaml 加不进去", "accepted.yaml cannot be added to", 409)
    change = Change(name, done.encode("utf-8"), seen)
    result = journal.write([change], who=who, what=deed("accepted", words=entry["old"]), when=now())
    written(result.value, result.remarks, ())


def plain_yaml(text: str) -> dict[str, Any]:
    """Return a YAML mapping as plain data; empty where it is none."""
    from layout.issue.copyfile import CopyFile
    from layout.issue.tree import read_tree

    tree, _ = read_tree(CopyFile("", text))
    found = tree.plain() if tree is not None else None
    return found if isinstance(found, dict) else {}


def _differs(change: Change) -> bool:
    from layout.journal import sha256

    return (None if change.data is None else sha256(change.data)) != change.seen


def written(entry: HistoryEntry | None, remarks: tuple[Diagnostic, ...], files: Files) -> HistoryEntry | None:
    """Return the entry that the journal wrote, None where there was nothing to undo or redo.

    Raises ConflictError where a file was not as it was read, RefusedError where it could not be written.
    """
    if entry is not None:
        return entry
    if any(remark.code == "J001" for remark in remarks):
        raise ConflictError(files)
    if any(remark.code == "J003" for remark in remarks):
        return None
    from layout.diagnostics.wording import describe

    said = [remark for remark in remarks if remark.severity is Severity.ERROR][:1]
    zh, en = (describe(said[0], lang).message if said else "" for lang in ("zh", "en"))
    raise RefusedError("not_written", zh, en, 500)
