"""The finished pages as text: the judge of every change to composition and make-up."""

import pytest

from layout.sheet.dump import dump


@pytest.mark.golden
@pytest.mark.parametrize("name", ["issue_2346", "issue_9999", "issue_128"])
def test_the_pages_are_the_kept_ones(name, request, golden):
    job, _ = request.getfixturevalue(name)
    for sheet in job.judged.edition.sheets:
        golden(f"{job.order.number}-{sheet.label}.txt", dump(sheet))
