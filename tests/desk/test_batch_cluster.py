"""A batch on a cluster that stands: a real scheduler and worker processes that die, hang and come late."""

from __future__ import annotations

import json
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from layout.desk.house import House

ROOT = Path(__file__).resolve().parents[2]
LAYOUT = Path(sys.executable).with_name("layout")
ISSUES = range(2400, 2412)
LIMIT = 4
"""Seconds that a task may take; a worker that hangs is dropped after twice as many and a grace of five."""


class Cluster:
    """A scheduler and its workers, each a process of its own."""

    def __init__(self, folder: Path) -> None:
        self.file = folder / "scheduler.json"
        self._folder = folder
        self._all: list[subprocess.Popen[bytes]] = []
        self._start("scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--scheduler-file", self.file)
        until(self.file.exists, "the scheduler's file")

    def worker(self, name: str) -> subprocess.Popen[bytes]:
        """Start a worker of one thread; it is ended with the cluster."""
        return self._start(
            "worker", "--scheduler-file", self.file, "--nthreads", "1", "--no-nanny", "--no-dashboard", "--name", name,
            "--memory-limit", "0", "--local-directory", self._folder,
        )  # fmt: skip

    def _start(self, role: str, *words: object) -> subprocess.Popen[bytes]:
        code = f"import sys; from distributed.cli.dask_{role} import main; sys.exit(main())"
        with (self._folder / f"{role}-{len(self._all)}.log").open("wb") as log:
            process = subprocess.Popen(
                [sys.executable, "-c", code, *map(str, words)], cwd=ROOT, stdout=log, stderr=log, start_new_session=True
            )
        self._all.append(process)
        return process

    def end(self) -> None:
        for process in reversed(self._all):
            process.send_signal(signal.SIGCONT)
            process.kill()
            process.wait()


def until(true: Callable[[], bool], what: str, seconds: float = 300) -> None:
    ending = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < ending, f"waited {seconds} s for {what}"
        time.sleep(0.05)


@pytest.fixture
def shelf(house: House) -> House:
    """Return a house with a dozen issues."""
    for number in ISSUES:
        shutil.copytree(house.issue(2346), house.issue(number))
        file = house.issue(number) / "issue.yaml"
        file.write_text(file.read_text("utf-8").replace("2346", str(number)), "utf-8")
    return house


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[Cluster]:
    made = Cluster(tmp_path)
    yield made
    made.end()


def start(shelf: House, cluster: Cluster) -> subprocess.Popen[str]:
    words = ["batch", "2400..2411", "--only", "press", "--scheduler-file", str(cluster.file), "--seconds", str(LIMIT)]
    return subprocess.Popen(
        [LAYOUT, *words, "--format", "json"], cwd=shelf.root, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


def done(shelf: House) -> set[int]:
    return {int(path.stem) for path in (shelf.output / ".batch" / "done").rglob("*.json")}


@pytest.mark.long(held="desk/test_batch.py::test_what_is_done_is_not_done_again_until_something_changes")
def test_workers_die_hang_and_come_late_and_the_driver_is_killed_and_run_again(shelf: House, cluster: Cluster) -> None:
    killed, hung = cluster.worker("killed"), cluster.worker("hung")
    driver = start(shelf, cluster)
    until(lambda: len(done(shelf)) >= 2, "two issues")
    hung.send_signal(signal.SIGSTOP)
    killed.kill()
    late = cluster.worker("late")
    until(lambda: len(done(shelf)) >= 5, "the late worker")
    driver.kill()
    driver.communicate()
    before = {number: (shelf.output / str(number) / "report.json").stat().st_ino for number in done(shelf)}
    assert len(before) < len(ISSUES)

    said, told = start(shelf, cluster).communicate(timeout=600)
    assert said, told
    built = {one["number"]: one for one in json.loads(said)}
    assert {number: one["code"] for number, one in built.items()} == dict.fromkeys(ISSUES, 0), told
    assert {one["state"] for one in built.values()} <= {"done", "kept"}
    assert done(shelf) == set(ISSUES)
    for number, inode in before.items():
        assert built[number]["state"] == "kept"
        assert (shelf.output / str(number) / "report.json").stat().st_ino == inode
    assert late.poll() is None
    assert not list(shelf.output.glob(".2*")), "nothing half-made is left"


def test_a_worker_of_another_version_is_told(shelf: House, cluster: Cluster) -> None:
    from distributed import Client

    from layout.desk.batch.records import Wanted
    from layout.desk.batch.task import run_task

    cluster.worker("only")
    with Client(scheduler_file=str(cluster.file)) as client:
        wanted = Wanted(str(shelf.root), str(shelf.output), ("press",), program="another")
        built = client.submit(run_task, 2400, wanted, key="other", pure=False).result(timeout=300)
    assert built.code == 70 and "version" in built.said


def test_an_interrupted_batch_leaves_no_process_and_no_half_output(shelf: House) -> None:
    driver = subprocess.Popen(
        [LAYOUT, "batch", "2400..2411", "-j", "2", "--only", "press"], cwd=shelf.root, stdout=subprocess.PIPE,
        stderr=subprocess.PIPE, text=True, start_new_session=True,
    )  # fmt: skip
    until(lambda: len(done(shelf)) >= 1, "one issue")
    driver.send_signal(signal.SIGTERM)
    _, told = driver.communicate(timeout=300)
    assert driver.returncode == 130
    assert "Traceback" not in told and "已中断" in told
    for number in ISSUES:
        folder = shelf.output / str(number)
        assert not folder.exists() or (folder / "report.json").is_file()
