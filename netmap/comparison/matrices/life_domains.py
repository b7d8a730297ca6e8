"""Life domains by line of care: what is done for each, before, in and behind the front line."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace

from netmap.affiliations import affiliations
from netmap.comparison.matrices.matrix import Cell, Line, Matrix, State
from netmap.comparison.matrices.view import View
from netmap.model import Snapshot, Tie

LINES = ("zeroth", "first", "second")
NO_LINE = "none"  # what is done by who has no line on record


def life_domains(snapshot: Snapshot, partnership: str) -> Matrix:
    """Who does something for a life domain in which line. Raises UnknownPartnership.

    What is done by a function has the line of the function; what somebody does for a life
    domain directly, or with an activity, has the line of that actor.
    """
    view = View.of(snapshot, partnership)
    found = _carriers(view)
    domains = sorted(
        (e for e in view.entities.values() if e.kind == "life_domain"),
        key=lambda e: (e.name.casefold(), e.id),
    )
    columns = tuple(Line(line, "line") for line in (*LINES, NO_LINE))
    cells = {
        (domain.id, column.id): _cell(view, domain.id, column.id, found[domain.id, column.id])
        for domain in domains
        for column in columns
    }
    standing = {}
    for domain in domains:
        everybody: dict[str, set[str]] = defaultdict(set)
        for column in columns:
            for actor, ties in found[domain.id, column.id].items():
                everybody[actor] |= ties
        standing[domain.id] = view.standing(everybody)
    rows = tuple(Line(domain.id) for domain in domains)
    return Matrix("life-domains", rows, columns, cells, standing)


def _carriers(view: View) -> dict[tuple[str, str], dict[str, set[str]]]:
    """For each life domain and line: who does something, and the ties that say so."""
    case = view.case
    found: dict[tuple[str, str], dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    pairs = affiliations(case.snapshot, case.actors, "life_domain", "organisation")
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


def _cell(view: View, domain: str, line: str, carriers: Mapping[str, set[str]]) -> Cell:
    case = view.case
    expected = tuple(
        f.id for f in case.profile if domain in f.life_domains and view.line(f.id) == line
    )
    met = tuple(f for f in expected if case.functions.get(f, {}).keys() & case.insiders)
    found = replace(view.standing(carriers), expected=expected, met=met)
    if found.state is not State.NOBODY:
        return found
    if line == NO_LINE:
        return Cell(State.NOT_APPLICABLE)
    if not expected:
        return Cell(State.NOT_EXPECTED)
    near = {other for function in expected for other in view.neighbours[function]}
    could = tuple(k for k in sorted(case.insiders) if near & set(view.covers.get(k, ())))
    if could:
        return replace(found, state=State.COULD, about=could)
    if not case.insiders & view.known:
        return replace(found, state=State.NO_ANSWER)
    return found
