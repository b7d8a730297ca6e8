"""What the map shows: pyvis makes the network, this says what each part means.

Nothing is rendered here. pyvis's own page cannot be used safely (it runs scripts
from names and loads from a CDN), so that only its network data leave this module;
`static/map.js` draws them and treats every text as text.
"""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import count
from typing import Any

from pyvis.network import Network

from netmap.maps import labels
from netmap.maps.layout import Place, places
from netmap.maps.style import (
    DASHES,
    FIRST_LAYERS,
    HALF_FILL,
    LABEL_INSIDE,
    OPEN_FILL,
    of_kind,
    of_layer,
)
from netmap.maps.texts import texts
from netmap.model import CERTAINTIES, Entity, Snapshot, Tie
from netmap.roles import cast, roles
from netmap.vocabulary import Language, vocabulary

_SMALLEST, _LARGEST, _USUAL = 9.0, 26.0, 12.0
_ROLES = ("member", "own", "participant", "specialist", "partner")  # the strongest first
_MAY_BE_SPECIALIST = frozenset({"collaboration", "referrals"})


@dataclass(frozen=True, slots=True)
class Sizes:
    """A metric that the size of a node shows; an entity without a value gets the usual size."""

    key: str
    label: str
    values: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class MapData:
    """A map as plain values, ready for JSON: the same for the web and for a file.

    ``nodes``, ``edges`` and ``options`` are what vis-network takes, with fields of our
    own beside its own; ``ties`` holds, by id of the edge, what the panel tells;
    ``legend`` lists the kinds, roles, layers and certainties that occur; ``texts``
    are the sentences of the map's own controls.
    """

    language: Language
    nodes: tuple[dict[str, Any], ...]
    edges: tuple[dict[str, Any], ...]
    options: dict[str, Any]
    ties: Mapping[str, dict[str, Any]]
    legend: Mapping[str, tuple[dict[str, Any], ...]]
    size: dict[str, str] | None
    texts: Mapping[str, str]

    def table(self) -> tuple[dict[str, Any], ...]:
        """The same as rows: every node with its ties, for readers and printers."""
        rows: dict[str, list[dict[str, Any]]] = {node["id"]: [] for node in self.nodes}
        names = {node["id"]: node["name"] for node in self.nodes}
        for key, tie in self.ties.items():
            for one, other in ((tie["from"], tie["to"]), (tie["to"], tie["from"])):
                outgoing = one == tie["from"]
                rows[one].append(
                    {**tie, "id": key, "outgoing": outgoing, "other": other, "name": names[other]}
                )
        order = sorted(self.nodes, key=lambda node: (node["name"].casefold(), node["id"]))
        return tuple({**node, "ties": tuple(rows[node["id"]])} for node in order)


def draw(
    snapshot: Snapshot,
    *,
    language: Language,
    stands: Mapping[str, Place] | None = None,
    sizes: Sizes | None = None,
) -> MapData:
    """The map of a snapshot.

    ``stands`` are the places of everything known (see `places`), so that the picture
    stays when the snapshot is narrowed; without them the snapshot is laid out itself.
    Reference entities that no tie names are left out.
    """
    stands = places(snapshot) if stands is None else stands
    named = {end for tie in snapshot.ties.values() for end in (tie.source, tie.target)}
    reference = {kind.key for kind in vocabulary().entities.values() if kind.reference}
    shown = [e for e in snapshot.entities.values() if e.id in named or e.kind not in reference]
    role = _roles(snapshot)
    layer = {tie.id: _layer(tie, role) for tie in snapshot.ties.values()}
    degree = Counter(end for tie in snapshot.ties.values() for end in (tie.source, tie.target))

    network = Network(directed=True)
    network.toggle_physics(False)
    network.options.edges.smooth.enabled = False
    for entity in shown:
        network.add_node(
            entity.id,
            **_place(stands[entity.id]),
            **_looks(entity, role.get(entity.id, ""), language),
            **_size(entity, sizes),
            name=labels.name_of(entity, language),
            kind=entity.kind,
            role=role.get(entity.id, ""),
            summary=entity.summary,
            aliases=list(entity.aliases),
            collective=entity.collective,
            degree=degree[entity.id],
        )
    pairs: dict[tuple[str, str], count[int]] = {}
    for tie in snapshot.ties.values():
        pair = (min(tie.source, tie.target), max(tie.source, tie.target))
        number = next(pairs.setdefault(pair, count()))
        network.add_edge(tie.source, tie.target, **_line(tie, layer[tie.id], number, pair))
    nodes, edges, _heading, _height, _width, options = network.get_network_data()
    kept = json.loads(options)
    kept.pop("configure", None)
    return MapData(
        language=language,
        nodes=tuple(nodes),
        edges=tuple(edges),
        options={**kept, "nodes": {"font": {"size": labels.FONT, "face": "system-ui, sans-serif"}}},
        ties={t.id: _told(t, layer[t.id], snapshot, language) for t in snapshot.ties.values()},
        legend=_legend(nodes, edges, language),
        size={"key": sizes.key, "label": sizes.label} if sizes else None,
        texts=texts(language),
    )


