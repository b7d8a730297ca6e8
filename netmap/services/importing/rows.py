"""Rows of text become what they claim, with everything that is wrong with a row at once."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias, TypeVar, cast

from netmap.formats.sheets import Row, Sheet
from netmap.model import Attribute, Certainty, Entity, PartialDate
from netmap.services.importing import words
from netmap.services.importing.choices import TableChoice
from netmap.services.importing.fields import TableKind, catalogue
from netmap.services.importing.preview import Fault
from netmap.text.dates import read_date
from netmap.text.names import fold
from netmap.text.numbers import asked_integer
from netmap.vocabulary import AttributeDefinition, Language, vocabulary

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


_FORMULA = ("=", "+", "-", "@")
_CELL_ERRORS = frozenset(
    (
        *("#N/A", "#N/B", "#REF!", "#VERW!", "#NAME?", "#NAAM?", "#VALUE!", "#WAARDE!"),
        *("#DIV/0!", "#DEEL/0!", "#NUM!", "#GETAL!", "#NULL!", "#LEEG!"),
    )
)
_MOST_EVIDENCE = 600


class Cells:
    """The cells of one row by field."""

    def __init__(
        self, header: Sequence[str], choice: TableChoice, row: Row, language: Language
    ) -> None:
        self.language = language
        self.faults: list[Fault] = []
        self.notes: list[Fault] = []
        self._found: dict[str, tuple[str, str]] = {}
        self._row = row
        for column, text, key in zip(header, row.cells, choice.columns, strict=False):
            if key:
                self._found[key] = column, _unguarded(text)
                if any((c < " " and c not in "\n\t") or "\ud800" <= c <= "\udfff" for c in text):
                    self.faults.append(Fault("bad-text", column))
                if text in _CELL_ERRORS:
                    self.faults.append(Fault("cell-error", column, text))
        beyond = [text for text in row.cells[len(header) :] if text]
        if beyond:
            self.faults.append(Fault("too-many-cells", "", beyond[0]))

    def header(self, key: str) -> str:
        """The header of the column that is this field."""
        return self._found[key][0] if key in self._found else key

    def text(self, key: str) -> str:
        return self._found[key][1] if key in self._found else ""

    def first(self) -> str:
        return next(filter(None, self._row.cells), "")

    def several(self, key: str) -> tuple[str, ...]:
        """Texts with | between them; where there is no |, with ; or a line end."""
        text = self.text(key)
        parts = _listed(text)
        if parts is None:
            parts = text.split("|") if "|" in text else text.replace("\n", ";").split(";")
        return tuple(dict.fromkeys(part.strip() for part in parts if part.strip()))

    def moment(self, key: str) -> PartialDate | None:
        text = self.text(key)
        try:
            return read_date(text) if text else None
        except ValueError:
            self._wrong("bad-date", key)
            return None

    def flag(self, key: str) -> bool | None:
        text = self.text(key)
        found = words.flag(text) if text else None
        if text and found is None:
            self._wrong("bad-flag", key)
        return found

    def word(
        self,
        key: str,
        known: Callable[[str], str | None],
        allowed: Callable[[Language], tuple[str, ...]],
    ) -> str | None:
        """The code of one of a few words."""
        text = self.text(key)
        found = known(text) if text else None
        if text and found is None:
            self._wrong("unknown-choice", key, allowed(self.language))
        return found

    def attribute(self, definition: AttributeDefinition) -> Attribute | None:
        key = definition.key
        if definition.type == "choice":
            labels = tuple(label.in_(self.language) for label in definition.choices.values())
            return self.word(key, lambda text: words.choice(key, text), lambda _: labels)
        if definition.type == "integer":
            return self._integer(definition)
        return self.text(key)

    def quoted(self) -> str:
        """The row itself, as far as it was taken over."""
        parts = [
            f"{column}: {text}" if column else text for column, text in self._found.values() if text
        ]
        whole = "; ".join(parts)
        return whole if len(whole) <= _MOST_EVIDENCE else whole[: _MOST_EVIDENCE - 1] + "…"

    def _integer(self, definition: AttributeDefinition) -> int | None:
        low, high = definition.minimum, definition.maximum
        text = self.text(definition.key)
        found = asked_integer(text, definition.key, [], least=low or 0, most=high)
        if found is not None:
            return found
        allowed = (f"{low}–{high}",) if high is not None else ()
        self._wrong("bad-number", definition.key, allowed)
        return None

    def _wrong(self, code: str, key: str, allowed: tuple[str, ...] = ()) -> None:
        self.faults.append(Fault(code, self.header(key), self.text(key), allowed))


def _unguarded(text: str) -> str:
    """Without the apostrophe that exports put before what a spreadsheet would run."""
    return text[1:] if text[:1] == "'" and text.lstrip("'").startswith(_FORMULA) else text


def _listed(text: str) -> list[str] | None:
    """The texts of a JSON list, as exports for programs write them."""
    if not text.startswith("["):
        return None
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return None
    if isinstance(found, list) and all(isinstance(item, str) for item in found):
        return found
    return None
