"""What the legend, the filters, the slider, the panel and the table of a map say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any, TypeAlias

from netmap.maps.labels import period, texts
from netmap.maps.settings import NO_SECTOR
from netmap.model import CERTAINTIES, Entity, PartialDate, Snapshot, Tie
from netmap.text.dates import date_text
from netmap.text.names import name_in
from netmap.vocabulary import Language, entities_as, ties_as, vocabulary

ROLES = ("member", "own", "participant", "specialist", "partner")  # the strongest first
_HALF, _OPEN = "#b8d9ee", "#ffffff"
_ROLE_FILLS = {"member": None, "own": _HALF, "participant": _HALF}


def role_look(role: str) -> dict[str, Any]:
    """Filled (None: as its kind is) for members, half for who takes part, open for the rest."""
    return {
        "fill": _ROLE_FILLS.get(role, _OPEN),
        "width": 3 if role == "member" else 2,
        "dashes": [4, 3] if role == "specialist" else [],
    }


def told(tie: Tie, layer: str, snapshot: Snapshot, language: Language) -> dict[str, Any]:
    """What the panel and the table say about a tie."""
    words = vocabulary()
    facts = []
    for key, value in tie.attributes.items():
        definition = words.attributes[key]
        choice = definition.choices.get(str(value))
        text = choice.in_(language) if choice else str(value)
        facts.append({"label": definition.label.in_(language), "value": text})
    return {
        "from": tie.source,
        "to": tie.target,
        "partnership": tie.partnership,
        "kind": tie.kind,
        "label": words.ties[tie.kind].label.in_(language),
        "directed": words.ties[tie.kind].directed,
        "layer": layer,
        "certainty": tie.certainty,
        "certainty_label": words.certainties[tie.certainty].in_(language),
        "period": period(tie, language),
        "facts": facts,
        "citations": [
            {
                "source": citation.source,
                "title": snapshot.sources[citation.source].title,
                "locator": citation.locator,
                "evidence": citation.evidence,
            }
            for citation in tie.citations
        ],
    }


def legend(
    nodes: Iterable[Mapping[str, Any]], edges: Iterable[Mapping[str, Any]], language: Language
) -> dict[str, tuple[dict[str, Any], ...]]:
    words, own = vocabulary(), texts(language)
    kinds = Counter(node["kind"] for node in nodes)
    (shown, *_) = entities_as("shows_role")
    has_roles = Counter(node["role"] for node in nodes if node["shows_role"])
    layers = Counter(edge["layer"] for edge in edges)
    certainties = Counter(edge["certainty"] for edge in edges)
    return {
        "kinds": tuple(
            {
                "key": key,
                "label": kind.label.in_(language),
                "count": kinds[key],
                "shape": kind.shape,
                "fill": kind.fill,
                "border": kind.border,
            }
            for key, kind in words.entities.items()
            if kinds[key]
        ),
        "roles": tuple(
            {
                "key": key,
                "label": own[f"role_{key}"],
                "count": has_roles[key],
                **role_look(key),
                "fill": role_look(key)["fill"] or words.entities[shown].fill,
                "border": words.entities[shown].border,
            }
            for key in ROLES
            if has_roles[key]
        ),
        "layers": tuple(
            {
                "key": key,
                "label": layer.in_(language),
                "count": layers[key],
                "first": layer.first,
                "colour": layer.colour,
                "dark": layer.dark,
                "arrow": layer.arrow,
            }
            for key, layer in words.layers.items()
            if layers[key]
        ),
        "certainties": tuple(
            {
                "key": key,
                "label": words.certainties[key].in_(language),
                "count": certainties[key],
                "dashes": list(words.dashes[key]),
            }
            for key in CERTAINTIES
            if certainties[key]
        ),
    }


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


def time_slider(ties: Iterable[Tie], language: Language) -> tuple[dict[str, Any], ...]:
    """Every year or month in which a tie begins or ends, in order of time.

    A date that is no more than a year stays a year. ``key`` is the date, ``label`` the
    same in words, ``begins`` and ``ends`` count the ties.
    """
    begins: dict[PartialDate, int] = {}
    ends: dict[PartialDate, int] = {}
    for tie in ties:
        for counts, moment in ((begins, tie.valid_from), (ends, tie.valid_to)):
            if moment is not None:
                month = PartialDate(moment.year, moment.month)
                counts[month] = counts.get(month, 0) + 1
    order = sorted({*begins, *ends}, key=lambda m: (m.first_day, m.month is not None))
    return tuple(
        {
            "key": str(moment),
            "label": date_text(moment, language),
            "begins": begins.get(moment, 0),
            "ends": ends.get(moment, 0),
        }
        for moment in order
    )


def span(tie: Tie) -> dict[str, str]:
    """From which day a tie holds, and from which no more; empty where that is not known."""
    return {
        "since": "" if tie.valid_from is None else tie.valid_from.first_day.isoformat(),
        "until": "" if tie.valid_to is None else tie.valid_to.first_day.isoformat(),
    }
