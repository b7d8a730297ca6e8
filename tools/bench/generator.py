"""Networks of organisations as they are in practice, made up from a seed, of any size.

Organisations live in municipalities of very different sizes and meet in ateliers. A few are
in very many ateliers, most in one or two; ateliers are small, with some large exceptions. One
participant in twelve comes from elsewhere, except in the municipalities that keep to
themselves. About one organisation in ten is tied to nobody.
"""

from __future__ import annotations

from collections.abc import Iterator
from types import MappingProxyType
from typing import TypeAlias

import numpy as np

from netmap.model import Citation, Entity, Scope, Snapshot, Source, Tie
from netmap.vocabulary import vocabulary

Vector: TypeAlias = "np.ndarray[tuple[int], np.dtype[np.float64]]"
Numbers: TypeAlias = "np.ndarray[tuple[int], np.dtype[np.int64]]"

PARTNERSHIP = "bench"

_MUNICIPALITY = 80  # organisations in one, on average
_CLOSED = 0.1  # share of municipalities that nobody from elsewhere takes part in
_ELSEWHERE = 1 / 12  # share of participants that come from elsewhere
_ALONE = 0.05  # share of organisations that meet nobody
_ATELIERS = 0.26  # for each organisation
_LARGEST = 45  # participants of one atelier
_REFERRALS = 1.5  # for each organisation

_SOURCE = Source("bench", "Made up from a seed")
_CITED = (Citation(_SOURCE.id, "1", "Made up."),)


def generate(size: int, seed: int = 1) -> Snapshot:
    """A partnership of ``size`` organisations, with some ten times as many collaborations."""
    draw = np.random.default_rng(seed)
    keys = [f"o{number:06}" for number in range(size)]
    sectors = list(vocabulary().attributes["sector"].choices)
    shares = 1 / np.arange(1, len(sectors) + 1)
    of_sector = draw.choice(len(sectors), size, p=shares / shares.sum())
    world = _World(size, draw)
    ties = [_tie(key, "member_of", PARTNERSHIP) for key in keys]
    for number, atelier in world.meetings():
        ties.append(_tie(keys[number], "takes_part_in", f"a{atelier:06}"))
    ties += [_tie(keys[one], "refers_to", keys[other]) for one, other in world.referrals()]
    ateliers = sorted({tie.target for tie in ties if tie.kind == "takes_part_in"})
    entities = [
        Entity(PARTNERSHIP, "partnership", "Bench", fictional=True),
        *(
            Entity(key, "organisation", key.upper(), attributes={"sector": sectors[number]})
            for key, number in zip(keys, of_sector, strict=True)
        ),
        *(Entity(key, "atelier", key.upper()) for key in ateliers),
    ]
    return Snapshot(
        revision=seed,
        scope=Scope(partnerships=(PARTNERSHIP,)),
        entities=MappingProxyType({entity.id: entity for entity in entities}),
        ties=MappingProxyType({tie.id: tie for tie in ties}),
        sources=MappingProxyType({_SOURCE.id: _SOURCE}),
    )


class _World:
    """Where the organisations are, and how much each of them does."""

    def __init__(self, size: int, draw: np.random.Generator) -> None:
        self.size, self.draw = size, draw
        places = max(1, size // _MUNICIPALITY)
        inhabitants = draw.pareto(1.6, places) + 0.3
        place = np.sort(draw.choice(places, size, p=inhabitants / inhabitants.sum()))
        activity = draw.pareto(1.8, size) + 0.6
        activity[draw.random(size) < _ALONE] = 0
        self.place: Numbers = place
        self.closed = draw.random(places) < _CLOSED
        self.at_home: Vector = np.concatenate([[0.0], np.cumsum(activity)])
        self.abroad: Vector = np.cumsum(np.where(self.closed[place], 0, activity**1.5))
        self.bounds: Vector = self.at_home[np.searchsorted(place, np.arange(places + 1))]

    def meetings(self) -> Iterator[tuple[int, int]]:
        """Who takes part in which atelier, once each."""
        count = round(_ATELIERS * self.size)
        sizes = np.minimum(2 + self.draw.pareto(1.3, count) * 3, _LARGEST).astype(np.int64)
        where = self.draw.choice(self.place, count)
        ateliers = np.repeat(np.arange(count), sizes)
        who = self._someone(np.repeat(where, sizes), _ELSEWHERE)
        return self._distinct(who, ateliers)

    def referrals(self) -> Iterator[tuple[int, int]]:
        """Who refers to whom, once each."""
        sources = self._someone(self.draw.choice(self.place, round(_REFERRALS * self.size)), 0)
        targets = self._someone(self.place[sources], _ELSEWHERE)
        return self._distinct(sources[sources != targets], targets[sources != targets])

    def _someone(self, places: Numbers, elsewhere: float) -> Numbers:
        """For each place somebody from there, or now and then from elsewhere: the active first."""
        low, high = self.bounds[places], self.bounds[places + 1]
        found = np.searchsorted(self.at_home, low + self.draw.random(len(places)) * (high - low))
        outside = (self.draw.random(len(places)) < elsewhere) & ~self.closed[places]
        lots = self.draw.random(int(outside.sum())) * self.abroad[-1]
        who: Numbers = np.maximum(found - 1, 0)
        who[outside] = np.searchsorted(self.abroad, lots)
        return who

    @staticmethod
    def _distinct(ones: Numbers, others: Numbers) -> Iterator[tuple[int, int]]:
        return iter(sorted(set(zip(ones.tolist(), others.tolist(), strict=True))))


def _tie(source: str, kind: str, target: str) -> Tie:
    key = f"{kind}.{source}.{target}"
    return Tie(key, PARTNERSHIP, kind, source, target, citations=_CITED)
