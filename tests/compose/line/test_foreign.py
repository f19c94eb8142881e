"""Words of Uyghur and Tibetan in a Han line: shaped, in their direction, whole, and read out of files as they are.

The face is made here, with joining forms, a letter of two parts and a vowel over its letter, so that HarfBuzz really
shapes; where the listed open faces were ever fetched, they are set as well.
"""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from layout.cli.proof import proof_pdf, proof_sheets
from layout.compose.head.order import HeadOrder
from layout.compose.head.set_head import set_head, set_vertical_head
from layout.compose.line.paragraph import set_paragraph
from layout.compose.line.single import set_single
from layout.compose.sense.words import head_breaks
from layout.compose.story.stylebook import house_style
from layout.diagnostics.wording import describe
from layout.export.pdf.usage import NO_TEXT, glyph_texts
from layout.fetched.store import cache_home
from layout.geometry import pt
from layout.issue.model import Head
from layout.sheet import Line
from layout.text.foreign import Phrase, phrases, tokens
from layout.typeface import Face, TypeCase
from tests.chance import examples
from tests.compose.line.test_pieces import AFTER, PAD
from tests.compose.setting import BODY, EM

HELLO = "ياخشىمۇسىز"
PLACE = "شىنجاڭ ئۇيغۇر ئاپتونوم رايونى"
TASHI = "བཀྲ་ཤིས་བདེ་ལེགས།"
LONG = "བོད་རང་སྐྱོང་ལྗོངས་ལྷ་ས་གྲོང་ཁྱེར་ཐེག་ཆེན་བཀྲ་ཤིས་"
ARABIC = sorted(set(HELLO + PLACE) - {" "})
TIBETAN = sorted(set(TASHI + LONG))
VOWELS = sorted(char for char in TIBETAN if 0xF71 <= ord(char) <= 0xFBC)


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A face of boxes: four forms a letter, ي of two parts, Tibetan vowels placed by anchors."""
    from fontTools.feaLib.builder import addOpenTypeFeaturesFromString
    from fontTools.fontBuilder import FontBuilder
    from fontTools.pens.ttGlyphPen import TTGlyphPen

    forms = ("", ".init", ".medi", ".fina")
    letters = [f"a{ord(char):04x}" for char in ARABIC]
    stacks = [f"t{ord(char):04x}" for char in TIBETAN]
    vowels = {f"t{ord(char):04x}" for char in VOWELS}
    names = [".notdef", "space", "dots", *(f"d{figure}" for figure in range(10))]
    names += [name + form for name in letters for form in forms] + stacks

    def glyph(width: int, top: int) -> object:
        pen = TTGlyphPen(None)
        if width:
            pen.moveTo((30, 0))
            for point in ((30, top), (width - 30, top), (width - 30, 0)):
                pen.lineTo(point)
            pen.closePath()
        return pen.glyph()

    zero = {"dots", *vowels}
    widths = {
        name: 0 if name in zero else 250 if name == "space" else 400 + 7 * (at % 20) for at, name in enumerate(names)
    }
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder(names)
    cmap = {0x20: "space", **{0x30 + figure: f"d{figure}" for figure in range(10)}}
    cmap |= {ord(char): f"a{ord(char):04x}" for char in ARABIC} | {ord(char): f"t{ord(char):04x}" for char in TIBETAN}
    builder.setupCharacterMap(cmap)
    tall = {name: 200 if name in zero else 0 if name == "space" else 500 for name in names}
    builder.setupGlyf({name: glyph(0 if name == "space" else max(100, widths[name]), tall[name]) for name in names})
    builder.setupHorizontalMetrics({name: (widths[name], 0) for name in names})
    builder.setupHorizontalHeader(ascent=900, descent=-300)
    builder.setupNameTable({"familyName": "Made", "styleName": "Regular"})
    builder.setupOS2()
    builder.setupPost()
    rules = "languagesystem DFLT dflt; languagesystem arab dflt; languagesystem tibt dflt;\n"
    for form in forms[1:]:
        swaps = " ".join(f"sub {name} by {name}{form};" for name in letters)
        rules += f"feature {form[1:]} {{ {swaps} }} {form[1:]};\n"
    rules += f"feature ccmp {{ sub a{ord('ڭ'):04x} by a{ord('ڭ'):04x} dots; }} ccmp;\n"
    rules += "".join(f"markClass {name} <anchor 50 0> @over;\n" for name in sorted(vowels))
    bases = " ".join(f"pos base {name} <anchor 300 550> mark @over;" for name in stacks if name not in vowels)
    rules += f"feature mark {{ {bases} }} mark;\n"
    addOpenTypeFeaturesFromString(builder.font, rules)
    path = tmp_path_factory.mktemp("made") / "made.ttf"
    builder.save(path)
    return path


def with_face(case: TypeCase, *paths: Path) -> TypeCase:
    extra = tuple(Face(path.stem, path) for path in paths)
    return TypeCase({role: (*case.chain(role), *extra) for role in case.roles})


@pytest.fixture(scope="session", params=["made", "open"])
def shop(request: pytest.FixtureRequest, case: TypeCase, made: Path) -> TypeCase:
    """A case with a face for both scripts: the made one, or the listed open ones."""
    if request.param == "made":
        return with_face(case, made)
    stored = cache_home() / "fonts"
    files = [path for name in ("NotoNaskhArabic", "NotoSerifTibetan") for path in stored.glob(f"*-{name}-400.ttf")]
    if len(files) < 2:
        pytest.skip("the open faces for Uyghur and Tibetan were never fetched here")
    return with_face(case, *files)


def origins(line: Line) -> dict[int, int]:
    """Return where the glyph of each character stands that has one of its own, by its place in the line."""
    found: dict[int, int] = {}
    start = 0
    for run in line.runs:
        for at, x in zip(run.clusters or range(len(run)), run.origins(), strict=True):
            found.setdefault(start + at, x)
        start += len(run.text)
    return found


def test_phrases_and_their_words() -> None:
    text = f"说“{HELLO}”在{PLACE} 2023年，2022-يىلى，{TASHI}"
    found = [(text[one.start : one.end], one.right_to_left) for one in phrases(text)]
    assert found == [(HELLO, True), (f"{PLACE} 2023", True), ("يىلى", True), (TASHI, False)]
    phrase = next(one for one in phrases(text) if text[one.start : one.end].endswith("2023"))
    words = [(text[one.start : one.end], one.right_to_left) for one in tokens(text, phrase)]
    assert words == [*((word, True) for word in PLACE.split()), ("2023", False)]
    assert [TASHI[one.start : one.end] for one in tokens(TASHI, Phrase(0, len(TASHI), False))] == [
        "བཀྲ་", "ཤིས་", "བདེ་", "ལེགས།",
    ]  # fmt: skip


def test_letters_run_from_right_to_left_and_words_too(shop: TypeCase) -> None:
    line = set_single(f"在{PLACE} 2023年", BODY, shop, role="body")
    text, at = line.text, origins(line)
    assert "".join(run.text for run in line.runs) == text
    letters = [place for place in sorted(at) if text[place] in ARABIC]
    assert all(at[here] > at[after] for here, after in pairwise(letters))
    figures = [at[place] for place in range(text.index("2023"), text.index("年"))]
    assert figures == sorted(figures)
    assert max(figures) < min(at[place] for place in letters), "the number stands behind the words, at their left"
    assert at[0] < min(figures)
    assert at[len(text) - 1] >= max(at[place] for place in letters)


def test_letters_take_their_joined_forms(case: TypeCase, made: Path) -> None:
    shop = with_face(case, made)
    face = shop.by_key("made")
    run = next(run for run in set_single(f"说{HELLO}了", BODY, shop, role="body").runs if run.face == "made")
    gids = [int.from_bytes(run.glyphs[at : at + 2], "big") for at in range(0, len(run.glyphs), 2)]
    assert not set(gids) & {face.gids[ord(char)] for char in HELLO[1:-2]}, "not the forms of letters that stand alone"


@pytest.mark.parametrize("ems", [9, 11, 17])
@pytest.mark.parametrize("piece", [HELLO, "يىلى2023", "2022-يىلى", f"《{HELLO}》", "བཀྲ་ཤིས་"])
def test_no_line_divides_a_word(shop: TypeCase, piece: str, ems: int) -> None:
    for ahead in range(4, 44):
        text = PAD[:ahead] + piece + AFTER
        lines = set_paragraph(text, replace(BODY, indent=0), ems * EM, shop)
        assert "".join(run.text for line in lines for run in line.runs) == text
        end = 0
        for line in lines[:-1]:
            end += len(line.text)
            assert not ahead < end < ahead + len(piece), line.text
            assert line.extent <= line.measure


def test_a_phrase_turns_over_between_its_words_and_goes_on_at_the_right(shop: TypeCase) -> None:
    lines = set_paragraph(f"维吾尔文“{PLACE}”就是新疆", replace(BODY, indent=0), 9 * EM, shop)
    assert len(lines) > 1
    for line in lines:
        at = origins(line)
        letters = [place for place in sorted(at) if line.text[place] in ARABIC]
        assert all(at[here] > at[after] for here, after in pairwise(letters)), line.text


def test_a_long_tibetan_word_divides_after_a_syllable(shop: TypeCase) -> None:
    lines = set_paragraph(PAD[:5] + LONG + AFTER, replace(BODY, indent=0), 9 * EM, shop)
    text = "".join(line.text for line in lines)
    end = 0
    inside = []
    for line in lines[:-1]:
        end += len(line.text)
        if 5 < end < 5 + len(LONG):
            inside.append(text[end - 1])
    assert inside and set(inside) == {"་"}


def test_each_letter_has_one_glyph_that_is_type(shop: TypeCase) -> None:
    for text in (f"说{PLACE}了", f"说{TASHI}了"):
        for run in set_single(text, BODY, shop, role="body").runs:
            shown = [one for one in glyph_texts(run) if one != NO_TEXT]
            assert sorted("".join(shown)) == sorted(run.text)


def readers(path: Path, tool: Callable[[str], str]) -> Iterator[tuple[str, bool]]:
    """Yield what programs read, and whether they turn words from right to left round: pdfminer and MuPDF do not."""
    from pdfminer.high_level import extract_text
    from pypdfium2 import PdfDocument

    document = PdfDocument(path)
    yield document[0].get_textpage().get_text_range(), True
    document.close()
    yield extract_text(str(path)), False
    for command, turned in (
        ([tool("pdftotext"), "-enc", "UTF-8", str(path), "-"], True),
        ([tool("mutool"), "draw", "-F", "text", str(path)], False),
    ):
        yield subprocess.run(command, capture_output=True, check=True).stdout.decode(), turned


def test_four_programs_read_the_words_that_the_copy_has(
    shop: TypeCase, tool: Callable[[str], str], tmp_path: Path
) -> None:
    texts = (f"他用维吾尔语说“{HELLO}”，大家听了都很高兴", f"藏文“{TASHI}”是吉祥如意，这句话大家都记住了")
    measure = 30 * EM
    lines = [line for text in texts for line in set_paragraph(text, BODY, measure, shop)]
    path = tmp_path / "words.pdf"
    path.write_bytes(proof_pdf("words", proof_sheets(lines, measure, pt(16), EM), shop).value)
    for read, turned in readers(path, tool):
        plain = re.sub("[\u202a-\u202e\u2066-\u2069\u200e\u200f]", "", read)
        assert TASHI in plain
        assert (HELLO if turned else HELLO[::-1]) in plain, plain


@pytest.mark.parametrize("set_it", [set_head, set_vertical_head])
def test_heads_hold_them_as_one_word(shop: TypeCase, set_it: Callable[..., object]) -> None:
    for word in (HELLO, TASHI):
        text = f"两地孩子齐声说{word}结下深情"
        done = set_it(HeadOrder(Head((text,)), pt(300), pt(11.57)), shop, house_style().value).value  # type: ignore[attr-defined]
        lines = [part.line for part in done.parts if part.line.role == "headline"]
        assert "".join(line.text for line in lines) == text
        assert any(word in line.text for line in lines)
        runs = [run for line in lines for run in line.runs if word[0] in run.text]
        assert all(word in run.text for run in runs)
    at = text.index(TASHI)
    assert all(one.cost >= 200 for one in head_breaks(text) if at < one.at < at + len(TASHI))


def test_without_a_face_the_remark_names_the_one_to_add(case: TypeCase) -> None:
    for text, face in ((HELLO, "noto-naskh-arabic-400"), (TASHI, "noto-serif-tibetan-400"), ("\U0002ffff", "")):
        (remark,) = case.remarks("body", text)
        assert remark.code == "F021"
        assert dict(remark.args)["face"] == face
        for lang in ("zh", "en"):
            assert (face in describe(remark, lang).hint) and ("body" in describe(remark, lang).hint) is bool(face)
    lines = set_paragraph(f"说{HELLO}了", BODY, 20 * EM, case)
    assert "".join(run.text for line in lines for run in line.runs) == f"说{HELLO}了"


def test_a_word_wider_than_its_line_is_broken_by_force_and_lost_nowhere(shop: TypeCase) -> None:
    for word in (HELLO * 3, LONG.replace("་", "")):
        lines = set_paragraph(f"说{word}了", replace(BODY, indent=0), 4 * EM, shop)
        assert "".join(run.text for line in lines for run in line.runs) == f"说{word}了"
        assert len(lines) < len(word)


def test_the_listed_faces_are_there_for_a_role_to_name(fonts_dir: Path) -> None:
    text = (fonts_dir / "fonts.yaml").read_text("utf-8")
    for key in ("noto-naskh-arabic-400", "noto-naskh-arabic-700", "noto-serif-tibetan-400", "noto-serif-tibetan-700"):
        assert f"  {key}:\n" in text


@settings(max_examples=examples(80), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    text=st.text(
        st.sampled_from([*HELLO, *TASHI, *"ڭ 12.:-（”字，a\u064b\u200d\u200f\u0e31שก"]), min_size=1, max_size=40
    ),
    ems=st.integers(2, 14),
)
def test_no_character_is_lost_whatever_stands_beside_what(shop: TypeCase, text: str, ems: int) -> None:
    lines = set_paragraph(text, replace(BODY, indent=0), ems * EM, shop)
    assert "".join(run.text for line in lines for run in line.runs) == text
    for line in lines:
        for run in line.runs:
            assert run.xs is None or len(run.xs) == len(run)
            assert run.clusters is None or all(0 <= at < len(run.text) for at in run.clusters)
    for set_it in (set_head, set_vertical_head):
        parts = set_it(HeadOrder(Head((text,)), pt(200), pt(11.57)), shop, house_style().value).value.parts
        assert "".join(part.line.text for part in parts) == (text if text.strip() else "")
