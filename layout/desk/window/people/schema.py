"""The shape of `issues/house/desk.yaml`: who may sign in at the window."""

from typing import Annotated

from layout.desk.window.people.roles import ROLES
from layout.issue.shapes import DataShape, Field


class ListedPersonBlock(DataShape):
    """One of `people:`."""

    name: Annotated[str, Field(min_length=1, max_length=40)]
    role: Annotated[str, Field(pattern="|".join(ROLES))]
    secret: Annotated[str, Field(pattern=r"scrypt\$[0-9]{1,7}\$[0-9]{1,2}\$[0-9]{1,2}\$[0-9a-f]{32}\$[0-9a-f]{64}")]


class DeskFile(DataShape):
    """The whole file."""

    people: list[ListedPersonBlock] = []
