"""Reconcile rows with what is known: which record each is about, and what it adds to that."""

from __future__ import annotations

from collections.abc import Collection, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from netmap.errors import Invalid, Problem
from netmap.model import (
    SLUG,
    Change,
    Entity,
    PartialDate,
    Put,
    Record,
    RecordType,
    Snapshot,
    Source,
    Tie,
)
from netmap.services.identity import claim, record_in, same_claim, tie_id
from netmap.services.importing import enrichment
from netmap.services.importing.choices import Choices
from netmap.services.importing.entity_resolution import OWN_IDS, Directory, Resolution, Resolved
from netmap.services.importing.fields import catalogue
from netmap.services.importing.preview import Difference, Fate, Fault, RowFate
from netmap.services.importing.rows import Claim, EntityRow, Place, ReadRow, TieRow
from netmap.stores.plan import plan
from netmap.text.names import key_of
from netmap.vocabulary import Language, ties_as, vocabulary


@dataclass(slots=True)
class _Outcome:
    """What became of one row."""

    fate: Fate = "same"
    faults: list[Fault] = field(default_factory=list)
    notes: list[Fault] = field(default_factory=list)
    differences: list[Difference] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    records: list[tuple[str, str]] = field(default_factory=list)  # ("entity" or "tie", id)
    asides: list[tuple[str, str]] = field(default_factory=list)  # records it only adds a name to


