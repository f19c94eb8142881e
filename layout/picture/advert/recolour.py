"""A page's content and pictures rewritten in the press's inks, everything else left as it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from layout.ground.dataclass import dataclass, field, replace
from layout.guard import DEPTH
from layout.picture.advert.tints import Converter, Unknown, space_kind
from layout.picture.advert.type_inks import SHOWS, TypeState, shown, with_states

if TYPE_CHECKING:
    import pikepdf

_DEVICE = {"g": "DeviceGray", "rg": "DeviceRGB", "k": "DeviceCMYK"}
_SPOTS = ("Separation", "DeviceN")
_STATE_LEFT_OUT = ("/TR", "/TR2", "/HT", "/BG", "/BG2", "/UCR", "/UCR2")
"""Keys of a graphics state that belong to another press (ISO 15930-4, 6.9)."""


@dataclass(slots=True)
class Recolouring:
    """One page being rewritten; `done` names the spaces that were converted, `spots` the spot inks among them."""

    pdf: pikepdf.Pdf
    converter: Converter
    done: set[str] = field(default_factory=set)
    spots: set[str] = field(default_factory=set)
    lowered: bool = False
    seen: set[tuple[int, int]] = field(default_factory=set)

    def stream(self, holder: Any, resources: Any, depth: int = 0) -> bytes:
        """Return a content stream in inks; what its resources name is rewritten in place.

        Raises `Unknown` for what only the renderer can draw.
        """
        import pikepdf

        if depth > DEPTH // 8:
            raise Unknown("forms")
        out: list[Any] = []
        spaces: list[dict[bool, Any]] = [{False: "DeviceGray", True: "DeviceGray"}]
        types = [TypeState()]
        overprints = False
        for instruction in pikepdf.parse_content_stream(holder):
            name = str(instruction.operator)
            if isinstance(instruction, pikepdf.ContentStreamInlineImage):
                self._inline(instruction)
                out.append(instruction)
            elif name in ("q", "Q"):
                if name == "q":
                    spaces.append(dict(spaces[-1]))
                    types.append(types[-1])
                elif len(spaces) > 1:
                    spaces.pop()
                    types.pop()
                out.append(instruction)
            elif name.lower() in _DEVICE or name in ("cs", "CS", "sc", "SC", "scn", "SCN"):
                written = self._colour(name, list(instruction.operands), spaces[-1], resources)
                if name.islower():
                    types[-1] = types[-1].filled(written, space_kind(spaces[-1][False]) != "DeviceCMYK")
                out += written
            elif name in SHOWS:
                written, asked = shown(instruction, types[-1], _instruction)
                overprints = overprints or asked
                out += written
            else:
                if name == "Tr":
                    types[-1] = replace(types[-1], mode=int(instruction.operands[0]))
                elif name == "gs":
                    types[-1] = types[-1].set_by(_state(instruction.operands[0], resources))
                out.append(instruction)
        self._resources(resources, depth)
        if overprints:
            with_states(resources)
        return pikepdf.unparse_content_stream(out)

    def _colour(self, name: str, operands: list[Any], spaces: dict[bool, Any], resources: Any) -> list[Any]:
        """Return the instructions that stand for one that sets a colour or a space."""
        import pikepdf

        stroke = name.isupper()
        if name.lower() in _DEVICE:
            spaces[stroke] = _DEVICE[name.lower()]
            return self._inked(spaces[stroke], [float(v) for v in operands], stroke)
        if name.lower() == "cs":
            space = _named(operands[0], resources)
            spaces[stroke] = space
            kind = space_kind(space)
            if kind == "Pattern":
                if not isinstance(space, pikepdf.Name | str) and len(space) > 1:
                    raise Unknown("Pattern")
                return [_instruction(operands, name)]
            if kind in _SPOTS and self.converter.keeps(space):
                return [_instruction(operands, name)]
            return self._inked(space, _first_colour(space, kind), stroke)
        space = spaces[stroke]
        kind = space_kind(space)
        if kind == "Pattern" or (kind in _SPOTS and self.converter.keeps(space)):
            return [_instruction(operands, name)]
        return self._inked(space, [float(v) for v in operands], stroke)

    def _inked(self, space: Any, parts: list[float], stroke: bool) -> list[Any]:
        kind = space_kind(space)
        inks = self.converter.inks(space, parts)
        if kind == "DeviceCMYK" and sum(inks) < sum(parts) - 1e-6 and not self.converter.gray:
            self.lowered = True
        if kind in _SPOTS:
            from layout.picture.advert.tints import spot_of

            self.spots.update(spot_of(space).names)
        elif kind not in ("DeviceGray", "DeviceCMYK"):
            self.done.add(kind)
        return [_instruction([round(ink, 4) for ink in inks], "K" if stroke else "k")]

    def _inline(self, instruction: Any) -> None:
        image = instruction.iimage.obj
        named = image.get("/ColorSpace") or image.get("/CS")
        if named is not None and str(named) not in ("/G", "/DeviceGray", "/CMYK", "/DeviceCMYK"):
            raise Unknown("inline image")

    def _resources(self, resources: Any, depth: int) -> None:
        import pikepdf

        if not isinstance(resources, pikepdf.Dictionary):
            return
        for state in _entries(resources, "/ExtGState"):
            for key in _STATE_LEFT_OUT:
                if key in state:
                    del state[key]
        for shading in _entries(resources, "/Shading"):
            self._shaded(shading)
        for pattern in _entries(resources, "/Pattern"):
            if int(pattern.get("/PatternType", 0)) == 2:
                self._shaded(pattern.Shading)
            else:
                self._form(pattern, resources, depth)
        for thing in _entries(resources, "/XObject"):
            if thing.get("/Subtype") == "/Form":
                self._form(thing, resources, depth)
            elif thing.get("/Subtype") == "/Image":
                self._image(thing)
        if "/ColorSpace" in resources:
            group = resources.ColorSpace
            for key in [key for key in group.keys() if space_kind(group[key]) not in (*_SPOTS, "Pattern")]:  # noqa: SIM118
                del group[key]

    def _shaded(self, shading: Any) -> None:
        kind = space_kind(shading.get("/ColorSpace"))
        if kind not in ("DeviceCMYK", "DeviceGray") or (self.converter.gray and kind == "DeviceCMYK"):
            raise Unknown("shading")

    def _form(self, form: Any, outer: Any, depth: int) -> None:
        if form.objgen in self.seen:
            return
        self.seen.add(form.objgen)
        resources = form.get("/Resources", outer)
        form.write(self.stream(form, resources, depth + 1))

    def _image(self, image: Any) -> None:
        """Write an image's samples anew in inks, unless they are in inks below the limit."""
        if image.objgen in self.seen or bool(image.get("/ImageMask", False)):
            return
        self.seen.add(image.objgen)
        space = image.get("/ColorSpace")
        if space is None:
            raise Unknown("JPX")
        kind = space_kind(space)
        if kind in _SPOTS and self.converter.keeps(space):
            return
        from layout.picture.advert.samples import in_inks

        if in_inks(image, self.converter):
            if kind in ("DeviceCMYK", "DeviceGray"):
                self.lowered = True
            else:
                self.done.add(kind)


