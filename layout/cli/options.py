"""How options are declared, in two languages, and the options that several commands share."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from layout.cli.language import say

Words = tuple[str, str]
"""Words in Chinese and in English."""

FOLDER, FILE, FORM, NUMBER = ("文件夹", "DIR"), ("文件", "FILE"), ("格式", "FORMAT"), ("期号", "N")


def path_of(text: str) -> Path:
    """Return the path that is typed; wrong usage where it is empty, which would stand for the folder one is in."""
    if not text.strip():
        raise typer.BadParameter(say("路径是空的", "the path is empty"))
    return Path(text)


def option(*spelt: str, said: Words, value: Words | None = None, **more: Any) -> Any:
    """Declare an option: how it is spelt, what it is for, and what stands for its value on the help page."""
    if value in (FOLDER, FILE):
        more.setdefault("parser", path_of)
    return typer.Option(*spelt, help=say(*said), metavar=say(*value) if value else None, **more)


def argument(said: Words, value: Words, **more: Any) -> Any:
    """Declare an argument, likewise."""
    if value in (FOLDER, FILE):
        more.setdefault("parser", path_of)
    return typer.Argument(help=say(*said), metavar=say(*value), **more)


FontsFolder = Annotated[Path | None, option("--dir", said=("字体文件夹", "font folder"), value=FOLDER)]
Output = Annotated[
    Path | None,
    option("--output", "-o", said=("成品文件夹", "folder for everything produced"), value=FOLDER),
]
_SOME = ("只做其中几样：press,archive,web", "only some: press,archive,web")
Only = Annotated[str | None, option("--only", said=_SOME, value=("几样", "PARTS"))]
_REFUSES = ("付印：占位图、缺项、错误不放行", "refuse placeholders and errors")
Release = Annotated[bool, option("--release", said=_REFUSES)]
Reason = Annotated[str, option("--reason", said=("再次付印的缘由", "why released again"), value=("缘由", "TEXT"))]
_ON = ("付印的日子；不写则是最后一次更正、签名的日子", "its day; else that of the last correction or signature")
ReleaseDay = Annotated[
    datetime | None, option("--on", said=_ON, value=("日期", "DATE"), formats=["%Y-%m-%d"]),
]  # fmt: skip
_ONLY_PAGE = ("只重拼这一版，可多写", "make only this page anew; may be given again")
PlanPages = Annotated[list[int] | None, option("--page", said=_ONLY_PAGE, value=("版次", "PAGE"), min=1, max=96)]
_ALL_NOTES = ("连不需要做什么的说明也列出", "list notes that ask for nothing, too")
Verbose = Annotated[bool, option("--verbose", "-v", said=_ALL_NOTES)]
_FOURFORMS = ("human、short、json 或 github", "human, short, json or github")
_ADD = ("加一个能登录的人，然后结束", "add somebody who may sign in, and end")
Person = Annotated[str, option("--person", said=_ADD, value=("姓名", "NAME"))]
_ROLES = ("writer、editor、layout、proof 或 chief", "writer, editor, layout, proof or chief")
DeskRole = Annotated[str, option("--role", said=_ROLES, value=("角色", "ROLE"))]
CheckFormat = Annotated[str, option("--format", said=_FOURFORMS, value=FORM)]
PlanWrite = Annotated[bool, option("--write", said=("存为 issues/N/plan.yaml", "keep it as issues/N/plan.yaml"))]
_LIMIT = ("每版寻优的工作量，标准秒，不看钟", "work a page may take, in nominal seconds: counted, not timed")
PlanSeconds = Annotated[float, option("--seconds", said=_LIMIT, value=("秒", "SECONDS"), min=0.1, max=3600)]
Number = Annotated[int, argument(said=("期号", "issue number"), value=NUMBER, min=1)]
AnyNumber = Annotated[int | None, argument(said=("期号", "issue number"), value=NUMBER, min=1)]
_FIRST_FREE = ("不写则从 3000 起找空的", "the first free from 3000 if none")
Port = Annotated[int, option("--port", said=_FIRST_FREE, value=("端口", "PORT"), min=0, max=65535)]
NoOpen = Annotated[bool, option("--no-open", said=("不打开浏览器", "open no browser"))]
_EDITOR = ("编辑器命令或带 {file} {line} 的网址", "editor, or an address with {file} {line}")
Editor = Annotated[str, option("--editor", said=_EDITOR, value=("命令", "COMMAND"))]
Format = Annotated[str, option("--format", said=("human 或 json", "human or json"), value=FORM)]


def listed(text: str) -> tuple[str, ...]:
    """Return the parts of a list that is typed with commas."""
    return tuple(part.strip() for part in text.split(",") if part.strip())


def one_of(option: str, given: tuple[str, ...], known: tuple[str, ...]) -> tuple[str, ...]:
    """Return the words given for an option; wrong usage where one is not among those that it knows."""
    for word in given:
        if word not in known:
            raise typer.BadParameter(
                say(f"{option} 只认 {'、'.join(known)}，不认 {word}", f"{option} knows {', '.join(known)}, not {word}")
            )
    return given
