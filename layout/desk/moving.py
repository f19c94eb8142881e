"""Moving the site to another address: every issue's web edition, the index over them, and the house's own setting."""

from __future__ import annotations

import hashlib
import json
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from layout.diagnostics import Diagnostic, Place, Remarked, Severity
from layout.ground.dataclass import dataclass, replace
from layout.ground.in_place import put_in_place
from layout.ground.json_text import json_text
from layout.ground.lock import BusyError, Lock

if TYPE_CHECKING:
    from layout.desk.build.order import Order
    from layout.desk.house import House
    from layout.export.web import WebSettings


@dataclass(frozen=True, slots=True)
class Moved:
    """What was moved: the web editions' folders, and how many files changed."""

    editions: tuple[Path, ...] = ()
    files: int = 0


def move_site(house: House, output: Path, settings: WebSettings, *, who: str, when: str) -> Remarked[Moved]:
    """Give every web edition below `output` another address, and write it into the house's settings.

    Kept releases are moved as well: what readers are given of them is the same. A damaged edition is told and passed
    over (W005); one that is being built is left to its build, which reads the new address (D120).
    """
    from layout.desk.build.stamp import carry, carry_site
    from layout.export.web import move_edition, read_web_settings, update_site
    from layout.issue.house_file import read_house

    editions = [path.parent for path in sorted(output.glob("*/web/issue.json"))]
    editions = [web for web in editions if web.parent.name.split("-r")[0].isdecimal()]
    stamps = _stamps(house, output, editions)
    before = read_web_settings(dict(read_house(house.issues).value.blocks.get("web", ()))).value
    search = before.search
    if before.base and search.startswith(before.site):  # a place of the site moves with it
        search = settings.site + search.removeprefix(before.site)
    remarks: list[Diagnostic] = list(_keep(house, replace(settings, search=search), who, when))
    moved, files = [], 0
    if any(remark.severity == "error" for remark in remarks):
        return Remarked(Moved(), tuple(remarks))
    for web in editions:
        final = web.parent
        try:
            lock = Lock(output / f".{final.name}.lock")
        except BusyError:
            remarks.append(Diagnostic.make("D120", Severity.ERROR, number=final.name))
            continue
        try:
            changed = move_edition(web, settings)
            _report(final, changed)
            if (stamp := stamps.get(final)) is not None:
                carry(*stamp)
        except (OSError, ValueError, KeyError, TypeError) as fault:
            told = str(getattr(fault, "strerror", None) or fault)[:120]
            remarks.append(Diagnostic.make("W005", Severity.ERROR, Place(str(web)), path=str(web), reason=told))
            continue
        finally:
            lock.release()
        moved.append(web)
        files += len(changed)
    house_wide = read_web_settings(dict(read_house(house.issues).value.blocks.get("web", ()))).value
    update_site(output, replace(house_wide, base=settings.base))
    for order, _ in list(stamps.values())[:1]:
        carry_site(order)
    return Remarked(Moved(tuple(moved), files), tuple(remarks))


def _stamps(house: House, output: Path, editions: list[Path]) -> dict[Path, tuple[Order, Any]]:
    """Return the stamps of the outputs that are what a build would make, before anything is changed.

    An edition that was built without an address is to be built again: with one it has more files.
    """
    from layout.desk.build.order import Order
    from layout.desk.build.stamp import standing

    found = {}
    for web in editions:
        with suppress(OSError, ValueError, KeyError):
            based = bool(json.loads((web / "issue.json").read_text("utf-8"))["base"])
            if based and web.parent.name.isdecimal():
                order = Order(house, int(web.parent.name), output)
                stamp = standing(order)
                if stamp is not None:
                    found[web.parent] = order, stamp
    return found


def _keep(house: House, settings: WebSettings, who: str, when: str) -> tuple[Diagnostic, ...]:
    """Write the addresses into the house's settings, through its journal; comments and order stay."""
    from layout.issue.house_file import house_path
    from layout.journal import Change, Journal, YamlEdit, edited

    base, path = settings.base, house_path(house.issues)
    path.parent.mkdir(parents=True, exist_ok=True)
    journal = Journal(path.parent)
    text, seen = journal.read_text(path.name)
    short = any(line.startswith("base:") for line in text.splitlines())
    new = edited(text, YamlEdit(("base",) if short else ("web", "base"), base))
    if new is None:
        made = f'web:\n  base: "{base}"\n'
        stripped = "\n".join(line for line in text.splitlines() if line.strip() and not line.lstrip().startswith("#"))
        if stripped:
            return (Diagnostic.make("W006", Severity.ERROR, Place(str(path)), base=base),)
        new = f"{text.rstrip()}\n{made}".lstrip("\n")
    new = edited(new, YamlEdit(("web", "search"), settings.search)) if settings.search else new
    if new is None or new == text:
        return ()
    done = journal.write((Change(path.name, new.encode(), seen),), who=who, what=f"web.base {base}", when=when)
    return done.remarks


def _report(final: Path, changed: tuple[str, ...]) -> None:
    """Bring the report's word on changed files up to date."""
    path = final / "report.json"
    with suppress(FileNotFoundError):
        report = json.loads(path.read_text("utf-8"))
        names = {f"web/{name}" for name in changed}
        for file in report["files"]:
            if file["name"] in names:
                data = (final / file["name"]).read_bytes()
                file |= {"sha256": hashlib.sha256(data).hexdigest(), "bytes": len(data)}
        put_in_place(path, json_text(report).encode())
