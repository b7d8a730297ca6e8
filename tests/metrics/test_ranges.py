"""Ranges: what is sure stays a point, what is not widens, and the same seed gives the same."""

from __future__ import annotations

import json
from dataclasses import replace

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netmap.errors import Cancelled, Invalid, UnknownMetric, UnknownPartnership
from netmap.graph import Projection, project
from netmap.metrics.draws import TREATMENTS, Draws, Treatment
from netmap.metrics.ranges import node_ranges, whole_ranges
from netmap.metrics.report import node_metrics, whole_metrics
from netmap.model import Snapshot
from tests.builders import PARTNERSHIP, entity, members, snapshot, tie
from tests.strategies import snapshots

CHEAP = ["degree", "strength", "betweenness", "in_degree", "participation"]


def example() -> Snapshot:
    """Four members: three that work together, and one of which nothing is documented."""
    return snapshot(
        [
            *members("a", "b", "c", "silent"),
            tie("a", "collaborates_with", "b"),
            tie("a", "collaborates_with", "c"),
            tie("b", "collaborates_with", "c", certainty="inferred"),
            tie("a", "refers_to", "b"),
            tie("c", "refers_to", "silent"),
            tie("outside", "part_of", PARTNERSHIP),
        ],
        [entity("outside", "unit")],
        revision=5,
    )


def quiet() -> Snapshot:
    """The same without the referral to the silent member."""
    ties = [t for t in example().ties.values() if t.target != "silent"]
    return snapshot(ties, example().entities.values(), revision=5)


def test_what_is_reported_of_known_members_is_a_point() -> None:
    frame = node_ranges(quiet(), PARTNERSHIP, "degree", treatment="absent", draws=50)
    assert frame.loc["a"].tolist() == [2, 2, 2, 1, 1, 1]
    assert frame.loc["silent", ["value", "low", "high"]].tolist() == [0, 0, 0]


def test_a_tie_that_is_inferred_widens_the_range_and_the_rank() -> None:
    frame = node_ranges(quiet(), PARTNERSHIP, "degree", treatment="absent", draws=200)
    assert frame.loc["b"].tolist() == [2, 1, 2, 1, 1, 2]
    sure = node_ranges(
        quiet(), PARTNERSHIP, "degree", treatment="absent", certainty={"inferred": 1.0}
    )
    assert sure.loc["b", ["low", "high"]].tolist() == [2, 2]
    never = node_ranges(
        quiet(), PARTNERSHIP, "degree", treatment="absent", certainty={"inferred": 0.0}
    )
    assert never.loc["b", ["value", "low", "high"]].tolist() == [2, 1, 1]


def test_claims_are_kept_as_often_as_their_certainty_says() -> None:
    draws = Draws(quiet(), Projection.COLLABORATION, PARTNERSHIP, treatment="absent")
    kept = sum(graph.has_edge("b", "c") for graph in draws.graphs(1000, 3))
    assert kept == pytest.approx(750, abs=55)  # four standard deviations


def test_a_member_of_which_nothing_is_documented_is_unknown_and_not_alone() -> None:
    frame = node_ranges(quiet(), PARTNERSHIP, "degree", draws=200)
    assert frame.attrs["unknown"] == {"collaboration": ["outside", "silent"]}
    row = frame.loc["silent"]
    assert (row["value"], row["low"], row["high"]) == (0, 0, 2)
    assert row["rank_low"] < row["rank"] <= row["rank_high"]


def test_a_sampled_member_has_as_many_ties_as_known_actors_or_none() -> None:
    draws = Draws(quiet(), Projection.COLLABORATION, PARTNERSHIP)
    counts = [graph.degree["silent"] for graph in draws.graphs(1000, 1)]
    assert set(counts) == {0, 2}  # all known actors have two partners
    assert counts.count(0) == pytest.approx(500, abs=65)
    assert all(graph.degree["outside"] == 0 for graph in draws.graphs(50, 1))  # no body is known


def test_partners_and_ateliers_are_drawn_in_proportion_to_what_they_have() -> None:
    facts = snapshot(
        [
            *members("a", "b", "c", "silent"),
            *(tie(who, "takes_part_in", "big") for who in "abc"),
            tie("d", "takes_part_in", "small"),
        ],
        [entity("big", "atelier"), entity("small", "atelier")],
    )
    draws = Draws(facts, Projection.PARTICIPATION, PARTNERSHIP, certainty={"assumed": 1.0})
    drawn = [next(iter(graph["silent"])) for graph in draws.graphs(1000, 2)]
    assert drawn.count("big") == pytest.approx(750, abs=55)


def test_who_is_said_to_receive_is_reconstructed_to_refer_back() -> None:
    facts = snapshot([*members("a", "b"), tie("a", "refers_to", "b", scale="up")])
    draws = Draws(facts, Projection.REFERRALS, PARTNERSHIP, treatment="reconstructed")
    (graph,) = draws.graphs(1, 0)
    assert draws.unknown == ("b",)
    assert set(graph.edges) == {("a", "b"), ("b", "a")}
    frame = node_ranges(facts, PARTNERSHIP, "out_degree", treatment="reconstructed", draws=3)
    assert frame.loc["b", ["value", "low", "high"]].tolist() == [0, 1, 1]


