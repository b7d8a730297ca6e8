"""What the graph is made of: entities, ties and sources, with where each stands."""

from __future__ import annotations

from dataclasses import replace

from netmap.model import Entity, Tie
from netmap.services import browse
from netmap.services.browse import EntityView, OneTie, Sources, SourceView, entity_view, source_view
from web.api.asking import AtRevision, ListOfEntities, ListOfTies, Within, scope_of
from web.api.paging import Page, page
from web.api.routes import Asked, get
from web.core.state import context

TAG = "Entities, ties and sources"


@get("/entities", tag=TAG, asks=ListOfEntities)
def entities(asked: Asked) -> Page[Entity]:
    """Entities by id, in parts.

    Organisations, units, ateliers, activities, goals and whatever else a tie can link. With
    a partnership: what its ties name, and what every partnership is measured with.
    """
    scope = scope_of(asked, asked["partnership"])
    found = browse.entities(context(), scope, kinds=frozenset(asked["kind"]) or None)
    return page(found.entities, asked, found.revision)


@get("/entities/<id>", tag=TAG, asks=Within)
def entity(asked: Asked, id: str) -> EntityView:
    """One entity with every tie that it has, by partnership, and its sources."""
    return entity_view(context(), id, scope_of(asked))


@get("/ties", tag=TAG, asks=ListOfTies)
def ties(asked: Asked) -> Page[Tie]:
    """Ties by id, in parts.

    A tie is a claim that links two entities, with its period, certainty and citations.
    """
    scope = scope_of(asked, asked["partnership"])
    scope = replace(scope, kinds=frozenset(asked["kind"]) or None)
    found = browse.ties(context(), scope, entity=asked["entity"], source=asked["source"])
    return page(found.ties, asked, found.revision)


@get("/ties/<id>", tag=TAG, asks=AtRevision)
def tie(asked: Asked, id: str) -> OneTie:
    """One tie with what it links and the sources that it cites."""
    return browse.one_tie(context(), id, asked.get("revision"))


@get("/sources", tag=TAG)
def sources(asked: Asked) -> Sources:  # noqa: ARG001 - nothing is asked
    """Every source, and how many ties and entities cite it."""
    return browse.sources(context())


@get("/sources/<id>", tag=TAG)
def source(asked: Asked, id: str) -> SourceView:  # noqa: ARG001 - part of the address
    """One source with the ties and entities that cite it."""
    return source_view(context(), id)
