"""What if: assumptions over facts."""

from __future__ import annotations

import pytest
from hypothesis import given

from netmap.errors import Invalid, UnknownEntity, UnknownTie
from netmap.model import Snapshot
from netmap.scenario import EntityJoins, EntityLeaves, TieAppears, TieDisappears, overlay
from tests.builders import PARTNERSHIP, entity, members, snapshot, tie
from tests.strategies import snapshots

TEAM = entity("team", "unit")
DESK = entity("desk", "unit")
JOINT = entity("joint", "unit")
ATELIER = entity("atelier", "atelier")


def example() -> Snapshot:
    return snapshot(
        [
            *members("a", "b"),
            tie("team", "part_of", "a"),
            tie("desk", "part_of", "team"),
            tie("joint", "part_of", "a"),
            tie("joint", "part_of", "b"),
            tie("desk", "refers_to", "b"),
            tie("joint", "refers_to", "c"),
            tie("a", "leads", "atelier"),
        ],
        [TEAM, DESK, JOINT, ATELIER],
        revision=7,
    )


@given(snapshots())
def test_no_assumption_changes_nothing(facts: Snapshot) -> None:
    assert overlay(facts, ()) == facts


@given(snapshots())
def test_what_appears_and_disappears_again_leaves_the_facts(facts: Snapshot) -> None:
    new = entity("newcomer")
    joins = EntityJoins(new, (tie("newcomer", "member_of", PARTNERSHIP),))
    assert overlay(facts, [joins, EntityLeaves("newcomer")]) == facts


def test_who_leaves_takes_its_ties_and_the_units_of_nobody_else_along() -> None:
    after = overlay(example(), [EntityLeaves("a")])
    assert set(after.entities) == {PARTNERSHIP, "b", "c", "joint", "atelier"}
    assert set(after.ties) == {
        "p.member_of.b.p",
        "p.part_of.joint.b",
        "p.refers_to.joint.c",
    }


def test_a_shared_unit_goes_when_the_last_of_its_parents_leaves() -> None:
    after = overlay(example(), [EntityLeaves("a"), EntityLeaves("b")])
    assert set(after.entities) == {PARTNERSHIP, "c", "atelier"}
    assert not after.ties


def test_the_facts_are_not_touched_and_the_revision_stays() -> None:
    facts = example()
    after = overlay(facts, [EntityLeaves("a"), TieDisappears("p.refers_to.joint.c")])
    assert facts == example()
    assert after.revision == 7


def test_what_is_added_is_marked_as_assumed() -> None:
    new = tie("b", "collaborates_with", "c")
    after = overlay(example(), [TieAppears(new)])
    assert after.ties[new.id].certainty == "assumed"
    assert after.ties["p.member_of.a.p"].certainty == "reported"


def test_who_is_known_already_joins_with_ties_only() -> None:
    stranger = entity("c", name="Another name")
    after = overlay(example(), [EntityJoins(stranger, (tie("c", "member_of", PARTNERSHIP),))])
    assert after.entities["c"].name == "C"
    assert after.ties["p.member_of.c.p"].certainty == "assumed"


def test_a_fact_that_is_assumed_again_stays_a_fact() -> None:
    facts = example()
    assert overlay(facts, [TieAppears(tie("a", "member_of", PARTNERSHIP))]) == facts


def test_an_assumption_may_not_overwrite_another_tie() -> None:
    with pytest.raises(Invalid) as caught:
        overlay(example(), [TieAppears(tie("c", "member_of", PARTNERSHIP, key="p.member_of.a.p"))])
    assert [p.code for p in caught.value.problems] == ["duplicate-id"]


def test_an_assumption_keeps_to_the_vocabulary() -> None:
    with pytest.raises(Invalid) as caught:
        overlay(example(), [TieAppears(tie("atelier", "member_of", PARTNERSHIP))])
    assert [p.code for p in caught.value.problems] == ["bad-ends"]


def test_unknown_ids_are_named() -> None:
    with pytest.raises(UnknownEntity):
        overlay(example(), [EntityLeaves("nobody")])
    with pytest.raises(UnknownEntity):
        overlay(example(), [TieAppears(tie("a", "refers_to", "nobody"))])
    with pytest.raises(UnknownEntity):
        overlay(example(), [EntityJoins(entity("d"), (tie("d", "refers_to", "nobody"),))])
    with pytest.raises(UnknownTie):
        overlay(example(), [TieDisappears("no-tie")])
