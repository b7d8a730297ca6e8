from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netmap.services.editing.fields import Reading
from netmap.stores.rules import _is_unclean
from netmap.text.names import clean


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("2019", "2019"),
        ("2019-03", "2019-03"),
        ("2019-03-31", "2019-03-31"),
        ("31-03-2019", "2019-03-31"),
        ("1-3-2019", "2019-03-01"),
        ("1/3/2019", "2019-03-01"),
        ("1.3.2019", "2019-03-01"),
        ("31 maart 2019", "2019-03-31"),
    ],
)
def test_dates_as_they_are_written(typed: str, meant: str) -> None:
    assert str(Reading({"when": typed}).date("when")) == meant


@pytest.mark.parametrize("typed", ["31-2-2019", "maart", "2019-13", "19-3-19", "00-2019", "9999"])
def test_what_is_no_date_is_said_at_its_field(typed: str) -> None:
    reading = Reading({"when": typed})
    assert reading.date("when") is None
    assert [(p.code, p.field) for p in reading.problems] == [("bad-date", "when")]


@given(st.text())
def test_clean_text_is_what_the_store_takes(text: str) -> None:
    assert not _is_unclean(clean(text))
    assert clean(clean(text)) == clean(text)


def test_line_breaks_of_a_browser() -> None:
    reading = Reading({"aliases": " Een\r\n\r\nTwee  woorden\r\nEen"})
    assert reading.lines("aliases") == ("Een", "Twee woorden")


@pytest.mark.parametrize("typed", ["1.5", "een", "1e3", "٣", "9" * 30])
def test_what_is_no_number_is_said(typed: str) -> None:
    reading = Reading({"n": typed})
    assert reading.integer("n") is None
    assert reading.problems[0].code == "bad-number"
