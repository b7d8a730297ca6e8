"""Gaps and how they stand as JSON values: what many gaps share stands there once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from netmap.codec import to_plain
from netmap.services.meetings.model import Decision, Resolution
from netmap.services.meetings.standing import Standing
from netmap.services.reports import GapItem, GapReport


def gaps_plain(report: GapReport, decisions: Mapping[str, Decision]) -> dict[str, Any]:
    """The report with what holds about each gap.

    ``items[].rule`` is a key of ``rules``, ``items[].evidence`` are keys of ``ties``; what a
    tie names stands in ``entities`` and ``sources``.
    """
    shared = _Shared()
    items = []
    for item in report.items:
        decision = decisions.get(item.gap.key)
        items.append({**shared.item(item), "decision": _now(decision.now if decision else None)})
    head = {"revision": report.revision, "partnership": report.partnership}
    return to_plain({**head, "fictional": report.fictional, "items": items, **shared.tables()})  # type: ignore[no-any-return]


def standing_plain(standing: Standing) -> dict[str, Any]:
    """How things stand, with the same tables as `gaps_plain`, and every decision's history."""
    shared = _Shared()
    items = [
        {**_flat(found, without="item"), **shared.item(found.item)} for found in standing.items
    ]
    return to_plain({**_flat(standing), "items": items, **shared.tables()})  # type: ignore[no-any-return]


class _Shared:
    """Collects what several gaps name."""

    def __init__(self) -> None:
        self._rules: dict[str, Any] = {}
        self._ties: dict[str, Any] = {}
        self._entities: dict[str, Any] = {}
        self._sources: dict[str, Any] = {}

    def item(self, item: GapItem) -> dict[str, Any]:
        self._rules[item.rule.key] = item.rule
        for view in item.evidence:
            self._ties[view.tie.id] = view.tie
            self._entities |= {end.id: end for end in (view.source, view.target)}
            self._sources |= {source.id: source for source in view.sources}
        evidence = [view.tie.id for view in item.evidence]
        return {"gap": item.gap, "rule": item.rule.key, "text": item.text, "evidence": evidence}

    def tables(self) -> dict[str, Any]:
        return {
            "rules": self._rules,
            "ties": self._ties,
            "entities": self._entities,
            "sources": self._sources,
        }


def _flat(record: Any, *, without: str = "") -> dict[str, Any]:
    return {f.name: getattr(record, f.name) for f in fields(record) if f.name != without}


def _now(now: Resolution | None) -> dict[str, Any] | None:
    return _flat(now) if now else None
