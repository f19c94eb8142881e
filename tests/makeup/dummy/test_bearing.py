"""What a head's copy bears: cells of copy and pictures against cells of the head."""

from __future__ import annotations

from layout.makeup.dummy.bearing import copy_cells, head_borne
from layout.makeup.dummy.plan import PhotoPlace


def test_copy_and_pictures_count_in_cells() -> None:
    assert copy_cells(40, 4, 2, ()) == 80  # two legs, each two columns wide
    assert copy_cells(40, 4, 4, (PhotoPlace(0, 1, 0, 2, 9),)) == 40 + 18
    assert copy_cells(0, 4, 0, ()) == 0


def test_a_head_takes_no_more_cells_than_its_copy() -> None:
    assert head_borne("news", 30, 3) == 10
    assert head_borne("news", 29, 3) == 9
    assert head_borne("brief", 29, 3) is None
    assert head_borne("photo", 0, 3) is None