class Reconciliation:
    """One round: every row settled and laid over what is known."""

    def __init__(
        self,
        snapshot: Snapshot,
        source: Source,
        choices: Choices,
        rows: Sequence[ReadRow],
        refused: Mapping[Place, list[Fault]],
        *,
        language: Language,
    ) -> None:
        self._snapshot = snapshot
        self._home = home = snapshot.entities[choices.partnership]
        self._source = source
        self._choices = choices
        self._language = language
        self._titles = {s.id: s.title for s in (*snapshot.sources.values(), source)}
        directory = Directory(snapshot, home, source.id)
        self.names = Resolution(directory, choices)
        self._entities: dict[str, Entity] = {}  # as they will be
        self._ties = Ties(snapshot.ties)
        self._described: dict[str, EntityRow] = {}  # by the id of the entity
        self._ids: dict[str, str] = {}  # the file's own ids -> ids of entities; empty: failed
        self._failed: set[str] = set()  # names of rows that something is wrong with
        self._nodes_without_id = any(
            catalogue().tables[table.kind].shape == "entity" and "id" not in table.columns
            for table in choices.tables
            if table.kind
        )
        self._outcomes = {row.place: _Outcome(notes=list(row.notes)) for row in rows}
        self._lay([row for row in rows if self._is_fine(row, refused.get(row.place, ()))])

    def _is_fine(self, row: ReadRow, refused: Sequence[Fault]) -> bool:
        """Whether there is something to lay; the outcome of other rows is known now."""
        outcome = self._outcomes[row.place]
        outcome.faults += [*row.faults, *refused]
        if outcome.faults and row.name:
            self._fail(row.id, row.name)
        if not outcome.faults and row.claims is None:
            outcome.fate = "left"
        return not outcome.faults and row.claims is not None

    def _lay(self, rows: Sequence[ReadRow]) -> None:
        """Entities first, so that the other rows can name them."""
        claims = [row.claims for row in rows]
        entities = [row for row in claims if isinstance(row, EntityRow)]
        for row, key in [(row, self._entity(row)) for row in entities]:
            if key:
                self._belonging(row, key)
        for tie in claims:
            if isinstance(tie, TieRow):
                self._tie(tie)

    # what is asked afterwards

    def fate(self, row: ReadRow) -> RowFate:
        outcome = self._outcomes[row.place]
        return RowFate(
            table=row.place[0],
            number=row.place[1],
            title=row.title,
            fate="error" if outcome.faults else outcome.fate,
            faults=tuple(dict.fromkeys(outcome.faults)),
            notes=tuple(dict.fromkeys(outcome.notes)),
            differences=tuple(outcome.differences) if not outcome.faults else (),
            names=tuple(dict.fromkeys(outcome.names)),
        )

    def changes(self) -> tuple[Change, ...]:
        """What differs from what is known; the source only when something rests on it."""
        known = self._snapshot
        records: list[Entity | Tie] = [
            *(e for e in self._entities.values() if e != known.entities.get(e.id)),
            *self._ties.changed(),
        ]
        new = bool(records) and self._source.id not in known.sources
        return (*([Put(self._source)] if new else []), *map(Put, records))

    def refused(self) -> dict[Place, list[Fault]]:
        """Rows that cannot stay as they were laid: half of them failed, or the store refuses."""
        places: dict[tuple[str, str], list[Place]] = {}
        found: dict[Place, list[Fault]] = {}
        for place, outcome in self._outcomes.items():
            if outcome.faults and (outcome.records or outcome.asides):
                found[place] = outcome.faults
            for record in (*outcome.records, *outcome.asides):
                places.setdefault(record, []).append(place)
        for problem in refusals(self.changes(), self._snapshot):
            kind, _, key = problem.where.partition(" ")
            for place in places.get((kind, key), ()):
                found.setdefault(place, []).append(Fault(problem.code, problem.field))
        return found

    # rows about entities

    def _entity(self, row: EntityRow) -> str:
        """Lay a row over its entity; the id, or empty when that is not settled."""
        outcome, table = self._outcomes[row.claim.place], self._table(row.claim)
        settled = self.names.row(row, table)
        if settled.open or settled.left:
            self._wait(outcome, row.name, settled)
            self._fail(row.id, "")
            return ""
        key = settled.id or self.names.new_id(row, table)
        earlier = self._described.get(key)
        wrong = enrichment.contradiction(earlier, row) if earlier else ""
        if earlier and wrong:
            outcome.faults.append(Fault("contradicts", wrong, str(earlier.claim.place[1])))
            return ""
        if row.id and self._ids.setdefault(row.id.casefold(), key) != key:
            outcome.faults.append(Fault("id-twice", "id", row.id))
            return ""
        self._described.setdefault(key, row)
        before = self._known_entity(key)
        if before is None and row.kind == "partnership":
            outcome.faults.append(Fault("new-partnership", "", row.name))
            return ""
        if before is None:
            after = enrichment.new_entity(key, row, self._source.id, fictional=self._home.fictional)
            self.names.directory.add(after)
        else:
            after = enrichment.merged_entity(before, row, self._source.id)
            if row.id == key and table in OWN_IDS and row.name != before.name:
                after = replace(after, name=row.name, aliases=before.aliases)
            self.names.directory.update(after)
        self._entities[key] = after
        self._count(outcome, before, after)
        return key

    def _belonging(self, row: EntityRow, key: str) -> None:
        """The ties by which an entity belongs to the partnership or to something larger."""
        outcome = self._outcomes[row.claim.place]
        kind = self._entities[key].kind
        plain = replace(row.claim, attributes={})
        allows = vocabulary().allows
        linked = False
        if row.parent:
            targets = vocabulary().ties["part_of"].targets
            end = self._end(row.parent, targets, "organisation", outcome, row.claim)
            if end and end != key:
                self._claim_tie("part_of", (key, end), plain, outcome)
            linked = True
        if row.member and not allows("member_of", kind, "partnership"):
            outcome.notes.append(Fault("not-for-kind", "member"))
        elif row.member:
            self._claim_tie("member_of", (key, self._home.id), plain, outcome)
            linked = True
        if self._choices.joins and not linked and row.member is None:
            for tie in sorted(ties_as("belonging")):
                if allows(tie, kind, "partnership"):
                    self._claim_tie(tie, (key, self._home.id), plain, outcome)
                    linked = True
                    break
        if not linked and (row.claim.since or row.claim.until):
            outcome.notes.append(Fault("no-tie-for-date", "since"))

    # rows about ties

    def _tie(self, row: TieRow) -> None:
        outcome = self._outcomes[row.claim.place]
        rule = vocabulary().ties[row.kind]
        to = "atelier" if self._table(row.claim) == "participation" else "organisation"
        source = self._end(row.source, rule.sources, "organisation", outcome, row.claim)
        target = self._end(row.target, rule.targets, to, outcome, row.claim)
        if not (source and target):
            return
        if source == target:
            outcome.faults.append(Fault("same-ends", "", row.target))
            return
        known = self.names.directory.entities
        if not vocabulary().allows(row.kind, known[source].kind, known[target].kind):
            outcome.faults.append(self._bad_ends(row.kind, known[source], known[target]))
            return
        self._claim_tie(row.kind, (source, target), row.claim, outcome, given=row.id)
        if row.both:
            self._claim_tie(row.kind, (target, source), row.claim, outcome)

    def _bad_ends(self, kind: str, source: Entity, target: Entity) -> Fault:
        """What the ends are, as the value; what they may be, as what is allowed."""
        known, language = vocabulary(), self._language
        names = [known.entities[e.kind].label.in_(language) for e in (source, target)]
        rule = known.ties[kind]
        allowed = (
            ", ".join(known.entities[key].label.in_(language) for key in sorted(kinds))
            for kinds in (rule.sources, rule.targets)
        )
        return Fault("bad-ends", rule.label.in_(language), " → ".join(names), tuple(allowed))

    def _end(
        self, name: str, kinds: Collection[str], default: str, outcome: _Outcome, claim: Claim
    ) -> str:
        """The id of what a row names; empty when that is not settled."""
        own = self._ids.get(name.casefold())
        if own == "":
            outcome.faults.append(Fault("row-in-error", "", name))
        if own is not None:
            return own
        if key_of(name) in self._failed:
            outcome.faults.append(Fault("row-in-error", "", name))
            return ""
        if self._nodes_without_id and self._table(claim) == "gephi-edges":
            known = self.names.directory.find(name, self.names.directory.kinds, loosely=True)
            if not (known.sure or known.candidates):
                outcome.faults.append(Fault("no-id-column", "", name))
                return ""
        settled = self.names.end(name, kinds, default, claim.place)
        if settled.id:
            if settled.answered:
                self._remember(settled.id, name, outcome)
            return settled.id
        if settled.new:
            return self._new_end(name, settled.new, outcome, claim)
        self._wait(outcome, name, settled)
        return ""

    def _new_end(self, name: str, kind: str, outcome: _Outcome, claim: Claim) -> str:
        """An entity that a tie names and no row describes."""
        key = self.names.free_id(name, kind)
        entity = Entity(
            key,
            kind,
            name,
            fictional=self._home.fictional,
            citations=(enrichment.citation_of(claim, self._source.id),),
        )
        self.names.directory.add(entity)
        self._entities[key] = entity
        self._count(outcome, None, entity)
        return key

    def _remember(self, key: str, name: str, outcome: _Outcome) -> None:
        """A name that the user says is this entity becomes one of its other names."""
        before = self._known_entity(key) or self.names.directory.entities[key]
        after = enrichment.with_alias(before, name)
        if after != before:
            self._entities[key] = after
            self.names.directory.update(after)
            outcome.differences += enrichment.differences(
                before, after, self._titles, self._language
            )
            outcome.asides.append(("entity", key))

    def _claim_tie(
        self, kind: str, ends: tuple[str, str], claim: Claim, outcome: _Outcome, given: str = ""
    ) -> None:
        """Add the tie, or what the row adds to the one that says the same."""
        made = enrichment.new_tie(
            "", kind, ends, claim, home=self._home.id, certainty=self._choices.certainty
        )
        before = self._ties.same(made)
        if before is None:
            citations = (enrichment.citation_of(claim, self._source.id),)
            after = replace(made, id=self._ties.new_id(made, given), citations=citations)
        else:
            after = enrichment.merged_tie(before, claim, self._source.id)
        self._ties.put(after)
        self._count(outcome, before, after)

    # what both share

    def _count(self, outcome: _Outcome, before: Entity | Tie | None, after: Entity | Tie) -> None:
        """Add what a row does to one record; the first record decides whether the row is new."""
        found = enrichment.differences(before, after, self._titles, self._language)
        if before is None and not outcome.records:
            outcome.fate = "new"
        elif found and outcome.fate == "same":
            outcome.fate = "changed"
        outcome.differences += found
        outcome.records.append(("entity" if isinstance(after, Entity) else "tie", after.id))

    def _wait(self, outcome: _Outcome, name: str, settled: Resolved) -> None:
        if settled.left:
            outcome.fate = "left"
            outcome.notes.append(Fault("left-name", "", name))
            return
        if outcome.fate != "left":
            outcome.fate = "choose"
        outcome.names.append(key_of(name))

    def _table(self, claim: Claim) -> str:
        """The kind of table that a row stands in."""
        return self._choices.tables[claim.place[0]].kind

    def _fail(self, row_id: str, name: str) -> None:
        """Other rows cannot build on a row that is not laid."""
        if row_id:
            self._ids.setdefault(row_id.casefold(), "")
        if name and not self._exists(name):
            self._failed.add(key_of(name))

    def _exists(self, name: str) -> bool:
        directory = self.names.directory
        return bool(directory.find(name, directory.kinds).sure)

    def _known_entity(self, key: str) -> Entity | None:
        return self._entities.get(key) or self._snapshot.entities.get(key)


