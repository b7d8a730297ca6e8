"""What hangs on one link, one organisation or one role."""

from __future__ import annotations

from tests.builders import PARTNERSHIP, entity, members, snapshot, tie
from tests.gaps.helpers import found, only


class TestBridges:
    def test_the_only_link_between_two_groups(self) -> None:
        pairs = ("ab", "bc", "ca", "cd", "de", "ef", "fg", "gd")
        gap = only("bridge", snapshot([tie(p[0], "collaborates_with", p[1]) for p in pairs]))
        assert gap.key == "bridge:c+d"
        assert (gap.severity, gap.weight) == ("medium", 3)
        assert gap.facts["inner"] == "c"
        assert gap.facts["side"] == ("a", "b", "c")
        assert gap.evidence == ("p.collaborates_with.c.d",)

    def test_one_that_hangs_alone_and_a_ring_are_none(self) -> None:
        star = [tie("hub", "advises", leaf) for leaf in "abc"]
        assert not found("bridge", snapshot(star))
        ring = [tie(a, "advises", b) for a, b in ("ab", "bc", "cd", "da")]
        assert not found("bridge", snapshot(ring))


class TestOnlyProvider:
    FUNCTIONS = tuple(entity(f"f{n}", "function") for n in range(5))

    def test_what_one_alone_covers_is_told_together(self) -> None:
        ties = [tie("a", "covers", f"f{n}") for n in range(5)]
        gap = only("only-provider", snapshot([*members("a"), *ties], self.FUNCTIONS))
        assert (gap.key, gap.severity, gap.weight) == ("only-provider:a", "high", 5)
        assert len(gap.evidence) == 5

    def test_another_member_or_a_partner_is_a_second(self) -> None:
        for second in ([*members("b"), tie("b", "covers", "f0")], [tie("x", "covers", "f0")]):
            ties = [*members("a"), tie("a", "covers", "f0"), *second]
            assert not found("only-provider", snapshot(ties, self.FUNCTIONS))

    def test_a_partner_alone_is_another_gap(self) -> None:
        ties = [*members("a"), tie("x", "covers", "f0")]
        assert not found("only-provider", snapshot(ties, self.FUNCTIONS))


class TestRoles:
    BODIES = (
        entity("work", "unit"),
        entity("team", "unit"),
        entity("director", "unit", form_of="role"),
        entity("course", "activity"),
    )
    INSIDE = (
        tie("work", "part_of", PARTNERSHIP),
        tie("team", "part_of", "work"),
        tie("director", "part_of", "work"),
    )

    def test_what_only_the_role_knows_and_carries(self) -> None:
        network = snapshot(
            [
                *self.INSIDE,
                tie("director", "collaborates_with", "x"),
                tie("director", "collaborates_with", "y"),
                tie("team", "refers_to", "y"),
                tie("director", "offers", "course"),
                tie("director", "advises", "team"),
            ],
            self.BODIES,
        )
        gap = only("hangs-on-role", network)
        assert (gap.key, gap.severity, gap.weight) == ("hangs-on-role:director", "medium", 2)
        assert gap.facts["contacts"] == ("x",)
        assert gap.facts["settings"] == ("course",)
        assert gap.evidence == ("p.collaborates_with.director.x", "p.offers.director.course")

    def test_a_member_that_knows_them_too_is_a_second(self) -> None:
        ties = [*self.INSIDE, *members("a"), tie("director", "advises", "x")]
        assert found("hangs-on-role", snapshot(ties, self.BODIES))
        assert not found("hangs-on-role", snapshot([*ties, tie("a", "funds", "x")], self.BODIES))

    def test_a_team_is_no_role_and_a_role_elsewhere_not_the_partnerships(self) -> None:
        ties = [*self.INSIDE, tie("team", "advises", "x")]
        assert not found("hangs-on-role", snapshot(ties, self.BODIES))
        outside = [tie("director", "part_of", "a"), tie("director", "advises", "x")]
        assert not found("hangs-on-role", snapshot([*members("a"), *outside], self.BODIES))

    def test_what_has_ended_no_longer_hangs_on_it(self) -> None:
        ended = tie("director", "advises", "x", since="2018", until="2019-07")
        network = snapshot([*self.INSIDE, ended], self.BODIES)
        assert not found("hangs-on-role", network, as_of="2020")
        assert found("hangs-on-role", network, as_of="2019")
