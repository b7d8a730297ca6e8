"""Partial dates, periods and scopes."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netmap.codec import from_json, to_json
from netmap.model import Citation, Entity, PartialDate, Source, Tie, record_type
from netmap.vocabulary import vocabulary


@pytest.mark.parametrize(
    ("text", "first", "after"),
    [
        ("2019", date(2019, 1, 1), date(2020, 1, 1)),
        ("2019-12", date(2019, 12, 1), date(2020, 1, 1)),
        ("2020-02", date(2020, 2, 1), date(2020, 3, 1)),
        ("2020-02-29", date(2020, 2, 29), date(2020, 3, 1)),
        ("0001", date(1, 1, 1), date(2, 1, 1)),
    ],
)
def test_a_date_is_as_precise_as_its_text(text: str, first: date, after: date) -> None:
    moment = PartialDate.parse(text)
    assert (moment.first_day, moment.after, str(moment)) == (first, after, text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "19",
        "2019-13",
        "2019-00",
        "2019-01-00",
        "2019-02-29",
        "2019-1",
        "03-02-2019",
        "2019-03-",
        "9999",
        "٢٠١٩x",
    ],
)
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"date|month|day|range"):
        PartialDate.parse(text)


@given(st.dates(max_value=date(9998, 12, 31)))
def test_a_day_is_written_as_it_is_read(day: date) -> None:
    moment = PartialDate.parse(day.isoformat())
    assert str(moment) == day.isoformat()
    assert moment.first_day == day


def test_records_cannot_be_changed() -> None:
    attributes = {"sector": "care"}
    entity = Entity("x", "organisation", "X", attributes=attributes)
    attributes["sector"] = "youth"
    assert entity.attributes == {"sector": "care"}
    with pytest.raises(TypeError):
        entity.attributes["sector"] = "youth"  # type: ignore[index]  # the point of the test


def test_each_noun_has_one_json_form() -> None:
    cite = (Citation("s", "1", "e"),)
    records = (
        Source("s", "S", date=PartialDate(2019, 3), sections=("1", "2")),
        Entity("e", "function", "E", aliases=("é",), attributes={"laws": ("a", "b")}),
        Tie("t", "p", "refers_to", "a", "b", "inferred", PartialDate(2019), None, cite),
    )
    for record in records:
        assert from_json(record_type(record), to_json(record)) == record
    assert to_json(records[2])["valid_from"] == "2019"
    assert to_json(records[2])["valid_to"] is None


def test_the_vocabulary_is_whole() -> None:
    words = vocabulary()
    for tie in words.ties.values():
        assert tie.sources | tie.targets <= words.entities.keys(), tie.key
        assert tie.attributes <= words.attributes.keys(), tie.key
        assert tie.layer in words.layers, tie.key
    for attribute in words.attributes.values():
        assert attribute.kinds <= words.entities.keys(), attribute.key
        assert (attribute.type == "choice") is bool(attribute.choices), attribute.key
        carriers = {tie.key for tie in words.ties.values() if attribute.key in tie.attributes}
        assert attribute.kinds or carriers, f"nothing carries {attribute.key}"
    labels = [
        *(kind.label for kind in words.entities.values()),
        *(kind.label for kind in words.ties.values()),
        *(a.label for a in words.attributes.values()),
        *words.certainties.values(),
        *words.layers.values(),
        *words.sources.values(),
    ]
    for label in labels:
        assert label.in_("nl").strip()
        assert label.in_("en").strip()


def test_an_undirected_kind_allows_the_same_kinds_at_both_ends_or_says_why() -> None:
    ties = vocabulary().ties
    assert [key for key, kind in ties.items() if not kind.directed] == ["collaborates_with"]
    assert ties["collaborates_with"].sources < ties["collaborates_with"].targets
