"""What people keep around the graph: saved views, meetings and what they decided."""

from __future__ import annotations

from dataclasses import dataclass

from netmap.model import Scope
from netmap.services import meetings, views
from netmap.services.gap_lists import MeetingAgenda, meeting_agenda
from netmap.services.meetings import Decision, Meeting
from netmap.services.views import SavedView, ViewList
from web.api.asking import InLanguage, language_of
from web.api.routes import Asked, get
from web.core.state import context

TAG = "Views, meetings and decisions"


@dataclass(frozen=True, slots=True)
class Meetings:
    """The meetings of a partnership."""

    meetings: tuple[Meeting, ...]


@dataclass(frozen=True, slots=True)
class Decisions:
    """What was decided about the gaps of a partnership, by gap."""

    decisions: tuple[Decision, ...]


@get("/partnerships/<key>/views", tag=TAG, by_revision=False)
def saved_views(asked: Asked, key: str) -> ViewList:  # noqa: ARG001 - nothing is asked
    """The saved views of the map, in the order in which they are shown."""
    return views.list_views(context(), key)


@get("/partnerships/<key>/views/<slug>", tag=TAG, by_revision=False)
def saved_view(asked: Asked, key: str, slug: str) -> SavedView:  # noqa: ARG001 - nothing is asked
    """One saved view with its settings."""
    return views.saved_view(context(), key, slug)


@get("/partnerships/<key>/decisions", tag=TAG, by_revision=False)
def decisions(asked: Asked, key: str) -> Decisions:  # noqa: ARG001 - nothing is asked
    """Every decision about a gap with its history, also about gaps that are gone."""
    return Decisions(meetings.decisions(context(), key))


@get("/partnerships/<key>/meetings", tag=TAG, by_revision=False)
def held(asked: Asked, key: str) -> Meetings:  # noqa: ARG001 - nothing is asked
    """The meetings that went through the gaps."""
    return Meetings(meetings.meetings(context(), key))


@get("/partnerships/<key>/meetings/<meeting>", tag=TAG, asks=InLanguage, by_revision=False)
def at_meeting(asked: Asked, key: str, meeting: str) -> MeetingAgenda:
    """How things stood at a meeting: the gaps, what was decided, what changed since the last."""
    scope, language = Scope(partnerships=(key,)), language_of(asked)
    return meeting_agenda(meetings.agenda(context(), scope, language, meeting))
