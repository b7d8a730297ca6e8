"""Meetings that go through the gaps and decide about each; decisions outlive the meeting."""

from netmap.services.meetings.agenda import Agenda, AgendaItem, GoneItem, agenda
from netmap.services.meetings.gap_map import drawable, gap_picture
from netmap.services.meetings.lifecycle import (
    close_meeting,
    edit_meeting,
    meeting,
    meetings,
    open_meeting,
    reopen_meeting,
)
from netmap.services.meetings.minutes import decisions_table, meetings_table
from netmap.services.meetings.model import (
    CHOICES,
    OPEN_CHOICES,
    Decision,
    Meeting,
    Resolution,
    choice_about,
    choice_label,
)
from netmap.services.meetings.resolutions import decide, decision, decisions, undo_decision

__all__ = [
    "CHOICES",
    "OPEN_CHOICES",
    "Agenda",
    "AgendaItem",
    "Decision",
    "GoneItem",
    "Meeting",
    "Resolution",
    "agenda",
    "choice_about",
    "choice_label",
    "close_meeting",
    "decide",
    "decision",
    "decisions",
    "decisions_table",
    "drawable",
    "edit_meeting",
    "gap_picture",
    "meeting",
    "meetings",
    "meetings_table",
    "open_meeting",
    "reopen_meeting",
    "undo_decision",
]
