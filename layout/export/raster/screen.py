"""Press colours as a screen shows them: a page's PDF rewritten from inks to RGB or gray through the output profile.

PDF renderers guess what CMYK looks like, each in its own way, and none asks the press's profile. So the inks are
replaced before rendering: each colour operator and each picture of the page is converted by littleCMS. Flat colours,
type and pictures come out exact; what is left to the renderer is the mixing at antialiased edges, and spot colours and
shadings, which it converts with the profile itself. Overprinting is not simulated: black type on a tint shows black
alone, which differs by a trace.
"""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from layout.export.raster.colour import blacks, luma, on_screen

if TYPE_CHECKING:
    from PIL import Image

_DEEPEST = 16
_PAINT = "g G rg RG k K cs CS sc SC scn SCN"


def page_for_screen(
    source: Path, index: int, profile: bytes, gray: bool | None, paper: bool = False
) -> tuple[bytes, bool]:
    """Return one page as a PDF of its own in screen colours, cut to its TrimBox, and whether it is gray.

    `paper` shows it as measured (`colour.on_screen`). `gray` None lets the page decide: gray where nothing on it uses
    any ink but black. Raises `pikepdf.PdfError`, ValueError or IndexError for a file or page that cannot be read.
    """
    import pikepdf

    with pikepdf.open(source) as press, pikepdf.new() as pdf:
        pdf.pages.append(press.pages[index])
        page = pdf.pages[0]
        page.mediabox = page.cropbox = page.trimbox
        for key in ("/BleedBox", "/TrimBox", "/ArtBox", "/Annots", "/Group"):
            if key in page.obj:
                del page.obj[key]
        if gray is None:
            gray = not _Colours().found_in(page.obj)
        _Recolouring(pdf, profile, gray, paper).stream(page.obj, 0)
        out = BytesIO()
        pdf.save(out, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none)
    return out.getvalue(), gray


class _Colours:
    """Looks for any ink but black."""

    def __init__(self) -> None:
        self._seen: set[tuple[int, int]] = set()

    def found_in(self, stream: Any, depth: int = 0) -> bool:
        """Tell whether a page or form uses C, M, Y, a spot colour or anything that is not plain black."""
        import pikepdf

        if depth > _DEEPEST:
            raise ValueError("forms nested too deep")
        for instruction in pikepdf.parse_content_stream(stream, _PAINT):
            name, operands = str(instruction.operator), instruction.operands
            if name in ("k", "K"):
                if any(float(ink) for ink in list(operands)[:3]):
                    return True
            elif name in ("rg", "RG") or (name in ("cs", "CS") and str(operands[0]) != "/DeviceGray"):
                return True
        for thing in _xobjects(stream):
            if thing.objgen in self._seen:
                continue
            self._seen.add(thing.objgen)
            if thing.get("/Subtype") == "/Form":
                if self.found_in(thing, depth + 1):
                    return True
            elif not thing.get("/ImageMask", False) and thing.get("/ColorSpace") != "/DeviceGray":
                return True
        return False


