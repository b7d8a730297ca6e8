"""What is missing, and who covers what."""

from __future__ import annotations

from dataclasses import dataclass, replace

from netmap.services import cards, meetings
from netmap.services.gap_lists import GapList, RuleCard, gap_list
from netmap.services.matrices import MATRICES, MatrixReport, coverage_matrix
from netmap.services.reports import gap_report
from netmap.vocabulary import Label
from web.api.asking import Nothing, Paged, WithinInLanguage, language_of, scope_of, texts
from web.api.paging import cut
from web.api.routes import Asked, get
from web.core.state import context

TAG = "Gaps and coverage"


@dataclass(frozen=True, slots=True)
class RuleCards:
    """Every rule; ``families`` and ``severities`` are what their codes are called."""

    families: dict[str, Label]
    severities: dict[str, Label]
    rules: tuple[RuleCard, ...]


class ChosenGaps(WithinInLanguage, Paged):
    family = texts("Only this family; may be repeated.", *cards.gap_families())
    severity = texts("Only this severity; may be repeated.", *cards.gap_severities())
    rule = texts("Only this rule; may be repeated.", *(r.key for r in cards.gap_rules()))


@get("/gap-rules", tag=TAG, asks=Nothing)
def gap_rules(asked: Asked) -> RuleCards:  # noqa: ARG001 - nothing is asked
    """The card of every rule that looks for gaps, in Dutch and English."""
    return RuleCards(
        dict(cards.gap_families()),
        dict(cards.gap_severities()),
        tuple(RuleCard.of(rule.key) for rule in cards.gap_rules()),
    )


@get("/partnerships/<key>/gaps", tag=TAG, asks=ChosenGaps, by_revision=False)
def gaps(asked: Asked, key: str) -> GapList:
    """What is missing, in parts: with reason, evidence, what would close it, and what holds.

    The decision about a gap is the latest one, whatever the revision that is asked for.
    """
    ctx = context()
    report = gap_report(ctx, scope_of(asked, key), language_of(asked))
    decisions = {decision.gap: decision for decision in meetings.decisions(ctx, key)}
    chosen = tuple(
        item
        for item in report.items
        if (not asked["family"] or item.gap.family in asked["family"])
        and (not asked["severity"] or item.gap.severity in asked["severity"])
        and (not asked["rule"] or item.gap.rule in asked["rule"])
    )
    part, following = cut(chosen, asked, report.revision)
    return gap_list(replace(report, items=chosen), decisions, part=part, following=following)


@get(
    "/partnerships/<key>/coverage/<matrix>",
    tag=TAG,
    asks=WithinInLanguage,
    choices={"matrix": MATRICES},
)
def coverage(asked: Asked, key: str, matrix: str) -> MatrixReport:
    """Who covers what, with a reason in every cell.

    `functions` by members, `life-domains` by lines of care, `goals` by ateliers.
    """
    return coverage_matrix(context(), scope_of(asked, key), matrix, language_of(asked))
