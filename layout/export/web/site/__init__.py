"""The index over all issues: one folder beside the issues' own, brought up to date issue by issue.

It is made of what the editions say of themselves and nothing else, so it can be lost and made again. Another issue
touches its own year, its day, its segment of the search and the front page, so it costs the same on every shelf.
"""

from typing import TYPE_CHECKING

from layout.ground.lazily import lazily

if TYPE_CHECKING:
    from layout.export.web.site.update import update_site

__all__ = ["update_site"]

__getattr__ = lazily(__name__, {"update_site": "update"})
