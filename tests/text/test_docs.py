"""What docs/concepts.md says is understood is understood, and numbers read as it says."""

from __future__ import annotations

import re
from pathlib import Path

from netmap.text.dates import read_date
from netmap.text.numbers import number_text

_PAGE = Path(__file__).parents[2].joinpath("docs/concepts.md").read_text("utf-8")
_ABOUT = _PAGE.split("## Dates and numbers")[1]


def test_every_form_of_a_date_in_the_docs_is_read() -> None:
    forms = re.findall(r"`([^`]*\d[^`]*)`", _ABOUT)
    assert len(forms) > 10
    assert {read_date(form).year for form in forms} == {2026, 2027}
    days = {str(date) for date in map(read_date, forms) if date.day}
    assert days == {"2027-03-15", "2027-03-01"}


def test_the_number_in_the_docs_is_written_as_it_says() -> None:
    found = re.search(r"\((\d\.\d+) reads (\d\.\d+)\)", _ABOUT)
    assert found
    assert number_text(float(found[1]), "en") == found[2]
