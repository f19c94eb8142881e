"""The guard: files that nobody has checked are decoded under limits, in a process of their own.

`guarded("layout.some.module:function", *arguments, limits=Limits(…))` runs a function of ours in a child process and
returns its value, or a `Stopped` that says which limit was passed or that the child died. It raises nothing that the
file can cause:

    made = guarded("layout.export.picture.photo:decode", str(path), limits=Limits(seconds=4, memory=400 * MB))
    if isinstance(made, Stopped):
        return None, (made.remark(Place(name)),)

What goes over must pickle: pass paths and plain values, return records, bytes, tuples. Give a path rather than the
bytes of a large file. In the function, look at sizes before unpacking and raise `Exceeded("pixels", limit)` (likewise
bytes, nodes, points, depth): the caller gets it as a `Stopped`. Code that reads small things and cannot run away needs
no child: it catches `Exceeded` itself and uses `error.stopped`. Paths are opened through `read_plain` or asked with
`no_plain_file`, so that a FIFO, a device or a link that leads out of the folder is refused by name.

The child is started when it is first needed and stays for the next call, so that copy without foreign files never
pays for it. It starts a fresh interpreter and forks nothing, so threads of ours set no trap.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from layout.ground.lazily import lazily

if TYPE_CHECKING:
    from layout.guard.caps import (
        DEPTH,
        FILE_BYTES,
        MB,
        NODES,
        OPERATORS,
        PIXELS,
        POINTS,
        UNPACKED,
        Exceeded,
        Limits,
        Stopped,
    )  # fmt: skip
    from layout.guard.plain_file import no_plain_file, read_plain
    from layout.guard.worker import guarded

_CAPS = (
    "DEPTH", "FILE_BYTES", "MB", "NODES", "OPERATORS", "PIXELS", "POINTS", "UNPACKED", "Exceeded", "Limits", "Stopped",
)  # fmt: skip

__all__ = [
    "DEPTH", "FILE_BYTES", "MB", "NODES", "OPERATORS", "PIXELS", "POINTS", "UNPACKED",
    "Exceeded", "Limits", "Stopped", "guarded", "no_plain_file", "read_plain",
]  # fmt: skip

__getattr__ = lazily(
    __name__,
    {
        **dict.fromkeys(_CAPS, "caps"),
        "no_plain_file": "plain_file",
        "read_plain": "plain_file",
        "guarded": "worker",
    },
)
