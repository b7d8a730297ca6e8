"""How the graph became what it is, and how a program changes it."""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus
from typing import Annotated

from flask import url_for
from pydantic import Field

from netmap.codec import SENT
from netmap.errors import UnknownRevision
from netmap.model import Revision
from netmap.services import history, sending
from netmap.services.browse import health
from netmap.services.editing.undo import undo as undo_revision
from web.api.asking import Nothing, count, text
from web.api.paging import address
from web.api.routes import Asked, get, post
from web.core.state import context

TAG = "Revisions"
_FAR = 10**15


class ListOfRevisions(Nothing):
    after = count("Only revisions with a number above this one.", load_default=0)
    limit = count("How many at most.", least=1, most=1000, load_default=100)
    touching = text(
        "Only revisions that changed this record: entity:ID, tie:ID or source:ID.",
        pattern=r"^(entity|tie|source):[a-z0-9][a-z0-9._-]*$",
        load_default="",
    )


@dataclass(frozen=True, slots=True)
class Revisions:
    """Headings of revisions, the oldest first; ``latest`` is the number of the last there is."""

    latest: int | None
    next: str | None
    items: tuple[Revision, ...]


@dataclass(frozen=True, slots=True)
class Undo:
    """Why a revision is undone."""

    __pydantic_config__ = SENT

    message: Annotated[str, Field(description="Why; may be left out.")] = ""


@dataclass(frozen=True, slots=True)
class Made:
    """The revision that the graph is at now.

    ``changed`` is false when nothing differed, so that no revision was made.
    """

    revision: int
    changed: bool

    @property
    def status(self) -> HTTPStatus:
        return HTTPStatus.CREATED if self.changed else HTTPStatus.OK

    @property
    def headers(self) -> dict[str, str]:
        return {"Location": url_for("api.revision", number=self.revision)}


@get("/revisions", tag=TAG, asks=ListOfRevisions)
def revisions(asked: Asked) -> Revisions:
    """Who changed the graph when, and why, in parts. The changes stand in each revision."""
    ctx = context()
    kind, _, key = asked["touching"].partition(":")
    found = history.revisions(
        ctx,
        after=asked["after"],
        limit=asked["limit"],
        touching=(kind, key) if key else None,
    )
    full = len(found) == asked["limit"]
    following = address(after=found[-1].number) if full else None
    return Revisions(health(ctx).revision, following, found)


@get("/revisions/<int:number>", tag=TAG)
def revision(asked: Asked, number: int) -> Revision:  # noqa: ARG001 - nothing is asked
    """One revision with each record before and after; null is 'not there'."""
    return history.revision(context(), _known(number))


@post(
    "/revisions",
    tag=TAG,
    body=sending.Commit,
    read=sending.read_commit,
    answers={
        HTTPStatus.CREATED: "The new revision.",
        HTTPStatus.OK: "Nothing differed; no revision was made.",
    },
)
def commit(body: sending.Commit) -> Made:
    """Change the graph: all changes as one revision, or none.

    A record is put as a whole, in the form in which it is read. Needs a token that may
    edit. When somebody changed the graph since `expect_revision`, this is refused with 409
    and both numbers; what cannot be used is refused with 422 and a problem for each value.
    """
    expected = body.expect_revision
    made = history.commit(context(), body.plan(), message=body.message, expect_revision=expected)
    return Made(made, made != expected)


@post(
    "/revisions/<int:number>/undo",
    tag=TAG,
    body=Undo,
    answers={HTTPStatus.CREATED: "The new revision."},
)
def undo(body: Undo, number: int) -> Made:
    """Reverse a revision by a new one; undoing that one is redo.

    Needs a token that may edit. Refused with 422 when the same part of a record was changed
    again since, or when later records build on what would disappear; nothing is changed then.
    """
    made = undo_revision(context(), _known(number), message=body.message)
    return Made(made, changed=True)


def _known(number: int) -> int:
    """A number that a store can count to. Raises UnknownRevision."""
    if number > _FAR:
        raise UnknownRevision(number, health(context()).revision or 0)
    return number
