"""Dates as people in the Netherlands write them: the day first, as precise as they are."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netmap.errors import Problem
from netmap.model import PartialDate
from netmap.text.dates import FORMS, asked_date, date_text, read_date


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("03-02-2026", "2026-02-03"),
        ("3-2-2026", "2026-02-03"),
        ("3/2/2026", "2026-02-03"),
        ("3.2.2026", "2026-02-03"),
        ("2026-02-03", "2026-02-03"),
        ("2026-02-03 00:00:00", "2026-02-03"),
        ("2026", "2026"),
        ("2026.0", "2026"),
        ("2026-03", "2026-03"),
        ("3-2026", "2026-03"),
        ("maart 2026", "2026-03"),
        ("Mrt. 2026", "2026-03"),
        ("mrt-26", "2026-03"),
        ("dec-98", "1998-12"),
        ("2 maart 2026", "2026-03-02"),
        ("2e mei 2026", "2026-05-02"),
        ("March 2, 2026", "2026-03-02"),
        ("2 March 2026", "2026-03-02"),
        ("15-3-2027", "2027-03-15"),
        ("15 maart 2027", "2027-03-15"),
        ("1 mrt. 2027", "2027-03-01"),
        ("15 maart ’27", "2027-03-15"),
        ("3/2027", "2027-03"),
        ("15 3 2027", "2027-03-15"),
        ("15-mrt-2027", "2027-03-15"),
        ("maa 2027", "2027-03"),
        ("  15  MAART  2027 ", "2027-03-15"),
    ],
)
def test_a_date_is_read_as_it_is_meant(text: str, moment: str) -> None:
    assert str(read_date(text)) == moment


@pytest.mark.parametrize(
    "text",
    [
        "",
        "ooit",
        "31-02-2026",
        "02/25/2026",
        "02-03-26",
        "46082",
        "Q1 2026",
        "begin 2026",
        "0000",
        "15 maart 27",
        "zz",
    ],
)
def test_what_is_no_date_or_more_than_one_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="write"):
        read_date(text)


DAYS = st.dates(min_value=PartialDate(1000).first_day, max_value=PartialDate(9998).first_day)


@given(DAYS, st.sampled_from(["nl", "en"]), st.sampled_from(["day", "month", "year"]))
def test_what_is_written_is_read_back(day, language, precision) -> None:  # type: ignore[no-untyped-def]
    whole = PartialDate(
        day.year,
        day.month if precision != "year" else None,
        day.day if precision == "day" else None,
    )
    forms = [str(whole), date_text(whole, language)]
    if precision != "year":
        forms += [
            "-".join(reversed(str(whole).split("-"))),
            "/".join(reversed(str(whole).split("-"))),
        ]

    assert {read_date(form) for form in forms} == {whole}


@given(st.text(max_size=40))
def test_any_text_is_a_date_or_refused_with_the_forms(text: str) -> None:
    problems: list[Problem] = []
    found = asked_date(text, "when", problems)

    assert (found is None) == (bool(problems) or not text.strip())
    assert all(p.code == "bad-date" and p.field == "when" and FORMS in p.message for p in problems)
