"""Two-mode graphs: actors and what they are affiliated with."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netmap.errors import Invalid, UnknownPartnership
from netmap.graph import affiliation, participation
from netmap.model import Snapshot
from netmap.vocabulary import vocabulary
from tests.builders import PARTNERSHIP, entity, members, snapshot, tie
from tests.strategies import snapshots

KINDS = sorted(key for key, kind in vocabulary().entities.items() if kind.affiliated_by)


def example() -> Snapshot:
    """Debt advice by a member's team and by an activity; housing by the partnership only."""
    return snapshot(
        [
            *members("a", "b"),
            tie("team", "part_of", "a"),
            tie("team", "covers", "debts"),
            tie("b", "offers", "walk-in"),
            tie("walk-in", "part_of", PARTNERSHIP),
            tie("walk-in", "covers", "debts"),
            tie(PARTNERSHIP, "covers", "housing"),
            tie("clinic", "covers", "income"),
            tie("clinic", "funds", "atelier"),
            tie("a", "leads", "atelier"),
            tie("a", "contributes_to", "goal"),
            tie("a", "addresses", "theme"),
            tie("b", "addresses", "families"),
            tie("atelier", "addresses", "theme"),
        ],
        [
            entity("team", "unit"),
            entity("walk-in", "activity"),
            entity("atelier", "atelier"),
            entity("goal", "goal"),
            entity("theme", "theme"),
            entity("families", "target_group"),
            entity("debts", "function", life_domains=("income", "gone"), laws=("act",)),
            entity("housing", "function"),
            entity("school-care", "function"),
            entity("income", "life_domain"),
            entity("act", "law"),
        ],
    )


def edges(kind: str) -> set[tuple[str, str]]:
    return set(affiliation(example(), PARTNERSHIP, kind).edges)


def test_a_function_is_covered_by_who_says_so_and_by_who_carries_an_activity_that_does() -> None:
    graph = affiliation(example(), PARTNERSHIP, "function")
    assert set(graph.edges) == {("a", "debts"), ("b", "debts")}
    assert graph.edges["b", "debts"]["ties"] == ("p.covers.walk-in.debts", "p.offers.b.walk-in")
    assert affiliation(example(), PARTNERSHIP, "function", level="unit").has_edge("team", "debts")


def test_what_the_partnership_covers_itself_is_marked_and_links_no_actor() -> None:
    graph = affiliation(example(), PARTNERSHIP, "function")
    own = {key: data["own"] for key, data in graph.nodes(data=True) if data["mode"] != "actor"}
    assert own == {"debts": True, "housing": True, "school-care": False}
    assert PARTNERSHIP not in graph


def test_what_a_function_serves_is_covered_by_who_covers_the_function() -> None:
    assert edges("life_domain") == {("a", "income"), ("b", "income"), ("clinic", "income")}
    assert edges("law") == {("a", "act"), ("b", "act")}
    assert edges("target_group") == {("b", "families")}


def test_money_for_an_atelier_is_not_taking_part() -> None:
    assert edges("atelier") == {("a", "atelier")}
    assert edges("activity") == {("b", "walk-in")}
    assert edges("theme") == {("a", "theme")}
    assert edges("goal") == {("a", "goal")}


def test_unknown_kinds_and_partnerships_are_facts() -> None:
    with pytest.raises(Invalid, match="'unit' is not one of"):
        affiliation(example(), PARTNERSHIP, "unit")
    with pytest.raises(UnknownPartnership):
        affiliation(example(), "nowhere", "function")


def test_every_affiliation_is_one_that_the_vocabulary_knows() -> None:
    for kind, known in vocabulary().entities.items():
        for key in known.affiliated_by:
            assert kind in vocabulary().ties[key].targets


@given(
    snapshots(),
    st.sampled_from(KINDS),
)
def test_a_two_mode_graph_links_actors_to_the_kind_only(facts: Snapshot, kind: str) -> None:
    graph = affiliation(facts, PARTNERSHIP, kind)
    for one, other, values in graph.edges(data=True):
        assert {graph.nodes[one]["mode"], graph.nodes[other]["mode"]} == {"actor", kind}
        assert values["ties"]
        assert set(values["ties"]) <= set(facts.ties)
    if kind == "atelier":
        assert set(graph.edges) == set(participation(facts, PARTNERSHIP).edges)
