"""Pieces that no line divides, at every place of a line, at three measures."""

from __future__ import annotations

import pytest

from layout.typeface import TypeCase
from tests.compose.setting import EM, pitch, place, places, set_ems, texts

PAD = "记者从全市农业工作会议上了解到，今年夏粮生产形势很好，各地群众都说收成比往年要强得多，大家心里十分高兴也很踏实"
AFTER = "的情况如何，有关部门正在抓紧调查核实之中，随后将会向社会各界公布。"
SINGLE = (
    "-0.3% −5℃ 300㎡ 50㎏ 3∶2 14∶00 ≥90% ≤5% ≈7 ±3 √2 ∠ABC a≠0 5·12 3·15 kW·h "
    "08：30 21:19 3比2 −5~3℃ 10％—15％ 第① COVID-19 5G A+ C++ e-mail ¥3.5万 1/2 mm² "
    "m³/s pH值 H₂O 10⁻⁶ x² §3 Nº12 ~20 8‰ 30° 5′ 3″ O’Brien It’s Xī’ān ’90s 注² "
    "US$300 ￥20 1—3 2019—2022 30mg/L CO₂ SO₄²⁻ PM2.5 ⅓ 0374-8165020 注[3] Wi-Fi "
    "５０％ ＡＢＣ km/h 2×10⁶ 京A·12345 豫K12345 A4纸 G1次 Ⅲ级 Ｔ恤 维生素B₁₂ 卡拉OK β受体 X射线 网+ 网＋ AI+ "
    "歼-20 歼-10C 13:30-15:00 2026.11.29 第3—5 3′20″ 1-2 34°9′ 120.5°E △ABC 6GHz $1.5 6-4 C919 a@b.com "
    "﹣3℃ ▲5% ▼3% ☎0374 2×3＝6 a＞b mg/(m³·h) 2⅔ K15＋800 第A4版 5G网 T台 AB角 9秒58 #禹州# 豫K1234警 "
    "WJ豫12345 豫10民终123号 ★★★ 🇨🇳 ’08 〔2026〕12号 m³·h E=mc² ±2σ 21∶15 4×400m $0.55/kWh DK3+200 "
    "10:00～17:30 PM₂.₅ μg/m³ kg·m⁻² Ca²⁺ N95 H7N9 H₂O 21ˢᵗ 1/3 6:00 1:1.5 3-2 √3 ±0.5 ①②③ @名 400-123-4567 "
)
PIECES = (
    *SINGLE.split(),
    "300 km",
    "№ 12",
    "20 000",
    "25 kg",
    "50 m²",
    "6\u202fkm",
    "iPhone 15",
    "8 a.m.",
    "Dr. Li",
    "J. K. Li",
    "No. 5",
    "5 m²",
    "37.5 ℃",
    "“it’s”",
    "——",
    "……",
    "――",
    "──",
    "———",
    "————",
    "…………",
    "2 + 3 = 5",
    "8 ~ 10",
    "5 × 3",
    "👨\u200d👩\u200d👧",
)


@pytest.mark.parametrize("ems", [9, 11, 17])
@pytest.mark.parametrize("piece", PIECES)
def test_no_break_inside_wherever_it_stands(case: TypeCase, piece: str, ems: int) -> None:
    for ahead in range(4, 44):
        end = 0
        for line in set_ems(PAD[:ahead] + piece + AFTER, ems, case)[:-1]:
            end += len(line.text)
            assert not ahead < end < ahead + len(piece), (ahead, line.text)


def test_figures_keep_their_unit_of_measure_while_the_line_is_not_much_the_worse(case: TypeCase) -> None:
    """Bound at a price, not for good: parted only where the line would open by more than an eighth of an em or so."""
    parted = 0
    for piece in ("24小时", "80公里", "25亩"):
        for ahead in range(4, 44):
            end = 0
            for line in set_ems(PAD[:ahead] + piece + AFTER, 17, case)[:-1]:
                end += len(line.text)
                parted += ahead < end < ahead + len(piece)
    assert parted <= 4


