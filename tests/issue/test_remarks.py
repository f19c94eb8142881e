"""Remarks in the order in which the desk reads them; of many alike the first, and how many more there are."""

from __future__ import annotations

import pytest

from layout.diagnostics import Diagnostic, Place, Severity
from layout.issue.remarks import MOST_ALIKE, in_order


@pytest.mark.parametrize("more", [0, 1, 2])
def test_none_of_many_alike_goes_untold(more: int) -> None:
    remarks = [
        Diagnostic.make("I001", Severity.ERROR, Place("a.md", line, 1), key="x")
        for line in range(1, MOST_ALIKE + 1 + more)
    ]
    told = in_order(remarks[::-1])
    assert told[:MOST_ALIKE] == remarks[:MOST_ALIKE]
    assert [dict(remark.args)["count"] for remark in told[MOST_ALIKE:]] == ([more] if more else [])
