"""`layout web`: moving the site to another address, the folder that is published, and serving that."""

from __future__ import annotations

import getpass
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from layout.cli.language import say, spoken

if TYPE_CHECKING:
    from layout.desk.house import House
    from layout.export.web import WebSettings


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


def serve_folder(folder: Path, port: int) -> int:
    """Serve a published folder, with searches, until interrupted; return 2 where it is none or no port is free."""
    from layout.desk.house import find_house
    from layout.desk.serving.app import PLACE, served, site_app
    from layout.desk.window.server import HOST, free_socket

    if not (folder / "web" / "records").is_dir():
        said = say(
            f"{folder} 不是发布的网站，先运行 layout web --publish {folder}",
            f"{folder} is no published site: run layout web --publish {folder} first",
        )
        print(said, file=sys.stderr)
        return 2
    listener = free_socket(port)
    if listener is None:
        print(say("端口都被占用，请用 --port 另选", "no port is free: choose one with --port"), file=sys.stderr)
        return 2
    search = _settings(find_house(Path.cwd())).search
    print(f"http://{HOST}:{listener.getsockname()[1]}/", flush=True)
    told = search or say("house.yaml 的 web: 里没有 search 网址", "house.yaml names no search address under web:")
    print(
        say(f"检索在 /{PLACE}/；各期清单写的是：{told}", f"searches at /{PLACE}/; manifests name: {told}"),
        file=sys.stderr,
    )
    print(say("按 Ctrl+C 结束", "press Ctrl+C to stop"), file=sys.stderr)
    try:
        served(site_app(folder, search)).run(sockets=[listener])
    except KeyboardInterrupt:  # how it ends
        print(file=sys.stderr)
    return 0


def _settings(house: House) -> WebSettings:
    """Return what the house says of its site."""
    from layout.export.web import read_web_settings
    from layout.issue.house_file import read_house

    return read_web_settings(dict(read_house(house.issues).value.blocks.get("web", ()))).value


def _move(house: House, output: Path, address: str) -> int:
    from layout.cli.report import print_diagnostics
    from layout.desk.clock import now
    from layout.desk.moving import move_site
    from layout.export.web import read_web_settings

    read = read_web_settings({"base": address})
    if read.remarks or not read.value.base:
        said = say(f"{address!r} 不是网址，要写成 https://…/", f"{address!r} is no address; write https://…/")
        print(said, file=sys.stderr)
        return 2
    done = move_site(house, output, read.value, who=getpass.getuser(), when=now())
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

    done = publish(output, to, _settings(house))
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
