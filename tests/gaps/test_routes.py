"""Routes of referral: who stays, circles, narrow doors, obstacles."""

from __future__ import annotations

from itertools import permutations

import pytest

from netmap.model import Snapshot, Tie
from tests.builders import PARTNERSHIP, entity, members, snapshot, tie
from tests.gaps.helpers import found, only, told


def across(*pairs: str) -> Snapshot:
    return snapshot([tie(pair[0], "refers_to", pair[1], scale="across") for pair in pairs])


class TestHolders:
    UP = (
        tie("a", "refers_to", "x", scale="up", note="The team stays"),
        tie("a", "refers_to", "y", scale="up"),
    )

    def test_nothing_but_the_referral_is_documented(self) -> None:
        gap = only("step-without-holder", snapshot(self.UP))
        assert (gap.key, gap.severity, gap.weight) == ("step-without-holder:a", "medium", 2)
        assert gap.facts["targets"] == ("x", "y")
        assert told(gap, snapshot(self.UP)).reason.endswith("Wel staat erbij: The team stays.")

    @pytest.mark.parametrize(
        "trace",
        [
            (tie("x", "collaborates_with", "a", form="case_meeting"),),
            (tie("a", "takes_part_in", "talk"), tie("x", "takes_part_in", "talk")),
        ],
        ids=["consultation", "shared activity"],
    )
    def test_a_trace_of_contact_is_enough(self, trace: tuple[Tie, ...]) -> None:
        gap = only(
            "step-without-holder", snapshot([*self.UP, *trace], [entity("talk", "activity")])
        )
        assert (gap.facts["targets"], gap.severity) == (("y",), "low")

    def test_across_and_down_need_no_holder(self) -> None:
        assert not found("step-without-holder", across("ab"))


class TestLoops:
    def test_three_in_a_circle(self) -> None:
        network = across("ab", "bc", "ca")
        gap = only("referral-loop", network)
        assert (gap.key, gap.severity, gap.weight) == ("referral-loop:a+b+c", "medium", 3)
        assert len(gap.evidence) == 3
        assert "A → B → C → A" in told(gap, network).reason

    def test_back_and_forth_is_no_circle(self) -> None:
        assert not found("referral-loop", across("ab", "ba", "bc", "cb"))

    def test_scaling_down_does_not_close_one(self) -> None:
        up = [tie("a", "refers_to", "b", scale="up"), tie("b", "refers_to", "c", scale="up")]
        down = tie("c", "refers_to", "a", scale="down")
        assert not found("referral-loop", snapshot([*up, down]))

    def test_the_shortest_of_a_group_is_told_and_the_others_named(self) -> None:
        gap = only("referral-loop", across("ab", "bc", "cd", "de", "ea", "ca"))
        assert gap.facts["circle"] == ("a", "b", "c", "a")
        assert gap.facts["others"] == ("d", "e")
        assert (gap.severity, gap.weight) == ("low", 5)

    def test_two_circles_that_share_one_actor_are_two(self) -> None:
        gaps = found("referral-loop", across("ab", "bc", "ca", "cd", "de", "ec"))
        assert {gap.subjects for gap in gaps} == {("a", "b", "c"), ("c", "d", "e")}

    def test_in_a_large_group_one_circle_is_found_as_well(self) -> None:
        keys = [f"k{number:03}" for number in range(120)]
        ring = [tie(a, "refers_to", b) for a, b in zip(keys, [*keys[1:], keys[0]], strict=True)]
        assert only("referral-loop", snapshot(ring)).weight == 120
        both = [tie(b, "refers_to", a) for a, b in zip(keys, [*keys[1:], keys[0]], strict=True)]
        assert len(only("referral-loop", snapshot([*ring, *both])).subjects) == 120

    def test_who_all_refer_to_each_other_make_small_circles(self) -> None:
        gap = only("referral-loop", across(*("".join(pair) for pair in permutations("abcd", 2))))
        assert gap.subjects == ("a", "b", "c")


class TestSpecialists:
    def test_behind_one_unit(self) -> None:
        network = snapshot(
            [
                tie("work", "part_of", PARTNERSHIP),
                tie("team", "part_of", "work"),
                tie("desk", "part_of", "work"),
                tie("team", "refers_to", "clinic", scale="up"),
                tie("team", "refers_to", "hospital", scale="up"),
                tie("desk", "collaborates_with", "hospital"),
                tie("team", "advises", "second"),
            ],
            [
                entity("work", "unit"),
                entity("team", "unit"),
                entity("desk", "unit"),
                entity("second", line="second"),
            ],
        )
        gap = only("specialist-behind-one-unit", network)
        assert (gap.key, gap.severity) == ("specialist-behind-one-unit:team", "medium")
        assert gap.facts["specialists"] == ("clinic", "second")
        assert gap.evidence == ("p.advises.team.second", "p.refers_to.team.clinic")


class TestObstacles:
    def test_what_a_source_names(self) -> None:
        network = snapshot(
            [
                tie("a", "refers_to", "x", scale="across", obstacle="parents must agree"),
                tie("b", "refers_to", "x", waiting_time="zes weken"),
                tie("a", "refers_to", "y", scale="across"),
            ]
        )
        gap = only("referral-obstacle", network)
        assert (gap.key, gap.severity, gap.weight) == ("referral-obstacle:x", "low", 2)
        assert gap.facts["sources"] == ("a", "b")
        assert "Parents must agree." in told(gap, network).reason
        assert "Genoemde wachttijd: zes weken." in told(gap, network).reason

    def test_upwards_it_weighs_more_and_is_told_once(self) -> None:
        up = tie("a", "refers_to", "x", scale="up", obstacle="a long wait")
        back = tie("x", "refers_to", "a", scale="down")
        assert only("referral-obstacle", snapshot([*members("a"), up, back])).severity == "medium"
        # without a way back that rule tells the obstacle
        assert not found("referral-obstacle", snapshot([*members("a"), up]))
        assert found("one-way-referral", snapshot([*members("a"), up]))
