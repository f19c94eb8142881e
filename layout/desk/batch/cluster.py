"""The cluster of a batch: one that is started here and ends with it, or one that stands."""

from __future__ import annotations

import logging
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

PATIENCE = 30
"""Seconds to wait for a cluster that should be there."""


class NoClusterError(Exception):
    """The cluster cannot be reached, or was lost; says which and why."""


@contextmanager
def cluster(jobs: int, address: str = "", scheduler_file: Path | None = None) -> Iterator[tuple[Any, str]]:
    """Lend a client, and the dashboard's address, of the cluster at an address or in a file, or of one started here.

    The local cluster's workers are threads of this process: each of them waits for a child that builds, so `jobs`
    issues are built at a time and nothing outlives this process.
    """
    from distributed import Client, LocalCluster

    logging.getLogger("distributed").setLevel(logging.CRITICAL)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the dashboard's usual port may be taken; it takes another then
        try:
            if address or scheduler_file:
                client = (
                    Client(address, timeout=PATIENCE)
                    if address
                    else Client(scheduler_file=str(scheduler_file), timeout=PATIENCE)
                )
                local = None
            else:
                local = LocalCluster(
                    n_workers=1, threads_per_worker=jobs, processes=False,
                    dashboard_address="127.0.0.1:8787", memory_limit=0, silence_logs=logging.CRITICAL,
                )  # fmt: skip
                client = Client(local)
        except (OSError, ValueError, RuntimeError) as fault:
            raise NoClusterError(f"{address or scheduler_file or '127.0.0.1'}: {fault}") from fault
        try:
            # The client names this machine's outer address; a local dashboard is heard on this machine alone.
            port = client.scheduler_info()["services"].get("dashboard") if local else None
            yield client, (f"http://127.0.0.1:{port}/status" if port else str(client.dashboard_link or ""))
        finally:
            client.close()
            if local is not None:
                local.close()
