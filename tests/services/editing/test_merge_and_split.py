"""Two entities become one; one organisation gets departments."""

from __future__ import annotations

from dataclasses import replace

import pytest

from netmap.errors import Conflict, Invalid, UnknownEntity
from netmap.model import Citation, Entity, PartialDate, Put
from netmap.services.context import Context
from netmap.services.editing.duplicates import duplicates, keep_apart, look_again
from netmap.services.editing.merge import merge_entities, merging
from netmap.services.editing.undo import undo
from netmap.services.editing.units import move_unit, moving, split, splitting
from netmap.services.history import commit
from tests.builders import tie
from tests.services.editing.conftest import CITED, MESSAGE, now


@pytest.fixture
def twins(ctx: Context) -> Context:
    """Revision 2: a second record of the GP, with ties of its own and some the same."""
    twin = Entity(
        "gp2",
        "organisation",
        "De huisarts",
        summary="Twin.",
        citations=(Citation("s", "2", "Named."),),
        attributes={"sector": "care"},
    )
    again = replace(
        tie("a", "refers_to", "gp2", topic="wonen", certainty="inferred"),
        citations=(Citation("s", "9", "Said again."),),
    )
    ties = [
        again,
        tie("gp2", "member_of", "p"),
        tie("gp2", "takes_part_in", "w"),
        tie("gp2", "collaborates_with", "gp"),
        tie("gp2", "refers_to", "b", since="2020"),
        tie("gp", "refers_to", "b", since="2024"),
    ]
    commit(ctx, [Put(twin), *map(Put, ties)], message="twin")
    return ctx


def test_merging_is_told_before(twins: Context) -> None:
    look = merging(twins, "gp", "gp2")
    assert {view.tie.id for view in look.moved} == {"p.takes_part_in.gp2.w", "p.refers_to.gp2.b"}
    assert {(gone.tie.id, stays.tie.id) for gone, stays in look.joined} == {
        ("p.refers_to.a.gp2", "p.refers_to.a.gp"),
        ("p.member_of.gp2.p", "p.member_of.gp.p"),
    }
    assert [view.tie.id for view in look.lost] == ["p.collaborates_with.gp2.gp"]
    assert {o.part for o in look.options} == {"name", "summary", "attr.sector"}
    assert look.aliases == ("Dokter", "De huisarts")


def test_merging_is_one_revision_and_loses_no_claim(twins: Context) -> None:
    merge_entities(twins, "gp", "gp2", choices={"name": "theirs"}, message=MESSAGE)
    after = now(twins)
    assert after.revision == 3
    assert "gp2" not in after.entities
    gp = after.entities["gp"]
    assert (gp.name, gp.aliases, gp.summary) == ("De huisarts", ("Dokter", "Huisarts"), "Twin.")
    assert gp.attributes == {"sector": "care"}
    assert gp.citations
    joined = after.ties["p.refers_to.a.gp"]
    assert [c.locator for c in joined.citations] == ["1", "9"]
    assert (joined.certainty, dict(joined.attributes)) == (
        "reported",
        {"scale": "up", "topic": "wonen"},
    )
    assert after.ties["p.takes_part_in.gp2.w"].source == "gp", "a tie keeps its id and history"
    assert after.ties["p.refers_to.gp2.b"].valid_from == PartialDate(2020), "another period stays"
    assert not any("gp2" in (t.source, t.target) for t in after.ties.values())
    undo(twins, 3, message=MESSAGE)
    assert now(twins).entities["gp2"].name == "De huisarts"


def test_who_names_the_other_in_an_attribute_names_the_one(ctx: Context) -> None:
    laws = [Entity(key, "law", key) for key in ("wmo", "wmo2")]
    care = replace(now(ctx).entities["f"], attributes={"laws": ("wmo2", "wmo")})
    commit(ctx, [*map(Put, laws), Put(care)], message="laws")
    merge_entities(ctx, "wmo", "wmo2", choices={}, message=MESSAGE)
    assert now(ctx).entities["f"].attributes["laws"] == ("wmo",)


@pytest.mark.parametrize(
    ("keep", "drop", "code"),
    [("gp", "gp", "same-ends"), ("gp", "w", "different-kinds"), ("p", "q", "cannot-merge")],
)
def test_what_cannot_be_the_same(ctx: Context, keep: str, drop: str, code: str) -> None:
    with pytest.raises(Invalid) as refused:
        merging(ctx, keep, drop)
    assert refused.value.problems[0].code == code
    with pytest.raises(UnknownEntity):
        merging(ctx, keep, "nobody")


def test_merging_does_what_was_looked_at_or_nothing(twins: Context) -> None:
    commit(twins, [Put(tie("gp2", "leads", "w"))], message="one more")
    with pytest.raises(Conflict):
        merge_entities(twins, "gp", "gp2", choices={}, message=MESSAGE, expect=2)


