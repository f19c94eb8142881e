"""What the house decides about its web edition."""

from __future__ import annotations

from dataclasses import dataclass


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
