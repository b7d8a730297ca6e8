"""Meetings and decisions as documents on the desk, and back."""

from __future__ import annotations

import hashlib
from datetime import datetime
from typing import Any

from netmap.model import PartialDate
from netmap.services.meetings.model import Decision, Meeting, Resolution
from netmap.stores.desk import Document, Value

MEETING, DECISION = "meeting", "decision"


def meeting_key(partnership: str, key: str) -> str:
    return f"{partnership}/{key}"


def decision_key(partnership: str, gap: str) -> str:
    """An address of bounded length: the key of a gap names all its subjects."""
    return f"{partnership}/{hashlib.sha256(gap.encode()).hexdigest()[:40]}"


def meeting_value(meeting: Meeting) -> Value:
    return {
        "partnership": meeting.partnership,
        "key": meeting.key,
        "title": meeting.title,
        "date": str(meeting.date),
        "chair": meeting.chair,
        "note": meeting.note,
        "status": meeting.status,
        "opened": meeting.opened,
        "opened_at": meeting.opened_at.isoformat(),
        "opened_by": meeting.opened_by,
        "closed": meeting.closed,
        "closed_at": meeting.closed_at.isoformat() if meeting.closed_at else "",
        "closed_by": meeting.closed_by,
    }


def read_meeting(document: Document) -> Meeting:
    value: dict[str, Any] = dict(document.value)
    return Meeting(
        **{
            **value,
            "date": PartialDate.parse(value["date"]),
            "opened_at": datetime.fromisoformat(value["opened_at"]),
            "closed_at": _moment(value["closed_at"]),
            "version": document.version,
        }
    )


def decision_value(decision: Decision) -> Value:
    return {
        "partnership": decision.partnership,
        "gap": decision.gap,
        "titles": dict(decision.titles),
        "severity": decision.severity,
        "family": decision.family,
        "rule": decision.rule,
        "history": [_resolution_value(entry) for entry in decision.history],
    }


def read_decision(document: Document) -> Decision:
    value: dict[str, Any] = dict(document.value)
    history = tuple(_read_resolution(entry) for entry in value["history"])
    return Decision(**{**value, "history": history, "version": document.version})


def _resolution_value(entry: Resolution) -> dict[str, Any]:
    return {
        "choice": entry.choice,
        "owner": entry.owner,
        "due": str(entry.due) if entry.due else "",
        "note": entry.note,
        "meeting": entry.meeting,
        "by": entry.by,
        "at": entry.at.isoformat(),
        "revision": entry.revision,
        "severity": entry.severity,
        "undoes": entry.undoes,
    }


def _read_resolution(value: dict[str, Any]) -> Resolution:
    due = PartialDate.parse(value["due"]) if value["due"] else None
    return Resolution(**{**value, "due": due, "at": datetime.fromisoformat(value["at"])})


def _moment(text: str) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
