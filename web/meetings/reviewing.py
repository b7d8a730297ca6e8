"""Which gaps a review looks at, and where one is among them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask_babel import LazyString, lazy_gettext

from netmap.errors import UnknownDocument
from netmap.model import PartialDate
from netmap.services import cards, meetings
from netmap.services.meetings import AgendaItem
from web.core import query
from web.core.languages import language

VIEWS: dict[str, LazyString] = {
    "start": lazy_gettext("Since last time"),
    "one": lazy_gettext("One by one"),
    "list": lazy_gettext("List"),
    "end": lazy_gettext("Round off"),
}
SHOWS: dict[str, LazyString] = {
    "": lazy_gettext("All"),
    "undecided": lazy_gettext("No decision yet"),
    "open": lazy_gettext("Decision in progress"),
    "overdue": lazy_gettext("Overdue"),
    "new": lazy_gettext("New since last time"),
}
VIEW = query.one_of("view", lambda: VIEWS)
SHOW = query.one_of("show", lambda: SHOWS)
FAMILY = query.one_of("family", cards.gap_families)
SEVERITY = query.one_of("severity", cards.gap_severities)
GAP = query.text("gap")
FROM = query.place("from")
A_PAGE = 50  # gaps of a list


@dataclass(frozen=True)
class Chosen:
    """What part of the gaps one looks at, as the address says."""

    view: str
    show: str
    family: str
    severity: str
    gap: str

    def admits(self, item: AgendaItem) -> bool:
        shown = {
            "": True,
            "undecided": item.now is None,
            "open": item.now is not None and item.now.is_open,
            "overdue": item.overdue,
            "new": item.since == "new",
        }[self.show]
        gap = item.item.gap
        return (
            shown and self.family in {"", gap.family} and self.severity in {"", str(gap.severity)}
        )

    def asked(self, **more: Any) -> dict[str, Any]:
        """The query of a link: the same filters, with something else chosen."""
        kept = {"show": self.show, "family": self.family, "severity": self.severity}
        return {name: value for name, value in {**kept, **more}.items() if value not in {"", None}}


class Place:
    """Where one is among the gaps that are looked at, and which come before and after."""

    def __init__(
        self, everything: Sequence[AgendaItem], items: Sequence[AgendaItem], gap: str
    ) -> None:
        known = {item.item.gap.key: item for item in everything}
        if gap and gap not in known:
            raise UnknownDocument("gap", gap)
        self.here = known[gap] if gap else _first(items)
        order = {item.item.gap.key: at for at, item in enumerate(everything)}
        matching = [item.item.gap.key for item in items]
        at = order[self.here.item.gap.key] if self.here else 0
        before = [key for key in matching if order[key] < at]
        after = [key for key in matching if order[key] > at]
        self.previous = before[-1] if before else ""
        self.next = after[0] if after else ""
        self.number = len(before) + 1
        self.count = len(before) + len(after) + (1 if self.here else 0)


def _first(items: Sequence[AgendaItem]) -> AgendaItem | None:
    """The first without a decision at this meeting; else the first."""
    waiting = (item for item in items if not item.discussed)
    return next(waiting, items[0] if items else None)


def chosen_by_address(*, view: str = "", gap: str = "") -> Chosen:
    """Raises Invalid with every value that is not known."""
    query.check(VIEW, SHOW, FAMILY, SEVERITY)
    gap = gap or GAP()
    view = view or VIEW() or ("one" if gap else "")
    return Chosen(view=view, show=SHOW(), family=FAMILY(), severity=SEVERITY(), gap=gap)


def page_start(items: int) -> int:
    number = FROM()
    return number - number % A_PAGE if number < items else 0


def written(moment: PartialDate | None) -> str:
    """A date as the reader would type it: 15-3-2027 in Dutch, 2027-03-15 in English."""
    if moment is None:
        return ""
    if language() == "en":
        return str(moment)
    return "-".join(str(part) for part in (moment.day, moment.month, moment.year) if part)


def words() -> dict[str, Any]:
    """What templates need to tell of choices and dates."""
    choices = [
        (
            choice,
            meetings.choice_label(choice).in_(language()),
            meetings.choice_about(choice).in_(language()),
        )
        for choice in meetings.CHOICES
    ]
    return {
        "choices": choices,
        "written": written,
        "choice_label": lambda choice: meetings.choice_label(choice).in_(language()),
    }
