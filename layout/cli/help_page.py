"""The help of a command, in the language of this run and in the cells of a terminal, where 字 takes two.

Typer writes English and counts characters; it is asked here for nothing but the parameters.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from layout.cli.language import say
from layout.cli.terminal import cells, columns, padded, wrapped

if TYPE_CHECKING:
    from typer.core import TyperCommand

_WIDEST = 100


def helpful_command() -> type[TyperCommand]:
    """Return the class of a command whose help page is in the language of the run."""
    from typer.core import TyperCommand

    class HelpfulCommand(TyperCommand):
        def get_help(self, ctx: Any) -> str:
            return help_page(ctx.command_path, self.help or "", self.get_params(ctx))

    return HelpfulCommand


def help_page(call: str, what: str, params: Iterable[Any]) -> str:
    """Return the help of a command: how it is called, what it does, its arguments and its options."""
    params = list(params)
    arguments = [(p.metavar, p) for p in params if p.param_type_name == "argument"]
    options = [(_spelt(p), p) for p in params if p.param_type_name != "argument"]
    named = " ".join(name if p.required else f"[{name}]" for name, p in arguments)
    usage = f"{say('用法：', 'usage: ')}{call} {named} {say('[选项]', '[OPTIONS]')}"
    width = max(cells(name) for name, _ in (*arguments, *options))
    sections = [
        [title, *(line for name, p in rows for line in _row(name, _said(p), width))]
        for title, rows in ((say("参数：", "arguments:"), arguments), (say("选项：", "options:"), options))
        if rows
    ]
    return "\n\n".join([" ".join(usage.split()), f"  {what}", *map("\n".join, sections)])


def _spelt(option: Any) -> str:
    spellings = ", ".join(sorted(option.opts, key=len))
    return spellings if option.is_flag or not option.metavar else f"{spellings} {option.metavar}"


def _said(param: Any) -> str:
    """Return what a parameter is for, and in brackets what it must be and what it is unless given."""
    if "--help" in param.opts:
        return say("显示这一页", "show this page")
    least, most = getattr(param, "min", None), getattr(param, "max", None)
    notes = []
    if param.required:
        notes.append(say("必填", "required"))
    if least is not None and most is not None and least >= 0:
        notes.append(say(f"{least:g} 到 {most:g}", f"{least:g} to {most:g}"))
    # Nothing, no and a number below the least stand for what the words say.
    if param.default and not param.is_flag and (least is None or not param.default < max(least, 0)):
        plain = f"{param.default:g}" if isinstance(param.default, float) else str(param.default)
        notes.append(say(f"默认 {plain}", f"default {plain}"))
    return (param.help or "") + (f"  [{say('；', '; ').join(notes)}]" if notes else "")


def _row(name: str, said: str, width: int) -> Iterator[str]:
    margin = width + 4
    room = columns(_WIDEST) - margin
    for at, line in enumerate(wrapped(said, max(room, 20))):
        yield f"  {padded(name if at == 0 else '', margin - 2)}{line}"
