"""A map with something for every filter, and settings to look at it with."""

from __future__ import annotations

from netmap import maps
from netmap.maps import MapSettings
from netmap.model import PartialDate, Snapshot
from tests.builders import PARTNERSHIP, entity, members, snapshot, tie


def network() -> Snapshot:
    """Members of two sectors and none, a unit, two ateliers, years, certainties."""
    ties = [
        *members("care", "school", "plain"),
        tie("desk", "part_of", "care"),
        tie("desk", "refers_to", "school", since="2019", until="2021-03"),
        tie("desk", "refers_to", "care"),
        tie("care", "takes_part_in", "elders", since="2020-05"),
        tie("school", "takes_part_in", "youth", certainty="inferred"),
        tie("plain", "collaborates_with", "school", since="2022", key="one"),
        tie("plain", "collaborates_with", "care", certainty="assumed", key="two"),
        tie("elders", "contributes_to", "goal"),
        tie("far", "refers_to", "plain", since="2018-02-03"),
    ]
    return snapshot(
        ties,
        [
            entity("care", sector="care"),
            entity("school", sector="education"),
            entity("desk", "unit", sector="care"),
            entity("elders", "atelier"),
            entity("youth", "atelier"),
            entity("goal", "goal"),
            entity("far"),
            entity("lone", sector="care"),  # no tie at all
        ],
    )


def everything() -> frozenset[str]:
    return frozenset({"membership", "ateliers", "collaboration", "referrals", "purpose"})


ALL = MapSettings(layers=everything())
SETTINGS = {
    "as it opens": MapSettings(),
    "all layers": ALL,
    "no layers": MapSettings(layers=frozenset()),
    "kinds": MapSettings(kinds=frozenset({"organisation"}), layers=everything()),
    "a sector": MapSettings(sectors=frozenset({"care"})),
    "no sector": MapSettings(sectors=frozenset({"none"})),
    "an atelier": MapSettings(ateliers=frozenset({"elders"}), layers=everything()),
    "certain": MapSettings(certainty=frozenset({"reported"})),
    "a relation": MapSettings(relations=frozenset({"refers_to"})),
    "a year": MapSettings(as_of=PartialDate(2019)),
    "a month": MapSettings(as_of=PartialDate(2021, 2)),
    "the end of a month": MapSettings(as_of=PartialDate(2021, 3)),
    "December": MapSettings(as_of=PartialDate(2018, 12)),
    "a day": MapSettings(as_of=PartialDate(2018, 2, 2)),
    "one step": MapSettings(focus="plain", depth=1),
    "two steps": MapSettings(focus="far", depth=2),
    "three steps": MapSettings(focus="far", depth=3, layers=everything()),
    "around the partnership": MapSettings(focus=PARTNERSHIP, depth=1),
    "around what is filtered": MapSettings(
        focus="school", depth=1, sectors=frozenset({"care"}), layers=everything()
    ),
    "around nobody": MapSettings(focus="nobody", depth=2),
    "folded": MapSettings(level="organisation", layers=everything()),
    "folded around a unit": MapSettings(level="organisation", focus="desk", depth=1),
    "folded with an atelier": MapSettings(level="organisation", ateliers=frozenset({"youth"})),
}


def drawn() -> maps.MapData:
    return maps.draw(network(), language="nl")
