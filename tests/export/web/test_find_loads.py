"""What a search over everything reads: counted files and bytes, in Chromium, of a made site of many segments."""

from __future__ import annotations

import shutil
from collections import Counter
from itertools import pairwise
from urllib.parse import quote

import numpy as np
import pytest

from layout.export.web import WebSettings, update_site
from layout.export.web.site.shelf import BLOCK, words_of
from tests import browsers
from tests.benches.bench_find import RARE, serve, simulated, vocabulary

SEGMENTS = 12
BUDGET = 300_000
"""Bytes of a query on a phone, page, style and scripts included."""


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """A site of twelve segments of an issue or two; the rare phrase is in the oldest, an article of it."""
    output = tmp_path_factory.mktemp("found")
    words = vocabulary(np.random.default_rng(7))[:400]
    odds = np.cumsum(np.ones(len(words)) / len(words))
    rng = np.random.default_rng(1)
    for block in range(SEGMENTS):
        simulated(output, block * BLOCK + 7, rng, words, odds)
        simulated(output, block * BLOCK + 9, rng, words, odds)
    update_site(output, WebSettings())
    return output, max(words, key=len), words


@pytest.fixture(scope="module")
def search(site):
    """Return a function that asks, and returns what is said and the bytes of each file that was read."""
    program = next(filter(None, map(shutil.which, ("chromium", "google-chrome"))), None)
    if program is None:
        pytest.skip("install chromium to test with it")
    server, base = serve(site[0])
    with browsers.chromium(program) as browser:

        def ask(query, more=""):
            tab = browsers.context(browser, bypass_csp=True).new_page()
            read = {}
            tab.on("response", lambda answer: read.__setitem__(answer.url, int(answer.headers["content-length"])))
            tab.goto(f"{base}/web/search.html?q={quote(query)}{more}")
            browsers.until(tab, "/篇|没有找到/.test(document.querySelector('.found').textContent)")
            tab.wait_for_load_state("networkidle")
            said = tab.locator(".found").text_content()
            tab.close()
            return said, {url.removeprefix(base): size for url, size in read.items()}

        yield ask
    server.shutdown()
    server.server_close()


def segments(read):
    return {name.split("/")[3] for name in read if name.startswith("/web/find/") and name.count("/") == 4}


def terms(read):
    found = [name for name in read if name.startswith("/web/find/") and name.count("/") == 4]
    return [name for name in found if not name.endswith("facets.js")]


def test_a_common_word_reads_only_as_far_as_it_lists(search, site):
    letter = site[1][0]
    said, read = search(letter)
    assert "约" in said and "已列出 10 篇" in said
    assert len(segments(read)) <= 2 and sum(read.values()) < BUDGET


def test_a_middling_word_asks_as_many_segments_as_will_list_enough(search, site):
    """Of the newest segment it has fewer articles than are listed, so some more are asked, and not all."""
    held = [
        Counter(
            pair
            for number in (7, 9)
            for article in words_of(site[0] / str(block * BLOCK + number) / "web" / "text.js")
            for pair in {one + two for _, text in article.passages for one, two in pairwise(text)}
        )
        for block in range(SEGMENTS)
    ]
    newest = held[-1]
    pair = next(
        pair
        for pair in sorted(newest, key=lambda pair: (abs(newest[pair] - 6), pair))
        if pair.isalnum() and all(one[pair] >= 3 for one in held)
    )
    said, read = search(pair)
    assert newest[pair] < 10 and "约" in said and "已列出 10 篇" in said
    assert 1 < len(segments(read)) < SEGMENTS
    assert sum(read.values()) < BUDGET / 2


def test_a_rare_phrase_is_found_in_the_oldest_with_two_files_of_a_segment(search):
    said, read = search(RARE)
    assert said.startswith(f"“{RARE}”共 ") and "没有" not in said
    assert len(segments(read)) == SEGMENTS
    assert len(terms(read)) <= 8 + 2 * SEGMENTS and sum(read.values()) < BUDGET


def test_beside_a_rare_word_a_common_one_is_not_read_again(search, site):
    said, read = search(f"{RARE[:2]} {site[1][0]}")
    assert "篇" in said
    assert len(terms(read)) <= SEGMENTS + 3, "the rarest term of each segment, and both of the newest"


def test_by_weight_all_are_seen_and_counted(search, site):
    said, read = search(site[1][0], "&by=weight")
    assert "约" not in said and "已列出 10 篇" in said
    assert len(segments(read)) == SEGMENTS and sum(read.values()) < BUDGET
