"""The figures of the measurements as plain text."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

WHO = ("ours", "kernels", "networkx")
_NOTE = (
    "Processor seconds. ~: timed on some of the actors and multiplied. n×n: not run, as networkx "
    "needs so many numbers in memory. -: no kernel, or too little to measure. A metric that "
    "shares its work with an earlier one shows only what it adds. The report is from graphs to "
    "numbers, ours to frames; the projections, which are the same for all three, are in the "
    "clock and the memory of ours."
)


def by_metric(size: int, run: Mapping[str, Any]) -> str:
    """Every metric of one size, in the order of the report."""
    keys = dict.fromkeys(key for who in WHO for key in run[who]["metrics"])
    rows = [[key, *(_seconds(run[who], key) for who in WHO)] for key in keys]
    return _table([f"{size:,} organisations", "ours", "igraph", "networkx"], rows)


def summary(runs: Mapping[int, Mapping[str, Any]]) -> str:
    """A row for each size: the whole report, what it is compared with, and the memory."""
    rows = []
    for size, run in runs.items():
        ours, kernels, networkx = (run[who]["total"] for who in WHO)
        rows.append(
            [
                f"{size:,}",
                *(f"{total:.2f}" for total in (ours, kernels, networkx)),
                f"{networkx / ours:.1f}",
                f"{ours / kernels:.2f}",
                f"{run['ours']['wall']:.1f}",
                *(f"{run[who]['peak_mib']:.0f}" for who in WHO),
            ]
        )
    heading = ["Full report", "ours", "igraph", "networkx", "networkx/ours", "ours/igraph"]
    memory = ["ours, clock", "ours MiB", "igraph MiB", "networkx MiB"]
    return f"{_table([*heading, *memory], rows)}{_NOTE}\n"


def growth(runs: Mapping[int, Mapping[str, Any]]) -> str:
    """The power of n that each cost grows with from one size to the next."""
    steps = list(pairwise(sorted(runs)))
    if not steps:
        return ""
    keys = dict.fromkeys(key for run in runs.values() for key in run["ours"]["metrics"])
    rows = []
    for who in WHO:
        rows.append([f"full report, {who}", *(_powers(runs, steps, who, None))])
    for key in keys:
        powers = _powers(runs, steps, "ours", key)
        if any(power != "-" for power in powers):
            rows.append([f"ours: {key}", *powers])
    heading = [f"{small:,} to {large:,}" for small, large in steps]
    return _table(["Growth (power of n)", *heading], rows)


def _powers(
    runs: Mapping[int, Mapping[str, Any]],
    steps: Sequence[tuple[int, int]],
    who: str,
    key: str | None,
) -> list[str]:
    def seconds(size: int) -> float:
        run = runs[size][who]
        return float(run["total"] if key is None else run["metrics"].get(key, 0))

    return [
        f"{math.log(seconds(large) / seconds(small)) / math.log(large / small):.2f}"
        if min(seconds(small), seconds(large)) > 0.001
        else "-"
        for small, large in steps
    ]


def _seconds(run: Mapping[str, Any], key: str) -> str:
    if key in run.get("not_run", ()):
        return "n×n"
    value = run["metrics"].get(key)
    if value is None or value < 0.0005:
        return "-"
    return f"{'~' if key in run.get('sampled', ()) else ''}{value:.3f}"


def _table(heading: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    widths = [max(map(len, column)) for column in zip(heading, *rows, strict=True)]
    lines = [
        "  ".join(
            [cells[0].ljust(widths[0])]
            + [cell.rjust(width) for cell, width in zip(cells[1:], widths[1:], strict=True)]
        )
        for cells in (heading, ["-" * width for width in widths], *rows)
    ]
    return "\n".join(lines) + "\n\n"
