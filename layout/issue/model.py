"""What the desk wrote, as data: an issue, its stories, their heads, photographs and wishes.

Made by the reader (`layout.issue.reader`), frozen after. Text is clean copy: punctuation normalised by named rules,
mark-up resolved into spans. Units: none; nothing here knows a page's measures but by name.
"""

from __future__ import annotations

from datetime import date
from typing import Literal

from layout.diagnostics import Locus
from layout.ground.dataclass import dataclass
from layout.issue.past import PastPage
from layout.sheet.publisher import Publisher
from layout.sheet.release import Correction

SpanKind = Literal["gap", "sic", "query", "dots", "name", "title", "strong", "sup", "sub", "keep", "ruby", "ok"]
"""gap: missing copy, of no width, shown on proofs only; sic: kept as printed; query: an open question; dots: emphasis
dots 着重号; name: proper-noun line 专名号; title: wavy title line 书名号; strong: 黑体; sup, sub: raised 上标,
lowered 下标; keep: never divided 不拆; ruby: a character with its reading 注音 behind it; ok: looked at by a
proofreader and right as it stands."""

Align = Literal["left", "right", "center"]
"""How a column of a table stands."""


@dataclass(frozen=True, slots=True)
class Span:
    """A marked stretch of a paragraph: characters `start` to `end` of its text; `note` is the mark's own words."""

    kind: SpanKind
    start: int
    end: int
    note: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph of a story's body: kind, plain text, marks; `index` counts from 0 over the body.

    A subhead may have `|`-separated halves: they are kept in `parts` (and joined by a space in `text`).
    A `table` paragraph keeps its rows of cells in `cells`, in `aligns` how its columns stand: where that is empty, and
    for columns after them, figures right and all else left. `item` is a short item of a news column 简讯.
    `verse` is one line of a poem 诗, `flush` a paragraph without an indent 顶格, as a letter's salutation is.
    """

    index: int
    kind: Literal["body", "subhead", "item", "table", "verse", "flush"]
    text: str
    spans: tuple[Span, ...] = ()
    parts: tuple[str, ...] = ()
    cells: tuple[tuple[str, ...], ...] = ()
    aligns: tuple[Align | Literal[""], ...] = ()


@dataclass(frozen=True, slots=True)
class Head:
    """A head: kicker 引题, headline 主题 (one string a line as the desk broke it, or one to be broken), deck 副题.

    `side` is the side of the story at which a vertical head (`orient` v) stands; `align` whether a horizontal one
    stands flush left or centred, the house's way where it is empty; `style` whether it is printed in colour 彩题,
    white on black 反白 or over its picture 压图. `kept` are words that the desk marked as not to be divided.
    """

    main: tuple[str, ...] = ()
    kicker: str = ""
    deck: str = ""
    orient: Literal["h", "v"] = "h"
    face: str = ""
    short: str = ""
    side: Literal["left", "right"] = "left"
    align: Literal["", "left", "center"] = ""
    style: Literal["", "plain", "colour", "reverse", "over"] = ""
    kept: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        """The headline as one string, for lists and jump heads: lines meet in a space, or in the white of a mark."""
        title = ""
        for line in self.main:
            apart = title and line and not _holds_white(title[-1]) and not _holds_white(line[0])
            title += f" {line}" if apart else line
        return title


def _holds_white(char: str) -> bool:
    """Say whether a character is a blank, or a Chinese mark whose cell is half white."""
    from unicodedata import category

    return char.isspace() or (not char.isascii() and category(char)[0] == "P")


@dataclass(frozen=True, slots=True)
class Photo:
    """A photograph or drawing: `file` relative to the issue's folder, None while it is still to come.

    `page` is the page of a PDF. `aspect` is width over height as (w, h); `cols` the widths in columns it may take;
    `crop` the part that must stay in view, (left, top, right, bottom) in 1/10000; `pixels` and `sha256` are what the
    reader found in the file.
    """

    caption: str
    credit: str = ""
    file: str | None = None
    aspect: tuple[int, int] = (4, 3)
    cols: tuple[int, ...] = (1, 2, 3)
    crop: tuple[int, int, int, int] | None = None
    alt: str = ""
    pixels: tuple[int, int] = (0, 0)
    sha256: str = ""
    page: int = 1


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the desk wants of make-up: column range, box, whether it may jump, and a pin (page, zone or cells).

    `label` is the column title 栏目 over the head. `legs` is how many legs the story is set in, whatever its width
    (破栏: two legs over three columns); 0 leaves that open. `inside` names the story in whose block it stands 文中插框.
    """

    cols: tuple[int, int] = (1, 6)
    box: Literal["none", "rule", "tint", "fancy"] = "none"
    may_jump: bool = False
    pin: tuple[tuple[str, str | int], ...] = ()
    merge: int = 1
    """Columns composed as one measure (长栏); 1 is the base column."""
    legs: int = 0
    label: str = ""
    inside: str = ""
    size: tuple[int, int] = (0, 0)
    """Columns and rows of a notice of fixed size, (0, 0) where its size is open."""
    whole_page: bool = False
    """Whether a notice takes a page for itself 整版, out to the bleed."""
    drop: int = -1
    """Lines over which its first character is sunk 首字下沉: 0 for none, -1 where the house decides."""


