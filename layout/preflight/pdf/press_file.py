"""A PDF opened for checking: its objects, its pages with their boxes and content, and what it claims to be."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from layout.preflight.paint.finding import Frame
from layout.preflight.paint.mark import Mark
from layout.preflight.paint.painted import Expected, PaintedFile, PaintedPage
from layout.preflight.paint.type_use import TypeUse
from layout.preflight.pdf.content import Content

if TYPE_CHECKING:
    from layout.export.pdf.settings import PressSettings

_HEADER = re.compile(rb"%PDF-(\d)\.(\d)")
_XMP_VERSION = re.compile(rb"<(\w+):GTS_PDFXVersion>\s*([^<]*?)\s*</|(\w+):GTS_PDFXVersion\s*=\s*[\"']([^\"']*)[\"']")


class PressPage(PaintedPage):
    """A page: number from 1, boxes in user space, and its content in frame coordinates (see `Frame`)."""

    def __init__(self, number: int, page: Any, types: dict[tuple[int, int], TypeUse]) -> None:
        """Take a page of an open file."""
        self.number = number
        self.obj = page.obj
        self._page = page
        self._types = types

    def box(self, key: str) -> Frame | None:
        """Return one of the page's own boxes, corners sorted; None where the page object itself has none."""
        value = self.obj.get(f"/{key}")
        return _corners(value)

    @cached_property
    def media(self) -> Frame:
        """The MediaBox, inherited if need be; A4 where the file has none at all."""
        node = self.obj
        for _ in range(32):
            found = _corners(node.get("/MediaBox"))
            if found:
                return found
            if "/Parent" not in node:
                break
            node = node["/Parent"]
        return (0.0, 0.0, 595.0, 842.0)

    @cached_property
    def trim(self) -> Frame:
        """The TrimBox, or what stands for it: ArtBox, CropBox, MediaBox."""
        return self.box("TrimBox") or self.box("ArtBox") or self.box("CropBox") or self.media

    @cached_property
    def bleed(self) -> Frame:
        """The BleedBox, or the trim."""
        return self.box("BleedBox") or self.trim

    @cached_property
    def trim_frame(self) -> Frame:
        """The trimmed page; its left top corner is the origin."""
        return self.frame(self.trim)

    @cached_property
    def bleed_frame(self) -> Frame:
        """The page with its bleed."""
        return self.frame(self.bleed)

    def frame(self, box: Frame) -> Frame:
        """Turn a box of user space into a frame."""
        x, top = self.trim[0], self.trim[3]
        return (box[0] - x, top - box[3], box[2] - x, top - box[1])

    @cached_property
    def resources(self) -> Any:
        """The page's resources, inherited if need be."""
        import pikepdf

        node = self.obj
        for _ in range(32):
            if "/Resources" in node:
                return node["/Resources"]
            if "/Parent" not in node:
                break
            node = node["/Parent"]
        return pikepdf.Dictionary()

    @cached_property
    def content(self) -> Content:
        """The page's content, read."""
        base = (1.0, 0.0, 0.0, -1.0, -self.trim[0], self.trim[3])
        content = Content(base, self.frame(self.media), self._types)
        if "/Contents" in self.obj:
            content.read(self._page, self.resources)
        return content

    @property
    def marks(self) -> list[Mark]:
        """What the page paints, in paint order."""
        return self.content.marks


def _corners(value: Any) -> Frame | None:
    try:
        a, b, c, d = (float(side) for side in value)
    except (TypeError, ValueError):
        return None
    return (min(a, c), min(b, d), max(a, c), max(b, d))


