"""Each rule on a network small enough to see the answer."""

from __future__ import annotations

from collections.abc import Iterable

from netmap.gaps.card import Gap
from netmap.gaps.report import find_gaps
from netmap.model import Entity, Snapshot, Tie
from tests.builders import PARTNERSHIP, entity, members, snapshot, tie


def found(rule: str, facts: Snapshot) -> list[Gap]:
    return [gap for gap in find_gaps(facts, PARTNERSHIP) if gap.rule == rule]


def functions_missing(ties: Iterable[Tie], *entities: Entity) -> list[Gap]:
    function = entity("f", "function", laws=("l1", "l2"), life_domains=("d",))
    return found("missing-function", snapshot(ties, [function, *entities]))


def network(*pairs: str) -> Snapshot:
    """Actors of one letter that collaborate in pairs."""
    return snapshot([tie(pair[0], "collaborates_with", pair[1]) for pair in pairs])


class TestFunctionsWithoutMember:
    def test_nobody_covers_it(self) -> None:
        (gap,) = functions_missing(members("a"))
        assert gap.key == "missing-function:f"
        assert (gap.severity, gap.weight, gap.evidence) == ("high", 3, ())
        assert gap.facts["laws"] == ("l1", "l2")

    def test_a_partner_covers_it(self) -> None:
        (gap,) = functions_missing([*members("a"), tie("b", "covers", "f")])
        assert gap.severity == "medium"
        assert gap.facts["partners"] == ("b",)
        assert gap.evidence == ("p.covers.b.f",)

    def test_a_member_covers_it_itself_or_with_a_unit(self) -> None:
        assert not functions_missing([*members("a"), tie("a", "covers", "f")])
        unit = [tie("team", "part_of", "a"), tie("team", "covers", "f")]
        assert not functions_missing([*members("a"), *unit], entity("team", "unit"))

    def test_the_partnership_covers_it_itself_or_with_a_body(self) -> None:
        assert not functions_missing([tie(PARTNERSHIP, "covers", "f")])
        body = [tie("work", "part_of", PARTNERSHIP), tie("work", "covers", "f")]
        assert not functions_missing(body, entity("work", "unit"))

    def test_an_activity_covers_it_for_who_carries_it(self) -> None:
        activity = entity("course", "activity")
        covers = [*members("a"), tie("course", "covers", "f")]
        assert functions_missing(covers, activity)[0].severity == "high"
        partner = [*covers, tie("b", "offers", "course")]
        assert functions_missing(partner, activity)[0].facts["partners"] == ("b",)
        assert not functions_missing([*partner, tie("a", "takes_part_in", "course")], activity)
        assert not functions_missing([*covers, tie("course", "part_of", PARTNERSHIP)], activity)

    def test_another_partnership_does_not_help(self) -> None:
        elsewhere = tie("a", "covers", "f", partnership="q")
        assert functions_missing([*members("a"), elsewhere])[0].severity == "high"


class TestPartnersThatAreNoMember:
    def test_they_are_ranked_by_their_ties(self) -> None:
        facts = snapshot(
            [
                *members("a"),
                tie("work", "part_of", PARTNERSHIP),
                tie("a", "refers_to", "big"),
                tie("work", "collaborates_with", "big"),
                tie("big", "takes_part_in", "atelier"),
                tie("big", "funds", PARTNERSHIP),
                tie("big", "offers", "course"),
                tie("a", "collaborates_with", "small"),
            ],
            [
                entity("work", "unit"),
                entity("atelier", "atelier"),
                entity("course", "activity"),
                entity("small", collective=True),
            ],
        )
        big, small = found("partner-not-member", facts)
        assert big.subjects == ("big",)
        assert (big.severity, big.weight) == ("high", 5)
        assert big.facts["insiders"] == ("a", "work")
        assert big.facts["settings"] == ("atelier", "course")
        assert big.facts["referrals"] == 1
        assert big.facts["collective"] == 0
        assert (small.severity, small.facts["collective"]) == ("low", 1)
        assert small.evidence == ("p.collaborates_with.a.small",)

    def test_ties_among_outsiders_and_purposes_do_not_count(self) -> None:
        facts = snapshot(
            [
                *members("a"),
                tie("x", "collaborates_with", "y"),
                tie("x", "covers", "f"),
                tie("u", "part_of", "x"),
            ],
            [entity("f", "function"), entity("u", "unit")],
        )
        assert not found("partner-not-member", facts)

    def test_a_team_of_nobody_cannot_be_a_member(self) -> None:
        facts = snapshot([*members("a"), tie("a", "advises", "u")], [entity("u", "unit")])
        assert not found("partner-not-member", facts)

    def test_without_members_there_is_no_membership_to_miss(self) -> None:
        facts = snapshot(
            [tie("work", "part_of", PARTNERSHIP), tie("work", "refers_to", "x")],
            [entity("work", "unit")],
        )
        assert not found("partner-not-member", facts)


