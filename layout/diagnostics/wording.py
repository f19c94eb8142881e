"""The words of a diagnostic, in Chinese and English, from the catalogue files.

Each file of `catalogue/` holds one family of codes, read when a code of it is first asked for. A code that no file
holds and an argument that is missing are our own slips: the wording then shows the code and the arguments bare, since
a report must never fail over its words.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from layout.diagnostics.model import Diagnostic, Locus, Severity
from layout.ground.dataclass import dataclass
from layout.ground.expression import expression

_CLAUSE = expression("⟦([^⟧]*)⟧")
"""A clause of a phrase that is said only where each of its arguments says something."""
_NAME = expression(r"\{(\w+)\}")

NOTHING = ("不需要做什么", "不用改")
"""How a hint begins that asks for nothing."""

_SEVERITIES = {"error": ("错误", "error"), "warning": ("警告", "warning"), "note": ("说明", "note")}

_SYSTEM = {
    "Operation not permitted": "系统不许改这个文件夹",
    "Permission denied": "没有权限",
    "No such file or directory": "没有这个文件或文件夹",
    "Is a directory": "这是文件夹",
    "Not a directory": "上一级不是文件夹",
    "File exists": "已有同名文件",
    "File name too long": "文件名太长",
    "No space left on device": "磁盘已满",
    "Read-only file system": "磁盘只读",
    "Too many levels of symbolic links": "链接绕成圈",
    "not a regular file": "不是普通文件",
}
"""What the operating system says of a file, in Chinese."""


@dataclass(frozen=True, slots=True)
class Wording:
    """What is wrong and what to do about it, one phrase each."""

    message: str
    hint: str


@dataclass(frozen=True, slots=True)
class CatalogueEntry:
    """A code's entry in the catalogue: usual severity, and by language the phrase, the hint, the long explanation."""

    code: str
    severity: Severity
    messages: tuple[str, str]
    hints: tuple[str, str]
    explanations: tuple[str, str]

    def phrases(self, lang: str) -> tuple[str, str]:
        """Return the phrase and the hint with their arguments left open, clauses included."""
        nth = _nth(lang)
        return _CLAUSE.sub(r"\1", self.messages[nth]), _CLAUSE.sub(r"\1", self.hints[nth])

    @property
    def asks(self) -> bool:
        """Whether there is anything for the desk to do or to look at: some hints say that there is not."""
        return not self.hints[0].startswith(NOTHING)

    def explanation(self, lang: str) -> str:
        """Return the long explanation."""
        return self.explanations[_nth(lang)].strip()


class _Arguments(dict[str, object]):
    """The arguments of a phrase; one that is missing prints as its name."""

    def __missing__(self, key: str) -> str:
        return f"{{{key}}}"


def describe(diagnostic: Diagnostic, lang: str) -> Wording:
    """Return the words of a diagnostic in `zh` or `en`. A phrase may name the `story` of the locus.

    An argument that is a tuple is listed with the language's own comma.
    """
    known = entry(diagnostic.code)
    mark = ", " if _nth(lang) else "、"
    arguments = _Arguments(
        (name, mark.join(map(str, value)) if isinstance(value, tuple) else value) for name, value in diagnostic.args
    )
    if not _nth(lang) and "reason" in arguments:
        arguments["reason"] = _SYSTEM.get(str(arguments["reason"]), arguments["reason"])
    if isinstance(diagnostic.at, Locus):
        arguments.setdefault("story", diagnostic.at.story)
    if known is None:
        shown = ", ".join(f"{name}={value}" for name, value in diagnostic.args)
        return Wording(f"{diagnostic.code} {shown}".strip(), "")
    nth = _nth(lang)
    return Wording(_filled(known.messages[nth], arguments), _filled(known.hints[nth], arguments))


def is_quiet(diagnostic: Diagnostic) -> bool:
    """Tell whether a diagnostic is a note that asks for nothing: it is counted, and listed only where all is."""
    known = entry(diagnostic.code)
    return diagnostic.severity is Severity.NOTE and known is not None and not known.asks


def severity_word(severity: str, lang: str) -> str:
    """Return a severity as the desk says it: 错误, 警告, 说明."""
    return _SEVERITIES[severity][_nth(lang)]


_NEXT = expression(r"\n(?=\S)")
"""Where the next entry of a family begins."""


@cache
def entry(code: str) -> CatalogueEntry | None:
    """Return the catalogue's entry of a code, or None. Only its own lines are read."""
    for family in _families():
        _, mark, after = _text(family).partition(f"\n{code}:\n")
        if mark:
            return _read(f"{code}:\n{_NEXT.split(after, 1)[0]}").get(code)
    return None


@cache
def catalogue() -> Mapping[str, CatalogueEntry]:
    """Return every entry of every family, by code, in the order of the codes."""
    return dict(sorted(known for family in _families() for known in _read(_text(family)).items()))


@cache
def _families() -> tuple[str, ...]:
    folder = Path(__file__).with_name("catalogue")
    return tuple(sorted(file.name for file in folder.iterdir() if file.name.endswith(".yaml")))


@cache
def _text(family: str) -> str:
    return "\n" + (Path(__file__).with_name("catalogue") / family).read_text("utf-8")


def _read(text: str) -> Mapping[str, CatalogueEntry]:
    import yaml

    loaded = yaml.load(text, getattr(yaml, "CSafeLoader", yaml.SafeLoader)) or {}
    return {str(code): _entry(str(code), fields) for code, fields in loaded.items()}


def _entry(code: str, fields: dict[str, Any]) -> CatalogueEntry:
    def both(name: str) -> tuple[str, str]:
        prefix = f"{name}_" if name else ""
        return str(fields.get(f"{prefix}zh", "")), str(fields.get(f"{prefix}en", ""))

    return CatalogueEntry(code, Severity(fields.get("severity", "error")), both(""), both("hint"), both("explain"))


def _filled(phrase: str, arguments: _Arguments) -> str:
    phrase = _CLAUSE.sub(
        lambda clause: clause[1] if all(str(arguments.get(name, "")) for name in _NAME.findall(clause[1])) else "",
        phrase,
    )
    try:
        filled = phrase.format_map(arguments)
    except (ValueError, AttributeError, TypeError, IndexError, KeyError):
        return phrase
    # Brackets round an argument that was empty say nothing.
    return filled.replace("（）", "").replace(" ()", "").rstrip()


def _nth(lang: str) -> int:
    return 1 if lang.startswith("en") else 0
