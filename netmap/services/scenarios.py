"""What if: effects of assumptions, and the additions that would close most gaps."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from netmap.comparison import additions
from netmap.comparison.additions import Progress
from netmap.comparison.effects import effects, fitting_level
from netmap.comparison.sentences import Told, merged
from netmap.comparison.telling import tell_additions, tell_assumptions, tell_method
from netmap.model import Entity, Scope
from netmap.roles import Level
from netmap.scenario import Assumption, overlay
from netmap.services.browse import one_partnership
from netmap.services.changes import ChangeView, ToldGap, change_view, told_gaps
from netmap.services.context import Context
from netmap.services.rights import Right, needs
from netmap.vocabulary import Language


@dataclass(frozen=True, slots=True)
class ScenarioReport:
    """What would change if the assumptions came true."""

    revision: int
    partnership: Entity
    fictional: bool
    assumptions: tuple[Told, ...]
    change: ChangeView


@dataclass(frozen=True, slots=True)
class AdditionRow:
    """An addition in words, with the gaps that it would close and open."""

    reason: str
    text: str
    net: int
    closed: tuple[ToldGap, ...]
    opened: tuple[ToldGap, ...]


@dataclass(frozen=True, slots=True)
class AdditionReport:
    """The single additions that leave fewest gaps, and what was tried to find them."""

    revision: int
    partnership: Entity
    fictional: bool
    tried: int
    gaps: int
    sentences: tuple[Told, ...]
    additions: tuple[AdditionRow, ...]


@needs(Right.READ)
def scenario_report(
    ctx: Context,
    scope: Scope,
    assumptions: Iterable[Assumption],
    language: Language = "nl",
    *,
    level: Level | None = None,
) -> ScenarioReport:
    """The partnership before and after.

    Without a ``level`` the numbers are those of organisations, or of units when a unit
    inside an organisation stops. Nothing is stored. Raises UnknownPartnership,
    UnknownRevision, UnknownEntity, UnknownTie, Invalid.
    """
    before, home = one_partnership(ctx, scope)
    assumptions = tuple(assumptions)
    after = overlay(before, assumptions)
    fitting = level or fitting_level(before, home.id, assumptions)
    both = merged(before, after)
    return ScenarioReport(
        revision=before.revision,
        partnership=home,
        fictional=home.fictional,
        assumptions=tell_assumptions(assumptions, both, language),
        change=change_view(effects(before, after, home.id, level=fitting), before, after, language),
    )


@needs(Right.READ)
def best_additions(
    ctx: Context,
    scope: Scope,
    language: Language = "nl",
    *,
    most: int = 10,
    progress: Progress | None = None,
) -> AdditionReport:
    """At most ``most`` additions, the best first; the other partnerships in the store serve
    as examples of who could join.

    Long work: ``progress`` hears of each candidate, and ends the work with what it raises.
    Raises UnknownPartnership, UnknownRevision.
    """
    if progress is None:
        return ctx.answer(
            "best_additions",
            scope,
            lambda at: _best_additions(ctx, at, language, most, None),
            language,
            most,
        )
    return _best_additions(ctx, scope, language, most, progress)


def _best_additions(
    ctx: Context, scope: Scope, language: Language, most: int, progress: Progress | None
) -> AdditionReport:
    snapshot, home = one_partnership(ctx, scope)
    elsewhere = ctx.store.snapshot(replace(scope, partnerships=None))
    best = additions.best_additions(
        snapshot, home.id, elsewhere=elsewhere, most=most, progress=progress
    )
    names = merged(snapshot, elsewhere)
    texts = tell_additions(best.additions, names, language)
    return AdditionReport(
        revision=snapshot.revision,
        partnership=home,
        fictional=home.fictional,
        tried=best.tried,
        gaps=best.gaps,
        sentences=tell_method(best, snapshot, language),
        additions=tuple(
            AdditionRow(
                addition.candidate.reason,
                told.text,
                addition.net,
                told_gaps(addition.closed, names, language),
                told_gaps(addition.opened, names, language),
            )
            for addition, told in zip(best.additions, texts, strict=True)
        ),
    )
