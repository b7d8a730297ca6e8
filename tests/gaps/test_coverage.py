"""What the reference profile asks for, and who covers it here and elsewhere."""

from __future__ import annotations

from collections.abc import Iterable

from netmap.gaps.card import Gap
from netmap.gaps.report import describe, find_gaps
from netmap.model import Entity, Snapshot, Tie
from tests.builders import PARTNERSHIP, entity, members, snapshot, tie
from tests.gaps.helpers import found, only, told

PROFILE = (
    entity("f", "function", laws=("law",), life_domains=("home",), target_groups=("old",)),
    entity("law", "law"),
    entity("home", "life_domain"),
    entity("old", "target_group"),
)


def facts(ties: Iterable[Tie], *entities: Entity) -> Snapshot:
    return snapshot(ties, [*PROFILE, *entities])


def large_profile(covered: int) -> Snapshot:
    """Twelve functions, some of which a member covers."""
    functions = [entity(f"f{n:02}", "function", laws=("law",)) for n in range(12)]
    ties = [tie("a", "covers", f"f{n:02}") for n in range(covered)]
    return snapshot([*members("a"), *ties], [*functions, entity("law", "law")])


class TestServed:
    def test_nobody(self) -> None:
        gaps = found("served-by-nobody", facts(members("a")))
        assert {gap.subjects for gap in gaps} == {("law",), ("home",), ("old",)}
        assert {gap.severity for gap in gaps} == {"medium"}
        assert gaps[0].facts["functions"] == ("f",)

    def test_only_a_partner(self) -> None:
        network = facts([*members("a"), tie("b", "covers", "law")])
        gap = next(g for g in found("served-by-nobody", network) if g.subjects == ("law",))
        assert (gap.severity, gap.facts["partners"]) == ("low", ("b",))
        assert gap.evidence == ("p.covers.b.law",)

    def test_who_covers_a_function_serves_what_it_is_for(self) -> None:
        network = facts([*members("a"), tie("a", "covers", "f")])
        assert not found("served-by-nobody", network)
        gap = only("served-by-one", network)
        assert (gap.subjects, gap.severity, gap.weight) == (("a",), "medium", 3)
        assert gap.facts["bare"] == ("home", "law", "old")

    def test_a_partner_can_step_in(self) -> None:
        network = facts([*members("a"), tie("a", "covers", "f"), tie("b", "covers", "f")])
        gap = only("served-by-one", network)
        assert (gap.severity, gap.facts["bare"]) == ("low", ())
        assert gap.facts["helped"] == ("home", "law", "old")

    def test_two_are_enough_and_the_partnership_itself_is_no_single_point(self) -> None:
        both = [*members("a", "b"), tie("a", "covers", "f"), tie("b", "covers", "f")]
        assert not found("served-by-one", facts(both))
        assert not found("served-by-one", facts([tie(PARTNERSHIP, "covers", "f")]))


class TestBarelyMapped:
    def test_little_is_known_is_one_finding_about_the_data(self) -> None:
        network = large_profile(2)
        assert not found("missing-function", network)
        assert not found("served-by-nobody", network)
        gap = only("functions-barely-mapped", network)
        assert gap.key == "functions-barely-mapped:p"
        assert (gap.severity, gap.weight) == ("medium", 10)
        assert gap.evidence == ("p.covers.a.f00", "p.covers.a.f01")
        assert "Van 2 van de 12 functies" in told(gap, network).title

    def test_from_a_quarter_on_every_function_counts(self) -> None:
        network = large_profile(3)
        assert not found("functions-barely-mapped", network)
        assert len(found("missing-function", network)) == 9

    def test_a_small_profile_is_never_barely_mapped(self) -> None:
        assert not found("functions-barely-mapped", facts(members("a")))
        assert found("missing-function", facts(members("a")))


class TestBroker:
    def test_one_inside_is_the_way_to_what_nobody_inside_covers(self) -> None:
        network = facts(
            [
                *members("a", "b"),
                tie("x", "covers", "f"),
                tie("a", "collaborates_with", "x"),
                tie("b", "collaborates_with", "y"),
            ]
        )
        gap = only("behind-one-broker", network)
        assert gap.key == "behind-one-broker:a"
        assert (gap.severity, gap.weight) == ("low", 4)
        assert gap.facts["partners"] == ("x",)
        assert gap.facts["functions"] == ("f",)
        assert gap.facts["served"] == ("home", "law", "old")
        assert gap.evidence == ("p.collaborates_with.a.x",)

    def test_a_second_way_or_cover_from_inside_takes_it_away(self) -> None:
        ties = [*members("a", "b"), tie("x", "covers", "f"), tie("a", "advises", "x")]
        assert found("behind-one-broker", facts(ties))
        assert not found("behind-one-broker", facts([*ties, tie("b", "refers_to", "x")]))
        assert not found("behind-one-broker", facts([*ties, tie("b", "covers", "f")]))

    def test_five_functions_behind_one_are_high(self) -> None:
        functions = [entity(f"f{n}", "function") for n in range(5)]
        ties = [tie("x", "covers", f"f{n}") for n in range(5)]
        network = snapshot([*members("a"), *ties, tie("a", "advises", "x")], functions)
        assert only("behind-one-broker", network).severity == "high"


class TestElsewhere:
    OTHER = snapshot(
        [
            tie("x", "member_of", "q", partnership="q"),
            tie("x", "covers", "f", partnership="q"),
            tie("y", "covers", "g", partnership="q"),
        ],
        [
            *PROFILE,
            entity("g", "function"),
            entity("q", "partnership", name="Ginder", name_en="Yonder"),
        ],
    )

    def gaps(self, network: Snapshot, **others: Snapshot) -> list[Gap]:
        every = find_gaps(network, PARTNERSHIP, others=others)
        return [gap for gap in every if gap.rule == "covered-elsewhere"]

    def test_what_another_has_inside_and_this_one_has_not(self) -> None:
        network = facts([*members("a"), tie("x", "advises", "a")], entity("g", "function"))
        (gap,) = self.gaps(network, q=self.OTHER)
        assert gap.key == "covered-elsewhere:q"
        assert gap.facts["functions"] == ("f",)  # g is covered by a partner there
        assert gap.facts["shared"] == ("x",)
        assert (gap.severity, gap.evidence) == ("low", ())
        assert describe(gap, network, "nl").title == "Wel bij Ginder, niet hier"
        assert describe(gap, network, "en").title == "At Yonder, not here"

    def test_what_is_here_too_is_no_gap(self) -> None:
        assert not self.gaps(facts([*members("a"), tie("a", "covers", "f")]), q=self.OTHER)

    def test_without_others_and_beside_oneself_nothing_is_found(self) -> None:
        network = facts(members("a"))
        assert not self.gaps(network)
        assert not self.gaps(network, p=network)

    def test_it_weighs_little_where_functions_are_barely_mapped(self) -> None:
        network = large_profile(1)
        ties = [tie("x", "member_of", "q", partnership="q")]
        ties += [tie("x", "covers", f"f{n:02}", partnership="q") for n in range(12)]
        (gap,) = self.gaps(network, q=snapshot(ties, network.entities.values()))
        assert (gap.severity, gap.weight, gap.facts["thin"]) == ("low", 11, 1)
