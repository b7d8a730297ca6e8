"""One measurement, in a process of its own: ``python -m tools.bench.measure ours 1000``.

Prints JSON: the processor seconds of each metric, the seconds on the clock, the peak of
memory. Processor seconds are compared with each other, because they tell the work that
was done whatever else the machine was doing.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import networkx as nx
import numpy as np

from netmap.graph import Graph, Projection, project
from netmap.metrics import whole
from netmap.metrics.catalogue import NODE, WHOLE
from netmap.metrics.kernels import WHOLE_KERNELS
from netmap.metrics.network import PIVOTS, Network
from netmap.metrics.report import Report
from netmap.model import Snapshot
from tools.bench.generator import PARTNERSHIP, generate

PLAIN_UNTIL = 1_000  # actors; above it the slowest of networkx is timed on a sample of them
KERNELS_UNTIL = 10_000  # above it the slowest kernels too
SAMPLE = 200  # actors that networkx is timed on; 60 of the largest network
KERNEL_SAMPLE = 2_000
WHOLE_KEYS = [m.key for m in WHOLE if m.key in {*whole.FUNCTIONS, *WHOLE_KERNELS}]
PROJECTIONS = "projections"
DENSE = frozenset({"effective_size", "efficiency"})  # networkx makes n×n numbers: 29 GB at 60,000
# Betweenness is computed once and used twice, by everybody.
SHARED = "betweenness_centralization"


class Costs:
    """Processor seconds by metric, and which of them stand for a sample."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self.sampled: list[str] = []

    @contextmanager
    def of(self, key: str, times: float = 1) -> Iterator[None]:
        """Time what is inside; it stands for ``times`` as much work."""
        started = time.process_time()
        yield
        self.seconds[key] = (time.process_time() - started) * times
        if times != 1:
            self.sampled.append(key)


def ours(snapshot: Snapshot) -> dict[str, Any]:
    """The full report: from the snapshot to both frames; the projections are timed apart."""
    costs = Costs()
    keys = [metric.key for metric in NODE]
    at, last = time.process_time(), -1

    def progress(done: int, _: int) -> None:
        nonlocal at, last
        if done == last:
            return
        now = time.process_time()
        costs.seconds[keys[done - 1] if done else PROJECTIONS] = now - at
        at, last = now, done

    clock = time.perf_counter()
    report = Report(snapshot, PARTNERSHIP, progress=progress)
    nodes = report.nodes(keys)
    at, last, keys = time.process_time(), 0, WHOLE_KEYS
    report.whole(keys)
    return {
        "metrics": costs.seconds,
        "wall": time.perf_counter() - clock,
        "estimated": nodes.attrs["parameters"]["sampled"],
    }


def kernels(snapshot: Snapshot) -> dict[str, Any]:
    """The bare calls of igraph and scipy for the same numbers, on graphs that are ready."""
    both, arcs = Network(_graph(snapshot)), Network(_graph(snapshot, Projection.REFERRALS))
    graph, digraph, matrix = both.igraph, arcs.igraph, both.adjacency
    weights = [data for *_, data in both.graph.edges(data="weight")]
    some: list[int] | None = None
    share = 1.0
    if len(both) > KERNELS_UNTIL:
        some = np.random.default_rng(1).choice(len(both), KERNEL_SAMPLE, replace=False).tolist()
        share = len(both) / KERNEL_SAMPLE
    calls: dict[str, Callable[[], object]] = {
        "degree": graph.degree,
        "strength": lambda: graph.strength(weights=weights),
        "eigenvector": graph.eigenvector_centrality,
        "constraint": graph.constraint,
        "effective_size": lambda: (
            both.degrees
            - np.ravel((matrix @ matrix).multiply(matrix).sum(axis=1)) / np.maximum(both.degrees, 1)
        ),
        "core_number": graph.coreness,
        "clustering": lambda: graph.transitivity_local_undirected(mode="nan"),
        "two_step_reach": lambda: graph.neighborhood_size(order=2),
        "in_degree": digraph.indegree,
        "out_degree": digraph.outdegree,
        "pagerank": digraph.pagerank,
        "hubs": digraph.hub_score,
        "authorities": digraph.authority_score,
        "density": graph.density,
        "components": graph.connected_components,
        "transitivity": graph.transitivity_undirected,
        "arc_reciprocity": digraph.reciprocity,
        "mean_clustering": graph.transitivity_avglocal_undirected,
        "cutpoints": graph.articulation_points,
        "bridges": graph.bridges,
    }
    costs = Costs()
    for key, call in calls.items():
        with costs.of(key):
            call()
    by_actor: dict[str, Callable[[], object]] = {
        "betweenness": lambda: graph.betweenness(sources=some),
        "closeness": lambda: graph.closeness(some),
        "harmonic": lambda: graph.harmonic_centrality(some),
        "eccentricity": lambda: graph.eccentricity(some),
        # the same searches; igraph has no mean and no longest path from some of the actors
        "average_path": lambda: graph.closeness(some) if some else graph.average_path_length(),
        "diameter": lambda: graph.closeness(some) if some else graph.diameter(),
    }
    for key, call in by_actor.items():
        with costs.of(key, share):
            call()
    return {"metrics": costs.seconds, "sampled": costs.sampled}


