"""`layout desk N` and `layout preview N`: the issue in the browser, to work on or to look at."""

from __future__ import annotations

import os
import sys
import webbrowser
from pathlib import Path
from threading import Timer
from typing import TYPE_CHECKING, Any

from layout.ground.dataclass import dataclass

if TYPE_CHECKING:
    from layout.desk.house import House
    from layout.desk.window.people.certificate import Certificate
    from layout.desk.window.server import Mode


@dataclass(frozen=True, slots=True)
class Opening:
    """How the window is opened: its port, whether the browser opens with it, the editor for places, the network.

    `lan` opens it to the house's network, with a `certificate` and its `key`, both files in PEM; without them this
    machine makes its own.
    """

    port: int = 0
    opens: bool = True
    editor: str = ""
    lan: bool = False
    certificate: Path | None = None
    key: Path | None = None


def run(number: int, mode: Mode, way: Opening, lang: str) -> int:
    """Serve issue `number` until interrupted; return the exit code.

    2 where the issue has no folder or no port is free. The browser opens where there is a display.
    """
    from layout.desk.house import find_house
    from layout.desk.window.desk import Desk
    from layout.desk.window.people.entry import entry_of
    from layout.desk.window.server import HOST, free_socket, serve, window_app

    zh = lang == "zh"
    house = find_house(Path.cwd())
    if not house.issue(number).is_dir():
        print(
            f"没有 issues/{number}，请先运行 layout new {number} --date 日期"
            if zh
            else f"there is no issues/{number}: run layout new {number} --date DATE first",
            file=sys.stderr,
        )
        return 2
    certificate: Certificate | None = None
    if way.lan:
        certificate, lacking = _for_network(house, way, zh)
        if certificate is None:
            print(lacking, file=sys.stderr)
            return 2
    entry = entry_of(house, certificate)
    listener = free_socket(way.port, "0.0.0.0" if certificate else HOST)
    if listener is None:
        print("端口都被占用，请用 --port 另选" if zh else "no port is free: choose one with --port", file=sys.stderr)
        return 2
    port = listener.getsockname()[1]
    address = f"https://{entry.hosts[0]}:{port}/" if certificate else f"http://{HOST}:{port}/"
    if mode == "desk":
        address += f"?key={entry.seats.key}"
    print(address, flush=True)
    if certificate:
        print(_to_others(entry.addresses(port), certificate.fingerprint, zh), file=sys.stderr)
    print("按 Ctrl+C 结束" if zh else "press Ctrl+C to stop", file=sys.stderr)

    def told(state: dict[str, Any]) -> None:
        print(_line(state, zh), file=sys.stderr, flush=True)

    def failed(error: Exception) -> None:
        from layout.cli.fault import report_fault

        report_fault(error, (mode, str(number)))

    chosen = way.editor or os.environ.get("VISUAL") or os.environ.get("EDITOR") or ""
    desk = Desk(house, number)
    if way.opens and has_display(os.environ, sys.platform):
        Timer(0.5, webbrowser.open, (address,)).start()
    try:
        serve(
            listener,
            lambda leaving: window_app(
                desk, mode, entry, lang=lang, editor=chosen, told=told, failed=failed, leaving=leaving
            ),
            entry,
        )
    except KeyboardInterrupt:  # how it ends
        print(file=sys.stderr)
    return 0


