"""One page as ALTO 4.4 (Library of Congress, ns-v4): blocks in reading order, lines, strings, glyphs.

Order is told three times, since clients read different ones: by the order of the elements, by `ReadingOrder`, and by
`IDNEXT` within an article. A string is an unbroken run of a line, since many readers put a space after every string.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from layout import __version__
from layout.export.alto.boxes import Characters, GlyphMetrics, PixelBox, around, characters
from layout.export.alto.lines import place, text_line
from layout.export.reading import ReadingBlock, by_story
from layout.export.xml import DECLARATION, element, leaf
from layout.ground.dataclass import dataclass
from layout.sheet import Edition, Fill, Sheet, Text

if TYPE_CHECKING:
    from layout.geometry import Box, Length

NAMESPACE = "http://www.loc.gov/standards/alto/ns-v4#"

ROLES = {
    "masthead": "TITLE_SECTION", "folio": "FOLIO", "imprint": "IMPRINT", "furniture": "FURNITURE", "kicker": "OVERLINE",
    "headline": "TITLE", "deck": "SUBHEADLINE", "byline": "AUTHOR", "sign": "AUTHOR", "body": "BODY",
    "subhead": "SUBHEAD", "table": "TABLE", "picture": "ILLUSTRATION", "caption": "CAPTION", "credit": "CREDIT",
    "jump": "JUMP", "jumphead": "JUMPHEAD", "artwork": "ARTWORK", "placeholder": "PLACEHOLDER", "label": "LABEL",
    "pullquote": "PULLQUOTE",
}  # fmt: skip
"""Layout tags by role, in the words that digitised newspapers use (BnL, ENMAP)."""


@dataclass(frozen=True, slots=True)
class AltoPage:
    """A page's ALTO file, and the box of each block on the page image by block id."""

    data: bytes
    boxes: Mapping[str, PixelBox]


def alto_page(
    edition: Edition, sheet: Sheet, blocks: Sequence[ReadingBlock], metrics: GlyphMetrics, *, size: tuple[int, int],
    image: str, number: int,
) -> AltoPage:  # fmt: skip
    """Return a page's ALTO file.

    `size` is the page image's in pixels, `image` its path from the ALTO file, `number` the page's place in the file
    set. All boxes are whole pixels of that image.
    """
    page = _Page(edition, sheet, blocks, metrics, size)
    body = "\n".join(page.layout())
    space = page.print_space()
    whole = element(
        "Page", "\n" + element("PrintSpace", "\n" + body + "\n", ID=f"P{number}_PS", **place(space)) + "\n",
        ID=f"P{number}", PHYSICAL_IMG_NR=number, PRINTED_IMG_NR=sheet.label, WIDTH=size[0], HEIGHT=size[1], PC="1.0",
        LANG="zh-Hans",
    )  # fmt: skip
    parts = [
        _description(edition, image), page.styles(), page.tags(), page.reading_order(), element("Layout", whole),
    ]  # fmt: skip
    schema = f"{NAMESPACE} http://www.loc.gov/standards/alto/v4/alto-4-4.xsd"
    root = element(
        "alto", "\n" + "\n".join(filter(None, parts)) + "\n", xmlns=NAMESPACE,
        xmlns__xsi="http://www.w3.org/2001/XMLSchema-instance", xsi__schemaLocation=schema, SCHEMAVERSION="4.4",
    )  # fmt: skip
    return AltoPage((DECLARATION + root + "\n").encode(), page.boxes)


def _description(edition: Edition, image: str) -> str:
    software = element("processingSoftware", leaf("softwareName", "layout"), leaf("softwareVersion", __version__))
    step = element(
        "Processing", leaf("processingCategory", "contentGeneration"),
        leaf("processingDateTime", edition.date.isoformat()),
        leaf("processingStepDescription", "born digital: boxes from the typesetter's own lines, no recognition"),
        software, ID="PROC_1",
    )  # fmt: skip
    source = element("sourceImageInformation", leaf("fileName", image))
    return element("Description", leaf("MeasurementUnit", "pixel"), source, step)


