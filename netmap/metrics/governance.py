"""Which form of governance the ties resemble (Provan and Kenis 2008), with the numbers behind it.

Ties show who works with whom, not who decides, nor trust, nor agreement about goals.
This is therefore a reading that invites a conversation, with thresholds of our own.
"""

from __future__ import annotations

from math import nan
from statistics import fmean

import pandas as pd

from netmap.graph import Graph
from netmap.metrics.grouping import STANDING, groups
from netmap.metrics.response import response

HALF = 0.5  # of the other members: from there a form stands out
FORMS = ("shared", "lead_organisation", "administrative_organisation")


def governance(graph: Graph) -> pd.DataFrame:
    """For each form: which share of the (other) members its carrier is tied to, and the reading.

    shared
        The average member; everybody carries it.
    lead_organisation
        The member that is tied to most other members.
    administrative_organisation
        The body of the partnership itself that is tied to most members.

    A form stands out from a half. Where the average member is tied to half of the others,
    the reading is shared, whoever else stands out; then the better tied of member and own
    body, the body when they are equal. ``reading`` is 1 for that form and 0 for others, or
    for all when nobody stands out; NaN when less than half of the members has a tie that
    is documented, for then the silence of the sources would be read as a form.
    """
    standing = groups(graph, STANDING)
    members = {node for node, value in standing.items() if value == "member"}
    bodies = [node for node, value in standing.items() if value == "own"]
    by_member = {node: _share(graph, node, members) for node in members}
    by_body = {node: _share(graph, node, members) for node in bodies}
    lead, body = _most(by_member), _most(by_body)
    numbers = {
        "shared": fmean(by_member.values()) if len(members) > 1 else nan,
        "lead_organisation": max(by_member.values(), default=nan),
        "administrative_organisation": max(by_body.values(), default=nan),
    }
    reading, known = _reading(numbers), response(graph) >= HALF
    return pd.DataFrame(
        {
            "carrier": ["", lead, body],
            "share": list(numbers.values()),
            "threshold": HALF,
            "reading": [float(form == reading) if known else nan for form in FORMS],
        },
        index=pd.Index(FORMS, name="form", dtype="object"),
    )


def _share(graph: Graph, node: str, members: set[str]) -> float:
    others = len(members) - (node in members)
    return sum(other in members for other in graph[node]) / others if others else nan


def _most(shares: dict[str, float]) -> str:
    """Who has the largest share, the first by id among equals; '' where nobody has any."""
    tied = sorted(node for node, share in shares.items() if share > 0)
    return max(tied, key=shares.__getitem__, default="")


def _reading(numbers: dict[str, float]) -> str:
    if numbers["shared"] >= HALF:
        return "shared"
    best = max(
        ("administrative_organisation", "lead_organisation"),
        key=lambda form: numbers[form] if numbers[form] >= HALF else 0.0,
    )
    return best if numbers[best] >= HALF else ""


TABLES = {"governance": governance}
