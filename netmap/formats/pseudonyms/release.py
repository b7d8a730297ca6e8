"""From a snapshot to one without names, and the key that leads back."""

from __future__ import annotations

import hmac
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from hashlib import sha256

from netmap.errors import Invalid, Problem
from netmap.formats.pseudonyms.attributes import (
    Actor,
    Attribute,
    AttributeReport,
    Values,
    anonymise,
)
from netmap.formats.pseudonyms.structure import Measure, candidates, summed
from netmap.formats.pseudonyms.words import coarser, word
from netmap.model import Attribute as Value
from netmap.model import Entity, PartialDate, Scope, Snapshot, Tie
from netmap.vocabulary import Language, actor_kinds, vocabulary

SHORTEST_CODE = 16  # who can guess the code can work out the key
MOST_K = 50

# What of an actor is published, what is of most use weighing most.
QUASI_IDENTIFIERS = (
    Attribute("sector", 4, (coarser("sector"),)),
    Attribute("line", 2, (coarser("line"),)),
    Attribute("form_of"),
    Attribute("collective"),
)
# Of a tie: choices and numbers stay, texts that somebody wrote do not.
TIE_ATTRIBUTES = frozenset(
    key for key, a in vocabulary().attributes.items() if a.type in {"choice", "integer"}
)


@dataclass(frozen=True, slots=True)
class KeyRow:
    """One line of the key: who is behind a pseudonym."""

    pseudonym: str
    label: str
    id: str
    name: str
    kind: str


@dataclass(frozen=True, slots=True)
class Release:
    """What may leave the house, how it was made, what can still be found out; and the key.

    ``snapshot`` holds no name, no text, no source and no date more precise than a year.
    ``actors`` and ``members`` say how many organisations stand out by their ties.
    """

    snapshot: Snapshot
    attributes: AttributeReport
    actors: tuple[Measure, ...]
    members: tuple[Measure, ...]
    dropped: Mapping[str, int]
    key: tuple[KeyRow, ...]


def pseudonymise(
    snapshot: Snapshot,
    partnership: str,
    *,
    code: str,
    k: int = 3,
    years: bool = True,
    language: Language = "nl",
) -> Release:
    """The snapshot of one partnership under pseudonyms.

    The order of pseudonyms follows from the secret ``code`` alone (HMAC-SHA-256 over the
    id), so that neither names nor ids can be read from it, and the same code gives the same
    order again. Everything is renamed, laws and functions too: an organisation that covers
    "police" needs no name. Dates become years, or go too where ``years`` is false.

    Raises Invalid for a code that can be guessed, or a k outside 2 to 50.
    """
    _check(code, k)
    linked = {end for tie in snapshot.ties.values() for end in (tie.source, tie.target)}
    kept = [e for key, e in snapshot.entities.items() if key in linked or key == partnership]
    kept.sort(key=lambda entity: hmac.new(code.encode(), entity.id.encode(), sha256).digest())
    joined = {tie.source for tie in snapshot.ties.values() if tie.kind == "member_of"}
    known = {
        entity.id: Actor((entity.kind, str(entity.id in joined)), _known(entity))
        for entity in kept
        if entity.kind in actor_kinds()
    }
    values, report = anonymise(known, QUASI_IDENTIFIERS, k)
    names = _names(kept, joined, values, language)
    width = max(3, len(str(len(kept))))
    ids = {entity.id: f"n{number:0{width}}" for number, entity in enumerate(kept, start=1)}
    entities = {
        ids[entity.id]: _renamed(entity, ids[entity.id], names[entity.id], values.get(entity.id))
        for entity in kept
    }
    ties = _ties(snapshot, ids, years)
    renamed = Snapshot(
        snapshot.revision,
        _scope(snapshot),
        entities,
        ties,
        {},
    )
    groups = {ids[key]: actor.group for key, actor in known.items()}
    sizes = candidates(renamed, groups, {ids[key]: held for key, held in values.items()})
    return Release(
        snapshot=renamed,
        attributes=report,
        actors=summed(sizes, list(groups), k),
        members=summed(sizes, [ids[key] for key in known if key in joined], k),
        dropped=_dropped(snapshot, kept, years),
        key=tuple(KeyRow(ids[e.id], names[e.id], e.id, e.name, e.kind) for e in kept),
    )


def _check(code: str, k: int) -> None:
    problems = []
    if len(code) < SHORTEST_CODE:
        message = f"has {len(code)} characters; use at least {SHORTEST_CODE}"
        problems.append(Problem("code-too-short", "pseudonyms", "code", message))
    if not 2 <= k <= MOST_K:
        problems.append(Problem("bad-k", "pseudonyms", "k", f"write a number from 2 to {MOST_K}"))
    if problems:
        raise Invalid(problems)


