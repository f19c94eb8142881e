"""The language the desk is spoken to in: Chinese unless it asks otherwise."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

Language = Literal["zh", "en"]


class _Spoken:
    """What is spoken in this run; set once, before any command's wording is made."""

    language: Language = "zh"


def speak(language: Language) -> None:
    """Choose the language of this run."""
    _Spoken.language = language


def spoken() -> Language:
    """Return the language of this run."""
    return _Spoken.language


def say(zh: str, en: str) -> str:
    """Return the wording in the language of this run."""
    return zh if _Spoken.language == "zh" else en


def preferred(environ: Mapping[str, str]) -> Language:
    """Return the language the environment asks for: LAYOUT_LANG, else the locale; Chinese where it names none."""
    for name in ("LAYOUT_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        tag = environ.get(name, "").split(".")[0].lower()
        if tag:
            return "zh" if tag in ("c", "posix") or tag.startswith("zh") else "en"
    return "zh"
