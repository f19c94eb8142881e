"""Notices and adverts 公告、广告 of fixed size: whether they can be had, and beside which heads they must not stand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from layout.diagnostics import Remarked, has_errors
from layout.issue.copyfile import read_copy_file
from layout.issue.house_file import NAME
from layout.issue.model import Clash, PagePlan, Story
from layout.issue.shape import check_shape
from layout.issue.tree import read_tree

Words = tuple[str, ...]

MOURNING: Words = (
    "讣告", "逝世", "去世", "遇难", "罹难", "殉职", "哀悼", "悼念", "缅怀", "追思", "默哀", "公祭", "追悼", "遗体",
    "伤亡", "死亡", "坠亡", "溺亡",
)  # fmt: skip
REJOICING: Words = (
    "庆祝", "喜迎", "喜庆", "欢庆", "祝贺", "恭贺", "开业", "大吉", "钜惠", "特惠", "促销", "大酬宾", "狂欢", "抽奖",
    "优惠", "开盘", "热销", "乔迁", "婚庆",
)  # fmt: skip
"""Words of mourning and of joy: one beside the other hurts whoever mourns."""

CONTRARY: tuple[tuple[Words, Words], ...] = ((MOURNING, REJOICING),)
"""Kinds of words that no paper lets meet; the house's own come from `contrary:` of its `house.yaml`."""


def read_contrary(issues: Path) -> Remarked[tuple[tuple[Words, Words], ...]]:
    """Return the pairs of word lists that must not meet: the program's, then the house's; `issues` holds all issues."""
    path = issues / "house" / "house.yaml"
    if not path.exists():
        return Remarked(CONTRARY)
    copy, _ = read_copy_file(path, NAME)
    tree, found = read_tree(copy) if copy is not None else (None, ())
    block = tree.value.get("contrary") if tree is not None and isinstance(tree.value, dict) else None
    if copy is None or block is None or has_errors(found):
        return Remarked(CONTRARY)  # what is wrong with the file as a whole is told where a release's demands are read
    from layout.issue.schema import ContraryBlock

    shape, remarks = check_shape(copy, block, ContraryBlock)
    if shape is None:
        return Remarked(CONTRARY, tuple(remarks))
    return Remarked((*CONTRARY, *((tuple(pair.these), tuple(pair.those)) for pair in shape.pairs)), tuple(remarks))


def clashes(stories: Sequence[Story], contrary: Sequence[tuple[Words, Words]]) -> tuple[Clash, ...]:
    """Return every notice with every head that contradicts it: words of two lists that must not meet."""
    found = []
    for notice in stories:
        if notice.kind != "notice":
            continue
        said = _copy(notice)
        for story in stories:
            head = f"{story.head.kicker}{_unbroken(story)}{story.head.deck}"
            if story is notice or not head:
                continue
            pair = next((pair for lists in contrary if (pair := _meeting(said, head, lists))), None)
            if pair is not None:
                found.append(Clash(notice.id, story.id, *pair))
    return tuple(found)


def _unbroken(story: Story) -> str:
    """Return a headline without its breaks: a word that the desk broke over two lines is to be found, too."""
    return "".join(story.head.main)


def _copy(notice: Story) -> str:
    """Return all that a notice says, artwork by its caption and description."""
    head = notice.head
    pictures = (words for photo in notice.photos for words in (photo.caption, photo.alt))
    return "\n".join((head.kicker, _unbroken(notice), head.deck, notice.text, *pictures))


def _meeting(said: str, head: str, lists: tuple[Words, Words]) -> tuple[str, str] | None:
    """Return the word of a notice and the word of a head that contradict each other, None where none do."""
    for mine, theirs in (lists, lists[::-1]):
        word = next((word for word in mine if word in said), "")
        other = next((word for word in theirs if word in head), "")
        if word and other:
            return word, other
    return None


def whole_page_faults(
    stories: Mapping[str, Story], pages: Sequence[PagePlan]
) -> Iterator[tuple[str, str, dict[str, object]]]:
    """Yield (story, code, arguments) for each notice of a whole page that has company there, or the masthead.

    One that the desk put on no page may be fixed to the first.
    """
    whole = {name for name, story in stories.items() if story.fixed and story.wishes.whole_page}
    for name in sorted(whole.difference(*(page.stories for page in pages))):
        if dict(stories[name].wishes.pin).get("page") == 1:
            yield name, "I456", {"id": name}
    for page in pages:
        for name in page.stories:
            if name not in whole:
                continue
            if page.number == 1:
                yield name, "I456", {"id": name}
            elif len(page.stories) > 1:
                yield name, "I455", {"id": name, "page": page.number}
