"""Reads a page's content: what it paints, in which colours, with which type, and what it should not contain.

A small interpreter of content streams (ISO 32000-1, annex A). It follows the graphics state, clips by bounding box,
enters form XObjects and tiling patterns, and hands back marks. It never fails on a bad file: what it cannot read it
notes as `faults`.
"""

from __future__ import annotations

from collections.abc import Sequence
from copy import copy
from math import hypot, sqrt
from typing import Any

from layout.ground.dataclass import replace
from layout.preflight.paint.course import PathBuilder, box_of, join, shift
from layout.preflight.paint.finding import Frame, Point
from layout.preflight.paint.mark import Colour, ImageUse, Mark, meet
from layout.preflight.paint.type_run import TypeRun
from layout.preflight.paint.type_use import TypeUse
from layout.preflight.pdf import colour_space as spaces
from layout.preflight.pdf.colour_space import Space
from layout.preflight.pdf.content_image import image_use, shading_colour

Matrix = tuple[float, float, float, float, float, float]

_START: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
_MOVING = frozenset(("BT", "Td", "TD", "Tm", "T*"))
"""The operators that place text without showing any."""

_DEEPEST = 12
_EVERYWHERE = (-1e6, -1e6, 1e6, 1e6)
_ASCENT, _DESCENT = 0.78, -0.06
"""Where the ink of ideographs lies in their em, so that the box of a line is not taller than what it prints."""

_OPERATORS = """b B b* B* BDC BI BMC BT BX c cm CS cs d d0 d1 Do DP EI EMC ET EX f F f* G g gs h i ID j J K k l m M MP
n q Q re RG rg ri s S SC sc SCN scn sh T* Tc Td TD Tf Tj TJ TL Tm Tr Ts Tw Tz v w W W* y ' \""""

OPERATORS = frozenset(_OPERATORS.split())
"""All operators of PDF 1.4 to 1.7."""


class State:
    """The graphics state as far as the checks look at it."""

    __slots__ = (
        "char_space", "clip", "ctm", "fill", "fill_over", "fill_space", "font", "leading", "mode", "render", "rise",
        "scale", "size", "stroke", "stroke_over", "stroke_space", "width", "word_space",
    )  # fmt: skip

    def __init__(self, ctm: Matrix, clip: Frame) -> None:
        """Start as a page starts: black in DeviceGray, lines 1 wide, no overprint."""
        self.ctm = ctm
        self.clip = clip
        self.fill = self.stroke = spaces.start(spaces.GRAY)
        self.fill_space: Space = spaces.GRAY
        self.stroke_space: Space = spaces.GRAY
        self.fill_over = self.stroke_over = False
        self.mode = 0
        self.width = 1.0
        self.font: TypeUse | None = None
        self.size = self.char_space = self.word_space = self.leading = self.rise = 0.0
        self.scale = 1.0
        self.render = 0


class TextPlace:
    """Where the next string of a text object stands: the matrices of text and of its line (ISO 32000-1, 9.4.2)."""

    __slots__ = ("line", "text")

    def __init__(self) -> None:
        """Start as BT does."""
        self.text = self.line = _START

    def move(self, name: str, operands: Any, state: State) -> None:
        """Take one of the operators of `_MOVING`, or the turn to a new line in those that show a string."""
        if name == "BT":
            self.line = _START
        elif name == "Tm":
            a, b, c, d, e, f = map(float, operands)
            self.line = (a, b, c, d, e, f)
        elif name in ("Td", "TD"):
            if name == "TD":
                state.leading = -float(operands[1])
            self.line = shift(self.line, float(operands[0]), float(operands[1]))
        else:
            self.line = shift(self.line, 0, -state.leading)
        self.text = self.line


