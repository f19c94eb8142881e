"""Modules that are loaded only when a name of theirs is used, so that a command imports what it needs."""

from __future__ import annotations

import sys
from _thread import RLock
from collections.abc import Callable
from importlib import import_module
from importlib.machinery import ModuleSpec
from types import ModuleType
from typing import Any


def lazily(package: str, homes: dict[str, str]) -> Callable[[str], Any]:
    """Return a package's `__getattr__` (PEP 562) for public names by the module of the package that each lives in."""

    def load(name: str) -> Any:
        if name not in homes:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        return getattr(import_module(f"{package}.{homes[name]}"), name)

    return load


def spared(*names: str) -> None:
    """Let modules be loaded when a name of theirs is first asked for: libraries import them and may never use them.

    For a library that says `import x` or `from package import x`; `from x import name` loads it at once. A module that
    is loaded already, or that is not there, is left alone.
    """
    from importlib.util import find_spec, module_from_spec

    for name in names:
        spec = None if name in sys.modules else find_spec(name)
        if spec is None:
            continue
        module = module_from_spec(spec)
        module.__class__ = _Spared
        sys.modules[name] = module
        package, _, own = name.rpartition(".")
        if package:
            setattr(sys.modules[package], own, module)


_LOADING = RLock()


class _Spared(ModuleType):
    """A module that has not been run yet."""

    def __getattr__(self, name: str) -> Any:
        with _LOADING:  # another thread waits until it is whole
            spec = self.__dict__.get("__spec__")
            if type(self) is _Spared and spec is not None and spec not in _RUNNING:
                _RUNNING.append(spec)
                try:
                    spec.loader.exec_module(self)
                finally:
                    _RUNNING.remove(spec)
                self.__class__ = ModuleType  # type: ignore[assignment]
            elif name not in self.__dict__:
                raise AttributeError(f"module {self.__name__!r} has no attribute {name!r}")
        return getattr(self, name)


_RUNNING: list[ModuleSpec] = []
"""Modules that are being run: what such a one asks of itself is there already or not at all."""
