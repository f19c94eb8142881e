"""Raised, lowered and circled figures as Unicode has them: km², CO₂, 10⁻⁸, ㉖."""

from __future__ import annotations

_UP = dict(zip("0123456789+-=()ni−", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿⁱ⁻", strict=True))
_DOWN = dict(zip("0123456789+-=()aeoxhklmnpst−", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₒₓₕₖₗₘₙₚₛₜ₋", strict=True))


def raised(text: str, way: str) -> str | None:
    """Return characters as Unicode's own superscripts (`sup`) or subscripts (`sub`); None where one is not there."""
    signs = _UP if way == "sup" else _DOWN
    return "".join(signs[char] for char in text) if text and all(char in signs for char in text) else None


def circled(value: int) -> str:
    """Return a figure in a circle, ① to ㊿; beyond that in brackets."""
    for first, last, code in ((1, 20, 0x2460), (21, 35, 0x3251), (36, 50, 0x32B1)):
        if first <= value <= last:
            return chr(code + value - first)
    return "⓪" if value == 0 else f"({value})"
