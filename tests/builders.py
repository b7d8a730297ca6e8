"""Small hand-made snapshots for tests."""

from __future__ import annotations

from collections.abc import Iterable
from types import MappingProxyType

from netmap.model import (
    Attribute,
    Certainty,
    Citation,
    Entity,
    PartialDate,
    Scope,
    Snapshot,
    Source,
    Tie,
)

PARTNERSHIP = "p"
SOURCE = Source("s", "A source")


def entity(key: str, kind: str = "organisation", **attributes: Attribute) -> Entity:
    """An entity whose name is its id in capitals; ``name=`` says otherwise."""
    name = str(attributes.pop("name", key.upper()))
    collective = bool(attributes.pop("collective", False))
    return Entity(key, kind, name, collective=collective, attributes=attributes)


def tie(
    source: str,
    kind: str,
    target: str,
    *,
    partnership: str = PARTNERSHIP,
    key: str = "",
    certainty: Certainty = "reported",
    since: str = "",
    until: str = "",
    **attributes: Attribute,
) -> Tie:
    """A tie with one citation; its id tells the claim unless ``key`` is given."""
    return Tie(
        id=key or f"{partnership}.{kind}.{source}.{target}",
        partnership=partnership,
        kind=kind,
        source=source,
        target=target,
        certainty=certainty,
        valid_from=PartialDate.parse(since) if since else None,
        valid_to=PartialDate.parse(until) if until else None,
        citations=(Citation(SOURCE.id, "1", "It says so."),),
        attributes=attributes,
    )


def snapshot(
    ties: Iterable[Tie], entities: Iterable[Entity] = (), *, revision: int = 1
) -> Snapshot:
    """A snapshot of ties; ends that are not among ``entities`` become organisations."""
    ties = list(ties)
    known = {PARTNERSHIP: entity(PARTNERSHIP, "partnership")}
    for tie in ties:
        known.setdefault(tie.partnership, entity(tie.partnership, "partnership"))
        for end in (tie.source, tie.target):
            known.setdefault(end, entity(end))
    known |= {item.id: item for item in entities}
    return Snapshot(
        revision=revision,
        scope=Scope(),
        entities=MappingProxyType(dict(sorted(known.items()))),
        ties=MappingProxyType({tie.id: tie for tie in ties}),
        sources=MappingProxyType({SOURCE.id: SOURCE}),
    )


def members(*keys: str) -> list[Tie]:
    """A ``member_of`` tie for each."""
    return [tie(key, "member_of", PARTNERSHIP) for key in keys]
