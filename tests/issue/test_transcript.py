"""Issue 2346 against the transcript of the printed page: nothing lost, nothing invented, every flaw kept and marked."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import yaml

from layout.issue.model import Issue
from layout.issue.reader import read_issue

FOLDER = Path(__file__).parents[2] / "issues" / "2346"
TRANSCRIPT = (Path(__file__).parent / "2346-transcript.txt").read_text("utf-8")
MARK = re.compile(r"\{\{(\w+): ([^{}｜]*)(?:｜([^{}]*))?\}\}")


def printed(text: str) -> str:
    """Return copy as the old page had it: joins are column feet again, sic and query print, gaps do not."""

    def shown(match: re.Match[str]) -> str:
        kind, text, note = match.groups()
        return "" if kind == "gap" or (kind == "query" and note is None) else text

    return MARK.sub(shown, text.replace("{{join}}", "\n\n"))


def story_text(name: str) -> str:
    """Return one story of the files in the transcript's own form."""
    _, front, body = (FOLDER / f"{name}.md").read_text("utf-8").split("---\n", 2)
    fields = yaml.safe_load(front)
    head = fields.get("head", {})
    main = head.get("main", [])
    lines = [head.get("kicker", ""), *([main] if isinstance(main, str) else main)]
    blocks = [f"## {' '.join(line for line in lines if line)}"] if main else []
    blocks += [fields["byline"]] if "byline" in fields else []
    for block in printed(body).strip().split("\n\n"):
        blocks.append(f"### {block[3:].replace('｜', ' ')}" if block.startswith("## ") else block)
    photos = fields.get("photos", [])
    if photos and main:
        # The caption stood between two paragraphs, at the line that the front matter names.
        before = next(nth for nth, block in enumerate(blocks) if block.startswith("通过下沉监督"))
        blocks.insert(before, photos[0]["caption"])
    elif photos:
        blocks = [printed(photos[0]["caption"]) + printed(photos[0]["credit"])]
    blocks += [fields["sign"]] if "sign" in fields else []
    return "\n\n".join(blocks)


def masthead_text() -> str:
    """Return the masthead of the files in the transcript's own form."""
    head = yaml.load((FOLDER / "issue.yaml").read_text("utf-8"), yaml.BaseLoader)
    issue, mast = head["issue"], head["masthead"]
    day = date.fromisoformat(issue["date"])
    return (
        f"\n\n# {mast['name']}\n\n{mast['pinyin']}\n\n"
        f"{day.year}年{day.month}月{day.day}日  \n{issue['weekday']} {issue['lunar']}\n\n"
        f"{mast['sponsor']}  \n{mast['editor']}  \n{mast['hotline']}  \n{mast['notice']}  \n{mast['licence']}  \n"
        f"总第{issue['no']}期\n\n\n\n{mast['qr']['label']}\n\n\n\n"
    )


def read() -> Issue:
    done = read_issue(FOLDER)
    assert done.issue is not None
    return done.issue


def test_the_files_give_the_transcript_back_to_the_byte() -> None:
    stories = {name: story_text(name) for name in ("a1", "a2", "a3", "a4", "p1", "a5")}
    rebuilt = masthead_text() + "\n\n".join(stories[name] for name in ("a1", "a2", "a3", "a4"))
    rebuilt += "\n\n\n\n" + stories["p1"] + "\n\n" + stories["a5"]
    assert rebuilt == TRANSCRIPT


def test_the_issue_as_read_has_the_transcripts_characters() -> None:
    """What goes to composition differs from the transcript by full-width punctuation only."""
    half = str.maketrans("，；：！？（）", ",;:!?()")
    issue = read()
    whole = "".join(TRANSCRIPT.split()).replace("#", "")
    for story in issue.stories:
        parts = [story.head.kicker, *story.head.main, story.byline, story.sign]
        parts += [paragraph.text for paragraph in story.paragraphs]
        parts += [text for photo in story.photos for text in (photo.caption, photo.credit)]
        for part in parts:
            bare = "".join(part.split()).translate(half)
            if story.id == "a4" and bare not in whole:
                raise AssertionError(bare)
            assert bare in whole.translate(half), bare
    counted = sum(len("".join(story.text.split())) for story in issue.stories)
    # Body and subheads as counted on the transcript.
    assert counted == 1521 + 48 + 986 + 415 + 1169 + 1040


