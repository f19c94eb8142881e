"""What a batch is asked for, and how each issue of it went."""

from __future__ import annotations

from layout.desk.build.order import PARTS
from layout.ground.dataclass import dataclass

DONE, KEPT, ERRORS, AGAIN = "done", "kept", "errors", "again"
"""Built now; built before from the same inputs; errors in the copy; failed in a way that another try may mend."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is built of each issue, where it is read and written, and what it may cost.

    `house` and `output` are folders that every worker sees by the same name, or fsspec addresses (`s3://…`,
    `sftp://…`, `file://…`): then inputs are brought to the worker and outputs taken away. `seconds` are by the clock,
    `memory` is in bytes; a task that passes either is ended. `program` is the driver's own fingerprint.
    """

    house: str
    output: str
    only: tuple[str, ...] = PARTS
    release: bool = False
    seconds: float = 600.0
    memory: int = 4 << 30
    program: str = ""


@dataclass(frozen=True, slots=True)
class IssueOutcome:
    """How one issue went.

    `code` is what `layout issue` would have returned; `state` one of `DONE`, `KEPT`, `ERRORS`, `AGAIN`; `said` the
    first error with its place, or why the task failed; `tries` how often it was started.
    """

    number: int
    code: int
    state: str
    pages: int = 0
    errors: int = 0
    warnings: int = 0
    over: int = 0
    seconds: float = 0.0
    said: str = ""
    tries: int = 1
    key: str = ""
