"""Whose a record was at each revision, so that its history shows to them only."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from typing import TypeAlias

from netmap.model import Entity, Record, RecordedChange, RecordType, Revision, Tie
from netmap.services.belonging import Place, claim, named, told
from netmap.stores.desk import Document, Value
from netmap.vocabulary import vocabulary

Then: TypeAlias = tuple[int, RecordType, str]  # a record at a revision


class Past:
    """Who had what while the revisions went by, as far as partnerships that may be read had it.

    What nobody had yet is of whoever has it next; what nobody has any more, of who had it last.
    """

    def __init__(self, mine: frozenset[str], added: Iterable[Document]) -> None:
        self._mine = mine
        self._told: dict[int, list[tuple[str, Value]]] = defaultdict(list)
        for number, home, value in told(added):
            self._told[number].append((home, value))
        self._claims: dict[Place, set[str]] = defaultdict(set)
        self._ties: dict[Place, Counter[str]] = defaultdict(Counter)
        self._last: dict[Place, bool] = {}
        self._waiting: dict[Place, list[int]] = defaultdict(list)
        self._seen: set[Then] = set()

    def take(self, revision: Revision) -> None:
        """Take in the next revision."""
        records = [change for change in revision.changes if change.type != "tie"]
        was = {
            (change.type, change.id): self._homes((change.type, change.id)) for change in records
        }
        moved: set[Place] = set()
        for change in revision.changes:
            for tie, step in ((change.before, -1), (change.after, 1)):
                if isinstance(tie, Tie):
                    if tie.partnership in self._mine:
                        self._seen.add((revision.number, "tie", tie.id))
                    for place in (*named(tie), _partnership(tie)):
                        self._ties[place][tie.partnership] += step
                        moved.add(place)
        for home, value in self._told.get(revision.number, ()):
            moved |= claim(self._claims, home, value)
        for place in moved:
            self._settle(place, self._homes(place))
        for change in records:
            self._look(revision.number, change, was[change.type, change.id])

    def seen(self, now: Callable[[RecordType, str], bool]) -> frozenset[Then]:
        """What may be looked back at; what never was of anybody shows if it shows ``now``."""
        for place, numbers in self._waiting.items():
            if now(*place):
                self._seen |= {(number, *place) for number in numbers}
        return frozenset(self._seen)

    def _homes(self, place: Place) -> frozenset[str]:
        tied = self._ties.get(place, Counter[str]())
        claimed = self._claims.get(place, ())
        return frozenset(key for key, count in tied.items() if count > 0).union(claimed)

    def _settle(self, place: Place, homes: frozenset[str]) -> None:
        if homes:
            self._last[place] = not homes.isdisjoint(self._mine)
            numbers = self._waiting.pop(place, ())
            if self._last[place]:
                self._seen |= {(number, *place) for number in numbers}

    def _look(self, number: int, change: RecordedChange, was: frozenset[str]) -> None:
        place = (change.type, change.id)
        homes = was | self._homes(place)
        if homes:
            seen = not homes.isdisjoint(self._mine)
            self._last.setdefault(place, seen)
        else:
            seen = self._last.get(place, False)
        if seen or _everybodys(change.after or change.before) or change.id in self._mine:
            self._seen.add((number, *place))
        elif not homes and place not in self._last:
            self._waiting[place].append(number)
        if change.after is None:  # another of that id is another
            for table in (self._claims, self._last, self._waiting):
                table.pop(place, None)


def _everybodys(record: Record | None) -> bool:
    return isinstance(record, Entity) and vocabulary().entities[record.kind].reference


def _partnership(tie: Tie) -> Place:
    return "entity", tie.partnership
