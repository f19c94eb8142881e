"""Page numbers in words, as jump lines name them."""

from __future__ import annotations

from layout.makeup.page.numbers import in_words, jump_from, jump_to


def test_numbers_in_words() -> None:
    assert [in_words(number) for number in (1, 9, 10, 11, 20, 32, 99, 100)] == [
        "一", "九", "十", "十一", "二十", "三十二", "九十九", "100",
    ]  # fmt: skip


def test_both_ends_of_a_jump_name_their_page() -> None:
    assert (jump_to(2), jump_from(1)) == ("（下转第二版）", "（上接第一版）")
