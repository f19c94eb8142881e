"""Stories that stand inside others 文中插框: whether the desk's wish can be had at all."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from layout.ground.dataclass import replace
from layout.issue.model import Story


def insert_faults(
    stories: Mapping[str, Story], pages: Mapping[str, int]
) -> Iterator[tuple[str, str, dict[str, object]]]:
    """Yield (story, code, arguments) for every `layout.inside` that cannot be; `pages` are the stories' pages.

    The host is a story of the same page with copy of its own and no frame, and neither an insert nor the host of
    another one.
    """
    taken: dict[str, str] = {}
    for name, story in stories.items():
        wanted = story.wishes.inside
        if not wanted:
            continue
        host = stories.get(wanted)
        first = taken.setdefault(wanted, name)
        if host is None:
            yield name, "I442", {"host": wanted}
        elif host is story or host.wishes.inside:
            yield name, "I443", {"host": wanted}
        elif pages.get(name) != pages.get(wanted):
            yield name, "I444", {"id": name, "page": pages.get(name, 0), "host": wanted, "other": pages.get(wanted, 0)}
        elif first != name:
            yield name, "I445", {"host": wanted, "id": first}
        elif dict(host.wishes.pin).get("box", host.wishes.box) != "none" or not host.paragraphs:
            yield name, "I446", {"host": wanted}
        elif not story.paragraphs:
            yield name, "I447", {"id": name, "host": wanted}


def standing_alone(story: Story) -> Story:
    """Return a story without the wish to stand inside another one."""
    return replace(story, wishes=replace(story.wishes, inside=""))
