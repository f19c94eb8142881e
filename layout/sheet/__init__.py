"""The finished page as pure data: the only thing that exporters and preflight read.

Positions are absolute, in 1/1000 pt from the top left corner of the trim, y downwards; drawing one needs no decision.
"""

from layout.sheet.edition import Article, ArticleParagraph, Edition, PictureCopy
from layout.sheet.fit import Fit, Step
from layout.sheet.ink import BLACK, RED, WHITE, Ink, black
from layout.sheet.line import Adjustment, Line, Run
from layout.sheet.page import PLAIN_ENDS, Fill, Item, Path, Picture, Region, Rule, Sheet, StrokeEnds, Text
from layout.sheet.publisher import Named, Publisher, Rights
from layout.sheet.release import Correction, Reading, Release

__all__ = [
    "BLACK",
    "PLAIN_ENDS",
    "RED",
    "WHITE",
    "Adjustment",
    "Article",
    "ArticleParagraph",
    "Correction",
    "Edition",
    "Fill",
    "Fit",
    "Ink",
    "Item",
    "Line",
    "Named",
    "Path",
    "Picture",
    "PictureCopy",
    "Publisher",
    "Reading",
    "Region",
    "Release",
    "Rights",
    "Rule",
    "Run",
    "Sheet",
    "Step",
    "StrokeEnds",
    "Text",
    "black",
]  # fmt: skip
