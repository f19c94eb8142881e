"""What a story speaks of and does not have: 图为 without a picture, no one who signs, runs of 一是 with a gap."""

from __future__ import annotations

import re
from collections.abc import Iterator

from layout.proofread.facts.reading import StoryText
from layout.proofread.remark import Remark

_PICTURE = re.compile(r"图为|如图所示|上图为|下图为|左图为|右图为")
_RUN = re.compile(r"(?P<n>[一二三四五六七八九十])(?P<what>是|要)(?=[一-鿿])|第(?P<n2>[一二三四五六七八九十])，")
_BEGINNING = re.compile(
    r"[，、。；：！？）”’》]|完毕|的(?!确|士)|了(?!解|不起|却)|着(?!力|眼|手|实|重|急)"
    r"|们|以及|从而|并且|等(?!待|到|候|级|于|一)"
)
"""What no story begins with: a mark that closes, a particle, the end of a clause."""
_DIGITS = "一二三四五六七八九十"


def parts(story: StoryText) -> Iterator[Remark]:
    """Yield what a story speaks of and does not have."""
    if not story.story.photos:
        for passage in story.body():
            for match in _PICTURE.finditer(passage.text):
                yield Remark("parts", "picture", passage, *match.span(), None, "这篇稿没有配图", "本稿")
    body = story.body()
    if body and (cut := _BEGINNING.match(body[0].text)) and not _is_marked(story):
        why = "开头像是缺了字：句子不会这样起头"
        yield Remark("parts", "beginning", body[0], *cut.span(), None, why, "本稿", 70)
    kind = story.story.kind
    if kind in ("lead", "news") and body and not story.story.sign and not story.story.byline and len(body) > 1:
        last = body[-1]
        end = len(last.text)
        yield Remark("parts", "sign", last, end - 1, end, None, "没有署名，也没有文末署名", "本稿", 50)
    for nth, photo in enumerate(story.story.photos):
        if photo.caption and not photo.credit:
            place = next((one for one in story.passages if one.field == f"photos.{nth}.caption"), None)
            if place is not None and not re.search(r"[摄图]\W*$|摄影|图片由", photo.caption):
                end = len(place.text)
                yield Remark("parts", "credit", place, 0, end, None, "照片没有写摄影者", "本稿", 60)
    yield from _runs(story)


def _is_marked(story: StoryText) -> bool:
    """Tell whether the desk has marked that the story's beginning lacks."""
    first = next((paragraph for paragraph in story.story.paragraphs if paragraph.text), None)
    return first is not None and any(span.kind == "gap" and span.start == 0 for span in first.spans)


def _runs(story: StoryText) -> Iterator[Remark]:
    """Yield ordinal runs (一是…二是…三是…) that leave one out or say one twice."""
    for passage in story.body():
        expected = 0
        for match in _RUN.finditer(passage.text):
            word = match["n"] or match["n2"]
            start, end = match.span("n") if match["n"] else match.span("n2")
            before = passage.text[start - 1 : start] if start else "。"
            if before not in "。；，：！“、 " and match["n"]:
                continue
            number = _DIGITS.index(word) + 1
            if number == 1:
                expected = 2
            elif expected and number == expected:
                expected += 1
            elif expected > 2 and number != expected:
                right = _DIGITS[expected - 1] if expected <= 10 else None
                why = f"前面到“{_DIGITS[expected - 2]}”，这里应是“{right}”"
                yield Remark("parts", "run", passage, start, end, right, why, "本稿", 90)
                expected = number + 1
