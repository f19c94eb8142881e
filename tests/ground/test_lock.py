"""One run at a time: two never hold a lock, whenever they ask for it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from threading import Thread

import pytest

from layout.ground.lock import BusyError, Lock


def test_one_at_a_time_and_nothing_stays(tmp_path: Path) -> None:
    lock = Lock(tmp_path / "lock")
    with pytest.raises(BusyError):
        Lock(tmp_path / "lock")
    lock.release()
    lock.release()
    assert not list(tmp_path.iterdir())
    Lock(tmp_path / "lock").release()


def test_a_file_that_lost_its_name_meanwhile_is_no_lock(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The race of old: the second opens the file, the first takes it away, a third makes a new one."""
    from layout.ground import lock as module

    held = Lock(tmp_path / "lock")
    real, third = module._hold, []

    def late(handle: int, path: Path) -> None:
        if not third:
            held.release()
            monkeypatch.setattr(module, "_hold", real)
            third.append(Lock(path))
        real(handle, path)

    monkeypatch.setattr(module, "_hold", late)
    with pytest.raises(BusyError):
        Lock(tmp_path / "lock")
    third[0].release()


def test_many_at_once_never_hold_it_together(tmp_path: Path) -> None:
    inside, most, done = 0, 0, 0

    def run() -> None:
        nonlocal inside, most, done
        for _ in range(300):
            try:
                lock = Lock(tmp_path / "lock")
            except BusyError:
                continue
            inside += 1
            most = max(most, inside)
            inside -= 1
            done += 1
            lock.release()

    threads = [Thread(target=run) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most == 1 and done


def test_a_killed_holder_holds_nothing(tmp_path: Path) -> None:
    code = (
        "import os, sys; from pathlib import Path; from layout.ground.lock import Lock; "
        "lock = Lock(Path(sys.argv[1])); os.kill(os.getpid(), 9)"
    )
    subprocess.run([sys.executable, "-c", code, str(tmp_path / "lock")])
    assert (tmp_path / "lock").exists()
    Lock(tmp_path / "lock").release()


def test_a_link_is_no_lock(tmp_path: Path) -> None:
    (tmp_path / "lock").symlink_to("precious")
    with pytest.raises(OSError):
        Lock(tmp_path / "lock")
    assert not (tmp_path / "precious").exists()