def _known(entity: Entity) -> Values:
    """What an outsider may know of an actor."""
    held = {**entity.attributes, "collective": "yes" if entity.collective else ""}
    return tuple(str(held.get(attribute.key, "")) for attribute in QUASI_IDENTIFIERS)


def _names(
    kept: list[Entity],
    joined: set[str],
    values: Mapping[str, Values],
    language: Language,
) -> dict[str, str]:
    """A label for each: role, sector as far as it is published, and a number."""
    counts: Counter[str] = Counter()
    found = {}
    for entity in kept:
        role = vocabulary().entities[entity.kind].label.in_(language)
        if entity.id in joined:
            role = word("member").in_(language)
        sector = values.get(entity.id, ("",))[0]
        label = f"{role}, {word(sector).in_(language)}" if sector else role
        counts[label] += 1
        found[entity.id] = f"{label} {counts[label]}"
    return found


def _renamed(entity: Entity, key: str, name: str, values: Values | None) -> Entity:
    attributes: dict[str, Value] = {}
    collective = False
    for attribute, value in zip(QUASI_IDENTIFIERS, values or (), strict=values is not None):
        if attribute.key == "collective":
            collective = bool(value)
        elif value:
            attributes[attribute.key] = value
    return Entity(
        key,
        entity.kind,
        name,
        collective=collective,
        fictional=entity.fictional,
        attributes=attributes,
    )


def _ties(snapshot: Snapshot, ids: Mapping[str, str], years: bool) -> dict[str, Tie]:
    """The ties between pseudonyms, in their order: none follows from the original ids."""
    found = [
        Tie(
            id="",
            partnership=ids[tie.partnership],
            kind=tie.kind,
            source=source,
            target=target,
            certainty=tie.certainty,
            valid_from=PartialDate(tie.valid_from.year) if years and tie.valid_from else None,
            valid_to=_year_of_end(tie.valid_to) if years and tie.valid_to else None,
            attributes={k: v for k, v in sorted(tie.attributes.items()) if k in TIE_ATTRIBUTES},
        )
        for tie in snapshot.ties.values()
        for source, target in [_ends(tie, ids)]
    ]
    found.sort(key=_content)
    width = max(3, len(str(len(found))))
    return {
        (key := f"t{number:0{width}}"): replace(tie, id=key)
        for number, tie in enumerate(found, start=1)
    }


def _ends(tie: Tie, ids: Mapping[str, str]) -> tuple[str, str]:
    """Both ends; where their order means nothing, it is not that of the original either."""
    one, other = ids[tie.source], ids[tie.target]
    if not vocabulary().ties[tie.kind].directed and other < one:
        return other, one
    return one, other


def _year_of_end(end: PartialDate) -> PartialDate:
    """The first year in which the tie holds no more; one that ended in 2019 does in 2020."""
    first = end.first_day
    begins_a_year = (first.month, first.day) == (1, 1)
    return PartialDate(first.year if begins_a_year else first.year + 1)


def _content(tie: Tie) -> tuple[str, ...]:
    period = (str(tie.valid_from or ""), str(tie.valid_to or ""))
    return (tie.source, tie.target, tie.kind, tie.certainty, *period, str(dict(tie.attributes)))


def _scope(snapshot: Snapshot) -> Scope:
    """What was asked for, without the name of the partnership and the exact day."""
    asked = snapshot.scope
    moment = PartialDate(asked.as_of.year) if asked.as_of else None
    return Scope(as_of=moment, kinds=asked.kinds, certainty=asked.certainty)


def _dropped(snapshot: Snapshot, kept: list[Entity], years: bool) -> dict[str, int]:
    """How much of each was taken out."""
    ties = snapshot.ties.values()
    texts = sum(len(tie.attributes.keys() - TIE_ATTRIBUTES) for tie in ties)
    published = {attribute.key for attribute in QUASI_IDENTIFIERS}
    return {
        "names": len(kept),
        "aliases": sum(len(entity.aliases) for entity in kept),
        "summaries": sum(1 for entity in kept if entity.summary),
        "attributes": sum(len(entity.attributes.keys() - published) for entity in kept),
        "citations": sum(len(each.citations) for each in kept)
        + sum(len(tie.citations) for tie in ties),
        "texts": texts,
        "dates" if years else "periods": sum(
            1
            for tie in ties
            for moment in (tie.valid_from, tie.valid_to)
            if moment is not None and (moment.month is not None or not years)
        ),
    }
