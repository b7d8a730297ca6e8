"""What the pages, the command line and programs see of ateliers."""

from __future__ import annotations

from dataclasses import dataclass

from netmap.comparison.invitations import GoBetween, Invitation
from netmap.comparison.needs import Need
from netmap.comparison.sentences import Told
from netmap.model import Entity
from netmap.services.browse import TieView
from netmap.services.changes import Named
from netmap.services.reports import GapItem


@dataclass(frozen=True, slots=True)
class Participation:
    """Who takes part in an atelier, or leads it, by one tie."""

    who: Named
    leads: bool
    role: str
    frequency: str
    ended: bool
    view: TieView


@dataclass(frozen=True, slots=True)
class AtelierRow:
    """An atelier in the list. ``participants`` counts those who take part now."""

    atelier: Entity
    closed: bool
    purposes: tuple[Named, ...]
    leaders: tuple[Named, ...]
    participants: int
    gaps: int


@dataclass(frozen=True, slots=True)
class AtelierList:
    """The ateliers of a partnership: those that run first, then by name."""

    revision: int
    partnership: Entity
    fictional: bool
    items: tuple[AtelierRow, ...]


@dataclass(frozen=True, slots=True)
class NeedRow:
    """Something that the atelier asks for, why, and who has it."""

    need: Need
    thing: Named
    why: str
    taking_part: tuple[Named, ...]
    others: tuple[Named, ...]
    elsewhere: tuple[Named, ...]
    evidence: tuple[TieView, ...]

    @property
    def missing(self) -> bool:
        return not self.taking_part


@dataclass(frozen=True, slots=True)
class GoBetweenRow:
    """Who could make the introduction."""

    who: Named
    between: GoBetween


@dataclass(frozen=True, slots=True)
class InvitationRow:
    """An organisation that could be invited, with the reasons in sentences."""

    invitation: Invitation
    who: Named
    standing: str
    reasons: tuple[Told, ...]
    through: tuple[GoBetweenRow, ...]
    covers: tuple[Named, ...]
    evidence: tuple[TieView, ...]


@dataclass(frozen=True, slots=True)
class AtelierView:
    """Everything about one atelier."""

    revision: int
    partnership: Entity
    fictional: bool
    atelier: Entity
    closed: bool
    purposes: tuple[TieView, ...]
    participants: tuple[Participation, ...]
    former: tuple[Participation, ...]
    results: tuple[TieView, ...]
    other_ties: tuple[TieView, ...]
    gaps: tuple[GapItem, ...]
    needs: tuple[NeedRow, ...]
    first: tuple[InvitationRow, ...]
    near: tuple[InvitationRow, ...]
