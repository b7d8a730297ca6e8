"""Whom to invite: who covers what is missing, and who is one step away, with reasons that hold."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from netmap.comparison.invitations import Invitations, invitations
from netmap.comparison.inviting import tell_invitation, tell_need
from netmap.comparison.needs import MOST_FUNCTIONS
from netmap.errors import UnknownEntity
from netmap.model import Entity, Snapshot, Tie
from netmap.vocabulary import LANGUAGES
from tests.builders import PARTNERSHIP, entity, members, snapshot, tie
from tests.strategies import snapshots


def example(*more: Tie, things: tuple[Entity, ...] = ()) -> Snapshot:
    """Atelier w is about older people; a and b take part, and nobody of them serves them."""
    ties = [
        *members("a", "b", "near", "carer"),
        tie("w", "part_of", PARTNERSHIP),
        tie("w", "addresses", "old"),
        tie("a", "leads", "w"),
        tie("b", "takes_part_in", "w"),
        tie("near", "collaborates_with", "a"),
        tie("near", "refers_to", "b"),
        tie("carer", "covers", "care"),
        tie("guest", "covers", "meals"),
        tie("guest", "collaborates_with", "b"),
        *more,
    ]
    kinds = [
        entity("w", "atelier", name="Koffie"),
        entity("old", "target_group", name="Ouderen"),
        entity("care", "function", name="Thuiszorg", target_groups=("old",)),
        entity("meals", "function", name="Maaltijden", target_groups=("old",)),
        entity("taxi", "function", name="Vervoer", target_groups=("old",)),
    ]
    return snapshot(ties, [*kinds, *things])


def found(facts: Snapshot, elsewhere: Snapshot | None = None) -> Invitations:
    return invitations(facts, PARTNERSHIP, "w", elsewhere=elsewhere)


def test_members_who_cover_come_first_then_partners_then_who_is_near() -> None:
    result = found(example())
    assert [invited.id for invited in result.invitations] == ["carer", "guest", "near"]
    carer, guest, near = result.invitations
    assert (carer.standing, carer.covers, carer.through) == ("member", ("old", "care"), ())
    assert guest.standing == "partner"
    assert [between.id for between in guest.through] == ["b"]
    assert not near.asked_for
    assert [between.id for between in near.through] == ["a", "b"]
    assert set(near.evidence) == {"p.collaborates_with.near.a", "p.refers_to.near.b"}


def test_each_need_says_why_and_who_has_it() -> None:
    supplies = {supply.need.id: supply for supply in found(example()).supplies}
    assert supplies["old"].need.origin == "addressed"
    assert supplies["old"].need.evidence == ("p.addresses.w.old",)
    assert supplies["care"].need.because == ("old",)
    assert supplies["care"].others == ("carer",)
    assert supplies["taxi"].others == ()


def test_what_a_participant_covers_is_not_missing() -> None:
    result = found(example(tie("a", "covers", "care")))
    supply = next(s for s in result.supplies if s.need.id == "care")
    assert supply.taking_part == ("a",)
    assert "carer" not in {invited.id for invited in result.invitations}


def test_a_word_in_the_name_is_a_reason_that_no_source_gives() -> None:
    result = found(example(things=(entity("w", "atelier", name="Samen vervoer regelen"),)))
    need = next(s.need for s in result.supplies if s.need.id == "taxi")
    assert (need.origin, need.word, need.evidence) == ("word", "vervoer", ())
    assert "‘vervoer’" in tell_need(need, example(), "nl")


def test_a_target_group_of_everybody_asks_for_no_function() -> None:
    many = tuple(entity(f"f{n}", "function", target_groups=("old",)) for n in range(MOST_FUNCTIONS))
    result = found(example(things=many))
    assert [supply.need.id for supply in result.supplies] == ["old"]


def test_only_what_holds_now_counts_and_who_left_is_told_of() -> None:
    facts = example(
        tie("gone", "takes_part_in", "w", since="2019", until="2021"),
        tie("b", "advises", "late", since="2022"),
        tie("old-friend", "collaborates_with", "a", until="2021"),
    )
    by_id = {invited.id: invited for invited in found(facts).invitations}
    assert str(by_id["gone"].left) == "2021"
    assert by_id["gone"].through == ()
    assert "old-friend" not in by_id
    told = tell_invitation(by_id["gone"], facts, "nl", left="2021")
    assert told[-1].text == "Deed mee tot 2021. Vraag eerst waarom dat ophield."


def test_somebody_elsewhere_is_an_example_only_where_nobody_here_is() -> None:
    other = snapshot(
        [tie("far", "covers", "taxi", partnership="q"), tie("far", "covers", "care")],
        [entity("taxi", "function"), entity("care", "function")],
    )
    result = found(example(), other)
    assert {s.need.id: s.elsewhere for s in result.supplies if s.elsewhere} == {"taxi": ("far",)}
    assert "far" not in {invited.id for invited in result.invitations}


@pytest.mark.parametrize("key", ["a", "nothing", "other"])
def test_what_is_no_atelier_of_the_partnership_is_refused(key: str) -> None:
    facts = example(things=(entity("other", "atelier"),))
    with pytest.raises(UnknownEntity):
        invitations(facts, PARTNERSHIP, key)


@settings(deadline=None, max_examples=30)
@given(snapshots())
def test_nobody_who_takes_part_is_invited_and_every_reason_rests_on_ties(facts: Snapshot) -> None:
    ateliers = [
        key
        for key, thing in facts.entities.items()
        if thing.kind == "atelier"
        and any(
            key in (t.source, t.target) and t.partnership == PARTNERSHIP
            for t in facts.ties.values()
        )
    ]
    for atelier in ateliers:
        result = invitations(facts, PARTNERSHIP, atelier)
        invited = [one.id for one in result.invitations]
        assert not set(invited) & set(result.participants)
        assert len(invited) == len(set(invited))
        for one in result.invitations:
            assert one.covers or one.shares or one.through or one.left
            assert set(one.evidence) <= facts.ties.keys()
            for language in LANGUAGES:
                assert all(told.text for told in tell_invitation(one, facts, language))
