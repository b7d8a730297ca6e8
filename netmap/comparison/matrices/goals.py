"""Goals by ateliers: which atelier works on what, directly or through themes and results."""

from __future__ import annotations

from collections import deque
from functools import cached_property

from netmap.comparison.matrices.matrix import Cell, Line, Matrix, State
from netmap.comparison.matrices.view import View
from netmap.model import Snapshot, Tie
from netmap.vocabulary import entities_as, ties_as


def goals(snapshot: Snapshot, partnership: str) -> Matrix:
    """Which atelier contributes to which goal. Raises UnknownPartnership.

    An atelier contributes through a theme that it addresses, an activity that came out of
    it or a goal that serves another as well; that is our conclusion, so it is inferred.
    """
    network = _Purposes(View.of(snapshot, partnership).case)
    entities = network.entities
    named = sorted(
        {end for tie in network.case.actors.ties for end in (tie.source, tie.target)},
        key=lambda key: (entities[key].name.casefold(), key),
    )
    rows = sorted(
        (Line(k, _goal_type(network, k)) for k in named if entities[k].kind == "goal"),
        key=lambda row: row.group == "impact",
    )
    columns = tuple(Line(key) for key in named if entities[key].kind == "atelier")
    paths = {column.id: network.paths(column.id) for column in columns}
    contributors = {row.id: tuple(c.id for c in columns if row.id in paths[c.id]) for row in rows}
    standing = {row.id: _standing(network, row.id, contributors[row.id], paths) for row in rows}
    cells = {
        (row.id, column.id): _cell(network, row, column.id, paths[column.id], standing[row.id])
        for row in rows
        for column in columns
    }
    return Matrix("goals", tuple(rows), columns, cells, standing)


class _Purposes(View):
    """The ties that lead from somebody to a goal."""

    @cached_property
    def leading(self) -> dict[str, list[Tie]]:
        found: dict[str, list[Tie]] = {}
        for tie in self.case.actors.ties:
            ends = {self.entities[tie.source].kind, self.entities[tie.target].kind}
            if tie.kind in ties_as("towards") or (
                tie.kind == "part_of" and ends <= {*entities_as("purpose")}
            ):
                found.setdefault(tie.source, []).append(tie)
        return found

    @cached_property
    def contributing(self) -> dict[str, dict[str, list[str]]]:
        """For each goal: who or what contributes to it directly, by which ties."""
        found: dict[str, dict[str, list[str]]] = {}
        home = self.case.actors.home
        for tie in self.case.actors.ties:
            if tie.kind == "contributes_to":
                one = home.get(tie.source, tie.source)
                found.setdefault(tie.target, {}).setdefault(one, []).append(tie.id)
        return found

    def paths(self, atelier: str) -> dict[str, tuple[Tie, ...]]:
        """The shortest way from an atelier to everything that its ties lead to."""
        found: dict[str, tuple[Tie, ...]] = {atelier: ()}
        waiting = deque([atelier])
        while waiting:
            here = waiting.popleft()
            for tie in self.leading.get(here, ()):
                if tie.target not in found:
                    found[tie.target] = (*found[here], tie)
                    waiting.append(tie.target)
        return found


def _goal_type(network: _Purposes, key: str) -> str:
    return str(network.entities[key].attributes.get("goal_type", ""))


def _standing(
    network: _Purposes,
    goal: str,
    ateliers: tuple[str, ...],
    paths: dict[str, dict[str, tuple[Tie, ...]]],
) -> Cell:
    """How the goal is served: by ateliers, by others inside, by activities, or by others."""
    carriers = network.contributing.get(goal, {})
    reached = {key: [tie.id for tie in paths[key][goal]] for key in ateliers}
    things = {
        key: ties
        for key, ties in carriers.items()
        if key not in network.case.actors.home and key != network.case.partnership
    }
    if reached or things:
        everything = {**things, **reached}
        ties = tuple(sorted({tie for found in everything.values() for tie in found}))
        inside = tuple(sorted(carriers.keys() & network.case.insiders))
        ties = tuple(sorted({*ties, *(t for key in inside for t in carriers[key])}))
        return Cell(network.certainty(ties), ties, tuple(sorted({*everything, *inside})))
    return network.standing(carriers)


def _cell(
    network: _Purposes,
    goal: Line,
    atelier: str,
    paths: dict[str, tuple[Tie, ...]],
    standing: Cell,
) -> Cell:
    if goal.id in paths:
        path = paths[goal.id]
        ties = tuple(tie.id for tie in path)
        through = tuple(tie.target for tie in path[:-1])
        return Cell(State.INFERRED if through else network.certainty(ties), ties, through)
    serving = tuple(
        key
        for key in sorted(network.contributing.get(goal.id, {}))
        if network.entities[key].kind == "goal"
    )
    if goal.group == "impact" and serving:
        return Cell(State.NOT_APPLICABLE, about=serving)
    if network.entities[atelier].attributes.get("status") == "planned":
        return Cell(State.NOT_APPLICABLE)
    contributing = network.contributing.get(goal.id, {})
    home = network.case.actors.home
    taking_part = {
        home[tie.source]
        for tie in network.case.actors.ties
        if tie.kind in ties_as("taking_part") and tie.target == atelier and tie.source in home
    }
    could = tuple(sorted(taking_part & contributing.keys()))
    if could:
        return Cell(State.COULD, about=could)
    if atelier not in network.leading:
        return Cell(State.NO_ANSWER)
    if standing.state.covered:
        return Cell(State.OTHERS, standing.ties, standing.about)
    return standing
