"""Meetings and decisions as tables: what one keeps of a meeting."""

from __future__ import annotations

from netmap.formats.table import Table
from netmap.model import Scope
from netmap.services.browse import provenance
from netmap.services.context import Context
from netmap.services.meetings.agenda import AgendaItem, GoneItem, agenda
from netmap.services.meetings.lifecycle import meetings
from netmap.services.meetings.model import choice_label
from netmap.services.rights import Right, needs
from netmap.vocabulary import Language

_MEETING = ("key", "title", "date", "chair", "status", "opened", "closed", "note")


@needs(Right.READ)
def meetings_table(ctx: Context, partnership: str) -> Table:
    """A row for each meeting, the latest first."""
    rows = (
        (m.key, m.title, m.date, m.chair, m.status, m.opened, m.closed or "", m.note)
        for m in meetings(ctx, partnership)
    )
    return Table.of(_MEETING, rows, {"partnership": partnership})


@needs(Right.READ)
def decisions_table(
    ctx: Context, partnership: str, language: Language = "nl", meeting: str | None = None
) -> Table:
    """The minutes: a row for each gap with what holds, as of now or as a meeting left it.

    Gaps that are gone are there with ``found`` false. Raises as `agenda` does.
    """
    state = agenda(ctx, Scope(partnerships=(partnership,)), language, meeting)
    header = ("gap", "title", "severity", "severity_before", "found", "since", "choice", "decision")
    more = ("owner", "due", "note", "meeting", "by", "at", "overdue")
    rows = [(*_about(item), *_decided(item, language)) for item in state.items]
    rows += [(*_about_gone(item), *_decided(item, language)) for item in state.gone]
    same = provenance(state.partnership, state.revision)
    return Table.of((*header, *more), rows, same)


def _about(item: AgendaItem) -> tuple[object, ...]:
    gap = item.item.gap
    return (gap.key, item.item.text.title, gap.severity, item.before, True, item.since)


def _about_gone(item: GoneItem) -> tuple[object, ...]:
    word = "" if item.closed is None else "closed" if item.closed else "lapsed"
    return (item.key, item.title, "", item.severity, False, word)


def _decided(item: AgendaItem | GoneItem, language: Language) -> tuple[object, ...]:
    now = item.now
    overdue = isinstance(item, AgendaItem) and item.overdue
    if now is None:
        return ("", choice_label("").in_(language), "", "", "", "", "", "", overdue)
    said = choice_label(now.choice).in_(language)
    due = now.due or ""
    at = now.at.isoformat()
    return (now.choice, said, now.owner, due, now.note, now.meeting, now.by, at, overdue)