def _instruction(operands: list[Any], name: str) -> Any:
    import pikepdf

    return pikepdf.ContentStreamInstruction(operands, pikepdf.Operator(name))


def _named(name: Any, resources: Any) -> Any:
    """Return the space that a name stands for."""
    spaces = resources.get("/ColorSpace") if resources is not None else None
    plain = str(name)
    if spaces is not None and plain in spaces:
        return spaces[plain]
    if plain not in ("/DeviceGray", "/DeviceRGB", "/DeviceCMYK", "/Pattern"):
        raise Unknown(plain)
    return plain.lstrip("/")


def _state(name: Any, resources: Any) -> Any:
    """Return the graphics state that a name stands for, None where there is none."""
    states = resources.get("/ExtGState") if resources is not None else None
    return states.get(str(name)) if states is not None else None


def _first_colour(space: Any, kind: str) -> list[float]:
    """Return the colour that a space begins with (ISO 32000-1, 8.6.8)."""
    if kind in _SPOTS:
        count = 1 if kind == "Separation" else len(space[1])
        return [1.0] * count
    return {"DeviceCMYK": [0.0, 0.0, 0.0, 1.0], "ICC4": [0.0, 0.0, 0.0, 1.0]}.get(kind, [0.0] * 3)


def _entries(resources: Any, name: str) -> list[Any]:
    import pikepdf

    group = resources.get(name)
    return [group[key] for key in sorted(group.keys())] if isinstance(group, pikepdf.Dictionary) else []
