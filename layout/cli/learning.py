"""`layout plan --learn`: what the desk's own pages teach the optimiser, shown and, where that is asked for, written."""

from __future__ import annotations

import sys
from pathlib import Path

from layout.cli.language import say

HOUSE_FILE = "house.yaml"

WHO = "layout plan --learn"


def run(*, write: bool, lang: str) -> int:
    """Show the prices that the kept plans teach; with `write` put them into `issues/house/house.yaml`; return 0 or 1.

    They go there through the journal of that folder, so that an undo brings back what stood there.
    """
    from layout.cli.report import print_diagnostics
    from layout.desk.clock import now
    from layout.desk.house import find_house
    from layout.desk.learning import LEAST_PAGES, learn, lesson_of
    from layout.journal import Change, Journal

    house = find_house(Path.cwd())
    learnt = learn(house)
    issues = "、".join(map(str, learnt.issues))
    if not learnt.lessons:
        print(
            say(
                f"手工版样太少：{learnt.pages} 版，要 {LEAST_PAGES} 版才学得出什么",
                f"too few pages by hand: {learnt.pages}; nothing is learnt from fewer than {LEAST_PAGES}",
            )
        )
        return 0
    print(say(f"看了 {learnt.pages} 版手工版样（{issues}）", f"{learnt.pages} pages by hand ({issues})"))
    print(say("规则  原来  学到  编辑部的毛病  系统的毛病", "rule  before  learnt  notes on the desk's pages  on ours"))
    for lesson in learnt.lessons:
        print(f"{lesson.key:<16}{lesson.before:>6}{lesson.after:>6}{lesson.desk:>6}{lesson.program:>6}")
    if not learnt.changes:
        print(say("没有要改的", "nothing to change"))
        return 0
    if not write:
        print(say("加 --write 写进 issues/house/house.yaml", "--write puts it into issues/house/house.yaml"))
        return 0
    folder = house.issues / "house"
    folder.mkdir(exist_ok=True)
    journal = Journal(folder)
    there, seen = journal.read_text(HOUSE_FILE)
    text = lesson_of(there, learnt.changes)
    if text is None:
        print(say(f"{HOUSE_FILE} 不能照原样改，没有写", f"{HOUSE_FILE} cannot be changed in place"), file=sys.stderr)
        return 1
    what = say(f"学版样：{len(learnt.changes)} 条规则", f"learnt from plans: {len(learnt.changes)} rules")
    change = Change(HOUSE_FILE, text.encode(), seen)
    written = journal.write([change], who=WHO, what=what, when=now())
    print_diagnostics(written.remarks, None, "human", lang, sys.stderr)
    if written.value is None:
        return 1
    print(f"issues/house/{HOUSE_FILE}")
    return 0


def undo(*, lang: str) -> int:
    """Take back what was learnt last; return 0, or 1 where there is nothing to take back or the file has changed."""
    from layout.cli.report import print_diagnostics
    from layout.desk.clock import now
    from layout.desk.house import find_house
    from layout.journal import Journal

    journal = Journal(find_house(Path.cwd()).issues / "house")
    last = journal.undoable()
    if last is None or last.who != WHO:
        print(say("上一步不是学来的，没有撤销", "the last step was not learnt: nothing is taken back"), file=sys.stderr)
        return 1
    done = journal.undo(who="layout plan --unlearn", when=now())
    print_diagnostics(done.remarks, None, "human", lang, sys.stderr)
    if done.value is None:
        return 1
    print(say("学到的已撤销", "what was learnt is taken back"))
    return 0
