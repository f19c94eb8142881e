"""The shape of the house's lists: `terms.yaml`, `people.yaml`, `accepted.yaml` below `issues/house/`."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

Word = Annotated[str, Field(min_length=1, max_length=60)]
Month = Annotated[str, Field(pattern=r"^\d{4}-\d{2}(-\d{2})?$")]


class _Block(BaseModel):
    model_config = ConfigDict(extra="forbid")


class TermBlock(_Block):
    """One preferred word: what the house writes, what it does not, and why."""

    prefer: str = Field(default="", max_length=60)
    avoid: list[Word]
    why: str = Field(default="", max_length=200)


class TermsFile(_Block):
    """`terms.yaml`."""

    terms: list[TermBlock] = []


class PersonBlock(_Block):
    """One person: name, post as printed, place in the order of names, from when to when."""

    name: Word
    post: str = Field(default="", max_length=60)
    order: Annotated[int, Field(ge=1, le=9999)] | None = None
    since: Month | None = Field(default=None, alias="from")
    to: Month | None = None


class PeopleFile(_Block):
    """`people.yaml`."""

    people: list[PersonBlock] = []


class AcceptedBlock(_Block):
    """Words that a rule finds and the house keeps; without `rule`, whatever rule finds them."""

    old: Word
    rule: str = Field(default="", max_length=60)
    reason: str = Field(default="", max_length=200)


class AcceptedFile(_Block):
    """`accepted.yaml`."""

    accepted: list[AcceptedBlock] = []
