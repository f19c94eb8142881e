"""What the house taught the proofreader: its terms, its people, what it accepted, in files of `issues/house/`."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from layout.diagnostics import Diagnostic, Remarked, Severity
from layout.ground.dataclass import dataclass

if TYPE_CHECKING:
    from layout.issue.shapes import DataShape
    from layout.proofread.remark import Remark

File = TypeVar("File", bound="DataShape")


@dataclass(frozen=True, slots=True)
class Term:
    """A word that the house does not write, what it writes instead ("": nothing certain), and why."""

    avoid: str
    prefer: str
    why: str


@dataclass(frozen=True, slots=True)
class Person:
    """A person of the house's list; `order` is the place in a row of names, 0 where it does not matter."""

    name: str
    post: str = ""
    order: int = 0
    since: str = ""
    to: str = ""

    def holds(self, day: date) -> bool:
        """Tell whether the person held the post on a day; months count as whole."""
        written = day.isoformat()
        return (not self.since or self.since <= written) and (not self.to or written[: len(self.to)] <= self.to)


@dataclass(frozen=True, slots=True)
class HouseLists:
    """The house's lists; `accepted` are (words, rule or "")."""

    terms: tuple[Term, ...] = ()
    people: tuple[Person, ...] = ()
    accepted: frozenset[tuple[str, str]] = frozenset()

    def keeps(self, remark: Remark) -> bool:
        """Tell whether the house accepted these words, under this rule or under any."""
        return any((remark.old, name) in self.accepted for name in ("", remark.family, remark.name))


def unknown_rule(name: str) -> dict[str, object]:
    """Return what is said of a name that no rule has; nothing for one that is known."""
    from layout.issue.shape import nearest
    from layout.proofread.explained import is_rule
    from layout.proofread.remark import CODES

    return {} if is_rule(name) else {"rule": name, "near": nearest(name, list(CODES)), "known": ", ".join(CODES)}


def read_house_lists(folder: Path) -> Remarked[HouseLists]:
    """Read the lists below `issues/house/`; a file that is not there is an empty list."""
    from layout.proofread.schema import AcceptedFile, PeopleFile, TermsFile

    remarks: list[Diagnostic] = []

    def read(name: str, model: type[File]) -> File | None:
        from layout.issue.copyfile import read_copy_file
        from layout.issue.shape import check_shape
        from layout.issue.tree import read_tree

        if not (folder / name).exists():
            return None
        copy, found = read_copy_file(folder / name, f"issues/{folder.name}/{name}")
        remarks.extend(found)
        tree, found = read_tree(copy) if copy is not None else (None, ())
        remarks.extend(found)
        if copy is None or tree is None:
            return None
        file, found = check_shape(copy, tree, model)
        remarks.extend(found)
        for path, node in tree.walk():
            if path[-1:] == ("rule",) and node.value and (unknown := unknown_rule(node.value)):
                at = copy.place(node.start, node.end)
                remarks.append(Diagnostic.make("I464", Severity.WARNING, at, None, **unknown))
        return file

    terms, people, accepted = read("terms.yaml", TermsFile), read("people.yaml", PeopleFile), None
    accepted = read("accepted.yaml", AcceptedFile)
    lists = HouseLists(
        tuple(Term(word, term.prefer, term.why) for term in terms.terms for word in term.avoid) if terms else (),
        tuple(
            Person(one.name, one.post, one.order or 0, one.since or "", one.to or "") for one in people.people
        ) if people else (),
        frozenset((one.old, one.rule) for one in accepted.accepted) if accepted else frozenset(),
    )  # fmt: skip
    return Remarked(lists, tuple(remarks))
