"""What a row adds to what is known. An empty cell says nothing: it never empties a field."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from netmap.model import Attribute, Certainty, Citation, Entity, PartialDate, Record, Tie
from netmap.services.importing.preview import Difference
from netmap.services.importing.rows import Claim, EntityRow
from netmap.text.names import fold
from netmap.vocabulary import Language, vocabulary


def citation_of(claim: Claim, source: str) -> Citation:
    return Citation(source, claim.locator, claim.evidence)


def add_citation(citations: tuple[Citation, ...], new: Citation) -> tuple[Citation, ...]:
    """A source is cited once: importing its newer version does not cite every row again."""
    if any(citation.source == new.source for citation in citations):
        return citations
    return (*citations, new)


def new_entity(key: str, row: EntityRow, source: str, *, fictional: bool) -> Entity:
    """The entity that a row describes."""
    return Entity(
        id=key,
        kind=row.kind,
        name=row.name,
        aliases=tuple(alias for alias in row.aliases if fold(alias) != fold(row.name)),
        summary=row.summary,
        collective=bool(row.collective),
        fictional=fictional,
        citations=(citation_of(row.claim, source),),
        attributes=row.claim.attributes,
    )


def merged_entity(old: Entity, row: EntityRow, source: str) -> Entity:
    """An entity with what a row says of it; the row's name becomes an alias when it is another."""
    for name in (row.name, *row.aliases):
        old = with_alias(old, name)
    return replace(
        old,
        kind=row.kind if row.kind_said else old.kind,
        summary=row.summary or old.summary,
        collective=old.collective if row.collective is None else row.collective,
        citations=add_citation(old.citations, citation_of(row.claim, source)),
        attributes={**old.attributes, **row.claim.attributes},
    )


def with_alias(old: Entity, name: str) -> Entity:
    """An entity that is known by one more name, so that the next file needs no answer."""
    known = {fold(each) for each in (old.name, *old.aliases)}
    return old if fold(name) in known else replace(old, aliases=(*old.aliases, name))


def merged_tie(old: Tie, claim: Claim, source: str) -> Tie:
    """A tie with what a row says of it; a date that is only less precise changes nothing."""
    return replace(
        old,
        certainty=claim.certainty or old.certainty,
        valid_from=_sharper(old.valid_from, claim.since),
        valid_to=_sharper(old.valid_to, claim.until),
        citations=add_citation(old.citations, citation_of(claim, source)),
        attributes={**old.attributes, **claim.attributes},
    )


def new_tie(
    key: str, kind: str, ends: tuple[str, str], claim: Claim, *, home: str, certainty: Certainty
) -> Tie:
    """The tie that a row claims, not cited yet. ``certainty`` is for rows that say none."""
    return Tie(
        id=key,
        partnership=home,
        kind=kind,
        source=ends[0],
        target=ends[1],
        certainty=claim.certainty or certainty,
        valid_from=claim.since,
        valid_to=claim.until,
        attributes=claim.attributes,
    )


def contradiction(one: EntityRow, other: EntityRow) -> str:
    """The first field in which two rows about the same entity say different things, or nothing."""
    pairs: list[tuple[str, object, object]] = [
        ("summary", one.summary, other.summary),
        ("collective", one.collective, other.collective),
        ("kind", one.kind_said and one.kind, other.kind_said and other.kind),
    ]
    if one.id and one.id == other.id and fold(one.name) != fold(other.name):
        pairs.append(("name", one.name, other.name))
    attributes = one.claim.attributes.keys() & other.claim.attributes.keys()
    pairs += [(k, one.claim.attributes[k], other.claim.attributes[k]) for k in sorted(attributes)]
    return next((key for key, a, b in pairs if a and b and a != b), "")


def differences(
    before: Record | None, after: Entity | Tie, titles: Mapping[str, str], language: Language
) -> tuple[Difference, ...]:
    """The fields that change, in words; ``titles`` are those of sources, by id."""
    old = _fields(before, language) if isinstance(before, Entity | Tie) else {}
    cited = {c.source for c in before.citations} if isinstance(before, Entity | Tie) else set()
    added = dict.fromkeys(c.source for c in after.citations if c.source not in cited)
    new = _fields(after, language)
    new["citations"] = ", ".join(titles.get(key, key) for key in added)
    kind = "entity" if isinstance(after, Entity) else "tie"
    return tuple(
        Difference(kind, after.id, key, old.get(key, ""), text)  # type: ignore[arg-type]  # it is one of the two
        for key, text in new.items()
        if text != old.get(key, "")
    )


def _fields(record: Entity | Tie, language: Language) -> dict[str, str]:
    found = {"kind": _kind(record, language)}
    if isinstance(record, Entity):
        found |= {
            "name": record.name,
            "aliases": ", ".join(record.aliases),
            "summary": record.summary,
            "collective": "✓" if record.collective else "",
        }
    else:
        found |= {
            "certainty": vocabulary().certainties[record.certainty].in_(language),
            "since": str(record.valid_from or ""),
            "until": str(record.valid_to or ""),
        }
    return found | {key: _attribute(key, v, language) for key, v in record.attributes.items()}


def _kind(record: Entity | Tie, language: Language) -> str:
    known = vocabulary()
    kinds = known.entities if isinstance(record, Entity) else known.ties
    return kinds[record.kind].label.in_(language)


def _attribute(key: str, value: Attribute, language: Language) -> str:
    definition = vocabulary().attributes.get(key)
    label = definition.choices.get(str(value)) if definition else None
    if label:
        return label.in_(language)
    return ", ".join(value) if isinstance(value, tuple) else str(value)


def _sharper(old: PartialDate | None, new: PartialDate | None) -> PartialDate | None:
    if old and new and new.first_day <= old.first_day and old.after <= new.after:
        return old
    return new or old
