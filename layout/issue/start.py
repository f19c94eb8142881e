"""A new issue's folder: `issue.yaml` with a comment on every line that is to be filled in, and a sample story a page.

The samples are long enough for every page to be made, so that an untouched folder gives proofs and no error; their gap
mark keeps them from being released.
The masthead and imprint are taken over from an earlier issue, character for character, where there is one; but for the
day of printing, which keeps its distance from the day of issue.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

from layout.issue import almanac
from layout.issue.copyfile import CopyFile, read_copy_file
from layout.issue.tree import Node, read_tree

_MASTHEAD = """masthead:
  name: 报名                      # 与准印证一致
  pinyin:
  sponsor: ××主办
  editor: ××编辑
  hotline:
  notice: 内部资料 免费交流
  licence:                        # 准印证编号
  qr: {label: , target: null}     # target 是二维码的网址
"""
_IMPRINT = """imprint:                          # 法定项目，付印前补齐
  printer: null                   # 印刷单位
  printed: null                   # 印刷日期，如 2026-01-01
  run: null                       # 印数
  recipients: null                # 发送对象
"""
_STORY = """---
id: {id}
kind: {kind}                        # lead 头条 news brief 简讯 photo 图片新闻 notice column table
priority: {priority}                     # 0 到 100，100 是头条
head:
  kicker:                         # 引题
  main: 在这里写主题
  deck:                           # 副题
byline:                           # 题下署名
sign:                             # 文末署名，如（组织部）
photos: []                        # - {{file: photos/1.jpg, caption: 图说。, credit: 张三 摄}}
layout: {{cols: [1, 6], may_jump: true}}   # 最少和最多占几栏；头条写好后可改成 [3, 6]
---

{{{{gap: 正文待写}}}}以下几段是样稿，只为新建的一期能排出校样来看，写稿时整段换成正文，并删去上面的待写记号。

空一行另起一段，段首不用空格，标点用全角。一段之内换行不算另起一段。

## 小标题｜分两半

小标题单起一行，前面写两个井号和一个空格；中间的竖线把它分成两半，排成两行。

- 简讯的条目前面写一个连字符和一个空格。

还没写好的稿件，在开头写上暂存的名目，就照常检查而不上版。存疑的字句用待核记号括起来，校样上会标出，付印前要逐条核实。

图片放进图片夹，在稿件开头写上文件名、图说和摄影者；未到的图片可以空着，校样上先画占位框。
"""

_SAMPLES = (("lead", 100), ("news", 50))
"""Kind and priority of the sample of page 1, and of those of the other pages."""


def first_files(
    number: int, day: date, pages: int, earlier: Path | None, *, samples: bool = True, names: Sequence[str] = ()
) -> tuple[tuple[str, str], ...]:
    """Return the names and texts of a new issue's files.

    Without `samples` there is no story yet, and the system deals those that come out over so many pages, or over as
    many as they need (0).
    `names` are what the pages are called 版名, first page first.
    `earlier` is the folder of an issue whose masthead and imprint are taken over; an unreadable one is passed over.
    """
    masthead, imprint, profile = _taken_over(earlier, day)
    called = [*names, *(("要闻", *("综合",) * pages)[len(names) :])]
    plan = f" {{auto: {pages}}}" if pages else " auto"
    if samples:
        plan = "".join(
            f"\n  - no: {page}\n    name: {called[page - 1]}\n    stories: [{_sample(page)}]"
            for page in range(1, pages + 1)
        )
    text = f"""# 第 {number} 期。各项写法见 docs/issue-format.md；写完运行 layout check {number}
issue:
  no: {number}
  date: {day.isoformat()}
  weekday: auto                   # {almanac.weekday(day)}
  lunar: auto                     # {almanac.lunar(day)}

{masthead}
{imprint}
profile: {profile}              # broadsheet 对开六栏，broadsheet-8 对开八栏，tabloid 四开

# 每版按重要程度列出稿件代号；写 auto 由系统分版
pages:{plan}
"""
    stories = (
        (
            f"{_sample(page)}.md",
            _STORY.format(id=_sample(page), kind=_SAMPLES[page > 1][0], priority=_SAMPLES[page > 1][1]),
        )
        for page in range(1, pages * samples + 1)
    )
    return (("issue.yaml", text), *stories)


def is_sample(name: str, text: str) -> bool:
    """Tell whether a story file is a sample of a new issue that nobody has touched."""
    ident = name.removesuffix(".md")
    return any(text == _STORY.format(id=ident, kind=kind, priority=priority) for kind, priority in _SAMPLES)


def _sample(page: int) -> str:
    """Return the id of a page's sample story: a1, b1, c1 …, from the 27th page on p27, p28 …."""
    return f"{chr(ord('a') + page - 1)}1" if page <= 26 else f"p{page}"


def _taken_over(earlier: Path | None, day: date) -> tuple[str, str, str]:
    """Return masthead, imprint and profile of an earlier issue, or the blank ones."""
    copy = read_copy_file(earlier / "issue.yaml", "issue.yaml")[0] if earlier else None
    tree = read_tree(copy)[0] if copy else None
    if copy is None or tree is None:
        return _MASTHEAD, _IMPRINT, "broadsheet"
    blocks = {name: _block(copy, tree.keys[name].start, tree.value[name].end) for name in tree.keys}
    profile = tree.value["profile"].value if "profile" in tree.value else None
    return (
        blocks.get("masthead", _MASTHEAD),
        _imprint(copy, tree, day) if "imprint" in blocks else _IMPRINT,
        profile if isinstance(profile, str) else "broadsheet",
    )


def _imprint(copy: CopyFile, tree: Node, day: date) -> str:
    """Return an earlier imprint for an issue of a day: printed as long before or after it as the earlier one was."""
    start, node = tree.keys["imprint"].start, tree.value["imprint"]
    text = _block(copy, start, node.end)
    printed = node.value.get("printed") if isinstance(node.value, dict) else None
    if printed is None or not printed.value:
        return text
    given = {"printed": str(printed.value), "date": str((tree.plain().get("issue") or {}).get("date"))}
    try:
        was, then = (date.fromisoformat(given[key]) for key in ("printed", "date"))
        own = (day + (was - then if abs(was - then) <= _NEAR else timedelta())).isoformat()
    except ValueError:
        own = "null"
    return text[: printed.start - start] + own + text[printed.end - start :]


_NEAR = timedelta(days=7)
"""How far from its day of issue a paper is printed at most; a date farther off was left over from an earlier issue."""


def _block(copy: CopyFile, start: int, end: int) -> str:
    """Return a block's text with the rest of its last line."""
    stop = copy.text.find("\n", end)
    return copy.text[start : len(copy.text) if stop < 0 else stop] + "\n"
