"""`layout doctor`: whether this machine can make up a paper, and with what."""

from __future__ import annotations

import json
import locale
import os
import platform
import re
import shutil
import sys
from dataclasses import asdict
from importlib import metadata
from pathlib import Path
from typing import Literal

from layout.cli.language import say
from layout.ground.dataclass import dataclass

State = Literal["ok", "warn", "fail"]
_MARKS: dict[State, tuple[str, str]] = {"ok": ("好", "ok  "), "warn": ("注意", "warn"), "fail": ("不行", "FAIL")}
NEEDED_SPACE = 500_000_000
"""Bytes that a build of a few issues with their archives takes."""


@dataclass(frozen=True, slots=True)
class Checkup:
    """One thing looked at: its name, how it is, and the facts."""

    name: str
    state: State
    facts: str


def run(*, format: str, lang: str) -> int:
    """Print the findings; return 1 where something would stop a build."""
    from layout.desk.house import find_house

    root = find_house(Path.cwd()).root
    findings = [*_program(), *_fonts(root / "fonts"), _scripts(), _profile(), _words()]
    findings += [*_folders(root), site_addresses(root / "issues"), _terminal(lang)]
    if format == "json":
        json.dump([asdict(finding) for finding in findings], sys.stdout, ensure_ascii=False, indent=2)
        print()
    else:
        for finding in findings:
            mark = _MARKS[finding.state][lang != "zh"]
            print(f"{mark}\t{finding.name}\t{finding.facts}")
    return 1 if any(finding.state == "fail" for finding in findings) else 0


def _program() -> list[Checkup]:
    """Look at the interpreter and at each library the package asks for."""
    found = [
        Checkup("layout", "ok", metadata.version("layout")),
        Checkup("Python", "ok", f"{platform.python_version()} {platform.system()} {platform.machine()}"),
    ]
    versions: list[str] = []
    absent: list[str] = []
    for need in metadata.requires("layout") or ():
        match = re.match(r"[\w.-]+", need)
        if match is None or ";" in need:
            continue
        try:
            versions.append(f"{match[0]} {metadata.version(match[0])}")
        except metadata.PackageNotFoundError:
            absent.append(match[0])
    found.append(Checkup(say("程序库", "libraries"), "ok", ", ".join(versions)))
    if absent:
        found.append(Checkup(say("缺少的库", "missing libraries"), "fail", ", ".join(absent)))
    return found


def _fonts(folder: Path) -> list[Checkup]:
    from layout.diagnostics import Severity
    from layout.diagnostics.wording import describe
    from layout.typeface import open_case

    opened = open_case(folder)
    language = say("zh", "en")
    states: dict[Severity, State] = {Severity.ERROR: "fail", Severity.WARNING: "warn", Severity.NOTE: "ok"}
    found = []
    for remark in opened.remarks:
        words = describe(remark, language)
        found.append(Checkup(remark.code, states[remark.severity], f"{words.message}; {words.hint}"))
    if opened.value is not None:
        faces = opened.value.faces
        outlines = say("款字", "faces") + "".join(f"; {face.key}: CFF" for face in faces if face.is_cff)
        found.insert(0, Checkup(say("字体", "fonts"), "ok", f"{len(faces)} {outlines}"))
    return found


def site_addresses(issues: Path) -> Checkup:
    """Look at the addresses that the house gives its site."""
    from layout.export.web import read_web_settings
    from layout.issue.house_file import read_house

    told = read_web_settings(dict(read_house(issues).value.blocks.get("web", ()))).value
    name = say("数字报网址", "the site's addresses")
    if told.search and not told.base:
        lost = "house.yaml names search without base: what is found leads to no page"
        return Checkup(name, "warn", say("house.yaml 有 search 而没有 base，检索结果指不到版面", lost))
    base = told.base or say("没有 base，链接都是相对的", "no base: links are relative")
    search = told.search or say("没有 search，清单不写检索服务", "no search: manifests name no service")
    return Checkup(name, "ok", f"{base}; {search}")


def _scripts() -> Checkup:
    """Look for the scripts of others that web pages load."""
    from layout.fetched.scripts import listed_scripts, script_files

    names = tuple(listed_scripts())
    absent = [name for name in names if script_files(name).remarks]
    name = say("网页脚本", "web scripts")
    if absent:
        return Checkup(name, "warn", f"{', '.join(absent)}: layout fonts --install")
    return Checkup(name, "ok", ", ".join(names))


def _profile() -> Checkup:
    """Look for the press colour profiles that come with the package."""
    package = Path(__file__).resolve().parents[1]
    profiles = sorted(package.rglob("*.icc"))
    name = say("色彩特性文件", "colour profiles")
    if not profiles:
        return Checkup(name, "warn", say("没有随程序安装的 ICC 文件", "no ICC profile comes with this installation"))
    return Checkup(name, "ok", ", ".join(profile.name for profile in profiles))


def _words() -> Checkup:
    """Look for the large model of word sequences that proofreading uses where the system has it."""
    from layout.proofread.words.trigrams import PACKAGE, model_file, trigrams

    name, file = say("校对词语模型", "word model"), model_file()
    if file is None:
        gain = say(
            f"没有也能校对；装上 {PACKAGE}（如 apt install {PACKAGE}），同音形近字多找出约四成",
            f"optional; with {PACKAGE} (apt install {PACKAGE}) proofreading finds two fifths more wrong characters",
        )
        return Checkup(name, "ok", gain)
    if trigrams() is None:
        broken = say(f"{file}：读不了，重装 {PACKAGE}", f"{file}: unreadable; install {PACKAGE} again")
        return Checkup(name, "warn", broken)
    return Checkup(name, "ok", str(file))


def _folders(root: Path) -> list[Checkup]:
    from layout.fetched.store import cache_home

    found = []
    for name, folder in ((say("成品", "output"), root / "output"), (say("缓存", "cache"), cache_home())):
        there = next(parent for parent in (folder, *folder.parents) if parent.exists())
        if os.access(there, os.W_OK):
            free = shutil.disk_usage(there).free
            state: State = "ok" if free >= NEEDED_SPACE else "warn"
            left = say(f"剩余 {free / 1e9:.1f} GB", f"{free / 1e9:.1f} GB free")
            found.append(Checkup(name, state, f"{folder}: {left}"))
        else:
            found.append(Checkup(name, "fail", say(f"{folder}：不可写", f"{folder}: not writable")))
    return found


def _terminal(lang: str) -> Checkup:
    encoding = sys.stdout.encoding or "?"
    wide = shutil.get_terminal_size((0, 0)).columns
    kind = say(f"{wide} 列", f"{wide} columns") if sys.stdout.isatty() else say("不是终端", "not a terminal")
    shows_chinese = encoding.lower().replace("-", "") in ("utf8", "gbk", "gb18030", "cp936")
    state: State = "ok" if shows_chinese else "warn"
    return Checkup(
        say("终端", "terminal"), state, f"{kind}, {encoding}, {locale.setlocale(locale.LC_CTYPE, None)}, {lang}"
    )
