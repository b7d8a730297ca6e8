"""Members that hardly join in: each told of once, and only when something is documented."""

from __future__ import annotations

from netmap.gaps.report import find_gaps
from tests.builders import PARTNERSHIP, entity, members, snapshot, tie
from tests.gaps.helpers import found, only

SETTINGS = (entity("atelier", "atelier"), entity("course", "activity"), entity("work", "unit"))
WORK = tie("work", "part_of", PARTNERSHIP)


def test_only_ties_with_the_partnership_and_its_own_bodies() -> None:
    network = snapshot(
        [
            WORK,
            *members("a", "b"),
            tie("a", "supplies", "work"),
            tie("a", "funds", PARTNERSHIP),
            tie("b", "advises", "x"),
        ],
        SETTINGS,
    )
    gap = only("only-through-membership", network)
    assert gap.key == "only-through-membership:a"
    assert gap.facts["bodies"] == (PARTNERSHIP, "work")
    assert gap.evidence == (f"p.funds.a.{PARTNERSHIP}", "p.supplies.a.work")


def test_joining_in_without_a_tie_of_its_own() -> None:
    network = snapshot(
        [*members("a", "b"), *(tie(k, "takes_part_in", "atelier") for k in "ab"),
         tie("b", "refers_to", "x")],
        SETTINGS,
    )  # fmt: skip
    gap = only("member-without-own-tie", network)
    assert gap.key == "member-without-own-tie:a"
    assert gap.facts["settings"] == ("atelier",)


def test_ties_but_no_atelier() -> None:
    joining = [tie(key, "leads", "atelier") for key in "bc"]
    ties = [*members("a", "b", "c"), *joining, *(tie(k, "advises", "x") for k in "abc")]
    gap = only("member-without-atelier", snapshot(ties, SETTINGS))
    assert (gap.key, gap.severity, gap.facts["thin"]) == ("member-without-atelier:a", "medium", 0)
    assert gap.facts["others"] == ("x",)


def test_where_few_have_an_atelier_documented_it_weighs_less() -> None:
    ties = [*members("a", "b", "c"), tie("b", "leads", "atelier")]
    ties += [tie(key, "advises", "x") for key in "abc"]
    gaps = found("member-without-atelier", snapshot(ties, SETTINGS))
    assert [(gap.subjects, gap.severity) for gap in gaps] == [(("a",), "low"), (("c",), "low")]
    assert (gaps[0].facts["joining"], gaps[0].facts["members"]) == (1, 3)


def test_where_nobody_has_one_documented_it_says_nothing() -> None:
    ties = [*members("a"), tie("a", "advises", "x")]
    assert not found("member-without-atelier", snapshot(ties, SETTINGS))


def test_a_member_is_passive_at_most_once_and_never_when_nothing_is_known() -> None:
    ties = [
        WORK,
        *members("a", "b", "c", "d"),
        tie("a", "supplies", "work"),
        tie("b", "takes_part_in", "course"),
        tie("c", "advises", "x"),
        tie("x", "takes_part_in", "atelier"),
    ]
    gaps = [g for g in find_gaps(snapshot(ties, SETTINGS), PARTNERSHIP) if g.family == "passive"]
    assert {gap.key for gap in gaps} == {"only-through-membership:a", "member-without-own-tie:b"}
