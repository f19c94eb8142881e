"""The shape of the desk's YAML: what keys there are and what each may hold.

Each value is checked alone; what values mean together (a story on two pages, a date in the wrong year) is the reader's
to judge.
"""

from datetime import date
from typing import Annotated, Any, Literal

from layout.ground.expression import expression
from layout.issue.shapes import Before, DataShape, Field, UnfitValue

_DATE = expression(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_RATIO = expression(r"(\d{1,5})\s*[:：/x×]\s*(\d{1,5})")


def _date(value: Any) -> Any:
    """Return a date written 2022-05-17."""
    if isinstance(value, str):
        match = _DATE.fullmatch(value.strip())
        if not match:
            raise UnfitValue("issue_date_form")
        try:
            return date(*(int(part) for part in match.groups()))
        except ValueError:
            raise UnfitValue("issue_date_value") from None
    return value


def _listed(value: Any) -> Any:
    """Return a single scalar as a list of one: `main: 一行` is as good as `main: [一行]`."""
    return [value] if isinstance(value, str) else value


def _absent(value: Any) -> Any:
    """Return nothing for an empty list or block: `photos:` without a value means none."""
    return [] if value is None else value


def _ratio(value: Any) -> Any:
    if isinstance(value, str) and (match := _RATIO.fullmatch(value.strip())):
        return [match[1], match[2]]
    return value


def _span(value: Any) -> Any:
    """Return a range of columns for a single number."""
    return [value, value] if isinstance(value, str) else value


def _text(value: Any) -> Any:
    """Return an empty string for null, and no blanks at the ends: they are never copy (U+3000 is typed unseen)."""
    return "" if value is None else value.strip() if isinstance(value, str) else value


WHOLE_PAGE = ("page", "整版")
"""What a notice that takes a page for itself writes as its size."""


def _size(value: Any) -> Any:
    """Return the size of a whole page as no columns and no rows."""
    if isinstance(value, str):
        if value in WHOLE_PAGE:
            return ["0", "0"]
        raise UnfitValue("literal_error", expected="page, 整版")
    return value


def _pages(value: Any) -> Any:
    """Return nothing for `auto`: the pages are then the solver's. Any other word is no plan."""
    if isinstance(value, str):
        if value == "auto":
            return None
        raise UnfitValue("literal_error", expected="auto")
    return value


Day = Annotated[date, Before(_date)]
Text = Annotated[str, Before(_text), Field(max_length=2000)]
Ident = Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9_-]{0,39}$")]
Number = Annotated[int, Field(ge=1, le=999_999)]
Column = Annotated[int, Field(ge=1, le=16)]
Share = Annotated[int, Field(ge=0, le=10_000)]
Cell = Annotated[int, Field(ge=0, le=400)]
Ratio = Annotated[int, Field(ge=1, le=99_999)]


class IssueBlock(DataShape):
    """`issue:` number, date, and what the desk believes of the date (checked, never trusted)."""

    no: Number
    date: Day
    lunar: Text = "auto"
    weekday: Text = "auto"


class QrBlock(DataShape):
    """`masthead.qr:` label and target of the QR code."""

    label: Text = ""
    target: str | None = None


class MastheadBlock(DataShape):
    """`masthead:` the nameplate's fields as printed."""

    name: Annotated[str, Field(min_length=1, max_length=40)]
    pinyin: Text = ""
    sponsor: Text = ""
    editor: Text = ""
    hotline: Text = ""
    licence: Text = ""
    notice: Text = ""
    qr: QrBlock | None = None
    weather: Text = ""


class ImprintBlock(DataShape):
    """`imprint:` what the law asks of the last page."""

    printer: str | None = None
    printed: Day | None = None
    run: Number | None = None
    recipients: str | None = None
    extra: dict[str, str] = {}


class PageBlock(DataShape):
    """One page of `pages:`."""

    no: Annotated[int, Field(ge=1, le=96)]
    name: Text = ""
    stories: Annotated[list[Ident], Before(_absent)] = []
    editors: dict[str, str] = {}
    form: Annotated[Text, Field(max_length=40)] = ""
    spread: bool = False


