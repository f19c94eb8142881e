"""The lines of the history in both languages: a file of the desk's keeps them in Chinese, an English window reads them.

A line is made of its words here (`deed`), and found again by them (`told`): lines that commands outside the window
write, in either language, are known as well. A line that nobody here has made is told as it stands.
"""

from __future__ import annotations

import re
from functools import cache
from string import Formatter

WORDS = {
    "written": ("改稿 {story}", "wrote {story}"),
    "head": ("改标题 {story}", "head of {story}"),
    "front": ("改稿头 {story}", "front matter of {story}"),
    "byline": ("改署名 {story}", "byline of {story}"),
    "sign": ("改文末署名 {story}", "sign-off of {story}"),
    "kind": ("改体裁 {story}", "kind of {story}"),
    "caption": ("改图说 {story}", "caption of {story}"),
    "credit": ("改摄影 {story}", "credit of {story}"),
    "hold": ("改暂存 {story}", "hold of {story}"),
    "drop": ("改首字下沉 {story}", "initial of {story}"),
    "fixed": ("照提示改 {name}", "put right in {name}"),
    "replaced": ("替换 {count} 处：{words}", "{count} places replaced: {words}"),
    "moved shallower": (
        "移动 {block}：画了 {drawn} 行，稿子填不满，排成 {rows} 行",
        "moved {block}: its copy cannot fill the {drawn} rows that were drawn and has {rows}",
    ),
    "moved": ("移动 {block}", "moved {block}"),
    "swapped": ("对调 {block} 和 {other}", "{block} and {other} changed places"),
    "room": ("给 {block} 让位", "made room for {block}"),
    "room shallower": (
        "给 {block} 让位：画了 {drawn} 行，稿子填不满，排成 {rows} 行",
        "made room for {block}: its copy cannot fill the {drawn} rows that were drawn and has {rows}",
    ),
    "shaped": ("改 {block} 的排法", "set {block} another way"),
    "picture": ("改 {story} 的图", "picture of {story}"),
    "longer": ("{block} 的图加长 {rows} 行", "picture of {block} longer by {rows} rows"),
    "anew": ("重拼第 {page} 版", "made page {page} up anew"),
    "taken": ("第 {page} 版换排法", "took another make-up of page {page}"),
    "filled": ("填第 {page} 版的空", "filled the white of page {page}"),
    "to page": ("{story} 移到第 {page} 版", "moved {story} to page {page}"),
    "placed": ("{story} 排上第 {page} 版", "placed {story} on page {page}"),
    "unplaced": ("{story} 撤到待用稿", "took {story} off its page"),
    "pinned": ("固定 {story}", "pinned {story}"),
    "unpinned": ("不再固定 {story}", "unpinned {story}"),
    "furnished": ("改报头、版权栏", "masthead and imprint"),
    "corrected": ("登更正 {story}", "listed a correction of {story}"),
    "picture in": ("加图 {name} 到 {story}", "brought picture {name} to {story}"),
    "plan kept": ("存下版样", "kept the page dummy"),
    "plan rewritten": (
        "版样写法特别，整个重写，行间的旁注没有留",
        "the dummy was written anew as a whole: remarks between its lines are gone",
    ),
    "back to": ("回到第 {step} 步", "back to step {step}"),
    "checked out": ("取稿 {story}", "took {story} in hand"),
    "returned": ("交回 {story}", "handed {story} back"),
    "lease over": ("{story} 到时交回", "{story} went back: its time was over"),
    "taken back": ("收回 {story}（原在 {name} 手里）", "took {story} back from {name}"),
    "column": ("改栏目 {story}（各期共用）", "changed the column {story} for all issues"),
    "column undone": ("撤销改栏目 {story}（各期共用）", "took back the change of the column {story}"),
    "column itself": ("改栏目 {story}", "changed the column {story}"),
    "rejected": ("驳回校对：{words}", "kept as it is: {words}"),
    "accepted": ("认可 {words}", "the house accepts {words}"),
    "released": ("付印", "release"),
    "built": ("排印", "build"),
    "issue new": ("新建第 {number} 期", "started issue {number}"),
}
"""What the window writes, by name: in the history and in English; a line goes before the one that it begins as."""

_READINGS = {
    "初审": "first review", "复审": "second review", "终审": "final review",
    "一校": "first proof", "二校": "second proof", "三校": "third proof", "签发": "release",
}  # fmt: skip

_OTHERS = (
    ("导入 {story} 排进第 {page} 版", "import: {story} on page {page}"),
    ("导入 {name}", "import: {name}"),
    ("检查改正 {count} 处", "check: {count} corrected"),
    ("校对改正 {count} 处", "proofreading: {count} corrected"),
    ("存版样", "the plan is kept"),
    *((f"{role} {{subject}}", f"signed as {english}: {{subject}}") for role, english in _READINGS.items()),
)
"""What commands and rooms outside the window write into the same history."""


def deed(name: str, /, **given: object) -> str:
    """Return a line for the history of something that was done, by its name in `WORDS`."""
    return WORDS[name][0].format(**given)


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], tuple[str, str]], ...]:
    pairs = (*WORDS.values(), *_OTHERS)
    return tuple((_pattern(words), pair) for pair in pairs for words in pair)


def _pattern(words: str) -> re.Pattern[str]:
    parts = (re.escape(text) + (f"(?P<{field}>.+?)" if field else "") for text, field, _, _ in Formatter().parse(words))
    return re.compile("".join(parts), re.DOTALL)


@cache
def told(line: str) -> dict[str, str]:
    """Return a line of the history in both languages; one that is not known stands in both as it is."""
    for pattern, (zh, en) in _patterns():
        if found := pattern.fullmatch(line):
            return {"zh": zh.format(**found.groupdict()), "en": en.format(**found.groupdict())}
    return {"zh": line, "en": line}
