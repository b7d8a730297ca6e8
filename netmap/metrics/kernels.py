"""Fast computations of the same numbers as the plain definitions, on compact networks.

A kernel returns a value for each of ``network.ids``, or one number. It exists where the
definition takes long on thousands of actors. networkx and igraph disagree on more than
one of them (disconnected parts, who has no partners, scaling): the kernel gives what the
definition gives, and a property test holds the two equal.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from math import nan

import numpy as np
import scipy.sparse as sp
from scipy.sparse.csgraph import connected_components

from netmap.metrics.brokerage import ROLES, Role
from netmap.metrics.grouping import groups
from netmap.metrics.network import Network, Vector, row_parts
from netmap.metrics.referral import DAMPING
from netmap.metrics.spectral import power_limit


def betweenness(network: Network) -> Vector:
    return network.betweenness.values


def closeness(network: Network) -> Vector:
    reach = network.distances.reach.astype(np.float64)
    total = network.distances.total.astype(np.float64)
    return _ratio(reach**2, total * (len(network) - 1), otherwise=0)


def harmonic(network: Network) -> Vector:
    return network.distances.inverse


def eccentricity(network: Network) -> Vector:
    farthest = network.distances.farthest.astype(np.float64)
    return np.where(farthest > 0, farthest, nan)


def eigenvector(network: Network) -> Vector:
    matrix = network.adjacency
    part_of = connected_components(matrix, directed=False)[1]
    values = power_limit(part_of, network.degrees, lambda rows: matrix[rows][:, rows])
    return values / (np.linalg.norm(values) or 1.0)


def constraint(network: Network) -> Vector:
    return _ratio(network.investments.squares, network.degrees**2)


def hierarchy(network: Network) -> Vector:
    total, disorder = network.investments.squares, network.investments.disorder
    count = network.degrees
    with np.errstate(divide="ignore", invalid="ignore"):
        theil = count / total * disorder + count * np.log(count / total)
        return np.where(count > 1, np.maximum(theil / (count * np.log(count)), 0), nan)


def effective_size(network: Network) -> Vector:
    degrees = network.degrees
    return degrees - _ratio(network.closed, degrees)


def efficiency(network: Network) -> Vector:
    return _ratio(effective_size(network), network.degrees)


def clustering(network: Network) -> Vector:
    degrees = network.degrees
    return _ratio(network.closed, degrees * (degrees - 1))


def two_step_reach(network: Network) -> Vector:
    return np.array(network.igraph.neighborhood_size(order=2), dtype=np.float64) - 1


def reach_efficiency(network: Network) -> Vector:
    partners_of_partners = np.ravel(network.adjacency @ network.degrees)
    return _ratio(two_step_reach(network), partners_of_partners)


def core_number(network: Network) -> Vector:
    return np.array(network.igraph.coreness(), dtype=np.float64)


def pagerank(network: Network) -> Vector:
    return np.array(network.igraph.pagerank(damping=DAMPING), dtype=np.float64)


def brokerage(role: Role) -> Callable[[Network, str], Vector]:
    """How often each actor has this role between two others (see `netmap.metrics.brokerage`).

    All pairs of a source and a target of the right groups, less those that are one and the
    same actor, less those where the source refers to the target itself.
    """

    def kernel(network: Network, attribute: str) -> Vector:
        known = groups(network.graph, attribute)
        names = {name: number for number, name in enumerate(sorted({*known.values()} - {""}))}
        group = np.array([names.get(known[key], -1) for key in network.ids], dtype=np.int64)
        arcs = network.adjacency.tocoo()
        both = (group[arcs.row] >= 0) & (group[arcs.col] >= 0)
        alike = group[arcs.row] == group[arcs.col]

        def those(same: bool) -> sp.csr_array:
            chosen = both & (alike == same)
            places = (arcs.row[chosen], arcs.col[chosen])
            return sp.csr_array((np.ones(chosen.sum()), places), shape=arcs.shape)

        into, out = those(role.with_source).T.tocsr(), those(role.with_target)
        member = sp.csr_array(
            (np.ones((group >= 0).sum()), (np.flatnonzero(group >= 0), group[group >= 0])),
            shape=(len(network), max(len(names), 1)),
        )
        counts = np.ravel((into @ member).multiply(out @ member).sum(axis=1))
        if role.ends:
            counts -= np.ravel(into.multiply(out).sum(axis=1))
        else:
            counts = np.diff(into.indptr) * np.diff(out.indptr) - counts
        direct = those(role.ends)
        for part in row_parts(into, direct):
            counts[part] -= np.ravel((into[part] @ direct).multiply(out[part]).sum(axis=1))
        return np.where(group >= 0, counts, nan)

    return kernel


def betweenness_centralization(network: Network) -> float:
    count, values = len(network), network.betweenness.values
    return float((values.max() - values).sum()) / (count - 1) if count > 2 else nan


def average_path(network: Network) -> float:
    pairs = network.distances.reach.sum()
    return float(network.distances.total.sum() / pairs) if pairs else nan


def transitivity(network: Network) -> float:
    two_paths = (network.degrees * (network.degrees - 1)).sum()
    return float(network.closed.sum() / two_paths) if two_paths else nan


def mean_clustering(network: Network) -> float:
    return float(np.nan_to_num(clustering(network)).mean()) if len(network) else nan


def compactness(network: Network) -> float:
    pairs = len(network) * (len(network) - 1)
    return float(network.distances.inverse.sum()) / pairs if pairs else nan


def diameter(network: Network) -> float:
    if not network.distances.farthest.any():
        return nan
    reach = network.distances.reach  # largest in the largest component
    return float(network.distances.farthest[reach == reach.max()].max())


def closeness_centralization(network: Network) -> float:
    count, values = len(network), closeness(network)
    if count < 3:
        return nan
    return float((values.max() - values).sum()) * (2 * count - 3) / ((count - 1) * (count - 2))


def cutpoints(network: Network) -> float:
    return float(len(network.igraph.articulation_points()))


def bridges(network: Network) -> float:
    return float(len(network.igraph.bridges()))


def _ratio(above: Vector, below: Vector, otherwise: float = nan) -> Vector:
    """The fraction, or ``otherwise`` where its denominator is 0."""
    return np.divide(above, below, out=np.full(len(below), otherwise, np.float64), where=below != 0)


NODE_KERNELS: Mapping[str, Callable[..., Vector]] = {
    "betweenness": betweenness,
    "closeness": closeness,
    "harmonic": harmonic,
    "eigenvector": eigenvector,
    "constraint": constraint,
    "effective_size": effective_size,
    "core_number": core_number,
    "clustering": clustering,
    "efficiency": efficiency,
    "hierarchy": hierarchy,
    "eccentricity": eccentricity,
    "two_step_reach": two_step_reach,
    "reach_efficiency": reach_efficiency,
    "pagerank": pagerank,
    **{key: brokerage(role) for key, role in ROLES.items()},
}
WHOLE_KERNELS: Mapping[str, Callable[..., float]] = {
    "betweenness_centralization": betweenness_centralization,
    "average_path": average_path,
    "transitivity": transitivity,
    "mean_clustering": mean_clustering,
    "compactness": compactness,
    "diameter": diameter,
    "closeness_centralization": closeness_centralization,
    "cutpoints": cutpoints,
    "bridges": bridges,
}
# What is estimated from pivots in a very large network (see `Network.betweenness`).
SAMPLED = frozenset({"betweenness", "betweenness_centralization"})
