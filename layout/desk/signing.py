"""Signing stories and pages, and the board of who has read what: the desk's side of 三审三校.

Signatures are lines of `signed.jsonl`, written through the journal. Where the house lists SSH keys (`signers` beside
`house.yaml`, in the form of an allowed-signers file), a signature is made and checked with `ssh-keygen -Y`; elsewhere
it is a name, and the board says which of the two it is.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from layout.diagnostics import Diagnostic, Place, Remarked, Severity
from layout.ground.dataclass import dataclass, replace
from layout.issue.signatures import (
    FILE,
    ROLES,
    Signature,
    lacking,
    needed_before,
    read_signatures,
    standing,
    subjects,
)
from layout.sheet import Reading

if TYPE_CHECKING:
    from collections.abc import Sequence

    from layout.desk.house import House
    from layout.issue.house_file import Demands
    from layout.issue.model import Issue

NAMESPACE = "layout"
"""What a key's signature is for (ssh-keygen -n): one made for another purpose does not pass."""

SIGNERS = "signers"


@dataclass(frozen=True, slots=True)
class BoardRow:
    """A line of the board: a story or page, its title, who signed as what, and what lacks or has lapsed."""

    subject: str
    title: str
    held: tuple[tuple[str, Signature], ...]
    lapsed: tuple[str, ...]
    lacks: tuple[str, ...]


def signatures_of(house: House, number: int) -> tuple[Signature, ...]:
    """Return the signatures of an issue, oldest first."""
    try:
        return read_signatures((house.issue(number) / FILE).read_text("utf-8"))
    except (FileNotFoundError, UnicodeDecodeError):
        return ()


def sign(
    house: House, issue: Issue, given: Sequence[Signature], demands: Demands, key: Path | None = None
) -> Remarked[tuple[Signature, ...]]:
    """Add signatures, all or none; none with what stands against each: no such story, order, a person twice, a key.

    They are given in their order: what an earlier one signs, a later one may count on.
    """
    before = signatures_of(house, issue.number)
    signed: list[Signature] = []
    remarks: list[Diagnostic] = []
    for one in given:
        content = subjects(issue).get(one.subject)
        if content is None:
            known = "、".join(subjects(issue))
            remarks.append(Diagnostic.make("S005", Severity.ERROR, subject=one.subject, known=known))
            continue
        signature = replace(one, content=content)
        against = _against(signature, standing(before, one.subject, content), demands)
        remarks += against
        if not against and key is not None:
            armoured = _key_signature(signature.text(), key)
            if isinstance(armoured, Diagnostic):
                remarks.append(armoured)
                break
            signature = replace(signature, key=armoured)
        signed.append(signature)
        before = (*before, signature)
    return Remarked((), tuple(remarks)) if remarks else _written(house, issue.number, tuple(signed))


def unsigned(house: House, issue: Issue, role: str) -> tuple[str, ...]:
    """Return the stories and pages for which a role's signature lacks or has lapsed."""
    given = signatures_of(house, issue.number)
    return tuple(
        subject for subject, content in subjects(issue).items() if role not in standing(given, subject, content)
    )


def _against(signature: Signature, held: dict[str, Signature], demands: Demands) -> tuple[Diagnostic, ...]:
    found = []
    needs = [role for role in needed_before(signature.role, demands.signatures) if role not in held]
    if needs:
        found.append(
            Diagnostic.make(
                "S001", Severity.ERROR, subject=signature.subject, role=signature.role, needs="、".join(needs)
            )
        )
    twice = [role for role, one in held.items() if one.name == signature.name and role != signature.role]
    if demands.once and twice:
        found.append(
            Diagnostic.make("S002", Severity.ERROR, subject=signature.subject, name=signature.name, other=twice[0])
        )
    return tuple(found)


def _written(house: House, number: int, signed: tuple[Signature, ...]) -> Remarked[tuple[Signature, ...]]:
    from layout.journal import Change, Journal

    journal = Journal(house.issue(number))
    old, seen = journal.read(FILE)
    lines = "".join(f"{signature.line()}\n" for signature in signed)
    new = old + (b"" if old.endswith(b"\n") or not old else b"\n") + lines.encode("utf-8")
    roles, names, read = (
        tuple(dict.fromkeys(getattr(one, name) for one in signed)) for name in ("role", "name", "subject")
    )
    what = f"{'、'.join(roles)} {' '.join(read)}"
    change = Change(FILE, new, seen)
    done = journal.write([change], who="、".join(names), what=what, when=signed[0].when)
    return Remarked(signed if done.value else (), done.remarks)


