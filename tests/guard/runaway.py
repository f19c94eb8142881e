"""What the guarded child is asked to do in the tests: work, and every way of running away."""

from __future__ import annotations

import os
import time

from layout.guard import MB, Exceeded


def double(value: int) -> int:
    print("noise on the standard output")
    os.write(1, b"and from a C library")
    return value * 2


def who() -> int:
    return os.getpid()


def niceness() -> int:
    return os.nice(0)


def spin(seconds: float) -> str:
    until = time.process_time() + seconds
    while time.process_time() < until:
        pass
    return "done"


def sleep(seconds: float) -> None:
    time.sleep(seconds)


def hold(megabytes: int) -> int:
    return len(bytearray(megabytes * MB))


_kept: list[bytearray] = []


def keep(megabytes: int) -> int:
    """Hold memory beyond the call, as libraries do."""
    _kept.append(bytearray(b"x") * (megabytes * MB))
    return len(_kept[-1])


def give(size: int) -> bytes:
    return bytes(size)


def dive() -> None:
    dive()


def die(number: int) -> None:
    os.kill(os.getpid(), number)


def leave() -> None:
    os._exit(3)


def fail(said: str) -> None:
    raise ValueError(said)


def exceed() -> None:
    raise Exceeded("pixels", 1000)


def unpicklable() -> object:
    return lambda: None