def _roles(snapshot: Snapshot) -> dict[str, str]:
    """The strongest role of every actor."""
    own = cast(snapshot).own
    found = {}
    for key, has in roles(snapshot).items():
        all_roles: set[str] = {*has, *(("own",) if key in own or not has else ())}
        found[key] = next(name for name in _ROLES if name in all_roles)
    return found


def _layer(tie: Tie, role: Mapping[str, str]) -> str:
    """The vocabulary's layer; working with and referring to specialists is one of its own."""
    usual = vocabulary().ties[tie.kind].layer
    ends = (role.get(tie.source), role.get(tie.target))
    return "specialist" if usual in _MAY_BE_SPECIALIST and "specialist" in ends else usual


def _place(place: Place) -> dict[str, float]:
    return {"x": place.x, "y": place.y}


def _looks(entity: Entity, role: str, language: Language) -> dict[str, Any]:
    style = of_kind(entity.kind)
    fill = style.fill
    if entity.kind == "organisation" and role != "member":
        fill = HALF_FILL if role in {"own", "participant"} else OPEN_FILL
    return {
        "label": labels.wrapped(labels.name_of(entity, language)),
        "shape": style.shape,
        "color": {"background": fill, "border": style.border},
        "borderWidth": 3 if role == "member" else 2,
        "shapeProperties": {"borderDashes": [4, 3] if role == "specialist" else False},
    }


def _size(entity: Entity, sizes: Sizes | None) -> dict[str, Any]:
    """Area shows the value, so that twice as much looks like twice as much."""
    if of_kind(entity.kind).shape in LABEL_INSIDE:
        return {}
    if entity.kind == "partnership":
        return {"size": 22.0}
    value = sizes.values.get(entity.id) if sizes else None
    if sizes is None or value is None or not math.isfinite(value):
        return {"size": _USUAL if sizes is None else _SMALLEST}
    largest = max((v for v in sizes.values.values() if math.isfinite(v)), default=0.0)
    share = math.sqrt(max(value, 0.0) / largest) if largest > 0 else 0.0
    return {"size": round(_SMALLEST + (_LARGEST - _SMALLEST) * share, 1), "metric": float(value)}


def _line(tie: Tie, layer: str, number: int, pair: tuple[str, str]) -> dict[str, Any]:
    """One tie as a line; several between the same two are bent apart."""
    style = of_layer(layer)
    directed = vocabulary().ties[tie.kind].directed and style.arrow
    level = tie.attributes.get("level")
    bend = (number + 1) // 2 * 0.16
    side = (number % 2 == 1) == (tie.source == pair[0])
    return {
        "id": tie.id,
        "kind": tie.kind,
        "layer": layer,
        "certainty": tie.certainty,
        "color": style.colour,
        "width": style.width + (level - 1 if isinstance(level, int) else 0),
        "dashes": DASHES[tie.certainty],
        "arrows": {
            "to": {"enabled": bool(directed), "type": style.arrow or "arrow", "scaleFactor": 0.6}
        },
        "smooth": {"type": "curvedCW" if side else "curvedCCW", "roundness": bend}
        if bend
        else False,
    }


def _told(tie: Tie, layer: str, snapshot: Snapshot, language: Language) -> dict[str, Any]:
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


def _legend(
    nodes: Iterable[Mapping[str, Any]], edges: Iterable[Mapping[str, Any]], language: Language
) -> dict[str, tuple[dict[str, Any], ...]]:
    words, own = vocabulary(), texts(language)
    kinds = Counter(node["kind"] for node in nodes)
    has_roles = Counter(node["role"] for node in nodes if node["kind"] == "organisation")
    layers = Counter(edge["layer"] for edge in edges)
    certainties = Counter(edge["certainty"] for edge in edges)
    return {
        "kinds": tuple(
            {
                "key": key,
                "label": kind.label.in_(language),
                "count": kinds[key],
                "shape": of_kind(key).shape,
                "fill": of_kind(key).fill,
                "border": of_kind(key).border,
            }
            for key, kind in words.entities.items()
            if kinds[key]
        ),
        "roles": tuple(
            {"key": key, "label": own[f"role_{key}"], "count": has_roles[key]}
            for key in _ROLES
            if has_roles[key]
        ),
        "layers": tuple(
            {
                "key": key,
                "label": label.in_(language),
                "count": layers[key],
                "first": key in FIRST_LAYERS,
                "colour": of_layer(key).colour,
                "arrow": of_layer(key).arrow,
            }
            for key, label in words.layers.items()
            if layers[key]
        ),
        "certainties": tuple(
            {
                "key": key,
                "label": words.certainties[key].in_(language),
                "count": certainties[key],
                "dashes": DASHES[key] or [],
            }
            for key in CERTAINTIES
            if certainties[key]
        ),
    }
