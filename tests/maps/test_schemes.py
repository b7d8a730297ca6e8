from __future__ import annotations

from itertools import combinations

from netmap import maps
from netmap.model import Snapshot
from netmap.vocabulary import vocabulary
from tests.builders import entity, members, snapshot, tie


def crowd(count: int = 30) -> Snapshot:
    """Organisations in every sector, the first sectors with most of them; one without."""
    sectors = list(vocabulary().attributes["sector"].choices)
    found = [
        entity(f"o{n:02}", sector=sectors[min(n % 17, n % 13) % len(sectors)]) for n in range(count)
    ]
    keys = [e.id for e in found]
    ties = [*members(*keys, "unknown"), tie("o00", "takes_part_in", "w")]
    return snapshot(ties, [*found, entity("w", "atelier")])


def test_every_category_has_a_letter_and_a_colour_of_its_own() -> None:
    scheme = maps.by_attribute(crowd(60), "sector", {}, "nl")
    letters = [each["letter"] for each in scheme.categories]
    fills = [each["fill"] for each in scheme.categories]
    assert len(set(letters)) == len(letters) == len(set(fills))
    assert sum(each["count"] for each in scheme.categories) == len(scheme.of)


def test_what_is_more_than_eight_folds_and_what_is_unknown_says_so() -> None:
    scheme = maps.by_attribute(crowd(60), "sector", {}, "nl")
    labels = [each["label"] for each in scheme.categories]
    assert labels[-2:] == ["andere samen", "onbekend"]
    assert len(labels) <= 9
    assert scheme.of["unknown"] == "~missing"
    assert "w" not in scheme.of, "an atelier has no sector"


def test_a_metric_has_classes_that_hold_every_value() -> None:
    values = {f"o{n:02}": float(n // 3) for n in range(30)}
    scheme = maps.by_metric(crowd(), "m", "Maat", values, "nl")
    counts = [each["count"] for each in scheme.categories]
    assert len(counts) == 6, "five classes and those without a value"
    assert counts[-1] == 1
    assert sum(counts) == 31
    assert scheme.categories[0]["label"] == "0 – 1"
    assert max(counts[:5]) - min(counts[:5]) <= 3
    few = maps.by_metric(crowd(), "m", "M", {"o00": 0.0, "o01": 0.5}, "nl")
    assert [each["label"] for each in few.categories] == ["0", "0,5", "onbekend"]
    assert maps.by_metric(crowd(), "m", "M", {}, "nl").values == {}


def test_groups_stand_apart_and_hold_their_own() -> None:
    scheme = maps.by_attribute(crowd(40), "sector", {}, "nl")
    areas = {area["key"]: area for area in scheme.areas}
    for one, other in combinations(scheme.areas, 2):
        beside = one["x"] + one["width"] <= other["x"] or other["x"] + other["width"] <= one["x"]
        below = one["y"] + one["height"] <= other["y"] or other["y"] + other["height"] <= one["y"]
        assert beside or below
    for key, group in scheme.of.items():
        x, y = scheme.places[key]
        area = areas[group]
        assert area["x"] < x < area["x"] + area["width"]
        assert area["y"] < y < area["y"] + area["height"]
    assert len(set(scheme.places.values())) == len(scheme.places) == len(crowd(40).entities)
