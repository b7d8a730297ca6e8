"""Ties within and between groups of actors: by sector, or any other attribute."""

from __future__ import annotations

from math import nan

import numpy as np
import pandas as pd

from netmap.graph import Graph
from netmap.metrics.grouping import groups

UNKNOWN = ""


def ei_index(graph: Graph, attribute: str = "sector") -> float:
    """Ties between groups minus ties within them, over both; -1 is all within, 1 all between."""
    ends = _known(graph, attribute)
    outside = sum(one != other for one, other in ends)
    return (2 * outside - len(ends)) / len(ends) if ends else nan


def assortativity(graph: Graph, attribute: str = "sector") -> float:
    """Newman's coefficient: whether ties stay within groups more than degrees alone explain."""
    ends = _known(graph, attribute)
    names = {name: place for place, name in enumerate(sorted({e for pair in ends for e in pair}))}
    mixing = np.zeros((len(names), len(names)))
    for one, other in ends:
        mixing[names[one], names[other]] += 1
        mixing[names[other], names[one]] += 1
    if len(names) < 2:
        return nan
    mixing /= mixing.sum()
    chance = float(mixing.sum(axis=0) @ mixing.sum(axis=1))
    return (float(np.trace(mixing)) - chance) / (1 - chance)


def block_density(graph: Graph, attribute: str = "sector") -> pd.DataFrame:
    """The share of possible ties that is there, for each pair of groups."""
    ties, sizes = _blocks(graph, attribute)
    count = sizes.to_numpy(dtype=np.float64)
    possible = np.outer(count, count)
    np.fill_diagonal(possible, count * (count - 1) / 2)
    shares = ties.to_numpy() / np.where(possible > 0, possible, nan)
    return pd.DataFrame(shares, index=ties.index, columns=ties.columns)


def block_ties(graph: Graph, attribute: str = "sector") -> pd.DataFrame:
    """The number of ties for each pair of groups."""
    return _blocks(graph, attribute)[0]


def group_ties(graph: Graph, attribute: str = "sector") -> pd.DataFrame:
    """For each group: its actors, its ties within and to others, and its own E-I index."""
    ties, sizes = _blocks(graph, attribute)
    within = np.diag(ties.to_numpy()).astype(np.float64)
    outside = ties.to_numpy().sum(axis=1) - within
    total = within + outside
    index = np.divide(outside - within, total, out=np.full(len(total), nan), where=total > 0)
    columns = {"actors": sizes.astype("float64"), "within": within, "outside": outside}
    return pd.DataFrame({**columns, "ei_index": index}, index=ties.index)


def _known(graph: Graph, attribute: str) -> list[tuple[str, str]]:
    """The groups at both ends of each tie, when both are known."""
    group = groups(graph, attribute)
    ends = ((group[one], group[other]) for one, other in graph.edges())
    return [(one, other) for one, other in ends if UNKNOWN not in (one, other)]


def _blocks(graph: Graph, attribute: str) -> tuple[pd.DataFrame, pd.Series[int]]:
    """The number of ties between each two groups (what is not known is one), and their sizes."""
    group = groups(graph, attribute)
    sizes = pd.Series(list(group.values()), dtype="object").value_counts().sort_index()
    sizes.index.name = attribute
    names = list(sizes.index)
    place = {name: number for number, name in enumerate(names)}
    ties = np.zeros((len(names), len(names)))
    for one, other in graph.edges():
        row, column = place[group[one]], place[group[other]]
        ties[row, column] += 1
        if row != column:
            ties[column, row] += 1
    return pd.DataFrame(ties, index=sizes.index, columns=names), sizes


FUNCTIONS = {"ei_index": ei_index, "assortativity": assortativity}
TABLES = {"block_density": block_density, "block_ties": block_ties, "group_ties": group_ties}
