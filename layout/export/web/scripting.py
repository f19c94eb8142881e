"""Values for scripts: JSON that nothing in it can end, in files that a page opened from a folder can load."""

from __future__ import annotations

import json


def data(value: object) -> str:
    """Return a value as JSON that is safe inside a script: nothing in it can end the element."""
    dumped = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for character in "<>&\u2028\u2029":
        dumped = dumped.replace(character, f"\\u{ord(character):04x}")
    return dumped


def script_data(name: str, key: str | int, value: object) -> str:
    """Return a script file that puts a value under `window.<name>[key]`; a page opened from a folder can load it."""
    return f"(window.{name}=window.{name}||{{}})[{data(str(key))}]={data(value)};\n"
