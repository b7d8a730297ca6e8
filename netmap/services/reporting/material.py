"""What the parts of a report draw from: one partnership at one revision, and its decisions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from netmap.model import Entity, Scope, Snapshot
from netmap.services.context import Context
from netmap.services.meetings import Agenda
from netmap.services.reporting.words import Words
from netmap.vocabulary import Language


@dataclass(frozen=True, slots=True)
class Material:
    """The same for every section. ``scope`` names its revision; ``day`` is that revision's."""

    ctx: Context
    scope: Scope
    snapshot: Snapshot
    home: Entity
    agenda: Agenda
    day: date
    words: Words

    @property
    def language(self) -> Language:
        return self.words.language
