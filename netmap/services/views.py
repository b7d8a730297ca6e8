"""Saved views: a map with its filters, looks and places, a title and what one sees on it.

A view says nothing about the partnership, so it makes no revision: it lies on the desk. It
shows what is known when it is opened; only its settings are kept.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from netmap import maps
from netmap.errors import Conflict, Invalid, Problem, UnknownDocument, UnknownPartnership
from netmap.model import Entity, Scope
from netmap.services.context import Context
from netmap.services.maps import MapView, map_view, picture
from netmap.services.rights import Right, needs
from netmap.stores.desk import Document
from netmap.text.names import name_in, slug
from netmap.vocabulary import Language

KIND = "view"
GUEST_LINK = "guest-link"  # what `accounts.guests` keeps
ORDER = "view-order"
LONGEST_TITLE, LONGEST_TEXT = 120, 2_000
MOST = 200  # views of one partnership: more would not be found again


@dataclass(frozen=True, slots=True)
class SavedView:
    """A view with who saved it; ``key`` is ``<partnership>/<slug>``."""

    key: str
    partnership: str
    slug: str
    title: str
    text: str
    settings: maps.MapSettings
    version: int
    at: datetime
    author: str


@dataclass(frozen=True, slots=True)
class ViewList:
    """The views of a partnership in the order in which they are shown."""

    partnership: Entity
    fictional: bool
    revision: int
    views: tuple[SavedView, ...]


@dataclass(frozen=True, slots=True)
class SharedView:
    """What a guest link shows: one view, and nothing behind it.

    ``data`` holds only what shows; ``settings`` therefore hold looks but no filters, which
    ``told`` says in words.
    """

    title: str
    text: str
    partnership: str
    revision: int
    fictional: bool
    settings: maps.MapSettings
    told: tuple[str, ...]
    data: maps.MapData
    svg: str


@needs(Right.READ)
def list_views(ctx: Context, partnership: str) -> ViewList:
    """The views in their order; new ones come last. Raises UnknownPartnership."""
    home = _home(ctx, partnership)
    return ViewList(
        partnership=home,
        fictional=home.fictional,
        revision=ctx.store.ping(),
        views=_ordered(ctx, partnership),
    )


@needs(Right.READ)
def saved_view(ctx: Context, partnership: str, slug: str) -> SavedView:
    """One view. Raises UnknownDocument."""
    return _view(ctx, f"{partnership}/{slug}")


@needs(Right.EDIT)
def save_view(
    ctx: Context, partnership: str, title: str, text: str, settings: maps.MapSettings
) -> SavedView:
    """Keep a new view under an address made of its title, after those that are there.

    Raises UnknownPartnership, and Invalid for a title or text that cannot be.
    """
    _home(ctx, partnership)
    known = ctx.store.desk.documents(KIND, prefix=f"{partnership}/")
    if len(known) >= MOST:
        raise Invalid([Problem("too-many", "", "title", f"there are {MOST} views already")])
    value = _value(title, text, settings)
    taken = {document.key.partition("/")[2] for document in known}
    name = base = slug(title, "view")
    number = 1
    while True:
        while name in taken:
            number += 1
            name = f"{base}-{number}"
        key = f"{partnership}/{name}"
        try:
            ctx.store.desk.write(
                KIND, key, value, author=ctx.author, expect_version=0, at=ctx.clock()
            )
        except Conflict:  # somebody else took that address just now
            taken.add(name)
        else:
            _stop_links(ctx, key)  # those that are left lead to an earlier view of that name
            return _view(ctx, key)


@needs(Right.EDIT)
def change_view(
    ctx: Context,
    partnership: str,
    slug: str,
    *,
    title: str,
    text: str,
    settings: maps.MapSettings | None = None,
    expect_version: int | None = None,
) -> SavedView:
    """Another title, text or (when given) settings; the address stays.

    Raises UnknownDocument, Invalid, and Conflict when it was changed meanwhile.
    """
    before = _view(ctx, f"{partnership}/{slug}")
    value = _value(title, text, before.settings if settings is None else settings)
    expected = before.version if expect_version is None else expect_version
    ctx.store.desk.write(
        KIND, before.key, value, author=ctx.author, expect_version=expected, at=ctx.clock()
    )
    return _view(ctx, before.key)


@needs(Right.EDIT)
def delete_view(
    ctx: Context, partnership: str, slug: str, *, expect_version: int | None = None
) -> SavedView:
    """Throw a view away; gives what it was. Raises UnknownDocument and Conflict.

    Its guest links go with it: a later view of that name is another one.
    """
    view = _view(ctx, f"{partnership}/{slug}")
    desk = ctx.store.desk
    if not desk.discard(KIND, view.key, expect_version=expect_version):
        raise UnknownDocument(KIND, view.key)
    _stop_links(ctx, view.key)
    return view


@needs(Right.EDIT)
def move_view(ctx: Context, partnership: str, slug: str, step: int) -> None:
    """Move a view up (-1) or down (1) among the others; beyond an end it stays.

    Raises UnknownPartnership, UnknownDocument, and Conflict when somebody else ordered meanwhile.
    """
    _home(ctx, partnership)
    version = _order(ctx, partnership)[1]
    slugs = [view.slug for view in _ordered(ctx, partnership)]
    if slug not in slugs:
        raise UnknownDocument(KIND, f"{partnership}/{slug}")
    at = slugs.index(slug)
    to = min(max(at + step, 0), len(slugs) - 1)
    slugs.insert(to, slugs.pop(at))
    ctx.store.desk.write(
        ORDER,
        partnership,
        {"slugs": slugs},
        author=ctx.author,
        expect_version=version,
        at=ctx.clock(),
    )


@needs(Right.READ)
def shared_view(ctx: Context, view_key: str, *, language: Language = "nl") -> SharedView:
    """What the view that a guest link names shows: only that, without sources and notes.

    A guest has no right at all: `accounts.open_guest_link` checks the link, and asks for
    this in the guest's stead.

    Raises UnknownDocument, also when the view would show more than was shared, because what
    it looked at is gone.
    """
    view = _view(ctx, view_key)
    scope = Scope(partnerships=(view.partnership,))
    whole = map_view(ctx, scope, view.settings, language=language)
    if not _still_limits(ctx, view, whole.data):
        raise UnknownDocument(KIND, view_key)
    data = maps.select(whole.data, view.settings)
    ids = {key: f"t{number}" for number, key in enumerate(data.ties, 1)}  # own ids name the ends
    ties = {ids[key]: {**tie, "citations": [], "facts": []} for key, tie in data.ties.items()}
    edges = tuple({**edge, "id": ids[edge["id"]]} for edge in data.edges)
    data = replace(data, ties=ties, edges=edges)
    return SharedView(
        title=view.title,
        text=view.text,
        partnership=name_in(whole.partnership, language),
        revision=whole.revision,
        fictional=whole.fictional,
        settings=view.settings.looks(),
        told=maps.filters_told(whole.data, view.settings),
        data=data,
        svg=_picture(ctx, whole, view),
    )


def _stop_links(ctx: Context, view: str) -> None:
    """Throw away the guest links of a view that is gone."""
    for link in ctx.store.desk.documents(GUEST_LINK):
        if link.value["view"] == view:
            ctx.store.desk.discard(GUEST_LINK, link.key)


def _still_limits(ctx: Context, view: SavedView, data: maps.MapData) -> bool:
    """Whether every filter of a view still means something: one that does not hides nothing."""
    document = ctx.store.desk.document(KIND, view.key)
    try:
        kept = maps.MapSettings.from_query(document.value["settings"] if document else {})
    except Invalid:
        return False
    nodes = {node["id"] for node in data.nodes}
    return not (kept.depth and kept.focus) or kept.focus in nodes


def _picture(ctx: Context, view: MapView, saved: SavedView) -> str:
    today = ctx.clock().date()
    return picture(view, saved.settings, today, title=saved.title, text=saved.text)


def _home(ctx: Context, partnership: str) -> Entity:
    for home in ctx.store.partnerships():
        if home.id == partnership:
            return home
    raise UnknownPartnership(partnership)


def _ordered(ctx: Context, partnership: str) -> tuple[SavedView, ...]:
    """The views as somebody ordered them; those that came later by their time."""
    documents = ctx.store.desk.documents(KIND, prefix=f"{partnership}/")
    found = {view.slug: view for view in map(_read, documents)}
    order = [slug for slug in _order(ctx, partnership)[0] if slug in found]
    rest = sorted(found.keys() - set(order), key=lambda slug: (found[slug].at, slug))
    return tuple(found[slug] for slug in (*order, *rest))


def _order(ctx: Context, partnership: str) -> tuple[list[str], int]:
    document = ctx.store.desk.document(ORDER, partnership)
    return ([], 0) if document is None else (list(document.value["slugs"]), document.version)


def _view(ctx: Context, key: str) -> SavedView:
    document = ctx.store.desk.document(KIND, key)
    if document is None:
        raise UnknownDocument(KIND, key)
    return _read(document)


def _read(document: Document) -> SavedView:
    partnership, _, slug = document.key.partition("/")
    return SavedView(
        key=document.key,
        partnership=partnership,
        slug=slug,
        title=document.value["title"],
        text=document.value["text"],
        settings=_settings(document.value["settings"]),
        version=document.version,
        at=document.at,
        author=document.author,
    )


def _settings(query: dict[str, str]) -> maps.MapSettings:
    """The settings as far as they still can be: the vocabulary may have changed since."""
    try:
        return maps.MapSettings.from_query(query)
    except Invalid as refused:
        wrong = {problem.field for problem in refused.problems}
        return maps.MapSettings.from_query({k: v for k, v in query.items() if k not in wrong})


def _value(title: str, text: str, settings: maps.MapSettings) -> dict[str, Any]:
    title, text = " ".join(title.split()), text.strip().replace("\r\n", "\n")
    problems = []
    if not title:
        problems.append(Problem("missing", "", "title", "a view needs a title"))
    for field, given, most in (("title", title, LONGEST_TITLE), ("text", text, LONGEST_TEXT)):
        if len(given) > most:
            problems.append(Problem("too-long", "", field, f"at most {most} characters"))
    if problems:
        raise Invalid(problems)
    return {"title": title, "text": text, "settings": settings.to_query()}
