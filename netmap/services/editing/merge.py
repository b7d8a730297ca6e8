"""Two entities that are the same become one: ties move, doubles fall together, one revision."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from netmap.errors import Invalid, Problem, UnknownEntity
from netmap.model import CERTAINTIES, Change, Entity, Put, Remove, Snapshot, Tie
from netmap.services.browse import TieView, tie_view
from netmap.services.context import Context
from netmap.services.editing import threeway
from netmap.services.editing.commit_if_unchanged import commit_if_unchanged
from netmap.services.editing.differences import Naming, Word, label_of, words_for
from netmap.services.identity import claim
from netmap.services.rights import Right, needs
from netmap.vocabulary import Label

_CHOICES = ("name", "summary", "collective")  # beside the attributes


@dataclass(frozen=True, slots=True)
class Option:
    """One part in which the two differ; ``keep`` wins when nobody chooses."""

    part: str
    label: Label
    keep: tuple[Word, ...]
    drop: tuple[Word, ...]


@dataclass(frozen=True, slots=True)
class Merging:
    """What would become of two entities. ``joined`` are pairs: what goes, into what stays."""

    revision: int
    keep: Entity
    drop: Entity
    options: tuple[Option, ...]
    moved: tuple[TieView, ...]
    joined: tuple[tuple[TieView, TieView], ...]
    lost: tuple[TieView, ...]  # ties between the two
    aliases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Plan:
    entity: Entity
    moved: tuple[tuple[Tie, Tie], ...]  # before, after
    joined: tuple[tuple[Tie, Tie], ...]  # what goes, what stays
    lost: tuple[Tie, ...]
    others: tuple[Entity, ...]  # that name the dropped one in an attribute
    changes: tuple[Change, ...]


@needs(Right.EDIT)
def merging(ctx: Context, keep: str, drop: str) -> Merging:
    """What would happen, before it does. Raises UnknownEntity, and Invalid for an unlike pair."""
    now = ctx.store.snapshot()
    one, other = _pair(now, keep, drop)
    plan = _plan(now, one, other, {})
    naming = Naming(now)
    ours, theirs = threeway.parts(one), threeway.parts(other)
    differing = [
        name
        for name in dict.fromkeys((*ours, *theirs))
        if _is_choice(name) and ours.get(name) != theirs.get(name)
    ]
    return Merging(
        revision=now.revision,
        keep=one,
        drop=other,
        options=tuple(
            Option(
                name,
                label_of(name),
                words_for(one, name, ours.get(name), naming),
                words_for(other, name, theirs.get(name), naming),
            )
            for name in differing
        ),
        moved=tuple(tie_view(now, before) for before, _ in plan.moved),
        joined=tuple((tie_view(now, gone), tie_view(now, kept)) for gone, kept in plan.joined),
        lost=tuple(tie_view(now, tie) for tie in plan.lost),
        aliases=plan.entity.aliases,
    )


@needs(Right.EDIT)
def merge_entities(
    ctx: Context,
    keep: str,
    drop: str,
    *,
    choices: threeway.Choices,
    message: str,
    expect: int | None = None,
) -> int:
    """Make two entities one; ``choices`` says for a part whose value stays (theirs: the dropped).

    Raises UnknownEntity, Invalid for an unlike pair, and Conflict when their ties
    are others than at revision ``expect``.
    """
    now = ctx.store.snapshot()
    return commit_if_unchanged(
        ctx,
        now,
        lambda seen: _plan(seen, *_pair(seen, keep, drop), choices).changes,
        message=message,
        expect=expect,
    )


def _pair(now: Snapshot, keep: str, drop: str) -> tuple[Entity, Entity]:
    for key in (keep, drop):
        if key not in now.entities:
            raise UnknownEntity(key)
    one, other = now.entities[keep], now.entities[drop]
    problems = []
    if keep == drop:
        problems.append(Problem("same-ends", "", "drop", "choose two different entities"))
    if one.kind != other.kind:
        message = f"a {one.kind} and a {other.kind} cannot be the same"
        problems.append(Problem("different-kinds", "", "drop", message))
    if "partnership" in (one.kind, other.kind):
        problems.append(Problem("cannot-merge", "", "drop", "partnerships are not merged"))
    if one.fictional != other.fictional:
        message = "what is invented and what is real cannot be the same"
        problems.append(Problem("fictional-and-real", "", "drop", message))
    if problems:
        raise Invalid(problems)
    return one, other


def _is_choice(name: str) -> bool:
    return name in _CHOICES or name.startswith("attr.")


def _plan(now: Snapshot, keep: Entity, drop: Entity, choices: threeway.Choices) -> _Plan:
    entity = _joined_entity(keep, drop, choices)
    kept = {tie.id: tie for tie in now.ties.values() if drop.id not in (tie.source, tie.target)}
    by_claim: dict[tuple[str, ...], list[str]] = {}
    for tie in kept.values():
        if keep.id in (tie.source, tie.target):
            by_claim.setdefault(claim(tie), []).append(tie.id)
    moved, joined, lost = [], [], []
    for tie in now.ties.values():
        if tie.id in kept:
            continue
        after = replace(
            tie,
            source=keep.id if tie.source == drop.id else tie.source,
            target=keep.id if tie.target == drop.id else tie.target,
        )
        if after.source == after.target:
            lost.append(tie)
            continue
        same = next((k for k in by_claim.get(claim(after), ()) if _agree(kept[k], after)), None)
        if same:
            kept[same] = _joined_tie(kept[same], after)
            joined.append((tie, now.ties[same]))
        else:
            moved.append((tie, after))
    others = tuple(
        _renamed(record, drop.id, keep.id)
        for record in now.entities.values()
        if record.id not in (keep.id, drop.id) and _names(record, drop.id)
    )
    changes: list[Change] = [Put(entity), *map(Put, others), Remove("entity", drop.id)]
    changes += [Put(after) for _, after in moved]
    changes += [Remove("tie", gone.id) for gone, _ in joined]
    changes += [Put(kept[key]) for key in dict.fromkeys(stays.id for _, stays in joined)]
    changes += [Remove("tie", tie.id) for tie in lost]
    return _Plan(entity, tuple(moved), tuple(joined), tuple(lost), others, tuple(changes))


def _joined_entity(keep: Entity, drop: Entity, choices: threeway.Choices) -> Entity:
    values: dict[str, Any] = dict(threeway.parts(keep))
    for name, value in threeway.parts(drop).items():
        empty = values.get(name) in (None, "")
        if _is_choice(name) and (empty or choices.get(name) == "theirs"):
            values[name] = value
    for name in [n for n in values if n.startswith("attr.") and choices.get(n) == "theirs"]:
        values[name] = drop.attributes.get(name.removeprefix("attr."))
    names = (*keep.aliases, keep.name, drop.name, *drop.aliases)
    values["aliases"] = tuple(dict.fromkeys(n for n in names if n != values["name"]))
    values["citations"] = tuple(dict.fromkeys((*keep.citations, *drop.citations)))
    return threeway.assemble(keep, values)


def _agree(one: Tie, other: Tie) -> bool:
    """Whether two ties of one claim say the same: one period, and no attribute against another."""
    return (one.valid_from, one.valid_to) == (other.valid_from, other.valid_to) and all(
        other.attributes.get(key, value) == value for key, value in one.attributes.items()
    )


def _joined_tie(one: Tie, other: Tie) -> Tie:
    """One tie with the citations of both, as certain as the surer of the two."""
    surest = min(one.certainty, other.certainty, key=CERTAINTIES.index)
    return replace(
        one,
        certainty=surest,
        citations=tuple(dict.fromkeys((*one.citations, *other.citations))),
        attributes={**other.attributes, **one.attributes},
    )


def _names(entity: Entity, key: str) -> bool:
    return any(isinstance(v, tuple) and key in v for v in entity.attributes.values())


def _renamed(entity: Entity, old: str, new: str) -> Entity:
    attributes: Mapping[str, Any] = {
        name: tuple(dict.fromkeys(new if item == old else item for item in value))
        if isinstance(value, tuple)
        else value
        for name, value in entity.attributes.items()
    }
    return replace(entity, attributes=attributes)
