"""Where copy stands: from a spot in a story (`Locus`) to a spot in a file (`Place`), and back for corrections."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable

from layout.diagnostics import Diagnostic, Locus, Place
from layout.ground.dataclass import dataclass
from layout.issue.copyfile import CopyFile
from layout.issue.marks import Stretches
from layout.issue.model import Issue


@dataclass(frozen=True, slots=True)
class StorySource:
    """A story's file, the stretch of each front-matter field by dotted path, and the stretches of each paragraph."""

    copy: CopyFile
    fields: dict[str, tuple[int, int]]
    stretches: tuple[Stretches, ...]


@dataclass(frozen=True, slots=True)
class SourceMap:
    """The files of an issue by name, and the stories in them by id; the id "" is `issue.yaml` itself.

    `house` is the house's own file: a setting that the issue does not have stands there.
    """

    files: dict[str, CopyFile]
    stories: dict[str, StorySource]
    house: StorySource | None = None

    def place(self, locus: Locus | Place | None) -> Place | None:
        """Return the place of a locus; a place is returned as it is, an unknown story or field as the nearest known.

        The offset of a paragraph may be its length (the spot after its last character).
        """
        if locus is None or isinstance(locus, Place):
            return locus
        source = self.stories.get(locus.story)
        if source is None:
            return None
        if locus.field == "body" and source.stretches:
            if locus.paragraph < 0:
                return source.copy.place(source.stretches[0].indices[0])
            stretch = source.stretches[min(locus.paragraph, len(source.stretches) - 1)]
            if locus.offset < 0:
                return source.copy.place(stretch.indices[0])
            index = stretch.index(locus.offset)
            return source.copy.place(index, index + 1)
        if not locus.story and self.house and locus.field in self.house.fields.keys() - source.fields.keys():
            source = self.house
        return source.copy.place(*self._field(source, locus.field))

    def spot(self, place: Place) -> Locus | None:
        """Return the spot in a story's body that a place of its file is about; None outside all bodies."""
        for story, source in self.stories.items():
            if source.copy.name != place.file or not place.line:
                continue
            begins = [source.copy.place(stretch.indices[0]).line for stretch in source.stretches]
            nth = bisect_right(begins, place.line) - 1
            if nth >= 0:
                return Locus(story, "body", nth, source.stretches[nth].offset(source.copy.index(place)))
        return None

    def _field(self, source: StorySource, name: str) -> tuple[int, int]:
        while name and name not in source.fields:
            name = name.rpartition(".")[0]
        return source.fields.get(name, (0, -1))

    def line(self, place: Place) -> str:
        """Return the source line of a place, empty where the file was not read."""
        copy = self.files.get(place.file)
        return copy.line(place.line) if copy else ""

    def read_as(self, file: str) -> bytes:
        """Return the bytes of which a file that may be written back was read; KeyError where it was not read."""
        copy = self.files[file]
        return copy.encoded(copy.text) or b""

    def corrected(self, file: str, fixes: Iterable[Diagnostic]) -> bytes | None:
        """Return a file's bytes with the fixes of its diagnostics put in, every other byte as it was.

        A fix that overlaps an earlier one is left out. None where the file is unknown or must not be written back.
        """
        copy = self.files.get(file)
        if copy is None:
            return None
        spots = []
        for remark in fixes:
            place = self.place(remark.at)
            if remark.fix is not None and place and place.file == file and place.end_column:
                start = copy.index(place)
                spots.append((start, start + place.end_column - place.column, remark.fix))
        pieces, at = [], 0
        for start, end, text in sorted(spots):
            if start >= at:
                pieces += [copy.text[at:start], text]
                at = end
        return copy.encoded("".join([*pieces, copy.text[at:]]))


@dataclass(frozen=True, slots=True)
class ReadIssue:
    """What reading an issue gives: the issue (None where nothing can be set), every remark, and where all stands."""

    issue: Issue | None
    remarks: tuple[Diagnostic, ...]
    sources: SourceMap

    @property
    def value(self) -> Issue | None:
        """The issue, under the name that other stages' results have."""
        return self.issue
