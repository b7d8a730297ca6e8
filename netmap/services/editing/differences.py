"""What changed, in words: which record, which of its parts, from what to what."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

from netmap.model import (
    Citation,
    Entity,
    PartialDate,
    Record,
    RecordedChange,
    RecordType,
    Snapshot,
    Source,
    Tie,
)
from netmap.services.editing import threeway
from netmap.services.identity import record_in
from netmap.text import cards
from netmap.vocabulary import Label, vocabulary

Word: TypeAlias = str | Label | PartialDate  # the edge writes it in the reader's language

_WORDS = {
    table: cards.labels(words) for table, words in cards.read(__package__, "differences").items()
}
YES, NO = _WORDS["answers"]["yes"], _WORDS["answers"]["no"]
_PARTS = _WORDS["parts"]
_ENDS = frozenset({"source", "target", "partnership"})


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a record, before and after. No words: it was, or is, not filled in."""

    name: str
    label: Label
    before: tuple[Word, ...]
    after: tuple[Word, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """What happened to one record, and what it is called.

    ``subject`` is the name, or the two ends of a tie with its kind between them; ``there``
    says whether it is there now, so that it can be linked to.
    """

    type: RecordType
    id: str
    what: Literal["added", "removed", "changed"]
    subject: tuple[Word, ...]
    kind: Label
    parts: tuple[Part, ...]
    there: bool = True


@dataclass(frozen=True, slots=True)
class Beside:
    """One part that two people changed, side by side with what it was."""

    name: str
    label: Label
    base: tuple[Word, ...]
    mine: tuple[Word, ...]
    theirs: tuple[Word, ...]


class Naming:
    """Names for ids: from the records at hand, else what is there now, else what ever was."""

    def __init__(
        self,
        now: Snapshot,
        records: Iterable[Record | None] = (),
        past: Callable[[str], str | None] = lambda _: None,
    ) -> None:
        self._now = now
        self._past = past
        self._extra = {r.id: r for r in records if r is not None and not isinstance(r, Tie)}

    def of(self, key: str) -> str:
        """The name of an entity or the title of a source; the id where nothing is known."""
        for table in (self._extra, self._now.entities, self._now.sources):
            found = table.get(key)
            if isinstance(found, Entity):
                return found.name
            if isinstance(found, Source):
                return found.title
        return self._past(key) or key


def tell(
    changes: Iterable[RecordedChange],
    now: Snapshot,
    past: Callable[[str], str | None] = lambda _: None,
) -> tuple[Told, ...]:
    """The changes in words: entities first, then ties, then sources; by name."""
    changes = tuple(changes)
    names = Naming(now, [record for c in changes for record in (c.before, c.after)], past)
    found = [_told(change, now, names) for change in changes]
    order = {"entity": 0, "tie": 1, "source": 2}
    return tuple(
        sorted(found, key=lambda told: (order[told.type], str(told.subject[0]).casefold()))
    )


def _told(change: RecordedChange, now: Snapshot, names: Naming) -> Told:
    record = change.after or change.before
    if record is None:
        raise ValueError(f"{change.type} {change.id} was neither there before nor after")
    what: Literal["added", "removed", "changed"] = "changed"
    if change.before is None or change.after is None:
        what = "added" if change.before is None else "removed"
    return Told(
        type=change.type,
        id=change.id,
        what=what,
        subject=subject(record, names),
        kind=kind_of(record),
        parts=differences(change.before, change.after, names) if what == "changed" else (),
        there=record_in(now, change.type, change.id) is not None,
    )


def subject(record: Record, names: Naming) -> tuple[Word, ...]:
    """What a record is called; of a tie its two ends, with its kind between them."""
    if isinstance(record, Entity):
        return (record.name,)
    if isinstance(record, Source):
        return (record.title,)
    rule = vocabulary().ties.get(record.kind)
    way: Word = rule.label if rule else record.kind
    return names.of(record.source), way, names.of(record.target)


def kind_of(record: Record) -> Label:
    """The kind of an entity or source; for a tie the word for ties."""
    words = vocabulary()
    if isinstance(record, Entity):
        rule = words.entities.get(record.kind)
        return rule.label if rule else Label(record.kind, record.kind)
    if isinstance(record, Source):
        return words.sources.get(record.kind, _WORDS["answers"]["source"])
    return _WORDS["answers"]["tie"]


def differences(before: Record | None, after: Record | None, names: Naming) -> tuple[Part, ...]:
    """The parts in which two states of one record differ; all parts when one is not there."""
    old = threeway.parts(before) if before else {}
    new = threeway.parts(after) if after else {}
    like = after or before
    found = []
    for name in dict.fromkeys((*old, *new)):
        if old.get(name) != new.get(name):
            one, other = (words_for(like, name, side.get(name), names) for side in (old, new))
            found.append(Part(name, label_of(name), one, other))
    return tuple(found)


def beside(clash: threeway.Clash, record: Record, names: Naming) -> Beside:
    """A clash in words."""
    base, mine, theirs = (
        words_for(record, clash.part, value, names)
        for value in (clash.base, clash.mine, clash.theirs)
    )
    return Beside(clash.part, label_of(clash.part), base, mine, theirs)


def label_of(name: str) -> Label:
    """What a part of a record is called."""
    key = name.removeprefix("attr.")
    definition = vocabulary().attributes.get(key) if key != name else None
    return definition.label if definition else _PARTS.get(name, Label(key, key))


def words_for(record: Record | None, name: str, value: Any, names: Naming) -> tuple[Word, ...]:
    """A value of one part in words; none for what is not filled in."""
    words = vocabulary()
    if value is None or value in ("", ()):
        return ()
    if isinstance(value, bool):
        return (YES if value else NO,)
    if isinstance(value, PartialDate):
        return (value,)
    if name == "citations":
        return tuple(_cited(citation, names) for citation in value)
    if isinstance(value, tuple):
        return tuple(names.of(item) for item in value)
    if name in _ENDS and isinstance(record, Tie):
        return (names.of(str(value)),)
    if name == "certainty":
        return (words.certainties.get(str(value), str(value)),)
    if name == "kind" and record is not None:
        return (_kind_word(record, str(value)),)
    definition = words.attributes.get(name.removeprefix("attr."))
    if definition and name.startswith("attr.") and str(value) in definition.choices:
        return (definition.choices[str(value)],)
    return (str(value),)


def _kind_word(record: Record, kind: str) -> Word:
    words = vocabulary()
    if isinstance(record, Source):
        return words.sources.get(kind, kind)
    rule = (words.entities if isinstance(record, Entity) else words.ties).get(kind)
    return rule.label if rule else kind


def _cited(citation: Citation, names: Naming) -> str:
    place = f", {citation.locator}" if citation.locator else ""
    return f"{citation.evidence} ({names.of(citation.source)}{place})"
