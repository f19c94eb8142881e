"""Regular expressions that are compiled when they are first used, and once for all runs.

A build imports some three hundred patterns, half of which it never looks at; `expression` returns what stands for a
compiled expression until it is used, and afterwards a method costs what it always did.

Python compiles them in Python, a class of Han characters in a millisecond, a tenth of a cold build. What comes of it is
kept beside our compiled modules as those are: read where it is there, else made. It depends on the text, the flags and
the Python, and is kept under them. So is what a library compiles as it is imported, under its name (`spare_compiling`).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from re import compile as expression

    def spare_compiling(library: str) -> None:
        """Import a library; what it compiles meanwhile is taken from what an earlier run kept.

        For libraries whose expressions are spelt alike in every run.
        """
else:
    import marshal
    import sys

    _CACHED = __spec__.cached and f"{__spec__.cached.removesuffix('.pyc')}.expressions"

    class _Pattern:
        """An expression to come: its methods are found on the compiled one, once."""

        def __init__(self, text, flags):
            self._text, self._flags = text, flags

        def __getattr__(self, name):
            compiled = _compiled(self._text, int(self._flags))
            for method in ("search", "match", "fullmatch", "finditer", "findall", "sub", "subn", "split", "pattern"):
                self.__dict__[method] = getattr(compiled, method)
            return getattr(compiled, name)

    def expression(text, flags=0):
        """Return the regular expression of a text, not yet compiled; for texts that stand in the program."""
        return _Pattern(text, flags)

    def spare_compiling(library):
        """Import a library; what it compiles meanwhile is taken from what an earlier run kept."""
        if library in sys.modules:
            return
        from importlib import import_module

        cache = getattr(re, "_cache", {})  # Python looks there before it compiles
        for (text, flags), parts in _known(library, {}).items():
            made = _made(text, parts)
            if made is not None:
                cache.setdefault((str, text, flags), made)
        before = set(cache)
        import_module(library)
        lacking = [one for one in cache if one not in before and one[0] is str]
        if lacking:
            found = {(text, flags): _parts(text, flags) for _, text, flags in lacking}
            same = {said: parts for said, parts in found.items() if _made(said[0], parts) == cache[(str, *said)]}
            _remember(library, _known(library, {}) | same)

    _kept = None
    _new = {}

    def _compiled(text, flags):
        made = _made(text, _known((text, flags)))
        if made is None:
            made = re.compile(text, flags)
            parts = _parts(text, flags)
            if _made(text, parts) == made:
                _remember((text, flags), parts)
        return made

    def _known(key, default=None):
        """Return what is kept under a key: the parts of an expression, or those of a library's by text and flags."""
        global _kept
        if _kept is None:
            _kept = _read()
        return _kept.get(key, default)

    def _remember(key, parts):
        """Keep something for the runs to come, once this one is over."""
        if not _new:
            import atexit

            atexit.register(_keep)
        _new[key] = parts

    def _made(text, parts):
        """Return the expression that is made of its compiled parts; None where it cannot be."""
        try:
            flags, code, groups, names, numbers = parts
            return sys.modules["_sre"].compile(text, flags, memoryview(code).cast("I").tolist(), groups, names, numbers)
        except (ArithmeticError, KeyError, RuntimeError, TypeError, ValueError):
            return None

    def _parts(text, flags):
        """Return what Python's compiler makes of an expression; None where it is another than we know."""
        try:
            parsed = re._parser.parse(text, flags)
            code = re._compiler._code(parsed, flags)
            names = parsed.state.groupdict
            numbers = [None] * parsed.state.groups
            for name, number in names.items():
                numbers[number] = name
            packed = b"".join(one.to_bytes(4, sys.byteorder) for one in code)
            return int(flags | parsed.state.flags), packed, parsed.state.groups - 1, dict(names), tuple(numbers)
        except (AttributeError, ArithmeticError, TypeError):
            return None

    def _read():
        """Return what is kept: the parts of each expression by its text and flags, those of a library by its name."""
        try:
            with open(_CACHED, "rb") as stream:  # noqa: PTH123 - as early as this nothing else needs paths
                python, found = marshal.load(stream)
            return found if python == sys.version and isinstance(found, dict) else {}
        except (EOFError, OSError, TypeError, ValueError):
            return {}

    def _keep():
        """Put what was new beside what is kept, as Python does with modules: whole or not at all, where it may."""
        import os

        if sys.dont_write_bytecode or not _CACHED:
            return
        beside = f"{_CACHED}.{os.getpid()}"
        try:
            with open(beside, "xb") as stream:  # noqa: PTH123
                marshal.dump((sys.version, _read() | _new), stream)
            os.replace(beside, _CACHED)  # noqa: PTH105
        except (OSError, ValueError):
            return


__all__ = ["expression", "spare_compiling"]
