"""The search's text table: every printed character, each where it is printed; signatures that overlook nothing."""

from __future__ import annotations

import base64
import json
import re
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from layout.export.alto import GlyphMetrics
from layout.export.alto.boxes import characters
from layout.export.reading import blocks_of
from layout.export.web.searching import SIGNATURE_BITS, folded, signature


def table_of(written):
    script = (written.web / "text.js").read_text("utf-8")
    return json.loads(re.fullmatch(r"\(window\.paperText=.*?\)\[\"\d+\"\]=(.*);\n", script, re.S)[1])


def test_the_table_holds_every_printed_character(specimen):
    printed = "".join(
        text.line.text
        for sheet in specimen.edition.sheets
        for block in blocks_of(sheet, sheet.number)
        for text in block.texts
    )
    table = "".join(passage[2] for passage in table_of(specimen)["passages"])
    assert sorted(re.sub(r"\s", "", table)) == sorted(re.sub(r"\s", "", printed))


def test_a_paragraph_that_jumps_is_one_passage(specimen):
    passages = table_of(specimen)["passages"]
    crossing = [passage for passage in passages if len({line[0] for line in passage[3]}) > 1]
    assert crossing, "no paragraph of the specimen runs over a page's end"
    bodies = {paragraph.text for article in specimen.edition.articles for paragraph in article.paragraphs}
    for passage in crossing:
        assert re.sub(r"\s", "", passage[2]) in {re.sub(r"\s", "", body) for body in bodies}


def test_every_character_stands_where_the_page_has_it(specimen):
    """Boxes of the table against the boxes that ALTO gives, character by character."""
    metrics = GlyphMetrics(specimen.case)
    size = (specimen.images[0].width, specimen.images[0].height)
    expected = {}
    for sheet in specimen.edition.sheets:
        texts = [text for block in blocks_of(sheet, sheet.number) for text in block.texts]
        for text, line in zip(texts, characters(texts, metrics, specimen.edition.trim, size), strict=True):
            for letter, box in zip(line.texts, line.boxes, strict=True):
                along, across = (box[1], box[0]) if text.line.vertical else (box[0], box[1])
                expected.setdefault((sheet.number, letter, along), set()).add(across)
    checked = 0
    for _, _, words, lines in table_of(specimen)["passages"]:
        at = 0
        for page, units, _down, near, far, start, widths in lines:
            position = start
            for unit in range(units):
                letter = words[at + unit]
                tops = expected.get((page, letter, position), set())
                if not 0xD800 <= ord(letter) < 0xE000 and letter != "\u0301":
                    assert any(near <= top < far for top in tops), (page, words[at : at + units], letter)
                    checked += 1
                position += widths if isinstance(widths, int) else widths[unit]
            at += units
    assert checked > 15_000


def bit(sign: bytes, key: int) -> int:
    place = (key * 0x9E3779B1 & 0xFFFFFFFF) >> (32 - SIGNATURE_BITS)
    return sign[place >> 3] >> (place & 7) & 1


@given(st.lists(st.text(max_size=30), max_size=5), st.data())
def test_a_signature_overlooks_no_words_that_are_there(texts, data):
    sign = base64.b64decode(signature(texts))
    whole = data.draw(st.sampled_from(texts)) if texts else ""
    begin = data.draw(st.integers(0, len(whole)))
    words = folded(whole[begin : begin + 6])
    units = words.encode("utf-16-le", "surrogatepass")
    codes = [int.from_bytes(units[i : i + 2], "little") for i in range(0, len(units), 2)]
    assert all(bit(sign, code) for code in codes)
    assert all(bit(sign, a * 31 + b) for a, b in pairwise(codes))


def test_a_signature_rules_out_most_words_that_are_not_there(specimen):
    texts = [passage[2] for passage in table_of(specimen)["passages"]]
    sign = base64.b64decode(signature(texts))
    absent = [a + b + c for a in "蠛鬻" for b in "鼷齑" for c in "黻鼗"] + ["拖拉机站", "春耕生产", "水库大坝"]
    whole = folded("".join(texts))
    kept = 0
    for words in absent:
        assert words not in whole
        codes = list(map(ord, words))
        keys = [*codes, *(a * 31 + b for a, b in pairwise(codes))]
        kept += all(bit(sign, key) for key in keys)
    assert kept <= 1
