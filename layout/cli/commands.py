"""The options of every command, as the public interface fixes them; the work is in the command's own module."""

from __future__ import annotations

import re
import sys
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from layout.cli.language import say, spoken

FontsFolder = Annotated[Path | None, typer.Option("--dir", help=say("字体文件夹", "font folder"), metavar="DIR")]
Output = Annotated[
    Path | None, typer.Option("--output", "-o", help=say("成品文件夹", "folder for everything produced"), metavar="DIR")
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help=say("只报错误", "errors and warnings only"))]
Number = Annotated[int, typer.Argument(help=say("期号", "issue number"), metavar="N", min=1)]
Format = Annotated[str, typer.Option("--format", help=say("human 或 json", "human or json"), metavar="FORMAT")]


def _listed(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(",") if part.strip())


def issue_(
    number: Number,
    output: Output = None,
    only: Annotated[
        str | None, typer.Option("--only", help=say("只做其中几样：press,archive,web", "only some: press,archive,web"))
    ] = None,
    release: Annotated[
        bool,
        typer.Option("--release", help=say("付印：占位图、缺项、错误不放行", "refuse placeholders and errors")),
    ] = False,
    proof: Annotated[bool, typer.Option("--proof", help=say("加校样层", "add the proof layer"))] = False,
    quiet: Quiet = False,
) -> int:
    """Build an issue."""
    from layout.cli.issue import run

    return run(
        number,
        output=output,
        only=_parts(only),
        release=release,
        proof=proof,
        quiet=quiet,
        lang=spoken(),
    )


def _one_of(option: str, given: tuple[str, ...], known: tuple[str, ...]) -> tuple[str, ...]:
    for word in given:
        if word not in known:
            raise typer.BadParameter(
                say(f"{option} 只认 {'、'.join(known)}，不认 {word}", f"{option} knows {', '.join(known)}, not {word}")
            )
    return given


def _parts(only: str | None) -> tuple[str, ...]:
    """Return the parts of a build that `--only` names; none where it is not given, which is all of them."""
    if only is None:
        return ()
    known = ("press", "archive", "web")
    given = _one_of("--only", _listed(only), known)
    if not given:
        raise typer.BadParameter(say("--only 后面要写 press、archive 或 web", "--only needs press, archive or web"))
    return given


def check_(
    number: Number,
    format: Annotated[
        str, typer.Option("--format", help=say("human、short、json 或 github", "human, short, json or github"))
    ] = "human",
    quiet: Quiet = False,
    fix: Annotated[bool, typer.Option("--fix", help=say("改掉有把握的错", "correct what is certain"))] = False,
) -> int:
    """List the diagnostics of an issue."""
    from layout.cli.check import run
    from layout.cli.report import FORMATS

    return run(number, form=_one_of("--format", (format,), FORMATS)[0], quiet=quiet, fix=fix, lang=spoken())


def plan_(
    number: Number,
    write: Annotated[
        bool, typer.Option("--write", help=say("存为 issues/N/plan.yaml", "keep it as issues/N/plan.yaml"))
    ] = False,
    fresh: Annotated[bool, typer.Option("--fresh", help=say("不用已存的版样", "ignore a kept plan"))] = False,
    seconds: Annotated[
        float, typer.Option("--seconds", help=say("每版寻优的时限，秒", "limit a page, s"), min=0.1, max=3600)
    ] = 20.0,
) -> int:
    """Make up the pages of an issue."""
    from layout.cli.plan import run

    return run(number, write=write, fresh=fresh, seconds=seconds, lang=spoken())


def preview_(
    number: Number,
    port: Annotated[
        int, typer.Option("--port", help=say("端口；不写则从 3000 起找空的", "port; from 3000 if none"), max=65535)
    ] = 0,
    no_open: Annotated[bool, typer.Option("--no-open", help=say("不打开浏览器", "open no browser"))] = False,
    editor: Annotated[
        str,
        typer.Option(
            "--editor", help=say("编辑器命令或带 {file} {line} 的网址", "editor, or an address with {file} {line}")
        ),
    ] = "",
) -> int:
    """Show an issue in the browser."""
    from layout.cli.preview import run

    return run(number, port=port, opens=not no_open, editor=editor, lang=spoken())


def batch_(
    span: Annotated[str, typer.Argument(help=say("期号范围 A..B", "issue numbers A..B"), metavar="A..B")] = "",
    output: Output = None,
    only: Annotated[
        str | None, typer.Option("--only", help=say("只做其中几样：press,archive,web", "only some: press,archive,web"))
    ] = None,
    release: Annotated[
        bool,
        typer.Option("--release", help=say("付印：占位图、缺项、错误不放行", "refuse placeholders and errors")),
    ] = False,
    jobs: Annotated[
        int, typer.Option("--jobs", "-j", help=say("本机进程数，默认一核一个", "local workers"), min=-1, max=256)
    ] = -1,
    shard: Annotated[str, typer.Option("--shard", help=say("只排第 k 份，共 n 份：k/n", "only part k of n: k/n"))] = "",
    runner: Annotated[
        list[str] | None,
        typer.Option("--runner", help=say("在别处起一个工人的命令，可多写", "command that starts a worker elsewhere")),
    ] = None,
    worker: Annotated[bool, typer.Option("--worker", help=say("自己当工人", "serve as a worker"))] = False,
    format: Format = "human",
    quiet: Quiet = False,
) -> int:
    """Build many issues."""
    from layout.cli.batch import run, serve

    if worker:
        return serve()
    if not span:
        raise typer.BadParameter(say("要写期号范围 A..B", "give the issue numbers, A..B"))
    return run(
        span,
        output=output,
        only=_parts(only),
        release=release,
        jobs=jobs,
        part=shard,
        runners=tuple(runner or ()),
        form=_one_of("--format", (format,), ("human", "json"))[0],
        quiet=quiet,
        lang=spoken(),
    )


