"""Counted work: what is given again, and what was spent."""

from layout.makeup.solve.search.work import SECOND, Work


def test_what_is_given_again_is_what_was_given_at_first_however_often():
    work = Work(2.0)
    work.spend(3 * SECOND)
    assert work.over
    for times in range(1, 5):
        work.again()
        assert work.given == (times + 1) * 2 * SECOND
        assert (work.spent, work.left) == (3 * SECOND, work.given - 3 * SECOND)


def test_a_part_is_given_again_by_what_it_had():
    part = Work(2.0).part(0.5)
    part.again()
    assert part.given == 2 * SECOND
