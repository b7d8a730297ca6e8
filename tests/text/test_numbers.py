"""Numbers as people type them, and the same number wherever it is shown."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netmap.errors import Problem
from netmap.text.numbers import asked_integer, number_text, read_integer, rounded, within


@pytest.mark.parametrize(
    ("text", "number"), [("12", 12), (" 12,0 ", 12), ("12.00", 12), ("-3", -3)]
)
def test_a_whole_number_is_read(text: str, number: int) -> None:
    assert read_integer(text) == number


@pytest.mark.parametrize("text", ["", "twaalf", "12,5", "1.000", "²", "١٢", "1e3", "9" * 19])
def test_what_is_no_whole_number_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="whole number"):
        read_integer(text)


def test_a_number_out_of_range_says_the_range() -> None:
    problems: list[Problem] = []

    assert asked_integer("5", "level", problems, least=1, most=4) is None
    assert [(p.code, p.field) for p in problems] == [("out-of-range", "level")]
    assert "1 to 4" in problems[0].message


@given(st.text(max_size=30))
def test_any_text_of_an_address_gives_a_number_that_can_be(text: str) -> None:
    assert 0 <= within(text, 7, most=20) <= 20


def test_a_small_number_reads_the_same_in_both_languages() -> None:
    assert (number_text(0.00456, "nl"), number_text(0.00456, "en")) == ("0,00456", "0.00456")
    assert (number_text(1234.5, "nl"), number_text(1234.5, "en")) == ("1.234,5", "1,234.5")
    assert number_text(None, "nl") == "–"
    assert number_text(rounded(0.00456), "nl") == number_text(0.00456, "nl")


@pytest.mark.parametrize(
    ("value", "dutch", "english"),
    [
        (0.02591, "0,0259", "0.0259"),
        (0.12345, "0,123", "0.123"),
        (-0.00014571, "-0,000146", "-0.000146"),
        (-1e-12, "0", "0"),
        (62.0, "62", "62"),
        (1234.56, "1.234,56", "1,234.56"),
        (-0.5, "-0,5", "-0.5"),
    ],
)
def test_numbers_are_written_as_in_the_language(value: float, dutch: str, english: str) -> None:
    assert (number_text(value, "nl"), number_text(value, "en")) == (dutch, english)
