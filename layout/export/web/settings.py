"""What the house decides about its web edition: the `web:` block of issue.yaml."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from layout.diagnostics import Diagnostic, Remarked, Severity


@dataclass(frozen=True, slots=True)
class WebSettings:
    """Where readers will find the edition.

    `base` is the address that `output/` is published under, `https://news.example.cn/paper/`. Without it every link
    stays relative, which works anywhere; but IIIF, RSS and QR codes must name an address, so manifests then carry
    relative ids, and the RSS feed and the codes are left out.
    """

    base: str = ""

    def address(self, number: int, name: str = "") -> str:
        """Return the full address of a file of an issue's web edition, empty without a base."""
        return f"{self.base.rstrip('/')}/{number}/web/{name}" if self.base else ""


def read_web_settings(block: Mapping[str, object]) -> Remarked[WebSettings]:
    """Return the settings of a `web:` block.

    A key that does not exist (W002) and an address that browsers cannot open (W003) are errors, and the default stands
    in their place.
    """
    remarks = [Diagnostic.make("W002", Severity.ERROR, key=str(key), known="base") for key in block if key != "base"]
    base = block.get("base") or ""
    if base and not _is_address(base):
        remarks.append(Diagnostic.make("W003", Severity.ERROR, value=str(base)))
        base = ""
    return Remarked(WebSettings(str(base)), tuple(remarks))


def _is_address(value: object) -> bool:
    """Tell whether a value is a web address that file names can be added to."""
    if not isinstance(value, str) or any(character.isspace() or character in "\"'<>\\" for character in value):
        return False
    try:
        parts = urlsplit(value)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname) and not parts.query and not parts.fragment