class _Page:
    """One page being written."""

    def __init__(
        self,
        edition: Edition,
        sheet: Sheet,
        blocks: Sequence[ReadingBlock],
        metrics: GlyphMetrics,
        size: tuple[int, int],
    ) -> None:
        self._sheet = sheet
        self._blocks = blocks
        self._size = size
        self._trim = sheet.grid.trim
        self._numbers = {article.id: number for number, article in enumerate(edition.articles, 1)}
        self._titles = {article.id: article.title for article in edition.articles}
        texts = [text for block in blocks for text in block.texts]
        self._lines: dict[int, Characters] = {
            id(text): line for text, line in zip(texts, characters(texts, metrics, self._trim, size), strict=True)
        }
        self._styles: dict[tuple[str, Length], str] = {}
        self._next = _following(blocks)
        self.boxes: dict[str, PixelBox] = {}

    def pixels(self, box: Box) -> PixelBox:
        """Return a box of the sheet on the image, at least a pixel each way."""
        (width, height), (across, down) = self._size, self._trim
        x0 = min(max(round(box.x * width / across), 0), width - 1)
        y0 = min(max(round(box.y * height / down), 0), height - 1)
        x1, y1 = min(round(box.right * width / across), width), min(round(box.bottom * height / down), height)
        return x0, y0, max(x1, x0 + 1), max(y1, y0 + 1)

    def layout(self) -> Iterator[str]:
        """Yield the page's blocks, then its rules and grounds."""
        beside: dict[str, list[ReadingBlock]] = {}
        for block in self._blocks:
            if block.picture:
                beside.setdefault(block.picture, []).append(block)
        for block in self._blocks:
            if block.is_picture:
                yield self._picture(block, beside.get(block.id, []))
            elif not block.picture:
                yield self._text_block(block)
        yield from self._graphics()

    def print_space(self) -> PixelBox:
        """Return the box around the type area and all that stands on the page."""
        return around([self.pixels(self._sheet.grid.type_area), *self.boxes.values()])

    def styles(self) -> str:
        """Return the text styles that blocks refer to."""
        made = (
            element("TextStyle", ID=name, FONTFAMILY=face, FONTSIZE=f"{size / 1000:g}")
            for (face, size), name in self._styles.items()
        )
        return element("Styles", *made)

    def tags(self) -> str:
        """Return the tags: one for each article of the page, one for each kind of block."""
        stories = dict.fromkeys(block.story for block in self._blocks if block.story in self._numbers)
        roles = dict.fromkeys(block.role for block in self._blocks)
        made = [
            element("StructureTag", ID=self._article(story), TYPE="article", LABEL=self._titles[story] or story)
            for story in stories
        ]
        kinds = dict.fromkeys([ROLES[role] for role in roles] + ["GROUND"])
        made += [element("LayoutTag", ID=f"LT_{kind}", TYPE="role", LABEL=kind) for kind in kinds]
        if any(block.region and block.region.placeholder for block in self._blocks):
            made.append(element("OtherTag", ID="OT_PENDING", TYPE="status", LABEL="picture pending 图片待补"))
        return element("Tags", *made) if made else ""

    def reading_order(self) -> str:
        """Return the order of the articles and of the blocks in each."""
        if not self._blocks:
            return ""
        made = []
        for number, (story, blocks) in enumerate(by_story(self._blocks)):
            references = (element("ElementRef", ID=f"RO_{block.id}", REF=block.id) for block in blocks)
            tag = self._article(story) if story in self._numbers else None
            made.append(element("OrderedGroup", *references, ID=f"RO_{number}", TAGREFS=tag))
        return element("ReadingOrder", element("OrderedGroup", *made, ID="RO"))

    def _article(self, story: str) -> str:
        return f"ST_ARTICLE{self._numbers[story]}"

    def _tagged(self, block: ReadingBlock) -> str:
        tags = [self._article(block.story)] if block.story in self._numbers else []
        tags.append(f"LT_{ROLES[block.role]}")
        if block.region is not None and block.region.placeholder:
            tags.append("OT_PENDING")
        return " ".join(tags)

    def _style(self, text: Text) -> str | None:
        # The style of a line with an initial is that of the lines beside it.
        runs = [run for run in text.line.runs if run.glyphs]
        run = next((run for run in runs if run.size == text.line.size), runs[0] if runs else None)
        if run is None:
            return None
        key = (run.face, run.size)
        return self._styles.setdefault(key, f"TXT_{len(self._styles) + 1}")

    def _text_block(self, block: ReadingBlock) -> str:
        lines, boxes = [], []
        style = self._style(block.texts[0])
        for number, text in enumerate(block.texts, 1):
            shown = self._lines[id(text)]
            own = self._style(text)
            lines.append(text_line(f"{block.id}_L{number}", shown, style=None if own == style else own))
            boxes.append(around([*shown.boxes, *filter(None, [shown.hyphen])]))
        box = self.boxes[block.id] = around(boxes)
        down = block.texts[0].line.vertical
        outline = _outline(boxes) if block.role == "body" and not down else None
        shape = element("Shape", element("Polygon", POINTS=outline)) if outline else ""
        return element(
            "TextBlock", shape, "\n", "\n".join(lines), "\n", ID=block.id, STYLEREFS=style,
            TAGREFS=self._tagged(block), IDNEXT=self._next.get(block.id), BASEDIRECTION="ttb" if down else None,
            **place(box),
        )  # fmt: skip

    def _picture(self, block: ReadingBlock, words: Sequence[ReadingBlock]) -> str:
        assert block.region is not None
        frame = self.pixels(block.region.box)
        inside = [self._text_block(part) for part in words]
        box = self.boxes[block.id] = around([frame, *(self.boxes[part.id] for part in words)])
        kind = "placeholder" if block.region.placeholder else "picture"
        corners = block.region.polygon
        shape = ""
        if corners and len(corners) != 4:
            wide, tall = self._size[0] / self._trim[0], self._size[1] / self._trim[1]
            points = " ".join(f"{round(x * wide)},{round(y * tall)}" for x, y in corners)
            shape = element("Shape", element("Polygon", POINTS=points))
        picture = element("Illustration", shape, ID=f"{block.id}_IL", TYPE=kind, **place(frame))
        return element(
            "ComposedBlock", "\n", picture, "\n", "\n".join(inside), ID=block.id, TYPE="Illustration",
            TAGREFS=self._tagged(block), IDNEXT=self._next.get(block.id), **place(box),
        )  # fmt: skip

    def _graphics(self) -> Iterator[str]:
        """Yield rules, tints and shapes that belong to no picture."""
        from layout.sheet.paint_order import extent

        pictures = {block.region.index for block in self._blocks if block.is_picture and block.region}
        number = 0
        prefix = self._blocks[0].id.split("_")[0] if self._blocks else f"P{self._sheet.number}"
        for item in self._sheet.items:
            if isinstance(item, Text) or item.layer != "print" or item.region in pictures:
                continue
            number += 1
            tag = "LT_GROUND" if isinstance(item, Fill) else None
            name = f"{prefix}_GE{number:05d}"
            box = self.boxes[name] = self.pixels(extent(item))
            yield element("GraphicalElement", ID=name, TAGREFS=tag, **place(box))


def _following(blocks: Sequence[ReadingBlock]) -> dict[str, str]:
    """Return the block that follows each in its article; the words of a picture follow inside its own block."""
    chains: dict[str, list[str]] = {}
    for block in blocks:
        if block.story:
            chains.setdefault(block.story, []).append(block.id)
    return {one: other for chain in chains.values() for one, other in pairwise(chain)}


def _outline(lines: Sequence[PixelBox]) -> str | None:
    """Return the corners of a paragraph's part that begins with an indent or ends with a short line, else None."""
    if len(lines) < 2:
        return None
    left, top, right, bottom = around(lines)
    em = lines[0][3] - lines[0][1]
    begin, end = lines[0], lines[-1]
    points = [(right, top)]
    if right - end[2] > em:
        points += [(right, end[1]), (end[2], end[1]), (end[2], bottom)]
    else:
        points.append((right, bottom))
    points.append((left, bottom))
    if begin[0] - left > em:
        points += [(left, begin[3]), (begin[0], begin[3]), (begin[0], top)]
    else:
        points.append((left, top))
    return " ".join(f"{x},{y}" for x, y in points) if len(points) > 4 else None
