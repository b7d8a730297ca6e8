"""Dates and numbers as a reader writes them, for texts that the core makes."""

from __future__ import annotations

from datetime import date, datetime

from babel.dates import format_date
from babel.numbers import format_decimal

from netmap.model import PartialDate
from netmap.vocabulary import Language

_LOCALES = {"nl": "nl_NL", "en": "en_GB"}


def moment_text(value: PartialDate | None, language: Language) -> str:
    """A date as precise as it is; empty for none."""
    if value is None:
        return ""
    form = "d MMMM yyyy" if value.day else "LLLL yyyy" if value.month else "yyyy"
    return str(format_date(value.first_day, form, locale=_LOCALES[language]))


def day_text(value: date | datetime, language: Language) -> str:
    """A day written out: 22 november 2026."""
    return str(format_date(value, "d MMMM yyyy", locale=_LOCALES[language]))


def number_text(value: float | None, language: Language) -> str:
    """At most three decimals, as the pages show it; a dash where there is no number."""
    if value is None:
        return "–"
    return str(format_decimal(value, "#,##0.###", locale=_LOCALES[language]))
