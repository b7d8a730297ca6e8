"""Numbers: the cards of the metrics, actors and the whole, and the other levels."""

from __future__ import annotations

from dataclasses import dataclass, replace

from netmap.errors import UnknownMetric
from netmap.services import cards
from netmap.services.levels import LEVELS, LevelReport, level_report
from netmap.services.reports import MetricReport, metric_report
from web.api.asking import Within, WithinInLanguage, language_of, scope_of, texts
from web.api.routes import Asked, get
from web.core.state import context

TAG = "Metrics"
_ALL = tuple(each.card.key for each in cards.metric_cards())
_KEYS = tuple(each.card.key for each in cards.metric_cards() if each.level in {"node", "whole"})


@dataclass(frozen=True, slots=True)
class MetricCards:
    """Every metric."""

    metrics: tuple[cards.MetricCard, ...]


class ChosenMetrics(Within):
    metric = texts("Only this metric, by its key; may be repeated.", *_KEYS)
    actor = texts("Only this actor, by id; may be repeated.")
    role = texts("Only actors with this role; may be repeated.")


@get("/metrics", tag=TAG)
def metric_cards(asked: Asked) -> MetricCards:  # noqa: ARG001 - nothing is asked
    """The card of every metric.

    Formula, denominator, what it does with direction, weights, isolates and missing
    answers, how to read it, and where it comes from; in Dutch and English.
    """
    return MetricCards(cards.metric_cards())


@get("/metrics/<metric>", tag=TAG, choices={"metric": _ALL})
def metric_card(asked: Asked, metric: str) -> cards.MetricCard:  # noqa: ARG001 - nothing is asked
    """The card of one metric."""
    for each in cards.metric_cards():
        if each.card.key == metric:
            return each
    raise UnknownMetric(metric)


@get("/partnerships/<key>/metrics", tag=TAG, asks=ChosenMetrics)
def metrics(asked: Asked, key: str) -> MetricReport:
    """The metrics of every actor and of the whole network, with their cards.

    A number is null where the metric is not defined. `parameters` holds what somebody needs
    to get the same numbers again.
    """
    report = metric_report(context(), scope_of(asked, key))
    return _chosen(report, set(asked["metric"]), set(asked["actor"]), set(asked["role"]))


@get(
    "/partnerships/<key>/metrics/<level>",
    tag=TAG,
    asks=WithinInLanguage,
    choices={"level": LEVELS},
)
def metrics_of_level(asked: Asked, key: str, level: str) -> LevelReport:
    """The metrics of another level, as tables with their cards.

    `tables` of the whole network, `ties`, `suggestions` of ties with how often such a guess
    is right, `sets` of key players, `two_mode` networks, and `ranges` of numbers and ranks
    given how certain the ties are. Ranges and suggestions take a while on large networks.
    """
    if level not in LEVELS:
        raise UnknownMetric(level)
    return level_report(context(), scope_of(asked, key), level, language_of(asked))


def _chosen(
    report: MetricReport, metrics: set[str], actors: set[str], roles: set[str]
) -> MetricReport:
    """The report with what was asked for only."""

    def wanted(key: str) -> bool:
        return not metrics or key in metrics

    return replace(
        report,
        actors=tuple(
            replace(row, values={k: v for k, v in row.values.items() if wanted(k)})
            for row in report.actors
            if (not actors or row.id in actors) and (not roles or roles & set(row.roles))
        ),
        whole={k: v for k, v in report.whole.items() if wanted(k)},
        distributions={k: v for k, v in report.distributions.items() if wanted(k)},
        node_cards=tuple(card for card in report.node_cards if wanted(card.key)),
        whole_cards=tuple(card for card in report.whole_cards if wanted(card.key)),
    )
