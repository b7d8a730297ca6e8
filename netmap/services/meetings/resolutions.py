"""Decide about a gap, and take it back; nothing that was decided is lost."""

from __future__ import annotations

from dataclasses import replace

from netmap.errors import Invalid, Problem, UnknownDocument
from netmap.model import Scope
from netmap.services.browse import one_partnership
from netmap.services.context import Context
from netmap.services.meetings.documents import (
    DECISION,
    decision_key,
    kept,
    read_decision,
)
from netmap.services.meetings.lifecycle import asked_line, asked_note
from netmap.services.meetings.lifecycle import meeting as one_meeting
from netmap.services.meetings.model import CHOICES, Decision, Resolution
from netmap.services.reports import GapItem, gap_report
from netmap.services.rights import Right, needs
from netmap.text.dates import asked_date
from netmap.vocabulary import LANGUAGES


@needs(Right.READ)
def decisions(ctx: Context, partnership: str) -> tuple[Decision, ...]:
    """Every decision of a partnership, also about gaps that are gone; by gap."""
    one_partnership(ctx, Scope(partnerships=(partnership,)))
    found = map(read_decision, ctx.store.desk.documents(DECISION, prefix=f"{partnership}/"))
    return tuple(sorted(found, key=lambda decision: decision.gap))


@needs(Right.READ)
def decision(ctx: Context, partnership: str, gap: str) -> Decision | None:
    """What was decided about one gap; None when nothing ever was."""
    document = ctx.store.desk.document(DECISION, decision_key(partnership, gap))
    return read_decision(document) if document else None


@needs(Right.EDIT)
def decide(
    ctx: Context,
    partnership: str,
    gap: str,
    *,
    choice: str,
    owner: str = "",
    due: str = "",
    note: str = "",
    meeting: str = "",
    expect_version: int,
) -> Decision:
    """Decide about a gap; what was decided before stays in its history.

    ``owner`` is a role, not a name; ``due`` a year, month or day; ``meeting`` the key of the
    meeting at which it is decided. ``expect_version`` is the version of the decision that
    was looked at, 0 for none. A gap that is gone can be decided about when it was before.

    Raises UnknownPartnership, UnknownDocument for a gap or meeting that is not there, Invalid
    with everything that cannot be used, and Conflict when somebody decided since.
    """
    found = decision(ctx, partnership, gap)
    item, revision = _item(ctx, partnership, gap)
    if item is None and found is None:
        raise UnknownDocument("gap", gap)
    problems: list[Problem] = []
    if choice not in CHOICES:
        code = "bad-value" if choice else "missing"
        problems.append(Problem(code, "", "choice", f"choose one of: {', '.join(CHOICES)}"))
    entry = Resolution(
        choice=choice,
        owner=asked_line(owner, "owner", problems),
        due=asked_date(due, "due", problems),
        note=asked_note(note, "note", problems),
        meeting=meeting,
        by=ctx.author,
        at=ctx.clock(),
        revision=revision,
        severity=item.gap.severity if item else "",
    )
    if meeting and not one_meeting(ctx, partnership, meeting).is_open:
        problems.append(Problem("meeting-closed", "", "meeting", "the meeting is closed"))
    if problems:
        raise Invalid(problems)
    known = _described(ctx, partnership, gap, item, found)
    return _write(ctx, known, entry, expect_version)


@needs(Right.EDIT)
def undo_decision(
    ctx: Context, partnership: str, gap: str, *, meeting: str = "", expect_version: int
) -> Decision:
    """Put back what was decided before the last time, or nothing; undoing that is redo.

    Raises UnknownDocument, Conflict, and Invalid when the meeting is closed.
    """
    found = decision(ctx, partnership, gap)
    if found is None or not found.history:
        raise UnknownDocument(DECISION, gap)
    if meeting and not one_meeting(ctx, partnership, meeting).is_open:
        raise Invalid([Problem("meeting-closed", "", "meeting", "the meeting is closed")])
    before = found.history[-2] if len(found.history) > 1 else _nothing(found.history[-1])
    entry = replace(before, by=ctx.author, at=ctx.clock(), undoes=True)
    return _write(ctx, found, entry, expect_version)


def _nothing(entry: Resolution) -> Resolution:
    """The state before the first decision: nothing was decided, at no meeting."""
    return replace(entry, choice="", owner="", due=None, note="", meeting="")


def _item(ctx: Context, partnership: str, gap: str) -> tuple[GapItem | None, int]:
    report = gap_report(ctx, Scope(partnerships=(partnership,)))
    return next((item for item in report.items if item.gap.key == gap), None), report.revision


def _described(
    ctx: Context, partnership: str, gap: str, item: GapItem | None, found: Decision | None
) -> Decision:
    """What to remember of the gap; of one that is gone, what was remembered."""
    if item is None and found is not None:
        return found
    scope = Scope(partnerships=(partnership,))
    titles: dict[str, str] = {}
    for language in LANGUAGES:
        items = gap_report(ctx, scope, language).items
        titles[language] = next((i.text.title for i in items if i.gap.key == gap), gap)
    return Decision(
        partnership=partnership,
        gap=gap,
        titles=titles,
        severity=item.gap.severity if item else "",
        family=item.gap.family if item else "",
        rule=item.gap.rule if item else "",
        history=found.history if found else (),
        version=found.version if found else 0,
    )


def _write(ctx: Context, known: Decision, entry: Resolution, expect_version: int) -> Decision:
    changed = replace(known, history=(*known.history, entry))
    version = ctx.store.desk.write(
        DECISION,
        decision_key(known.partnership, known.gap),
        kept(changed),
        author=ctx.author,
        expect_version=expect_version,
        at=ctx.clock(),
    )
    return replace(changed, version=version)
