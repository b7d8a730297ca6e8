"""The coverage matrices: rows by columns, and for every cell whether and why."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from netmap.affiliations import affiliations
from netmap.coverage.matrix import Cell, Line, Matrix, State
from netmap.coverage.view import Coverage, View
from netmap.errors import Invalid, Problem
from netmap.model import Snapshot, Tie
from netmap.vocabulary import ties_as

LINES = ("zeroth", "first", "second")
NO_LINE = "none"  # what is done by who has no line on record


def make(snapshot: Snapshot, partnership: str, key: str) -> Matrix:
    """One matrix of a partnership.

    Raises UnknownPartnership, and Invalid for a key that is not in MATRICES.
    """
    if key not in _MAKERS:
        message = f"'{key}' is not one of: {', '.join(MATRICES)}"
        raise Invalid([Problem("bad-value", "", "matrix", message)])
    return _MAKERS[key](View(snapshot, partnership))


def functions(view: View) -> Matrix:
    """Who inside covers which function."""
    by_name = sorted(view.profile, key=lambda f: (view.entities[f.id].name.casefold(), f.id))
    rows = sorted((Line(f.id, view.line(f.id)) for f in by_name), key=_by_line)
    columns = (
        *(Line(key, "member") for key in _named(view, view.actors.members)),
        *(Line(key, "own") for key in _named(view, view.actors.own - view.actors.members)),
    )
    wholes = {row.id: _standing(view, view.functions.get(row.id, {})) for row in rows}
    return Matrix(
        key="functions",
        rows=tuple(rows),
        columns=columns,
        cells={
            (row.id, column.id): _function_cell(view, row.id, column, wholes[row.id])
            for row in rows
            for column in columns
        },
        standing=wholes,
    )


def _function_cell(view: View, function: str, column: Line, standing: Cell) -> Cell:
    ties = view.functions.get(function, {}).get(column.id, ())
    if ties:
        return Cell(_certainty(view, ties), ties, (column.id,))
    if column.group == "member" and column.id not in view.known:
        return Cell(State.NO_ANSWER)
    if standing.state.covered:
        return Cell(State.OTHERS, standing.ties, standing.about)
    near = tuple(f for f in view.covers.get(column.id, ()) if f in view.neighbours[function])
    if near:
        return Cell(State.COULD, about=near)
    lines = view.line(column.id), view.line(function)
    if all(lines) and lines[0] != lines[1]:
        return Cell(State.NOT_EXPECTED, about=lines)
    return standing


def _by_line(row: Line) -> int:
    return (*LINES, "").index(row.group)


def _named(view: View, keys: frozenset[str]) -> list[str]:
    return sorted(keys, key=lambda key: (view.entities[key].name.casefold(), key))


def life_domains(view: View) -> Matrix:
    """Who does something for a life domain in which line.

    What is done by a function has the line of the function; what somebody does for a life
    domain directly, or with an activity, has the line of that actor.
    """
    found = _carriers(view)
    domains = sorted(
        (e for e in view.entities.values() if e.kind == "life_domain"),
        key=lambda e: (e.name.casefold(), e.id),
    )
    columns = tuple(Line(line, "line") for line in (*LINES, NO_LINE))
    cells = {
        (domain.id, column.id): _domain_cell(
            view, domain.id, column.id, found[domain.id, column.id]
        )
        for domain in domains
        for column in columns
    }
    standing = {}
    for domain in domains:
        everybody: dict[str, set[str]] = defaultdict(set)
        for column in columns:
            for actor, ties in found[domain.id, column.id].items():
                everybody[actor] |= ties
        standing[domain.id] = _standing(view, everybody)
    rows = tuple(Line(domain.id) for domain in domains)
    return Matrix("life-domains", rows, columns, cells, standing)


def _carriers(view: View) -> dict[tuple[str, str], dict[str, set[str]]]:
    """For each life domain and line: who does something, and the ties that say so."""
    found: dict[tuple[str, str], dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    pairs = affiliations(view.snapshot, view.actors, "life_domain", "organisation")
    for (actor, domain), ties in pairs.items():
        for tie in ties.values():
            if tie.kind == "covers":
                line = _line(view, actor, tie) or NO_LINE
                found[domain, line][actor] |= {tie.id, *_carrying(ties, tie)}
    return found


def _line(view: View, actor: str, tie: Tie) -> str:
    if view.entities[tie.target].kind == "function":
        return view.line(tie.target)
    return view.line(tie.source) or view.line(actor)


def _carrying(ties: Mapping[str, Tie], covering: Tie) -> set[str]:
    """The ties that link an actor to the activity that does the covering."""
    return {
        key
        for key, tie in ties.items()
        if tie.kind != "covers" and covering.source in (tie.source, tie.target)
    }


def _domain_cell(view: View, domain: str, line: str, carriers: Mapping[str, set[str]]) -> Cell:
    expected = tuple(
        f.id for f in view.profile if domain in f.life_domains and view.line(f.id) == line
    )
    met = tuple(f for f in expected if view.functions.get(f, {}).keys() & view.insiders)
    found = replace(_standing(view, carriers), expected=expected, met=met)
    if found.state is not State.NOBODY:
        return found
    if line == NO_LINE:
        return Cell(State.NOT_APPLICABLE)
    if not expected:
        return Cell(State.NOT_EXPECTED)
    near = {other for function in expected for other in view.neighbours[function]}
    could = tuple(k for k in sorted(view.insiders) if near & set(view.covers.get(k, ())))
    if could:
        return replace(found, state=State.COULD, about=could)
    if not view.insiders & view.known:
        return replace(found, state=State.NO_ANSWER)
    return found


def goals(view: View) -> Matrix:
    """Which atelier contributes to which goal.

    An atelier contributes through a theme that it addresses, an activity that came out of
    it or a goal that serves another as well; that is our conclusion, so it is inferred.
    """
    entities = view.entities
    named = sorted(
        {end for tie in view.actors.ties for end in (tie.source, tie.target)},
        key=lambda key: (entities[key].name.casefold(), key),
    )
    rows = sorted(
        (Line(k, _goal_type(view, k)) for k in named if entities[k].kind == "goal"),
        key=lambda row: row.group == "impact",
    )
    columns = tuple(Line(key) for key in named if entities[key].kind == "atelier")
    paths = {column.id: view.paths(column.id) for column in columns}
    contributors = {row.id: tuple(c.id for c in columns if row.id in paths[c.id]) for row in rows}
    standing = {row.id: _goal_standing(view, row.id, contributors[row.id], paths) for row in rows}
    cells = {
        (row.id, column.id): _goal_cell(view, row, column.id, paths[column.id], standing[row.id])
        for row in rows
        for column in columns
    }
    return Matrix("goals", tuple(rows), columns, cells, standing)


def _goal_type(view: View, key: str) -> str:
    return str(view.entities[key].attributes.get("goal_type", ""))


def _goal_standing(
    view: View,
    goal: str,
    ateliers: tuple[str, ...],
    paths: Mapping[str, Mapping[str, tuple[Tie, ...]]],
) -> Cell:
    """How the goal is served: by ateliers, by others inside, by activities, or by others."""
    carriers = view.contributing.get(goal, {})
    reached = {key: [tie.id for tie in paths[key][goal]] for key in ateliers}
    things = {
        key: ties
        for key, ties in carriers.items()
        if key not in view.actors.home and key != view.partnership
    }
    if reached or things:
        everything = {**things, **reached}
        ties = tuple(sorted({tie for found in everything.values() for tie in found}))
        inside = tuple(sorted(carriers.keys() & view.insiders))
        ties = tuple(sorted({*ties, *(t for key in inside for t in carriers[key])}))
        return Cell(_certainty(view, ties), ties, tuple(sorted({*everything, *inside})))
    return _standing(view, carriers)


def _goal_cell(
    view: View,
    goal: Line,
    atelier: str,
    paths: Mapping[str, tuple[Tie, ...]],
    standing: Cell,
) -> Cell:
    if goal.id in paths:
        path = paths[goal.id]
        ties = tuple(tie.id for tie in path)
        through = tuple(tie.target for tie in path[:-1])
        return Cell(State.INFERRED if through else _certainty(view, ties), ties, through)
    contributing = view.contributing.get(goal.id, {})
    serving = tuple(k for k in sorted(contributing) if view.entities[k].kind == "goal")
    if goal.group == "impact" and serving:
        return Cell(State.NOT_APPLICABLE, about=serving)
    if view.entities[atelier].attributes.get("status") == "planned":
        return Cell(State.NOT_APPLICABLE)
    home = view.actors.home
    taking_part = {
        home[tie.source]
        for tie in view.actors.ties
        if tie.kind in ties_as("taking_part") and tie.target == atelier and tie.source in home
    }
    could = tuple(sorted(taking_part & contributing.keys()))
    if could:
        return Cell(State.COULD, about=could)
    if atelier not in view.leading:
        return Cell(State.NO_ANSWER)
    if standing.state.covered:
        return Cell(State.OTHERS, standing.ties, standing.about)
    return standing


def _certainty(view: View, ties: Iterable[str]) -> State:
    """Reported when a source says all of it; inferred as soon as one tie is."""
    known = view.snapshot.ties
    sure = all(known[key].certainty == "reported" for key in ties)
    return State.REPORTED if sure else State.INFERRED


def _standing(view: View, carriers: Mapping[str, Iterable[str]]) -> Cell:
    """How the partnership has something, given who carries it."""
    had = view.standing(carriers)
    if inside := sorted(carriers.keys() & view.insiders):
        states = [_certainty(view, carriers[key]) for key in inside]
        state = State.REPORTED if State.REPORTED in states else State.INFERRED
        return _carried(state, carriers, inside)
    if had is Coverage.INSIDE:
        return _carried(State.WHOLE, carriers, [view.partnership])
    if had is Coverage.PARTNER:
        return _carried(State.PARTNER, carriers, sorted(carriers.keys() & view.within_reach))
    state = State.NOBODY if had is Coverage.NOBODY else State.OUT_OF_REACH
    return _carried(state, carriers, sorted(carriers))


def _carried(state: State, carriers: Mapping[str, Iterable[str]], who: list[str]) -> Cell:
    ties = {tie for key in who for tie in carriers[key]}
    return Cell(state, tuple(sorted(ties)), tuple(who))


_MAKERS: Mapping[str, Callable[[View], Matrix]] = {
    "functions": functions,
    "life-domains": life_domains,
    "goals": goals,
}
MATRICES: tuple[str, ...] = tuple(_MAKERS)
