"""Networks that may be the real one: claims kept by chance, and something in place of silence.

What is not documented of a member may not be there, or may not have been asked. A member
is *unknown* in a network when no tie of it is documented there: no tie at all, or in a
directed network none that goes out. Where nobody is a member, all actors count as one.

Treatments of unknown members
-----------------------------
absent
    What is not documented is not there.
reconstructed
    What the other side says, counts for both (Stork & Richards 1992): who is referred to
    by another refers back. In the other networks a tie counts already, whoever says so,
    and this is the same as absent.
sampled
    That an unknown member has ties is an assumption, and as likely as any. If it has, it
    has as many as a known actor drawn at random, with others drawn in proportion to the
    ties that they have, and with the weight of a tie drawn at random. Members are taken
    to resemble the other organisations, and the partnership's own bodies each other.

References
----------
Stork, D., & Richards, W. D. (1992). Nonrespondents in communication network studies: problems
and possibilities. Group & Organization Management, 17(2), 193–209.
Smith, J. A., & Moody, J. (2013). Structural effects of network sampling coverage I: nodes
missing at random. Social Networks, 35(4), 652–668.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cached_property
from types import MappingProxyType
from typing import Literal, TypeAlias, get_args

import numpy as np

from netmap.errors import Invalid, Problem
from netmap.graph import Graph, Projection, project
from netmap.model import Certainty, Snapshot
from netmap.roles import Cast, Level, cast

Treatment: TypeAlias = Literal["absent", "reconstructed", "sampled"]
Rng: TypeAlias = np.random.Generator

TREATMENTS: tuple[Treatment, ...] = get_args(Treatment)
# What a claim of each certainty is worth. Not measured: a report is taken at its word, three in
# four conclusions are taken to hold, and of an assumption nothing is known. Ask with others.
CERTAINTY: Mapping[Certainty, float] = MappingProxyType(
    {"reported": 1.0, "inferred": 0.75, "assumed": 0.5}
)


class Draws:
    """Possible networks of one partnership, in one projection; the same for the same seed.

    Raises UnknownPartnership, and Invalid for a treatment or probability that is none.
    """

    def __init__(
        self,
        snapshot: Snapshot,
        projection: Projection,
        partnership: str | None = None,
        *,
        treatment: Treatment = "sampled",
        certainty: Mapping[Certainty, float] = CERTAINTY,
        level: Level = "organisation",
    ) -> None:
        if treatment not in TREATMENTS:
            message = f"should be one of: {', '.join(TREATMENTS)}"
            raise Invalid([Problem("unknown-value", "ranges", "treatment", message)])
        self.certainty = {**CERTAINTY, **certainty}
        if not all(0 <= probability <= 1 for probability in self.certainty.values()):
            message = "each probability should be from 0 to 1"
            raise Invalid([Problem("bad-value", "ranges", "certainty", message)])
        self._snapshot = snapshot
        self._projection = projection
        self._partnership = partnership
        self._treatment = treatment
        self._level: Level = level

    @cached_property
    def documented(self) -> Graph:
        """The network as it is documented."""
        return project(self._snapshot, self._projection, self._partnership, level=self._level)

    @cached_property
    def unknown(self) -> tuple[str, ...]:
        """The members of which the network has no tie."""
        actors = self._actors
        return tuple(
            key
            for key in actors.all_at(self._level)
            if (not actors.members or actors.home[key] in actors.insiders)
            and not self._ties_of(key)
        )

    def graphs(self, number: int, seed: int) -> Iterator[Graph]:
        """So many possible networks."""
        for draw in range(number):
            rng = np.random.default_rng((seed, draw))
            graph = self._kept(rng)
            if self._treatment == "reconstructed":
                self._answer(graph)
            elif self._treatment == "sampled":
                self._fill(graph, rng)
            yield graph

    @cached_property
    def _actors(self) -> Cast:
        return cast(self._snapshot, self._partnership)

    @cached_property
    def _own(self) -> frozenset[str]:
        """The partnership's own bodies."""
        actors = self._actors
        return frozenset(k for k in actors.all_at(self._level) if actors.home[k] in actors.own)

    def _ties_of(self, key: str) -> int:
        """How many ties of an actor are documented; in a directed network, going out."""
        return len(self.documented[key]) if key in self.documented else 0

    @cached_property
    def _doubtful(self) -> dict[str, float]:
        """The claims behind the network that may not hold, with their probability."""
        edges = self.documented.edges(data=True)
        claims = sorted({key for *_, data in edges for key in data["ties"]})
        worth = {key: self.certainty[self._snapshot.ties[key].certainty] for key in claims}
        return {key: probability for key, probability in worth.items() if probability < 1}

    def _kept(self, rng: Rng) -> Graph:
        """The network of the claims that hold this time, with all its actors."""
        chances = rng.random(len(self._doubtful)).tolist()
        doubts = zip(self._doubtful.items(), chances, strict=True)
        gone = {key for (key, probability), chance in doubts if chance >= probability}
        if not gone:
            return self.documented.copy()
        left = {key: tie for key, tie in self._snapshot.ties.items() if key not in gone}
        fewer = replace(self._snapshot, ties=MappingProxyType(left))
        graph = project(fewer, self._projection, self._partnership, level=self._level)
        graph.add_nodes_from(
            item for item in self.documented.nodes(data=True) if item[0] not in graph
        )
        return graph

    def _answer(self, graph: Graph) -> None:
        if graph.is_directed():
            silent = set(self.unknown)
            for one, other, data in list(graph.edges(data=True)):
                if other in silent:
                    graph.add_edge(other, one, **data)

    def _fill(self, graph: Graph, rng: Rng) -> None:
        """Give unknown members as many ties as some known actor of the same standing."""
        drawn: dict[str, int] = {}
        for key in self.unknown:
            counts = self._counts[key in self._own]
            if counts and rng.random() < self.certainty["assumed"]:
                drawn[key] = int(rng.choice(counts))
        places = self._places(drawn)
        keys, busy = list(places), np.array(list(places.values()), dtype=float)
        number_of = {key: number for number, key in enumerate(keys)}
        weights = [data["weight"] for *_, data in self.documented.edges(data=True)]
        for key, count in drawn.items():
            self._add(graph, key)
            chances = busy.copy()
            if key in number_of:
                chances[number_of[key]] = 0
            number = min(count, int((chances > 0).sum()))
            if not number:
                continue
            others = rng.choice(len(keys), number, replace=False, p=chances / chances.sum())
            for place, weight in zip(others, rng.choice(weights, number), strict=True):
                self._add(graph, keys[place])
                if not graph.has_edge(key, keys[place]):
                    graph.add_edge(key, keys[place], **self._drawn_tie(int(weight)))

    @cached_property
    def _counts(self) -> dict[bool, list[int]]:
        """How many ties the known own bodies have, and how many all other known actors."""
        found: dict[bool, list[int]] = {True: [], False: []}
        for key in self._actors.all_at(self._level):
            if count := self._ties_of(key):
                found[key in self._own].append(count)
        return found

    def _places(self, drawn: Mapping[str, int]) -> dict[str, float]:
        """Who can be drawn as the other end, and how much is going on there."""
        graph = self.documented
        if self._projection is Projection.PARTICIPATION:
            ateliers = (key for key, data in graph.nodes(data=True) if data["mode"] != "actor")
            return {key: float(graph.degree[key]) for key in ateliers}
        return {**{key: float(count) for key, count in graph.degree()}, **drawn}

    def _add(self, graph: Graph, key: str) -> None:
        """An actor that no documented tie of this network names."""
        if key not in graph:
            graph.add_node(key, **self._everyone.nodes[key])

    @cached_property
    def _everyone(self) -> Graph:
        return project(
            self._snapshot, Projection.COLLABORATION, self._partnership, level=self._level
        )

    def _drawn_tie(self, weight: int) -> dict[str, object]:
        """What projections say of a tie, of one that no claim is known for."""
        more: dict[Projection, dict[str, object]] = {
            Projection.COLLABORATION: {"kinds": (), "shared": ()},
            Projection.REFERRALS: {"scales": (), "obstacles": ()},
            Projection.PARTICIPATION: {"leads": False},
        }
        return {"weight": weight, "ties": (), **more[self._projection]}
