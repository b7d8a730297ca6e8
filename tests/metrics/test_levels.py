"""The frames of ties, sets and two-mode networks, on a partnership."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netmap.errors import Invalid, UnknownMetric, UnknownPartnership
from netmap.metrics.catalogue import PREDICTIONS, SETS, TIES, TWO_MODE, TWO_MODE_EACH
from netmap.metrics.report import key_player_sets, tie_metrics, two_mode_metrics, two_mode_whole
from netmap.model import Snapshot
from netmap.vocabulary import vocabulary
from tests.builders import PARTNERSHIP, entity, members, snapshot, tie
from tests.strategies import snapshots

KINDS = sorted(key for key, kind in vocabulary().entities.items() if kind.affiliated_by)


def example() -> Snapshot:
    return snapshot(
        [
            *members("a", "b", "c"),
            *(tie(who, "takes_part_in", "atelier") for who in "abc"),
            tie("c", "refers_to", "clinic"),
            tie("c", "covers", "housing"),
        ],
        [entity("atelier", "atelier"), entity("housing", "function"), entity("play", "function")],
        revision=8,
    )


def test_ties_have_a_row_for_each_pair() -> None:
    frame = tie_metrics(example(), PARTNERSHIP)
    assert list(frame.index) == [("a", "b"), ("a", "c"), ("b", "c"), ("c", "clinic")]
    assert list(frame.columns) == [metric.key for metric in TIES]
    assert frame["tie_embeddedness"].tolist() == [1, 1, 1, 0]
    assert frame["tie_local_bridge"].tolist() == [0, 0, 0, 1]
    assert frame["tie_span"].isna().tolist() == [False, False, False, True]
    assert frame.attrs["revision"] == 8
    assert json.loads(json.dumps(frame.attrs)) == frame.attrs


def test_key_players_come_one_set_for_each_measure() -> None:
    found = key_player_sets(example(), PARTNERSHIP, 1)
    assert [best.measure for best in found] == [metric.key for metric in SETS]
    assert {best.actors for best in found[:2]} == {("c",)}
    assert found[0].value == pytest.approx(2 / 3)  # the clinic is cut off from a and b
    (reach,) = key_player_sets(example(), PARTNERSHIP, 1, ["set_reach"], among=["a", "b"])
    assert reach.actors == ("a",)


def test_two_mode_frames_are_of_the_kind_that_is_asked_for() -> None:
    frame = two_mode_metrics(example(), PARTNERSHIP)
    assert frame["mode"].to_dict()["atelier"] == "atelier"
    assert frame.loc["atelier", "two_mode_degree"] == 3 / 4
    assert list(frame.columns) == ["mode", *(metric.key for metric in TWO_MODE_EACH)]
    whole = two_mode_whole(example(), PARTNERSHIP, "function")
    assert list(whole.index) == [metric.key for metric in TWO_MODE]
    assert whole.loc["two_mode_coverage", "value"] == 1 / 2
    assert whole.loc["two_mode_single", "value"] == 1 / 2
    assert whole.attrs["parameters"]["kind"] == "function"


def test_each_card_says_its_level() -> None:
    assert {metric.level for metric in (*TIES, *PREDICTIONS)} == {"tie"}
    assert {metric.level for metric in SETS} == {"set"}
    assert {metric.level for metric in (*TWO_MODE_EACH, *TWO_MODE)} == {"two_mode"}


def test_unknown_names_are_facts() -> None:
    with pytest.raises(UnknownMetric):
        tie_metrics(example(), PARTNERSHIP, ["degree"])
    with pytest.raises(UnknownMetric):
        key_player_sets(example(), PARTNERSHIP, 1, ["degree"])
    with pytest.raises(UnknownPartnership):
        tie_metrics(example(), "nowhere")
    with pytest.raises(Invalid):
        two_mode_metrics(example(), PARTNERSHIP, "unit")


@settings(deadline=None, max_examples=40)
@given(
    snapshots(),
    st.sampled_from(KINDS),
)
def test_frames_can_be_made_of_anything_the_vocabulary_allows(facts: Snapshot, kind: str) -> None:
    assert tie_metrics(facts, PARTNERSHIP).index.is_monotonic_increasing
    each = two_mode_metrics(facts, PARTNERSHIP, kind)
    assert set(each["mode"]) <= {"actor", kind}
    assert len(two_mode_whole(facts, PARTNERSHIP, kind)) == len(TWO_MODE)
