"""How something new belongs to the partnership: the ties that its kind allows, out of the words."""

from __future__ import annotations

from dataclasses import dataclass

from netmap.vocabulary import TieKind, vocabulary

_BELONGING = frozenset({"membership", "ateliers"})


@dataclass(frozen=True, slots=True)
class Way:
    """One kind of tie between something new and what is there already."""

    key: str  # the kind of tie; with "<" before it when the other end is its source
    kind: TieKind
    inward: bool
    others: frozenset[str]  # the kinds that the other end may be of


def ways(kind: str) -> tuple[Way, ...]:
    """The ties by which a new entity of a kind can belong to a partnership.

    Outward those that may link it to the partnership itself; inward those that only what is
    of its kind can receive (an activity comes out of an atelier, a theme is addressed).
    """
    found = []
    for rule in vocabulary().ties.values():
        to_partnership = "partnership" in rule.targets
        if kind in rule.sources and to_partnership and rule.layer in _BELONGING:
            found.append(Way(rule.key, rule, False, rule.targets))
        elif kind in rule.targets and not to_partnership and not rule.collaboration:
            found.append(Way(f"<{rule.key}", rule, True, rule.sources))
    return tuple(found)
