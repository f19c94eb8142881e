"""The search's text table: every printed character, each where it is printed; words folded alike."""

from __future__ import annotations

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from layout.export.alto import GlyphMetrics
from layout.export.alto.boxes import characters
from layout.export.reading import blocks_of
from layout.export.web.searching import article_words
from layout.text.folded import BLANKS, folded


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


BLANK = st.sampled_from(sorted(BLANKS))


@given(st.text(), BLANK)
def test_folding_drops_blanks_and_keeps_every_other_character(words, blank):
    assert folded(words + blank) == folded(words)
    assert len(folded(words)) == sum(letter not in BLANKS for letter in words)
    assert folded(folded(words)) == folded(words)


@pytest.mark.parametrize(
    ("written", "same"),
    [("臺灣與禹州", "台湾与禹州"), ("ＡＢｃ１２", "abc12"), ("防汛 抗旱", "防汛抗旱"), ("乾坤", "乾坤"), ("，", ",")],
)
def test_what_reads_alike_is_found_alike(written, same):
    assert folded(written) == folded(same)


def test_what_reads_otherwise_is_not():
    assert folded("干部") != folded("千部")


def test_words_of_articles_and_pages_are_the_tables(specimen):
    table = table_of(specimen)
    made = list(article_words(table))
    assert [one["title"] for one in made] == [one["title"] for one in table["articles"] + table["pages"]]
    passages = sorted((role, text) for one in made for role, text in one["words"])
    assert passages == sorted((role, text) for _, role, text, _ in table["passages"])
    for index, one in enumerate(made):
        script = (specimen.web / "words" / f"{index}.js").read_text("utf-8")
        assert json.loads(script[script.index("]=") + 2 : -2]) == one
