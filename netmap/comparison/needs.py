"""What an atelier asks for: functions, life domains, laws and target groups, each with why."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

from netmap.model import Snapshot, Tie
from netmap.roles import Cast
from netmap.vocabulary import entities_as, ties_as

Origin: TypeAlias = Literal["addressed", "result", "word", "serves"]

# a target group that more functions serve (all residents) asks for no function in particular
MOST_FUNCTIONS = 10

_WORD = re.compile(r"\w{5,}")  # shorter words (werk, zorg, care) stand in too many names


@dataclass(frozen=True, slots=True)
class Need:
    """Something that the work of an atelier asks for.

    Attributes
    ----------
    origin
        ``addressed``: a tie says that the atelier is about it. ``result``: what came out of
        the atelier covers it. ``word``: the name of the atelier, or of its theme, shares a
        word with its name; no source says so. ``serves``: a function of the reference
        profile for a target group that is asked for in one of those ways.
    because
        Ids: the atelier, what came out of it, whose name has the word, the target groups.
    word
        The word, when it is one.
    evidence
        The ids of the ties that say so.
    """

    id: str
    kind: str
    origin: Origin
    because: tuple[str, ...]
    word: str = ""
    evidence: tuple[str, ...] = ()


def purposes(actors: Cast, snapshot: Snapshot, atelier: str) -> Mapping[str, tuple[Tie, ...]]:
    """The themes and goals of an atelier and of its themes, with the ties that say so."""
    found: dict[str, tuple[Tie, ...]] = {}
    waiting: list[tuple[str, tuple[Tie, ...]]] = [(atelier, ())]
    while waiting:
        here, path = waiting.pop(0)
        for tie in actors.ties:
            if tie.source != here or snapshot.entities[tie.target].kind not in entities_as(
                "purpose"
            ):
                continue
            if tie.kind in ties_as("about") and tie.target not in found:
                found[tie.target] = (*path, tie)
                if snapshot.entities[tie.target].kind == "theme":
                    waiting.append((tie.target, found[tie.target]))
    return found


def needs(snapshot: Snapshot, actors: Cast, atelier: str) -> tuple[Need, ...]:
    """What the atelier asks for: what it addresses, what came out of it covers, what its name
    and themes name, and the functions for those target groups.

    By kind in the order of the vocabulary; functions that serve most of the groups come first.
    Of several reasons the most certain one is given.
    """
    found: dict[str, Need] = {}
    for need in (
        *_addressed(snapshot, actors, atelier),
        *_results(snapshot, actors, atelier),
        *_named(snapshot, actors, atelier),
    ):
        found.setdefault(need.id, need)
    for need in tuple(_serving(snapshot, found)):
        found.setdefault(need.id, need)
    order = {kind: place for place, kind in enumerate(entities_as("need"))}
    return tuple(sorted(found.values(), key=lambda n: (order[n.kind], -len(n.because), n.id)))


def _addressed(snapshot: Snapshot, actors: Cast, atelier: str) -> Iterator[Need]:
    for tie in actors.ties:
        kind = snapshot.entities[tie.target].kind
        if tie.source == atelier and tie.kind == "addresses" and kind in entities_as("need"):
            yield Need(tie.target, kind, "addressed", (atelier,), evidence=(tie.id,))


def _results(snapshot: Snapshot, actors: Cast, atelier: str) -> Iterator[Need]:
    made = {
        tie.target: tie for tie in actors.ties if tie.kind == "results_in" and tie.source == atelier
    }
    for tie in actors.ties:
        kind = snapshot.entities[tie.target].kind
        if tie.source in made and tie.kind in ties_as("serving") and kind in entities_as("need"):
            evidence = (made[tie.source].id, tie.id)
            yield Need(tie.target, kind, "result", (tie.source,), evidence=evidence)


def _named(snapshot: Snapshot, actors: Cast, atelier: str) -> Iterator[Need]:
    entities = snapshot.entities
    named = {*entities_as("need")} - {"law"}  # laws are named by abbreviations
    themes = [k for k in purposes(actors, snapshot, atelier) if entities[k].kind == "theme"]
    for bearer in (*themes, atelier):
        words = _words(entities[bearer].name)
        for key, entity in entities.items():
            shared = sorted(words & _words(entity.name)) if entity.kind in named else []
            if shared:
                yield Need(key, entity.kind, "word", (bearer,), word=max(shared, key=len))


def _words(name: str) -> set[str]:
    return set(_WORD.findall(name.casefold()))


def _serving(snapshot: Snapshot, asked: Mapping[str, Need]) -> Iterator[Need]:
    serving: dict[str, list[str]] = defaultdict(list)
    for key, entity in snapshot.entities.items():
        groups = entity.attributes.get("target_groups", ())
        if entity.kind == "function" and isinstance(groups, tuple):
            for group in groups:
                serving[group].append(key)
    reasons: dict[str, list[str]] = defaultdict(list)
    for group in sorted(key for key, need in asked.items() if need.kind == "target_group"):
        if len(serving[group]) <= MOST_FUNCTIONS:
            for function in serving[group]:
                reasons[function].append(group)
    for function, because in reasons.items():
        yield Need(function, "function", "serves", tuple(because))


def taking_part(actors: Cast, atelier: str) -> Mapping[str, tuple[Tie, ...]]:
    """The organisations that take part in an atelier or lead it, with the ties that say so."""
    found: dict[str, list[Tie]] = defaultdict(list)
    for tie in actors.ties:
        if tie.target == atelier and tie.kind in ties_as("taking_part"):
            home = actors.at(tie.source, "organisation")
            if home is not None:
                found[home].append(tie)
    return {key: tuple(found[key]) for key in sorted(found)}
