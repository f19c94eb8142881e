"""A whole batch: its cluster, its tasks, the list of what was given up, and the index over all issues at the end."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from layout.desk.batch.cluster import cluster
from layout.desk.batch.drive import Retries, Told, drive
from layout.desk.batch.records import DONE, KEPT, IssueOutcome, Wanted
from layout.desk.batch.stamps import FOLDER, program
from layout.desk.batch.storage import is_address
from layout.desk.house import House
from layout.ground.dataclass import dataclass, replace
from layout.ground.in_place import put_in_place

QUARANTINE = "quarantine.json"
"""The list of issues that are not done, each with its reason, in the batch's own folder of the output."""


@dataclass(frozen=True, slots=True)
class Engine:
    """What a batch runs on: `jobs` issues at a time on this machine, or a cluster by its address or file."""

    jobs: int
    address: str = ""
    scheduler_file: Path | None = None
    patience: Retries = Retries()


def run_batch(
    numbers: Sequence[int], wanted: Wanted, engine: Engine, told: Told, *, at: Callable[[str], None]
) -> tuple[IssueOutcome, ...]:
    """Build the issues on an engine and return how each went, in their order; `at` gets the dashboard's address.

    Raises NoClusterError where there is no cluster or it is lost. What ended is on the disk whatever happens here.
    """
    given_up: dict[int, IssueOutcome] = {}

    def ended(built: IssueOutcome) -> None:
        if built.state not in (DONE, KEPT):
            given_up[built.number] = built
            _quarantine(wanted.output, given_up, frozenset())
        told(built)

    with cluster(engine.jobs, engine.address, engine.scheduler_file) as (client, dashboard):
        at(dashboard)
        results = drive(client, numbers, replace(wanted, program=program()), engine.patience, ended)
    good = frozenset(built.number for built in results if built.state in (DONE, KEPT))
    _quarantine(wanted.output, given_up, good)
    if "web" in wanted.only and good:
        _update_index(wanted, max(good))
    return results


def _quarantine(output: str, given_up: dict[int, IssueOutcome], good: frozenset[int]) -> None:
    """Bring the list up to date: what was given up goes on it, what is done comes off, the rest stays."""
    if is_address(output):
        from fsspec.core import open as open_address
        from fsspec.core import url_to_fs

        files, root = url_to_fs(output.rstrip("/"), use_listings_cache=False)
        there = f"{root}/{FOLDER}/{QUARANTINE}"
        former = files.cat_file(there) if files.exists(there) else b"[]"
        data = _listed(former, given_up, good)
        if data is not None:
            files.makedirs(f"{root}/{FOLDER}", exist_ok=True)
            with open_address(f"{output.rstrip('/')}/{FOLDER}/{QUARANTINE}", "wb") as stream:
                stream.write(data)
        return
    path = Path(output) / FOLDER / QUARANTINE
    data = _listed(path.read_bytes() if path.is_file() else b"[]", given_up, good)
    if data is not None:
        put_in_place(path, data)


def _listed(former: bytes, given_up: dict[int, IssueOutcome], good: frozenset[int]) -> bytes | None:
    """Return the new list as JSON, None where nothing changes."""
    try:
        known: dict[int, Any] = {one["number"]: one for one in json.loads(former)}
    except (ValueError, KeyError, TypeError):
        known = {}
    wanted = {number: one for number, one in known.items() if number not in good}
    wanted |= {number: asdict(built) for number, built in given_up.items()}
    if wanted == known:
        return None
    return json.dumps([wanted[number] for number in sorted(wanted)], ensure_ascii=False, indent=1).encode()


def _update_index(wanted: Wanted, newest: int) -> None:
    """Make the index over all issues once, as the newest issue's settings say; an address has no folder to look at."""
    from layout.desk.build.order import Order
    from layout.desk.build.settings import read_settings
    from layout.export.web import update_site
    from layout.issue.reader import read_issue

    if is_address(wanted.output) or is_address(wanted.house):
        return
    order = Order(House(Path(wanted.house)), newest, Path(wanted.output))
    issue = read_issue(order.folder).issue
    if issue is not None:
        update_site(order.output, read_settings(issue, order).web)
