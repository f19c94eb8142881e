"""Make-up as optimisation: shape tables in, a plan out.

`shapes` holds the data, `slicing` and `frames` search one page, `score` judges a page the solver's way, `cpsat` is the
second solver, `assign` gives stories to pages. The checker (`layout.makeup.check`) shares no code with any of them.
"""

from layout.makeup.solve.issue.make import make_plan
from layout.makeup.solve.issue.solve_issue import misfits_of, plan_issue
from layout.makeup.solve.measure.measured import Measured
from layout.makeup.solve.shapes import Measures, ShapeTable

__all__ = [
    "Measured",
    "Measures",
    "ShapeTable",
    "make_plan",
    "misfits_of",
    "plan_issue",
]
