"""Readings and signatures 三审三校: who read a story or a page, as what, when, and which words it was that they read.

`signed.jsonl` in the issue's folder has a line a signature, oldest first; nothing here writes it. A signature holds
while the words that it was given for stand, or while a later reader of the same story has signed the words as they are
now: what the second reader changes, the second reader answers for. The roles are those of Chinese papers: three reviews
审 in order, three proof readings 校 in order, and the release to press 签发 after both.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from hashlib import sha256

from layout.ground.dataclass import dataclass
from layout.issue.model import Issue, PagePlan, Span, Story

FILE = "signed.jsonl"
REVIEWS, PROOFS, RELEASE = ("初审", "复审", "终审"), ("一校", "二校", "三校"), "签发"
ROLES = (*REVIEWS, *PROOFS, RELEASE)


@dataclass(frozen=True, slots=True)
class Signature:
    """One signature: of a story by its id, or of a page as `page:1`; `content` is the hash of what was read.

    `key` is the armoured signature of an SSH key over `text()`, empty where a name alone was given.
    """

    subject: str
    role: str
    name: str
    when: str
    content: str
    key: str = ""

    def line(self) -> str:
        """Return the signature as a line of JSON."""
        record = {
            "subject": self.subject, "role": self.role, "name": self.name, "when": self.when, "content": self.content,
        }  # fmt: skip
        return json.dumps(record | ({"key": self.key} if self.key else {}), ensure_ascii=False)

    def text(self) -> bytes:
        """Return what a key signs: the record without the key."""
        return Signature(self.subject, self.role, self.name, self.when, self.content).line().encode("utf-8")


def read_signatures(text: str) -> tuple[Signature, ...]:
    """Return the signatures of a file's text; a line that is none (cut short, foreign) is passed over."""
    found = []
    for line in text.splitlines():
        try:
            record = json.loads(line)
            found.append(Signature(**{key: str(value) for key, value in record.items()}))
        except (ValueError, TypeError, AttributeError):
            continue
    return tuple(found)


def content_of_story(story: Story) -> str:
    """Return the hash of what is read of a story: every text that prints, and its pictures; no wish of layout.

    The title of a jump and the column title over a head print, too; raised figures and readings say what plain ones
    do not.
    """
    head = story.head
    texts: list[object] = [
        head.kicker,
        *head.main,
        head.deck,
        head.short,
        story.wishes.label,
        story.corrections_of,
        story.byline,
        story.sign,
        story.dateline,
        story.pullquote,
    ]
    texts += [
        (paragraph.kind, paragraph.text, paragraph.cells, [_told(span) for span in paragraph.spans if _prints(span)])
        for paragraph in story.paragraphs
    ]
    texts += [(photo.caption, photo.credit, photo.alt, photo.sha256, photo.page) for photo in story.photos]
    return sha256(json.dumps(texts, ensure_ascii=False).encode("utf-8")).hexdigest()


def _prints(span: Span) -> bool:
    """Tell whether a mark is seen on the page; the desk's own remarks and what is kept whole are not."""
    return span.kind in ("dots", "name", "title", "strong", "sup", "sub", "ruby")


def _told(span: Span) -> tuple[str, int, int, str]:
    return span.kind, span.start, span.end, span.note


def content_of_page(issue: Issue, page: PagePlan) -> str:
    """Return the hash of what a reader of a page reads: its number, its name, and its stories in order."""
    stories = [content_of_story(story) for name in page.stories if (story := issue.story(name))]
    return sha256(json.dumps([page.number, page.section, stories], ensure_ascii=False).encode("utf-8")).hexdigest()


def subjects(issue: Issue) -> dict[str, str]:
    """Return all that can be signed, stories then pages, each with the hash of its present content."""
    found = {story.id: content_of_story(story) for story in issue.stories}
    found |= {f"page:{page.number}": content_of_page(issue, page) for page in issue.pages or ()}
    return found


def standing(signatures: Sequence[Signature], subject: str, content: str) -> dict[str, Signature]:
    """Return the signatures of a subject that hold, by role.

    Of one role the last counts. It holds where it was given for the present content, or where a later signature of
    another role was: its giver has read, and answers for, what was changed in between.
    """
    last = {one.role: one for one in signatures if one.subject == subject}
    given = list(last.values())
    current = [nth for nth, one in enumerate(given) if one.content == content]
    order = {one.role: nth for nth, one in enumerate(one for one in signatures if last.get(one.role) is one)}
    newest = max((order[given[nth].role] for nth in current), default=-1)
    return {one.role: one for one in given if one.content == content or order[one.role] < newest}


def needed_before(role: str, demanded: Iterable[str] = ()) -> tuple[str, ...]:
    """Return the roles that must have signed before one may: the earlier ones of its line, and before 签发 all others.

    `demanded` are the roles that the house asks for; without any, 签发 waits for the last review and the last proof.
    """
    if role == RELEASE:
        asked = tuple(one for one in ROLES if one in set(demanded) and one != RELEASE)
        return asked or (REVIEWS[-1], PROOFS[-1])
    line = REVIEWS if role in REVIEWS else PROOFS
    return line[: line.index(role)]


def lacking(held: Iterable[str], demanded: Iterable[str]) -> tuple[str, ...]:
    """Return the demanded roles that have not signed, in their order."""
    there, asked = set(held), set(demanded)
    return tuple(role for role in ROLES if role in asked and role not in there)
