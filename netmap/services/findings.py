"""The gaps of a partnership, with what only a store can give: others to compare with."""

from __future__ import annotations

from dataclasses import replace

from netmap.gaps.card import Gap
from netmap.gaps.case import Prediction
from netmap.gaps.report import find_gaps
from netmap.metrics.candidates import BASELINE
from netmap.metrics.suggestions import suggest_ties
from netmap.model import Entity, Scope, Snapshot
from netmap.services.context import Context
from netmap.services.rights import Right, needs

PREDICTED = 5  # likely ties that a report tells of
PREDICTED_UNTIL = 2000  # ties; measuring hit rates on more takes longer than a reader waits


@needs(Right.READ)
def findings(
    ctx: Context, scope: Scope, snapshot: Snapshot, home: Entity, *, predict: bool = False
) -> tuple[Gap, ...]:
    """What the gap rules find, beside the other partnerships at the same moment.

    What is made up is compared with what is made up only. With ``predict`` likely ties
    are among them, in a network that is small enough to measure how often they are right.
    """
    others = {
        other.id: ctx.store.snapshot(
            replace(scope, partnerships=(other.id,), revision=snapshot.revision)
        )
        for other in ctx.store.partnerships()
        if other.id != home.id and other.fictional == home.fictional
    }
    wanted = predict and len(snapshot.ties) <= PREDICTED_UNTIL
    predictions = _predictions(snapshot, home.id) if wanted else ()
    return find_gaps(snapshot, home.id, others=others, predictions=predictions)


def _predictions(snapshot: Snapshot, partnership: str) -> tuple[Prediction, ...]:
    suggestions = suggest_ties(snapshot, partnership, PREDICTED)
    rates = {rate.score: rate for rate in suggestions.hit_rates}
    best, plain = rates[suggestions.score], rates[BASELINE]
    if not best.hidden:
        return ()  # nothing could be hidden, so nobody knows how good a guess is
    return tuple(
        Prediction(
            pair=item.pair,
            shared=item.shared,
            evidence=item.evidence,
            hit_rate=best.precision,
            baseline=plain.precision,
            beats_baseline=item.beats_baseline,
        )
        for item in suggestions.items
    )
