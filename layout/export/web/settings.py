"""What the house decides about its web edition: the `web:` block of issue.yaml."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import quote, urlsplit

from layout.diagnostics import Remarked
from layout.export.wishes import Wish, WishBlock
from layout.ground.dataclass import dataclass
from layout.ground.expression import expression

NOWHERE = "https://paper.invalid/"
"""Stands for the site's address where none is known: names under `.invalid` never lead anywhere (RFC 6761, 6.4)."""


@dataclass(frozen=True, slots=True)
class WebSettings:
    """Where readers will find the edition.

    `base` is the address that `output/` is published under, `https://news.example.cn/paper/`. Without it every link
    stays relative, which works anywhere; the RSS feed and QR codes, which must name an address, are left out. IIIF
    needs addresses, too: without a base its ids stand under one that leads nowhere (RFC 6761), until `layout web
    --rebase` puts the true one in its place.
    `report` is where readers tell of mistakes: a mail address or a form on the web. `search` is where `layout web
    --serve` answers IIIF Content Search; without it no manifest of the published site names such a service.
    """

    base: str = ""
    report: str = ""
    search: str = ""

    @property
    def site(self) -> str:
        """Where the site is, with a slash at its end: the base, or the address that leads nowhere."""
        return f"{(self.base or NOWHERE).rstrip('/')}/"

    def identity(self, number: int, name: str) -> str:
        """Return what a file of an issue's web edition is called where only an address will do."""
        return f"{self.site}{number}/web/{name}"

    def address(self, number: int, name: str = "") -> str:
        """Return the full address of a file of an issue's web edition, empty without a base."""
        return f"{self.base.rstrip('/')}/{number}/web/{name}" if self.base else ""

    def report_link(self, about: str) -> str:
        """Return the link by which a reader tells of a mistake in what is named, empty where the house has none."""
        if not self.report or "://" in self.report:
            return self.report
        subject = f"报错：{about}" if about else "报错"
        return f"mailto:{self.report}?subject={quote(subject)}"


def _address(value: object) -> str:
    """Return a web address that file names can be added to, empty where none is given."""
    if value is None or value == "":
        return ""
    parts = urlsplit(_plain(value))
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.query or parts.fragment:
        raise ValueError
    return _plain(value)


def _plain(value: object) -> str:
    """Return what may stand in an address as it is."""
    if not isinstance(value, str) or any(character.isspace() or character in "\"'<>\\" for character in value):
        raise TypeError
    return value


_MAIL = expression(r"[\w.+-]+@[\w-]+(\.[\w-]+)+")


def _reached(value: object) -> str:
    """Return a mail address or the address of a form."""
    if isinstance(value, str) and _MAIL.fullmatch(value):
        return value
    if isinstance(value, str) and "?" in value:  # forms have queries
        path, _, query = value.partition("?")
        return f"{_address(path)}?{_plain(query)}"
    return _address(value)


BLOCK = WishBlock(
    "web",
    {
        "base": Wish(_address, "https://…"),
        "report": Wish(_reached, "bianjibu@example.cn, https://…"),
        "search": Wish(_address, "https://…"),
    },
    unknown="W002",
    refused="W003",
)


def read_web_settings(written: Mapping[str, object]) -> Remarked[WebSettings]:
    """Return the settings of a `web:` block.

    A key that does not exist (W002) and an address that browsers cannot open (W003) are errors, and the default stands
    in their place.
    """
    return BLOCK.read(written, WebSettings)