def test_every_half_width_mark_of_chinese_text_is_set_full_width() -> None:
    issue = read()
    for story in issue.stories:
        for paragraph in story.paragraphs:
            assert not re.search(r"[,;:!?()]", paragraph.text), paragraph.text
    assert issue.masthead.hotline == "新闻热线：0374-8883029"
    assert issue.masthead.licence == "豫内资[许连]00003号"
    assert issue.stories[0].text.count("，") + issue.stories[0].text.count("！") > 50
    counts = [dict(remark.args)["count"] for remark in read_issue(FOLDER).remarks if remark.code == "I501"]
    # 238 , 9 ; 5 : 5 ! 4 ? and 23 pairs of brackets in the transcript.
    assert sum(int(str(count)) for count in counts) == 238 + 9 + 5 + 5 + 4 + 2 * 23


def test_the_stories_have_their_parts() -> None:
    issue = read()
    assert (issue.number, issue.date, issue.weekday, issue.lunar) == (
        2346,
        date(2022, 5, 17),
        "星期二",
        "农历壬寅年四月十七",
    )
    a1, a4, a5, p1 = (issue.story(name) for name in ("a1", "a4", "a5", "p1"))
    assert a1 and a4 and a5 and p1
    assert a1.byline == "刘艳红"
    subheads = [paragraph for paragraph in a1.paragraphs if paragraph.kind == "subhead"]
    assert [len(part) for paragraph in subheads for part in paragraph.parts] == [6] * 8
    assert (a4.head.kicker, a4.head.main, a4.sign) == ("市纪委监委", ("强监督保落实", "护航疫情防控"), "（冯纪宣）")
    assert a4.photos[0].caption == "鸠山镇唐庄村村干部为群众送去疫情防控爱心联系卡。"
    assert a4.photos[0].file is None
    assert a5.head.main == ("固本强基", "全面提升乡村振兴“组织力”")
    assert p1.photos[0].caption.endswith("图为慰问现场。")
    assert p1.photos[0].credit == "摄影报道：杨晓惠"
    assert [story.sign for story in issue.stories if story.sign] == [
        "（冯纪宣）",
        "（组织部）",
        "（朱金磊）",
        "（张延伟）",
    ]


def test_the_eight_column_feet_are_healed() -> None:
    texts = "".join(story.text for story in read().stories)
    for joined in (
        "积极报名参加", "传播路径", "特殊群体情况", "全市“十四五”期间", "水利、生态环保", "一切可能存在的风险",
        "村农户+集体", "对标“五好”",
    ):  # fmt: skip
        assert joined in texts, joined
    joins = sum((FOLDER / f"a{nth}.md").read_text("utf-8").count("{{join}}") for nth in range(1, 6))
    assert joins == 8


def test_every_flaw_is_marked_and_the_build_still_runs() -> None:
    done = read_issue(FOLDER)
    assert not any(remark.severity == "error" for remark in done.remarks)
    codes = [remark.code for remark in done.remarks]
    assert codes.count("I320") == 1  # the missing lead
    assert codes.count("I322") == 5  # two stray quotes, a doubled phrase, a redundancy, an odd split
    assert codes.count("I321") == 6  # six questions to the editor
    assert codes.count("I601") == 2  # two photographs
    assert codes.count("I610") == 1  # the QR code
    assert codes.count("I620") == 4  # printer, date, run, recipients
    assert not {"I511", "I512"} & set(codes)  # every quote out of balance is accounted for


def test_a_gap_prints_nothing() -> None:
    story = read().story("a1")
    assert story
    assert story.paragraphs[0].text.startswith("完毕，相关医护人员")
    gap = story.paragraphs[0].spans[0]
    assert (gap.kind, gap.start, gap.end, gap.note) == ("gap", 0, 0, "缺导语")
