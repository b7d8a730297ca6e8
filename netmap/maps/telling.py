"""What the legend, the panel and the table of a map say, in the reader's language."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from netmap.maps import labels
from netmap.maps.texts import texts
from netmap.model import CERTAINTIES, Snapshot, Tie
from netmap.vocabulary import Language, entities_as, vocabulary

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
        "period": labels.period(tie, language),
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
