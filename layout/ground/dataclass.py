"""Dataclasses that cost nothing until they are used: like the standard library's, made in a twentieth of the time.

The standard decorator writes and compiles six methods for each class, half a millisecond, and a build imports some two
hundred classes. Here a class gets its slots and methods that need no compiling at once, and its `__init__` when the
first instance is made: classes of as many fields share one compiled code, in which the names alone differ. To the type
checker these names are the standard ones, so `frozen=True` is enforced there; at run time fields are plain slots, which
makes an instance in a tenth of a frozen dataclass's time.

`dataclasses.replace`, `fields` and `asdict` of the standard library work on them as well.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dataclasses import dataclass as dataclass
    from dataclasses import field as field
    from dataclasses import fields as fields
    from dataclasses import replace as replace
else:
    from operator import attrgetter
    from types import CodeType, FunctionType

    _MISSING = object()

    class _Field:
        """What a class says of one field beyond its name."""

        __slots__ = ("compare", "default", "factory", "name", "repr")

        def __init__(self, name, default, factory, compare, repr):
            self.name, self.default, self.factory, self.compare, self.repr = name, default, factory, compare, repr

    def field(*, default=_MISSING, default_factory=_MISSING, compare=True, repr=True):
        """Return what stands in a class body for a field that needs more than a default."""
        return _Field("", default, default_factory, compare, repr)

    def dataclass(*, frozen=False, slots=False):
        """Return the decorator of a dataclass with equality, and with a hash where it is frozen."""

        def decorate(cls):
            return _made(cls, frozen, slots)

        return decorate

    def fields(cls):
        """Return the fields of a class or an instance, in order; each has a `name`."""
        return cls.__record_fields__

    def replace(record, /, **changes):
        """Return a record with some fields changed."""
        cls = type(record)
        for each in cls.__record_fields__:
            name = each.name
            if name not in changes:
                changes[name] = getattr(record, name)
        return cls(**changes)

    def _made(cls, frozen, slots):
        own = [_own(cls, name) for name, kind in cls.__annotations__.items() if not _of_class(kind)]
        known = {
            each.name: each for base in reversed(cls.__mro__[1:]) for each in base.__dict__.get("__record_fields__", ())
        }
        inherited = set(known)
        known.update((each.name, each) for each in own)
        every = tuple(known.values())
        methods = {
            "__record_fields__": every,
            "__dataclass_fields__": _STANDARD,
            "__match_args__": tuple(known),
            "__init__": _first_init(every),
        }
        body = cls.__dict__
        if "__eq__" not in body:
            compared = [each.name for each in every if each.compare]
            methods["__eq__"], hashed = _compared(compared)
            methods["__hash__"] = body.get("__hash__") or (hashed if frozen else None)
        if "__repr__" not in body:
            methods["__repr__"] = _shown
        if not slots:
            for each in own:
                if isinstance(body.get(each.name), _Field):
                    delattr(cls, each.name)
            for name, method in methods.items():
                setattr(cls, name, method)
            return cls
        mine = {each.name for each in own}
        space = {
            key: value for key, value in body.items() if key not in mine and key not in ("__dict__", "__weakref__")
        }
        space |= methods
        space["__slots__"] = tuple(each.name for each in own if each.name not in inherited)
        made = type(cls)(cls.__name__, cls.__bases__, space)
        made.__qualname__ = cls.__qualname__
        return made

    def _of_class(kind):
        return str(kind).startswith("ClassVar")

    def _own(cls, name):
        said = cls.__dict__.get(name, _MISSING)
        if isinstance(said, _Field):
            said.name = name
            return said
        return _Field(name, said, _MISSING, True, True)

    def _first_init(every):
        """Return an `__init__` that writes the real one when it is first called, and gives it its place."""

        def __init__(self, /, *values, **named):
            written = _written_init(every)
            for cls in type(self).__mro__:
                if cls.__dict__.get("__init__") is __init__:
                    cls.__init__ = written
            written(self, *values, **named)

        return __init__

    def _written_init(every):
        """Return the `__init__` of some fields: the code for as many fields, with their names put in."""
        made = tuple(each.factory is not _MISSING for each in every)
        code = _CODES.get(made) or _CODES.setdefault(made, _code(made))
        optional = [each.default is not _MISSING or own for each, own in zip(every, made, strict=True)]
        if optional != sorted(optional):
            raise TypeError("a field that must be given stands behind one that need not be")
        given = {f"_make_{at}": each.factory for at, each in enumerate(every) if made[at]}
        defaults = tuple(each.default for each, own in zip(every, optional, strict=True) if own)
        named = renamed(code, "self", [each.name for each in every])
        return FunctionType(named, given | {"_missing": _MISSING}, "__init__", defaults)

    _CODES = {}

    def _code(made):
        """Return the code of an `__init__` with the fields `_0`, `_1` … of which some are `made` where not given."""
        steps = [
            f"self._{at} = _make_{at}() if _{at} is _missing else _{at}" if own else f"self._{at} = _{at}"
            for at, own in enumerate(made)
        ]
        words = ", ".join(("self", *(f"_{at}" for at in range(len(made)))))
        return first_function(f"def __init__({words}):\n " + "\n ".join(steps or ["pass"]))

    def first_function(text):
        """Return the code of the function that a text defines."""
        parts = compile(text, __file__, "exec").co_consts
        return next(part for part in parts if isinstance(part, CodeType))

    def renamed(code, first, names):
        """Return code over `_0`, `_1` … with these names in their stead; `first` is its first parameter."""
        known = {f"_{at}": name for at, name in enumerate(names)}
        words = tuple(known.get(name, name) for name in code.co_names)
        return code.replace(co_names=words, co_varnames=(first, *known.values()))

    def _compared(names):
        if len(names) == 1:
            one = attrgetter(names[0])

            def values(record):
                return (one(record),)

        else:
            values = attrgetter(*names) if names else lambda _record: ()

        def __eq__(self, other):
            return values(self) == values(other) if other.__class__ is self.__class__ else NotImplemented

        def __hash__(self):
            return hash(values(self))

        return __eq__, __hash__

    def _shown(self):
        told = (f"{each.name}={getattr(self, each.name)!r}" for each in self.__record_fields__ if each.repr)
        return f"{type(self).__qualname__}({', '.join(told)})"

    class _Standard:
        """The fields as the standard library's functions look for them, made when they are asked for."""

        def __get__(self, _record, cls):
            import dataclasses

            found = {}
            for each in cls.__record_fields__:
                told = {"compare": each.compare, "repr": each.repr}
                if each.default is not _MISSING:
                    told["default"] = each.default
                elif each.factory is not _MISSING:
                    told["default_factory"] = each.factory
                standard = dataclasses.field(**told)
                standard.name, standard._field_type = each.name, dataclasses._FIELD
                found[each.name] = standard
            return found

    _STANDARD = _Standard()


__all__ = ["dataclass", "field", "fields", "replace"]
