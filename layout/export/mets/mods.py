"""MODS 3.8: the issue and each article as a library catalogue wants them."""

from __future__ import annotations

import re

from layout.export.xml import element, leaf
from layout.sheet import Article, Edition

ISSUE_ID = "MODSMD_ISSUE1"

_GENRES = {
    "lead": "article", "news": "article", "brief": "article", "column": "column", "notice": "announcement",
    "table": "table", "photo": "photograph", "ad": "advertisement", "advert": "advertisement",
}  # fmt: skip

_BETWEEN = re.compile(r"[\s、，,；;/]+")
_DATED = re.compile(r".*年.*月(.*日)?")
_ROLE = re.compile(
    r"^(?:(?:本报|本刊)?(?:特约|见习)?(?:记者|通讯员|实习生)|(?:摄影报道|图文|作者|[文图])\s*(?=[：:/]))[：:/\s]*"
)


def article_id(number: int) -> str:
    """Return the id of an article's record; articles count from 1."""
    return f"MODSMD_ARTICLE{number}"


def issue_mods(edition: Edition, name: str) -> str:
    """Return the issue's record; `name` is the package's, which is also its local identifier.

    It has no CN or ISSN number where the masthead gives none: an internal publication has a licence instead.
    """
    title = element("mods:titleInfo", leaf("mods:title", edition.name), lang="chi", script="Hans")
    roman = leaf("mods:title", edition.pinyin)
    dated = leaf("mods:dateIssued", edition.date.isoformat(), encoding="w3cdtf", keyDate="yes")
    part = element(
        "mods:part", element("mods:detail", leaf("mods:number", edition.number), type="issue"),
        leaf("mods:date", edition.date.isoformat(), encoding="w3cdtf"),
        element("mods:extent", leaf("mods:total", len(edition.sheets)), unit="pages"),
    )  # fmt: skip
    notes = [
        leaf("mods:note", f"{edition.date.isoformat()} {edition.weekday} {edition.lunar}".strip(), type="date"),
        *(leaf("mods:note", value, type=key) for key, value in edition.facts),
    ]
    return _wrapped(
        ISSUE_ID,
        title,
        element("mods:titleInfo", roman, type="alternative", transliteration="pinyin") if roman else "",
        _name(edition.fact("editor"), "edt"),
        leaf("mods:typeOfResource", "text"),
        leaf("mods:genre", "newspaper", authority="marcgt"),
        element(
            "mods:originInfo", leaf("mods:publisher", edition.fact("sponsor")), dated, leaf("mods:issuance", "serial")
        ),
        _language(),
        element("mods:physicalDescription", leaf("mods:digitalOrigin", "born digital")),
        *notes,
        leaf("mods:identifier", urn(edition, name), type="urn"),
        leaf("mods:identifier", name, type="local"),
        part,
        _record(name),
    )


def urn(edition: Edition, name: str) -> str:
    """Return the issue's name as a URN, made of the package's own parts."""
    return f"urn:x-newspaper:{name.replace('_', ':')}"


def article_mods(edition: Edition, article: Article, number: int, name: str) -> str:
    """Return an article's record with the pages that it stands on."""
    title = element(
        "mods:titleInfo", leaf("mods:title", article.title or article.id), leaf("mods:subTitle", article.deck),
        lang="chi", script="Hans",
    )  # fmt: skip
    kicker = leaf("mods:title", article.kicker)
    pages = ", ".join(f"{page:02d}" for page in article.pages)
    credits = [picture.credit for picture in article.pictures if picture.credit]
    return _wrapped(
        article_id(number),
        title,
        element("mods:titleInfo", kicker, type="alternative", displayLabel="引题") if kicker else "",
        *(_name(author, "aut") for author in authors(article)),
        leaf("mods:genre", _GENRES.get(article.kind, "article")),
        _language(),
        *(leaf("mods:note", credit, type="credit") for credit in credits),
        *(leaf("mods:abstract", picture.caption, displayLabel="图说") for picture in article.pictures),
        element("mods:relatedItem", element("mods:titleInfo", leaf("mods:title", edition.name)),
                leaf("mods:identifier", name, type="local"), type="host"),
        leaf("mods:identifier", f"{name}_{article.id}", type="local"),
        element(
            "mods:part", element("mods:detail", leaf("mods:title", article.section), type="section")
            if article.section else "",
            element("mods:extent", leaf("mods:list", pages), unit="page"),
        ),
        _record(f"{name}_{article.id}"),
    )  # fmt: skip


def authors(article: Article) -> tuple[str, ...]:
    """Return those who sign an article, above it or at its end, without brackets and words like 记者."""
    found: dict[str, None] = {}
    for signature in (article.byline, article.sign):
        for part in _BETWEEN.split(_ROLE.sub("", signature.strip("（）()〔〕　 —"))):
            bare = _ROLE.sub("", part)
            if bare and not _DATED.fullmatch(bare):
                found[bare] = None
    return tuple(found)


def _name(name: str, role: str) -> str:
    if not name:
        return ""
    term = leaf("mods:roleTerm", role, type="code", authority="marcrelator")
    return element("mods:name", leaf("mods:namePart", name), element("mods:role", term))


def _language() -> str:
    return element(
        "mods:language", leaf("mods:languageTerm", "chi", type="code", authority="iso639-2b"),
        leaf("mods:scriptTerm", "Hans", type="code", authority="iso15924"),
    )  # fmt: skip


def _record(identifier: str) -> str:
    return element("mods:recordInfo", leaf("mods:recordIdentifier", identifier, source="local"))


def _wrapped(identifier: str, *inside: str) -> str:
    record = element("mods:mods", "\n", "\n".join(filter(None, inside)), "\n", version="3.8")
    data = element("xmlData", record)
    return element("dmdSec", element("mdWrap", data, MDTYPE="MODS", MDTYPEVERSION="3.8"), ID=identifier)