def test_names_that_look_alike_are_worth_a_look(twins: Context) -> None:
    one = Entity("een", "organisation", "Stichting Het Anker")
    other = Entity("twee", "organisation", "Ankér, het")
    first, second = (Entity(f"r{n}", "organisation", f"Wijkteam {n}") for n in (1, 2))
    ties = [tie(key, "member_of", "p") for key in ("een", "r1", "r2")]
    commit(twins, [*map(Put, (one, other, first, second, *ties))], message="alike")
    found = {(pair.one.id, pair.other.id) for pair in duplicates(twins, "p")}
    assert ("een", "twee") in found
    assert ("a", "b") not in found
    assert ("r1", "r2") not in found, "numbers tell apart"
    assert ("gp", "gp2") not in found, "who is linked to the other is not the other"


def test_a_pair_that_is_not_the_same_is_not_shown_again(twins: Context) -> None:
    commit(twins, [Put(Entity("alfa2", "organisation", "Stichting Alfa"))], message="alike")
    assert [(p.one.id, p.other.id) for p in duplicates(twins, "p")] == [("a", "alfa2")]
    keep_apart(twins, "alfa2", "a")
    assert duplicates(twins, "p") == ()
    look_again(twins, "a", "alfa2")
    assert len(duplicates(twins, "p")) == 1
    with pytest.raises(UnknownEntity):
        keep_apart(twins, "a", "nobody")


def test_departments_take_over_ties_in_one_revision(ctx: Context) -> None:
    look = splitting(ctx, "p", "a")
    assert [unit.id for unit in look.units] == ["team"]
    assert {view.tie.id for view in look.movable} == {"p.takes_part_in.a.w", "p.refers_to.a.gp"}
    assert look.staying == 1
    fields = {
        "unit.1": "Jeugd",
        "unit.3": "Ouderen",
        "move.p.takes_part_in.a.w": "3",
        "move.p.refers_to.a.gp": "team",
        **CITED,
    }
    assert split(ctx, "p", "a", fields, message=MESSAGE, expect=1) == 2
    after = now(ctx)
    assert after.entities["jeugd"].kind == "unit"
    assert after.ties["p.part_of.jeugd.a"].citations
    assert after.ties["p.takes_part_in.a.w"].source == "ouderen"
    assert after.ties["p.refers_to.a.gp"].source == "team"
    assert after.ties["p.member_of.a.p"].source == "a"


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, {("missing", "unit.1")}),
        ({"unit.1": "Jeugd"}, {("no-source", "cite.0.source")}),
        ({"unit.1": "Het team", **CITED}, {("name-exists", "unit.1")}),
        ({"unit.1": "X", "unit.2": "x", **CITED}, {("name-exists", "unit.2")}),
        ({"move.p.refers_to.a.gp": "2"}, {("unknown-value", "move.p.refers_to.a.gp")}),
        (
            {"unit.1": "X", "move.p.member_of.a.p": "1", **CITED},
            {("bad-ends", "move.p.member_of.a.p")},
        ),
    ],
)
def test_what_is_wrong_with_a_division(
    ctx: Context, fields: dict[str, str], expected: set[tuple[str, str]]
) -> None:
    with pytest.raises(Invalid) as refused:
        split(ctx, "p", "a", fields, message=MESSAGE)
    assert {(p.code, p.field) for p in refused.value.problems} >= expected
    assert ctx.store.ping() == 1


def test_a_unit_moves_from_a_date_and_keeps_its_past(ctx: Context) -> None:
    move_unit(ctx, "p", "team", {"to": "Beta", "since": "2025", **CITED}, message=MESSAGE)
    after = now(ctx)
    assert after.ties["p.part_of.team.a"].valid_to == PartialDate(2025)
    assert after.ties["p.part_of.team.b"].valid_from == PartialDate(2025)
    assert [view.target.id for view in moving(ctx, "p", "team").parents] == ["b"]


def test_without_a_date_it_was_a_mistake(ctx: Context) -> None:
    move_unit(ctx, "p", "team", {"to": "b", **CITED}, message=MESSAGE)
    assert "p.part_of.team.a" not in now(ctx).ties


@pytest.mark.parametrize(
    ("to", "code"), [("", "missing"), ("Alfa", "same-ends"), ("Werkatelier", "bad-ends")]
)
def test_where_a_unit_cannot_go(ctx: Context, to: str, code: str) -> None:
    with pytest.raises(Invalid) as refused:
        move_unit(ctx, "p", "team", {"to": to, **CITED}, message=MESSAGE)
    assert [(p.code, p.field) for p in refused.value.problems] == [(code, "to")]
