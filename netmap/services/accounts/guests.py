"""Guest links: whoever has one sees one saved view, and nothing behind it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime

from netmap.codec import read
from netmap.errors import Conflict, Forbidden, SignInFailed, UnknownDocument
from netmap.services import views
from netmap.services.accounts import audit
from netmap.services.accounts._documents import (
    after_days,
    fingerprint,
    new_token,
    title,
    written,
)
from netmap.services.context import Context
from netmap.services.rights import Actor, Right, needs
from netmap.services.views import SharedView, shared_view
from netmap.stores.desk import Document
from netmap.vocabulary import Language

KIND = views.GUEST_LINK
VIEW = views.KIND
MOST_DAYS = 366
GUEST = Actor("guest")


@dataclass(frozen=True, slots=True)
class GuestLink:
    """What is known about a guest link; the token in it is not kept."""

    id: str
    title: str  # whom it was made for: "the town council", say
    view: str  # <partnership>/<name>
    made_by: str
    created: datetime
    expires: datetime
    last_opened: date | None  # by the day

    @property
    def partnership(self) -> str:
        return self.view.partition("/")[0]


@needs(Right.EDIT)
def make_guest_link(
    ctx: Context, view: str, *, title_: str, days: int = 30
) -> tuple[str, GuestLink]:
    """A token that shows one saved view, to be told once, and what is kept of it.

    Raises UnknownDocument when there is no such view, and Invalid.
    """
    if ctx.store.desk.document(VIEW, view) is None:
        raise UnknownDocument(VIEW, view)
    _check_edits(ctx, view)
    token = new_token()
    key = fingerprint(token)
    value = {
        "title": title(title_, "link", "title"),
        "view": view,
        "made_by": ctx.who.name,
        "created": written(ctx.clock()),
        "expires": written(after_days(ctx, days, "link", most=MOST_DAYS)),
        "last_opened": None,
    }
    ctx.store.desk.write(KIND, key, value, author=ctx.who.name, expect_version=0, at=ctx.clock())
    made = _link(_stored(ctx, key[:12]))
    audit.record(ctx, "guest-link-made", {"link": made.id, "view": view})
    return token, made


@needs(Right.EDIT)
def guest_links(ctx: Context, partnership: str | None = None) -> tuple[GuestLink, ...]:
    """The links to views of one partnership, or of all, the newest first."""
    found = (_link(document) for document in ctx.store.desk.documents(KIND))
    edited = (link for link in found if ctx.who.may(Right.EDIT, link.partnership))
    wanted = (link for link in edited if partnership in (None, link.partnership))
    return tuple(sorted(wanted, key=lambda link: (link.created, link.id), reverse=True))


@needs(Right.EDIT)
def revoke_guest_link(ctx: Context, link_id: str) -> None:
    """Stop a link. Raises UnknownDocument."""
    found = _stored(ctx, link_id)
    _check_edits(ctx, str(found.value["view"]))
    if ctx.store.desk.discard(KIND, found.key):
        details = {"link": link_id, "view": str(found.value["view"])}
        audit.record(ctx, "guest-link-revoked", details)


@needs(None)
def guest_view(ctx: Context, token: str) -> GuestLink:
    """The link that a token belongs to, and so the one view it may see; changes nothing.

    Raises SignInFailed.
    """
    found = ctx.store.desk.document(KIND, fingerprint(token))
    link = _link(found) if found else None
    if found is None or link is None or link.expires <= ctx.clock():
        raise _over()
    if _guest(ctx, link.view).store.desk.document(VIEW, link.view) is None:
        raise _over()
    return link


@needs(None)
def enter_by_guest_link(ctx: Context, token: str) -> GuestLink:
    """The same for a guest who comes in: the day is noted. Raises SignInFailed."""
    found = ctx.store.desk.document(KIND, fingerprint(token))
    try:
        link = guest_view(ctx, token)
    except SignInFailed:
        if found is not None:  # a later view of that name is another one
            ctx.store.desk.discard(KIND, found.key)
        raise
    if found is not None:
        _note_opened(ctx, found)
    return link


@needs(None)
def open_guest_link(ctx: Context, token: str, language: Language = "nl") -> SharedView:
    """The one view that a guest sees, for a token that works. Raises SignInFailed."""
    link = guest_view(ctx, token)
    try:
        return shared_view(_guest(ctx, link.view), link.view, language=language)
    except UnknownDocument as error:  # what the view looked at is gone
        raise _over() from error


def _check_edits(ctx: Context, view: str) -> None:
    """Raises Forbidden for a view of a partnership that one may look at only."""
    if not ctx.who.may(Right.EDIT, view.partition("/")[0]):
        raise Forbidden(Right.EDIT.value)


def _guest(ctx: Context, view: str) -> Context:
    """Who may read the partnership of a view, to show that view and no more."""
    home = view.partition("/")[0]
    who = Actor(GUEST.name, local={home: frozenset({Right.READ})})
    return replace(ctx, who=who, partnership=home)


def _over() -> SignInFailed:
    return SignInFailed("That link does not work any more; ask for a new one.")


def _note_opened(ctx: Context, found: Document) -> None:
    """The day is kept, once, and no more: nothing about who looked."""
    today = ctx.clock().date().isoformat()
    if found.value["last_opened"] == today:
        return
    try:  # the version keeps a link that is revoked just now from coming back
        ctx.store.desk.write(
            KIND,
            found.key,
            {**found.value, "last_opened": today},
            author=GUEST.name,
            expect_version=found.version,
            at=ctx.clock(),
        )
    except Conflict:
        return
    audit.record(
        replace(ctx, who=GUEST),
        "guest-link-opened",
        {"link": found.key[:12], "view": str(found.value["view"])},
    )


def _stored(ctx: Context, link_id: str) -> Document:
    """Raises UnknownDocument."""
    is_id = len(link_id) == 12 and set(link_id) <= set("0123456789abcdef")
    found = ctx.store.desk.documents(KIND, prefix=link_id, limit=1) if is_id else ()
    if not found:
        raise UnknownDocument(KIND, link_id)
    return found[0]


def _link(document: Document) -> GuestLink:
    return read(GuestLink, {**document.value, "id": document.key[:12]})
