"""The options of the commands about copy: new, import, galley, proofread, sign, status, find."""

from __future__ import annotations

import re
import sys
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from layout.cli.language import say, spoken
from layout.cli.options import (
    FILE,
    FORM,
    NUMBER,
    Number,
    argument,
    one_of,
    option,
)  # fmt: skip


def new_(
    number: Number,
    day: Annotated[
        datetime,
        option(
            "--date",
            said=("出版日期，如 2026-01-01", "date, as 2026-01-01"),
            value=("日期", "DATE"),
            formats=["%Y-%m-%d"],
        ),
    ],
    pages: Annotated[
        str,
        option(
            "--pages",
            said=("版数，或各版的名字：要闻、综合", "how many pages, or their names"),
            value=("版数", "COUNT"),
        ),
    ] = "1",
) -> int:
    """Start an issue."""
    from layout.cli.new import run

    names = () if pages.strip().isdecimal() else tuple(filter(None, re.split(r"[、，,\s]+", pages)))
    count = len(names) or (int(pages) if pages.strip().isdecimal() else 0)
    if not 1 <= count <= 96 or any(not re.fullmatch(r"[\w·]{1,12}", name) for name in names):
        raise typer.BadParameter(say(f"--pages {pages} 不是版数，也不是版名", f"--pages {pages}: a number, or names"))
    return run(number, day.date(), pages=count, names=names, lang=spoken())


def import_(
    files: Annotated[
        list[Path],
        argument(
            said=("来稿：Word、WPS、ODT、TXT、网页等，或文件夹（可按版次分）", "copy, or a folder, by page"),
            value=FILE,
        ),
    ],
    issue: Annotated[int, option("--issue", said=("期号", "issue number"), value=NUMBER, min=1)],
    story_id: Annotated[str, option("--id", said=("稿件代号", "id of the story"), value=("代号", "ID"))] = "",
    page: Annotated[
        int, option("--page", said=("排进第几版", "put it on this page"), value=("版次", "K"), min=0, max=96)
    ] = 0,
    replace: Annotated[
        bool, option("--replace", said=("换成新稿，编辑的记号留着", "take a revised copy, keep the desk's marks"))
    ] = False,
    changes: Annotated[
        str,
        option(
            "--changes",
            said=("修订：accept 接受，reject 拒绝，show 标出", "tracked changes: accept, reject, show"),
            value=("办法", "HOW"),
        ),
    ] = "accept",
    notes: Annotated[
        str,
        option(
            "--notes",
            said=("脚注：end 排在文末，leave 不排", "notes: end of the story, or leave"),
            value=("办法", "HOW"),
        ),
    ] = "end",
    check: Annotated[bool, option("--check", said=("只看不写", "tell, write nothing"))] = False,
    format: Annotated[
        str, option("--format", said=("human、short 或 json", "human, short or json"), value=FORM)
    ] = "human",
) -> int:
    """Bring copy in."""
    from layout.cli.import_copy import FORMATS, run

    if story_id and not re.fullmatch("[A-Za-z0-9][A-Za-z0-9_-]{0,39}", story_id):
        raise typer.BadParameter(say(f"--id 不能是 {story_id}", f"--id cannot be {story_id}"))
    return run(
        tuple(files),
        issue,
        form=one_of("--format", (format,), FORMATS)[0],
        lang=spoken(),
        story_id=story_id,
        page=page,
        replace=replace,
        changes=one_of("--changes", (changes,), ("accept", "reject", "show"))[0],
        with_notes=one_of("--notes", (notes,), ("end", "leave"))[0] == "end",
        check=check,
    )


def galley_(
    file: Annotated[Path, argument(said=("稿件（.md）或纯文本", "story (.md) or plain text"), value=FILE)],
    measure: Annotated[
        float,
        option("--measure", "-m", said=("栏宽（字）", "measure in ems"), value=("字数", "EMS"), min=2, max=200),
    ],
    size: Annotated[
        float,
        option("--size", said=("字号（磅）", "size in points"), value=("磅", "POINTS"), min=4, max=72),
    ] = 9.0,
    leading: Annotated[
        float | None,
        option(
            "--leading",
            said=("行距（磅），不小于字号；默认随字号，9 磅配 11.57", "leading in points, 11.57 for size 9"),
            value=("磅", "POINTS"),
            min=4,
            max=200,
        ),
    ] = None,
    form: Annotated[str, option("--format", said=("txt、pdf 或 json", "txt, pdf or json"), value=FORM)] = "txt",
    out: Annotated[Path | None, option("-o", "--out", said=("写进文件", "write to a file"), value=FILE)] = None,
    explain: Annotated[
        bool, option("--explain", said=("逐行说明断行与调整的道理", "say why each line is as it is"))
    ] = False,
) -> int:
    """Set a galley proof."""
    from layout.cli.galley import FORMATS, run

    kind = one_of("--format", (form,), FORMATS)[0]
    if kind == "pdf" and out is None and sys.stdout.isatty():
        raise typer.BadParameter(say("--format pdf 要用 -o 指明文件", "--format pdf needs -o FILE"))
    if leading is None:
        leading = round(size * 11.57 / 9, 2)
    elif leading < size:
        raise typer.BadParameter(
            say(f"--leading {leading:g} 小于字号 {size:g}，行会相叠", f"--leading {leading:g} is less than the size")
        )
    return run(file, measure=measure, size=size, leading=leading, form=kind, out=out, explain=explain, lang=spoken())


