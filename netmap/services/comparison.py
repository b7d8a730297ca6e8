"""Two partnerships, or one on two dates or at two revisions, side by side."""

from __future__ import annotations

from dataclasses import dataclass

from netmap.comparison.effects import effects
from netmap.comparison.partnerships import Side, side_by_side
from netmap.comparison.sentences import Told, merged
from netmap.comparison.telling import tell_side_by_side
from netmap.gaps.catalogue import rule
from netmap.model import Entity, PartialDate, Scope, Snapshot
from netmap.roles import Role
from netmap.services.browse import one_partnership
from netmap.services.changes import (
    ChangeView,
    CoverageRow,
    Named,
    NumberRow,
    change_view,
    coverage_rows,
    named,
    number_rows,
)
from netmap.services.context import Context
from netmap.services.rights import Right, needs
from netmap.vocabulary import Language


@dataclass(frozen=True, slots=True)
class SideView:
    """Which partnership, as known when, and how much of it is documented."""

    partnership: Entity
    name: str
    fictional: bool
    revision: int
    as_of: PartialDate | None
    actors: int
    members: int
    active: int  # members of which any collaboration is documented


@dataclass(frozen=True, slots=True)
class SharedRow:
    """An organisation that both have to do with, and its roles in each."""

    organisation: Named
    one: tuple[Role, ...]
    other: tuple[Role, ...]


@dataclass(frozen=True, slots=True)
class RuleRow:
    """How many gaps of a rule each side has."""

    rule: str
    title: str
    one: int
    other: int


@dataclass(frozen=True, slots=True)
class ComparisonReport:
    """Two sides; ``change`` is there when they are the same partnership."""

    one: SideView
    other: SideView
    sentences: tuple[Told, ...]
    whole: tuple[NumberRow, ...]
    functions: tuple[CoverageRow, ...]
    shared: tuple[SharedRow, ...]
    rules: tuple[RuleRow, ...]
    change: ChangeView | None


@needs(Right.READ)
def comparison_report(
    ctx: Context, one: Scope, other: Scope, language: Language = "nl"
) -> ComparisonReport:
    """Each scope names one partnership; when it is the same one, ``one`` is the earlier state.

    Raises UnknownPartnership, UnknownRevision, Invalid.
    """
    first, home = one_partnership(ctx, one)
    second, other_home = one_partnership(ctx, other)
    both = side_by_side(first, second, home.id, other_home.id)
    names = merged(first, second)
    change = None
    if home.id == other_home.id:
        change = change_view(effects(first, second, home.id), first, second, language)
    return ComparisonReport(
        one=_side(both.one, first, home, language),
        other=_side(both.other, second, other_home, language),
        sentences=change.sentences if change else tell_side_by_side(both, first, second, language),
        whole=number_rows([(p.key, p.one, p.other) for p in both.whole], language),
        functions=coverage_rows(both.functions, names, language),
        shared=tuple(
            SharedRow(named(s.organisation, names, language), s.one, s.other) for s in both.shared
        ),
        rules=tuple(
            RuleRow(p.key, rule(p.key).title.in_(language), int(p.one or 0), int(p.other or 0))
            for p in both.gaps
        ),
        change=change,
    )


def _side(side: Side, snapshot: Snapshot, home: Entity, language: Language) -> SideView:
    return SideView(
        partnership=home,
        name=named(home.id, snapshot, language).name,
        fictional=home.fictional,
        revision=snapshot.revision,
        as_of=snapshot.scope.as_of,
        actors=side.actors,
        members=side.members,
        active=side.active,
    )
