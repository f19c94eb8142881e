"""`layout explain CODE`: what a diagnostic means at length; without a code, the list of all."""

from __future__ import annotations

import sys
from difflib import get_close_matches

from layout.diagnostics.wording import Entry, catalogue, entry, severity_word
from layout.ground.expression import expression

_ARGUMENT = expression(r"\{\w+\}")


def run(code: str, *, lang: str) -> int:
    """Print the explanation of a code, or every code with its phrase; return 2 for an unknown code."""
    if not code:
        for known in catalogue().values():
            print(f"{known.code}  {severity_word(known.severity, lang)}  {phrase(known, lang)}")
        return 0
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


def phrase(known: Entry, lang: str) -> str:
    """Return a code's phrase with its arguments left open."""
    return bare(known.phrases(lang)[0])


def bare(text: str) -> str:
    """Return a phrase of the catalogue with … for its arguments and single braces for doubled ones."""
    return _ARGUMENT.sub("…", text.replace("{{", "\0").replace("}}", "\1")).replace("\0", "{").replace("\1", "}")
