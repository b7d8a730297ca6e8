"""Whom an atelier could invite: who covers what is missing, and who is one step away."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Literal, TypeAlias

from netmap.comparison.needs import Need, needs, purposes, taking_part
from netmap.coverage.view import Covered, carriers
from netmap.errors import UnknownEntity
from netmap.graph import Graph, collaboration
from netmap.model import PartialDate, Snapshot, Tie
from netmap.roles import Cast, cast
from netmap.vocabulary import entities_as, ties_as

Standing: TypeAlias = Literal["member", "own", "partner"]
_Left: TypeAlias = tuple[PartialDate, tuple[str, ...]]

STANDINGS: tuple[Standing, ...] = ("member", "own", "partner")


@dataclass(frozen=True, slots=True)
class Supply:
    """A need with who covers it: those who take part, others here, and others elsewhere.

    ``elsewhere`` is only looked for when nobody here covers it.
    """

    need: Need
    taking_part: tuple[str, ...]
    others: tuple[str, ...]
    elsewhere: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GoBetween:
    """Who takes part and has a tie with whoever could be invited.

    ``weight`` counts the distinct reasons for that tie, as the collaboration does.
    """

    id: str
    weight: int
    kinds: tuple[str, ...]
    shared: tuple[str, ...]
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Invitation:
    """An organisation that could be invited, and why.

    Attributes
    ----------
    covers
        What it covers of what is asked for and nobody who takes part covers.
    shares
        Themes and goals of the atelier that it works on as well.
    through
        Who could make the introduction, the strongest first.
    left
        When it stopped to take part, if it did before.
    evidence
        The ids of the ties that all this rests on.
    """

    id: str
    standing: Standing
    covers: tuple[str, ...]
    shares: tuple[str, ...]
    through: tuple[GoBetween, ...]
    left: PartialDate | None
    evidence: tuple[str, ...]

    @property
    def asked_for(self) -> bool:
        """Whether there is more reason than being near."""
        return bool(self.covers or self.shares)


@dataclass(frozen=True, slots=True)
class Invitations:
    """Who takes part, what the atelier asks for, and who could be invited, in order."""

    participants: tuple[str, ...]
    supplies: tuple[Supply, ...]
    invitations: tuple[Invitation, ...]


def invitations(
    snapshot: Snapshot, partnership: str, atelier: str, *, elsewhere: Snapshot | None = None
) -> Invitations:
    """Whom the atelier could invite, seen at the moment of the snapshot (see `Snapshot.moment`).

    First who covers something that is missing or works on the same, members before the
    partnership's own bodies before partners; then who only has ties with those who take part,
    by the number of go-betweens and the strength of the ties.

    Parameters
    ----------
    elsewhere
        A snapshot of all partnerships, to name an example of who covers what nobody here does.

    Raises UnknownPartnership, and UnknownEntity when the atelier is none of the partnership's.
    """
    everybody = cast(snapshot, partnership)
    known = snapshot.entities.get(atelier)
    named = any(atelier in (tie.source, tie.target) for tie in everybody.ties)
    if known is None or known.kind != "atelier" or not named:
        raise UnknownEntity(atelier)
    current = _current(snapshot)
    actors = cast(current, partnership)
    inside = tuple(taking_part(actors, atelier))
    asked = needs(current, actors, atelier)
    everything = carriers(current, actors, *entities_as("need"))
    covered = {need.id: everything.get(need.id, {}) for need in asked}
    missing = [need.id for need in asked if not covered[need.id].keys() & set(inside)]
    open_ = [key for key in missing if not covered[key].keys() - {partnership}]
    abroad = (
        _elsewhere(snapshot.entities[partnership].fictional, everybody, open_, elsewhere)
        if elsewhere and open_
        else {}
    )
    nearby = _nearby(current, partnership, atelier, inside)
    left = _left(everybody, atelier, inside)
    return Invitations(
        participants=inside,
        supplies=tuple(
            Supply(
                need,
                tuple(key for key in inside if key in covered[need.id]),
                tuple(sorted(covered[need.id].keys() - {partnership, *inside})),
                abroad.get(need.id, ()),
            )
            for need in asked
        ),
        invitations=_invitations(
            actors,
            sorted({*actors.all_at("organisation"), *left} - set(inside)),
            missing={key: covered[key] for key in missing},
            sharing=_sharing(current, actors, atelier),
            nearby=nearby,
            left=left,
        ),
    )


def _current(snapshot: Snapshot) -> Snapshot:
    """What still holds now."""
    now = snapshot.moment
    return _keeping(
        snapshot,
        (t for t in snapshot.ties.values() if t.valid_to is None or (now and t.holds_at(now))),
    )


def _keeping(snapshot: Snapshot, ties: Iterable[Tie]) -> Snapshot:
    return replace(snapshot, ties=MappingProxyType({tie.id: tie for tie in ties}))


def _sharing(snapshot: Snapshot, actors: Cast, atelier: str) -> Covered:
    """Who works on the themes and goals of the atelier."""
    wanted = purposes(actors, snapshot, atelier)
    found = carriers(snapshot, actors, *entities_as("purpose"))
    return {thing: who for thing, who in found.items() if thing in wanted}


def _elsewhere(
    fictional: bool, actors: Cast, wanted: Iterable[str], elsewhere: Snapshot
) -> Mapping[str, tuple[str, ...]]:
    """Who covers something in another partnership; made-up ones only beside made-up ones."""
    everything = carriers(elsewhere, cast(elsewhere), *entities_as("need"))
    return {
        key: tuple(
            sorted(
                one
                for one in everything.get(key, {})
                if one not in actors.home
                and elsewhere.entities[one].kind == "organisation"
                and elsewhere.entities[one].fictional == fictional
                and not elsewhere.entities[one].collective
            )
        )
        for key in wanted
    }


def _nearby(
    snapshot: Snapshot, partnership: str, atelier: str, inside: tuple[str, ...]
) -> Mapping[str, tuple[GoBetween, ...]]:
    """Who has a tie with somebody who takes part; meeting in this very atelier is none."""
    others = (
        tie
        for tie in snapshot.ties.values()
        if not (tie.kind in ties_as("taking_part") and tie.target == atelier)
    )
    graph: Graph = collaboration(_keeping(snapshot, others), partnership)
    found: dict[str, list[GoBetween]] = defaultdict(list)
    for one in inside:
        for other in graph.adj.get(one, ()):
            edge = graph.edges[one, other]
            found[other].append(
                GoBetween(one, edge["weight"], edge["kinds"], edge["shared"], edge["ties"])
            )
    return {
        key: tuple(sorted(between, key=lambda item: (-item.weight, item.id)))
        for key, between in found.items()
    }


def _left(everybody: Cast, atelier: str, inside: tuple[str, ...]) -> Mapping[str, _Left]:
    """When organisations that no longer take part stopped to do so, and the ties that say so."""
    found: dict[str, _Left] = {}
    for home, ties in taking_part(everybody, atelier).items():
        dates = [tie.valid_to for tie in ties if tie.valid_to is not None]
        if home not in inside and dates:
            latest_one = max(dates, key=lambda date: date.first_day)
            found[home] = latest_one, tuple(tie.id for tie in ties)
    return found


def _invitations(
    actors: Cast,
    outside: Iterable[str],
    *,
    missing: Covered,
    sharing: Covered,
    nearby: Mapping[str, tuple[GoBetween, ...]],
    left: Mapping[str, _Left],
) -> tuple[Invitation, ...]:
    found = []
    for key in outside:
        covers = tuple(thing for thing, who in missing.items() if key in who)
        shares = tuple(thing for thing, who in sharing.items() if key in who)
        through = nearby.get(key, ())
        if not (covers or shares or through or key in left):
            continue
        evidence = {tie for thing in covers for tie in missing[thing][key]}
        evidence |= {tie for thing in shares for tie in sharing[thing][key]}
        evidence |= {tie for between in through for tie in between.evidence}
        stopped, ties = left.get(key, (None, ()))
        found.append(
            Invitation(
                key,
                _standing(actors, key),
                covers,
                shares,
                through,
                stopped,
                tuple(sorted({*evidence, *ties})),
            )
        )
    return tuple(sorted(found, key=_rank))


def _standing(actors: Cast, key: str) -> Standing:
    if key in actors.members:
        return "member"
    return "own" if key in actors.own else "partner"


def _rank(invitation: Invitation) -> tuple[bool, int, int, int, int, int, int, str]:
    standing = STANDINGS.index(invitation.standing)
    asked = invitation.asked_for
    strength = sum(between.weight for between in invitation.through)
    return (
        not asked,
        standing if asked else 0,
        -len(invitation.covers),
        -len(invitation.shares),
        -len(invitation.through),
        -strength,
        standing,
        invitation.id,
    )
