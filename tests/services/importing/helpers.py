"""A small partnership to import into, and tables as text."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from netmap.formats.sheets import Sheet, read_file
from netmap.model import Entity, Put, Scope, Snapshot
from netmap.services.importing.choices import Choices, SourceChoice
from netmap.services.importing.guess import guess
from netmap.services.importing.plan import plan
from netmap.services.importing.preview import Preview, RowFate
from netmap.stores.base import assemble
from tests.builders import SOURCE, entity, tie

LIST = SourceChoice(title="Ledenlijst", date="3-2-2026")


def known() -> list[Put]:
    """A partnership with two organisations, a team and an atelier; one shared, one invented."""
    records = [
        SOURCE,
        entity("dorp", "partnership", name="Het Dorp"),
        entity("elders", "partnership", name="Elders"),
        Entity("fabel", "partnership", "Fabel", fictional=True),
        entity("kwintes", name="Kwintes", place="Ede"),
        Entity("schans", "organisation", "Stichting De Schans", aliases=("DKS",)),
        entity("gemeente", name="Gemeente Ergens"),
        entity("wijkteam", "unit", name="Wijkteam"),
        entity("eenzaamheid", "atelier", name="Kennisatelier Eenzaamheid"),
        entity("gedeeld", name="Abrona"),
        entity("directeur-elders", "unit", name="Directeur"),
        Entity("draak", "organisation", "Drakenclub", fictional=True),
        entity("huisartsenzorg", "function", name="Huisartsenzorg"),
    ]
    ties = [
        *(tie(key, "member_of", "dorp", partnership="dorp") for key in ("kwintes", "schans")),
        tie("gemeente", "commissions", "wijkteam", partnership="dorp", since="2020"),
        tie("kwintes", "takes_part_in", "eenzaamheid", partnership="dorp"),
        tie("gedeeld", "member_of", "elders", partnership="elders"),
        tie("directeur-elders", "part_of", "elders", partnership="elders"),
        tie("draak", "member_of", "fabel", partnership="fabel"),
    ]
    return [Put(record) for record in (*records, *ties)]


def snapshot(*more: Any) -> Snapshot:
    """Everything that is known; ``more`` are records that replace or add."""
    found: dict[str, dict[str, Any]] = {"Source": {}, "Entity": {}, "Tie": {}}
    for record in (*(put.record for put in known()), *more):
        found[type(record).__name__][record.id] = record
    parts = (found["Entity"].values(), found["Tie"].values(), found["Source"].values())
    return assemble(Scope(), 7, *parts)


def tables(**files: str | bytes) -> list[tuple[str, Sheet]]:
    """The sheets of CSV files, by name without the extension."""
    return [
        (f"{name}.csv", sheet)
        for name, text in files.items()
        for sheet in read_file(name, text.encode() if isinstance(text, str) else text)
    ]


def choices(found: list[tuple[str, Sheet]], **more: Any) -> Choices:
    made = Choices("dorp", tuple(guess(file, sheet) for file, sheet in found), source=LIST)
    return replace(made, **more)


def foreseen(now: Snapshot | None = None, *, options: Any = None, **files: str | bytes) -> Preview:
    """What importing the files would do."""
    found = tables(**files)
    return plan(now or snapshot(), [s for _, s in found], choices(found, **(options or {})))


def after(seen: Preview, now: Snapshot | None = None) -> Snapshot:
    """The snapshot once the changes are made."""
    records = [change.record for change in seen.changes if isinstance(change, Put)]
    now = now or snapshot()
    old = [*now.sources.values(), *now.entities.values(), *now.ties.values()]
    return snapshot(*old, *records)


def fates(seen: Preview) -> list[str]:
    return [row.fate for row in seen.rows]


def row(seen: Preview, number: int) -> RowFate:
    return next(item for item in seen.rows if item.number == number)


def cited(source: str, *records: Any) -> bool:
    """Whether every record cites the source."""
    return all(any(c.source == source for c in record.citations) for record in records)