class PressFile(PaintedFile):
    """A file opened for checking."""

    def __init__(self, path: Path, data: bytes, pdf: Any, settings: PressSettings, expected: Expected) -> None:
        """Take the file's bytes and its open document."""
        self.path = path
        self.data = data
        self.pdf = pdf
        self.settings = settings
        self.expected = expected
        self.types: dict[tuple[int, int], TypeUse] = {}
        self.pages = tuple(PressPage(number, page, self.types) for number, page in enumerate(pdf.pages, 1))

    @property
    def painted(self) -> tuple[PressPage, ...]:
        """The pages."""
        return self.pages

    @cached_property
    def version(self) -> tuple[int, int]:
        """The version that the file is written in: its header's, or the catalogue's where that is later."""
        found = _HEADER.search(self.data[:1024])
        header = (int(found[1]), int(found[2])) if found else (0, 0)
        later = re.fullmatch(r"/?(\d)\.(\d)", str(self.pdf.Root.get("/Version", "")))
        return max(header, (int(later[1]), int(later[2]))) if later else header

    @cached_property
    def info(self) -> Any:
        """The Info dictionary, empty where there is none."""
        import pikepdf

        return self.pdf.trailer.get("/Info", pikepdf.Dictionary())

    @cached_property
    def xmp(self) -> bytes:
        """The document's XMP packet, empty where there is none."""
        import pikepdf

        metadata = self.pdf.Root.get("/Metadata")
        return bytes(metadata.read_bytes()) if isinstance(metadata, pikepdf.Stream) else b""

    @cached_property
    def info_version(self) -> str:
        """What Info says of PDF/X."""
        return str(self.info.get("/GTS_PDFXVersion", ""))

    @cached_property
    def xmp_version(self) -> str:
        """What XMP says of PDF/X in the X-4 name space."""
        for prefix, text, attribute_prefix, attribute in _XMP_VERSION.findall(self.xmp):
            if b"pdfxid" in (prefix, attribute_prefix):
                return bytes(text or attribute).decode("utf-8", "replace").strip()
        return ""

    @cached_property
    def standard(self) -> str:
        """What the file is checked against: what it claims, or what the shop wants where it claims nothing."""
        if self.xmp_version.startswith("PDF/X-4"):
            return "PDF/X-4"
        if self.info_version.startswith("PDF/X-1"):
            return "PDF/X-1a:2003"
        return self.settings.standard

    @property
    def is_x4(self) -> bool:
        """Tell whether the file is checked as PDF/X-4."""
        return self.standard == "PDF/X-4"

    @cached_property
    def dictionaries(self) -> tuple[Any, ...]:
        """All dictionaries and stream dictionaries of the file, indirect and inside others, each once."""
        return tuple(_dictionaries(self.pdf))

    @cached_property
    def streams(self) -> tuple[Any, ...]:
        """All streams."""
        import pikepdf

        return tuple(thing for thing in self.dictionaries if isinstance(thing, pikepdf.Stream))

    def page_of(self, thing: Any) -> int:
        """Return the number of the page that names an object among its pictures or contents, 0 where none does."""
        for page in self.pages:
            group = page.resources.get("/XObject")
            named = [] if group is None else [group[key] for key in group.keys()]  # noqa: SIM118
            contents = page.obj.get("/Contents")
            if any(one.objgen == thing.objgen for one in (*named, *([contents] if contents is not None else []))):
                return page.number
        return 0

    @cached_property
    def drawn_types(self) -> tuple[TypeUse, ...]:
        """Fonts that the pages draw with."""
        for page in self.pages:
            _ = page.content
        return tuple(use for use in self.types.values() if use.codes)


def _dictionaries(pdf: Any) -> Iterator[Any]:
    import pikepdf

    for thing in [*pdf.objects, pdf.trailer]:
        todo = [thing]
        while todo:
            item = todo.pop()
            if isinstance(item, pikepdf.Dictionary | pikepdf.Stream):
                yield item
                inner = item.values() if isinstance(item, pikepdf.Dictionary) else item.stream_dict.values()
            elif isinstance(item, pikepdf.Array):
                inner = iter(item)
            else:
                continue
            todo += [
                part
                for part in inner
                if isinstance(part, pikepdf.Object)
                and not part.is_indirect
                and isinstance(part, pikepdf.Dictionary | pikepdf.Array)
            ]
