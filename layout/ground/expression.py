"""Regular expressions that are compiled when they are first used.

A class of Han characters takes a millisecond to compile and a build imports some three hundred patterns, half of which
it never looks at. `expression` returns what stands for a compiled expression until then; afterwards a method costs what
it always did.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from re import compile as expression
else:

    class _Pattern:
        """An expression to come: its methods are found on the compiled one, once."""

        def __init__(self, text, flags):
            self._text, self._flags = text, flags

        def __getattr__(self, name):
            compiled = re.compile(self._text, self._flags)
            for method in ("search", "match", "fullmatch", "finditer", "findall", "sub", "subn", "split", "pattern"):
                self.__dict__[method] = getattr(compiled, method)
            return getattr(compiled, name)

    def expression(text, flags=0):
        """Return the regular expression of a text, not yet compiled."""
        return _Pattern(text, flags)


__all__ = ["expression"]
