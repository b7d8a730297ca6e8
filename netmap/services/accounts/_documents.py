"""What the modules here share: change a document safely, hash a random token, write a moment."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from netmap.errors import Conflict, Invalid, Problem, UnknownDocument
from netmap.services.context import Context
from netmap.stores.desk import Value

_TRIES = 50  # each try that fails means that another writer succeeded


def change(
    ctx: Context, kind: str, key: str, make: Callable[[Value], Value], *, new: Value | None = None
) -> dict[str, Any]:
    """Replace a document by what ``make`` makes of its latest version; returns that.

    Safe beside other writers: when another comes in between, ``make`` is called again on
    what that one wrote. ``new`` stands in for a document that is not there.
    Raises UnknownDocument, and what ``make`` raises.
    """
    for last in reversed(range(_TRIES)):
        found = ctx.store.desk.document(kind, key)
        if found is None and new is None:
            raise UnknownDocument(kind, key)
        made = dict(make(found.value if found else new or {}))
        try:
            ctx.store.desk.write(
                kind,
                key,
                made,
                author=ctx.who.name,
                expect_version=found.version if found else 0,
                at=ctx.clock(),
            )
        except Conflict:
            if not last:
                raise
        else:
            return made
    raise AssertionError("unreachable: the last try returned or raised")


def discard_all(ctx: Context, kind: str, which: Callable[[Value], bool]) -> int:
    """Throw the documents of a kind away that ``which`` points out; returns how many."""
    desk = ctx.store.desk
    return sum(desk.discard(kind, d.key) for d in desk.documents(kind) if which(d.value))


def new_token(prefix: str = "") -> str:
    """A random token that nobody can guess: 256 bits."""
    return prefix + secrets.token_urlsafe(32)


def fingerprint(token: str) -> str:
    """What is kept of a random token. SHA-256 is right here: there is nothing to guess at."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


def moment(text: str) -> datetime:
    """A moment as the documents here write it."""
    return datetime.fromisoformat(text)


def written(at: datetime) -> str:
    return at.astimezone(UTC).isoformat()


def after_days(ctx: Context, days: int, what: str, *, most: int) -> datetime:
    """The moment so many days from now. Raises Invalid for a number outside 1 to ``most``."""
    if not 1 <= days <= most:
        raise Invalid([Problem("bad-days", what, "days", f"choose from 1 to {most} days")])
    return ctx.clock() + timedelta(days=days)


def title(text: str, what: str, field: str) -> str:
    """A name that somebody typed for a token or a link. Raises Invalid when it cannot be one."""
    text = " ".join(text.split())
    if not text:
        raise Invalid([Problem("missing", what, field, "give it a name")])
    if len(text) > 80 or not text.isprintable():
        raise Invalid([Problem("bad-title", what, field, "at most 80 readable characters")])
    return text
