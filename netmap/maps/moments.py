"""When something on the map changes: the steps of the slider."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from netmap.maps.labels import day
from netmap.model import PartialDate, Tie
from netmap.vocabulary import Language


def moments(ties: Iterable[Tie], language: Language) -> tuple[dict[str, Any], ...]:
    """Every year or month in which a tie begins or ends, in order of time.

    A date that is no more than a year stays a year. ``key`` is the date, ``label`` the
    same in words, ``begins`` and ``ends`` count the ties.
    """
    begins: dict[PartialDate, int] = {}
    ends: dict[PartialDate, int] = {}
    for tie in ties:
        for counts, moment in ((begins, tie.valid_from), (ends, tie.valid_to)):
            if moment is not None:
                month = PartialDate(moment.year, moment.month)
                counts[month] = counts.get(month, 0) + 1
    order = sorted({*begins, *ends}, key=lambda m: (m.first_day, m.month is not None))
    return tuple(
        {
            "key": str(moment),
            "label": day(moment, language),
            "begins": begins.get(moment, 0),
            "ends": ends.get(moment, 0),
        }
        for moment in order
    )


def span(tie: Tie) -> dict[str, str]:
    """From which day a tie holds, and from which no more; empty where that is not known."""
    return {
        "since": "" if tie.valid_from is None else tie.valid_from.first_day.isoformat(),
        "until": "" if tie.valid_to is None else tie.valid_to.first_day.isoformat(),
    }
