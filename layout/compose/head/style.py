"""The house's way with heads, read from `heads.yaml`: the ladder of sizes, proportions, faces, air."""

from __future__ import annotations

from bisect import bisect_right
from functools import lru_cache
from pathlib import Path
from typing import Any

from layout.geometry import Length, pt
from layout.ground.dataclass import dataclass


@dataclass(frozen=True, slots=True)
class Treatment:
    """Face roles of a head's parts."""

    headline: str
    kicker: str
    deck: str


@dataclass(frozen=True, slots=True)
class Air:
    """White around and inside a head: in rows, but `lines` and `clear` in ems of the headline.

    `upper` and `tight` are shares.
    """

    above: float
    below: float
    lines: float
    kicker: float
    deck: float
    upper: float
    clear: float
    rule: float
    tight: float


@dataclass(frozen=True, slots=True)
class SmallType:
    """Faces and sizes of the small furniture of a story: jump heads, jump lines, labels."""

    jumphead_face: str
    jumphead_size: Length
    jumphead_least: Length
    jumphead_air: float
    note_face: str
    note_size: Length
    jump_face: str
    jump_size: Length
    label_face: str
    label_size: Length
    label_least: Length
    label_rule: Length
    byline_face: str
    byline_size: Length


@dataclass(frozen=True, slots=True)
class HeadStyle:
    """`heads.yaml` as data; lengths in 1/1000 pt, spaces and tracking in 1/1000 em."""

    ladder: tuple[Length, ...]
    kickers: dict[Length, Length]
    decks: dict[Length, Length]
    treatments: dict[str, Treatment]
    house: str
    names: dict[str, str]
    kinds: dict[str, str]
    least: Length
    most_lines: int
    level_base: Length
    level_per: float
    weights: dict[str, float]
    level_most: float
    fill_least: float
    fill_good: float
    space: int
    western: int
    tracking: int
    track_below: float
    air: Air
    small: SmallType
    vertical_per: float
    vertical_pitch: float
    vertical_gap: float
    vertical_byline: float

    def step(self, most: Length) -> Length:
        """Return the largest size of the ladder that is at most `most`; its lowest step where none is."""
        index = bisect_right(self.ladder, most)
        return self.ladder[max(0, index - 1)]

    def down(self, size: Length) -> Length:
        """Return the next size down the ladder, or 0 at its foot."""
        index = bisect_right(self.ladder, size - 1)
        return self.ladder[index - 1] if index else 0

    def level(self, room: Length, kind: str, vertical: bool = False) -> Length:
        """Return the headline size that a span, or the height of a vertical head, asks for in a kind of story."""
        per = self.vertical_per if vertical else self.level_per
        return round((self.level_base + per * room) * self.weights.get(kind, 1))

    def kicker(self, size: Length) -> Length:
        """Return the size of the kicker over a headline of `size`."""
        return self.kickers[self.step(size)]

    def deck(self, size: Length) -> Length:
        """Return the size of the deck under a headline of `size`."""
        return self.decks[self.step(size)]

    def treatment(self, face: str, kind: str) -> tuple[str, bool]:
        """Return the treatment that the desk names or the story's kind gets, and whether the name is known."""
        key = self.names.get(face, face)
        if key in self.treatments:
            return key, True
        return self.kinds.get(kind, self.house), not face


@lru_cache(maxsize=1)
def head_style() -> HeadStyle:
    """Return the house's head style; the package's own file, read once."""
    import yaml

    text = Path(__file__).with_name("heads.yaml").read_text("utf-8")
    data: dict[str, Any] = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    rungs = sorted(data["ladder"], key=lambda rung: rung["size"])
    fill, level, air, vertical = data["fill"], data["level"], data["air"], data["vertical"]
    jumphead, jump, label, byline = data["jumphead"], data["jump"], data["label"], data["byline"]
    return HeadStyle(
        ladder=tuple(pt(rung["size"]) for rung in rungs),
        kickers={pt(rung["size"]): pt(rung["kicker"]) for rung in rungs},
        decks={pt(rung["size"]): pt(rung["deck"]) for rung in rungs},
        treatments={key: Treatment(**faces) for key, faces in data["treatments"].items()},
        house=data["house"],
        names=data["names"],
        kinds=data["kinds"],
        least=pt(data["least"]),
        most_lines=data["most_lines"],
        level_base=pt(level["base"]),
        level_per=level["per"],
        weights=data["weight"],
        level_most=level["most"],
        fill_least=fill["least"],
        fill_good=fill["good"],
        space=data["space"],
        western=data["western"],
        tracking=data["tracking"],
        track_below=data["track_below"],
        air=Air(**air),
        small=SmallType(
            jumphead_face=jumphead["face"],
            jumphead_size=pt(jumphead["size"]),
            jumphead_least=pt(jumphead["least"]),
            jumphead_air=jumphead["air"],
            note_face=jumphead["note_face"],
            note_size=pt(jumphead["note_size"]),
            jump_face=jump["face"],
            jump_size=pt(jump["size"]),
            label_face=label["face"],
            label_size=pt(label["size"]),
            label_least=pt(label["least"]),
            label_rule=pt(label["rule"]),
            byline_face=byline["face"],
            byline_size=pt(byline["size"]),
        ),
        vertical_per=vertical["per"],
        vertical_pitch=vertical["pitch"],
        vertical_gap=vertical["gap"],
        vertical_byline=vertical["byline"],
    )
