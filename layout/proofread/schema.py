"""The shape of the house's lists: `terms.yaml`, `people.yaml`, `accepted.yaml` below `issues/house/`."""

from typing import Annotated

from layout.issue.shapes import DataShape, Field

Word = Annotated[str, Field(min_length=1, max_length=60)]
_MONTH = ("a month or day such as 2026-11 or 2026-11-23", "2026-11 或 2026-11-23 样子的年月日")
Month = Annotated[str, Field(pattern=r"^\d{4}-\d{2}(-\d{2})?$", form=_MONTH)]


class TermBlock(DataShape):
    """One preferred word: what the house writes, what it does not, and why."""

    prefer: Annotated[str, Field(max_length=60)] = ""
    avoid: list[Word]
    why: Annotated[str, Field(max_length=200)] = ""


class TermsFile(DataShape):
    """`terms.yaml`."""

    terms: list[TermBlock] = []


class PersonBlock(DataShape):
    """One person: name, post as printed, place in the order of names, from when to when."""

    name: Word
    post: Annotated[str, Field(max_length=60)] = ""
    order: Annotated[int, Field(ge=1, le=9999)] | None = None
    since: Annotated[Month | None, Field(alias="from")] = None
    to: Month | None = None


class PeopleFile(DataShape):
    """`people.yaml`."""

    people: list[PersonBlock] = []


class AcceptedBlock(DataShape):
    """Words that a rule finds and the house keeps; without `rule`, whatever rule finds them."""

    old: Word
    rule: Annotated[str, Field(max_length=60)] = ""
    reason: Annotated[str, Field(max_length=200)] = ""


class AcceptedFile(DataShape):
    """`accepted.yaml`."""

    accepted: list[AcceptedBlock] = []
