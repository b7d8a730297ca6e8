"""The graph as a file for another program."""

from __future__ import annotations

from dataclasses import dataclass

from netmap.errors import UnknownFormat
from netmap.formats.exports import EXPORTS, ExportFormat, Options
from netmap.model import Entity, Scope
from netmap.services.browse import one_partnership
from netmap.services.context import Context
from netmap.services.exporting._exported import Exported, moment, told
from netmap.services.rights import Right, needs
from netmap.vocabulary import Language, vocabulary


@dataclass(frozen=True, slots=True)
class ExportView:
    """What can be taken out of a partnership, and how much that is.

    ``kinds`` holds the kinds of tie that there are, each with how many.
    """

    revision: int
    partnership: Entity
    fictional: bool
    entities: int
    ties: int
    kinds: dict[str, int]
    formats: tuple[ExportFormat, ...]


@needs(Right.EXPORT)
def formats(ctx: Context) -> tuple[ExportFormat, ...]:  # noqa: ARG001 - the right is asked of it
    """Every format with what it carries and what it cannot."""
    return tuple(EXPORTS.values())


@needs(Right.EXPORT)
def export_view(ctx: Context, scope: Scope) -> ExportView:
    """What an export of this scope would hold. Raises UnknownPartnership, UnknownRevision."""
    snapshot, home = one_partnership(ctx, scope)
    everything = ctx.store.snapshot(Scope(scope.partnerships, scope.as_of, snapshot.revision))
    found = [tie.kind for tie in everything.ties.values()]
    linked = {end for tie in snapshot.ties.values() for end in (tie.source, tie.target)}
    return ExportView(
        revision=snapshot.revision,
        partnership=home,
        fictional=home.fictional,
        entities=len(linked | {home.id}),
        ties=len(snapshot.ties),
        kinds={kind: found.count(kind) for kind in vocabulary().ties if kind in found},
        formats=formats(ctx),
    )


@needs(Right.EXPORT)
def export(ctx: Context, scope: Scope, key: str, language: Language = "nl") -> Exported:
    """The scope in a format; the same revision, scope and language give the same bytes.

    Without a partnership in the scope all of them. Raises UnknownFormat,
    UnknownPartnership and UnknownRevision.
    """
    if key not in EXPORTS:
        raise UnknownFormat(key)
    form = EXPORTS[key]
    snapshot = ctx.store.snapshot(scope)
    named = "-".join(scope.partnerships or ())
    content = form.write(snapshot, Options(language, moment(ctx, snapshot)))
    told(ctx, key, named, snapshot.revision)
    name = "-".join(filter(None, ("netmap", named, f"r{snapshot.revision}", key)))
    return Exported(f"{name}.{form.extension}", form.media_type, content)


@needs(Right.EXPORT)
def export_json(ctx: Context, scope: Scope) -> str:
    """Everything in the scope as one JSON document, as a text. Raises as `export` does."""
    return export(ctx, scope, "json").content.decode()
