"""The agenda: every gap with what was decided about it, and what changed since last time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal, TypeAlias

from netmap.comparison.effects import compare_gaps
from netmap.gaps.card import SEVERITIES
from netmap.model import Entity, RecordedChange, Revision, Scope
from netmap.services.changes import ChangeView
from netmap.services.comparison import comparison_report
from netmap.services.context import Context
from netmap.services.meetings.lifecycle import meeting as one_meeting
from netmap.services.meetings.lifecycle import meetings
from netmap.services.meetings.model import Decision, Meeting, Resolution
from netmap.services.meetings.resolutions import decisions
from netmap.services.reports import GapItem, GapReport, gap_report
from netmap.services.rights import Right, needs
from netmap.vocabulary import Language

Since: TypeAlias = Literal["", "new", "same", "worse", "better"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemStatus:
    """What was decided about a gap that is there.

    Attributes
    ----------
    decision, now
        Everything that was decided about it, and what holds; None for nothing.
    since, before
        What became of it since the previous meeting ("" when there is none), and its
        severity then.
    overdue, returned, discussed
        Whether somebody should have acted by now; whether it was called done and is still
        found; whether this meeting decided about it.
    """

    decision: Decision | None
    now: Resolution | None
    since: Since
    before: str
    overdue: bool
    returned: bool
    discussed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaItem(ItemStatus):
    """A gap that is there: `item.gap`, its rule, its texts and its evidence."""

    item: GapItem


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


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaHead:
    """What a meeting, a report and the API show, but for the gaps that are there.

    Attributes
    ----------
    meeting, previous
        The meeting that this is of, and the last closed one before it; None for none.
    since
        The revision that ``change`` and the items are compared with; None for nothing.
    gone
        The gaps that are not there any more.
    change
        What changed since, in words and tables; None without a previous meeting.
    discussed, undecided, overdue, new
        How many items: that this meeting decided about; without any decision; with one
        that is overdue; not there at the previous meeting.
    choices
        How many items and gone items have each choice, by its code.
    """

    revision: int
    partnership: Entity
    fictional: bool
    today: date
    meeting: Meeting | None
    previous: Meeting | None
    since: int | None
    gone: tuple[GoneItem, ...]
    change: ChangeView | None
    discussed: int
    undecided: int
    overdue: int
    new: int
    choices: Mapping[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Agenda(AgendaHead):
    """The whole, with the gaps that are there in order of weight."""

    items: tuple[AgendaItem, ...]


@needs(Right.READ)
def agenda(
    ctx: Context, scope: Scope, language: Language = "nl", meeting: str | None = None
) -> Agenda:
    """The gaps of a partnership with their decisions, as of now or as a meeting left them.

    A meeting that is closed is shown as it was when it closed: its revision and what was
    decided until then. Raises UnknownPartnership, UnknownRevision, UnknownDocument.
    """
    report = gap_report(ctx, scope, language)  # refuses what is not one partnership
    key = report.partnership.id
    held = one_meeting(ctx, key, meeting) if meeting else None
    if held and not held.is_open and scope.revision is None:
        scope = replace(scope, revision=held.closed)
        report = gap_report(ctx, scope, language)
    until = held.closed_at if held else None
    previous = _previous(meetings(ctx, key), held)
    beside = _Beside(
        decisions={d.gap: d.until(until) for d in decisions(ctx, key)},
        before=_gaps_then(ctx, scope, previous, language),
        meeting=held,
        today=(until or ctx.clock()).date(),
    )
    items = tuple(_found_items(report, beside))
    gone = tuple(_gone_items(ctx, scope, report, beside, language))
    return Agenda(
        revision=report.revision,
        partnership=report.partnership,
        fictional=report.fictional,
        today=beside.today,
        meeting=held,
        previous=previous,
        since=previous.closed if previous else None,
        items=items,
        gone=gone,
        change=_change(ctx, replace(scope, revision=report.revision), previous, language),
        discussed=sum(item.discussed for item in items),
        undecided=sum(item.now is None for item in items),
        overdue=sum(item.overdue for item in items),
        new=sum(item.since == "new" for item in items),
        choices=_choices(items, gone),
    )


def _previous(known: tuple[Meeting, ...], held: Meeting | None) -> Meeting | None:
    """The last meeting that was closed before this one was opened."""
    found = [
        (meeting.closed_at, meeting.key, meeting)
        for meeting in known
        if meeting.closed_at is not None
        and (held is None or (meeting.key != held.key and meeting.closed_at <= held.opened_at))
    ]
    return max(found)[2] if found else None


def _gaps_then(
    ctx: Context, scope: Scope, previous: Meeting | None, language: Language
) -> GapReport | None:
    if previous is None:
        return None
    return gap_report(ctx, replace(scope, revision=previous.closed), language)


def _change(
    ctx: Context, scope: Scope, previous: Meeting | None, language: Language
) -> ChangeView | None:
    if previous is None:
        return None
    then = replace(scope, revision=previous.closed)
    return ctx.answer(
        "change_since",
        scope,
        lambda at: comparison_report(ctx, then, at, language).change,
        previous.closed,
        language,
    )


def _choices(items: Iterable[AgendaItem], gone: Iterable[GoneItem]) -> dict[str, int]:
    counts = Counter(item.now.choice for item in items if item.now)
    counts.update(item.now.choice for item in gone if item.now)
    return dict(counts)


@dataclass(frozen=True, slots=True)
class _Beside:
    """What every gap of an agenda is put beside.

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


def _found_items(report: GapReport, beside: _Beside) -> Iterator[AgendaItem]:
    """The gaps of a report with what was decided, in the order of the report."""
    severities = beside.severities()
    for item in report.items:
        decision = beside.decisions.get(item.gap.key)
        now = decision.now if decision else None
        was = severities.get(item.gap.key, "")
        yield AgendaItem(
            item=item,
            decision=decision if decision and decision.history else None,
            now=now,
            since=_since(was, item.gap.severity) if beside.before else "",
            before=was,
            overdue=now is not None and now.overdue(beside.today),
            returned=now is not None and now.choice == "done",
            discussed=_discussed(now, beside.meeting),
        )


def _gone_items(
    ctx: Context, scope: Scope, report: GapReport, beside: _Beside, language: Language
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
