"""`layout web`: moving the site to another address, and the folder that is published."""

from __future__ import annotations

import getpass
import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from layout.cli.language import say, spoken

if TYPE_CHECKING:
    from layout.desk.house import House


def run(address: str, publish: Path | None, *, output: Path | None) -> int:
    """Move every web edition to an address, then bring the published folder up to date, as was asked.

    Return 1 where one could not be moved or the folder cannot be used.
    """
    from layout.desk.house import find_house

    house = find_house(Path.cwd())
    below = output or house.output
    done = _move(house, below, address) if address else 0
    if publish is None or done == 2:
        return done
    return max(done, _publish(house, below, publish))


def _move(house: House, output: Path, address: str) -> int:
    from layout.cli.report import print_diagnostics
    from layout.desk.moving import move_site
    from layout.export.web import read_web_settings

    read = read_web_settings({"base": address})
    if read.remarks or not read.value.base:
        said = say(f"{address!r} 不是网址，要写成 https://…/", f"{address!r} is no address; write https://…/")
        print(said, file=sys.stderr)
        return 2
    when = datetime.now().astimezone().isoformat(timespec="seconds")
    done = move_site(house, output, read.value, who=getpass.getuser(), when=when)
    print_diagnostics(done.remarks, None, "human", spoken(), sys.stderr)
    print(
        say(
            f"{len(done.value.editions)} 份数字报改用 {read.value.site}，改动 {done.value.files} 个文件",
            f"{len(done.value.editions)} web editions are at {read.value.site} now; {done.value.files} files changed",
        )
    )
    return 1 if done.remarks else 0


def _publish(house: House, output: Path, to: Path) -> int:
    from layout.cli.report import print_diagnostics
    from layout.desk.publishing import publish
    from layout.export.web import read_web_settings
    from layout.issue.house_file import read_house

    settings = read_web_settings(dict(read_house(house.issues).value.blocks.get("web", ()))).value
    done = publish(output, to, settings)
    print_diagnostics(done.remarks, None, "human", spoken(), sys.stderr)
    if done.remarks:
        return 1
    told = done.value
    print(
        say(
            f"{to}：付印的 {told.issues} 期，新放进 {len(told.brought)} 期",
            f"{to}: {told.issues} released issues, {len(told.brought)} brought now",
        )
    )
    return 0
