"""What a map can be filtered by, besides what its legend lists: each with how many it has."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any, TypeAlias

from netmap.maps.settings import NO_SECTOR
from netmap.maps.texts import texts
from netmap.model import Entity, Tie
from netmap.text.names import name_in
from netmap.vocabulary import Language, ties_as, vocabulary

Facets: TypeAlias = dict[str, tuple[dict[str, Any], ...]]


def facets(entities: Iterable[Entity], ties: Iterable[Tie], language: Language) -> Facets:
    """The sectors, ateliers and kinds of tie that occur, with their counts."""
    words = vocabulary()
    entities, ties = list(entities), list(ties)
    sector = words.attributes["sector"]
    sectors = Counter(
        str(e.attributes.get("sector", NO_SECTOR)) for e in entities if e.kind in sector.kinds
    )
    labels = {key: label.in_(language) for key, label in sector.choices.items()}
    labels[NO_SECTOR] = texts(language)["missing"]
    participants = Counter(t.target for t in ties if t.kind in ties_as("taking_part"))
    ateliers = sorted(
        (e for e in entities if e.kind == "atelier"),
        key=lambda e: (name_in(e, language).casefold(), e.id),
    )
    relations = Counter(t.kind for t in ties)
    return {
        "sectors": tuple(
            {"key": key, "label": label, "count": sectors[key]}
            for key, label in labels.items()
            if sectors[key]
        ),
        "ateliers": tuple(
            {"key": e.id, "label": name_in(e, language), "count": participants[e.id]}
            for e in ateliers
        ),
        "relations": tuple(
            {"key": key, "label": kind.label.in_(language), "count": relations[key]}
            for key, kind in words.ties.items()
            if relations[key]
        ),
    }
