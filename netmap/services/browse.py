"""Look things up: one entity, tie or source with all about it, and lists of them by filter."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from netmap import __version__
from netmap.errors import (
    Invalid,
    Problem,
    StoreUnavailable,
    UnknownEntity,
    UnknownSource,
    UnknownTie,
)
from netmap.model import Entity, Scope, Snapshot, Source, Tie
from netmap.services.context import Context
from netmap.services.rights import Right, needs


@dataclass(frozen=True, slots=True)
class TieView:
    """A tie with everything that a reader needs to understand it."""

    tie: Tie
    source: Entity
    target: Entity
    sources: tuple[Source, ...]  # one for each citation of the tie, in the same order


@dataclass(frozen=True, slots=True)
class EntityView:
    """An entity with its ties, by partnership."""

    revision: int
    entity: Entity
    fictional: bool
    sources: tuple[Source, ...]  # one for each citation of the entity
    ties: tuple[tuple[Entity, tuple[TieView, ...]], ...]  # (partnership, its ties)


@dataclass(frozen=True, slots=True)
class PartnershipView:
    """A partnership and everything that its ties name, by name."""

    revision: int
    partnership: Entity
    fictional: bool
    entities: tuple[Entity, ...]


@dataclass(frozen=True, slots=True)
class SourceSummary:
    """A source and how much rests on it."""

    source: Source
    ties: int
    entities: int


@dataclass(frozen=True, slots=True)
class SourceView:
    """A source with the ties and entities that cite it."""

    revision: int
    source: Source
    ties: tuple[TieView, ...]
    entities: tuple[Entity, ...]


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


@dataclass(frozen=True, slots=True)
class Health:
    """Whether the store answers, and what it holds."""

    store: str
    reachable: bool
    revision: int | None


def tie_view(snapshot: Snapshot, tie: Tie) -> TieView:
    """A tie with its ends and sources looked up in the snapshot it came from."""
    return TieView(
        tie,
        snapshot.entities[tie.source],
        snapshot.entities[tie.target],
        tuple(snapshot.sources[citation.source] for citation in tie.citations),
    )


@needs(Right.READ)
def entity_view(ctx: Context, entity_id: str, scope: Scope = Scope()) -> EntityView:  # noqa: B008 - frozen
    """An entity and every tie it has in the scope. Raises UnknownEntity."""
    snapshot = ctx.store.snapshot(scope)
    entity = snapshot.entities.get(entity_id)
    if entity is None:
        raise UnknownEntity(entity_id)
    found: dict[str, list[TieView]] = {}
    for tie in snapshot.ties.values():
        if entity_id in (tie.source, tie.target, tie.partnership):
            found.setdefault(tie.partnership, []).append(tie_view(snapshot, tie))
    groups = tuple((snapshot.entities[key], tuple(found[key])) for key in sorted(found))
    return EntityView(
        revision=snapshot.revision,
        entity=entity,
        fictional=entity.fictional,
        sources=tuple(snapshot.sources[c.source] for c in entity.citations),
        ties=groups,
    )


@needs(Right.READ)
def partnership_view(ctx: Context, scope: Scope) -> PartnershipView:
    """What there is to choose from in one partnership. Raises UnknownPartnership."""
    snapshot, home = one_partnership(ctx, scope)
    named = {end for tie in snapshot.ties.values() for end in (tie.source, tie.target)}
    return PartnershipView(
        snapshot.revision, home, home.fictional, _by_name(snapshot, named - {home.id})
    )


@needs(Right.READ)
def organisations_elsewhere(ctx: Context, scope: Scope) -> tuple[Entity, ...]:
    """Organisations that only other partnerships know, made up ones only beside made up ones."""
    here, home = one_partnership(ctx, scope)
    everything = ctx.store.snapshot(Scope(revision=scope.revision))
    elsewhere = {
        key
        for key, entity in everything.entities.items()
        if entity.kind == "organisation"
        and not entity.collective
        and entity.fictional == home.fictional
        and key not in here.entities
    }
    return _by_name(everything, elsewhere)


@needs(Right.READ)
def one_partnership(ctx: Context, scope: Scope) -> tuple[Snapshot, Entity]:
    """The snapshot of the one partnership that a question is about.

    Raises Invalid, UnknownPartnership, UnknownRevision.
    """
    if not scope.partnerships or len(scope.partnerships) != 1:
        raise Invalid([Problem("missing", "scope", "partnership", "name one partnership")])
    snapshot = ctx.store.snapshot(scope)
    return snapshot, snapshot.entities[scope.partnerships[0]]


def _by_name(snapshot: Snapshot, keys: Iterable[str]) -> tuple[Entity, ...]:
    found = (snapshot.entities[key] for key in keys)
    return tuple(sorted(found, key=lambda entity: (entity.name.casefold(), entity.id)))


def _summaries(snapshot: Snapshot) -> tuple[SourceSummary, ...]:
    """The sources of a snapshot with how much of it rests on each, by id."""
    ties: dict[str, int] = {}
    entities: dict[str, int] = {}
    for counts, records in ((ties, snapshot.ties), (entities, snapshot.entities)):
        for record in records.values():
            for key in {citation.source for citation in record.citations}:
                counts[key] = counts.get(key, 0) + 1
    return tuple(
        SourceSummary(source, ties.get(key, 0), entities.get(key, 0))
        for key, source in snapshot.sources.items()
    )


@needs(Right.READ)
def source_view(ctx: Context, key: str) -> SourceView:
    """A source with everything that cites it. Raises UnknownSource."""
    snapshot = ctx.store.snapshot()
    source = snapshot.sources.get(key)
    if source is None:
        raise UnknownSource(key)
    return SourceView(
        revision=snapshot.revision,
        source=source,
        ties=tuple(
            tie_view(snapshot, tie)
            for tie in snapshot.ties.values()
            if any(citation.source == key for citation in tie.citations)
        ),
        entities=tuple(
            entity
            for entity in snapshot.entities.values()
            if any(citation.source == key for citation in entity.citations)
        ),
    )


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
    return Sources(snapshot.revision, _summaries(snapshot))


@needs(None)
def health(ctx: Context) -> Health:
    """Whether the store answers; never raises StoreUnavailable itself."""
    try:
        return Health(ctx.store.kind, reachable=True, revision=ctx.store.ping())
    except StoreUnavailable:
        return Health(ctx.store.kind, reachable=False, revision=None)


def provenance(partnership: Entity, revision: int) -> dict[str, object]:
    """What every row says of where it is from."""
    return {
        "partnership": partnership.id,
        "revision": revision,
        "fictional": partnership.fictional,
        "netmap": __version__,
    }
