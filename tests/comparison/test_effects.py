"""Before and after: what is lost and gained, and that nothing else is reported."""

from __future__ import annotations

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netmap.comparison.effects import Effects, effects, fitting_level
from netmap.coverage.view import Coverage
from netmap.errors import UnknownPartnership
from netmap.gaps.report import find_gaps
from netmap.graph import collaboration
from netmap.model import Snapshot
from netmap.roles import cast
from netmap.scenario import Assumption, EntityJoins, EntityLeaves, TieAppears, overlay
from tests.builders import PARTNERSHIP, entity, members, snapshot, tie
from tests.strategies import snapshots

UNHURRIED = settings(deadline=None, max_examples=40)  # each example computes every metric twice


def works(*pairs: str) -> Snapshot:
    """Members by letter; each pair works together. "x" and "y" are no members."""
    ties = [tie(pair[0], "collaborates_with", pair[1]) for pair in pairs]
    keys = sorted({key for pair in pairs for key in pair} - {"x", "y"})
    return snapshot([*members(*keys), *ties])


def after(facts: Snapshot, *assumptions: Assumption) -> Effects:
    return effects(facts, overlay(facts, assumptions), PARTNERSHIP)


@UNHURRIED
@given(snapshots())
def test_without_a_change_nothing_is_reported(facts: Snapshot) -> None:
    found = effects(facts, facts, PARTNERSHIP)
    assert not any(shift.moves for shift in found.whole)
    assert found.actors == found.coverage == ()
    assert found.members.lost == found.members.gained == ()
    assert found.reach.isolated == found.reach.cut_off == ()
    assert found.reach.pairs_before == found.reach.pairs_after
    gaps = found.gaps
    assert gaps.opened == gaps.closed == gaps.lapsed == gaps.changed == ()
    assert gaps.kept == len(find_gaps(facts, PARTNERSHIP))
    for changes in (found.records.entities, found.records.ties):
        assert changes.added == changes.removed == changes.changed == ()


@UNHURRIED
@given(snapshots(), st.data())
def test_members_that_lose_each_other_agree_with_shortest_paths(
    facts: Snapshot, data: st.DataObject
) -> None:
    others = sorted(set(facts.entities) - {PARTNERSHIP})
    if not others:
        return
    later = overlay(facts, [EntityLeaves(data.draw(st.sampled_from(others)))])
    found = effects(facts, later, PARTNERSHIP)
    both = cast(facts, PARTNERSHIP).members & cast(later, PARTNERSHIP).members
    near = []
    for state in (facts, later):
        lengths = dict(nx.all_pairs_shortest_path_length(collaboration(state, PARTNERSHIP)))
        near.append(
            {
                (one, other)
                for one in both
                for other in both
                if one < other and lengths[one].get(other, 9) <= 2
            }
        )
    assert set(found.members.lost) == near[0] - near[1]
    assert set(found.members.gained) == near[1] - near[0]


@UNHURRIED
@given(snapshots(), st.data())
def test_who_only_leaves_closes_no_gap(facts: Snapshot, data: st.DataObject) -> None:
    others = sorted(set(facts.entities) - {PARTNERSHIP})
    if not others:
        return
    found = after(facts, EntityLeaves(data.draw(st.sampled_from(others))))
    assert found.gaps.only_loss
    assert found.gaps.closed == ()


def test_there_and_back_are_each_other_s_reverse() -> None:
    facts = works("ab", "bc", "cd", "cx")
    later = overlay(facts, [EntityLeaves("c")])
    there, back = (effects(*states, PARTNERSHIP) for states in ((facts, later), (later, facts)))
    assert there.members.lost == back.members.gained
    assert there.records.ties.removed == back.records.ties.added
    assert [(s.before, s.after) for s in there.whole] == [(s.after, s.before) for s in back.whole]


def test_who_stands_between_takes_the_pairs_around_it_along() -> None:
    found = after(works("ha", "hb", "hc", "ab"), EntityLeaves("h"))
    assert found.members.lost == (("a", "c"), ("b", "c"))
    assert (found.reach.pairs_before, found.reach.pairs_after) == (3, 1)
    assert found.reach.isolated == ("c",)
    assert found.reach.cut_off == ("c",)
    assert (found.reach.components_before, found.reach.components_after) == ((4,), (2, 1))