def board(house: House, issue: Issue, demands: Demands) -> tuple[BoardRow, ...]:
    """Return the board of an issue: stories in their order, then pages."""
    given = signatures_of(house, issue.number)
    rows = []
    for subject, content in subjects(issue).items():
        held = standing(given, subject, content)
        once = {one.role for one in given if one.subject == subject}
        title = _title(issue, subject)
        lapsed = tuple(role for role in ROLES if role in once and role not in held)
        rows.append(BoardRow(subject, title, tuple(held.items()), lapsed, lacking(held, demands.signatures)))
    return tuple(rows)


def board_record(house: House, issue: Issue, demands: Demands) -> list[dict[str, Any]]:
    """Return the board as plain data; none where nothing was signed and the house demands nothing."""
    if not demands.signatures and not signatures_of(house, issue.number):
        return []
    return [row_record(row) for row in board(house, issue, demands)]


def row_record(row: BoardRow) -> dict[str, Any]:
    """Return a line of the board as plain data; `by` tells a signature with a key from a bare name."""
    return {
        "subject": row.subject,
        "title": row.title,
        "signed": [
            {"role": role, "name": one.name, "when": one.when, "by": "key" if one.key else "name"}
            for role, one in row.held
        ],
        "lapsed": list(row.lapsed),
        "lacks": list(row.lacks),
    }


def _title(issue: Issue, subject: str) -> str:
    if subject.startswith("page:"):
        number = int(subject.removeprefix("page:"))
        return next((page.section for page in issue.pages or () if page.number == number), "")
    story = issue.story(subject)
    return story.head.title if story else ""


def readings_of(house: House, issue: Issue) -> tuple[Reading, ...]:
    """Return the signatures that hold, for the package and the ticket of a release."""
    given = signatures_of(house, issue.number)
    return tuple(
        Reading(subject, role, one.name, one.when)
        for subject, content in subjects(issue).items()
        for role, one in sorted(standing(given, subject, content).items(), key=lambda pair: ROLES.index(pair[0]))
    )


def release_faults(house: House, issue: Issue, demands: Demands) -> tuple[Diagnostic, ...]:
    """Return a warning for each story and page that lacks a signature that the house demands."""
    at = Place(f"issues/{issue.number}/{FILE}")
    return tuple(
        Diagnostic.make("S004", Severity.WARNING, at, subject=row.subject, title=row.title, roles="、".join(row.lacks))
        for row in board(house, issue, demands)
        if row.lacks
    )


def _key_signature(text: bytes, key: Path) -> str | Diagnostic:
    """Return the armoured signature of a text by an SSH key, or why there is none."""
    import shutil
    import subprocess

    program = shutil.which("ssh-keygen")
    if program is None:
        return Diagnostic.make("S003", Severity.ERROR, reason="ssh-keygen")
    command = [program, "-Y", "sign", "-q", "-f", str(key), "-n", NAMESPACE]
    done = subprocess.run(command, input=text, capture_output=True, check=False, timeout=60)
    if done.returncode:
        return Diagnostic.make("S003", Severity.ERROR, reason=done.stderr.decode("utf-8", "replace").strip()[:200])
    return done.stdout.decode("ascii", "replace")


def key_holds(signature: Signature, signers: Path) -> bool | None:
    """Tell whether a signature's key is one that the house lists for its name; None where that cannot be told."""
    import shutil
    import subprocess
    import tempfile

    program = shutil.which("ssh-keygen")
    if not signature.key or program is None or not signers.is_file():
        return None
    with tempfile.TemporaryDirectory() as folder:
        armoured = Path(folder) / "signature"
        armoured.write_text(signature.key, "ascii", errors="replace")
        listed = ["-f", str(signers), "-I", signature.name, "-n", NAMESPACE, "-s", str(armoured)]
        command = [program, "-Y", "verify", *listed]
        done = subprocess.run(command, input=signature.text(), capture_output=True, check=False, timeout=60)
    return done.returncode == 0
