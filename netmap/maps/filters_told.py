"""What the settings leave out, in words: under a title, in a report, for who cannot see."""

from __future__ import annotations

from collections.abc import Mapping

from netmap.maps.drawing import MapData
from netmap.maps.labels import day
from netmap.maps.schemes import label_of
from netmap.maps.settings import NO_SECTOR, MapSettings
from netmap.vocabulary import Label, vocabulary


def filters_told(data: MapData, settings: MapSettings) -> tuple[str, ...]:
    """A phrase for each filter and for each choice of looks, in the map's language."""
    t, words, language = data.texts, vocabulary(), data.language
    names = {node["id"]: node["name"] for node in data.nodes}
    kinds = {key: kind.label for key, kind in words.entities.items()}
    relations = {key: kind.label for key, kind in words.ties.items()}
    sectors = {
        **words.attributes["sector"].choices,
        NO_SECTOR: Label(nl=t["missing"], en=t["missing"]),
    }
    found = []

    def listed(name: str, chosen: frozenset[str] | None, labels: Mapping[str, Label]) -> None:
        if chosen is not None:
            texts = [label.in_(language) for key, label in labels.items() if key in chosen]
            found.append(f"{t[name]}: {', '.join(texts)}")

    listed("filter_kinds", settings.kinds, kinds)
    listed("filter_sectors", settings.sectors, sectors)
    if settings.ateliers is not None:
        ateliers = sorted(names.get(key, key) for key in settings.ateliers)
        found.append(f"{t['filter_ateliers']}: {', '.join(ateliers)}")
    listed("filter_certainty", settings.certainty, words.certainties)
    listed("filter_relations", settings.relations, relations)
    if settings.as_of is not None:
        found.append(t["told_as_of"].format(moment=day(settings.as_of, language)))
    if settings.depth and settings.focus in names:
        way = "told_focus_one" if settings.depth == 1 else "told_focus"
        found.append(t[way].format(name=names[settings.focus], depth=settings.depth))
    if settings.level == "organisation":
        found.append(t["told_level"])
    for name, key in (("legend_colour", settings.colour_by), ("told_group", settings.group_by)):
        if key:
            scheme = data.schemes.get(key)
            label = scheme.label if scheme else label_of(key, language)
            found.append(t[name].format(label=label))
    return tuple(found)
