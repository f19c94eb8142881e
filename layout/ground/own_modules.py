"""The program's own modules found where they stand, without Python's search.

A build imports three hundred of them. Python looks for each one by every kind of suffix and asks its folder whether it
has changed, which takes as long as reading what it finds. Where one of ours stands is known by its name; what is read
there, and whether it is up to date, is told as Python tells it, and anything out of the ordinary is left to Python.
"""

from __future__ import annotations

import marshal
import os
import sys
from collections.abc import Sequence
from importlib.machinery import ModuleSpec, SourceFileLoader
from importlib.util import MAGIC_NUMBER
from types import CodeType, ModuleType


def find_own_modules() -> None:
    """Find the modules of this package by their names from now on, unless byte code is kept out of the ordinary."""
    if sys.pycache_prefix is None and not sys.flags.optimize and OwnModules not in sys.meta_path:
        sys.meta_path.insert(0, OwnModules)


class OwnModules:
    """A finder of modules, for `sys.meta_path`."""

    @staticmethod
    def find_spec(name: str, path: Sequence[str] | None, _target: ModuleType | None = None) -> ModuleSpec | None:
        """Return where a module of ours stands; None for any other, and for one that is not there."""
        if not path or not name.startswith("layout."):
            return None
        place = f"{path[0]}{os.sep}{name.rpartition('.')[2]}"
        for file, inside in ((f"{place}.py", None), (f"{place}{os.sep}__init__.py", [place])):
            if os.path.isfile(file):  # noqa: PTH113 - three hundred of them
                spec = ModuleSpec(name, _Reader(name, file), origin=file)
                spec.has_location, spec.cached, spec.submodule_search_locations = True, _byte_code(file), inside
                return spec
        return None


class _Reader(SourceFileLoader):
    """Reads a module's byte code in one go where it is the source's own (PEP 3147, PEP 552)."""

    def get_code(self, fullname: str) -> CodeType | None:
        """Return the module's code."""
        try:
            with open(_byte_code(self.path), "rb", 0) as stream:  # noqa: PTH123
                data = stream.read()
            told = os.stat(self.path)  # noqa: PTH116
            own = (0, int(told.st_mtime) & 0xFFFFFFFF, told.st_size & 0xFFFFFFFF)
            if data[:16] == MAGIC_NUMBER + b"".join(number.to_bytes(4, "little") for number in own):
                code: CodeType = marshal.loads(memoryview(data)[16:])
                return code
        except (OSError, EOFError, ValueError, TypeError):
            pass  # Python says what is wrong with it, or compiles it
        return super().get_code(fullname)


def _byte_code(file: str) -> str:
    folder, _, name = file.rpartition(os.sep)
    return f"{folder}{os.sep}__pycache__{os.sep}{name[:-2]}{sys.implementation.cache_tag}.pyc"
