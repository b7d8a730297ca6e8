"""Who changed what when; undo, redo, and back to an older state."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from flask import Response, abort, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response as BaseResponse

from netmap.errors import Conflict, Invalid
from netmap.model import Entity, RecordType
from netmap.services.editing.differences import Word
from netmap.services.editing.restore import (
    Restoring,
    restore_partnership,
    restoring_partnership,
    restoring_record,
)
from netmap.services.editing.restore import restore_record as restore_one
from netmap.services.editing.timeline import (
    Entry,
    entity_history,
    partnership_history,
    revision_entry,
    whole_history,
)
from netmap.services.editing.undo import Extent
from netmap.services.editing.undo import undo as undo_revision
from netmap.services.editing.undo import undoing as undo_preview
from web.core import query
from web.core.answers import answer, go, page
from web.core.area import Area
from web.core.messages import say
from web.core.problems import problem_sentence
from web.core.state import context
from web.editing.area import message, number
from web.editing.words import words

blueprint = Area("history", __name__)

AT = query.number("revision", also_sent=True)
BEFORE = query.number("before")
TIES = query.flag("ties", also_sent=True)

_TYPES: dict[str, RecordType] = {"entity": "entity", "tie": "tie", "source": "source"}


@dataclass(frozen=True, slots=True)
class _Subject:
    """What the pages of a partnership want to know of it."""

    revision: int
    partnership: Entity | None
    fictional: bool


@blueprint.page("/history")
def whole() -> Response:
    """Every revision of everything."""
    return answer("history/history", whole_history(context(), before=BEFORE()))


@blueprint.page("/p/<key>/history")
def partnership(key: str) -> Response:
    """The revisions of a partnership."""
    found = partnership_history(context(), key, before=BEFORE())
    subject = _Subject(found.revision, found.subject, found.fictional)
    return answer("history/partnership", found, subject=subject)


@blueprint.page("/entity/<key>/history")
def entity(key: str) -> Response:
    """The revisions of an entity and of its ties."""
    return answer("history/history", entity_history(context(), key, before=BEFORE()))


@blueprint.page("/revisions/<revision>", endpoint="revision")
def one(revision: str) -> Response:
    """One revision: what it changed, and the ways back."""
    return answer("history/revision", revision_entry(context(), _revision(revision)))


@blueprint.get("/revisions/<number>/undo")
def undoing(number: str) -> Response:
    """What undoing would do; a choice where later changes stand in the way."""
    look = undo_preview(context(), _revision(number))
    return page("history/undo", look=look, suggested=_undo_message(look.entry))


@blueprint.post("/revisions/<number>/undo")
def undo(number: str) -> BaseResponse:
    """Take a revision back; without ``extent`` only when nothing stands in the way."""
    which = _revision(number)
    entry = revision_entry(context(), which).entries[0]
    text, extent = message(_undo_message(entry)), _extent()
    try:
        done = undo_revision(context(), which, message=text, extent=extent, expect=_expect())
    except Conflict:
        _changed()
        return go(url_for("history.undoing", number=which))
    except Invalid as error:
        if error.problems[0].code == "changed-since":
            return go(url_for("history.undoing", number=which))
        _refuse(error)
        return go(url_for("history.revision", revision=which))
    if entry.undoes:
        say(gettext("Revision %(number)s is done again.", number=entry.undoes), undo=done)
    else:
        say(gettext("Revision %(number)s is undone.", number=which), undo=done, redo=True)
    return go(url_for("history.revision", revision=done))


@blueprint.route("/p/<key>/restore", methods=["GET", "POST"])
def restore(key: str) -> BaseResponse:
    """A whole partnership as it was at ``?revision=``."""
    revision = _asked()
    look = restoring_partnership(context(), key, revision)
    if request.method != "POST":
        return _restoring(look, url_for("history.partnership", key=key))
    text = message(_restore_message(look))
    return _restore(
        lambda: restore_partnership(context(), key, revision, message=text, expect=_expect())
    )


@blueprint.route("/restore/<kind>/<record>", methods=["GET", "POST"])
def restore_record(kind: str, record: str) -> BaseResponse:
    """One record as it was at ``?revision=``; with ``?ties=1`` an entity with its ties."""
    found, ties = _TYPES.get(kind), TIES()
    if found is None:
        abort(HTTPStatus.NOT_FOUND)
    revision = _asked()
    look = restoring_record(context(), found, record, revision, ties=ties)
    if request.method != "POST":
        leave = url_for("history.revision", revision=revision)
        return _restoring(look, leave, ties=ties, may_have_ties=found == "entity")
    text = message(_restore_message(look))
    return _restore(
        lambda: restore_one(
            context(), found, record, revision, message=text, ties=ties, expect=_expect()
        )
    )


def _restoring(look: Restoring, leave: str, **told: Any) -> Response:
    return page("history/restore", look=look, leave=leave, suggested=_restore_message(look), **told)


def _restore(do: Callable[[], int]) -> BaseResponse:
    try:
        done = do()
    except Conflict:
        _changed()
        return go(request.full_path)
    except Invalid as error:
        _refuse(error)
        return go(request.full_path)
    say(gettext("The older state is back."), undo=done)
    return go(url_for("history.revision", revision=done))


def _revision(text: str) -> int:
    """The number of a revision in an address; no such page when it cannot be one."""
    found = query.whole(text)
    if found is None:
        abort(HTTPStatus.NOT_FOUND)
    return found


def _asked() -> int:
    """The revision that the query names; none is one that is not there."""
    return AT() or 0


def _extent() -> Extent | None:
    wish = request.form.get("extent")
    return "all" if wish == "all" else "rest" if wish == "rest" else None


def _expect() -> int | None:
    return number("expect")


def _undo_message(entry: Entry) -> str:
    """What the history recognises as undo and redo (`services.editing.timeline`)."""
    if entry.undoes:
        return str(gettext("Redone: revision %(number)s", number=entry.undoes))
    return str(
        gettext(
            "Undone: revision %(number)s (%(message)s)", number=entry.number, message=entry.message
        )
    )


def _restore_message(look: Restoring) -> str:
    return str(
        gettext("%(name)s as at revision %(number)s", name=_plain(look.name), number=look.to)
    )


def _plain(name: tuple[Word, ...]) -> str:
    return words(name).replace("; ", " ")


def _changed() -> None:
    say(gettext("Something changed meanwhile. Look once more, then save."), kind="warning")


def _refuse(error: Invalid) -> None:
    sentence = problem_sentence(error.problems[0])
    say(sentence[:1].upper() + sentence[1:] + ".", kind="warning")
