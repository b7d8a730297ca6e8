"""What is missing, and who covers what."""

from __future__ import annotations

from dataclasses import dataclass

from netmap import services
from netmap.model import Entity
from netmap.services import GapItem, cards
from netmap.services.matrices import MATRICES, MatrixReport, coverage_matrix
from netmap.vocabulary import Label
from web.api.asking import Nothing, Paged, WithinInLanguage, language_of, scope_of, texts
from web.api.paging import cut
from web.api.routes import Asked, get
from web.state import context

TAG = "Gaps and coverage"


@dataclass(frozen=True, slots=True)
class RuleCard:
    """What a rule looks for, and how it decides what is grave."""

    key: str
    family: str
    title: Label
    summary: Label
    severity: Label
    reference: str


@dataclass(frozen=True, slots=True)
class RuleCards:
    """Every rule; ``families`` and ``severities`` are what their codes are called."""

    families: dict[str, Label]
    severities: dict[str, Label]
    rules: tuple[RuleCard, ...]


@dataclass(frozen=True, slots=True)
class Gaps:
    """A part of the findings about a partnership, the weightiest first."""

    revision: int
    partnership: Entity
    fictional: bool
    total: int
    next: str | None
    items: tuple[GapItem, ...]


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
        tuple(
            RuleCard(r.key, r.family, r.title, r.summary, r.severity, r.reference)
            for r in cards.gap_rules()
        ),
    )


@get("/partnerships/<key>/gaps", tag=TAG, asks=ChosenGaps)
def gaps(asked: Asked, key: str) -> Gaps:
    """What is missing, in parts: with reason, evidence and what would close it."""
    report = services.gap_report(context(), scope_of(asked, key), language_of(asked))
    found = [
        item
        for item in report.items
        if (not asked["family"] or item.gap.family in asked["family"])
        and (not asked["severity"] or item.gap.severity in asked["severity"])
        and (not asked["rule"] or item.gap.rule in asked["rule"])
    ]
    part, following = cut(found, asked, report.revision)
    return Gaps(report.revision, report.partnership, report.fictional, len(found), following, part)


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
