"""Newspaper typesetting: one issue's copy in, every reader's file out.

The stages, in reading order, are the folders of this package; `docs/architecture.md` tells the whole story.
"""

__version__ = "0.2.0"
