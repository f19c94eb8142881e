"""Runs written as copy of a story file: its own marks escaped, looks turned into `{{…}}` marks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby

from layout.ground.dataclass import replace
from layout.intake.account import Account
from layout.intake.document import PLAIN, Look, SourceRun
from layout.issue.marks import MARKS
from layout.text.raised import raised

_HEAVY = re.compile("黑体|大黑|中黑|粗|SimHei|Heiti|Bold|Black", re.I)
LINE_END = re.compile("[\x0b\x0c\x85\u2028\u2029]")
"""Line ends that are characters: Word's own when it is pasted as text, and those of Unicode."""
_INVISIBLE = re.compile("[\u034f\u200b-\u200f\u2060-\u2064\ufeff\u202a-\u202e\u2066-\u206f\u00ad\ufff9-\ufffc]")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff\ud800-\udfff]")
_BACKSLASH = re.compile(r"\\(?=[{}*|｜#\\,;:!?()\[\].\"-]|\Z)")
"""A backslash that would be read with what follows it: a sign of ours, or at an end whatever comes next."""
_HALF = re.compile(r"[,;:!?()\[\]](?<!\\.)")
_BLANK = re.compile("[\t\u00a0\u2000-\u200a\u202f\u205f]")


def is_strong(look: Look) -> bool:
    """Tell whether a run is set to stand out: bold, or in a black face 黑体."""
    return look.bold or bool(_HEAVY.search(look.face))


def cleaned(runs: Iterable[SourceRun], account: Account, place: int) -> list[SourceRun]:
    """Return runs without characters that nobody sees and no story may hold; the account is told."""
    found = []
    for run in runs:
        text = _BLANK.sub(" ", run.text)
        for rule, pattern in (("invisible", _INVISIBLE), ("control-code", _CONTROL)):
            if taken := pattern.findall(text):
                account.change(rule, "".join(taken), place=place, left=True)
                text = pattern.sub("", text)
        if text or run.ruby:
            found.append(run if text == run.text else replace(run, text=text))
    return found


def marked(runs: Iterable[SourceRun], account: Account, place: int, *, in_cell: bool = False) -> str:
    """Return runs as copy for the body, with the marks of the story format; partly strong copy gets `**`.

    `in_cell`: the copy is a cell of a table, where bars, too, part what they stand between.
    """
    runs = [run for run in runs if run.text]
    strong = {is_strong(run.look) for run in runs if run.text.strip()}
    keeps = len(strong) == 2  # a paragraph that is strong as a whole stands out by its style
    pieces = []
    for heavy, stretch in groupby(runs, key=lambda run: keeps and is_strong(run.look)):
        inner = "".join(
            _dressed("".join(run.text for run in same), look, ruby, account, place, in_cell)
            for look, ruby, same in _alike(stretch)
        )
        pieces.append(_starred(inner) if heavy else inner)
    return _no_lost("".join(pieces), account, place)


def plain(runs: Iterable[SourceRun], account: Account, place: int) -> str:
    """Return runs as copy for a field of the front matter, where no look can be kept; figures stay raised."""
    pieces = []
    for run in runs:
        text = run.text
        if run.look.raised:
            small = raised(text, run.look.raised)
            if small:
                account.change("raised", text, small, place)
                text = small
        pieces.append(_HALF.sub(r"\\\g<0>", _escaped(text)) if run.look.literal else _escaped(text))
        if run.ruby:
            account.change("ruby", "", "（）", place)
            pieces.append(f"（{run.ruby}）")
    return _no_lost("".join(pieces), account, place)


def escaped(text: str) -> str:
    """Return a text whose characters all stand for themselves."""
    return _escaped(text)


def _alike(runs: Iterable[SourceRun]) -> Iterator[tuple[Look, str, list[SourceRun]]]:
    """Yield stretches of runs that look the same; characters with a reading stand each for themselves."""
    keyed = ((_seen(run.look), run.ruby, nth if run.ruby else -1, run) for nth, run in enumerate(runs))
    for (look, ruby, _), same in groupby(keyed, key=lambda one: one[:3]):
        yield look, ruby, [one[3] for one in same]


def _seen(look: Look) -> Look:
    """Return a look with only what the marks know."""
    return Look(
        raised=look.raised,
        dots=look.dots,
        struck=look.struck,
        change=look.change,
        author=look.author,
        literal=look.literal,
    )


def _starred(text: str) -> str:
    """Return copy between `**`; blanks at its ends stand outside."""
    bare = text.strip()
    if not bare:
        return text
    lead = text[: len(text) - len(text.lstrip())]
    return f"{lead}**{bare}**{text[len(text.rstrip()) :]}"


def _dressed(text: str, look: Look, ruby: str, account: Account, place: int, in_cell: bool) -> str:
    """Return a stretch of one look as copy."""
    if look == PLAIN and not ruby:
        return _barred(text) if in_cell else _escaped(text)
    if not text.strip():
        return text
    inner = _in_mark(text)
    if look.literal:
        inner = _HALF.sub(r"\\\g<0>", _barred(text) if in_cell else _escaped(text))
    if ruby:
        if "ruby" in MARKS:
            inner = f"{{{{ruby: {inner}｜{_in_mark(ruby)}}}}}"
        else:
            account.add("（）", place, "ruby")
            inner = f"{inner}（{_in_mark(ruby)}）"
    if look.raised:
        inner = _raised(text, inner, look.raised, account, place)
    if look.dots:
        inner = f"{{{{dots: {inner}}}}}"
    if look.change:
        what = {"ins": "插入", "del": "删去"}[look.change]
        who = f"{_in_mark(look.author)} " if look.author else ""
        inner = f"{{{{query: {inner}｜修订：{who}{what}}}}}"
    elif look.struck:
        inner = f"{{{{query: {inner}｜原稿上有删除线}}}}"
    return inner


def _raised(text: str, inner: str, way: str, account: Account, place: int) -> str:
    if way in MARKS:
        return f"{{{{{way}: {inner}}}}}"
    small = raised(text, way)
    if small is None:
        return inner
    account.change("raised", text, small, place)
    return small


def _no_lost(text: str, account: Account, place: int) -> str:
    """Return copy with a gap where the maker's file itself has lost a character (U+FFFD)."""
    if "\ufffd" not in text:
        return text
    account.change("lost-character", "\ufffd" * text.count("\ufffd"), place=place, left=True)
    return text.replace("\ufffd", "{{gap: 原稿乱码}}")


def _escaped(text: str) -> str:
    text = _BACKSLASH.sub(r"\\\\", text.replace("\t", " "))
    text = text.replace("{{", "\\{\\{").replace("}}", "\\}\\}").replace("**", "\\*\\*")
    # At an end a mark may follow, or stand before: two braces and one more would be three.
    return re.sub(r"\A[}*]|(?<!\\)[{*]\Z", r"\\\g<0>", text)


def _barred(text: str) -> str:
    """Return a text that stands for itself in a cell of a table."""
    return re.sub("[|｜]", r"\\\g<0>", _escaped(text))


def _in_mark(text: str) -> str:
    """Return a text inside a mark, where bars and braces mean something."""
    return re.sub(r"[{}|｜*]", lambda match: "\\" + match[0], _BACKSLASH.sub(r"\\\\", text))
