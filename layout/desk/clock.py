"""The clock, which only desk and command line have: the time of day at which something was done."""

from __future__ import annotations


def now() -> str:
    """Return the local time as histories and signatures keep it: ISO 8601 to the second, with its offset."""
    from datetime import datetime

    return datetime.now().astimezone().isoformat(timespec="seconds")
