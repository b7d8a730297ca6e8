"""Random snapshots in which every rule can find something."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from hypothesis import strategies as st

from netmap.model import Snapshot, Tie
from netmap.vocabulary import vocabulary
from tests.builders import PARTNERSHIP, entity, snapshot, tie
from tests.gaps.helpers import cited, with_sources

KINDS = (
    "organisation", "organisation", "organisation", "unit", "atelier", "activity", "theme",
    "goal", "function", "law", "life_domain", "target_group",
)  # fmt: skip
STATUSES = (None, "active", "closed")
PERIODS: tuple[dict[str, Any], ...] = ({}, {}, {"until": "2019"}, {"since": "2018"})
SOURCES = {"old": "2016", "new": "2022", "undated": ""}


@st.composite
def rich_snapshots(draw: st.DrawFn, *, most: int = 12) -> Snapshot:
    """At most ``most`` entities of all kinds, with statuses, roles, periods and dated sources."""
    kinds = draw(st.lists(st.sampled_from(KINDS), max_size=most))
    ids = [f"{kind[:2]}{n}" for n, kind in enumerate(kinds)]
    named = list(zip(kinds, ids, strict=True))
    entities = [entity(key, kind, **draw(_attributes(kind, named))) for kind, key in named]
    entities.append(entity(PARTNERSHIP, "partnership"))
    possible = [
        (source.id, kind.key, target.id)
        for source in entities
        for target in entities
        for kind in vocabulary().ties.values()
        if source is not target and vocabulary().allows(kind.key, source.kind, target.kind)
    ]
    claims = draw(st.lists(st.sampled_from(possible), unique=True, max_size=40)) if possible else []
    ties = [draw(_tie(*claim)) for claim in claims]
    ties += [replace(draw(_tie(*claim)), id=f"again{n}") for n, claim in enumerate(claims[:3])]
    return with_sources(snapshot(ties, entities), **SOURCES)


def _attributes(kind: str, named: list[tuple[str, str]]) -> st.SearchStrategy[dict[str, Any]]:
    def ids(of: str) -> st.SearchStrategy[tuple[str, ...]]:
        keys = [key for other, key in named if other == of]
        return st.just(tuple(keys)) if keys else st.just(())

    if kind == "function":
        kinds = ("laws", "life_domains", "target_groups")
        return st.fixed_dictionaries({name: ids(name[:-1]) for name in kinds})
    if kind in {"atelier", "activity"}:
        return st.sampled_from(STATUSES).map(lambda s: {"status": s} if s else {})
    if kind == "unit":
        return st.sampled_from(("role", "team")).map(lambda form: {"form_of": form})
    return st.just({})


@st.composite
def _tie(draw: st.DrawFn, source: str, kind: str, target: str) -> Tie:
    attributes: dict[str, Any] = {}
    if kind == "refers_to":
        attributes["scale"] = draw(st.sampled_from(("up", "down", "across")))
    if kind in {"refers_to", "collaborates_with"} and draw(st.booleans()):
        attributes["obstacle"] = "nobody answers"
    if kind == "collaborates_with":
        attributes["level"] = draw(st.integers(1, 4))
    made = tie(source, kind, target, **draw(st.sampled_from(PERIODS)), **attributes)
    return cited(made, *draw(st.lists(st.sampled_from(sorted(SOURCES)), min_size=1, unique=True)))