def compare_(
    old: Annotated[str, typer.Argument(help=say("旧版：PDF、成品夹或期号", "old: PDF, build or issue"), metavar="A")],
    new: Annotated[str, typer.Argument(help=say("新版，同上", "new, likewise"), metavar="B")],
    to: Annotated[
        Path | None, typer.Option("-o", help=say("报告写进文件", "write the report to a file"), metavar="OUT")
    ] = None,
) -> int:
    """Compare two versions."""
    from layout.cli.compare import run

    return run(old, new, to=to, lang=spoken())


def new_(
    number: Number,
    day: Annotated[
        datetime,
        typer.Option("--date", help=say("出版日期，如 2026-01-01", "date, as 2026-01-01"), formats=["%Y-%m-%d"]),
    ],
    pages: Annotated[int, typer.Option("--pages", help=say("版数", "number of pages"), min=1, max=96)] = 1,
) -> int:
    """Start an issue."""
    from layout.cli.new import run

    return run(number, day.date(), pages=pages, lang=spoken())


def import_(
    file: Annotated[Path, typer.Argument(help=say("Word 文件（.docx）", "Word file (.docx)"), metavar="FILE")],
    issue: Annotated[int, typer.Option("--issue", help=say("期号", "issue number"), metavar="N", min=1)],
    story_id: Annotated[str, typer.Option("--id", help=say("稿件代号", "id of the story"), metavar="ID")] = "",
) -> int:
    """Bring Word copy in."""
    from layout.cli.import_copy import run

    if story_id and not re.fullmatch("[A-Za-z0-9][A-Za-z0-9_-]{0,39}", story_id):
        raise typer.BadParameter(say(f"--id 不能是 {story_id}", f"--id cannot be {story_id}"))
    return run(file, issue, story_id=story_id, lang=spoken())


def explain_(
    code: Annotated[str, typer.Argument(help=say("代号，如 I204", "code, as I204"), metavar="CODE")] = "",
) -> int:
    """Explain a code."""
    from layout.cli.explain import run

    return run(code, lang=spoken())


def galley_(
    file: Annotated[Path, typer.Argument(help=say("稿件（.md）或纯文本", "story (.md) or plain text"), metavar="FILE")],
    measure: Annotated[
        float, typer.Option("--measure", "-m", help=say("栏宽（字）", "measure in ems"), min=2, max=200)
    ],
    size: Annotated[float, typer.Option("--size", help=say("字号（磅）", "size in points"), min=4, max=72)] = 9.0,
    leading: Annotated[
        float | None,
        typer.Option(
            "--leading",
            help=say("行距（磅），不小于字号；默认随字号，9 磅配 11.57", "leading in points, 11.57 for size 9"),
            min=4,
            max=200,
        ),
    ] = None,
    form: Annotated[str, typer.Option("--format", help=say("txt、pdf 或 json", "txt, pdf or json"))] = "txt",
    out: Annotated[
        Path | None, typer.Option("-o", "--out", help=say("写进文件", "write to a file"), metavar="OUT")
    ] = None,
    explain: Annotated[
        bool, typer.Option("--explain", help=say("逐行说明断行与调整的道理", "say why each line is as it is"))
    ] = False,
) -> int:
    """Set a galley proof."""
    from layout.cli.galley import FORMATS, run

    kind = _one_of("--format", (form,), FORMATS)[0]
    if kind == "pdf" and out is None and sys.stdout.isatty():
        raise typer.BadParameter(say("--format pdf 要用 -o 指明文件", "--format pdf needs -o FILE"))
    if leading is None:
        leading = round(size * 11.57 / 9, 2)
    elif leading < size:
        raise typer.BadParameter(
            say(f"--leading {leading:g} 小于字号 {size:g}，行会相叠", f"--leading {leading:g} is less than the size")
        )
    return run(file, measure=measure, size=size, leading=leading, form=kind, out=out, explain=explain, lang=spoken())


def fonts_(
    folder: FontsFolder = None,
    install: Annotated[bool, typer.Option("--install", help=say("安装所列字体", "install the listed faces"))] = False,
    format: Format = "human",
) -> int:
    """List or install the fonts."""
    from layout.cli.fonts import run

    return run(folder, install=install, format=_one_of("--format", (format,), ("human", "json"))[0], lang=spoken())


def doctor_(format: Format = "human") -> int:
    """Check the machine."""
    from layout.cli.doctor import run

    return run(format=_one_of("--format", (format,), ("human", "json"))[0], lang=spoken())


def verify_(
    path: Annotated[
        Path,
        typer.Argument(
            help=say("付印 PDF 或其文件夹，存档包", "press PDF or a folder of them, archive package"),
            metavar="PATH",
        ),
    ],
    format: Annotated[
        str, typer.Option("--format", help=say("human、short、json 或 html", "human, short, json or html"))
    ] = "human",
    to: Annotated[
        Path | None, typer.Option("-o", help=say("报告写进文件", "write the report to a file"), metavar="OUT")
    ] = None,
) -> int:
    """Check a finished file."""
    from layout.cli.verify import FORMATS, run

    if not path.exists():
        raise typer.BadParameter(say(f"没有 {path} 这个文件或文件夹", f"there is no file or folder {path}"))
    return run(path, form=_one_of("--format", (format,), FORMATS)[0], to=to)
