"""Rows of text become what they claim, with everything that is wrong with a row at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias, TypeVar, cast

from netmap.formats.sheets import Sheet
from netmap.model import Attribute, Certainty, Entity, PartialDate
from netmap.services.importing import words
from netmap.services.importing.cells import Cells
from netmap.services.importing.choices import TableChoice
from netmap.services.importing.fields import TableKind, catalogue
from netmap.services.importing.preview import Fault
from netmap.services.importing.text import fold
from netmap.vocabulary import Language, vocabulary

T = TypeVar("T")
Place: TypeAlias = tuple[int, int]  # table from 0, row as Excel shows it

_ROW = "rij"  # places in a source are facts, in the language of the partnerships
_EXAMPLES = ("voorbeeld:", "example:")


@dataclass(frozen=True, slots=True)
class Claim:
    """What entity rows and tie rows share: where it stands and how sure it is."""

    place: Place
    locator: str
    evidence: str
    certainty: Certainty | None
    since: PartialDate | None
    until: PartialDate | None
    attributes: Mapping[str, Attribute]


@dataclass(frozen=True, slots=True)
class EntityRow:
    """A row about one entity; empty and None are what it does not say."""

    claim: Claim
    id: str
    name: str
    kind: str
    kind_said: bool
    aliases: tuple[str, ...] = ()
    summary: str = ""
    collective: bool | None = None
    parent: str = ""
    member: bool | None = None


@dataclass(frozen=True, slots=True)
class TieRow:
    """A row about one tie; ``both`` when it goes both ways."""

    claim: Claim
    id: str
    kind: str
    source: str
    target: str
    both: bool = False


@dataclass(slots=True)
class ReadRow:
    """A row as it was read: what it claims, unless something is wrong or it is left out."""

    place: Place
    title: str
    id: str = ""
    name: str = ""  # of the entity that the row is about; empty for a tie
    claims: EntityRow | TieRow | None = None
    faults: list[Fault] = field(default_factory=list)
    notes: list[Fault] = field(default_factory=list)


def read_rows(
    number: int, choice: TableChoice, sheet: Sheet, home: Entity, language: Language
) -> Iterable[ReadRow]:
    """Every row of a table whose kind is known; what is wrong is told in the language."""
    where = ", ".join(filter(None, (choice.file, sheet.name)))
    for row in sheet.rows:
        cells = Cells(sheet.header, choice, row, language)
        locator = f"{where}, {_ROW} {row.number}"
        yield _read(cells, (number, row.number), locator, choice, home)


def _read(cells: Cells, place: Place, locator: str, choice: TableChoice, home: Entity) -> ReadRow:
    table = catalogue().tables[choice.kind]
    read = ReadRow(place, "", faults=cells.faults, notes=cells.notes)
    names = [cells.text(key) for key in table.required]
    read.title = " – ".join(filter(None, names)) or cells.first()
    if table.shape == "entity":
        read.id, read.name = cells.text("id"), cells.text("name")
    if any(name.casefold().startswith(_EXAMPLES) for name in names):
        read.notes.append(Fault("example", ""))
        return read
    for key in table.required:
        if not cells.text(key):
            read.faults.append(Fault("missing", cells.header(key)))
    kind = _kind(cells, table, choice)
    if kind == "-":
        read.notes.append(Fault("left-kind", cells.header("kind"), cells.text("kind")))
        return read
    if _elsewhere(cells, home):
        read.notes.append(Fault("other-partnership", "", cells.text("partnership")))
        return read
    attributes = _attributes(cells, table, kind)
    if table.key == "participation":
        kind, role = _part(cells, choice)
        attributes |= {"role": role} if role else {}
    more = cells.text("locator")
    claim = Claim(
        place=place,
        locator=f"{locator}, {more}" if more else locator,
        evidence=cells.text("evidence") or cells.quoted(),
        certainty=cast("Certainty | None", cells.word("certainty", words.certainty, _certainties)),
        since=cells.moment("since"),
        until=cells.moment("until"),
        attributes=attributes,
    )
    if claim.since and claim.until and claim.until.first_day <= claim.since.first_day:
        read.faults.append(Fault("bad-period", cells.header("until"), str(claim.until)))
    made = _entity(cells, claim, kind) if table.shape == "entity" else _tie(cells, claim, kind)
    if not read.faults:
        read.claims = made
    return read


def _entity(cells: Cells, claim: Claim, kind: str) -> EntityRow:
    return EntityRow(
        claim,
        id=cells.text("id"),
        name=cells.text("name"),
        kind=kind,
        kind_said=bool(cells.text("kind")),
        aliases=cells.several("aliases"),
        summary=cells.text("summary"),
        collective=cells.flag("collective"),
        parent=cells.text("parent"),
        member=cells.flag("member"),
    )


def _tie(cells: Cells, claim: Claim, kind: str) -> TieRow:
    way = cells.word("direction", words.direction, lambda _: ("directed", "undirected", "mutual"))
    rule = vocabulary().ties.get(kind)
    if way == "undirected" and rule and rule.directed:
        cells.notes.append(Fault("from-to", cells.header("direction"), cells.text("direction")))
    both = way == "mutual" and rule is not None and rule.directed
    return TieRow(claim, cells.text("id"), kind, cells.text("source"), cells.text("target"), both)


def _kind(cells: Cells, table: TableKind, choice: TableChoice) -> str:
    """The kind that the row says, or that of rows which say none; ``-`` leaves it out."""
    text = cells.text("kind")
    if not text:
        said = words.tie_kind(cells.text("topic")) if table.shape == "tie" else None
        return said or choice.default_kind  # Gephi's label of an edge may be its kind
    exact = words.entity_kind if table.shape == "entity" else words.tie_kind
    found = choice.values.get(fold(text)) or exact(text)
    if found:
        return found
    kinds = [vocabulary().entities[key].label for key in words.importable_kinds()]
    if table.shape == "tie":
        kinds = [kind.label for kind in vocabulary().ties.values()]
    allowed = tuple(label.in_(cells.language) for label in kinds)
    cells.faults.append(Fault("unknown-kind", cells.header("kind"), text, allowed))
    return choice.default_kind


def _elsewhere(cells: Cells, home: Entity) -> bool:
    """Whether the row says that it is about another partnership."""
    said = cells.text("partnership")
    return bool(said) and fold(said) not in {fold(home.id), fold(home.name)}


def _part(cells: Cells, choice: TableChoice) -> tuple[str, str]:
    """The kind of tie that a role in an atelier says, and the role itself where it is another."""
    text = cells.text("part")
    if words.part(cells.header("part")) == "leads" and words.flag(text) is not None:
        return ("leads" if words.flag(text) else "takes_part_in"), ""
    if not text:
        return choice.default_kind, ""
    known = words.part(text)
    return (known, "") if known else (choice.default_kind, text)


def _attributes(cells: Cells, table: TableKind, kind: str) -> dict[str, Attribute]:
    """The attributes that are filled in; what this kind cannot carry is noted."""
    known = vocabulary()
    if table.shape == "entity":
        allowed = {definition.key for definition in known.entity_attributes(kind)}
    else:
        allowed = set(known.ties[kind].attributes) if kind in known.ties else set()
    found: dict[str, Attribute] = {}
    for key in table.fields:
        definition = known.attributes.get(key)
        if definition is None or not cells.text(key):
            continue
        if key == "topic" and words.tie_kind(cells.text(key)) == kind:
            continue  # the label only repeats the kind
        if key not in allowed:
            cells.notes.append(Fault("not-for-kind", cells.header(key), cells.text(key)))
            continue
        value = cells.attribute(definition)
        if value is not None:
            found[key] = value
    for tag in cells.several("tags"):
        for key in ("sector", "line", "status"):
            code = words.choice(key, tag)
            if code and key in allowed:
                found.setdefault(key, code)
    return found


def _certainties(language: Language) -> tuple[str, ...]:
    return tuple(label.in_(language) for label in vocabulary().certainties.values())
