"""The tables: one for each card, with the columns that it names, and signed."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings

from netmap.errors import UnknownAttribute, UnknownMetric
from netmap.metrics.card import TableMetric
from netmap.metrics.catalogue import TABLES
from netmap.metrics.report import whole_metrics, whole_tables
from netmap.model import Snapshot
from netmap.vocabulary import vocabulary
from tests.builders import PARTNERSHIP, entity, members, snapshot, tie
from tests.strategies import snapshots


def example() -> Snapshot:
    return snapshot(
        [
            *members("a", "b", "c"),
            tie("a", "collaborates_with", "b"),
            tie("b", "collaborates_with", "clinic"),
            tie("a", "refers_to", "clinic", scale="up"),
            tie("a", "takes_part_in", "atelier"),
            tie("b", "takes_part_in", "atelier"),
        ],
        [
            entity("a", sector="care"),
            entity("b", sector="welfare"),
            entity("clinic", sector="care"),
            entity("atelier", "atelier"),
        ],
        revision=12,
    )


@pytest.mark.parametrize("card", TABLES, ids=lambda m: m.key)
def test_a_table_has_the_columns_that_its_card_names(card: TableMetric) -> None:
    frame = whole_tables(example(), PARTNERSHIP, [card.key], permutations=9)[card.key]
    assert list(frame.columns) == (list(card.columns) or list(frame.index))
    assert not frame.empty
    for label in (card.rows, *card.columns.values(), *card.codes.values()):
        assert label.nl.strip()
        assert label.en.strip()
    known = vocabulary().ties.keys() | card.codes.keys()
    if card.codes:
        assert {code for names in frame.index for code in _codes(names)} <= known


def _codes(names: object) -> tuple[object, ...]:
    return names if isinstance(names, tuple) else (names,)


def test_all_tables_in_the_order_of_the_catalogue_or_of_the_question() -> None:
    assert list(whole_tables(example(), PARTNERSHIP, permutations=9)) == [m.key for m in TABLES]
    asked = ["dyad_census", "block_ties", "dyad_census"]
    assert list(whole_tables(example(), None, asked)) == ["dyad_census", "block_ties"]


def test_tables_say_how_to_get_the_same_numbers_again() -> None:
    frames = whole_tables(example(), PARTNERSHIP, attribute="line", seed=5, permutations=9)
    for key, frame in frames.items():
        assert frame.attrs["revision"] == 12
        parameters = frame.attrs["parameters"]
        assert parameters["partnership"] == PARTNERSHIP
        assert set(parameters["projections"]) == {key}
        assert json.loads(json.dumps(frame.attrs)) == frame.attrs
    assert frames["relation_overlap"].attrs["parameters"]["seed"] == 5
    assert frames["relation_overlap"].attrs["parameters"]["permutations"] == 9
    assert frames["community_members"].attrs["parameters"]["seed"] == 5
    assert "seed" not in frames["block_ties"].attrs["parameters"]
    assert frames["block_ties"].attrs["parameters"]["attribute"] == "line"


def test_numbers_say_their_seed_too() -> None:
    assert whole_metrics(example(), PARTNERSHIP, ["modularity"]).attrs["parameters"]["seed"] == 1


def test_groups_by_sector_and_by_standing() -> None:
    by_sector = whole_tables(example(), PARTNERSHIP, ["block_ties"])["block_ties"]
    assert list(by_sector.index) == ["", "care", "welfare"]
    assert by_sector.loc["care", "welfare"] == 2
    by_standing = whole_tables(example(), PARTNERSHIP, ["block_ties"], attribute="standing")
    assert by_standing["block_ties"].loc["member", "partner"] == 2


def test_unknown_names_are_facts() -> None:
    with pytest.raises(UnknownMetric):
        whole_tables(example(), PARTNERSHIP, ["density"])
    with pytest.raises(UnknownAttribute):
        whole_tables(example(), PARTNERSHIP, attribute="colour")


@settings(max_examples=30, deadline=None)  # fourteen tables take their time
@given(snapshots())
def test_tables_can_be_made_of_anything_the_vocabulary_allows(facts: Snapshot) -> None:
    assert len(whole_tables(facts, PARTNERSHIP, permutations=3)) == len(TABLES)
