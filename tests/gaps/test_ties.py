"""Ties that might be there: on one theme, for the same people, across a hole, predicted."""

from __future__ import annotations

from itertools import combinations

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netmap.gaps.case import Prediction
from netmap.gaps.missing_tie import burt_constraint
from netmap.gaps.report import describe, find_gaps
from netmap.graph import Graph
from netmap.model import Tie
from tests.builders import PARTNERSHIP, entity, members, snapshot, tie
from tests.gaps.helpers import found, only, told

LOOSE = [tie(key, "advises", f"{key}x") for key in "abc"]  # a tie each, to somebody else


class TestTheme:
    THEME = (
        entity("theme", "theme"),
        entity("one", "atelier"),
        entity("two", "atelier"),
        entity("group", "target_group"),
    )
    TIES = (
        *members("a", "b", "c"),
        *LOOSE,
        tie("one", "addresses", "theme"),
        tie("two", "addresses", "theme"),
        tie("one", "addresses", "group"),
        tie("a", "takes_part_in", "one"),
        tie("b", "takes_part_in", "one"),
        tie("c", "leads", "two"),
    )

    def test_two_ateliers_on_one_theme_that_do_not_meet(self) -> None:
        network = snapshot(self.TIES, self.THEME)
        gap = only("apart-on-theme", network)
        assert gap.key == "apart-on-theme:theme"
        assert (gap.severity, gap.weight) == ("low", 1)
        assert gap.facts["together"] == (("a", "b"),)
        assert gap.facts["alone"] == ("c",)
        assert "p.leads.c.two" in gap.evidence
        assert "Met elkaar verbonden: A en B. Op zichzelf: C." in told(gap, network).reason

    def test_a_tie_between_them_closes_it(self) -> None:
        ties = [*self.TIES, tie("b", "collaborates_with", "c")]
        assert not found("apart-on-theme", snapshot(ties, self.THEME))

    def test_who_addresses_it_directly_counts_and_who_has_no_tie_does_not(self) -> None:
        network = snapshot(
            [*members("a", "b", "c"), *LOOSE[:2], *(tie(k, "addresses", "theme") for k in "abc")],
            self.THEME,
        )
        assert only("apart-on-theme", network).facts["alone"] == ("a", "b")


class TestTargetGroup:
    def profile(self, functions: int) -> list[Tie]:
        self.entities = [
            entity("f", "function", target_groups=("old",)),
            entity("g", "function", target_groups=("old",)),
            *(entity(f"h{n}", "function") for n in range(functions - 2)),
            entity("old", "target_group"),
        ]
        return [*members("a", "b"), *LOOSE[:2], tie("a", "covers", "f"), tie("b", "covers", "g")]

    def test_complementary_functions_without_a_tie(self) -> None:
        gap = only("apart-for-group", snapshot(self.profile(8), self.entities))
        assert gap.key == "apart-for-group:old"
        assert gap.facts["functions"] == ("f", "g")
        assert gap.facts["alone"] == ("a", "b")
        assert gap.evidence == ("p.covers.a.f", "p.covers.b.g")

    def test_a_tie_closes_it(self) -> None:
        ties = [*self.profile(8), tie("a", "refers_to", "b")]
        assert not found("apart-for-group", snapshot(ties, self.entities))

    def test_the_same_function_twice_does_not_complement_itself(self) -> None:
        ties = [t for t in self.profile(8) if t.target != "g"] + [tie("b", "covers", "f")]
        assert not found("apart-for-group", snapshot(ties, self.entities))

    def test_a_group_that_much_serves_says_nothing(self) -> None:
        ties = self.profile(8)
        more = [entity(f"h{n}", "function", target_groups=("old",)) for n in range(3)]
        assert not found("apart-for-group", snapshot(ties, [*self.entities, *more]))


class TestStructuralHoles:
    def test_a_star_spans_a_hole_and_says_how_wide(self) -> None:
        network = snapshot([*members("hub"), *(tie("hub", "advises", leaf) for leaf in "abcd")])
        gap = only("structural-hole", network)
        assert (gap.severity, gap.weight) == ("low", 4)
        assert (gap.facts["tied"], gap.facts["pairs"]) == (0, 6)
        assert gap.facts["constraint"] == pytest.approx(0.25)
        assert "(constraint 0,25)" in told(gap, network).reason
        assert "(constraint 0.25)" in describe(gap, network, "en").reason

    def test_partners_that_know_each_other_leave_no_hole(self) -> None:
        ties = [tie("hub", "advises", leaf) for leaf in "abcd"]
        ties += [tie(a, "advises", b) for a, b in combinations("abcd", 2)]
        assert not found("structural-hole", snapshot([*members("hub"), *ties]))

    def test_only_the_clearest_are_told(self) -> None:
        hubs = [f"hub{n:02}" for n in range(12)]
        ties = [
            tie(hub, "advises", f"{hub}.{leaf}")
            for size, hub in enumerate(hubs, start=4)
            for leaf in range(size)
        ]
        gaps = found("structural-hole", snapshot([*members(*hubs), *ties]))
        assert [gap.subjects[0] for gap in gaps] == hubs[:1:-1]

    @settings(deadline=None)  # the first one also pays for loading networkx
    @given(st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7)), min_size=1, max_size=20))
    def test_constraint_is_what_networkx_says(self, pairs: list[tuple[int, int]]) -> None:
        graph: Graph = nx.Graph([(f"{a}", f"{b}") for a, b in pairs if a != b])
        neighbours = {node: set(graph[node]) for node in graph}
        for node, value in nx.constraint(graph, list(graph)).items():
            assert burt_constraint(neighbours, node) == pytest.approx(value)


class TestPredictions:
    NETWORK = snapshot([tie("a", "advises", "m"), tie("b", "advises", "m")])

    def guess(self, *, better: bool) -> Prediction:
        evidence = ("p.advises.a.m", "p.advises.b.m")
        return Prediction(("a", "b"), ("m",), evidence, 0.31, 0.4 - better * 0.2, better)

    def test_the_hit_rate_is_told(self) -> None:
        (gap,) = (
            gap
            for gap in find_gaps(self.NETWORK, PARTNERSHIP, predictions=[self.guess(better=True)])
            if gap.rule == "predicted-tie"
        )
        assert (gap.key, gap.severity) == ("predicted-tie:a+b", "medium")
        reason = told(gap, self.NETWORK).reason
        assert "een gedeelde partner: M." in reason
        assert "in 31% van de gevallen uit; de simpele gok in 20%." in reason
        assert "niet beter" not in reason

    def test_what_does_not_beat_the_plain_guess_says_so(self) -> None:
        (gap,) = (
            gap
            for gap in find_gaps(self.NETWORK, PARTNERSHIP, predictions=[self.guess(better=False)])
            if gap.rule == "predicted-tie"
        )
        assert gap.severity == "low"
        assert "niet beter dan die gok" in told(gap, self.NETWORK).reason

    def test_without_a_prediction_nothing_is_found(self) -> None:
        assert not found("predicted-tie", self.NETWORK)