class AutoBlock(DataShape):
    """`pages: {auto: 8, names: [要闻, 综合]}`: so many pages, dealt by the program, with these names in order."""

    auto: Annotated[int, Field(ge=1, le=96)]
    names: Annotated[list[Annotated[str, Field(max_length=40)]], Before(_listed), Before(_absent)] = []


def pages_listed(pages: list[PageBlock] | AutoBlock | None) -> list[PageBlock] | None:
    """Return the pages that `pages:` lists, None where the program is to deal them."""
    return None if isinstance(pages, AutoBlock) else pages


def pages_asked(pages: list[PageBlock] | AutoBlock | None) -> AutoBlock | None:
    """Return how many pages, and which names, `pages:` asks of the program; None where it does not say."""
    return pages if isinstance(pages, AutoBlock) else None


class ProofBlock(DataShape):
    """`proof:` the rules of proofreading that do not hold here, by family (`typos`) or by rule (`marks.quote-stop`)."""

    off: Annotated[list[Annotated[str, Field(max_length=60)]], Before(_listed), Before(_absent)] = []


class CorrectionBlock(DataShape):
    """One of `corrections:` what was put right in a story after the issue was printed, and when."""

    date: Day
    story: Ident
    reason: Annotated[str, Field(min_length=1, max_length=400)]


_ADDRESS = ("an address with http:// or https:// before it", "http:// 或 https:// 开头的网址")


class RightsBlock(DataShape):
    """`rights:` of the house or of an issue: what may be done with it, an address that says so, whose it is."""

    statement: Annotated[Text, Field(max_length=400)] = ""
    uri: Annotated[Text, Field(pattern=r"^(https?://[^\s\"'<>]{4,300})?$", form=_ADDRESS)] = ""
    holder: Annotated[Text, Field(max_length=80)] = ""


class NameBlock(DataShape):
    """One of `names:` of the house or of an issue: a body or person, and its role."""

    name: Annotated[str, Field(min_length=1, max_length=80)]
    role: Literal[
        "主办", "出版", "publisher", "主管", "sponsor", "编辑", "editor", "承印", "printer", "发行", "distributor"
    ]
    kind: Literal["corporate", "personal"] | None = None


class IssueFile(DataShape):
    """`issue.yaml`."""

    issue: IssueBlock
    masthead: MastheadBlock
    imprint: ImprintBlock | None = None
    profile: Annotated[str, Field(max_length=40)] = "broadsheet"
    pages: Annotated[list[PageBlock] | AutoBlock | None, Before(_pages)] = None
    corrections: Annotated[list[CorrectionBlock], Before(_absent)] = []
    house: dict[str, Any] | None = None
    press: dict[str, Any] | None = None
    archive: dict[str, Any] | None = None
    web: dict[str, Any] | None = None
    rights: RightsBlock | None = None
    names: Annotated[list[NameBlock], Before(_absent)] = []
    catalogues: dict[str, str] | None = None
    proof: ProofBlock | None = None
    without: Annotated[list[Ident], Before(_listed), Before(_absent)] = []


class HeadBlock(DataShape):
    """`head:` of a story."""

    main: Annotated[list[Annotated[str, Field(max_length=200)]], Before(_listed), Before(_absent)] = []
    kicker: Text = ""
    deck: Text = ""
    orient: Literal["h", "v"] = "h"
    side: Literal["left", "right"] = "left"
    align: Literal["", "left", "center"] = ""
    style: Literal["", "plain", "colour", "reverse", "over"] = ""
    face: Text = ""
    short: Text = ""


class PhotoBlock(DataShape):
    """One of `photos:`."""

    caption: Text = ""
    credit: Text = ""
    file: str | None = None
    aspect: Annotated[tuple[Ratio, Ratio], Before(_ratio)] = (4, 3)
    cols: Annotated[list[Column], Before(_listed), Field(min_length=1)] = [1, 2, 3]
    crop: tuple[Share, Share, Share, Share] | None = None
    alt: Text = ""
    page: Annotated[int, Field(ge=1, le=9999)] = 1


