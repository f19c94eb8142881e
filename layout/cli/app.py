"""Finds the command that was asked for, runs it, and turns whatever goes wrong into words and an exit code.

Exit codes: 0 done, 1 errors in the copy, 2 wrong usage, 70 a mistake of our own, 130 interrupted. Only the command's
own module is imported; the overview needs none.
"""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress

from layout.cli.language import preferred, say, speak, spoken
from layout.ground.expression import expression

USAGE, OWN_FAULT, INTERRUPTED = 2, 70, 130

COMMANDS: dict[str, tuple[str, str]] = {
    "issue": ("排印整期：读稿、排版、拼版、预检、出片", "build a whole issue: read, compose, make up, check, write"),
    "galley": ("排一份小样：任何稿件或纯文本", "set a galley proof of any story or plain text"),
    "check": ("只检查，不出片：逐条列出问题", "check only: list every diagnostic, write nothing"),
    "plan": (
        "自动拼版：打印版样和得分，--write 存下",
        "make up the pages: print the plan and its scores, --write keeps it",
    ),
    "desk": ("编辑窗：在浏览器里改稿、拼版、签发", "the desk's window: write, move, sign in the browser"),
    "preview": ("浏览器里实时预览，改稿即见", "live preview in the browser while the desk writes"),
    "batch": ("一次排多期，多个进程一起排", "build many issues with several workers"),
    "plates": ("印版：分色、墨量图、新闻纸软打样、墨区", "plates: separations, ink heat map, soft proof, ink zones"),
    "compare": ("大样对校：两个版本哪里不同", "lay two versions over each other: what differs"),
    "new": ("新建一期的文件夹", "start the folder of a new issue"),
    "import": ("把 Word 稿导入一期", "bring Word copy into an issue"),
    "explain": ("详解一个提示代号；不给代号则全部列出", "explain a diagnostic's code; without one, list all"),
    "fonts": (
        "列出字体角色、校验和字库覆盖；--install 安装",
        "list faces by role, hashes, coverage; or --install",
    ),
    "proofread": (
        "校对：只读文字，列出必改和请看，带出处和改法",
        "proofread the text: what is certain, what to look at, each with its source",
    ),
    "sign": ("三审三校：签一篇稿或一个版", "sign a reading of a story or page"),
    "status": ("三审三校的进度：谁签了，还缺谁", "the board of readings: who signed, who lacks"),
    "find": ("全文检索历年的稿子：何时写过某事", "search the copy of all issues: when did we write about it"),
    "verify": (
        "检查付印 PDF 或档案包是否合格",
        "check a finished press PDF or archive package",
    ),
    "archive": (
        "历次付印存成一个 OCFL 总库，或按年编成 NDNP 批次",
        "all releases as one OCFL storage root, or as NDNP batches by year",
    ),
    "web": (
        "数字报换网址，不必重排各期；把付印了的期放进要发布的文件夹",
        "move the web edition to another address, building nothing again; bring releases into the published folder",
    ),
    "doctor": ("检查本机是否就绪：字体、色彩、权限、版本", "check this machine: fonts, colour, permissions, versions"),
}
"""What each command does (zh, en), in the order of the overview. Its options are declared in `commands`, or in
`commands_copy`."""

OF_COPY = frozenset(("new", "import", "galley", "proofread", "sign", "status", "find"))
"""Commands about copy: theirs are declared apart."""


def run_command(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code; never raises for anything the desk can cause."""
    _open_closed_streams()
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # a terminal that cannot print Chinese shows ? instead of failing
            stream.reconfigure(errors="replace")
    speak(preferred(os.environ))
    words = [typed(word) for word in (sys.argv[1:] if arguments is None else arguments)]
    try:
        code = _dispatch(words)
        sys.stdout.flush()  # here a full disk can still be told of; at the interpreter's end it cannot
        return code
    except KeyboardInterrupt:
        print(say("\n已中断，原有成品未动", "\ninterrupted; earlier output is untouched"), file=sys.stderr)
        return INTERRUPTED
    except BrokenPipeError:
        # The reader of our output left (`layout … | head`); keep the interpreter's own last flush quiet as well.
        _drop_output()
        return 0
    except Exception as error:
        if isinstance(error, OSError) and error.errno in _NO_ROOM and not error.filename:
            return _tell_of_lost_output(error)
        from layout.cli.fault import report_fault

        report_fault(error, words)
        return OWN_FAULT


_WIDE_OPTION = expression(r"([-\uff0d\u2013\u2014\u2212]+)([A-Za-z\uff21-\uff3a\uff41-\uff5a]+)(?:[=\uff1d](.*))?")
"""An option as an input method types it: wide letters, and one — of two hyphens."""
_NUMBERS = expression(r"[0-9]+(?:(?:-|\.\.|,)[0-9]+)*")
"""An issue's number, a day, a span or a list of issues."""


def typed(word: str) -> str:
    """Return a word of the command line; numbers, days and options in wide letters 全角 as what they say."""
    if word.isascii():
        return word
    from unicodedata import normalize

    if option := _WIDE_OPTION.fullmatch(word):
        name = normalize("NFKC", option[2])
        return f"{'-' if len(name) == 1 else '--'}{name}{'' if option[3] is None else f'={typed(option[3])}'}"
    narrow = normalize("NFKC", word)
    return narrow if _NUMBERS.fullmatch(narrow) else word


_NO_ROOM = (errno.ENOSPC, errno.EFBIG, errno.EDQUOT, errno.EIO, errno.EBADF)


def _open_closed_streams() -> None:
    """Lead streams that the caller closed (`>&-`) to nowhere: else the next file opened would stand in for them."""
    for number, name in enumerate(("stdin", "stdout", "stderr")):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)  # takes the lowest free number, so this one
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, "r+", encoding="utf-8"))  # noqa: PTH123, SIM115 - for the whole run


