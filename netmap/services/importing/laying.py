"""Lay rows over what is known: which record each is about, and what it adds to that."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

from netmap.model import Change, Entity, Put, Snapshot, Source, Tie
from netmap.services.importing import merging
from netmap.services.importing.checking import refusals
from netmap.services.importing.choices import Choices
from netmap.services.importing.directory import Directory
from netmap.services.importing.fields import catalogue
from netmap.services.importing.preview import Difference, Fate, Fault, RowFate
from netmap.services.importing.rows import Claim, EntityRow, Place, ReadRow, TieRow
from netmap.services.importing.settling import OWN_IDS, Settled, Settling
from netmap.services.importing.text import key_of
from netmap.services.importing.ties import Ties
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


class Laying:
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
        self.names = Settling(directory, choices)
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
        wrong = merging.contradiction(earlier, row) if earlier else ""
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
            after = merging.new_entity(key, row, self._source.id, fictional=self._home.fictional)
            self.names.directory.add(after)
        else:
            after = merging.merged_entity(before, row, self._source.id)
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
            citations=(merging.citation_of(claim, self._source.id),),
        )
        self.names.directory.add(entity)
        self._entities[key] = entity
        self._count(outcome, None, entity)
        return key

    def _remember(self, key: str, name: str, outcome: _Outcome) -> None:
        """A name that the user says is this entity becomes one of its other names."""
        before = self._known_entity(key) or self.names.directory.entities[key]
        after = merging.with_alias(before, name)
        if after != before:
            self._entities[key] = after
            self.names.directory.update(after)
            outcome.differences += merging.differences(before, after, self._titles, self._language)
            outcome.asides.append(("entity", key))

    def _claim_tie(
        self, kind: str, ends: tuple[str, str], claim: Claim, outcome: _Outcome, given: str = ""
    ) -> None:
        """Add the tie, or what the row adds to the one that says the same."""
        made = merging.new_tie(
            "", kind, ends, claim, home=self._home.id, certainty=self._choices.certainty
        )
        before = self._ties.same(made)
        if before is None:
            citations = (merging.citation_of(claim, self._source.id),)
            after = replace(made, id=self._ties.new_id(made, given), citations=citations)
        else:
            after = merging.merged_tie(before, claim, self._source.id)
        self._ties.put(after)
        self._count(outcome, before, after)

    # what both share

    def _count(self, outcome: _Outcome, before: Entity | Tie | None, after: Entity | Tie) -> None:
        """Add what a row does to one record; the first record decides whether the row is new."""
        found = merging.differences(before, after, self._titles, self._language)
        if before is None and not outcome.records:
            outcome.fate = "new"
        elif found and outcome.fate == "same":
            outcome.fate = "changed"
        outcome.differences += found
        outcome.records.append(("entity" if isinstance(after, Entity) else "tie", after.id))

    def _wait(self, outcome: _Outcome, name: str, settled: Settled) -> None:
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
