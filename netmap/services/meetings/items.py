"""One gap with its decision: that is found now, or that was found before."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal, TypeAlias

from netmap.comparison.effects import compare_gaps
from netmap.gaps.card import SEVERITIES
from netmap.model import RecordedChange, Revision, Scope
from netmap.services.context import Context
from netmap.services.meetings.model import Decision, Meeting, Resolution
from netmap.services.reports import GapItem, GapReport
from netmap.services.rights import Right, needs
from netmap.vocabulary import Language

Since: TypeAlias = Literal["", "new", "same", "worse", "better"]


@dataclass(frozen=True, slots=True)
class StandingItem:
    """A gap that is there, with what was decided about it.

    Attributes
    ----------
    item
        The finding: `item.gap`, its rule, its texts and its evidence.
    decision, now
        Everything that was decided about it, and what holds; None for nothing.
    since, before
        What became of it since the previous meeting ("" when there is none), and its
        severity then.
    overdue, returned, discussed
        Whether somebody should have acted by now; whether it was called done and is still
        found; whether this meeting decided about it.
    """

    item: GapItem
    decision: Decision | None
    now: Resolution | None
    since: Since
    before: str
    overdue: bool
    returned: bool
    discussed: bool


@dataclass(frozen=True, slots=True)
class GoneItem:
    """A gap that is no longer found, but was at the previous meeting or was decided about.

    Attributes
    ----------
    severity
        As grave as it was when it was last found.
    closed
        True when something came that closes it, False when its subject or evidence went,
        None when that is not known: it was gone before the previous meeting.
    changes
        The revisions since that touched what it was about, oldest first, without changes.
    """

    key: str
    title: str
    severity: str
    family: str
    decision: Decision | None
    now: Resolution | None
    discussed: bool
    closed: bool | None = None
    changes: tuple[Revision, ...] = ()


@dataclass(frozen=True, slots=True)
class Beside:
    """What every gap of a standing is put beside.

    Attributes
    ----------
    decisions
        What was decided, by the key of the gap.
    before
        The gaps of the previous meeting; None when there was none.
    meeting, today
        The meeting that one stands in, and the day that it is.
    """

    decisions: Mapping[str, Decision]
    before: GapReport | None
    meeting: Meeting | None
    today: date

    def severities(self) -> dict[str, str]:
        items = self.before.items if self.before else ()
        return {item.gap.key: str(item.gap.severity) for item in items}


def found_items(report: GapReport, beside: Beside) -> Iterator[StandingItem]:
    """The gaps of a report with what was decided, in the order of the report."""
    severities = beside.severities()
    for item in report.items:
        decision = beside.decisions.get(item.gap.key)
        now = decision.now if decision else None
        was = severities.get(item.gap.key, "")
        yield StandingItem(
            item=item,
            decision=decision if decision and decision.history else None,
            now=now,
            since=_since(was, item.gap.severity) if beside.before else "",
            before=was,
            overdue=now is not None and now.overdue(beside.today),
            returned=now is not None and now.choice == "done",
            discussed=_discussed(now, beside.meeting),
        )


@needs(Right.READ)
def gone_items(
    ctx: Context, scope: Scope, report: GapReport, beside: Beside, language: Language
) -> Iterator[GoneItem]:
    """The gaps of the previous meeting that went since; then decided ones that went earlier."""
    here = {item.gap.key for item in report.items}
    went = [i for i in beside.before.items if i.gap.key not in here] if beside.before else []
    if went and beside.before:
        closed = _closed(ctx, scope, beside.before, report)
        revisions = ctx.store.revisions(after=beside.before.revision, with_changes=True)
        for item in went:
            decision = beside.decisions.get(item.gap.key)
            now = decision.now if decision else None
            yield GoneItem(
                key=item.gap.key,
                title=item.text.title,
                severity=item.gap.severity,
                family=item.gap.family,
                decision=decision,
                now=now,
                discussed=_discussed(now, beside.meeting),
                closed=item.gap.key in closed,
                changes=_touching(revisions, item, report.revision),
            )
    listed = here | {item.gap.key for item in went}
    for key, decision in sorted(beside.decisions.items()):
        if key not in listed and decision.now:
            yield GoneItem(
                key=key,
                title=decision.titles[language],
                severity=decision.severity,
                family=decision.family,
                decision=decision,
                now=decision.now,
                discussed=_discussed(decision.now, beside.meeting),
            )


def _since(before: str, severity: str) -> Since:
    if not before:
        return "new"
    ranks = [str(each) for each in SEVERITIES]
    was, now = ranks.index(before), ranks.index(severity)
    if was == now:
        return "same"
    return "worse" if now < was else "better"


def _discussed(now: Resolution | None, held: Meeting | None) -> bool:
    return now is not None and held is not None and now.meeting == held.key


def _closed(ctx: Context, scope: Scope, before: GapReport, now: GapReport) -> set[str]:
    """Gaps that went because something came, and not because something went."""
    earlier, later = (
        ctx.store.snapshot(replace(scope, revision=report.revision)) for report in (before, now)
    )
    old, new = ([item.gap for item in report.items] for report in (before, now))
    return {gap.key for gap in compare_gaps(old, new, earlier, later).closed}


def _touching(revisions: Iterable[Revision], item: GapItem, until: int) -> tuple[Revision, ...]:
    """The revisions that changed the subjects of a gap, its evidence, or a tie to a subject."""
    about = {*item.gap.subjects, *item.gap.evidence}
    return tuple(
        replace(revision, changes=())
        for revision in revisions
        if revision.number <= until and any(about & _named(c) for c in revision.changes)
    )


def _named(change: RecordedChange) -> set[str]:
    """The record that changed; of a tie also its ends."""
    records = (change.before, change.after)
    return {change.id} | {getattr(r, end, "") for r in records for end in ("source", "target")}
