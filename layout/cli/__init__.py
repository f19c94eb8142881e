"""The command `layout`: what the desk types, and what it is told.

Each command is a module with a function `run`, imported only when it is asked for, so that starting costs little.
"""

from __future__ import annotations


def main() -> int:
    """Run the command line with the program's own arguments; return the exit code."""
    import os

    from layout.ground.own_modules import find_own_modules

    find_own_modules()
    # Looking for plug-ins of pydantic reads the metadata of every library installed; the house has none.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    from layout.cli.app import run_command

    return run_command()
