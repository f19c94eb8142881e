"""09:00. Forty past issues are set anew on a Dask cluster; one of its workers is killed on the way."""

from __future__ import annotations

import json
import subprocess
import tempfile
from pathlib import Path

from tests.day.newsroom import LAYOUT, Newsroom, environment
from tests.day.paper import PAST
from tests.desk.test_batch_cluster import Cluster, until

NAME = "重排四十期旧报（Dask 集群，途中杀掉一个）"


def play(room: Newsroom) -> None:
    with tempfile.TemporaryDirectory() as folder:
        cluster = Cluster(Path(folder))
        try:
            doomed = cluster.worker("doomed")
            cluster.worker("steady")
            room.tally.now.commands += 1
            words = [
                "batch",
                f"{PAST[0]}..{PAST[-1]}",
                "--only",
                "press,web",
                "--release",
                "--scheduler-file",
                str(cluster.file),
            ]
            with subprocess.Popen(
                [LAYOUT, *words, "--format", "json"], cwd=room.root, env=environment(), stdout=subprocess.PIPE,
                stderr=subprocess.PIPE, text=True,
            ) as driver:  # fmt: skip
                try:
                    until(lambda: len(_done(room)) >= 3, "three past issues", 300)
                    doomed.kill()
                    cluster.worker("late")
                    said, told = driver.communicate(timeout=900)
                except BaseException:
                    driver.kill()
                    raise
        finally:
            cluster.end()
    assert not driver.returncode, told[-3000:]
    built = {one["number"]: one["code"] for one in json.loads(said)}
    assert built == dict.fromkeys(PAST, 0), "not every past issue was set"
    assert not list((room.root / "output").glob(".1*")), "something half-made is left"


def _done(room: Newsroom) -> set[int]:
    return {int(path.stem) for path in (room.root / "output" / ".batch" / "done").rglob("*.json")}
