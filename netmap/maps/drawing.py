"""What the map shows: pyvis makes the network, this says what each part means.

Nothing is rendered here. pyvis's own page cannot be used safely (it runs scripts
from names and loads from a CDN), so that only its network data leave this module;
`browser/map.js` draws them and treats every text as text.
"""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from itertools import count
from typing import Any

from markupsafe import Markup
from pyvis.network import Network

from netmap.maps import labels
from netmap.maps.labels import texts
from netmap.maps.layout import Place, is_purpose, places
from netmap.maps.legend import ROLES, facets, legend, role_look, span, time_slider, told
from netmap.maps.schemes import Scheme
from netmap.maps.svg_parts import glyph
from netmap.model import Entity, Snapshot, Tie
from netmap.roles import cast, roles
from netmap.text.names import name_in
from netmap.text.numbers import number_text
from netmap.vocabulary import Language, vocabulary

_SMALLEST, _LARGEST, _USUAL = 9.0, 20.0, 12.0


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
    ``legend`` lists the kinds, roles, layers and certainties that occur, ``facets`` what
    else can be filtered by, ``moments`` when something changes; ``schemes`` are the
    attributes and metrics that looks and groups can follow; ``texts`` are the sentences
    of the map's own controls.
    """

    language: Language
    nodes: tuple[dict[str, Any], ...]
    edges: tuple[dict[str, Any], ...]
    options: dict[str, Any]
    ties: Mapping[str, dict[str, Any]]
    legend: Mapping[str, tuple[dict[str, Any], ...]]
    size: dict[str, str] | None
    texts: Mapping[str, str]
    facets: Mapping[str, tuple[dict[str, Any], ...]] = field(default_factory=dict)
    moments: tuple[dict[str, Any], ...] = ()
    schemes: Mapping[str, Scheme] = field(default_factory=dict)

    def plain(self) -> dict[str, Any]:
        """The same as plain values, without a copy of each: maps of thousands are large."""
        found = {each.name: getattr(self, each.name) for each in fields(self)}
        found["schemes"] = {
            key: {each.name: getattr(scheme, each.name) for each in fields(scheme)}
            for key, scheme in self.schemes.items()
        }
        return found

    @staticmethod
    def glyph(part: str, entry: Mapping[str, Any]) -> Markup:
        """The drawing beside an entry of the legend, as in `svg`, for a page."""
        drawn = glyph(part, entry, ink="currentColor")
        return Markup(  # noqa: S704 - our own shapes in colours of the vocabulary
            '<svg class="nm-glyph" viewBox="0 -10 36 20" width="36" height="20" '
            f'aria-hidden="true" focusable="false">{drawn}</svg>'
        )

    def table(
        self, ends: Mapping[str, tuple[str, str]] | None = None
    ) -> tuple[dict[str, Any], ...]:
        """The same as rows: every node with its ties, for readers and printers.

        ``ends`` (of `select.Shown`) narrows the ties, and says at which entities they count.
        """
        rows: dict[str, list[dict[str, Any]]] = {node["id"]: [] for node in self.nodes}
        names = {node["id"]: node["name"] for node in self.nodes}
        for key, tie in self.ties.items():
            if ends is not None and key not in ends:
                continue
            pair = (tie["from"], tie["to"]) if ends is None else ends[key]
            statement = {
                **tie,
                "id": key,
                "from_name": names[tie["from"]],
                "to_name": names[tie["to"]],
            }
            for one, other in (pair, pair[::-1]):
                outgoing = one == pair[0]
                rows[one].append(
                    {**statement, "outgoing": outgoing, "other": other, "name": names[other]}
                )
        order = sorted(self.nodes, key=lambda node: (node["name"].casefold(), node["id"]))
        return tuple(
            {
                **node,
                "ties": tuple(rows[node["id"]]),
                "neighbours": tuple(dict.fromkeys(tie["name"] for tie in rows[node["id"]])),
            }
            for node in order
        )


def draw(
    snapshot: Snapshot,
    *,
    language: Language,
    stands: Mapping[str, Place] | None = None,
    sizes: Sizes | None = None,
    schemes: Mapping[str, Scheme] | None = None,
) -> MapData:
    """The map of a snapshot.

    ``stands`` are the places of everything known (see `places`), so that the picture
    stays when the snapshot is narrowed; without them the snapshot is laid out itself.
    Reference entities that no tie names are left out.
    """
    stands = places(snapshot) if stands is None else stands
    shown = list(on_the_map(snapshot).entities.values())
    role = strongest_roles(snapshot)
    home = cast(snapshot).home
    layer = {tie.id: _layer(tie, role, snapshot) for tie in snapshot.ties.values()}
    degree = Counter(end for tie in snapshot.ties.values() for end in (tie.source, tie.target))

    network = Network(directed=True)
    network.toggle_physics(False)
    network.options.edges.smooth.enabled = False
    for entity in shown:
        network.add_node(
            entity.id,
            **_place(stands[entity.id]),
            **_looks(entity, role.get(entity.id, ""), language),
            **_size(entity, sizes, language),
            name=name_in(entity, language),
            kind=entity.kind,
            prominent="prominent" in vocabulary().entities[entity.kind].counts_as,
            shows_role="shows_role" in vocabulary().entities[entity.kind].counts_as,
            from_map=vocabulary().entities[entity.kind].from_map,
            role=role.get(entity.id, ""),
            summary=entity.summary,
            aliases=list(entity.aliases),
            collective=entity.collective,
            degree=degree[entity.id],
            home=home.get(entity.id, entity.id),
            **_sector(entity),
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
        ties={t.id: told(t, layer[t.id], snapshot, language) for t in snapshot.ties.values()},
        legend=legend(nodes, edges, language),
        size={"key": sizes.key, "label": sizes.label} if sizes else None,
        texts=texts(language),
        facets=facets(shown, snapshot.ties.values(), language),
        moments=time_slider(snapshot.ties.values(), language),
        schemes=schemes or {},
    )


def on_the_map(snapshot: Snapshot) -> Snapshot:
    """The snapshot without the reference entities that no tie names."""
    named = {end for tie in snapshot.ties.values() for end in (tie.source, tie.target)}
    kinds = vocabulary().entities
    shown = {
        key: entity
        for key, entity in snapshot.entities.items()
        if key in named or not kinds[entity.kind].reference
    }
    return replace(snapshot, entities=shown)


def _sector(entity: Entity) -> dict[str, str]:
    """The sector, empty where it is not known; nothing for what cannot have one."""
    can = entity.kind in vocabulary().attributes["sector"].kinds
    return {"sector": str(entity.attributes.get("sector", ""))} if can else {}


def strongest_roles(snapshot: Snapshot) -> dict[str, str]:
    """The strongest role of every actor."""
    actors = cast(snapshot)
    found = {}
    for key, has in roles(snapshot).items():
        own = actors.home[key] in actors.own
        all_roles: set[str] = {*has, "own"} if own or not has else {*has}
        found[key] = next(name for name in ROLES if name in all_roles)
    return found


def _layer(tie: Tie, role: Mapping[str, str], snapshot: Snapshot) -> str:
    """The layer of the vocabulary, but two things are layers of their own.

    Working with and referring to specialists; and what the work is for, so that the
    parts of a goal do not show among the members.
    """
    ends = (tie.source, tie.target)
    usual = vocabulary().ties[tie.kind].layer
    may_be = vocabulary().layers[usual].may_be
    if may_be and any(role.get(end) == "specialist" for end in ends):
        return may_be
    return "purpose" if any(is_purpose(snapshot.entities[end]) for end in ends) else usual


def _place(place: Place) -> dict[str, float]:
    return {"x": place.x, "y": place.y}


def _looks(entity: Entity, role: str, language: Language) -> dict[str, Any]:
    kind, look = vocabulary().entities[entity.kind], role_look(role)
    own = kind.fill if look["fill"] is None else look["fill"]
    return {
        "label": labels.wrapped(name_in(entity, language)),
        "shape": kind.shape,
        "color": {
            "background": own if "shows_role" in kind.counts_as else kind.fill,
            "border": kind.border,
        },
        "borderWidth": look["width"],
        "shapeProperties": {"borderDashes": look["dashes"] or False},
    }


def _size(entity: Entity, sizes: Sizes | None, language: Language) -> dict[str, Any]:
    """Area shows the value, so that twice as much looks like twice as much."""
    if vocabulary().entities[entity.kind].name_inside:
        return {}
    if entity.kind == "partnership":
        return {"size": 22.0}
    value = sizes.values.get(entity.id) if sizes else None
    if sizes is None or value is None or not math.isfinite(value):
        return {"size": _USUAL if sizes is None else _SMALLEST}
    largest = max((v for v in sizes.values.values() if math.isfinite(v)), default=0.0)
    share = math.sqrt(max(value, 0.0) / largest) if largest > 0 else 0.0
    return {
        "size": round(_SMALLEST + (_LARGEST - _SMALLEST) * share, 1),
        "metric": float(value),
        "metric_text": number_text(value, language),
    }


def _line(tie: Tie, layer: str, number: int, pair: tuple[str, str]) -> dict[str, Any]:
    """One tie as a line; several between the same two are bent apart."""
    style = vocabulary().layers[layer]
    directed = vocabulary().ties[tie.kind].directed and style.arrow
    level = tie.attributes.get("level")
    return {
        "id": tie.id,
        "kind": tie.kind,
        "layer": layer,
        "certainty": tie.certainty,
        **span(tie),
        "color": style.colour,
        "width": style.width + (0.4 * (level - 1) if isinstance(level, int) else 0),
        "dashes": list(vocabulary().dashes[tie.certainty]) or False,
        "arrows": {
            "to": {
                "enabled": bool(directed),
                "type": style.arrow or "arrow",
                "scaleFactor": 0.35 if style.arrow == "circle" else 0.6,
            }
        },
        "smooth": bent(number, forward=tie.source == pair[0]),
    }


def bent(number: int, *, forward: bool) -> dict[str, Any] | bool:
    """How the tie with this number between the same two is bent; the first is straight."""
    bend = min(0.8, (number + 1) // 2 * 0.16)
    side = (number % 2 == 1) == forward
    return {"type": "curvedCW" if side else "curvedCCW", "roundness": bend} if bend else False
