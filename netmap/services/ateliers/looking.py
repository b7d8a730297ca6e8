"""Look at the ateliers of a partnership: all of them, one, its map, and whom to invite."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from netmap import maps
from netmap.comparison import invitations
from netmap.comparison.invitations import Invitations
from netmap.comparison.inviting import tell_invitation, tell_need
from netmap.comparison.sentences import merged
from netmap.errors import UnknownEntity
from netmap.formats.table import Table
from netmap.model import Entity, PartialDate, Scope, Snapshot, Tie
from netmap.roles import Cast, cast
from netmap.services.ateliers.model import (
    AtelierList,
    AtelierRow,
    AtelierView,
    GoBetweenRow,
    InvitationRow,
    NeedRow,
    Participation,
)
from netmap.services.browse import TieView, one_partnership, tie_view
from netmap.services.changes import all_named, named
from netmap.services.context import Context
from netmap.services.maps import map_svg
from netmap.services.reports import gap_report
from netmap.services.rights import Right, needs
from netmap.text import cards
from netmap.text.dates import date_text
from netmap.vocabulary import Language, ties_as

_DRAWN = frozenset({"ateliers", "activities", "purpose"})
STANDINGS = cards.labels(cards.read(__package__, "standings"))


@needs(Right.READ)
def atelier_list(ctx: Context, scope: Scope, language: Language = "nl") -> AtelierList:
    """Every atelier that a tie names. Raises UnknownPartnership, UnknownRevision."""
    snapshot, home = one_partnership(ctx, scope)
    actors = cast(snapshot, home.id)
    about: dict[str, int] = {}
    for item in gap_report(ctx, replace(scope, revision=snapshot.revision), language).items:
        for key in item.gap.subjects:
            about[key] = about.get(key, 0) + 1
    rows = [
        _row(snapshot, actors, snapshot.entities[key], about.get(key, 0), language)
        for key in _ateliers(snapshot, actors)
    ]
    rows.sort(key=lambda row: (row.closed, row.atelier.name.casefold(), row.atelier.id))
    return AtelierList(snapshot.revision, home, home.fictional, tuple(rows))


@needs(Right.READ)
def atelier_view(
    ctx: Context, scope: Scope, atelier: str, language: Language = "nl"
) -> AtelierView:
    """One atelier with whom to invite; nobody is invited to one that is closed.

    Raises UnknownPartnership, UnknownRevision, and UnknownEntity for what is no atelier of
    the partnership.
    """
    snapshot, home = one_partnership(ctx, scope)
    actors = cast(snapshot, home.id)
    if atelier not in _ateliers(snapshot, actors):
        raise UnknownEntity(atelier)
    entity = snapshot.entities[atelier]
    closed = _closed(entity)
    elsewhere = ctx.store.snapshot(replace(scope, partnerships=None, revision=snapshot.revision))
    found = invitations.invitations(snapshot, home.id, atelier, elsewhere=elsewhere)
    names = merged(snapshot, elsewhere)
    taking_part = _taking_part(snapshot, actors, atelier, language)
    mine = [tie for tie in actors.ties if atelier in (tie.source, tie.target)]
    purposes = [tie for tie in mine if tie.source == atelier and tie.kind in ties_as("about")]
    results = [tie for tie in mine if tie.source == atelier and tie.kind == "results_in"]
    rest = [
        tie
        for tie in mine
        if tie not in purposes and tie not in results and tie.kind not in ties_as("taking_part")
    ]
    rows = () if closed else tuple(_invited(found, snapshot, language))
    report = gap_report(ctx, replace(scope, revision=snapshot.revision), language)
    return AtelierView(
        revision=snapshot.revision,
        partnership=home,
        fictional=home.fictional,
        atelier=entity,
        closed=closed,
        purposes=_views(snapshot, purposes),
        participants=tuple(one for one in taking_part if not one.ended),
        former=tuple(one for one in taking_part if one.ended),
        results=_views(snapshot, results),
        other_ties=_views(snapshot, rest),
        gaps=tuple(item for item in report.items if atelier in item.gap.subjects),
        needs=() if closed else tuple(_asked(found, snapshot, names, language)),
        first=tuple(row for row in rows if row.invitation.asked_for),
        near=tuple(row for row in rows if not row.invitation.asked_for),
    )


@needs(Right.READ)
def atelier_map(ctx: Context, scope: Scope, atelier: str, language: Language = "nl") -> str:
    """Who takes part, what it is about and what came out, as SVG. Raises as `atelier_view`.

    Of a closed atelier: who ever took part.
    """
    snapshot, home = one_partnership(ctx, scope)
    if atelier not in _ateliers(snapshot, cast(snapshot, home.id)):
        raise UnknownEntity(atelier)
    now = None if _closed(snapshot.entities[atelier]) else snapshot.moment
    settings = maps.MapSettings(layers=_DRAWN, as_of=now)
    return map_svg(ctx, scope, settings, language, excerpt=(atelier,))


@needs(Right.READ)
def invitations_table(ctx: Context, scope: Scope, atelier: str, language: Language = "nl") -> Table:
    """Whom to invite, a row for each organisation, in order. Raises as `atelier_view`."""
    view = atelier_view(ctx, scope, atelier, language)
    header = ["place", "id", "name", "standing", "covers", "through", "reason", "evidence"]
    rows = [
        (
            place,
            row.who.id,
            row.who.name,
            row.standing,
            " | ".join(thing.name for thing in row.covers),
            " | ".join(one.who.name for one in row.through),
            " ".join(reason.text for reason in row.reasons),
            " | ".join(row.invitation.evidence),
        )
        for place, row in enumerate((*view.first, *view.near), start=1)
    ]
    same = {
        "atelier": view.atelier.id,
        "partnership": view.partnership.id,
        "revision": view.revision,
        "fictional": view.fictional,
    }
    return Table.of(header, rows, same)


def _ateliers(snapshot: Snapshot, actors: Cast) -> list[str]:
    ends = {end for tie in actors.ties for end in (tie.source, tie.target)}
    return sorted(key for key in ends if snapshot.entities[key].kind == "atelier")


def _closed(atelier: Entity) -> bool:
    return atelier.attributes.get("status") == "closed"


def _row(
    snapshot: Snapshot, actors: Cast, atelier: Entity, gaps: int, language: Language
) -> AtelierRow:
    people = [p for p in _taking_part(snapshot, actors, atelier.id, language) if not p.ended]
    leaders = {person.who.id: person.who for person in people if person.leads}
    purposes = {
        tie.target: None
        for tie in actors.ties
        if tie.source == atelier.id and tie.kind in ties_as("about")
    }
    return AtelierRow(
        atelier,
        _closed(atelier),
        all_named(purposes, snapshot, language),
        tuple(leaders.values()),
        len({person.who.id for person in people}),
        gaps,
    )


def _taking_part(
    snapshot: Snapshot, actors: Cast, atelier: str, language: Language
) -> list[Participation]:
    """By tie: who leads first, then by name."""
    now = snapshot.moment
    found = [
        Participation(
            named(tie.source, snapshot, language),
            tie.kind == "leads",
            str(tie.attributes.get("role", "")),
            str(tie.attributes.get("frequency", "")),
            _ended(tie, now),
            tie_view(snapshot, tie),
        )
        for tie in actors.ties
        if tie.target == atelier and tie.kind in ties_as("taking_part")
    ]
    return sorted(found, key=lambda p: (not p.leads, p.who.name.casefold(), p.view.tie.id))


def _ended(tie: Tie, now: PartialDate | None) -> bool:
    return tie.valid_to is not None and (now is None or not tie.holds_at(now))


def _views(snapshot: Snapshot, ties: Iterable[Tie]) -> tuple[TieView, ...]:
    return tuple(tie_view(snapshot, tie) for tie in ties)


def _asked(
    found: Invitations, snapshot: Snapshot, names: Snapshot, language: Language
) -> Iterable[NeedRow]:
    for supply in found.supplies:
        yield NeedRow(
            supply.need,
            named(supply.need.id, snapshot, language),
            tell_need(supply.need, snapshot, language),
            all_named(supply.taking_part, snapshot, language),
            all_named(supply.others, snapshot, language),
            all_named(supply.elsewhere, names, language),
            _views(snapshot, (snapshot.ties[key] for key in supply.need.evidence)),
        )


def _invited(found: Invitations, snapshot: Snapshot, language: Language) -> Iterable[InvitationRow]:
    for one in found.invitations:
        yield InvitationRow(
            one,
            named(one.id, snapshot, language),
            STANDINGS[one.standing].in_(language),
            tell_invitation(
                one,
                snapshot,
                language,
                anybody=bool(found.participants),
                left=date_text(one.left, language),
            ),
            tuple(
                GoBetweenRow(named(between.id, snapshot, language), between)
                for between in one.through
            ),
            all_named(one.covers, snapshot, language),
            _views(snapshot, (snapshot.ties[key] for key in one.evidence)),
        )
