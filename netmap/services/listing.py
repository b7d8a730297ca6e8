"""Lists of what the store holds, for programs: entities, ties and revisions, by filter."""

from __future__ import annotations

from dataclasses import dataclass

from netmap.errors import UnknownTie
from netmap.model import Entity, RecordType, Revision, Scope, Source, Tie
from netmap.services.browse import SourceSummary, source_summaries, tie_view
from netmap.services.context import Context
from netmap.services.rights import Right, needs


@dataclass(frozen=True, slots=True)
class Entities:
    """Entities in a scope, by id."""

    revision: int
    entities: tuple[Entity, ...]


@dataclass(frozen=True, slots=True)
class Ties:
    """Ties in a scope, by id."""

    revision: int
    ties: tuple[Tie, ...]


@dataclass(frozen=True, slots=True)
class OneTie:
    """A tie with what it links, and a source for each of its citations."""

    revision: int
    tie: Tie
    source: Entity
    target: Entity
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Sources:
    """Every source, and how much rests on it."""

    revision: int
    sources: tuple[SourceSummary, ...]


@needs(Right.READ)
def entities(ctx: Context, scope: Scope, *, kinds: frozenset[str] | None = None) -> Entities:
    """The entities in the scope, or those of some kinds.

    Raises UnknownPartnership, UnknownRevision.
    """
    snapshot = ctx.store.snapshot(scope)
    found = (e for e in snapshot.entities.values() if kinds is None or e.kind in kinds)
    return Entities(snapshot.revision, tuple(found))


@needs(Right.READ)
def ties(ctx: Context, scope: Scope, *, entity: str = "", source: str = "") -> Ties:
    """The ties in the scope; those of one entity (as an end), or that cite one source.

    Raises UnknownPartnership, UnknownRevision.
    """
    snapshot = ctx.store.snapshot(scope)
    found = (
        tie
        for tie in snapshot.ties.values()
        if (not entity or entity in (tie.source, tie.target))
        and (not source or any(citation.source == source for citation in tie.citations))
    )
    return Ties(snapshot.revision, tuple(found))


@needs(Right.READ)
def one_tie(ctx: Context, key: str, revision: int | None = None) -> OneTie:
    """A tie with its ends and sources. Raises UnknownTie, UnknownRevision."""
    snapshot = ctx.store.snapshot(Scope(revision=revision))
    if key not in snapshot.ties:
        raise UnknownTie(key)
    view = tie_view(snapshot, snapshot.ties[key])
    return OneTie(snapshot.revision, view.tie, view.source, view.target, view.sources)


@needs(Right.READ)
def sources(ctx: Context) -> Sources:
    """Every source with the number of ties and entities that cite it, by id."""
    snapshot = ctx.store.snapshot()
    return Sources(snapshot.revision, source_summaries(snapshot))


@needs(Right.READ)
def revisions(
    ctx: Context, *, after: int = 0, limit: int, touching: tuple[RecordType, str] | None = None
) -> tuple[Revision, ...]:
    """The headings of revisions with a number above ``after``, oldest first."""
    return ctx.store.revisions(after=after, limit=limit, touching=touching)
