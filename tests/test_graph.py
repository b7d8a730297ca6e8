"""From ties to graphs."""

from __future__ import annotations

from types import MappingProxyType

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from netmap.errors import UnknownPartnership
from netmap.graph import Projection, build, collaboration, participation, project, referrals
from netmap.model import Snapshot
from netmap.roles import Level, roles
from tests.builders import PARTNERSHIP, entity, members, snapshot, tie
from tests.strategies import snapshots

LEVELS: tuple[Level, ...] = ("organisation", "unit")


def example() -> Snapshot:
    """Two members, a work organisation with a team, a school, a shelter, one atelier."""
    return snapshot(
        [
            *members("a", "b"),
            tie("work", "part_of", PARTNERSHIP),
            tie("team", "part_of", "work"),
            tie("desk", "part_of", "a"),
            tie("team", "refers_to", "shelter", scale="up", obstacle="Waiting list"),
            tie("shelter", "refers_to", "work", scale="down"),
            tie("team", "refers_to", "work"),
            tie("desk", "collaborates_with", "b", level=3),
            tie("a", "takes_part_in", "atelier"),
            tie("b", "leads", "atelier"),
            tie("school", "collaborates_with", PARTNERSHIP),
        ],
        [
            entity("work", "unit"),
            entity("team", "unit"),
            entity("desk", "unit"),
            entity("atelier", "atelier"),
            entity("unused", "law"),
        ],
        revision=4,
    )


def shuffled(facts: Snapshot, order: list[str]) -> Snapshot:
    return Snapshot(
        facts.revision,
        facts.scope,
        facts.entities,
        MappingProxyType({key: facts.ties[key] for key in order}),
        facts.sources,
    )


def test_build_keeps_every_entity_and_tie_with_plain_values() -> None:
    graph = build(example())
    assert set(graph) == set(example().entities)
    assert {key for *_, key in graph.edges(keys=True)} == set(example().ties)
    assert graph.graph == {"revision": 4, "partnerships": (PARTNERSHIP,)}
    values = graph.edges["team", "shelter", "p.refers_to.team.shelter"]
    assert values["kind"] == "refers_to"
    assert values["scale"] == "up"
    assert values["certainty"] == "reported"
    assert "valid_from" not in values


def test_build_of_one_partnership_keeps_what_its_ties_name() -> None:
    other = tie("c", "member_of", "q", partnership="q", since="2019-03")
    facts = snapshot([*example().ties.values(), other], example().entities.values())
    graph = build(facts, "q")
    assert set(graph) == {"c", "q"}
    assert graph.edges["c", "q", other.id]["valid_from"] == "2019-03"
    with pytest.raises(UnknownPartnership):
        build(facts, "a")


@given(snapshots(), st.data())
def test_graphs_do_not_depend_on_the_order_of_ties(facts: Snapshot, data: st.DataObject) -> None:
    mixed = shuffled(facts, data.draw(st.permutations(list(facts.ties))))
    assert list(build(mixed).edges(keys=True)) == list(build(facts).edges(keys=True))
    for projection in Projection:
        one, other = project(mixed, projection), project(facts, projection)
        assert list(one.nodes(data=True)) == list(other.nodes(data=True))
        assert list(one.edges(data=True)) == list(other.edges(data=True))


@given(snapshots(), st.sampled_from(LEVELS), st.sampled_from(Projection))
def test_projecting_adds_no_nodes_and_links_only_on_evidence(
    facts: Snapshot, level: Level, projection: Projection
) -> None:
    graph = project(facts, projection, PARTNERSHIP, level=level)
    assert set(graph) <= set(build(facts))
    assert nx.number_of_selfloops(graph) == 0
    for _, _, values in graph.edges(data=True):
        assert values["weight"] >= 1
        assert values["ties"]
        assert set(values["ties"]) <= set(facts.ties)


def test_a_unit_counts_as_what_it_is_part_of() -> None:
    graph = collaboration(example(), PARTNERSHIP)
    assert set(graph) == {"a", "b", "work", "shelter", "school"}
    assert set(graph.edges) == {("a", "b"), ("shelter", "work")}
    assert graph.edges["shelter", "work"]["weight"] == 2  # once in each direction
    assert graph.edges["a", "b"] == {
        "weight": 2,
        "kinds": ("collaborates_with", "leads", "takes_part_in"),
        "shared": ("atelier",),
        "ties": (
            "p.collaborates_with.desk.b",
            "p.leads.b.atelier",
            "p.takes_part_in.a.atelier",
        ),
    }


