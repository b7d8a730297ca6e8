"""Meetings that go through the gaps and decide about each; decisions outlive the meeting."""

from netmap.services.meetings.choices import CHOICES, OPEN_CHOICES, choice_about, choice_label
from netmap.services.meetings.deciding import decide, decision, decisions, undo_decision
from netmap.services.meetings.holding import (
    close_meeting,
    edit_meeting,
    meeting,
    meetings,
    open_meeting,
    reopen_meeting,
)
from netmap.services.meetings.items import GoneItem, StandingItem
from netmap.services.meetings.minutes import decisions_table, meetings_table
from netmap.services.meetings.model import Decision, Meeting, Resolution
from netmap.services.meetings.picturing import drawable, gap_picture
from netmap.services.meetings.standing import Standing, standing

__all__ = [
    "CHOICES",
    "OPEN_CHOICES",
    "Decision",
    "GoneItem",
    "Meeting",
    "Resolution",
    "Standing",
    "StandingItem",
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
    "standing",
    "undo_decision",
]