def test_a_path_of_two_steps_may_lead_through_anybody() -> None:
    found = after(works("ax", "xb"), EntityLeaves("x"))
    assert found.members.lost == (("a", "b"),)


def test_a_new_tie_brings_pairs_together() -> None:
    facts = works("ab", "cd")
    found = after(facts, TieAppears(tie("b", "collaborates_with", "c")))
    assert found.members.gained == (("a", "c"), ("b", "c"), ("b", "d"))
    assert found.reach.components_after == (4,)


def test_numbers_of_the_whole_and_of_actors() -> None:
    found = after(works("ha", "hb", "hc"), EntityLeaves("c"))
    shifts = {shift.metric: shift for shift in found.whole}
    assert (shifts["size"].before, shifts["size"].after) == (4, 3)
    assert (shifts["density"].before, shifts["density"].after) == (0.5, pytest.approx(2 / 3))
    degrees = {s.actor: s for s in found.actors if s.metric == "degree"}
    assert degrees.keys() == {"h"}  # c is gone, a and b keep their one partner
    assert (degrees["h"].before, degrees["h"].after, degrees["h"].share) == (3, 2, 0.5)
    shares = [shift.share for shift in found.actors]
    assert shares == sorted(shares, reverse=True)


def functions(*extra: str) -> Snapshot:
    """A covers f, partner x covers g; a works with x through b."""
    ties = [
        tie("a", "covers", "f"),
        tie("x", "covers", "g"),
        tie("a", "collaborates_with", "b"),
        tie("b", "collaborates_with", "x"),
        tie("a", "takes_part_in", "w"),
    ]
    things = [entity("f", "function"), entity("g", "function"), entity("w", "atelier")]
    return snapshot([*members("a", "b", *extra), *ties], things)


def test_what_nobody_stands_for_any_longer() -> None:
    found = after(functions(), EntityLeaves("a"))
    assert {(c.id, c.one, c.other) for c in found.coverage} == {
        ("f", Coverage.INSIDE, Coverage.NOBODY),
        ("w", Coverage.INSIDE, Coverage.NOBODY),
    }
    assert all(change.worse for change in found.coverage)
    assert "missing-function:f" in {gap.key for gap in found.gaps.opened}


def test_what_is_there_but_out_of_reach() -> None:
    found = after(functions(), EntityLeaves("b"))
    (change,) = found.coverage
    assert (change.id, change.other) == ("g", Coverage.OUT_OF_REACH)


def test_who_joins_brings_a_function_inside_and_closes_its_gap() -> None:
    joins = EntityJoins(
        entity("new"), (tie("new", "member_of", PARTNERSHIP), tie("new", "covers", "g"))
    )
    found = after(functions(), joins)
    (change,) = found.coverage
    assert (change.id, change.other, change.worse) == ("g", Coverage.INSIDE, False)
    assert "missing-function:g" in {gap.key for gap in found.gaps.closed}
    assert found.records.entities.added == ("new",)


def test_a_gap_about_who_leaves_lapses() -> None:
    found = after(functions(), EntityLeaves("x"), TieAppears(tie("a", "supplies", "b")))
    assert "partner-not-member:x" in {gap.key for gap in found.gaps.lapsed}
    assert not found.gaps.only_loss


def test_a_unit_inside_an_organisation_shows_at_the_level_of_units() -> None:
    facts = snapshot(
        [*members("a", "b"), tie("team", "part_of", "a"), tie("team", "refers_to", "b")],
        [entity("team", "unit")],
    )
    assert fitting_level(facts, PARTNERSHIP, [EntityLeaves("team")]) == "unit"
    assert fitting_level(facts, PARTNERSHIP, [EntityLeaves("a")]) == "organisation"
    assert fitting_level(facts, PARTNERSHIP, []) == "organisation"
    later = overlay(facts, [EntityLeaves("team")])
    assert effects(facts, later, PARTNERSHIP, level="unit").reach.isolated == ("b",)


def test_an_unknown_partnership_is_a_fact() -> None:
    with pytest.raises(UnknownPartnership):
        effects(snapshot([]), snapshot([]), "nowhere")
