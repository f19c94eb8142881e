"""The options of every command, as the public interface fixes them; the work is in the command's own module."""

from __future__ import annotations

import re
import sys
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from layout.cli.language import say, spoken

_Words = tuple[str, str]
"""Words in Chinese and in English."""

_FOLDER, _FILE, _FORM, _NUMBER = ("文件夹", "DIR"), ("文件", "FILE"), ("格式", "FORMAT"), ("期号", "N")


def _option(*spelt: str, said: _Words, value: _Words | None = None, **more: Any) -> Any:
    """Declare an option: how it is spelt, what it is for, and what stands for its value on the help page."""
    return typer.Option(*spelt, help=say(*said), metavar=say(*value) if value else None, **more)


def _argument(said: _Words, value: _Words, **more: Any) -> Any:
    """Declare an argument, likewise."""
    return typer.Argument(help=say(*said), metavar=say(*value), **more)


FontsFolder = Annotated[Path | None, _option("--dir", said=("字体文件夹", "font folder"), value=_FOLDER)]
Output = Annotated[
    Path | None,
    _option("--output", "-o", said=("成品文件夹", "folder for everything produced"), value=_FOLDER),
]
_SOME = ("只做其中几样：press,archive,web", "only some: press,archive,web")
Only = Annotated[str | None, _option("--only", said=_SOME, value=("几样", "PARTS"))]
_REFUSES = ("付印：占位图、缺项、错误不放行", "refuse placeholders and errors")
Release = Annotated[bool, _option("--release", said=_REFUSES)]
Reason = Annotated[str, _option("--reason", said=("再次付印的缘由", "why released again"), value=("缘由", "TEXT"))]
_ONLY_PAGE = ("只重拼这一版，可多写", "make only this page anew; may be given again")
PlanPages = Annotated[list[int] | None, _option("--page", said=_ONLY_PAGE, value=("版次", "PAGE"), min=1, max=96)]
_ALL_NOTES = ("连不需要做什么的说明也列出", "list notes that ask for nothing, too")
Verbose = Annotated[bool, _option("--verbose", "-v", said=_ALL_NOTES)]
_FOUR_FORMS = ("human、short、json 或 github", "human, short, json or github")
CheckFormat = Annotated[str, _option("--format", said=_FOUR_FORMS, value=_FORM)]
PlanWrite = Annotated[bool, _option("--write", said=("存为 issues/N/plan.yaml", "keep it as issues/N/plan.yaml"))]
_LIMIT = ("每版寻优的时限，秒", "limit a page, s")
PlanSeconds = Annotated[float, _option("--seconds", said=_LIMIT, value=("秒", "SECONDS"), min=0.1, max=3600)]
Number = Annotated[int, _argument(said=("期号", "issue number"), value=_NUMBER, min=1)]
Format = Annotated[str, _option("--format", said=("human 或 json", "human or json"), value=_FORM)]


def _listed(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(",") if part.strip())


def issue_(
    number: Number,
    output: Output = None,
    only: Only = None,
    release: Release = False,
    reason: Reason = "",
    proof: Annotated[bool, _option("--proof", said=("加校样层", "add the proof layer"))] = False,
    quiet: Annotated[bool, _option("--quiet", "-q", said=("只报错误，不显示进度", "errors only, no progress"))] = False,
    verbose: Verbose = False,
) -> int:
    """Build an issue."""
    from layout.cli.issue import run

    if reason and not release:
        raise typer.BadParameter(say("--reason 要和 --release 一起用", "--reason goes with --release"))
    asked: dict[str, Any] = {"output": output, "only": _parts(only), "release": release, "proof": proof}
    return run(number, lang=spoken(), reason=" ".join(reason.split()), quiet=quiet, verbose=verbose, **asked)


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
    format: CheckFormat = "human",
    quiet: Annotated[bool, _option("--quiet", "-q", said=("只报错误和警告", "errors and warnings only"))] = False,
    fix: Annotated[bool, _option("--fix", said=("改掉有把握的错", "correct what is certain"))] = False,
    verbose: Verbose = False,
) -> int:
    """List the diagnostics of an issue."""
    from layout.cli.check import run
    from layout.cli.report import FORMATS

    _one_of("--format", (format,), FORMATS)
    return run(number, form=format, quiet=quiet, fix=fix, verbose=verbose, lang=spoken())


def plan_(
    number: Number,
    write: PlanWrite = False,
    page: PlanPages = None,
    fresh: Annotated[bool, _option("--fresh", said=("不用已存的版样", "ignore a kept plan"))] = False,
    seconds: PlanSeconds = 20.0,
    verbose: Verbose = False,
) -> int:
    """Make up the pages of an issue."""
    from layout.cli.plan import Wish, run

    return run(number, Wish(write, fresh, tuple(page or ()), seconds, verbose), spoken())


