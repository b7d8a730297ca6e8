"""Gaps of two states of one partnership side by side, followed by their keys."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from netmap.gaps import Gap
from netmap.model import Snapshot


@dataclass(frozen=True, slots=True)
class GapChanges:
    """What happened to the gaps.

    Attributes
    ----------
    opened
        Gaps that only the later state has.
    closed
        Gaps that the later state no longer has because something came.
    lapsed
        Gaps that are gone because something went: their subject, or a tie that was their
        evidence, or anything at all when nothing new came. Nobody closed them: there is
        nothing left for the rule to look at.
    changed
        Gaps of both states whose severity differs, as (before, after).
    kept
        How many gaps both states have, changed ones included.
    only_loss
        Whether nothing came or changed, so that no change here is an improvement.
    """

    opened: tuple[Gap, ...]
    closed: tuple[Gap, ...]
    lapsed: tuple[Gap, ...]
    changed: tuple[tuple[Gap, Gap], ...]
    kept: int
    only_loss: bool


def compare_gaps(
    before: Iterable[Gap], after: Iterable[Gap], earlier: Snapshot, later: Snapshot
) -> GapChanges:
    """The changes from the gaps that were found in one snapshot to those of another.

    Within each group the order of the lists is kept: the most severe first.
    """
    only_loss = _only_loss(earlier, later)
    old, new = ({gap.key: gap for gap in gaps} for gaps in (before, after))
    gone = [gap for key, gap in old.items() if key not in new]
    lapsed = tuple(gap for gap in gone if only_loss or not _still_stands(gap, later))
    kept = [(old[key], new[key]) for key in old if key in new]
    return GapChanges(
        opened=tuple(gap for key, gap in new.items() if key not in old),
        closed=tuple(gap for gap in gone if gap not in lapsed),
        lapsed=lapsed,
        changed=tuple((one, other) for one, other in kept if one.severity != other.severity),
        kept=len(kept),
        only_loss=only_loss,
    )


def _only_loss(earlier: Snapshot, later: Snapshot) -> bool:
    return (
        later.entities.items() <= earlier.entities.items()
        and later.ties.items() <= earlier.ties.items()
    )


def _still_stands(gap: Gap, later: Snapshot) -> bool:
    """Whether all that a gap is about and rests on is in the later state as well."""
    return all(key in later.entities for key in gap.subjects) and all(
        key in later.ties for key in gap.evidence
    )
