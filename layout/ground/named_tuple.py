"""Named tuples like the standard library's, made in a tenth of the time.

The standard ones write and compile a method for each class, a third of a millisecond, and a build imports a score of
them. Here tuples of as many fields share one compiled `__new__`, in which the names alone differ, as dataclasses do.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import NamedTuple as NamedTuple
else:
    import collections
    from types import FunctionType

    from layout.ground.dataclass import first_function, renamed

    class _Made(type):
        """Makes the classes: fields from the annotations of the body, defaults from its values."""

        def __new__(mcs, name, bases, space):
            if not bases:
                return super().__new__(mcs, name, bases, space)
            names = tuple(space.get("__annotations__", ()))
            optional = [field in space for field in names]
            if optional != sorted(optional):
                raise TypeError("a field that must be given stands behind one that need not be")
            defaults = tuple(space.pop(field) for field in names if field in space)
            code = _CODES.get(len(names)) or _CODES.setdefault(len(names), _code(len(names)))
            space["__new__"] = FunctionType(renamed(code, "_cls", names), _GIVEN, "__new__", defaults)
            space.setdefault("__repr__", _shown)
            space |= {field: collections._tuplegetter(at, None) for at, field in enumerate(names)}
            space |= {"__slots__": (), "__match_args__": names, "_fields": names}
            space |= {"__getnewargs__": _given, "_replace": _replaced, "_asdict": _by_name}
            return type(name, (tuple,), space)

    class NamedTuple(metaclass=_Made):
        """What a class of named tuples names as its base."""

    _GIVEN = {"_tuple": tuple.__new__}
    _CODES = {}

    def _code(count):
        fields = [f"_{at}" for at in range(count)]
        return first_function(f"def __new__(_cls, {', '.join(fields)}):\n return _tuple(_cls, ({', '.join(fields)},))")

    def _replaced(self, /, **changes):
        return type(self)(**(_by_name(self) | changes))

    def _given(self):
        return tuple(self)

    def _by_name(self):
        return dict(zip(self._fields, self, strict=True))

    def _shown(self):
        told = (f"{name}={value!r}" for name, value in zip(self._fields, self, strict=True))
        return f"{type(self).__qualname__}({', '.join(told)})"


__all__ = ["NamedTuple"]
