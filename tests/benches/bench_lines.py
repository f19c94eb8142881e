"""How good are the lines: the composition loss of this program and its peers, on the same copy, type and measure.

    python -m tests.benches.bench_lines [--texts "issue 2346,news"] [--measures 11,13,14,17,20] [--parts] [--least]

`optimum` is this program with an exhaustive search for the least price, `least loss` (with `--least`) one for the least
loss that its rules allow, which takes minutes. Peers that are not installed are
named and left out. `--parts` prints what each loss is made of.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from tests.benches.loss import Loss, measure_loss
from tests.benches.peers import Peer, all_peers
from tests.benches.texts import bench_copy

MEASURES = (11.0, 13.0, 14.0, 17.0, 20.0)


def run(peer: Peer, paragraphs: Sequence[str], ems: float) -> Loss:
    """Set the paragraphs with a program and return its loss."""
    with tempfile.TemporaryDirectory() as folder:
        return measure_loss(peer.run(paragraphs, ems, Path(folder)), paragraphs, ems)


def _cell(loss: Loss) -> str:
    faults = f"{loss.bans}/{loss.splits}/{loss.orphans}"
    unmatched = "*" if loss.unmatched else " "
    return f"{loss.clq:7.4f}{unmatched}{loss.grid:5.2f} {faults:>6}"


def _parts(name: str, ems: float, loss: Loss) -> str:
    return (
        f"  {name:<16}{ems:5g} em  open {loss.open:.4f} tight {loss.tight:.4f} edge {loss.edge:.4f} "
        f"squeeze {loss.squeeze / 4:.4f} gap {loss.gap / 4:.4f} runs {loss.runs:.4f} faults {loss.faults:.4f} | "
        f"lines {loss.lines} loose {loss.loose:.1%} longest run {loss.longest_run} gap p95 {loss.open_p95:.3f} "
        f"most {loss.open_most:.3f} squeezed marks {loss.squeezed} disorder {loss.disorder} "
        f"baseline {loss.baseline:.3f} pt river {loss.river} unmatched {loss.unmatched}"
    )


def main(words: Sequence[str]) -> None:
    """Print the tables."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--texts", default="")
    options.add_argument("--measures", default="")
    options.add_argument("--parts", action="store_true")
    options.add_argument("--least", action="store_true")
    given = options.parse_args(words)
    measures = tuple(map(float, given.measures.split(","))) if given.measures else MEASURES
    peers = [peer for peer in all_peers() if given.least or peer.name != "least loss"]
    for peer in peers:
        if peer.missing:
            print(f"left out: {peer.name}: {peer.missing}")
    here = [peer for peer in peers if not peer.missing]
    copy = bench_copy()
    for name in given.texts.split(",") if given.texts else copy:
        paragraphs = copy[name]
        print(f"\n{name}: {len(paragraphs)} paragraphs, {sum(map(len, paragraphs))} characters")
        print("  CLQ, grid retention, bans/splits/orphans" + "  (* some paragraphs could not be matched)")
        print(" " * 18 + "".join(f"{f'{ems:g} em':>22}" for ems in measures))
        table: dict[str, list[Loss]] = {}
        for peer in here:
            table[peer.name] = [run(peer, paragraphs, ems) for ems in measures]
            print(f"  {peer.name:<16}" + "".join(f"{_cell(loss):>22}" for loss in table[peer.name]), flush=True)
        others = [losses for peer, losses in table.items() if peer not in ("layout", "optimum", "least loss")]
        if others and "layout" in table:
            shares = [
                ours.clq / best if (best := min(losses[at].clq for losses in others)) else float("inf")
                for at, ours in enumerate(table["layout"])
            ]
            print(f"  {'ours : best peer':<16}" + "".join(f"{share:>21.0%} " for share in shares))
        if given.parts:
            for peer_name, losses in table.items():
                for ems, loss in zip(measures, losses, strict=True):
                    print(_parts(peer_name, ems, loss))


if __name__ == "__main__":
    main(sys.argv[1:])
