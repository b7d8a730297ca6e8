"""k-anonymity of attributes: coarser values, and none where that does not help.

Every combination of the attributes that an outsider may know should be shared by at least
k actors: Sweeney, L. (2002). k-anonymity: a model for protecting privacy. International
Journal of Uncertainty, Fuzziness and Knowledge-Based Systems 10(5), 557-570. Each attribute
is made coarser for everybody by the same number of steps, and the few that still stand out
lose their attributes. Of all ways to do so the one that keeps most is taken, by the measure
Prec of: Sweeney, L. (2002). Achieving k-anonymity privacy protection using generalization
and suppression. Same journal, 10(5), 571-588.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import product
from typing import TypeAlias

Values: TypeAlias = tuple[str, ...]  # one for each attribute; "" where not known, or taken away


@dataclass(frozen=True, slots=True)
class Actor:
    """What an outsider may know. ``group`` cannot be hidden, for the ties tell it."""

    group: Values
    values: Values


@dataclass(frozen=True, slots=True)
class Attribute:
    """An attribute with its ladder: each step maps values to coarser ones, the last to none.

    ``weight`` says how much its loss counts beside that of others.
    """

    key: str
    weight: int = 1
    steps: tuple[Mapping[str, str], ...] = ()

    @property
    def height(self) -> int:
        return len(self.steps) + 1

    def at(self, value: str, level: int) -> str:
        """The value ``level`` steps up; nothing at the top."""
        if level >= self.height:
            return ""
        return self.steps[level - 1].get(value, value) if level else value


@dataclass(frozen=True, slots=True)
class Generalised:
    """What happened to one attribute: for how many actors it is coarser, for how many gone."""

    key: str
    level: int
    height: int
    coarser: int
    gone: int
    kept: int


@dataclass(frozen=True, slots=True)
class AttributeReport:
    """What was done to the attributes, and whether k was reached.

    ``suppressed`` actors lost all attributes because theirs stood out; ``below`` actors
    are still in a combination that fewer than k share, since too few are of their kind.
    """

    k: int
    actors: int
    attributes: tuple[Generalised, ...]
    combinations: int
    smallest: int
    suppressed: int
    below: int


def anonymise(
    actors: Mapping[str, Actor], attributes: tuple[Attribute, ...], k: int
) -> tuple[dict[str, Values], AttributeReport]:
    """The values to publish for each actor, and what was done.

    The result depends on the actors only, not on their order; of equally good ways the
    one is taken that leaves most actors something, then the first.
    """
    best: tuple[tuple[float, int], dict[str, Values], frozenset[str], tuple[int, ...]] | None = None
    for levels in product(*(range(each.height + 1) for each in attributes)):
        values, suppressed = _at(actors, attributes, levels, k)
        worth = (_precision(actors, attributes, levels, suppressed), -len(suppressed))
        if best is None or worth > best[0]:
            best = (worth, values, suppressed, levels)
    assert best is not None  # noqa: S101 - there is always the way that takes nothing away
    _, values, suppressed, levels = best
    sizes = Counter((actors[key].group, values[key]) for key in actors)
    return values, AttributeReport(
        k=k,
        actors=len(actors),
        attributes=tuple(
            _generalised(
                attribute, level, [(actors[key].values[n], values[key][n]) for key in actors]
            )
            for n, (attribute, level) in enumerate(zip(attributes, levels, strict=True))
        ),
        combinations=len(sizes),
        smallest=min(sizes.values(), default=0),
        suppressed=len(suppressed),
        below=sum(size for size in sizes.values() if size < k),
    )


def _at(
    actors: Mapping[str, Actor],
    attributes: tuple[Attribute, ...],
    levels: tuple[int, ...],
    k: int,
) -> tuple[dict[str, Values], frozenset[str]]:
    """Values at these levels, and who had to lose them to stay among at least k."""
    nothing = ("",) * len(attributes)
    values = {
        key: tuple(
            attribute.at(value, level)
            for attribute, value, level in zip(attributes, actor.values, levels, strict=True)
        )
        for key, actor in actors.items()
    }
    suppressed: set[str] = set()
    while True:
        sizes = Counter((actors[key].group, values[key]) for key in actors)
        small = {of for of, size in sizes.items() if size < k and of[1] != nothing}
        bare = {group for (group, held), size in sizes.items() if held == nothing and size < k}
        for group in bare - {group for group, _ in small}:
            # those without attributes are too few: the smallest other combination joins them
            others = [(size, held) for (g, held), size in sizes.items() if g == group and any(held)]
            if others:
                small.add((group, min(others)[1]))
        if not small:
            return values, frozenset(suppressed)
        for key, actor in actors.items():
            if (actor.group, values[key]) in small:
                values[key] = nothing
                suppressed.add(key)


def _precision(
    actors: Mapping[str, Actor],
    attributes: tuple[Attribute, ...],
    levels: tuple[int, ...],
    suppressed: frozenset[str],
) -> float:
    """1 when nothing that is known was lost, 0 when all of it was."""
    known = lost = 0.0
    for key, actor in actors.items():
        for attribute, value, level in zip(attributes, actor.values, levels, strict=True):
            if value:
                share = 1.0 if key in suppressed else level / attribute.height
                known += attribute.weight
                lost += attribute.weight * share
    return 1 - lost / known if known else 1.0


def _generalised(attribute: Attribute, level: int, pairs: list[tuple[str, str]]) -> Generalised:
    return Generalised(
        attribute.key,
        level,
        attribute.height,
        coarser=sum(1 for old, new in pairs if new and new != old),
        gone=sum(1 for old, new in pairs if old and not new),
        kept=sum(1 for old, new in pairs if old and new == old),
    )
