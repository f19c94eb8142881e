"""`layout explain CODE`: what a diagnostic or a proofreading rule means at length; without a code, the list of all."""

from __future__ import annotations

import sys
from difflib import get_close_matches

from layout.diagnostics.wording import CatalogueEntry, catalogue, entry, severity_word
from layout.ground.expression import expression

_ARGUMENT = expression(r"\{\w+(:\w+)?\}")


def run(code: str, *, lang: str) -> int:
    """Print the explanation of a code, or every code with its phrase; return 2 for an unknown code."""
    if not code:
        for known in catalogue().values():
            print(f"{known.code}  {severity_word(known.severity, lang)}  {phrase(known, lang)}")
        return 0
    if "." in code and (done := _rule(code, lang)) is not None:
        return done
    found = entry(code.upper())
    if found is None:
        near = get_close_matches(code.upper(), catalogue(), 1)
        hint = "" if not near else f"，是不是 {near[0]}" if lang == "zh" else f"; did you mean {near[0]}"
        print(f"没有代号 {code}{hint}" if lang == "zh" else f"no code {code}{hint}", file=sys.stderr)
        return 2
    print(f"{found.code}  {severity_word(found.severity, lang)}  {phrase(found, lang)}\n")
    print(found.explanation(lang))
    hint = bare(found.phrases(lang)[1])
    if hint:
        print(f"\n{'提示' if lang == 'zh' else 'hint'}: {hint}")
    return 0


def _rule(name: str, lang: str) -> int | None:
    """Print the page of a proofreading rule; of a family without one, the family's; None for an unknown name."""
    from layout.proofread.explained import rule_page
    from layout.proofread.remark import CERTAIN, CODES

    page, zh = rule_page(name), lang == "zh"
    if page is None:
        family = name.partition(".")[0]
        return run(CODES[family][1], lang=lang) if family in CODES else None
    sure = "必改" if zh else "certain"
    if page.sure < CERTAIN:
        sure = f"{'请看，把握' if zh else 'doubtful,'} {page.sure} %"
    print(f"{page.name}  {page.code}  {sure}\n\n{page.why}\n")
    for title, words in (("依据", page.source), ("要提", page.example), ("不提", page.counter)):
        english = {"依据": "source", "要提": "found in", "不提": "not in"}[title]
        print(f"{title if zh else english}: {words}")
    off = f"proof: {{off: [{page.name}]}}"
    print(f"\n{'一篇稿、一期不查它' if zh else 'to switch it off in a story or an issue'}: {off}")
    return 0


def phrase(known: CatalogueEntry, lang: str) -> str:
    """Return a code's phrase with its arguments left open."""
    return bare(known.phrases(lang)[0])


def bare(text: str) -> str:
    """Return a phrase of the catalogue with … for its arguments and single braces for doubled ones."""
    return _ARGUMENT.sub("…", text.replace("{{", "\0").replace("}}", "\1")).replace("\0", "{").replace("\1", "}")