def networkx(snapshot: Snapshot) -> dict[str, Any]:
    """The plain definitions, one after another; above a size the slow ones from some actors."""
    graphs = {projection: _graph(snapshot, projection) for projection in Projection}
    graph = graphs[Projection.COLLABORATION]
    draw = np.random.default_rng(1)
    sample = min(SAMPLE if len(graph) <= KERNELS_UNTIL else 60, len(graph))
    some = draw.choice(list(graph), sample, replace=False).tolist()
    slow: dict[str, Callable[[], object]] = {
        "betweenness": lambda: nx.betweenness_centrality(graph, k=len(some), seed=1),
        "closeness": lambda: [nx.closeness_centrality(graph, key) for key in some],
        "harmonic": lambda: nx.harmonic_centrality(graph, some),
        "eccentricity": lambda: [nx.single_source_shortest_path_length(graph, k) for k in some],
        "average_path": lambda: [nx.single_source_shortest_path_length(graph, k) for k in some],
    }
    not_run = DENSE if len(graph) > KERNELS_UNTIL else frozenset()
    costs = Costs()
    for metric in (*NODE, *(m for m in WHOLE if m.key in WHOLE_KEYS and m.key != SHARED)):
        if metric.key in not_run:
            continue
        if len(graph) > PLAIN_UNTIL and metric.key in slow:
            with costs.of(metric.key, len(graph) / len(some)):
                slow[metric.key]()
        else:
            compute: Callable[[Graph], object] = getattr(metric, "compute")  # noqa: B009 - by level
            with costs.of(metric.key):
                compute(graphs[metric.projection])
        print(f"  networkx: {metric.key}", file=sys.stderr, flush=True)
    return {"metrics": costs.seconds, "sampled": costs.sampled, "not_run": sorted(not_run)}


def sampling(snapshot: Snapshot) -> dict[str, Any]:
    """How far estimated betweenness is off, with the share of pivots that 60,000 actors get."""
    network = Network(_graph(snapshot))
    exact = network.betweenness_from(0).values
    tied = int(np.count_nonzero(network.degrees))
    found = network.betweenness_from(max(1, round(PIVOTS * len(network) / 60_000)))
    off = np.abs(found.values - exact)
    top = np.argsort(-exact)[:100]
    estimated = {*np.argsort(-found.values)[:100].tolist()}
    return {
        "pivots": found.pivots,
        "of": tied,
        "standard_error": found.error,
        "largest_error": float(off.max()),
        "largest_value": float(exact.max()),
        "mean_relative_error_top_100": float((off[top] / exact[top]).mean()),
        "top_100_found": len(estimated & {*top.tolist()}),
    }


def _graph(snapshot: Snapshot, projection: Projection = Projection.COLLABORATION) -> Graph:
    return project(snapshot, projection, PARTNERSHIP)


MEASUREMENTS = {f.__name__: f for f in (ours, kernels, networkx, sampling)}


def main() -> None:
    """Run the measurement that the arguments name: what, how many organisations, which seed."""
    what, size, seed = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    snapshot = generate(size, seed)
    started = time.process_time()
    result = MEASUREMENTS[what](snapshot)
    result["cpu"] = time.process_time() - started
    result["peak_mib"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps(result))


if __name__ == "__main__":
    main()
