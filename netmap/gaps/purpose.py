"""Family: what it is all for. Ateliers and goals that do not meet, and work left lying."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from netmap.gaps.card import Finding, Rule, Sentence
from netmap.gaps.case import Case
from netmap.model import Tie
from netmap.roles import TAKING_PART
from netmap.vocabulary import Label

_LEADING = frozenset({"contributes_to", "addresses", "results_in"})
_PURPOSES = frozenset({"theme", "goal"})


def ateliers_without_goal(case: Case) -> Iterator[Finding]:
    """Ateliers from which no line leads to a goal, not by a theme or a result either."""
    entities = case.snapshot.entities
    leading: dict[str, list[Tie]] = defaultdict(list)
    for tie in case.actors.ties:
        if tie.kind in _LEADING:
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
        elif tie.kind in TAKING_PART | {"offers"} and (
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
    entities = case.snapshot.entities
    onward: dict[str, set[str]] = defaultdict(set)
    for tie in case.actors.ties:
        if tie.kind in _LEADING or (
            tie.kind == "part_of"
            and {entities[tie.source].kind, entities[tie.target].kind} <= _PURPOSES
        ):
            onward[tie.source].add(tie.target)
    found: dict[str, set[str]] = {}
    for atelier in _named(case, "atelier"):
        seen, waiting = {atelier}, [atelier]
        while waiting:
            new = onward.get(waiting.pop(), set()) - seen
            seen |= new
            waiting.extend(new)
        found[atelier] = {key for key in seen if entities[key].kind == "goal"}
    return found


ATELIER_WITHOUT_GOAL = Rule(
    key="atelier-without-goal",
    family="purpose",
    title=Label(nl="Atelier zonder doel", en="Atelier without a goal"),
    summary=Label(
        nl="Ateliers waarvan niet is vastgelegd aan welk doel zij bijdragen: niet rechtstreeks, en "
        "niet via hun thema of via een activiteit die eruit voortkwam.",
        en="Ateliers of which it is not documented to which goal they contribute: not directly, "
        "and not through their theme or an activity that came out of them.",
    ),
    severity=Label(
        nl="Middel; laag als het atelier is afgerond.", en="Medium; low when the atelier is closed."
    ),
    headline=(Sentence("Zonder doel: {atelier}", "Without a goal: {atelier}"),),
    reason=(
        Sentence(
            "Nergens is vastgelegd aan welk doel het atelier ‘{atelier}’ bijdraagt.",
            "It is documented nowhere to which goal the atelier ‘{atelier}’ contributes.",
        ),
        Sentence(
            "Het gaat wel over {themes}, maar ook {themes:dat thema is|die thema's zijn} aan geen "
            "doel verbonden.",
            "It does address {themes}, but {themes:that theme is|those themes are} not linked to "
            "a goal either.",
            "themes",
        ),
        Sentence("Het atelier is afgerond.", "The atelier is closed.", "closed"),
    ),
    remedy=(
        Sentence(
            "Vraag de kartrekker en de deelnemers aan welk doel het atelier bijdraagt. Past het "
            "bij geen doel, bespreek dan in de ledenvergadering wat het atelier beoogt.",
            "Ask the leader and the participants to which goal the atelier contributes. If it fits "
            "no goal, discuss in the members' assembly what the atelier is for.",
            "!closed",
        ),
        Sentence(
            "Leg bij het terugkijken vast aan welk doel het atelier heeft bijgedragen.",
            "When looking back, document to which goal the atelier has contributed.",
            "closed",
        ),
    ),
    find=ateliers_without_goal,
)

GOAL_WITHOUT_ATELIER = Rule(
    key="goal-without-atelier",
    family="purpose",
    title=Label(nl="Doel zonder atelier", en="Goal without an atelier"),
    summary=Label(
        nl="Doelen waaraan voor zover vastgelegd geen lopend atelier werkt: niet rechtstreeks, en "
        "niet via een thema, een activiteit of een ander doel. In een samenwerkingsverband zonder "
        "ateliers gaat het alleen om doelen waaraan niemand bijdraagt.",
        en="Goals on which, as far as is documented, no running atelier works: not directly, and "
        "not through a theme, an activity or another goal. In a partnership without ateliers only "
        "goals to which nobody contributes are meant.",
    ),
    severity=Label(
        nl="Hoog als ook niemand anders bijdraagt, middel als alleen ateliers bijdroegen die zijn "
        "afgerond, laag als anderen bijdragen.",
        en="High when nobody else contributes either, medium when only ateliers that are closed "
        "contributed, low when others contribute.",
    ),
    headline=(
        Sentence("Niemand werkt aan: {goal}", "Nobody works on: {goal}", "nobody"),
        Sentence("Geen lopend atelier: {goal}", "No running atelier: {goal}", "!nobody"),
    ),
    reason=(
        Sentence(
            "Van het doel ‘{goal}’ is niet vastgelegd dat iemand eraan bijdraagt.",
            "Nobody is documented as contributing to the goal ‘{goal}’.",
            "nobody",
        ),
        Sentence(
            "Aan het doel ‘{goal}’ werkt voor zover vastgelegd geen lopend atelier.",
            "As far as is documented, no running atelier works on the goal ‘{goal}’.",
            "!nobody",
        ),
        Sentence(
            "Afgerond {closed:is|zijn}: {closed}.",
            "Closed {closed:is|are}: {closed}.",
            "closed",
        ),
        Sentence("Wel {others:draagt|dragen} bij: {others}.", "Contributing: {others}.", "others"),
    ),
    remedy=(
        Sentence(
            "Leg dit doel voor aan de ledenvergadering: stelt zij er een atelier voor in, draagt "
            "een bestaand atelier er al aan bij, of hoeft het niet?",
            "Put this goal before the members' assembly: does it start an atelier for it, does an "
            "existing one contribute already, or is none needed?",
        ),
    ),
    find=goals_without_atelier,
)

ORPHANED_ACTIVITY = Rule(
    key="orphaned-activity",
    family="purpose",
    title=Label(nl="Activiteit die niemand voortzet", en="Activity that nobody carries on"),
    summary=Label(
        nl="Activiteiten die voortkwamen uit een atelier dat is afgerond, of van iemand wiens "
        "verbindingen allemaal zijn beëindigd, en die zijn gestopt of waarvan niet is vastgelegd "
        "wie ze voortzet.",
        en="Activities that came out of an atelier that is closed, or from somebody whose ties "
        "have all ended, and that stopped or of which it is not documented who carries them on.",
    ),
    severity=Label(
        nl="Altijd middel. Eerst wat uit de meeste ateliers voortkwam.",
        en="Always medium. First what came out of most ateliers.",
    ),
    headline=(
        Sentence("Gestopt: {activity}", "Stopped: {activity}", "stopped"),
        Sentence("Wie zet dit voort: {activity}", "Who carries this on: {activity}", "!stopped"),
    ),
    reason=(
        Sentence(
            "‘{activity}’ kwam voort uit {makers}; {makers:dat is|die zijn} afgerond of opgeheven.",
            "‘{activity}’ came out of {makers}, which {makers:has|have} been closed or ended.",
        ),
        Sentence(
            "De activiteit is gestopt.",
            "The activity has stopped.",
            "stopped",
        ),
        Sentence(
            "Wie de activiteit nu draagt, is niet vastgelegd.",
            "Who carries the activity now is not documented.",
            "!stopped",
        ),
    ),
    remedy=(
        Sentence(
            "Ga na of er nog behoefte aan is. Zo ja, zoek een lid dat de activiteit weer opneemt.",
            "Find out whether it is still needed. If so, look for a member that takes it up again.",
            "stopped",
        ),
        Sentence(
            "Vraag wie de activiteit nu draagt en leg dat vast. Is dat niemand, wijs dan een lid "
            "aan of rond de activiteit af.",
            "Ask who carries the activity now and document it. If nobody does, appoint a member "
            "or close the activity.",
            "!stopped",
        ),
    ),
    find=orphaned_activities,
)

RULES = (ATELIER_WITHOUT_GOAL, GOAL_WITHOUT_ATELIER, ORPHANED_ACTIVITY)
