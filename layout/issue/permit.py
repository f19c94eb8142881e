"""What the law asks of an 内部资料 (internal publication): wording in the copy, fields of masthead and imprint.

内部资料性出版物管理办法 (2015): a serial must not call itself 本报 or 本刊, print 记者 as a byline, or carry 报, 刊
or 杂志 in its name; it prints the permit number, 内部资料 免费交流, who edits and prints it, for whom, when, and how
many. Each finding is a warning: pages can be made up and proofed, but a release refuses.
"""

from __future__ import annotations

from collections.abc import Iterator

from layout.diagnostics import Diagnostic, Severity
from layout.ground.expression import expression
from layout.issue.model import Imprint, Masthead, Story
from layout.issue.proofread import Kept, body_place
from layout.issue.source import StorySource

_SELF = expression("本报(?!告|表|名|送|价|销|道|到)|本刊|本社")
_REPORTER = expression("(?<!答)(?<!新闻)(?<!中外)记者(?!会|招待|节|站|证|团|协会|问|行业|职业)")
_BETWEEN = expression(r"[\s，,、·]")
_FORBIDDEN_NAME = expression("(报|刊|杂志|期刊社|杂志社|报社)$")
_NOTICE = "内部资料免费交流"


def is_internal(masthead: Masthead) -> bool:
    """Tell whether a title is an 内部资料, by what its masthead prints."""
    return "内部资料" in masthead.notice or "内资" in masthead.licence


def check_wording(story: Story, source: StorySource) -> Iterator[Diagnostic]:
    """Yield a warning for each 本报, 本刊 and 记者 in a story's copy."""
    for nth, paragraph in enumerate(story.paragraphs):
        kept = Kept(paragraph)
        for code, pattern in (("I520", _SELF), ("I521", _REPORTER)):
            for match in pattern.finditer(paragraph.text):
                if match.start() not in kept:
                    at = body_place(source, nth, match.start(), match.end())
                    yield Diagnostic.make(code, Severity.WARNING, at, word=match.group())
    for name, text in _field_texts(story):
        for code, pattern in (("I520", _SELF), ("I521", _REPORTER)):
            if found := pattern.search(text):
                at = source.copy.place(*source.fields.get(name, (0, -1)))
                yield Diagnostic.make(code, Severity.WARNING, at, word=found.group())


def _field_texts(story: Story) -> Iterator[tuple[str, str]]:
    """Yield the front-matter texts that print, by dotted path."""
    yield from (("byline", story.byline), ("sign", story.sign), ("dateline", story.dateline))
    head = story.head
    yield from (("head.kicker", head.kicker), ("head.deck", head.deck), ("pullquote", story.pullquote))
    for nth, line in enumerate(head.main):
        yield f"head.main.{nth}", line
    for nth, photo in enumerate(story.photos):
        yield f"photos.{nth}.caption", photo.caption
        yield f"photos.{nth}.credit", photo.credit


def masthead_faults(masthead: Masthead) -> Iterator[tuple[str, str, dict[str, object]]]:
    """Yield code, key and arguments of what the masthead lacks or must not carry."""
    if _FORBIDDEN_NAME.search(masthead.name):
        yield "I522", "name", {"name": masthead.name}
    bare = _BETWEEN.sub("", masthead.notice)
    if _NOTICE not in bare:
        yield "I523", "notice", {"notice": masthead.notice or "-"}
    for key, value in (("licence", masthead.licence), ("sponsor", masthead.sponsor or masthead.editor)):
        if not value:
            yield "I524", key, {"key": key}


def imprint_faults(imprint: Imprint) -> Iterator[str]:
    """Yield the keys that the imprint must have and has not."""
    for key in ("printer", "printed", "run", "recipients"):
        if getattr(imprint, key) in (None, ""):
            yield key