def test_units_stand_alone_when_asked() -> None:
    graph = collaboration(example(), PARTNERSHIP, level="unit")
    assert set(graph) == {"a", "b", "work", "team", "desk", "shelter", "school"}
    assert ("team", "work") in graph.edges
    assert ("b", "desk") in graph.edges


def test_a_unit_of_several_organisations_or_in_a_circle_acts_for_itself() -> None:
    facts = snapshot(
        [
            tie("joint", "part_of", "a"),
            tie("joint", "part_of", "b"),
            tie("cell", "part_of", "joint"),
            tie("x", "part_of", "y"),
            tie("y", "part_of", "x"),
        ],
        [entity(key, "unit") for key in ("joint", "cell", "x", "y")],
    )
    assert set(collaboration(facts)) == {"a", "b", "joint", "x", "y"}


def test_a_shared_membership_is_no_tie() -> None:
    graph = collaboration(snapshot(members("a", "b", "c")), PARTNERSHIP)
    assert set(graph) == {"a", "b", "c"}
    assert graph.size() == 0


def test_the_same_kind_of_tie_counts_once_in_each_direction() -> None:
    facts = snapshot(
        [
            tie("a", "collaborates_with", "b", key="t1"),
            tie("b", "collaborates_with", "a", key="t2"),
            tie("a", "advises", "b", key="t3"),
            tie("b", "advises", "a", key="t4"),
            tie("b", "advises", "a", key="t5"),
        ]
    )
    assert collaboration(facts).edges["a", "b"]["weight"] == 3


def test_taking_part_in_a_unit_links_the_guests_and_the_host() -> None:
    facts = snapshot(
        [tie("a", "takes_part_in", "group"), tie("b", "leads", "group")],
        [entity("group", "unit")],
    )
    assert set(collaboration(facts).edges) == {("a", "b"), ("a", "group"), ("b", "group")}


def test_only_the_ties_of_the_partnership_count() -> None:
    facts = snapshot(
        [
            *members("a", "b"),
            tie("a", "collaborates_with", "b", partnership="q"),
            tie("a", "collaborates_with", "c", partnership="q"),
        ]
    )
    assert set(collaboration(facts, PARTNERSHIP)) == {"a", "b"}
    assert collaboration(facts, PARTNERSHIP).size() == 0
    assert collaboration(facts).size() == 2


def test_referrals_keep_scale_and_obstacle_and_leave_out_what_is_internal() -> None:
    graph = referrals(example(), PARTNERSHIP)
    assert list(graph.edges) == [("shelter", "work"), ("work", "shelter")]
    assert graph.edges["work", "shelter"] == {
        "weight": 1,
        "scales": ("up",),
        "obstacles": ("Waiting list",),
        "ties": ("p.refers_to.team.shelter",),
    }


def test_participation_has_two_modes_and_keeps_who_takes_part_in_nothing() -> None:
    graph = participation(example(), PARTNERSHIP)
    assert [key for key in graph if graph.nodes[key]["mode"] == "atelier"] == ["atelier"]
    assert "school" in graph
    assert graph.edges["b", "atelier"]["leads"] is True
    assert graph.edges["a", "atelier"]["leads"] is False


def test_roles_follow_from_ties() -> None:
    assert roles(example(), PARTNERSHIP) == {
        "a": {"member", "participant"},
        "b": {"member", "participant"},
        "desk": {"member"},
        "team": set(),
        "work": set(),
        "school": {"partner"},
        "shelter": {"partner", "specialist"},
    }
    assert collaboration(example()).nodes["shelter"]["roles"] == ("partner", "specialist")


def test_the_line_of_care_settles_who_is_a_specialist() -> None:
    facts = snapshot(
        [tie("a", "refers_to", "gp", scale="up"), tie("a", "collaborates_with", "clinic")],
        [entity("gp", line="first"), entity("clinic", line="second")],
    )
    has = roles(facts, PARTNERSHIP)
    assert "specialist" not in has["gp"]
    assert "specialist" in has["clinic"]
