"""Assumptions as a user writes them: ids and ``KIND:SOURCE:TARGET``, checked before use."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from netmap.errors import Invalid, Problem, UnknownEntity
from netmap.model import Attribute, Entity, Scope, Snapshot, Tie
from netmap.scenario import Assumption, EntityJoins, EntityLeaves, TieAppears, TieDisappears
from netmap.services.browse import one_partnership
from netmap.services.context import Context
from netmap.services.rights import Right, needs
from netmap.stores.rules import check
from netmap.vocabulary import vocabulary


@needs(Right.READ)
def read_assumptions(
    ctx: Context,
    scope: Scope,
    *,
    leaves: Iterable[str] = (),
    joins: Iterable[str] = (),
    ties: Iterable[str] = (),
    ends: Iterable[str] = (),
) -> tuple[Assumption, ...]:
    """What to assume about the one partnership of the scope, in this order.

    Parameters
    ----------
    leaves
        Ids of what stops or leaves: an organisation, a role, an atelier.
    joins
        ``ID`` of an organisation that the store knows, or ``ID=NAME`` of a new one. It
        becomes a member.
    ties
        ``KIND:SOURCE:TARGET``, and ``:NAME=VALUE`` for each attribute
        (``refers_to:gp:team:scale=up``). The ends may be anything that the store knows.
    ends
        Ids of ties that end.

    Raises Invalid, UnknownEntity, UnknownPartnership, UnknownRevision.
    """
    reader = _Reader(ctx, scope)
    return (
        *(reader.leaves(key) for key in leaves),
        *(reader.joins(text) for text in joins),
        *(assumption for text in ties for assumption in reader.tie(text)),
        *(TieDisappears(key) for key in ends),
    )


class _Reader:
    """Remembers what has joined, so that later ties may name it."""

    def __init__(self, ctx: Context, scope: Scope) -> None:
        self._here, home = one_partnership(ctx, scope)
        self._partnership = home.id
        everywhere = ctx.store.snapshot(Scope(revision=scope.revision))
        self._known: dict[str, Entity] = dict(everywhere.entities)
        self._joined: set[str] = set()

    def leaves(self, key: str) -> Assumption:
        if key == self._partnership:
            raise _invalid("leaves", key, "is the partnership itself, which cannot leave")
        if key not in self._here.entities:
            raise UnknownEntity(key)
        return EntityLeaves(key)

    def joins(self, text: str) -> Assumption:
        key, named, name = text.partition("=")
        known = self._known.get(key)
        if known is None and not named:
            raise UnknownEntity(key)
        if known is not None and named:
            raise _invalid("joins", key, f"is known already, as {known.name}; leave the name out")
        entity = known or Entity(key, "organisation", name.strip())
        _refuse(check(entity, {}, {c.source for c in entity.citations}))
        if not vocabulary().allows("member_of", entity.kind, "partnership"):
            raise _invalid("joins", key, "cannot be a member; give it a tie instead")
        self._known[key] = entity
        self._joined.add(key)
        return EntityJoins(entity, (self._tie("member_of", key, self._partnership, {}),))

    def tie(self, text: str) -> Iterator[Assumption]:
        kind, *rest = text.split(":")
        if len(rest) < 2 or not all("=" in part for part in rest[2:]):
            raise _invalid(
                "tie", text, "write KIND:SOURCE:TARGET, or KIND:SOURCE:TARGET:NAME=VALUE"
            )
        attributes = dict(part.split("=", 1) for part in rest[2:])
        for end in rest[:2]:
            if end not in self._known:
                raise UnknownEntity(end)
        tie = self._tie(kind, rest[0], rest[1], {k: _value(k, v) for k, v in attributes.items()})
        for end in rest[:2]:
            if end not in self._here.entities and end not in self._joined:
                self._joined.add(end)
                yield EntityJoins(self._known[end])
        yield TieAppears(tie)

    def _tie(self, kind: str, source: str, target: str, attributes: dict[str, Attribute]) -> Tie:
        """The tie; the one that is there, when it says this already."""
        key = f"assumed.{self._partnership}.{kind}.{source}.{target}"
        tie = Tie(key, self._partnership, kind, source, target, "assumed", attributes=attributes)
        kinds = {entity.id: entity.kind for entity in self._known.values()}
        _refuse(check(tie, kinds, ()))
        return next(_same(tie, self._here), tie)


def _same(tie: Tie, snapshot: Snapshot) -> Iterator[Tie]:
    """Ties of the snapshot that say what ``tie`` says, and perhaps more."""
    orders = {(tie.source, tie.target)}
    if not vocabulary().ties[tie.kind].directed:
        orders.add((tie.target, tie.source))
    for known in snapshot.ties.values():
        same_ends = (known.source, known.target) in orders
        if same_ends and known.kind == tie.kind and _within(tie.attributes, known.attributes):
            yield known


def _within(few: Mapping[str, Attribute], many: Mapping[str, Attribute]) -> bool:
    return all(many.get(name) == value for name, value in few.items())


def _value(name: str, text: str) -> Attribute:
    """Whole numbers where the vocabulary asks for them; anything else is checked later."""
    definition = vocabulary().attributes.get(name)
    if definition is not None and definition.type == "integer" and text.isdecimal():
        return int(text)
    return text


def _refuse(problems: Iterable[Problem]) -> None:
    """Raise what is wrong; an assumption needs no source, and the id of its tie is ours."""
    found = [
        replace(problem, where=f"assumed {problem.where}")
        for problem in problems
        if problem.code != "no-source"
        and not (problem.code == "bad-id" and problem.where.startswith("tie "))
    ]
    if found:
        raise Invalid(found)


def _invalid(field: str, value: str, message: str) -> Invalid:
    return Invalid([Problem("bad-value", f"assumption '{value}'", field, message)])
