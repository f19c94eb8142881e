"""A site served on this machine for a test, as `layout web --serve` does it."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from layout.desk.serving.app import served, site_app


@contextmanager
def serving(folder: Path, search: str = "") -> Iterator[str]:
    """Serve a folder; yield its address, which ends with a slash."""
    listener = socket.create_server(("127.0.0.1", 0))
    server = served(site_app(folder, search))
    thread = threading.Thread(target=server.run, args=([listener],), daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}/"
    finally:
        server.should_exit = True
        thread.join(30)
        listener.close()