def _for_network(house: House, way: Opening, zh: bool) -> tuple[Certificate | None, str]:
    """Return the certificate with which the window is opened to the house's network, or what lacks before it may be."""
    from layout.desk.window.people.certificate import Certificate, own_certificate
    from layout.desk.window.people.entry import LOOPBACK, kept_in, names_of_machine
    from layout.desk.window.people.listed import read_people

    if not read_people(house.issues / "house").value:
        return None, (
            "--lan 要有人员名单：先用 layout desk 期号 --person 姓名 --role chief 加人"
            if zh
            else "--lan needs people: add one with layout desk N --person NAME --role chief first"
        )
    if way.certificate or way.key:
        if way.certificate and way.key and way.certificate.is_file() and way.key.is_file():
            return Certificate(way.certificate, way.key), ""
        return None, (
            "--certificate 和 --key 要一起写，两个文件都要在；都不写就自己做一张"
            if zh
            else "--certificate and --key go together and both files must be there; without both one is made"
        )
    own = own_certificate(kept_in(house), (*names_of_machine(), *LOOPBACK))
    return own, (
        "这台机器没有 openssl，做不了证书：装上它，或给 --certificate 文件.pem --key 文件.pem（做法见 docs/desk.md）"
        if zh
        else "this machine has no openssl to make a certificate with: install it, or give --certificate FILE.pem"
        " --key FILE.pem (docs/desk.md has the command)"
    )


def _to_others(addresses: list[str], fingerprint: str, zh: bool) -> str:
    """Return what the others of the house are told: where the window is, and by what they know that it is ours."""
    at = "  ".join(addresses)
    if zh:
        return f"同事用浏览器打开：{at}\n证书指纹 SHA-256（第一次打开先核对，再继续）：\n  {fingerprint}"
    return f"others open: {at}\nits certificate's SHA-256, to be compared the first time:\n  {fingerprint}"


def add_person(name: str, role: str, zh: bool) -> int:
    """Ask for a person's secret twice and keep it in the house's list; return the exit code."""
    from getpass import getpass

    from layout.desk.house import find_house
    from layout.desk.window.people.listed import NAME, SHORTEST, with_person
    from layout.desk.window.people.roles import ROLES
    from layout.ground.in_place import put_in_place

    if role not in ROLES or not name.strip() or not name.isprintable():
        print(f"--role {' '.join(ROLES)}", file=sys.stderr)
        return 2
    secret = getpass(f"{name} 的口令：" if zh else f"secret of {name}: ")
    if len(secret) < SHORTEST or secret != getpass("再写一次：" if zh else "once more: "):
        said = f"口令至少 {SHORTEST} 个字符，两次要一样" if zh else f"at least {SHORTEST} characters, twice the same"
        print(said, file=sys.stderr)
        return 2
    path = find_house(Path.cwd()).issues / "house" / NAME
    text = path.read_text("utf-8") if path.exists() else ""
    done = with_person(text, name.strip(), role, secret)
    if done is None:
        print(f"{path} {'改不了' if zh else 'cannot be changed'}", file=sys.stderr)
        return 1
    put_in_place(path, done.encode("utf-8"))
    path.chmod(0o600)
    print(path)
    return 0


def has_display(environ: Any, platform: str) -> bool:
    """Tell whether there is a screen to open a browser on."""
    return platform in ("darwin", "win32") or bool(environ.get("DISPLAY") or environ.get("WAYLAND_DISPLAY"))


def _line(state: dict[str, Any], zh: bool) -> str:
    """Return a rebuild in one line: how it went and how long it took."""
    milliseconds = round(state["seconds"] * 1000)
    counts = [
        sum(found["severity"] == severity for found in state["diagnostics"])
        for severity in ("error", "warning", "note")
    ]
    if state["broken"]:
        first = next((found for found in state["diagnostics"] if found["severity"] == "error"), None)
        at = f"{first['file']}:{first['line']}:{first['column']} " if first and first["file"] else ""
        said = first["message"]["zh" if zh else "en"] if first else ""
        return f"  {'排不出来，仍显示上一次的版面' if zh else 'broken, the last good pages stay'}  {at}{said}"
    pages = len(state["pages"])
    if zh:
        return f"  {pages} 版  {milliseconds} ms  错误 {counts[0]}，警告 {counts[1]}，说明 {counts[2]}"
    return f"  {pages} pages  {milliseconds} ms  {counts[0]} errors, {counts[1]} warnings, {counts[2]} notes"