class _Recolouring:
    """Rewrites the streams and pictures of one page, each once."""

    def __init__(self, pdf: Any, profile: bytes, gray: bool, paper: bool) -> None:
        self._pdf = pdf
        self._paper = paper
        self._profile = profile
        self._gray = gray
        self._seen: set[tuple[int, int]] = set()
        self._inks: dict[tuple[int, ...], list[Any]] = {}
        self._based: Any = None

    def stream(self, stream: Any, depth: int) -> None:
        """Rewrite a page's or form's operators and all that its resources hold."""
        import pikepdf

        if depth > _DEEPEST:
            raise ValueError("forms nested too deep")
        content = pikepdf.unparse_content_stream(self._instructions(stream))
        if stream.get("/Type") == "/Page":
            stream.Contents = self._pdf.make_stream(content)
        else:
            stream.write(content)
        resources = stream.get("/Resources")
        if not isinstance(resources, pikepdf.Dictionary):
            return
        if "/ColorSpace" in resources:
            for name in list(resources.ColorSpace.keys()):
                resources.ColorSpace[name] = self._space(resources.ColorSpace[name])
        for shading in _all(resources, "/Shading"):
            shading.ColorSpace = self._space(shading.ColorSpace)
        for pattern in _all(resources, "/Pattern"):
            if "/Shading" in pattern:
                pattern.Shading.ColorSpace = self._space(pattern.Shading.ColorSpace)
            elif self._first(pattern):
                self.stream(pattern, depth + 1)
        for thing in _all(resources, "/XObject"):
            if self._first(thing):
                if thing.get("/Subtype") == "/Form":
                    if "/Group" in thing:
                        del thing["/Group"]
                    self.stream(thing, depth + 1)
                elif thing.get("/Subtype") == "/Image" and not thing.get("/ImageMask", False):
                    self._image(thing)

    def _first(self, thing: Any) -> bool:
        new = thing.objgen not in self._seen
        self._seen.add(thing.objgen)
        return new

    def _instructions(self, stream: Any) -> list[Any]:
        import pikepdf

        fills, strokes = pikepdf.Operator("g" if self._gray else "rg"), pikepdf.Operator("G" if self._gray else "RG")
        spaces = {"cs": "", "CS": ""}
        out = []
        for instruction in pikepdf.parse_content_stream(stream):
            name = str(instruction.operator)
            operands: Any = instruction.operands
            if name in ("cs", "CS"):
                spaces[name] = str(operands[0])
                if spaces[name] in ("/DeviceCMYK", "/DeviceGray"):
                    continue  # its colour operator becomes one that names the space itself
            elif name in ("sc", "scn", "SC", "SCN"):
                space = spaces["cs" if name.islower() else "CS"]
                name = {"/DeviceCMYK": "k", "/DeviceGray": "g"}.get(space, name)
                name = name.upper() if str(instruction.operator).isupper() and name in ("k", "g") else name
            if name in ("k", "K"):
                colour = self._ink(tuple(round(float(ink) * 255) for ink in operands))
            elif name in ("g", "G"):
                colour = self._ink((0, 0, 0, round((1 - float(operands[0])) * 255)))
            else:
                out.append(instruction)
                continue
            out.append(pikepdf.ContentStreamInstruction(colour, fills if name.islower() else strokes))
        return out

    def _ink(self, inks: tuple[int, ...]) -> list[Any]:
        """Return the operands that show an ink."""
        found = self._inks.get(inks)
        if found is None:
            pixel = on_screen(_pixel(inks), self._profile, self._paper)
            values = pixel.convert("L").tobytes() if self._gray else pixel.tobytes()
            found = self._inks[inks] = [round(value / 255, 4) for value in values]
        return found

    def _space(self, space: Any) -> Any:
        """Return a colour space with the press's profile in place of bare CMYK, for the renderer to convert."""
        import pikepdf

        if isinstance(space, pikepdf.Name):
            return self._icc_based() if space == "/DeviceCMYK" else space
        kind = str(space[0])
        at = {"/Separation": 2, "/DeviceN": 2, "/Indexed": 1, "/Pattern": 1}.get(kind)
        if at is None or at >= len(space):
            return space
        parts = list(space)
        parts[at] = self._space(parts[at])
        return pikepdf.Array(parts)

    def _icc_based(self) -> Any:
        import pikepdf

        if self._based is None:
            stream = self._pdf.make_stream(self._profile, N=4, Alternate=pikepdf.Name.DeviceCMYK)
            self._based = pikepdf.Array([pikepdf.Name.ICCBased, stream])
        return self._based

    def _image(self, thing: Any) -> None:
        """Convert a picture's pixels; what cannot be decoded here is left to the renderer with the profile."""
        import pikepdf

        space = thing.get("/ColorSpace")
        inks = _inks_of(thing) if space in ("/DeviceCMYK", "/DeviceGray") else None
        if inks is None:
            thing.ColorSpace = self._space(space)
            return
        if inks.mode == "CMYK":
            shown = on_screen(inks, self._profile, self._paper)
            if self._gray:
                shown = shown.convert("L")
        else:
            ramp = blacks(self._profile, self._paper)
            if self._gray:
                lightness = [luma(*colour) for colour in ramp]
                shown = inks.point(lightness)
            else:
                from PIL import Image

                tables = ([colour[plate] for colour in ramp] for plate in range(3))
                shown = Image.merge("RGB", [inks.point(table) for table in tables])
        for key in ("/DecodeParms", "/Decode", "/Filter"):
            if key in thing:
                del thing[key]
        thing.write(shown.tobytes())
        thing.BitsPerComponent = 8
        thing.ColorSpace = pikepdf.Name.DeviceGray if shown.mode == "L" else pikepdf.Name.DeviceRGB


def _inks_of(thing: Any) -> Image.Image | None:
    """Return a picture's inks, CMYK or (mode L) black alone, 255 for full ink; None for what only a renderer reads."""
    import pikepdf
    from PIL import Image, ImageChops

    width, height, bits = int(thing.Width), int(thing.Height), int(thing.get("/BitsPerComponent", 8))
    mode = "CMYK" if thing.ColorSpace == "/DeviceCMYK" else "L"
    decode = [float(value) for value in thing.get("/Decode", [])]
    inverted = bool(decode) and decode[0] > decode[1]
    filters = thing.get("/Filter")
    names = [str(name) for name in filters] if isinstance(filters, pikepdf.Array) else [str(filters)]
    if names == ["/DCTDecode"]:
        image: Image.Image = Image.open(BytesIO(thing.read_raw_bytes()))
        if image.mode != mode:
            return None
        image.load()
        # Pillow hands every four-colour JPEG over inverted, as Adobe's files need.
        inverted ^= mode == "CMYK"
    elif names in (["/FlateDecode"], ["None"]) and bits == 8:
        image = Image.frombytes(mode, (width, height), thing.read_bytes()[: width * height * len(mode)])
    elif names in (["/FlateDecode"], ["None"]) and bits == 1 and mode == "L":
        image = Image.frombytes("1", (width, height), thing.read_bytes()).convert("L")
    else:
        return None
    # Gray counts light, CMYK counts ink.
    if mode == "L":
        inverted = not inverted
    return ImageChops.invert(image) if inverted else image


def _pixel(inks: tuple[int, ...]) -> Image.Image:
    from PIL import Image

    return Image.frombytes("CMYK", (1, 1), bytes(min(max(ink, 0), 255) for ink in inks))


def _xobjects(stream: Any) -> list[Any]:
    import pikepdf

    resources = stream.get("/Resources")
    return _all(resources, "/XObject") if isinstance(resources, pikepdf.Dictionary) else []


def _all(resources: Any, name: str) -> list[Any]:
    import pikepdf

    group = resources.get(name)
    return [group[key] for key in list(group.keys())] if isinstance(group, pikepdf.Dictionary) else []