def proofread_(
    number: Number,
    format: Annotated[
        str, option("--format", said=("human、short、json 或 docx", "human, short, json or docx"), value=FORM)
    ] = "human",
    form: Annotated[bool, option("--form", said=("写编校质量检查表", "write the inspection form"))] = False,
    out: Annotated[Path | None, option("-o", said=("写到哪里", "where to write"), value=FILE)] = None,
    quiet: Annotated[bool, option("--quiet", "-q", said=("只列必改", "only what is certain"))] = False,
    fix: Annotated[bool, option("--fix", said=("改掉有把握的错", "correct what is certain"))] = False,
) -> int:
    """Proofread the text of an issue."""
    from layout.cli.proofread import FORMATS, run

    shape = one_of("--format", (format,), FORMATS)[0]
    return run(number, form=shape, inspection=form, out=out, quiet=quiet, fix=fix, lang=spoken())


def sign_(
    number: Number,
    subjects: Annotated[
        list[str],
        argument(
            said=("稿件代号或版次，可以几个；全部：还没有签的", "stories or pages; all: those without it"),
            value=("稿件", "STORY"),
        ),
    ],
    role: Annotated[list[str], option("--as", said=("初审 … 三校、签发", "the role"), value=("角色", "ROLE"))],
    name: Annotated[
        list[str],
        option("--name", said=("姓名；可以几对角色、姓名", "who signs; may be several pairs"), value=("姓名", "NAME")),
    ],
    key: Annotated[Path | None, option("--key", said=("用 SSH 密钥签", "an SSH key to sign with"), value=FILE)] = None,
) -> int:
    """Sign readings of stories or pages."""
    from layout.cli.sign import sign
    from layout.issue.signatures import ROLES

    names = [one.strip() for one in name]
    if not all(names) or len(names) != len(role):
        raise typer.BadParameter(say("每个 --as 后面要有一个 --name 和姓名", "each --as needs a --name with a name"))
    if key is not None and len(names) > 1:
        raise typer.BadParameter(say("--key 是一个人的，一次签一个人", "--key is one person's: sign one at a time"))
    readers = [(one_of("--as", (each,), ROLES)[0], who) for each, who in zip(role, names, strict=True)]
    return sign(number, subjects, readers=readers, key=key)


def status_(
    number: Number,
    format: Annotated[str, option("--format", said=("human 或 json", "human or json"), value=FORM)] = "human",
) -> int:
    """Show who has signed what."""
    from layout.cli.sign import status

    return status(number, form=one_of("--format", (format,), ("human", "json"))[0])


_DAY = re.compile(r"[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?")


def _day(name: str, written: str, rest: str) -> str:
    """Return a day, month or year as typed, filled up to a whole day by the end of `rest`."""
    if written and not _DAY.fullmatch(written):
        shapes = "2026, 2026-11, 2026-11-23"
        raise typer.BadParameter(say(f"{name} 的写法：{shapes}", f"{name} is written {shapes}"))
    return written + rest[len(written) - 4 :] if written else ""


def find_(
    words: Annotated[
        list[str],
        argument(
            said=("要找的词，几个要同时出现；整句加引号", "words, all of which must be there; phrases in quotes"),
            value=("词", "WORDS"),
        ),
    ],
    since: Annotated[
        str,
        option("--since", said=("从何时起：年、年-月或日期", "from then on"), value=("日期", "DATE")),
    ] = "",
    until: Annotated[str, option("--until", said=("到何时止", "up to then"), value=("日期", "DATE"))] = "",
    kind: Annotated[str, option("--kind", said=("体裁，如 news", "kind, as news"), value=("体裁", "KIND"))] = "",
    section: Annotated[str, option("--section", said=("版名，如 要闻", "page name"), value=("版名", "NAME"))] = "",
    head: Annotated[bool, option("--head", said=("只找标题", "in heads only"))] = False,
    by: Annotated[str, option("--by", said=("date 或 weight", "date or weight"), value=("次序", "ORDER"))] = "date",
    most: Annotated[int, option("--most", said=("最多列几篇", "list so many"), value=("篇数", "COUNT"), min=1)] = 20,
    format: Annotated[
        str, option("--format", said=("human、short 或 json", "human, short or json"), value=FORM)
    ] = "human",
) -> int:
    """Search the copy of all issues."""
    from layout.cli.find import FORMATS, run
    from layout.desk.finding.ask import Query

    wanted = Query(
        " ".join(words),
        since=_day("--since", since, "-01-01"),
        until=_day("--until", until, "-12-31"),
        kind=kind,
        section=section,
        head=head,
        weight=one_of("--by", (by,), ("date", "weight"))[0] == "weight",
    )
    return run(wanted, most=most, form=one_of("--format", (format,), FORMATS)[0])
