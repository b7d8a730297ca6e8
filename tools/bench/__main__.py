"""Measure all sizes side by side, print the tables, write .bench/latest.json."""

from __future__ import annotations

import argparse
import json
import platform
import subprocess
import sys
import time
from collections.abc import Mapping
from importlib.metadata import version
from pathlib import Path
from typing import Any

from tools.bench.tables import by_metric, growth, summary

SIZES = (60, 1_000, 10_000, 60_000)
CHECKED = 10_000  # the size at which ratios are held to their bars, and estimates to exact values
LARGEST = 60_000
RESULT = Path(".bench/latest.json")
# bar: whether the figure must stay below it (1) or above it (-1)
BARS = {
    "report_10k_vs_networkx": (40, -1),
    "report_10k_vs_kernels": (1.3, 1),
    "report_60k_seconds": (600, 1),
    "report_60k_peak_mib": (2048, 1),
}


def main() -> None:
    """Run what the options ask for."""
    options = _options()
    runs: dict[int, dict[str, Any]] = {}
    for size in options.sizes:
        runs[size] = {
            what: _measure(what, size, options.seed) for what in ("ours", "kernels", "networkx")
        }
    estimates = _measure("sampling", CHECKED, options.seed) if CHECKED in runs else None
    figures = _figures(runs)
    for size, run in runs.items():
        print(by_metric(size, run))
    print(summary(runs))
    print(growth(runs))
    print(_told(figures, estimates, runs))
    result = {
        **figures,
        "sizes": {str(size): run for size, run in runs.items()},
        "estimated_betweenness": estimates,
        "seed": options.seed,
        "python": platform.python_version(),
        "software": {name: version(name) for name in ("networkx", "igraph", "numpy", "scipy")},
    }
    RESULT.parent.mkdir(exist_ok=True)
    RESULT.write_text(json.dumps(result, indent=1) + "\n", "utf-8")
    print(f"Every figure is in {RESULT}.")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tools.bench", description=__doc__)
    parser.add_argument(
        "--sizes",
        type=lambda text: [int(part) for part in text.split(",")],
        default=list(SIZES),
        help="how many organisations, separated by commas",
    )
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args()


def _measure(what: str, size: int, seed: int) -> dict[str, Any]:
    """A process for each measurement, so that each has a peak of memory of its own."""
    print(f"{what}, {size:,} organisations ...", file=sys.stderr, flush=True)
    started = time.perf_counter()
    # igraph warns that some centralities mean little here; they are computed for their cost only
    command = [sys.executable, "-W", "ignore", "-m", "tools.bench.measure", what, str(size)]
    done = subprocess.run([*command, str(seed)], stdout=subprocess.PIPE, text=True, check=True)
    seconds = time.perf_counter() - started
    print(f"{what}, {size:,} organisations: {seconds:.0f} s", file=sys.stderr, flush=True)
    result: dict[str, Any] = json.loads(done.stdout)
    metrics = result.get("metrics", {})
    # what is compared starts from graphs that are ready, on every side; ours ends with frames
    result["total"] = sum(metrics.values())
    if what == "ours":
        result["total"] = result["cpu"] - metrics["projections"]
    return result


def _figures(runs: Mapping[int, Mapping[str, Any]]) -> dict[str, float | None]:
    """The figures that have a bar; None where the size was not asked for."""
    at, most = runs.get(CHECKED), runs.get(LARGEST)
    return {
        "report_10k_vs_networkx": at and at["networkx"]["total"] / at["ours"]["total"],
        "report_10k_vs_kernels": at and at["ours"]["total"] / at["kernels"]["total"],
        "report_60k_seconds": most and most["ours"]["wall"],
        "report_60k_peak_mib": most and most["ours"]["peak_mib"],
    }


def _told(
    figures: Mapping[str, float | None],
    estimates: Mapping[str, Any] | None,
    runs: Mapping[int, Mapping[str, Any]],
) -> str:
    lines = ["Bars"]
    for key, value in figures.items():
        bar, sign = BARS[key]
        if value is None:
            lines.append(f"  {key}: not measured")
            continue
        kept = "kept" if value * sign <= bar * sign else "MISSED"
        lines.append(f"  {key}: {value:.2f} ({'≤' if sign > 0 else '≥'} {bar}: {kept})")
    for size, run in runs.items():
        for key, facts in run["ours"]["estimated"].items():
            lines.append(
                f"Estimated by us at {size:,}: {key}, from {facts['pivots']:,} pivots; "
                f"largest standard error {facts['standard_error']:.5f}"
            )
    if estimates:
        lines.append(
            f"The same share of pivots at {CHECKED:,}, against the exact values: "
            f"{estimates['pivots']:,} of {estimates['of']:,} actors with ties; largest error "
            f"{estimates['largest_error']:.5f} (stated: standard error "
            f"{estimates['standard_error']:.5f}) where the largest value is "
            f"{estimates['largest_value']:.5f}; mean relative error of the 100 highest "
            f"{estimates['mean_relative_error_top_100']:.1%}; "
            f"{estimates['top_100_found']} of these 100 found"
        )
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()