class Content:
    """One page's content, read: marks in paint order, fonts used, and what went wrong."""

    def __init__(self, base: Matrix, clip: Frame, types: dict[tuple[int, int], TypeUse]) -> None:
        """`base` turns user space into the page's frame coordinates; `types` collects the fonts of the whole file."""
        self.marks: list[Mark] = []
        self.faults: list[str] = []
        self.unknown: set[str] = set()
        self.spaces: set[str] = set()
        self.images: list[ImageUse] = []
        self._types = types
        self._state = State(base, clip)
        self._stack: list[State] = []
        self._open: set[tuple[int, int]] = set()
        self._base: dict[bool, Any] = {True: None, False: None}

    def read(self, stream: Any, resources: Any, depth: int = 0) -> None:
        """Read a page, form or pattern with its resources."""
        import pikepdf

        try:
            instructions = pikepdf.parse_content_stream(stream)
        except pikepdf.PdfError as fault:
            self.faults.append(str(fault))
            return
        path = PathBuilder()
        clipping = False
        place = TextPlace()
        lowest = len(self._stack)
        tolerant = 0
        for instruction in instructions:
            if isinstance(instruction, pikepdf.ContentStreamInlineImage):
                self._image(instruction.iimage, resources)
                continue
            name = str(instruction.operator)
            operands = instruction.operands
            state = self._state
            try:
                if name in _MOVING:
                    place.move(name, operands, state)
                elif name in ("Tj", "TJ"):
                    place.text = self._show(operands[-1], place.text)
                elif name in ("'", '"'):
                    if name == '"':
                        state.word_space, state.char_space = float(operands[0]), float(operands[1])
                    place.move(name, operands, state)
                    place.text = self._show(operands[-1], place.text)
                elif name == "Tf":
                    state.font, state.size = self._font(operands[0], resources), float(operands[1])
                elif name in _SET:
                    setattr(state, _SET[name], float(operands[0]))
                elif name == "Tz":
                    state.scale = float(operands[0]) / 100
                elif name == "Tr":
                    state.render = int(operands[0])
                elif name in _PAINT_COLOUR:
                    self._colour(name, operands, resources, depth)
                elif path.takes(name):
                    path.add(name, [float(operand) for operand in operands])
                elif name in ("W", "W*"):
                    clipping = True
                elif name in _PAINT:
                    self._paint(path, *_PAINT[name])
                    if clipping and path.lines:
                        self._clip([point for course in path.lines for point in course])
                    path, clipping = PathBuilder(), False
                elif name == "cm":
                    state.ctm = _multiply(tuple(map(float, operands)), state.ctm)
                elif name == "q":
                    self._stack.append(copy(state))
                elif name == "Q":
                    if len(self._stack) > lowest:
                        self._state = self._stack.pop()
                elif name == "gs":
                    self._graphics(resources["/ExtGState"][operands[0]])
                elif name == "Do":
                    self._external(resources["/XObject"][operands[0]], resources, depth)
                elif name == "sh":
                    tint = shading_colour(resources["/Shading"][operands[0]], resources)
                    self.marks.append(Mark("shading", state.clip, self._seen(tint), state.fill_over, state.mode))
                elif name in ("BX", "EX"):
                    tolerant += 1 if name == "BX" else -1
                elif name not in OPERATORS:
                    self.unknown.add(name)
            except (KeyError, IndexError, TypeError, ValueError, AttributeError, OverflowError) as fault:
                self.faults.append(f"{name}: {fault}")
        if len(self._stack) != lowest:
            self.faults.append("q/Q")
            del self._stack[lowest:]

    def _seen(self, tint: Colour, space: Space | None = None) -> Colour:
        """Note which spaces a painted colour uses."""
        self.spaces.update(space[3] if space else (tint.space,))
        return tint

    def _colour(self, name: str, operands: Any, resources: Any, depth: int) -> None:
        state = self._state
        fill = name.islower()
        lower = name.lower()
        if lower in _DEVICE:
            space = _DEVICE[lower]
            tint = spaces.colour(space, [float(operand) for operand in operands])
        elif lower == "cs":
            space = spaces.resolve(operands[0], resources)
            tint = spaces.start(space)
            self._base[fill] = spaces.beneath(operands[0], resources) if space[0] == "Pattern" else None
        else:
            space = state.fill_space if fill else state.stroke_space
            numbers = [float(operand) for operand in operands if not is_name(operand)]
            if space[0] == "Pattern":
                pattern = resources["/Pattern"][operands[-1]]
                if numbers and self._base[fill] is not None:  # an uncoloured tile takes this colour
                    tint = spaces.colour(self._base[fill], numbers)
                    self.spaces.update(self._base[fill][3])
                else:
                    tint = self._pattern(pattern, resources, depth)
            else:
                tint = spaces.colour(space, numbers)
        if fill:
            state.fill, state.fill_space = tint, space
        else:
            state.stroke, state.stroke_space = tint, space

    def _pattern(self, pattern: Any, resources: Any, depth: int) -> Colour:
        """Return a pattern's strongest colour; a tile is read like a form, so that its marks are checked too."""
        if int(pattern.get("/PatternType", 1)) == 2:
            return shading_colour(pattern["/Shading"], resources)
        before, clip = len(self.marks), self._state.clip
        self._state.clip = _EVERYWHERE
        self._form(pattern, resources, depth)
        self._state.clip = clip
        tile = [mark.colour for mark in self.marks[before:]]
        # What a tile paints counts where it is used, but its pictures are as coarse wherever that is.
        middle = ((clip[0] + clip[2]) / 2, (clip[1] + clip[3]) / 2)
        images = (mark for mark in self.marks[before:] if mark.image is not None)
        self.marks[before:] = [replace(mark, frame=(*middle, *middle)) for mark in images]
        return max(tile, key=lambda tint: tint.total, default=Colour("Pattern", (0, 0, 0, 0)))

    def _graphics(self, states: Any) -> None:
        state = self._state
        if "/OP" in states:
            state.stroke_over = state.fill_over = bool(states["/OP"])
        if "/op" in states:
            state.fill_over = bool(states["/op"])
        if "/OPM" in states:
            state.mode = int(states["/OPM"])
        if "/LW" in states:
            state.width = float(states["/LW"])
        if "/Font" in states:
            font, size = states["/Font"]
            state.font, state.size = self._known(font), float(size)

    def _known(self, font: Any) -> TypeUse:
        key = font.objgen if font.is_indirect else (-1, id(font))
        return self._types.setdefault(key, TypeUse(font))

    def _font(self, name: Any, resources: Any) -> TypeUse:
        return self._known(resources["/Font"][name])

    def _show(self, operand: Any, matrix: Matrix) -> Matrix:
        """Note a string as drawn and return the text matrix after it."""
        import pikepdf

        state = self._state
        font = state.font
        if font is None:
            raise ValueError("no font")
        count, moved, boxed = 0, 0.0, False
        parts: list[tuple[int, ...] | float] = []
        for part in operand if isinstance(operand, pikepdf.Array) else (operand,):
            if isinstance(part, pikepdf.String):
                codes = font.draw(bytes(part))
                count += len(codes)
                moved += font.advance(codes)
                boxed = boxed or (font.wide and 0 in codes and font.glyph(0) == 0)
                parts.append(codes)
            else:
                moved -= float(part)
                parts.append(float(part))
        along = moved * state.size / 1000 + count * state.char_space
        if font.vertical:
            along = count * state.char_space * 2 - along  # a positive space draws vertical glyphs together
            end = shift(matrix, 0, along)
        else:
            along *= state.scale
            end = shift(matrix, along, 0)
        if count and state.render != 3 and state.render != 7:
            self._type_mark(font, matrix, along, boxed, tuple(parts))
        return end

    def _type_mark(
        self, font: TypeUse, matrix: Matrix, along: float, boxed: bool, parts: tuple[tuple[int, ...] | float, ...]
    ) -> None:
        state = self._state
        whole = _multiply(matrix, state.ctm)
        size, rise = state.size, state.rise
        if font.vertical:
            corners = [(-size / 2, 0.0), (size / 2, along)]
        else:
            corners = [(0.0, rise + _DESCENT * size), (along, rise + _ASCENT * size)]
        (x0, y0), (x1, y1) = corners
        around = box_of([join(whole, point) for point in ((x0, y0), (x1, y0), (x0, y1), (x1, y1))])
        frame = meet(around, state.clip)
        if frame is None:
            return
        stroked = state.render in (1, 5)
        tint = self._seen(state.stroke, state.stroke_space) if stroked else self._seen(state.fill, state.fill_space)
        over = state.stroke_over if stroked else state.fill_over
        height = size * hypot(whole[2], whole[3])
        run = TypeRun(font, parts, whole, size, state.char_space, state.scale, rise)
        mark = Mark("text", frame, tint, over, state.mode, height, type=font, face=font.name, boxed=boxed, run=run)
        self.marks.append(mark)

    def _paint(self, path: PathBuilder, fill: bool, stroke: bool, even_odd: bool) -> None:
        state = self._state
        if not path.lines:
            return
        courses = tuple(tuple(join(state.ctm, point) for point in course) for course in path.lines)
        around = box_of([point for course in courses for point in course])
        plain = path.plain and abs(state.ctm[1]) < 1e-9 and abs(state.ctm[2]) < 1e-9
        if fill:
            frame = meet(around, state.clip)
            if frame is not None:
                tint = self._seen(state.fill, state.fill_space)
                outline = () if plain else courses
                mark = Mark("fill", frame, tint, state.fill_over, state.mode, outline=outline, even_odd=even_odd)
                self.marks.append(mark)
        if stroke:
            width = state.width * sqrt(abs(state.ctm[0] * state.ctm[3] - state.ctm[1] * state.ctm[2]))
            half = width / 2
            frame = meet((around[0] - half, around[1] - half, around[2] + half, around[3] + half), state.clip)
            if frame is not None:
                tint = self._seen(state.stroke, state.stroke_space)
                self.marks.append(Mark("stroke", frame, tint, state.stroke_over, state.mode, width, courses))

    def _clip(self, points: Sequence[Point]) -> None:
        """Clip what follows to the box around points of user space."""
        state = self._state
        around = box_of([join(state.ctm, point) for point in points])
        state.clip = meet(state.clip, around) or (0.0, 0.0, 0.0, 0.0)

    def _external(self, thing: Any, resources: Any, depth: int) -> None:
        if thing.get("/Subtype") == "/Form":
            self._form(thing, resources, depth)
        elif thing.get("/Subtype") == "/Image":
            self._image(thing, resources)

    def _form(self, form: Any, resources: Any, depth: int) -> None:
        key = form.objgen
        if depth >= _DEEPEST or (key in self._open and key != (0, 0)):
            self.faults.append("form in itself")
            return
        before = self._state
        self._state = copy(before)
        self._state.ctm = _multiply(tuple(map(float, form.get("/Matrix", (1, 0, 0, 1, 0, 0)))), before.ctm)
        if "/BBox" in form:
            x0, y0, x1, y1 = map(float, form["/BBox"])
            self._clip([(x0, y0), (x1, y0), (x0, y1), (x1, y1)])
        self._open.add(key)
        self.read(form, form.get("/Resources", resources), depth + 1)
        self._open.discard(key)
        self._state = before

    def _image(self, source: Any, resources: Any) -> None:
        state = self._state
        use = image_use(source, resources, state.ctm)
        around = box_of([join(state.ctm, corner) for corner in ((0, 0), (1, 0), (0, 1), (1, 1))])
        frame = meet(around, state.clip)
        self.images.append(use)
        if frame is None:
            return
        if use.mask:
            tint = self._seen(state.fill, state.fill_space)
        else:
            tint = Colour(use.spaces[0] if use.spaces else "DeviceGray", None)
            self.spaces.update(use.spaces)
        self.marks.append(Mark("image", frame, tint, state.fill_over, state.mode, image=use))


