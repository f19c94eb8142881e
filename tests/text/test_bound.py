"""What may not be divided, and what may: just inside each rule and just outside."""

from __future__ import annotations

import pytest

from layout.rules.lines import COUNTER, DATE, LINK, UNIT
from layout.text.bound import FIRM, ties


def cuts(text: str) -> list[str]:
    """Return a text cut wherever nothing ties it, as a line would: letters and figures hang together by themselves."""
    found, tied = [""], ties(text)
    for at, char in enumerate(text):
        by_itself = at and text[at - 1] < "\u2000" and char < "\u2000" and text[at - 1] != " "
        if at and at not in tied and not by_itself and char != " ":
            found.append("")
        found[-1] += char
    return found


SINGLE = (
    "-0.3% −5℃ ＋5 －5℃ 300㎡ 50㎏ 3∶2 14∶00 ≥90% ≤5% ≈7 ±3 2×3 √2 ∠ABC a≠0 5·12 "
    "3·15 kW·h 08：30 21:19 3比2 −5~3℃ 10％—15％ 第① ¥3.5万 ￥20 mm² m³/s pH值 T恤 10⁻⁶ "
    "x² §3 ~20 8‰ 30° 5′ 3″ 注² 注[3] 2019—2022 1.5～2.5 ５０％ ＡＢＣ 第12 A→ CO₂ SO₄²⁻ "
    "3.5亿 US$300 20℃ -5℃ 9·11 19：00 "
)


@pytest.mark.parametrize(
    "piece",
    (
        *SINGLE.split(),
        "300 km",
        "№ 12",
        "20 000",
        "25 kg",
        "50 m²",
        "iPhone 15 Pro",
        "30 km/h",
        "20 %",
        "§ 3",
        "No. 5",
        "¥ 300",
    ),
)
def test_a_piece_is_one(piece: str) -> None:
    assert cuts(f"今{piece}明") == ["今", piece, "明"]


@pytest.mark.parametrize("text", ["北京→上海", "第三章", "是非比较", "甲·乙", "①农业", "A股市场"])
def test_han_beside_signs_is_not_tied(text: str) -> None:
    assert len(cuts(text)) > 1


def test_figures_lean_on_their_han_units_at_a_price() -> None:
    assert ties("共24小时整") == {3: UNIT, 4: 2 * UNIT}
    assert ties("共24种小") == {3: COUNTER}
    assert ties("共24又") == {}
    assert ties("设卡3300余处") == {6: COUNTER, 7: COUNTER}
    assert ties("筹款3300余") == {6: COUNTER}
    assert ties("共8元/亩") == {2: UNIT, 3: 2 * UNIT, 4: 2 * UNIT}
    assert ties("共8元/又").get(4) != 2 * UNIT


def test_numbers_of_documents_and_han_figures() -> None:
    assert ties("国发〔2026〕5号")[2] == UNIT
    assert 2 not in ties("国发〔六〕5号")
    assert ties("（2026）豫1081民初123号")[6] == UNIT
    assert ties("依第（三）项") == {2: UNIT, 5: UNIT}
    assert 2 not in ties("依法（三）项")
    assert ties("二〇二六年") == {1: FIRM, 2: FIRM, 3: FIRM, 4: COUNTER}
    assert ties("二零二六年") == {}
    assert 1 not in ties("东方-41")


def test_the_parts_of_a_date_may_be_parted_rather_than_a_figure_from_its_unit() -> None:
    assert ties("至2026年5月17日晨") == {5: COUNTER, 6: DATE, 7: COUNTER, 8: DATE, 10: COUNTER}
    assert ties("满5年又3个月整") == {2: COUNTER, 5: COUNTER, 6: 2 * UNIT}


def test_long_runs_may_be_cut_at_their_links_only() -> None:
    tied = ties("号ISBN 978-7-5011-1234-5。")
    assert {at for at, price in tied.items() if price == LINK} == {6, 10, 12, 17, 22}
    assert ties("拨0374-8165020")[6] == FIRM
    assert ties("自2019—2022年")[6] == FIRM


def test_words_keep_their_own_divisions() -> None:
    assert 9 not in ties("题为international 15")


def test_text_without_anything_special_has_no_ties() -> None:
    assert ties("今天下午，全市召开会议——部署工作……") == {}
