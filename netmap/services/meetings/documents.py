"""Meetings and decisions as documents on the desk, and back."""

from __future__ import annotations

import hashlib
from typing import Any

from netmap.codec import read, to_plain
from netmap.services.meetings.model import Decision, Meeting
from netmap.stores.desk import Document, Value

MEETING, DECISION = "meeting", "decision"


def meeting_key(partnership: str, key: str) -> str:
    return f"{partnership}/{key}"


def decision_key(partnership: str, gap: str) -> str:
    """An address of bounded length: the key of a gap names all its subjects."""
    return f"{partnership}/{hashlib.sha256(gap.encode()).hexdigest()[:40]}"


def kept(thing: Meeting | Decision) -> Value:
    """What lies on the desk; the version is the document's own."""
    value: dict[str, Any] = to_plain(thing)
    return {name: each for name, each in value.items() if name != "version"}


def read_meeting(document: Document) -> Meeting:
    value = {**document.value, "version": document.version}
    return read(Meeting, {**value, "closed_at": value["closed_at"] or None})  # 0.1 wrote ""


def read_decision(document: Document) -> Decision:
    history = [{**entry, "due": entry["due"] or None} for entry in document.value["history"]]
    return read(Decision, {**document.value, "history": history, "version": document.version})