class Ties:
    """Ties as they will be; looked up by claim, since a row seldom knows an id."""

    def __init__(self, known: Mapping[str, Tie]) -> None:
        self._known = known
        self._laid: dict[str, Tie] = {}
        self._ids: dict[tuple[str, str, str, str], list[str]] = {}
        for tie in known.values():
            self._ids.setdefault(claim(tie), []).append(tie.id)

    def same(self, made: Tie) -> Tie | None:
        """The tie that says the same about the same time; without a time, the one that goes on."""
        keys = self._ids.get(claim(made), ())
        found = [self._laid.get(key) or self._known[key] for key in keys]
        if made.valid_from is None and made.valid_to is None:
            found.sort(key=lambda tie: (tie.valid_to is None, _start(tie)), reverse=True)
        else:
            found = [tie for tie in found if same_claim(tie, made)]
            found.sort(key=lambda tie: (tie.valid_from != made.valid_from, tie.id))
        return found[0] if found else None

    def new_id(self, made: Tie, given: str) -> str:
        """The id that a row gives where nothing has it yet, else one that tells the claim."""
        taken = _Either(self._laid, self._known)
        if SLUG.fullmatch(given) and given not in taken:
            return given
        return tie_id(made.partnership, made.kind, made.source, made.target, taken)

    def put(self, tie: Tie) -> None:
        if tie.id not in self._laid and tie.id not in self._known:
            self._ids.setdefault(claim(tie), []).append(tie.id)
        self._laid[tie.id] = tie

    def changed(self) -> Iterable[Tie]:
        """What differs from what is known."""
        return (tie for tie in self._laid.values() if tie != self._known.get(tie.id))


