"""Family: what it is all for. Ateliers and goals that do not meet, and work left lying."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from netmap.gaps.card import Finder, Finding
from netmap.gaps.case import Case
from netmap.model import Tie
from netmap.vocabulary import ties_as


def ateliers_without_goal(case: Case) -> Iterator[Finding]:
    """Ateliers from which no line leads to a goal, not by a theme or a result either."""
    entities = case.snapshot.entities
    leading: dict[str, list[Tie]] = defaultdict(list)
    for tie in case.actors.ties:
        if tie.kind in ties_as("towards"):
            leading[tie.source].append(tie)
    for atelier, goals in _reached_goals(case).items():
        if goals:
            continue
        ties = leading[atelier]
        yield Finding(
            subjects=(atelier,),
            severity="low" if _closed(case, atelier) else "medium",
            weight=1,
            evidence=tuple(tie.id for tie in ties),
            facts={
                "atelier": atelier,
                "themes": tuple(
                    sorted(t.target for t in ties if entities[t.target].kind == "theme")
                ),
                "closed": int(_closed(case, atelier)),
            },
        )


def goals_without_atelier(case: Case) -> Iterator[Finding]:
    """Goals to which no atelier that still runs leads."""
    at_work: dict[str, set[str]] = defaultdict(set)
    reached = _reached_goals(case)
    for atelier, goals in reached.items():
        for goal in goals:
            at_work[goal].add(atelier)
    direct: dict[str, list[Tie]] = defaultdict(list)
    for tie in case.actors.ties:
        if tie.kind == "contributes_to":
            direct[tie.target].append(tie)
    for goal in _named(case, "goal"):
        ateliers = at_work[goal]
        if not all(_closed(case, atelier) for atelier in ateliers):
            continue
        if not reached and direct[goal]:
            continue  # without any atelier, whoever else contributes is how this partnership works
        others = {tie.source for tie in direct[goal]} - ateliers
        yield Finding(
            subjects=(goal,),
            severity="low" if others else "medium" if ateliers else "high",
            weight=1,
            evidence=tuple(tie.id for tie in direct[goal]),
            facts={
                "goal": goal,
                "closed": tuple(sorted(ateliers)),
                "others": tuple(sorted(others)),
                "nobody": int(not ateliers and not others),
            },
        )


def orphaned_activities(case: Case) -> Iterator[Finding]:
    """What a closed atelier, or a maker whose ties have all ended, left and nobody carries on."""
    entities, home = case.snapshot.entities, case.actors.home
    made: dict[str, list[Tie]] = defaultdict(list)
    carried: set[str] = set()
    going_on: set[str] = set()
    for tie in case.actors.ties:
        if case.holds(tie):
            going_on.update((tie.source, tie.target))
        if tie.kind == "results_in":
            if tie.source in home or entities[tie.source].kind == "atelier":
                made[tie.target].append(tie)
        elif not case.holds(tie):
            continue
        elif tie.kind in ties_as("carrying") and (
            tie.source in home or tie.source == case.partnership
        ):
            carried.add(tie.target)
        elif tie.kind == "part_of" and (tie.target in home or tie.target == case.partnership):
            carried.add(tie.source)
    for activity in sorted(made):
        makers = sorted({tie.source for tie in made[activity]})
        stopped = _closed(case, activity)
        left = all(_closed(case, maker) or maker not in going_on for maker in makers)
        if left and (stopped or activity not in carried):
            yield Finding(
                subjects=(activity,),
                severity="medium",
                weight=len(makers),
                evidence=tuple(tie.id for tie in made[activity]),
                facts={
                    "activity": activity,
                    "makers": tuple(makers),
                    "stopped": int(stopped),
                },
            )


def _closed(case: Case, key: str) -> bool:
    return case.snapshot.entities[key].attributes.get("status") == "closed"


def _named(case: Case, kind: str) -> list[str]:
    """The entities of a kind that a tie of the partnership names, in order."""
    ends = {end for tie in case.actors.ties for end in (tie.source, tie.target)}
    return sorted(end for end in ends if case.snapshot.entities[end].kind == kind)


def _reached_goals(case: Case) -> Mapping[str, set[str]]:
    """For each atelier the goals that it leads to, also by themes, results and other goals."""
    return {
        atelier: {key for key in case.paths(atelier) if case.entities[key].kind == "goal"}
        for atelier in _named(case, "atelier")
    }


FUNCTIONS: Mapping[str, Finder] = {
    "atelier-without-goal": ateliers_without_goal,
    "goal-without-atelier": goals_without_atelier,
    "orphaned-activity": orphaned_activities,
}