@pytest.mark.parametrize(
    ("piece", "never"),
    [
        ("二〇二六年", "二〇|二六"),
        ("一九四〇年", "一九|四〇"),
        ("0374-8165020转8012", "0374-8165020|转8012"),
        ("138 0374 1234", "138 0374 |1234"),
        ("3＃楼", "3|＃楼"),
        ("东风-41", "东|风-41"),
    ],
)
@pytest.mark.parametrize("ems", [9, 11, 17])
def test_figures_of_other_kinds_are_pieces_too(case: TypeCase, piece: str, never: str, ems: int) -> None:
    forbidden = never.index("|")
    for ahead in range(4, 44):
        end = 0
        for line in set_ems(PAD[:ahead] + piece + AFTER, ems, case)[:-1]:
            end += len(line.text)
            assert end - ahead != forbidden, (ahead, line.text)


@pytest.mark.parametrize(
    ("piece", "seldom", "most"),
    [
        ("450公斤/亩", "450公|斤/亩", 18),
        ("220千伏", "220千|伏", 5),
        ("国发〔2026〕5号", "国发|〔2026〕5号", 30),
        ("第（三）项", "第|（三）项", 10),
    ],
)
def test_units_and_numbers_of_documents_are_seldom_parted(case: TypeCase, piece: str, seldom: str, most: int) -> None:
    parted, at = 0, seldom.index("|")
    for ems in (9, 11, 17):
        for ahead in range(4, 44):
            end = 0
            for line in set_ems(PAD[:ahead] + piece + AFTER, ems, case)[:-1]:
                end += len(line.text)
                parted += end - ahead == at
    assert parted <= most


@pytest.mark.parametrize("ems", [9, 11, 13, 17])
def test_no_hole_before_an_address_or_a_long_number(case: TypeCase, ems: int) -> None:
    """A gap over half an em only where nothing else can be done: the line before is set short instead."""
    for piece in ("https://www.example.gov.cn/art/2022/5/17/art_12345.html", "ISBN 978-7-5011-1234-5", "1234567890123"):
        for ahead in range(4, 44):
            for line in set_ems(PAD[:ahead] + piece + AFTER, ems, case)[:-1]:
                for move in line.adjustments:
                    assert move.rule != "even" or move.amount <= EM / 2 * (len(line.text) - 1), line.text


def test_signs_stand_close_to_their_figures(case: TypeCase) -> None:
    line = set_ems("零下−5℃，共300㎡，比3∶2", 30, case)[0]
    at = line.text.index
    assert places(line)[at("℃") + 1] - place(line, "℃") == 1
    assert place(line, "㎡") - place(line, "3") == 1.5
    assert places(line)[at("∶") + 1] - places(line)[at("∶") - 1] == pytest.approx(1, abs=0.3)


@pytest.mark.parametrize(("ems", "text"), [(9, "在东京ディズニーランド和チョコレート、ニュース展区。")])
def test_small_kana_begin_no_line(case: TypeCase, ems: int, text: str) -> None:
    for width in range(4, ems + 8):
        assert not {line[0] for line in texts(set_ems(text, width, case))[1:]} & set("ーョィュャッ")


@pytest.mark.parametrize("width", range(6, 20))
def test_western_runs_keep_the_bans(case: TypeCase, width: int) -> None:
    text = "检出N-甲基-2-吡咯烷酮和二氯-1,3-丙烯，高速限速为120km/小时，含铅3毫克/kg，他说〝老引号〞是旧式。"
    lines = texts(set_ems(text, width, case))
    assert not any(line.startswith(("-", "/", "〞")) for line in lines[1:])
    assert not any(line.endswith(("/", "〝")) for line in lines[:-1])


def test_a_minus_may_begin_a_line(case: TypeCase) -> None:
    assert any(
        line.startswith("-3℃") for width in range(4, 12) for line in texts(set_ems("最低气温降到-3℃以下", width, case))
    )


def test_an_apostrophe_is_as_narrow_as_its_face_draws_it(case: TypeCase) -> None:
    line = set_ems("听It’s歌", 20, case)[0]
    face = case.face("body")
    quote = int.from_bytes(face.shape("’", features=("pwid",)).glyphs[:2], "big")
    at = line.text.index("’")
    assert places(line)[at + 1] - places(line)[at] == pytest.approx(face.advances[quote] / face.upem, abs=0.002)


