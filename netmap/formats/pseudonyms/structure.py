"""Who can be told by their ties alone, whatever their label.

Somebody who knows how many ties an organisation has, or also how many its neighbours have,
finds it among those with the same numbers: the queries H1 and H2 of Hay, M., Miklau, G.,
Jensen, D., Towsley, D., & Weis, P. (2008). Resisting structural re-identification in
anonymized social networks. Proceedings of the VLDB Endowment 1(1), 102-114. Who also knows
how the neighbours are linked finds at least as many: Zhou, B., & Pei, J. (2008). Preserving
privacy in social networks against neighborhood attacks. ICDE 2008, 506-515. The numbers
here are therefore a floor.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Hashable, Mapping
from dataclasses import dataclass

from netmap.model import Snapshot
from netmap.vocabulary import vocabulary


@dataclass(frozen=True, slots=True)
class Measure:
    """How well one kind of knowledge tells actors apart.

    ``unique`` of them are the only one that fits, ``below`` are among fewer than k that fit
    (the unique ones included), ``of`` is how many there are.
    """

    key: str
    unique: int
    below: int
    of: int


def candidates(
    snapshot: Snapshot,
    groups: Mapping[str, Hashable],
    attributes: Mapping[str, Hashable],
) -> dict[str, dict[str, int]]:
    """For each actor with its group, among how many it is to be searched, by what one knows.

    Everybody is searched in its own group only: which actors are members, the ties tell.

    degree
        the number of ties (H1)
    neighbours
        that, and the numbers of ties of those at the other ends (H2)
    kinds
        the number of ties of each kind, in each direction where the kind has one
    years
        in which years ties of each kind begin and end
    attributes
        the published attributes and the number of ties
    together
        all of this
    """
    ties = list(snapshot.ties.values())
    degree: Counter[str] = Counter(end for tie in ties for end in (tie.source, tie.target))
    around: dict[str, list[int]] = defaultdict(list)
    kinds: dict[str, Counter[Hashable]] = defaultdict(Counter)
    years: dict[str, Counter[Hashable]] = defaultdict(Counter)
    for tie in ties:
        for way, one, other in (("out", tie.source, tie.target), ("in", tie.target, tie.source)):
            around[one].append(degree[other])
            # without a direction, which end comes first follows from the secret code only
            kinds[one][tie.kind, way if vocabulary().ties[tie.kind].directed else "both"] += 1
            period = (tie.kind, str(tie.valid_from or ""), str(tie.valid_to or ""))
            if any(period[1:]):
                years[one][period] += 1
    known: dict[str, dict[str, Hashable]] = {
        "degree": {key: degree[key] for key in groups},
        "neighbours": {key: tuple(sorted(around[key])) for key in groups},
        "kinds": {key: frozenset(kinds[key].items()) for key in groups},
        "years": {key: frozenset(years[key].items()) for key in groups},
        "attributes": {key: (attributes.get(key), degree[key]) for key in groups},
    }
    known["together"] = {key: tuple(of[key] for of in list(known.values())) for key in groups}
    found = {}
    for name, signatures in known.items():
        sizes = Counter((groups[key], signature) for key, signature in signatures.items())
        found[name] = {key: sizes[groups[key], sign] for key, sign in signatures.items()}
    return found


def summed(
    sizes_by: Mapping[str, Mapping[str, int]], actors: Collection[str], k: int
) -> tuple[Measure, ...]:
    """The same, summed up for some of the actors."""
    return tuple(
        Measure(
            name,
            unique=sum(1 for key in actors if sizes[key] == 1),
            below=sum(1 for key in actors if sizes[key] < k),
            of=len(actors),
        )
        for name, sizes in sizes_by.items()
    )
