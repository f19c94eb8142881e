"""Where Western runs may be divided."""

from __future__ import annotations

from layout.text.western import divisions


def cut(run: str, hyphenate: bool = True) -> list[str]:
    """Return the run divided at every point, a shown hyphen as ~."""
    parts, last = [], 0
    for at, _, hyphen in divisions(run, hyphenate):
        parts.append(run[last:at] + ("~" if hyphen else ""))
        last = at
    return [*parts, run[last:]]


def test_words_take_hyphens_at_syllables() -> None:
    assert cut("newspaper") == ["news~", "pa~", "per"]
    assert cut("newspaper", hyphenate=False) == ["newspaper"]


def test_short_words_and_abbreviations_stay_whole() -> None:
    assert cut("APP") == ["APP"]
    assert cut("UNESCO") == ["UNESCO"]


def test_addresses_divide_at_joints_without_a_hyphen() -> None:
    assert cut("https://example.com/news/2022") == ["https://", "example.", "com/", "news/", "2022"]
    assert cut("press@yuzhou.gov.cn") == ["press@", "yuzhou.", "gov.cn"]


def test_numbers_are_never_divided() -> None:
    assert cut("0374-8165020") == ["0374-8165020"]
    assert cut("1,234,567.89%") == ["1,234,567.89%"]
    assert cut("2022/05/17") == ["2022/05/17"]


def test_compounds_divide_after_their_hyphen() -> None:
    assert "well-" in cut("well-known")[0]