_SET = {"Tc": "char_space", "Tw": "word_space", "TL": "leading", "Ts": "rise", "w": "width"}
_DEVICE = {"k": spaces.CMYK, "g": spaces.GRAY, "rg": spaces.RGB}
_PAINT_COLOUR = frozenset(("k", "K", "g", "G", "rg", "RG", "cs", "CS", "sc", "SC", "scn", "SCN"))
_PAINT = {
    "f": (True, False, False), "F": (True, False, False), "f*": (True, False, True), "n": (False, False, False),
    "S": (False, True, False), "s": (False, True, False), "B": (True, True, False), "B*": (True, True, True),
    "b": (True, True, False), "b*": (True, True, True),
}  # fmt: skip


def is_name(operand: Any) -> bool:
    """Tell whether an object of a file is a name."""
    import pikepdf

    return isinstance(operand, pikepdf.Name)


def _multiply(a: Any, b: Matrix) -> Matrix:
    return (
        a[0] * b[0] + a[1] * b[2], a[0] * b[1] + a[1] * b[3],
        a[2] * b[0] + a[3] * b[2], a[2] * b[1] + a[3] * b[3],
        a[4] * b[0] + a[5] * b[2] + b[4], a[4] * b[1] + a[5] * b[3] + b[5],
    )  # fmt: skip