@dataclass(frozen=True, slots=True)
class _Either:
    """What is in one of two tables; a row need not copy them."""

    one: Container[str]
    other: Container[str]

    def __contains__(self, key: object) -> bool:
        return key in self.one or key in self.other


def _start(tie: Tie) -> PartialDate:
    return tie.valid_from or PartialDate(1)


class _Known:
    """A snapshot of everything, as a commit sees the store."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot

    def records(self, kind: RecordType, ids: Collection[str]) -> Mapping[str, Record]:
        found = {key: record_in(self._snapshot, kind, key) for key in ids}
        return {key: record for key, record in found.items() if record is not None}

    def ties_on(self, entities: Collection[str]) -> Iterable[Tie]:
        for tie in self._snapshot.ties.values():
            if {tie.source, tie.target, tie.partnership} & set(entities):
                yield tie

    def citing(self, sources: Collection[str]) -> Iterable[Entity | Tie]:
        for records in (self._snapshot.entities, self._snapshot.ties):
            for record in records.values():
                if any(citation.source in sources for citation in record.citations):
                    yield record


def refusals(changes: Iterable[Change], snapshot: Snapshot) -> tuple[Problem, ...]:
    """Every reason for which the store would refuse the changes."""
    try:
        plan(changes, _Known(snapshot), author="import", message="import")
    except Invalid as refused:
        return refused.problems
    return ()
