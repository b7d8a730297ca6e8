"""Open a meeting, find it again, close it."""

from __future__ import annotations

from dataclasses import replace

from netmap.errors import Conflict, Invalid, Problem, UnknownDocument
from netmap.model import PartialDate, Scope
from netmap.services.browse import one_partnership
from netmap.services.context import Context
from netmap.services.meetings.documents import MEETING, kept, meeting_key, read_meeting
from netmap.services.meetings.model import Meeting
from netmap.services.rights import Right, needs
from netmap.text.dates import asked_date
from netmap.text.names import slug

LONGEST_LINE, LONGEST_NOTE = 200, 4000


@needs(Right.READ)
def meetings(ctx: Context, partnership: str) -> tuple[Meeting, ...]:
    """The meetings of a partnership, the latest first. Raises UnknownPartnership."""
    one_partnership(ctx, Scope(partnerships=(partnership,)))
    found = map(read_meeting, ctx.store.desk.documents(MEETING, prefix=f"{partnership}/"))
    return tuple(sorted(found, key=lambda m: (m.opened_at, m.key), reverse=True))


@needs(Right.READ)
def meeting(ctx: Context, partnership: str, key: str) -> Meeting:
    """One meeting. Raises UnknownDocument."""
    document = ctx.store.desk.document(MEETING, meeting_key(partnership, key)) if key else None
    if document is None:
        raise UnknownDocument(MEETING, key)
    return read_meeting(document)


@needs(Right.EDIT)
def open_meeting(
    ctx: Context, partnership: str, *, title: str, date: str, chair: str = "", note: str = ""
) -> Meeting:
    """Begin a meeting at what is known now; its key follows from its date and title.

    ``date`` is a year, month or day. Raises UnknownPartnership, and Invalid with everything
    that cannot be used. Who begins a meeting of the same title and date while that is open is
    in that one, also when several people do so at once.
    """
    _, home = one_partnership(ctx, Scope(partnerships=(partnership,)))
    problems: list[Problem] = []
    begun = Meeting(
        partnership=home.id,
        key="",
        title=asked_line(title, "title", problems, needed=True),
        date=_day(date, problems),
        chair=asked_line(chair, "chair", problems),
        note=asked_note(note, "note", problems),
        status="open",
        opened=ctx.store.ping(),
        opened_at=ctx.clock(),
        opened_by=ctx.author,
    )
    if problems:
        raise Invalid(problems)
    stem = slug(f"{begun.date}-{begun.title}", "meeting")
    for number in range(1, 1000):
        tried = replace(begun, key=stem if number == 1 else f"{stem}-{number}")
        try:
            return _write(ctx, tried, expect_version=0)
        except Conflict:  # this key is taken, also by who was a moment sooner
            there = meeting(ctx, home.id, tried.key)
            if there.is_open and (there.title, there.date) == (begun.title, begun.date):
                return there
    raise Invalid([Problem("duplicate-id", "", "title", "there are too many of this name")])


@needs(Right.EDIT)
def edit_meeting(
    ctx: Context,
    partnership: str,
    key: str,
    *,
    title: str,
    date: str,
    chair: str = "",
    note: str = "",
    expect_version: int,
) -> Meeting:
    """Change what a meeting is called and when it is. Raises UnknownDocument, Invalid, Conflict."""
    problems: list[Problem] = []
    found = meeting(ctx, partnership, key)
    changed = replace(
        found,
        title=asked_line(title, "title", problems, needed=True),
        date=_day(date, problems),
        chair=asked_line(chair, "chair", problems),
        note=asked_note(note, "note", problems),
    )
    if problems:
        raise Invalid(problems)
    return _write(ctx, changed, expect_version=expect_version)


@needs(Right.EDIT)
def close_meeting(
    ctx: Context, partnership: str, key: str, *, expect_version: int | None = None
) -> Meeting:
    """End a meeting: what was known and decided by now is what it leaves.

    Raises UnknownDocument, Conflict, and Invalid when it was closed before.
    """
    found = _in_status(ctx, partnership, key, is_open=True)
    closed = replace(
        found,
        status="closed",
        closed=ctx.store.ping(),
        closed_at=ctx.clock(),
        closed_by=ctx.author,
    )
    return _write(ctx, closed, expect_version=expect_version or found.version)


@needs(Right.EDIT)
def reopen_meeting(
    ctx: Context, partnership: str, key: str, *, expect_version: int | None = None
) -> Meeting:
    """Take back the end of a meeting. Raises UnknownDocument, Conflict, Invalid."""
    found = _in_status(ctx, partnership, key, is_open=False)
    opened = replace(found, status="open", closed=0, closed_at=None, closed_by="")
    return _write(ctx, opened, expect_version=expect_version or found.version)


def _in_status(ctx: Context, partnership: str, key: str, *, is_open: bool) -> Meeting:
    found = meeting(ctx, partnership, key)
    if found.is_open is not is_open:
        code = "meeting-closed" if is_open else "meeting-open"
        raise Invalid([Problem(code, "", "meeting", f"the meeting is {found.status}")])
    return found


def _write(ctx: Context, meeting: Meeting, *, expect_version: int) -> Meeting:
    version = ctx.store.desk.write(
        MEETING,
        meeting_key(meeting.partnership, meeting.key),
        kept(meeting),
        author=ctx.author,
        expect_version=expect_version,
        at=ctx.clock(),
    )
    return replace(meeting, version=version)


def asked_line(text: str, field: str, problems: list[Problem], *, needed: bool = False) -> str:
    """One line of text without the space around it; what cannot be used is a problem."""
    found = " ".join(text.split())
    if needed and not found:
        problems.append(Problem("missing", "", field, "this is needed"))
    return _kept(found, field, problems, most=LONGEST_LINE)


def asked_note(text: str, field: str, problems: list[Problem]) -> str:
    """Text of several lines; what cannot be used is a problem."""
    found = text.replace("\r\n", "\n").replace("\r", "\n").strip()
    return _kept(found, field, problems, most=LONGEST_NOTE)


def _kept(text: str, field: str, problems: list[Problem], *, most: int) -> str:
    if len(text) > most:
        problems.append(Problem("too-long", "", field, f"is longer than {most} characters"))
    if any(ord(sign) < 32 and sign != "\n" for sign in text):
        problems.append(Problem("bad-text", "", field, "holds a control character"))
    return text


def _day(text: str, problems: list[Problem]) -> PartialDate:
    """The date of a meeting; a stand-in when there is a problem with it."""
    if not text.strip():
        problems.append(Problem("missing", "", "date", "a date is needed"))
    return asked_date(text, "date", problems) or PartialDate(1)
