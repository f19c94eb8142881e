"""Settings of an issue that others read: blocks of YAML as pairs with plain values."""

from __future__ import annotations

from typing import Any


def settings_of(block: dict[str, Any] | None) -> tuple[tuple[str, object], ...]:
    """Return settings as pairs with plain values; a block inside is pairs again, a list a tuple."""
    return tuple((key, _frozen(value)) for key, value in (block or {}).items())


def _frozen(value: Any) -> object:
    if isinstance(value, dict):
        return settings_of(value)
    return tuple(_frozen(item) for item in value) if isinstance(value, list) else _value(value)


def _value(text: str | None) -> object:
    """Return a setting's value: a number, a truth or the text itself."""
    if text is None or text in ("true", "false"):
        return None if text is None else text == "true"
    for make in (int, float):
        try:
            return make(text)
        except ValueError:
            continue
    return text