@dataclass(frozen=True, slots=True)
class Story:
    """One story. `priority` 0 to 100, 100 is the lead 头条. `sign` is the sign-off with its brackets, as set.

    A sign-off of several lines (office, date) has a line end between them.
    `corrections_of` names the issue whose corrections 更正 it prints after its own copy, 0 for none.
    """

    id: str
    kind: Literal["lead", "news", "brief", "photo", "notice", "column", "table"]
    priority: int
    head: Head
    paragraphs: tuple[Paragraph, ...]
    byline: str = ""
    sign: str = ""
    dateline: str = ""
    photos: tuple[Photo, ...] = ()
    wishes: Wishes = Wishes()
    section: str = ""
    pullquote: str = ""
    locus: Locus | None = None
    corrections_of: int = 0
    proof_off: tuple[str, ...] = ()
    """Rules of proofreading that the desk switched off for this story."""

    @property
    def text(self) -> str:
        """The body's characters, paragraphs one after another."""
        return "".join(paragraph.text for paragraph in self.paragraphs)

    @property
    def fixed(self) -> bool:
        """Whether it is a notice 公告、广告 of a size that make-up must not change."""
        return self.kind == "notice" and (self.wishes.whole_page or self.wishes.size != (0, 0))

    @property
    def artwork(self) -> bool:
        """Whether all that it prints is a picture, as adverts that come finished are."""
        return bool(self.photos) and not self.paragraphs and not self.head.main and not self.byline


@dataclass(frozen=True, slots=True)
class Clash:
    """A notice and a story whose head contradicts it, with the word of each that says so."""

    notice: str
    story: str
    word: str
    other: str


@dataclass(frozen=True, slots=True)
class Masthead:
    """The nameplate's fields, as printed. `qr` is (label, target), target None while it is still to come."""

    name: str
    pinyin: str = ""
    sponsor: str = ""
    editor: str = ""
    hotline: str = ""
    licence: str = ""
    notice: str = ""
    qr: tuple[str, str | None] | None = None
    weather: str = ""


@dataclass(frozen=True, slots=True)
class Imprint:
    """What the law asks of the last page (内部资料性出版物管理办法): printer, printing date, run, recipients."""

    printer: str | None = None
    printed: date | None = None
    run: int | None = None
    recipients: str | None = None
    extra: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class PagePlan:
    """A page as the desk wants it: number, section name, story ids in order of importance, page editor (责编).

    `form` is the form of the whole page: `feature` 专版, `photo` 摄影版, the name of a design of the house, empty for
    the design of its section where there is one, `free` for none. A `spread` 通版 is this page and the one after it.
    """

    number: int
    section: str
    stories: tuple[str, ...]
    editors: tuple[tuple[str, str], ...] = ()
    form: str = ""
    spread: bool = False


@dataclass(frozen=True, slots=True)
class Slot:
    """A place of a page design: what it is for, its cells (rows from the top of what furniture leaves), one's name.

    `kind` is lead, second, story, picture or briefs; `story` the only story that may stand there, empty for any; `box`
    the frame that it has there, empty where that is open.
    """

    kind: str
    col: int
    row: int
    cols: int
    rows: int
    story: str = ""
    box: str = ""


@dataclass(frozen=True, slots=True)
class PageDesign:
    """A page design 版式 of the house: its slots on so many rows, and the sections 版名 whose pages it is for."""

    name: str
    sections: tuple[str, ...]
    rows: int
    slots: tuple[Slot, ...]


@dataclass(frozen=True, slots=True)
class Issue:
    """An issue as read. `pages` is None where the desk leaves the pages to the solver (`pages: auto`).

    `auto` is then how many pages it wants (0: as many as the copy needs), `sections` are their names 版名 in order.
    `house`, `press`, `archive` and `web` are the issue's own settings over the house's.

    `lunar` and `weekday` are computed from the date, in the printed form (农历壬寅年四月十七, 星期二).
    """

    number: int
    date: date
    weekday: str
    lunar: str
    masthead: Masthead
    imprint: Imprint
    profile: str
    pages: tuple[PagePlan, ...] | None
    stories: tuple[Story, ...]
    house: tuple[tuple[str, object], ...] = ()
    press: tuple[tuple[str, object], ...] = ()
    archive: tuple[tuple[str, object], ...] = ()
    web: tuple[tuple[str, object], ...] = ()
    proof_off: tuple[str, ...] = ()
    corrections: tuple[Correction, ...] = ()
    clashes: tuple[Clash, ...] = ()
    """Notices that must not stand beside the heads of these stories."""
    auto: int = 0
    sections: tuple[str, ...] = ()
    designs: tuple[PageDesign, ...] = ()
    """The page designs of the house."""
    publisher: Publisher = Publisher()
    fillers: tuple[Story, ...] = ()
    """The fillers 补白 of the house, whether its pages show them or not."""
    past: tuple[PastPage, ...] = ()
    """Pages of the last issues, which its own should not look like."""

    def story(self, story_id: str) -> Story | None:
        """Return the story with this id, or None."""
        return next((story for story in self.stories if story.id == story_id), None)
