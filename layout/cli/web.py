"""`layout web --rebase URL`: move the site to another address without building any issue again."""

from __future__ import annotations

import getpass
import sys
from datetime import datetime
from pathlib import Path

from layout.cli.language import say, spoken


def run(address: str, *, output: Path | None) -> int:
    """Move every web edition to an address; return 1 where one could not be moved."""
    from layout.cli.report import print_diagnostics
    from layout.desk.house import find_house
    from layout.desk.moving import move_site
    from layout.export.web import read_web_settings

    house = find_house(Path.cwd())
    read = read_web_settings({"base": address})
    if read.remarks or not read.value.base:
        said = say(f"{address!r} 不是网址，要写成 https://…/", f"{address!r} is no address; write https://…/")
        print(said, file=sys.stderr)
        return 2
    when = datetime.now().astimezone().isoformat(timespec="seconds")
    done = move_site(house, output or house.output, read.value, who=getpass.getuser(), when=when)
    print_diagnostics(done.remarks, None, "human", spoken(), sys.stderr)
    print(
        say(
            f"{len(done.value.editions)} 份数字报改用 {read.value.site}，改动 {done.value.files} 个文件",
            f"{len(done.value.editions)} web editions are at {read.value.site} now; {done.value.files} files changed",
        )
    )
    return 1 if done.remarks else 0
