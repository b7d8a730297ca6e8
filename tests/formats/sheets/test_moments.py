"""Dates as people in the Netherlands write them: the day first, as precise as they are."""

from __future__ import annotations

import pytest

from netmap.formats.sheets import read_moment


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
    ],
)
def test_a_date_is_read_as_it_is_meant(text: str, moment: str) -> None:
    assert str(read_moment(text)) == moment


@pytest.mark.parametrize(
    "text",
    ["", "ooit", "31-02-2026", "02/25/2026", "02-03-26", "46082", "Q1 2026", "begin 2026", "0000"],
)
def test_what_is_no_date_or_more_than_one_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="write"):
        read_moment(text)
