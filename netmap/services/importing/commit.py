"""Make one revision of an import, or nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from netmap.errors import Conflict, Invalid, Problem
from netmap.formats.sheets import Sheet
from netmap.services import history
from netmap.services.accounts import audit
from netmap.services.context import Context
from netmap.services.importing.choices import Choices
from netmap.services.importing.drafts import KIND, ROWS_KIND, Draft, draft, preview
from netmap.services.importing.plan import plan
from netmap.services.importing.preview import Fate, Preview
from netmap.services.rights import Right, needs
from netmap.vocabulary import Language


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did. ``revision`` is None when everything was there already."""

    revision: int | None
    counts: Mapping[Fate, int]


@needs(Right.EDIT)
def apply(
    ctx: Context,
    found: Draft,
    *,
    expect_revision: int,
    message: str = "",
    leave_out: bool = False,
) -> Imported:
    """Import as one revision, or change nothing. The draft is gone then.

    With ``leave_out`` rows with an error are left out. Raises Conflict when the graph or the
    draft is not what was looked at, UnknownDocument when the draft is gone, Invalid when
    there is something to mend or choose.
    """
    latest = draft(ctx, found.partnership.id, found.key)
    if latest.version != found.version:
        raise Conflict(expected=found.version, actual=latest.version)
    seen = preview(ctx, latest)
    if seen.revision != expect_revision:
        raise Conflict(expected=expect_revision, actual=seen.revision)
    done = _commit(ctx, seen, latest.partnership.id, latest.files, message, leave_out=leave_out)
    for kind in (KIND, ROWS_KIND):
        ctx.store.desk.discard(kind, latest.key)
    return done


@needs(Right.EDIT)
def foresee(
    ctx: Context, sheets: Sequence[Sheet], choices: Choices, language: Language = "nl"
) -> Preview:
    """The fate of every row, without keeping a draft. Raises UnknownPartnership."""
    return plan(ctx.store.snapshot(), sheets, choices, language)


@needs(Right.EDIT)
def import_now(
    ctx: Context,
    seen: Preview,
    choices: Choices,
    files: Sequence[tuple[str, int]],
    *,
    message: str = "",
    leave_out: bool = False,
) -> Imported:
    """Make one revision of what was foreseen. Raises as `apply`."""
    return _commit(ctx, seen, choices.partnership, files, message, leave_out=leave_out)


def obstacles(seen: Preview, *, leave_out: bool = False) -> tuple[Problem, ...]:
    """Why an import cannot be made yet; nothing when it can."""
    problems = list(seen.problems)
    if seen.counts["choose"]:
        problems.append(Problem("names-open", "import", "names", "choose first who is meant"))
    if seen.counts["error"] and not leave_out:
        problems.append(
            Problem("rows-wrong", "import", "leave_out", "mend these rows or leave them out")
        )
    return tuple(problems)


def _commit(
    ctx: Context,
    seen: Preview,
    partnership: str,
    files: Sequence[tuple[str, int]],
    message: str,
    *,
    leave_out: bool,
) -> Imported:
    problems = obstacles(seen, leave_out=leave_out)
    if problems:
        raise Invalid(problems)
    if not seen.changes:
        return Imported(None, seen.counts)
    number = history.commit(
        ctx,
        seen.changes,
        message=message.strip() or f"Import: {', '.join(name for name, _ in files)}",
        expect_revision=seen.revision,
    )
    details: dict[str, str | int] = {"partnership": partnership, "revision": number}
    for place, (name, size) in enumerate(files, start=1):
        details |= {f"file {place}": name, f"bytes {place}": size}
    audit.record(ctx, "import", details)
    return Imported(number, seen.counts)
