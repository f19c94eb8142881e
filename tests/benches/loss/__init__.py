"""The composition loss (CLQ): how far set Chinese text is from solid, clean, legal lines. Lower is better.

It is computed from a PDF and the copy that the PDF shows, and from nothing else, so that any program can be measured.
Definition and weights: `docs/composition.md`.
"""

from tests.benches.loss.page import Glyph, Row, read_rows
from tests.benches.loss.score import Loss, measure_loss

__all__ = ["Glyph", "Loss", "Row", "measure_loss", "read_rows"]