def preview_(
    number: Number,
    port: Annotated[
        int,
        _option(
            "--port",
            said=("不写则从 3000 起找空的", "the first free from 3000 if none"),
            value=("端口", "PORT"),
            min=0,
            max=65535,
        ),
    ] = 0,
    no_open: Annotated[bool, _option("--no-open", said=("不打开浏览器", "open no browser"))] = False,
    editor: Annotated[
        str,
        _option(
            "--editor",
            said=("编辑器命令或带 {file} {line} 的网址", "editor, or an address with {file} {line}"),
            value=("命令", "COMMAND"),
        ),
    ] = "",
) -> int:
    """Show an issue in the browser."""
    from layout.cli.preview import run

    return run(number, port=port, opens=not no_open, editor=editor, lang=spoken())


def batch_(
    span: Annotated[
        str,
        _argument(said=("期号范围，如 2346..2350", "issue numbers, as 2346..2350"), value=("起..止", "A..B")),
    ],
    house: Annotated[
        str,
        _option("--house", said=("工程的位置，文件夹或 fsspec 地址", "the house: a folder or an fsspec address"),
                value=("位置", "PLACE")),
    ] = "",
    output: Annotated[
        str,
        _option("--output", "-o", said=("成品的位置，同上", "where everything goes, likewise"),
                value=("位置", "PLACE")),
    ] = "",
    only: Only = None,
    release: Release = False,
    jobs: Annotated[
        int,
        _option("--jobs", "-j", said=("本机同时排几期，默认一核一期", "issues at a time here, one a core"),
                value=("个", "COUNT"), min=0, max=256),
    ] = 0,
    cluster: Annotated[
        str, _option("--cluster", said=("用现成的 Dask 集群", "a Dask cluster that stands"), value=("tcp://…", "tcp://…"))
    ] = "",
    scheduler_file: Annotated[
        Path | None, _option("--scheduler-file", said=("集群的 scheduler 文件", "its scheduler's file"), value=_FILE)
    ] = None,
    shard: Annotated[
        str, _option("--shard", said=("只排第 k 份，共 n 份", "only part k of n"), value=("k/n", "k/n"))
    ] = "",
    tries: Annotated[
        int,
        _option("--tries", said=("出故障时最多试几次", "tries where it fails"), value=("次", "COUNT"), min=1, max=20),
    ] = 4,
    seconds: Annotated[
        float,
        _option("--seconds", said=("每期最多几秒", "seconds an issue may take"), value=("秒", "S"), min=0.01,
                max=86400),
    ] = 600.0,
    memory: Annotated[
        float,
        _option("--memory", said=("每期最多几 GB 内存", "GB of memory an issue may take"), value=("GB", "GB"),
                min=0.01, max=1024),
    ] = 4.0,
    format: Format = "human",
    quiet: Annotated[bool, _option("--quiet", "-q", said=("不显示进度", "no progress"))] = False,
) -> int:  # fmt: skip
    """Build many issues."""
    from layout.cli.batch import house_and_output, local_jobs, run
    from layout.desk.batch.drive import Patience
    from layout.desk.batch.records import Wanted
    from layout.desk.batch.run import Engine
    from layout.desk.build.order import PARTS

    form = _one_of("--format", (format,), ("human", "json"))[0]
    root, to = house_and_output(house, output)
    wanted = Wanted(root, to, _parts(only) or PARTS, release, seconds, round(memory * (1 << 30)))
    engine = Engine(local_jobs(jobs), cluster, scheduler_file, Patience(tries))
    return run(span, wanted, engine, part=shard, form=form, quiet=quiet)


def compare_(
    old: Annotated[
        str,
        _argument(
            said=("PDF、成品文件夹、期号，或付印过的 2346-r1", "old: PDF, build, issue, or release as 2346-r1"),
            value=("旧版", "A"),
        ),
    ],
    new: Annotated[
        str,
        _argument(
            said=("同上；r1 是前面那一期的第 1 次付印", "new, likewise; r1 is that issue's release 1"),
            value=("新版", "B"),
        ),
    ],
    to: Annotated[Path | None, _option("-o", said=("报告写进文件", "write the report to a file"), value=_FILE)] = None,
) -> int:
    """Compare two versions."""
    from layout.cli.compare import run

    return run(old, new, to=to, lang=spoken())


def new_(
    number: Number,
    day: Annotated[
        datetime,
        _option(
            "--date",
            said=("出版日期，如 2026-01-01", "date, as 2026-01-01"),
            value=("日期", "DATE"),
            formats=["%Y-%m-%d"],
        ),
    ],
    pages: Annotated[
        int, _option("--pages", said=("版数", "number of pages"), value=("版数", "COUNT"), min=1, max=96)
    ] = 1,
) -> int:
    """Start an issue."""
    from layout.cli.new import run

    return run(number, day.date(), pages=pages, lang=spoken())