class PinBlock(DataShape):
    """`layout.pin:` what make-up must not move: page, cells (columns and rows from 0), zone, the story beside it."""

    page: Annotated[int, Field(ge=1, le=96)] | None = None
    col: Cell | None = None
    row: Cell | None = None
    cols: Cell | None = None
    rows: Cell | None = None
    zone: (
        Literal["upper-left", "upper-right", "lower-left", "lower-right", "upper", "lower", "left", "right"] | None
    ) = None
    mate: Annotated[Ident | None, Field(alias="with")] = None
    box: Literal["none", "rule", "tint", "fancy"] | None = None


class LayoutBlock(DataShape):
    """`layout:` what the desk wants of make-up."""

    cols: Annotated[tuple[Column, Column], Before(_span)] = (1, 6)
    box: Literal["none", "rule", "tint", "fancy"] = "none"
    may_jump: bool = False
    pin: PinBlock | None = None
    merge: Column = 1
    legs: Column | None = None
    inside: Ident | None = None
    size: Annotated[tuple[Cell, Cell] | None, Before(_size)] = None
    label: Annotated[Text, Field(max_length=60)] = ""
    drop: Literal["0", "2", "3"] | None = None


class StoryFile(DataShape):
    """The front matter of a story."""

    id: Ident
    kind: Literal["lead", "news", "brief", "photo", "notice", "column", "table"] = "news"
    priority: Annotated[int, Field(ge=0, le=100)] = 50
    head: HeadBlock | None = None
    byline: Text = ""
    sign: Annotated[list[Text], Before(_listed), Before(_absent)] = []
    dateline: Text = ""
    photos: Annotated[list[PhotoBlock], Before(_absent)] = []
    layout: LayoutBlock | None = None
    section: Text = ""
    pullquote: Text = ""
    hold: bool = False
    corrections_of: Number | None = None
    proof: ProofBlock | None = None
    source: Any = None
    days: Annotated[
        list[Literal["一", "二", "三", "四", "五", "六", "日", "每天"]], Before(_listed), Before(_absent)
    ] = []


class SlotBlock(DataShape):
    """One of `slots:` of a page design: `at` [column, row], `size` [columns, rows]."""

    slot: Literal["lead", "second", "story", "picture", "briefs"] = "story"
    at: tuple[Cell, Cell]
    size: tuple[Annotated[int, Field(ge=1, le=16)], Annotated[int, Field(ge=1, le=400)]]
    story: Ident | None = None
    box: Literal["none", "rule", "tint", "fancy"] | None = None


class DesignFile(DataShape):
    """A page design 版式, `issues/house/pages/*.yaml`."""

    name: Annotated[Text, Field(max_length=40)] = ""
    sections: Annotated[list[Annotated[str, Field(max_length=40)]], Before(_listed), Before(_absent)] = []
    rows: Annotated[int, Field(ge=1, le=400)] | None = None
    slots: Annotated[list[SlotBlock], Field(min_length=1)]


class ContraryPair(DataShape):
    """Two lists of words, one of which must not stand beside the other."""

    these: Annotated[list[Annotated[str, Field(min_length=1, max_length=20)]], Before(_listed), Field(min_length=1)]
    those: Annotated[list[Annotated[str, Field(min_length=1, max_length=20)]], Before(_listed), Field(min_length=1)]


class ContraryBlock(DataShape):
    """`contrary:` of the house: words of notices and heads that must not stand side by side."""

    pairs: list[ContraryPair] = []


class ReleaseBlock(DataShape):
    """`release:` of the house: what a release demands."""

    reason: bool = False
    plan: bool = False
    signatures: Annotated[list[Literal["初审", "复审", "终审", "一校", "二校", "三校", "签发"]], Before(_absent)] = []
    once: bool = False


class HouseShape(DataShape):
    """`issues/house/house.yaml`; `base` is `web: {base: …}` in short, `contrary` is looked at by who reads it."""

    contrary: Any = None
    base: str | None = None
    release: ReleaseBlock | None = None
    rights: RightsBlock | None = None
    names: Annotated[list[NameBlock], Before(_absent)] = []
    catalogues: dict[str, str] = {}
    house: dict[str, Any] | None = None
    press: dict[str, Any] | None = None
    archive: dict[str, Any] | None = None
    web: dict[str, Any] | None = None
