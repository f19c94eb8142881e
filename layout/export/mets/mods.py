"""MODS 3.8: the issue and each article as a library catalogue wants them."""

from __future__ import annotations

from layout.export.authors import named_authors, named_photographers
from layout.export.xml import element, leaf
from layout.sheet import Article, Edition, Named, Rights

ISSUE_ID = "MODSMD_ISSUE1"

_GENRES = {
    "lead": "article", "news": "article", "brief": "article", "column": "column", "notice": "announcement",
    "table": "table", "photo": "photograph", "ad": "advertisement", "advert": "advertisement",
}  # fmt: skip


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
        *(_name(one) for one in edition.names if one.role != "pbl"),
        leaf("mods:typeOfResource", "text"),
        leaf("mods:genre", "newspaper", authority="marcgt"),
        element(
            "mods:originInfo",
            *(leaf("mods:publisher", one.name) for one in edition.names if one.role == "pbl"),
            dated,
            leaf("mods:issuance", "serial"),
        ),
        _language(),
        element("mods:physicalDescription", leaf("mods:digitalOrigin", "born digital")),
        *notes,
        _serial(edition),
        leaf("mods:identifier", urn(edition, name), type="urn"),
        leaf("mods:identifier", name, type="local"),
        access(edition.rights),
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
    labels = {sheet.number: sheet.label for sheet in edition.sheets}
    pages = ", ".join(labels.get(page, f"{page:02d}") for page in article.pages)
    credits = [picture.credit for picture in article.pictures if picture.credit]
    return _wrapped(
        article_id(number),
        title,
        element("mods:titleInfo", kicker, type="alternative", displayLabel="引题") if kicker else "",
        *(_name(person) for person in (*named_authors(article), *named_photographers(article))),
        leaf("mods:genre", _GENRES.get(article.kind, "article")),
        _language(),
        *(leaf("mods:note", credit, type="credit") for credit in credits),
        *(leaf("mods:abstract", picture.caption, displayLabel="图说") for picture in article.pictures),
        element("mods:relatedItem", element("mods:titleInfo", leaf("mods:title", edition.name)),
                leaf("mods:identifier", name, type="local"), type="host"),
        leaf("mods:identifier", f"{name}_{article.id}", type="local"),
        access(edition.rights),
        element(
            "mods:part", element("mods:detail", leaf("mods:title", article.section), type="section")
            if article.section else "",
            element("mods:extent", leaf("mods:list", pages), unit="page"),
        ),
        _record(f"{name}_{article.id}"),
    )  # fmt: skip


def _name(one: Named) -> str:
    term = leaf("mods:roleTerm", one.role, type="code", authority="marcrelator")
    return element("mods:name", leaf("mods:namePart", one.name), element("mods:role", term), type=one.kind)


def access(rights: Rights) -> str:
    """Return what may be done with a work: how far it may go where it is for inside, and the statement on its use."""
    if not rights.statement and not rights.uri:
        return ""
    words = rights.statement or rights.uri
    inside = leaf("mods:accessCondition", words, type="restriction on access") if "内部" in words else ""
    link = {"xlink__href": rights.uri} if rights.uri else {}
    held = f"{words}；版权所有：{rights.holder}" if rights.holder else words
    return inside + leaf("mods:accessCondition", held, type="use and reproduction", **link)


def _serial(edition: Edition) -> str:
    """Return the paper as libraries list it, where the house gives numbers of a catalogue."""
    numbers = edition.publisher.catalogues
    if not numbers:
        return ""
    title = element("mods:titleInfo", leaf("mods:title", edition.name))
    listed = (leaf("mods:identifier", value, type=key) for key, value in numbers)
    return element("mods:relatedItem", title, *listed, type="host")


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
