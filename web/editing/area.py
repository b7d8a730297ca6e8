"""What the forms share: what was typed, and what comes of a save."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from http import HTTPStatus
from typing import Any

from flask import Response, request
from flask_babel import gettext
from werkzeug.wrappers import Response as BaseResponse

from netmap.errors import Invalid, Problem
from netmap.model import Record, RecordType
from netmap.services.editing.edit_conflict import Collision, Seen
from netmap.services.editing.forms import desk
from netmap.services.editing.save import save as save_record
from netmap.services.editing.threeway import Side
from web.core import answers, query
from web.core.answers import go
from web.core.messages import say
from web.core.query import onward
from web.core.state import context
from web.editing.words import field_label, field_place

MESSAGE_MOST = 300
NUMBERS = {
    name: query.number(name, also_sent=True)
    for name in ("base_revision", "seen_revision", "expect")
}
ELSEWHERE = query.flag("elsewhere", also_sent=True)  # offer what other partnerships have as well
# of the form as a whole; everything else is a field of the record
_OWN = frozenset(
    {
        "csrf_token",
        "message",
        "base_revision",
        "seen_revision",
        "action",
        "next",
        "expect",
        "elsewhere",
    }
)
_CHOICE = "choose."


def typed() -> dict[str, str]:
    """The fields as they were typed; of several values each stands on a line."""
    return {
        name: "\n".join(values)
        for name, values in request.form.lists()
        if name not in _OWN and not name.startswith(_CHOICE)
    }


def number(name: str) -> int | None:
    """A revision that the form or the address carries; None when it does not."""
    return NUMBERS[name]()


def choices() -> dict[str, Side]:
    """Whose value stays, part by part."""
    found: dict[str, Side] = {}
    for name, value in request.form.items():
        if name.startswith(_CHOICE) and value in ("mine", "theirs"):
            found[name.removeprefix(_CHOICE)] = "mine" if value == "mine" else "theirs"
    return found


def message(suggested: str) -> str:
    """The words that the revision gets: what was typed, else what we suggest."""
    text = " ".join(request.form.get("message", "").split())
    return (text or suggested)[:MESSAGE_MOST]


def page(
    template: str,
    *,
    problems: tuple[Problem, ...] = (),
    status: HTTPStatus | None = None,
    labels: dict[str, str] | None = None,
    **shown: Any,
) -> Response:
    """A page of this area; 400 when it tells what is wrong."""
    problems = tuple(sorted(problems, key=lambda problem: field_place(problem.field)))
    named = {problem.field: field_label(problem.field) for problem in problems} | (labels or {})
    name = f"editing/{template}"
    return answers.page(name, problems=problems, status=status, labels=named, **shown)


def told(text: str, revision: int) -> None:
    """Say on the next page that it is saved, with the way back."""
    words = gettext("Saved as revision %(number)s: “%(message)s”", number=revision, message=text)
    say(words, undo=revision)


def save(
    kind: RecordType,
    home: str,
    key: str | None,
    show: Callable[[tuple[Problem, ...], Mapping[str, str]], Response],
    *,
    suggested: Callable[[Mapping[str, str]], str],
    there: Callable[[Record], str],
    discard: str,
) -> BaseResponse:
    """Save what was typed of a record in a partnership; ``key`` is None for a new one.

    Shows the form again, or both sides, when that cannot be; ``there`` is where to go after it.
    """
    fields = typed()
    base, seen_revision = number("base_revision") or 0, number("seen_revision")
    seen = None if seen_revision is None else Seen(seen_revision, choices())
    if request.form.get("action") == "overwrite" and seen:
        base, seen = seen.revision, None
    text = message(suggested(fields))
    try:
        found = save_record(
            context(), kind, home, fields, text, key=key, base_revision=base, seen=seen
        )
    except Invalid as error:
        return show(error.problems, fields)
    if isinstance(found, Collision):
        return page(
            "conflict",
            status=HTTPStatus.CONFLICT,
            subject=desk(context(), home),
            collision=found,
            chosen=choices(),
            text=text,
            discard=discard,
        )
    if not found.changed:
        say(gettext("Nothing was changed: everything was known already."), kind="warning")
    elif found.merged:
        say(
            gettext("Saved. Somebody else changed other parts meanwhile; both are kept."),
            undo=found.revision,
        )
    else:
        told(text, found.revision)
    return go(onward(there(found.record)))
