"""The judge of page dummies: it shares no code with the solvers and takes nobody's word for a plan.

It judges any plan, also one made by hand, together with the measured facts of its blocks (`facts`). Each rule has its
own code and its own counter, so that one rule cannot hide behind another.
"""

from layout.makeup.check.facts import BlockFacts, LegFacts, PinFacts, StoryFacts
from layout.makeup.check.judge import check_plan
from layout.makeup.check.verdict import Cells, Fault, Scores, Verdict

__all__ = [
    "BlockFacts", "Cells", "Fault", "LegFacts", "PinFacts", "Scores", "StoryFacts", "Verdict", "check_plan",
]  # fmt: skip
