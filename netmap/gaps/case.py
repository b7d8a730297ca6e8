"""What the rules look at: a partnership in a snapshot, and what follows from it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from types import MappingProxyType
from typing import TypeAlias

from netmap.affiliations import affiliations
from netmap.gaps.cuts import Cuts, cuts
from netmap.gaps.profile import Profile, read_profile
from netmap.graph import Graph, collaboration
from netmap.model import PartialDate, Snapshot, Tie
from netmap.roles import Cast, cast
from netmap.vocabulary import entities_as, ties_as, vocabulary

# what is covered -> by which actors -> the ids of the ties that are the evidence
Coverage: TypeAlias = dict[str, dict[str, tuple[str, ...]]]

_NOTHING: Mapping[str, Snapshot] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Prediction:
    """A tie that link prediction holds likely.

    Attributes
    ----------
    shared, evidence
        The partners that both have, and the ties that say so.
    hit_rate, baseline
        The share of such predictions that comes true on this network, and that of the
        plain guess it is measured with.
    """

    pair: tuple[str, str]
    shared: tuple[str, ...]
    evidence: tuple[str, ...]
    hit_rate: float
    baseline: float
    beats_baseline: bool


@dataclass(frozen=True, eq=False)
class Case:
    """One partnership, seen at one moment, perhaps beside others.

    Attributes
    ----------
    as_of
        The day that "now" stands for; None when nothing in the snapshot has a date.
    others
        Snapshots of the partnerships that it is compared with, by the partnership's id.
    predictions
        Ties that link prediction holds likely, the likeliest first.
    """

    snapshot: Snapshot
    partnership: str
    as_of: PartialDate | None = None
    others: Mapping[str, Snapshot] = field(default_factory=lambda: _NOTHING)
    predictions: tuple[Prediction, ...] = ()

    @cached_property
    def actors(self) -> Cast:
        return cast(self.snapshot, self.partnership)

    @cached_property
    def insiders(self) -> frozenset[str]:
        """The members and the partnership's own bodies."""
        return self.actors.insiders

    @cached_property
    def inside(self) -> frozenset[str]:
        """The members, the partnership's own bodies, and the partnership as a whole."""
        return self.insiders | {self.partnership}

    @cached_property
    def profile(self) -> Profile:
        return read_profile(self.snapshot)

    @cached_property
    def collaboration(self) -> Graph:
        """Who works with whom, at the level of organisations."""
        return collaboration(self.snapshot, self.partnership)

    @cached_property
    def cuts(self) -> Cuts:
        return cuts(self.collaboration)

    @cached_property
    def functions(self) -> Coverage:
        return self.coverage("function")

    @cached_property
    def served(self) -> Coverage:
        """Life domains, laws and target groups: what the functions are for."""
        return {key: found for kind in served() for key, found in self.coverage(kind).items()}

    def coverage(self, kind: str) -> Coverage:
        """Who covers each entity of a kind, with the ids of the ties that say so."""
        found: dict[str, dict[str, tuple[str, ...]]] = defaultdict(dict)
        pairs = affiliations(self.snapshot, self.actors, kind, "organisation")
        for (actor, other), ties in pairs.items():
            found[other][actor] = tuple(sorted(ties))
        return dict(found)

    @cached_property
    def documented(self) -> frozenset[str]:
        """Actors of which a tie says with whom, or in what, they work."""
        found: set[str] = set()
        for tie in self.actors.ties:
            if says_what_one_does(tie, self.actors):
                found.update(self.homes(tie))
        return frozenset(found)

    def homes(self, tie: Tie) -> set[str]:
        """The actors at the ends of a tie."""
        home = self.actors.home
        return {home[end] for end in (tie.source, tie.target) if end in home}

    def holds(self, tie: Tie) -> bool:
        """Whether a tie still holds now."""
        return tie.valid_to is None or (self.as_of is not None and tie.holds_at(self.as_of))


def served() -> tuple[str, ...]:
    """The kinds of entity that functions are for."""
    return tuple(kind for kind in entities_as("need") if kind != "function")


def says_what_one_does(tie: Tie, actors: Cast) -> bool:
    """Whether a tie tells with whom or in what an actor works, beyond being there."""
    if tie.kind in ties_as("belonging") or vocabulary().ties[tie.kind].layer == "purpose":
        return False
    if tie.kind in ties_as("taking_part") and tie.target == tie.partnership:
        return False
    source, target = actors.home.get(tie.source), actors.home.get(tie.target)
    return source != target  # what happens inside one organisation is its own affair


def latest(snapshot: Snapshot) -> PartialDate | None:
    """The moment that the snapshot was asked for, or else the last date that it knows of."""
    if snapshot.scope.as_of is not None:
        return snapshot.scope.as_of
    dates = [source.date for source in snapshot.sources.values()]
    dates += [tie.valid_from for tie in snapshot.ties.values()]
    return max((moment for moment in dates if moment is not None), key=_day, default=None)


def _day(moment: PartialDate) -> tuple[date, date]:
    return moment.first_day, moment.after