def _tell_of_lost_output(error: OSError) -> int:
    """Say that what was to be printed could not be, and why; what was built stands all the same."""
    from layout.diagnostics import Diagnostic, Severity
    from layout.diagnostics.wording import describe

    name = say("标准输出", "the standard output")
    lost = Diagnostic.make("D123", Severity.ERROR, file=name, reason=error.strerror or str(error))
    _drop_output()
    with suppress(OSError):
        print(describe(lost, say("zh", "en")).message, file=sys.stderr)
    return 1


def _drop_output() -> None:
    """Lead the standard output to nowhere, so that the interpreter's own last flush is quiet as well."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _dispatch(words: list[str]) -> int:
    wrong = _take_language(words)
    if wrong is not None:
        return _usage_error(say(f"--lang 只认 zh 或 en，不认 {wrong!r}", f"--lang is zh or en, not {wrong!r}"))
    if not words or words[0] in ("-h", "--help", "help"):
        print(overview())
        return 0
    if words[0] == "--version":
        from importlib.metadata import version

        print(f"layout {version('layout')}")
        return 0
    name, rest = words[0], words[1:]
    if name not in COMMANDS:
        from difflib import get_close_matches

        near = get_close_matches(name, COMMANDS, 1)
        hint = say(f"，是不是 {near[0]}？", f"; did you mean {near[0]}?") if near else ""
        return _usage_error(say(f"没有命令 {name!r}{hint}", f"no command {name!r}{hint}"))
    if name == "issue":
        from layout.cli.plain import plain_issue

        plain = plain_issue(rest)
        if plain is not None:
            from layout.cli.issue import run

            return run(**plain, lang=spoken())
    return _call(name, rest)


def _take_language(words: list[str]) -> str | None:
    """Take `--lang` out of the words and heed it; return the value where it is not a language."""
    for at, word in enumerate(words):
        option, equals, value = word.partition("=")
        if word == "--":
            break
        if option == "--lang":
            if not equals:
                value = words[at + 1] if at + 1 < len(words) else ""
            del words[at : at + (1 if equals else 2)]
            if value not in ("zh", "en"):
                return value
            speak("zh" if value == "zh" else "en")
            return None
    return None


def overview() -> str:
    """Return what `layout --help` prints."""
    width = max(map(len, COMMANDS)) + 2
    lines = [f"  {name:<{width}}{say(*summary)}" for name, summary in COMMANDS.items()]
    return "\n".join(
        [
            say("用法：layout 命令 [选项]", "usage: layout COMMAND [OPTIONS]"),
            "",
            *lines,
            "",
            say(
                "layout 命令 --help 看某个命令的选项；--lang zh|en 换语言；--version 看版本",
                "layout COMMAND --help shows its options; --lang zh|en chooses the language; --version the version",
            ),
        ]
    )


def _call(name: str, rest: list[str]) -> int:
    """Parse a command's options with Typer and run it."""
    import typer

    from layout.cli import commands, commands_copy
    from layout.cli.help_page import helpful_command

    body: Callable[..., int] = getattr(commands_copy if name in OF_COPY else commands, f"{name}_")
    app = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)
    asked = {"help_option_names": ["-h", "--help"]}
    app.command(cls=helpful_command(), help=say(*COMMANDS[name]), context_settings=asked)(body)
    try:
        code = app(args=rest, prog_name=f"layout {name}", standalone_mode=False)
    except typer.Abort:
        raise KeyboardInterrupt from None
    except Exception as error:
        from layout.cli.usage import usage_words

        said = usage_words(error)
        if said is None:
            raise
        return _usage_error(said, name)
    if code == INTERRUPTED:  # Typer has caught the interrupt already
        raise KeyboardInterrupt
    return int(code or 0)


def _usage_error(said: str, command: str = "") -> int:
    print(say("用法错误：", "usage error: ") + said, file=sys.stderr)
    help_call = f"layout {command} --help" if command else "layout --help"
    print(say(f"  请运行 {help_call} 查看用法", f"  run {help_call} for usage"), file=sys.stderr)
    return USAGE
