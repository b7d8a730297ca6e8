"""The frames: their rows, columns, and what they say about themselves."""

from __future__ import annotations

import json

import pytest
from hypothesis import given

from netmap.errors import Cancelled, UnknownAttribute, UnknownMetric, UnknownPartnership
from netmap.metrics import network
from netmap.metrics.catalogue import NODE, WHOLE
from netmap.metrics.report import Report, node_metrics, whole_metrics
from netmap.model import PartialDate, Scope, Snapshot
from tests.builders import PARTNERSHIP, entity, members, snapshot, tie
from tests.strategies import snapshots


def example() -> Snapshot:
    return snapshot(
        [
            *members("a", "b", "c"),
            tie("a", "collaborates_with", "b"),
            tie("a", "refers_to", "clinic", scale="up"),
            tie("a", "leads", "atelier"),
            tie("c", "collaborates_with", "z", partnership="q"),
        ],
        [entity("atelier", "atelier")],
        revision=12,
    )


def test_node_metrics_have_a_row_for_each_actor() -> None:
    frame = node_metrics(example(), PARTNERSHIP)
    assert list(frame.index) == ["a", "b", "c", "clinic"]
    assert list(frame.columns) == [metric.key for metric in NODE]
    assert set(frame.dtypes.astype(str)) == {"float64"}
    assert frame.loc["a", "degree"] == 2
    assert frame.loc["a", "participation"] == 1
    assert frame.loc["clinic", "in_degree"] == 1


def test_what_is_not_defined_is_empty_and_not_zero() -> None:
    frame = node_metrics(example(), PARTNERSHIP)
    assert frame["in_degree"].isna()["b"]
    assert frame["constraint"].isna()["c"]
    assert frame.loc["c", "degree"] == 0


def test_whole_metrics_have_a_row_for_each_metric() -> None:
    frame = whole_metrics(example(), PARTNERSHIP)
    assert list(frame.index) == [metric.key for metric in WHOLE]
    assert list(frame.columns) == ["value"]
    assert frame.loc["size", "value"] == 4
    assert frame.loc["ties", "value"] == 2
    assert frame.loc["components", "value"] == 2


def test_asked_for_metrics_come_in_the_order_of_the_question() -> None:
    frame = node_metrics(example(), PARTNERSHIP, ["strength", "degree", "strength"])
    assert list(frame.columns) == ["strength", "degree"]
    assert list(whole_metrics(example(), None, ["ties"]).index) == ["ties"]


def test_unknown_names_are_facts() -> None:
    with pytest.raises(UnknownMetric):
        node_metrics(example(), PARTNERSHIP, ["density"])
    with pytest.raises(UnknownMetric):
        whole_metrics(example(), PARTNERSHIP, ["degree"])
    with pytest.raises(UnknownPartnership):
        node_metrics(example(), "nowhere")
    for attribute in ("colour", "scale"):  # no such attribute; an attribute of ties
        with pytest.raises(UnknownAttribute):
            node_metrics(example(), PARTNERSHIP, ["degree"], attribute=attribute)


def test_the_frames_say_how_to_get_the_same_numbers_again() -> None:
    facts = example()
    facts = Snapshot(
        facts.revision,
        Scope(as_of=PartialDate(2020), certainty=frozenset({"reported"})),
        facts.entities,
        facts.ties,
        facts.sources,
    )
    for frame in (
        node_metrics(facts, PARTNERSHIP, ["degree"]),
        whole_metrics(facts, PARTNERSHIP, ["size"], level="unit"),
    ):
        assert frame.attrs["revision"] == 12
        parameters = frame.attrs["parameters"]
        assert parameters["partnership"] == PARTNERSHIP
        assert parameters["as_of"] == "2020"
        assert parameters["certainty"] == ["reported"]
        assert set(parameters["projections"].values()) == {"collaboration"}
        assert {"netmap", "networkx"} <= parameters["software"].keys()
        assert json.loads(json.dumps(frame.attrs)) == frame.attrs
    assert frame.attrs["parameters"]["level"] == "unit"


def test_one_report_makes_both_frames_out_of_the_same_networks() -> None:
    report = Report(example(), PARTNERSHIP)
    nodes, whole = report.nodes(), report.whole()
    assert nodes.equals(node_metrics(example(), PARTNERSHIP))
    assert whole.equals(whole_metrics(example(), PARTNERSHIP))
    assert nodes.attrs == node_metrics(example(), PARTNERSHIP).attrs


def test_long_work_tells_how_far_it_is() -> None:
    told: list[tuple[int, int]] = []
    frame = node_metrics(
        example(), PARTNERSHIP, progress=lambda done, asked: told.append((done, asked))
    )
    asked = len(frame.columns)
    assert told == [(done, asked) for done in range(asked + 1)]


def test_long_work_can_be_cancelled() -> None:
    told: list[int] = []

    def progress(done: int, _: int) -> None:
        told.append(done)
        if done == 2:
            raise Cancelled

    with pytest.raises(Cancelled):
        whole_metrics(example(), PARTNERSHIP, progress=progress)
    assert told == [0, 1, 2]


def test_estimates_say_that_they_are(monkeypatch: pytest.MonkeyPatch) -> None:
    assert node_metrics(example(), PARTNERSHIP).attrs["parameters"]["sampled"] == {}
    monkeypatch.setattr(network, "EXACT_UNTIL", 3)
    monkeypatch.setattr(network, "PIVOTS", 2)
    frame = node_metrics(example(), PARTNERSHIP, ["degree", "betweenness"])
    sampled = frame.attrs["parameters"]["sampled"]
    assert sampled.keys() == {"betweenness"}
    assert sampled["betweenness"]["pivots"] == 2
    assert json.loads(json.dumps(sampled)) == sampled


def test_an_empty_partnership_has_a_report_too() -> None:
    facts = snapshot([])
    assert len(node_metrics(facts, PARTNERSHIP)) == 0
    assert whole_metrics(facts, PARTNERSHIP).loc["size", "value"] == 0


@given(snapshots())
def test_a_report_can_be_made_of_anything_the_vocabulary_allows(facts: Snapshot) -> None:
    frame = node_metrics(facts, PARTNERSHIP)
    assert frame.index.is_monotonic_increasing
    assert whole_metrics(facts, PARTNERSHIP).loc["size", "value"] == len(frame)
