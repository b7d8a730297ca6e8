"""What a user may assume, and what is refused in words."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from netmap.errors import Invalid, UnknownEntity, UnknownTie
from netmap.model import Put, Scope
from netmap.scenario import EntityJoins, EntityLeaves, TieAppears, TieDisappears
from netmap.services.assumptions import read_assumptions
from netmap.services.context import Context
from netmap.services.scenarios import scenario_report
from netmap.stores.sqlite import SqliteStore
from tests.builders import PARTNERSHIP, SOURCE, entity, members, tie

SCOPE = Scope(partnerships=(PARTNERSHIP,))
ENTITIES = [
    entity(PARTNERSHIP, "partnership"),
    entity("q", "partnership"),
    *(entity(key) for key in ("a", "b", "z")),
    entity("team", "unit"),
]
TIES = [
    *members("a", "b"),
    tie("team", "part_of", "a"),
    tie("a", "collaborates_with", "b"),
    tie("a", "refers_to", "b", scale="up"),
    tie("z", "member_of", "q", partnership="q"),
]


@pytest.fixture
def ctx(tmp_path: Path) -> Iterator[Context]:
    with SqliteStore(tmp_path / "netmap.db") as store:
        records = [SOURCE, *ENTITIES, *TIES]
        store.commit([Put(r) for r in records], author="t", message="m")
        yield Context(store)


def test_each_kind_of_assumption(ctx: Context) -> None:
    found = read_assumptions(
        ctx,
        SCOPE,
        leaves=["team"],
        joins=["z", "new=New = better"],
        ties=["refers_to:new:z:scale=down"],
        ends=["p.refers_to.a.b"],
    )
    gone, known, made_up, added, ended = found
    assert gone == EntityLeaves("team")
    assert isinstance(known, EntityJoins)
    assert (known.entity.name, known.ties[0].partnership) == ("Z", PARTNERSHIP)
    assert isinstance(made_up, EntityJoins)
    assert (made_up.entity.id, made_up.entity.name) == ("new", "New = better")
    assert isinstance(added, TieAppears)
    assert dict(added.tie.attributes) == {"scale": "down"}
    assert ended == TieDisappears("p.refers_to.a.b")


def test_a_tie_brings_in_whom_the_partnership_does_not_know(ctx: Context) -> None:
    joins, appears = read_assumptions(ctx, SCOPE, ties=["collaborates_with:a:z"])
    assert isinstance(joins, EntityJoins)
    assert (joins.entity.id, joins.ties) == ("z", ())
    assert isinstance(appears, TieAppears)


@pytest.mark.parametrize(
    "text", ["collaborates_with:b:a", "refers_to:a:b", "refers_to:a:b:scale=up"]
)
def test_what_is_said_already_changes_nothing(ctx: Context, text: str) -> None:
    (appears,) = read_assumptions(ctx, SCOPE, ties=[text])
    assert isinstance(appears, TieAppears)
    assert appears.tie in TIES
    report = scenario_report(ctx, SCOPE, [appears])
    assert [told.key for told in report.change.sentences] == ["nothing"]


def test_the_same_tie_with_another_attribute_is_new(ctx: Context) -> None:
    (appears,) = read_assumptions(ctx, SCOPE, ties=["refers_to:a:b:scale=down"])
    report = scenario_report(ctx, SCOPE, [appears])
    assert report.change.records.ties_added == ("assumed.p.refers_to.a.b",)


@pytest.mark.parametrize(
    ("option", "text", "message"),
    [
        ("leaves", PARTNERSHIP, "cannot leave"),
        ("joins", "a=Another", "is known already, as A"),
        ("joins", "team", "cannot be a member"),
        ("joins", "Not a slug=Name", "lowercase"),
        ("joins", "new=", "needs a name"),
        ("joins", "new=bad\x07bell", "control character"),
        ("ties", "refers_to:a", "write KIND:SOURCE:TARGET"),
        ("ties", "refers_to:a:b:up", "write KIND:SOURCE:TARGET"),
        ("ties", "loves:a:b", "is not one of"),
        ("ties", "member_of:a:b", "may not link"),
        ("ties", "refers_to:a:a", "two different entities"),
        ("ties", "refers_to:a:b:scale=sideways", "is not one of up, down, across"),
        ("ties", "refers_to:a:b:colour=red", "is not one of"),
        ("ties", "collaborates_with:a:b:level=nine", "whole number"),
    ],
)
def test_what_cannot_be_assumed_is_said_why(
    ctx: Context, option: str, text: str, message: str
) -> None:
    with pytest.raises(Invalid, match=message):
        read_assumptions(ctx, SCOPE, **{option: [text]})


@pytest.mark.parametrize(
    "options",
    [{"leaves": ["x"]}, {"leaves": ["z"]}, {"joins": ["x"]}, {"ties": ["refers_to:a:x"]}],
)
def test_unknown_ids_are_named(ctx: Context, options: dict[str, list[str]]) -> None:
    with pytest.raises(UnknownEntity):
        read_assumptions(ctx, SCOPE, **options)


def test_an_unknown_tie_is_named(ctx: Context) -> None:
    with pytest.raises(UnknownTie):
        scenario_report(ctx, SCOPE, read_assumptions(ctx, SCOPE, ends=["no-tie"]))


def test_whole_numbers_are_read_where_they_are_asked_for(ctx: Context) -> None:
    (appears,) = read_assumptions(ctx, SCOPE, ties=["collaborates_with:a:b:level=3"])
    assert isinstance(appears, TieAppears)
    assert appears.tie.attributes["level"] == 3


def test_one_partnership_must_be_named(ctx: Context) -> None:
    with pytest.raises(Invalid):
        read_assumptions(ctx, Scope(), leaves=["a"])
