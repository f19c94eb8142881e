"""Says in the desk's language what is wrong with the words of a command line.

Typer speaks only English and keeps its exceptions private, so they are known here by class name and read by attribute.
"""

from __future__ import annotations

import re

from layout.cli.language import say


def usage_words(error: Exception) -> str | None:
    """Return what is wrong with the usage; None where the error is not about usage."""
    kinds = {kind.__name__ for kind in type(error).__mro__}
    if "UsageError" not in kinds:
        return None
    option = str(getattr(error, "option_name", ""))
    parameter = getattr(error, "param", None)
    name = max(getattr(parameter, "opts", None) or ("",), key=len)
    label = str(getattr(parameter, "metavar", None) or name) if name and not name.startswith("-") else name
    if "NoSuchOption" in kinds:
        near = getattr(error, "possibilities", None) or ()
        hint = say(f"，是不是 {near[0]}？", f"; did you mean {near[0]}?") if near else ""
        return say(f"没有选项 {option}{hint}", f"no option {option}{hint}")
    if "MissingParameter" in kinds:
        gap = " " if label.isascii() else ""
        return say(f"缺少{gap}{label}", f"{label} is missing")
    if "BadOptionUsage" in kinds:
        if "does not take a value" in str(error):
            return say(f"选项 {option} 后面不带值", f"option {option} takes no value")
        return say(f"选项 {option} 后面要有一个值", f"option {option} needs a value")
    message = str(getattr(error, "message", error)).rstrip(".")
    if "BadParameter" in kinds and label:
        return say(
            f"{label}{' ' if label[-1:].isascii() else ''}的值不对：{_wanted(message)}{_within(parameter, message)}",
            f"bad value for {label}: {_wanted(message)}{_within(parameter, message)}",
        )
    extra = re.match(r"Got unexpected extra arguments?(?:\(s\))? \((.+)\)$", message)
    if extra:
        return say(f"多写了 {extra[1]}", f"{extra[1]} is too much")
    return message


def _wanted(message: str) -> str:
    """Return what a value should have been; Typer's own words where they are not known."""
    for phrase, zh, en in (
        ("valid integer", "要一个整数", "a whole number is wanted"),
        ("valid number", "要一个数", "a number is wanted"),
        ("does not match the format", "日期要写成 2026-01-31 这样", "a date is wanted, as 2026-01-31"),
        ("greater than", "太小", "too small"),
        ("less than", "太大", "too large"),
    ):
        if phrase in message:
            return say(zh, en)
    return message


def _within(parameter: object, message: str) -> str:
    """Return between what a number should have been, where it was beyond that."""
    least, most = getattr(parameter, "min", None), getattr(parameter, "max", None)
    if " than " not in message or (least is None and most is None):
        return ""
    if most is None:
        return say(f"，至少 {least:g}", f", at least {least:g}")
    if least is None:
        return say(f"，至多 {most:g}", f", at most {most:g}")
    return say(f"，应在 {least:g} 到 {most:g} 之间", f", from {least:g} to {most:g} is wanted")