def import_(
    files: Annotated[
        list[Path],
        _argument(
            said=("来稿：Word、WPS、ODT、RTF、TXT、MD、网页，或整个文件夹", "copy of any kind, or a folder of it"),
            value=_FILE,
        ),
    ],
    issue: Annotated[int, _option("--issue", said=("期号", "issue number"), value=_NUMBER, min=1)],
    story_id: Annotated[str, _option("--id", said=("稿件代号", "id of the story"), value=("代号", "ID"))] = "",
    page: Annotated[
        int, _option("--page", said=("排进第几版", "put it on this page"), value=("版次", "K"), min=0, max=96)
    ] = 0,
    replace: Annotated[
        bool, _option("--replace", said=("换成新稿，编辑的记号留着", "take a revised copy, keep the desk's marks"))
    ] = False,
    changes: Annotated[
        str,
        _option(
            "--changes",
            said=("修订：accept 接受，reject 拒绝，show 标出", "tracked changes: accept, reject, show"),
            value=("办法", "HOW"),
        ),
    ] = "accept",
    notes: Annotated[
        str,
        _option(
            "--notes",
            said=("脚注：end 排在文末，leave 不排", "notes: end of the story, or leave"),
            value=("办法", "HOW"),
        ),
    ] = "end",
    check: Annotated[bool, _option("--check", said=("只看不写", "tell, write nothing"))] = False,
    format: Annotated[
        str, _option("--format", said=("human、short 或 json", "human, short or json"), value=_FORM)
    ] = "human",
) -> int:
    """Bring copy in."""
    from layout.cli.import_copy import FORMATS, run

    if story_id and not re.fullmatch("[A-Za-z0-9][A-Za-z0-9_-]{0,39}", story_id):
        raise typer.BadParameter(say(f"--id 不能是 {story_id}", f"--id cannot be {story_id}"))
    return run(
        tuple(files),
        issue,
        form=_one_of("--format", (format,), FORMATS)[0],
        lang=spoken(),
        story_id=story_id,
        page=page,
        replace=replace,
        changes=_one_of("--changes", (changes,), ("accept", "reject", "show"))[0],
        with_notes=_one_of("--notes", (notes,), ("end", "leave"))[0] == "end",
        check=check,
    )


def explain_(
    code: Annotated[str, _argument(said=("代号，如 I204", "code, as I204"), value=("代号", "CODE"))] = "",
) -> int:
    """Explain a code."""
    from layout.cli.explain import run

    return run(code, lang=spoken())


def galley_(
    file: Annotated[Path, _argument(said=("稿件（.md）或纯文本", "story (.md) or plain text"), value=_FILE)],
    measure: Annotated[
        float,
        _option("--measure", "-m", said=("栏宽（字）", "measure in ems"), value=("字数", "EMS"), min=2, max=200),
    ],
    size: Annotated[
        float,
        _option("--size", said=("字号（磅）", "size in points"), value=("磅", "POINTS"), min=4, max=72),
    ] = 9.0,
    leading: Annotated[
        float | None,
        _option(
            "--leading",
            said=("行距（磅），不小于字号；默认随字号，9 磅配 11.57", "leading in points, 11.57 for size 9"),
            value=("磅", "POINTS"),
            min=4,
            max=200,
        ),
    ] = None,
    form: Annotated[str, _option("--format", said=("txt、pdf 或 json", "txt, pdf or json"), value=_FORM)] = "txt",
    out: Annotated[Path | None, _option("-o", "--out", said=("写进文件", "write to a file"), value=_FILE)] = None,
    explain: Annotated[
        bool, _option("--explain", said=("逐行说明断行与调整的道理", "say why each line is as it is"))
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
    install: Annotated[bool, _option("--install", said=("安装所列字体", "install the listed faces"))] = False,
    format: Format = "human",
) -> int:
    """List or install the fonts."""
    from layout.cli.fonts import run

    return run(folder, install=install, format=_one_of("--format", (format,), ("human", "json"))[0], lang=spoken())


def doctor_(format: Format = "human") -> int:
    """Check the machine."""
    from layout.cli.doctor import run

    return run(format=_one_of("--format", (format,), ("human", "json"))[0], lang=spoken())


def proofread_(
    number: Number,
    format: Annotated[
        str, _option("--format", said=("human、short 或 json", "human, short or json"), value=_FORM)
    ] = "human",
    quiet: Annotated[bool, _option("--quiet", "-q", said=("只列必改", "only what is certain"))] = False,
    fix: Annotated[bool, _option("--fix", said=("改掉有把握的错", "correct what is certain"))] = False,
) -> int:
    """Proofread the text of an issue."""
    from layout.cli.proofread import FORMATS, run

    return run(number, form=_one_of("--format", (format,), FORMATS)[0], quiet=quiet, fix=fix, lang=spoken())


def verify_(
    path: Annotated[
        Path,
        _argument(
            said=("付印 PDF 或其文件夹，存档包", "press PDF or a folder of them, archive package"),
            value=("文件", "PATH"),
        ),
    ],
    format: Annotated[
        str,
        _option("--format", said=("human、short、json 或 html", "human, short, json or html"), value=_FORM),
    ] = "human",
    to: Annotated[Path | None, _option("-o", said=("报告写进文件", "write the report to a file"), value=_FILE)] = None,
) -> int:
    """Check a finished file."""
    from layout.cli.verify import FORMATS, run

    if not path.exists():
        raise typer.BadParameter(say(f"没有 {path} 这个文件或文件夹", f"there is no file or folder {path}"))
    return run(path, form=_one_of("--format", (format,), FORMATS)[0], to=to)