def test_small_figures_are_of_the_same_face(case: TypeCase) -> None:
    line = set_ems("测CO₂和10⁻⁶占⅓", 20, case)[0]
    assert {run.face for run in line.runs} == {case.face("body").key}
    rises = {run.text: run.rise > 0 for run in line.runs if run.rise}
    assert rises["₂"] is False
    assert rises["⁻⁶"] is True


@pytest.mark.parametrize("blank", "\u2009\u202f\u205f\u2006")
def test_thin_blanks_are_blanks(case: TypeCase, blank: str) -> None:
    line = set_ems(f"约6{blank}km", 20, case)[0]
    space = case.face("body").gids[0x20].to_bytes(2, "big")
    assert any(space in run.glyphs for run in line.runs)
    assert 0.1 < places(line)[line.text.index("k")] - place(line, blank) < 0.26


@pytest.mark.parametrize("ems", [6, 7, 8])
def test_a_word_joiner_forbids_a_break_on_either_side(case: TypeCase, ems: int) -> None:
    lines = texts(set_ems("甲乙丙丁戊己庚辛壬癸\u2060子丑寅卯辰巳午未申酉\u2060戌亥甲乙", ems, case))
    assert not any(line.endswith("\u2060") or line.startswith("\u2060") for line in lines)


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("80.25 km/h", ["80.25 ", "km/h"]),
        ("15:30—17:00", ["15:30—", "17:00"]),
        ("0374-8110000", ["0374-", "8110000"]),
        ("mg/(kW·h)", ["mg/", "(kW·h)"]),
    ],
)
def test_a_piece_longer_than_its_line_is_cut_at_a_blank_or_a_link(case: TypeCase, text: str, lines: list[str]) -> None:
    assert texts(set_ems(text, 4, case, indent=0)) == lines


@pytest.mark.parametrize("sign", "﹣﹢")
def test_a_small_sign_stands_as_close_to_its_figure_as_a_common_one(case: TypeCase, sign: str) -> None:
    line = set_ems(f"零下{sign}3度", 20, case)[0]
    common = set_ems(f"零下{'−' if sign == '﹣' else '+'}3度", 20, case)[0]
    assert (places(line), line.text[2]) == (places(common), sign)


def test_a_soft_hyphen_shows_only_where_it_divides_a_word(case: TypeCase) -> None:
    han = set_ems("软\u00ad连字", 20, case)[0]
    assert places(han)[2] - places(han)[0] == 1
    hyphen = case.face("body").gids[ord("-")].to_bytes(2, "big")
    shown = {}
    for ems in range(5, 12):
        for line in set_ems("写下dono\u00addampf\u00adschiff这个词", ems, case):
            shown[line.text] = hyphen in line.runs[-1].glyphs
    assert any(line.endswith("\u00ad") for line in shown)
    assert all(divided == line.endswith("\u00ad") for line, divided in shown.items())


def test_accents_stand_over_their_letters(case: TypeCase) -> None:
    line = set_ems("拼音ê̌和m̀", 20, case)[0]
    for run in line.runs:
        for at, char in enumerate(run.text):
            if char in "\u030c\u0300":
                assert run.offsets is not None
                assert run.offsets[at][0] < 0


@pytest.mark.parametrize(
    ("text", "sign", "ems"),
    [
        ("升＋3级", "＋", 1),
        ("互联网+，政务", "网", 1),
        ("农户+集体", "户", 1.25),
        ("战机歼-20飞", "歼", 1),
        ("说#话题#好", "题", 1),
        ("甲＝5乙", "＝", 1),
    ],
)
def test_a_sign_of_a_name_or_a_figure_has_no_gap(case: TypeCase, text: str, sign: str, ems: float) -> None:
    assert pitch(set_ems(text, 20, case)[0], sign) == ems


def test_raised_letters_are_made_where_the_face_lacks_them(case: TypeCase) -> None:
    (line,) = set_ems("第1ˢᵗ届", 20, case)
    run = next(run for run in line.runs if "ᵗ" in run.text)
    assert run.face == case.face("body").key
    assert run.rise > 0
