"""What the rules look at: a partnership in a snapshot, and what follows from it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType

from netmap.coverage.view import View
from netmap.gaps.cuts import Cuts, cuts
from netmap.model import PartialDate, Snapshot, Tie
from netmap.roles import Cast
from netmap.vocabulary import ties_as, vocabulary

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
class Case(View):
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

    as_of: PartialDate | None = None
    others: Mapping[str, Snapshot] = field(default_factory=lambda: _NOTHING)
    predictions: tuple[Prediction, ...] = ()

    @cached_property
    def cuts(self) -> Cuts:
        return cuts(self.collaboration)

    @cached_property
    def documented(self) -> frozenset[str]:
        """Actors of which a tie says with whom, or in what, they work."""
        found: set[str] = set()
        for tie in self.actors.ties:
            if says_what_one_does(tie, self.actors):
                found.update(self.homes(tie))
        return frozenset(found)

    def holds(self, tie: Tie) -> bool:
        """Whether a tie still holds now."""
        return tie.valid_to is None or (self.as_of is not None and tie.holds_at(self.as_of))


def says_what_one_does(tie: Tie, actors: Cast) -> bool:
    """Whether a tie tells with whom or in what an actor works, beyond being there."""
    if tie.kind in ties_as("belonging") or vocabulary().ties[tie.kind].layer == "purpose":
        return False
    if tie.kind in ties_as("taking_part") and tie.target == tie.partnership:
        return False
    source, target = actors.home.get(tie.source), actors.home.get(tie.target)
    return source != target  # what happens inside one organisation is its own affair
