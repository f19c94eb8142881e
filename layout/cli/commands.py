"""The options of the commands that make and check issues, as the public interface fixes them."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from layout.cli.language import say, spoken
from layout.cli.options import (
    FILE,
    FOLDER,
    FORM,
    AnyNumber,
    CheckFormat,
    DeskRole,
    Editor,
    FontsFolder,
    Format,
    NoOpen,
    Number,
    Only,
    Output,
    Person,
    PlanPages,
    PlanSeconds,
    PlanWrite,
    Port,
    Reason,
    Release,
    ReleaseDay,
    Verbose,
    argument,
    listed,
    one_of,
    option,
)  # fmt: skip


def issue_(
    number: Number,
    output: Output = None,
    only: Only = None,
    release: Release = False,
    reason: Reason = "",
    on: ReleaseDay = None,
    proof: Annotated[bool, option("--proof", said=("加校样层", "add the proof layer"))] = False,
    quiet: Annotated[bool, option("--quiet", "-q", said=("只报错误，不显示进度", "errors only, no progress"))] = False,
    verbose: Verbose = False,
) -> int:
    """Build an issue."""
    from layout.cli.issue import run

    if reason and not release:
        raise typer.BadParameter(say("--reason 要和 --release 一起用", "--reason goes with --release"))
    if on and not release:
        raise typer.BadParameter(say("--on 要和 --release 一起用", "--on goes with --release"))
    asked: dict[str, Any] = {"output": output, "only": _parts(only), "release": release, "proof": proof}
    asked["on"] = on.date() if on else None
    return run(number, lang=spoken(), reason=" ".join(reason.split()), quiet=quiet, verbose=verbose, **asked)


def _parts(only: str | None) -> tuple[str, ...]:
    """Return the parts of a build that `--only` names; none where it is not given, which is all of them."""
    if only is None:
        return ()
    known = ("press", "archive", "web")
    given = one_of("--only", listed(only), known)
    if not given:
        raise typer.BadParameter(say("--only 后面要写 press、archive 或 web", "--only needs press, archive or web"))
    return given


def check_(
    number: Number,
    format: CheckFormat = "human",
    quiet: Annotated[bool, option("--quiet", "-q", said=("只报错误和警告", "errors and warnings only"))] = False,
    fix: Annotated[bool, option("--fix", said=("改掉有把握的错", "correct what is certain"))] = False,
    verbose: Verbose = False,
) -> int:
    """List the diagnostics of an issue."""
    from layout.cli.check import run
    from layout.cli.report import FORMATS

    one_of("--format", (format,), FORMATS)
    return run(number, form=format, quiet=quiet, fix=fix, verbose=verbose, lang=spoken())


_LEARN = ("看手工版样，学编辑部的口味", "fit the prices of design to the desk's own pages")


def plan_(
    number: AnyNumber = None,
    write: PlanWrite = False,
    page: PlanPages = None,
    fresh: Annotated[bool, option("--fresh", said=("不用已存的版样", "ignore a kept plan"))] = False,
    seconds: PlanSeconds = 8.0,
    learn: Annotated[bool, option("--learn", said=_LEARN)] = False,
    unlearn: Annotated[bool, option("--unlearn", said=("撤销上次学到的", "take back what was learnt last"))] = False,
    verbose: Verbose = False,
) -> int:
    """Make up the pages of an issue."""
    if learn or unlearn:
        from layout.cli import learning

        return learning.undo(lang=spoken()) if unlearn else learning.run(write=write, lang=spoken())
    if number is None:
        raise typer.BadParameter(say("缺期号", "the issue number is missing"))
    from layout.cli.plan import PlanWish, run

    return run(number, PlanWish(write, fresh, tuple(page or ()), seconds, verbose), spoken())


def desk_(
    number: Number,
    port: Port = 0,
    no_open: NoOpen = False,
    editor: Editor = "",
    lan: Annotated[bool, option("--lan", said=("开给报社内网，要证书和登录", "open to the house's network"))] = False,
    certificate: Annotated[
        Path | None, option("--certificate", said=("证书，PEM", "certificate, PEM"), value=FILE)
    ] = None,
    key: Annotated[Path | None, option("--key", said=("证书的私钥，PEM", "its key, PEM"), value=FILE)] = None,
    person: Person = "",
    role: DeskRole = "editor",
) -> int:  # fmt: skip
    """Work on an issue in the browser."""
    from layout.cli.desk import Opening, add_person, run

    if person:
        return add_person(person, role, spoken() == "zh")
    return run(number, "desk", Opening(port, not no_open, editor, lan, certificate, key), spoken())


def preview_(number: Number, port: Port = 0, no_open: NoOpen = False, editor: Editor = "") -> int:
    """Show an issue in the browser."""
    from layout.cli.desk import Opening, run

    return run(number, "preview", Opening(port, not no_open, editor), spoken())


def batch_(
    span: Annotated[
        str,
        argument(said=("期号范围，如 2346..2350", "issue numbers, as 2346..2350"), value=("起..止", "A..B")),
    ],
    house: Annotated[
        str,
        option("--house", said=("工程的位置，文件夹或 fsspec 地址", "the house: a folder or an fsspec address"),
                value=("位置", "PLACE")),
    ] = "",
    output: Annotated[
        str,
        option("--output", "-o", said=("成品的位置，同上", "where everything goes, likewise"),
                value=("位置", "PLACE")),
    ] = "",
    only: Only = None,
    release: Release = False,
    jobs: Annotated[
        int,
        option("--jobs", "-j", said=("本机同时排几期，默认一核一期", "issues at a time here, one a core"),
                value=("个", "COUNT"), min=0, max=256),
    ] = 0,
    cluster: Annotated[
        str, option("--cluster", said=("用现成的 Dask 集群", "a Dask cluster that stands"), value=("tcp://…", "tcp://…"))
    ] = "",
    scheduler_file: Annotated[
        Path | None, option("--scheduler-file", said=("集群的 scheduler 文件", "its scheduler's file"), value=FILE)
    ] = None,
    shard: Annotated[
        str, option("--shard", said=("只排第 k 份，共 n 份", "only part k of n"), value=("k/n", "k/n"))
    ] = "",
    tries: Annotated[
        int,
        option("--tries", said=("出故障时最多试几次", "tries where it fails"), value=("次", "COUNT"), min=1, max=20),
    ] = 4,
    seconds: Annotated[
        float,
        option("--seconds", said=("每期最多几秒", "seconds an issue may take"), value=("秒", "S"), min=0.01,
                max=86400),
    ] = 600.0,
    memory: Annotated[
        float,
        option("--memory", said=("每期最多几 GB 内存", "GB of memory an issue may take"), value=("GB", "GB"),
                min=0.01, max=1024),
    ] = 4.0,
    format: Format = "human",
    quiet: Annotated[bool, option("--quiet", "-q", said=("不显示进度", "no progress"))] = False,
) -> int:  # fmt: skip
    """Build many issues."""
    from layout.cli.batch import house_and_output, local_jobs, run
    from layout.desk.batch.drive import Retries
    from layout.desk.batch.records import Wanted
    from layout.desk.batch.run import Engine
    from layout.desk.build.order import PARTS

    form = one_of("--format", (format,), ("human", "json"))[0]
    root, to = house_and_output(house, output)
    wanted = Wanted(root, to, _parts(only) or PARTS, release, seconds, round(memory * (1 << 30)))
    engine = Engine(local_jobs(jobs), cluster, scheduler_file, Retries(tries))
    return run(span, wanted, engine, part=shard, form=form, quiet=quiet)


def plates_(number: Number, output: Output = None) -> int:
    """Render the plates of a built issue."""
    from layout.cli.plates import run

    return run(number, output=output)


def compare_(
    old: Annotated[
        str,
        argument(
            said=("PDF、成品文件夹、期号，或付印过的 2346-r1", "old: PDF, build, issue, or release as 2346-r1"),
            value=("旧版", "A"),
        ),
    ],
    new: Annotated[
        str,
        argument(
            said=("同上；r1 是前面那一期的第 1 次付印", "new, likewise; r1 is that issue's release 1"),
            value=("新版", "B"),
        ),
    ],
    to: Annotated[Path | None, option("-o", said=("报告写进文件", "write the report to a file"), value=FILE)] = None,
) -> int:
    """Compare two versions."""
    from layout.cli.compare import run

    return run(old, new, to=to, lang=spoken())


def explain_(
    code: Annotated[str, argument(said=("代号，如 I204", "code, as I204"), value=("代号", "CODE"))] = "",
) -> int:
    """Explain a code."""
    from layout.cli.explain import run

    return run(code, lang=spoken())


def fonts_(
    folder: FontsFolder = None,
    install: Annotated[bool, option("--install", said=("安装所列字体", "install the listed faces"))] = False,
    format: Format = "human",
) -> int:
    """List or install the fonts."""
    from layout.cli.fonts import run

    return run(folder, install=install, format=one_of("--format", (format,), ("human", "json"))[0], lang=spoken())


def doctor_(format: Format = "human") -> int:
    """Check the machine."""
    from layout.cli.doctor import run

    return run(format=one_of("--format", (format,), ("human", "json"))[0], lang=spoken())


def verify_(
    path: Annotated[
        Path,
        argument(
            said=("付印 PDF 或其文件夹，存档包", "press PDF or a folder of them, archive package"),
            value=("文件", "PATH"),
        ),
    ],
    format: Annotated[
        str,
        option("--format", said=("human、short、json 或 html", "human, short, json or html"), value=FORM),
    ] = "human",
    to: Annotated[Path | None, option("-o", said=("报告写进文件", "write the report to a file"), value=FILE)] = None,
) -> int:
    """Check a finished file."""
    from layout.cli.verify import FORMATS, run

    if not path.exists():
        raise typer.BadParameter(say(f"没有 {path} 这个文件或文件夹", f"there is no file or folder {path}"))
    return run(path, form=one_of("--format", (format,), FORMATS)[0], to=to)


def web_(
    rebase: Annotated[
        str,
        option("--rebase", said=("新网址，output/ 发布在那里", "where output/ is published"), value=("网址", "URL")),
    ] = "",
    publish: Annotated[
        Path | None,
        option("--publish", said=("要发布的网站，只有付印了的期", "the site to publish: releases only"), value=FOLDER),
    ] = None,
    serve: Annotated[
        Path | None,
        option(
            "--serve",
            said=(
                "把发布的文件夹开放给浏览器，并应答 IIIF 检索",
                "serve the published folder, with IIIF searches",
            ),
            value=FOLDER,
        ),
    ] = None,
    port: Port = 0,
    output: Output = None,
) -> int:
    """Move the site, make the folder that is published, or serve it."""
    from layout.cli.web import run, serve_folder

    if not rebase and publish is None and serve is None:
        raise typer.BadParameter(say("要写 --rebase、--publish 或 --serve", "give --rebase, --publish or --serve"))
    done = run(rebase, publish, output=output) if rebase or publish is not None else 0
    return serve_folder(serve, port) if serve is not None and not done else done


def archive_(
    ocfl: Annotated[Path | None, option("--ocfl", said=("OCFL 总库", "the OCFL storage root"), value=FOLDER)] = None,
    ndnp: Annotated[
        Path | None, option("--ndnp", said=("NDNP 批次，一年一批", "NDNP batches, one a year"), value=FOLDER)
    ] = None,
    year: Annotated[
        list[int] | None, option("--year", said=("只编这一年的批次", "batches of this year only"), value=("年", "YEAR"))
    ] = None,
    output: Output = None,
) -> int:
    """Keep all releases in a storage root, or make batches of them."""
    from layout.cli.archive import run

    if ocfl is None and ndnp is None:
        raise typer.BadParameter(say("要写 --ocfl 或 --ndnp", "give --ocfl or --ndnp"))
    if year and ndnp is None:
        raise typer.BadParameter(say("--year 要和 --ndnp 一起用", "--year goes with --ndnp"))
    return run(ocfl, ndnp, years=frozenset(map(str, year or ())), output=output)