class TestCutpoints:
    def test_a_star_hangs_on_its_centre(self) -> None:
        facts = snapshot([tie("hub", "collaborates_with", leaf) for leaf in "abcdefg"])
        (gap,) = found("cutpoint", facts)
        assert gap.key == "cutpoint:hub"
        assert (gap.severity, gap.weight) == ("high", 6)
        assert gap.facts["parts"] == 7
        assert gap.facts["pieces"] == (("b",), ("c",), ("d",), ("e",), ("f",), ("g",))
        assert "p.collaborates_with.hub.a" not in gap.evidence
        assert len(gap.evidence) == 6

    def test_the_largest_piece_is_what_others_come_loose_from(self) -> None:
        facts = network("ab", "bc", "ca", "cd", "de", "ef", "fd")
        gaps = {gap.subjects: gap for gap in found("cutpoint", facts)}
        assert set(gaps) == {("c",), ("d",)}
        assert gaps["c",].facts["largest"] == 3
        assert gaps["c",].facts["pieces"] == (("a", "b"),)
        assert gaps["c",].severity == "medium"
        assert gaps["c",].evidence == ("p.collaborates_with.b.c", "p.collaborates_with.c.a")

    def test_a_ring_has_none(self) -> None:
        assert not found("cutpoint", network("ab", "bc", "cd", "da"))


class TestReferralsWithoutAWayBack:
    UP = (tie("a", "refers_to", "clinic", scale="up", obstacle="Long wait"),)

    def test_up_and_not_down(self) -> None:
        (gap,) = found("one-way-referral", snapshot([*members("a"), *self.UP]))
        assert gap.key == "one-way-referral:clinic"
        assert gap.severity == "high"
        assert gap.facts == {
            "target": "clinic",
            "sources": ("a",),
            "obstacles": ("Long wait",),
        }
        assert gap.evidence == ("p.refers_to.a.clinic",)

    def test_without_an_obstacle_it_matters_less(self) -> None:
        up = tie("a", "refers_to", "clinic", scale="up")
        assert found("one-way-referral", snapshot([up]))[0].severity == "medium"

    def test_down_to_the_same_side_is_a_way_back(self) -> None:
        for back in ("a", "b", PARTNERSHIP):
            down = tie("clinic", "refers_to", back, scale="down")
            assert not found("one-way-referral", snapshot([*members("a", "b"), *self.UP, down]))

    def test_down_to_another_side_is_not(self) -> None:
        down = tie("clinic", "refers_to", "outsider", scale="down")
        assert found("one-way-referral", snapshot([*members("a"), *self.UP, down]))
        # who refers from outside needs a way back of its own
        down = tie("clinic", "refers_to", "b", scale="down")
        assert found("one-way-referral", snapshot([*members("b"), *self.UP, down]))

    def test_across_is_not_a_way_down(self) -> None:
        across = tie("clinic", "refers_to", "a", scale="across")
        assert found("one-way-referral", snapshot([*self.UP, across]))

    def test_inside_one_organisation_is_no_referral(self) -> None:
        facts = snapshot(
            [tie("u", "part_of", "a"), tie("u", "refers_to", "a", scale="up")],
            [entity("u", "unit")],
        )
        assert not found("one-way-referral", facts)


class TestMembersWithoutTies:
    def test_only_what_a_member_is_for_is_not_what_it_does(self) -> None:
        facts = snapshot(
            [
                *members("a", "b"),
                tie("a", "covers", "f"),
                tie("a", "takes_part_in", PARTNERSHIP),
                tie("u", "part_of", "a"),
                tie("u", "advises", "a"),
                tie("b", "advises", "c"),
            ],
            [entity("f", "function"), entity("u", "unit")],
        )
        (gap,) = found("member-without-ties", facts)
        assert gap.key == "member-without-ties:a"
        assert gap.severity == "medium"
        assert gap.evidence == (
            "p.advises.u.a",
            "p.covers.a.f",
            "p.member_of.a.p",
            "p.part_of.u.a",
            "p.takes_part_in.a.p",
        )

    def test_a_tie_of_a_unit_or_from_the_other_side_is_a_tie(self) -> None:
        for other in (
            [tie("u", "part_of", "a"), tie("u", "refers_to", "c")],
            [tie("c", "refers_to", "a")],
            [tie("a", "leads", "atelier")],
        ):
            facts = snapshot(
                [*members("a"), *other], [entity("u", "unit"), entity("atelier", "atelier")]
            )
            assert not found("member-without-ties", facts)
