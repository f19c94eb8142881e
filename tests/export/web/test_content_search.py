"""What IIIF Content Search finds in the real issues stands where their ALTO has it, and viewers' programs read it."""

from __future__ import annotations

import json
import re
from xml.etree import ElementTree

import pytest

from layout.desk.serving.answers import Asked, HitPage, NamedIssue, answer, answer_1
from layout.desk.serving.words import hits, words_of_issue
from layout.export.alto import GlyphMetrics
from layout.export.alto.sheet_alto import NAMESPACE, alto_page
from layout.export.reading import blocks_of
from tests.judges import asked

READ = """
import json, sys, iiif_prezi3
for path in sys.argv[1:]:
    data = json.load(open(path, encoding="utf-8"))
    data.pop("@context", None)
    print(data["type"], len(getattr(iiif_prezi3, data["type"])(**data).items))
"""


@pytest.fixture(scope="module")
def glyphs(specimen):
    """Return the characters of each page with their boxes, as ALTO has them: (page, character, left, top): box."""
    metrics, found = GlyphMetrics(specimen.case), {}
    for sheet in specimen.edition.sheets:
        image = specimen.images[sheet.number - 1]
        page = alto_page(
            specimen.edition, sheet, blocks_of(sheet, sheet.number), metrics, size=(image.width, image.height),
            image="x.tif", number=sheet.number,
        )  # fmt: skip
        for glyph in ElementTree.fromstring(page.data).iter(f"{{{NAMESPACE}}}Glyph"):
            left, top, width, height = (int(glyph.get(name, "")) for name in ("HPOS", "VPOS", "WIDTH", "HEIGHT"))
            found.setdefault((sheet.number, glyph.get("CONTENT")), []).append((left, top, width, height))
    return found


@pytest.mark.parametrize("words", ["版样", "禹州通讯", "的", "2026"])
def test_boxes_of_hits_hold_the_characters_that_alto_has_there(specimen, glyphs, words):
    found = list(hits(words_of_issue(specimen.web), (words,)))
    printed = sum(
        len(re.findall(words, re.sub(r"\s", "", text)))
        for text in (passage.text for passage in words_of_issue(specimen.web))
    )
    assert len(found) == printed > 0
    for hit in found:
        assert "".join(part.words for part in hit.parts) == hit.words
        for part in hit.parts:
            left, top, width, height = part.box
            for letter in part.words:
                assert any(
                    left <= x and top <= y and x + wide <= left + width + 1 and y + high <= top + height + 1
                    for x, y, wide, high in glyphs[part.page, letter]
                ), (hit, part)


def test_an_answer_is_read_by_iiif_prezi3(specimen, tmp_path):
    canvases = {sheet.number: f"https://a.example/{sheet.number}" for sheet in specimen.edition.sheets}
    issue = NamedIssue("https://a.example/manifest.json", {"zh-Hans": ["报"]}, canvases)
    found = HitPage(tuple((issue, hit) for hit in hits(words_of_issue(specimen.web), ("的",))), 0, 9, more=True)
    told = answer(Asked("https://a.example/content-search/1", "的", 1), found, within=True)
    (tmp_path / "a.json").write_text(json.dumps(told), "utf-8")
    assert asked("iiif_prezi3", READ, tmp_path / "a.json").split() == ["AnnotationPage", str(len(told["items"]))]
    assert len(answer_1(Asked("https://a.example/content-search/1/1", "的"), found)["resources"]) == len(told["items"])