def test_a_member_outside_a_network_has_a_range_only_where_it_is_drawn_inside() -> None:
    facts = snapshot([*members("a", "b", "c"), tie("a", "refers_to", "b")])
    frame = node_ranges(facts, PARTNERSHIP, "out_degree", certainty={"assumed": 1.0}, draws=40)
    assert pd.isna(frame.loc["c", "value"])
    assert pd.isna(frame.loc["c", "rank"])
    assert frame.loc["c", "low"] == 1
    absent = node_ranges(facts, PARTNERSHIP, "out_degree", treatment="absent", draws=2)
    assert list(absent.index) == ["a", "b"]


def test_the_whole_network_has_ranges_too() -> None:
    keys = ["size", "ties", "density", "arc_reciprocity"]
    frame = whole_ranges(quiet(), PARTNERSHIP, keys, draws=100)
    assert list(frame.index) == keys
    assert frame.loc["size"].tolist() == [5, 5, 5]
    assert frame.loc["ties", "value"] == 3
    assert frame.loc["ties", "low"] == 2
    assert frame.loc["ties", "high"] >= 4
    assert set(frame.attrs["unknown"]) == {"collaboration", "referrals"}


@pytest.mark.parametrize("treatment", TREATMENTS)
def test_the_value_is_that_of_the_report(treatment: Treatment) -> None:
    for key in CHEAP:
        frame = node_ranges(example(), PARTNERSHIP, key, draws=2, treatment=treatment)
        report = node_metrics(example(), PARTNERSHIP, [key])[key].dropna()
        assert frame["value"].dropna().to_dict() == report.to_dict()
    whole = whole_ranges(example(), PARTNERSHIP, ["density"], draws=2, treatment=treatment)
    assert (
        whole["value"].to_dict()
        == whole_metrics(example(), PARTNERSHIP)["value"][["density"]].to_dict()
    )


def test_the_frames_say_how_to_get_them_again() -> None:
    frame = node_ranges(example(), PARTNERSHIP, "degree", draws=7, seed=4)
    assert frame.attrs["revision"] == 5
    parameters = frame.attrs["parameters"]
    assert (parameters["draws"], parameters["seed"], parameters["share"]) == (7, 4, 0.9)
    assert parameters["certainty"] == {"reported": 1.0, "inferred": 0.75, "assumed": 0.5}
    assert json.loads(json.dumps(frame.attrs)) == frame.attrs
    again = node_ranges(example(), PARTNERSHIP, "degree", draws=7, seed=4)
    pd.testing.assert_frame_equal(frame, again)


def test_long_work_tells_how_far_it_is_and_can_be_stopped() -> None:
    told: list[tuple[int, int]] = []
    whole_ranges(
        example(), PARTNERSHIP, ["ties", "arc_reciprocity"], draws=3,
        progress=lambda done, asked: told.append((done, asked)),
    )  # fmt: skip
    assert told == [(done, 6) for done in range(6)]

    def stop(_done: int, _asked: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        node_ranges(example(), PARTNERSHIP, "degree", progress=stop)


def test_questions_that_are_none_are_facts() -> None:
    facts = example()
    with pytest.raises(UnknownMetric):
        node_ranges(facts, PARTNERSHIP, "density")
    with pytest.raises(UnknownMetric):
        whole_ranges(facts, PARTNERSHIP, ["degree"])
    with pytest.raises(UnknownPartnership):
        node_ranges(facts, "nowhere", "degree")
    with pytest.raises(Invalid, match="at least 1"):
        node_ranges(facts, PARTNERSHIP, "degree", draws=0)
    with pytest.raises(Invalid, match="between 0 and 1"):
        node_ranges(facts, PARTNERSHIP, "degree", share=1.0)
    with pytest.raises(Invalid, match="from 0 to 1"):
        node_ranges(facts, PARTNERSHIP, "degree", certainty={"inferred": 1.5})
    with pytest.raises(Invalid, match="absent, reconstructed, sampled"):
        node_ranges(facts, PARTNERSHIP, "degree", treatment="guessed")  # type: ignore[arg-type]


@settings(deadline=None, max_examples=40)
@given(snapshots(), st.sampled_from(TREATMENTS), st.sampled_from(Projection), st.integers(0, 9))
def test_a_draw_is_a_possible_network(
    facts: Snapshot, treatment: Treatment, projection: Projection, seed: int
) -> None:
    ties = {
        key: replace(claim, certainty="inferred" if place % 2 else "reported")
        for place, (key, claim) in enumerate(facts.ties.items())
    }
    facts = snapshot(ties.values(), facts.entities.values())
    draws = Draws(facts, projection, PARTNERSHIP, treatment=treatment)
    before = project(facts, projection, PARTNERSHIP)
    for graph in draws.graphs(3, seed):
        assert set(before) <= set(graph)
        assert set(graph) <= set(before) | set(draws.unknown)
        for one, other in set(graph.edges) - set(before.edges):
            assert {one, other} & set(draws.unknown)
        for *_, data in graph.edges(data=True):
            assert data["weight"] >= 1
        if treatment == "absent":
            assert set(graph.edges) <= set(before.edges)
    assert dict(draws.documented.edges) == dict(before.edges)  # drawing changes nothing
    frame = node_ranges(facts, PARTNERSHIP, "degree", draws=4, treatment=treatment, seed=seed)
    assert (frame["low"] <= frame["high"]).all()
    assert (frame["rank_low"] <= frame["rank_high"]).all()
