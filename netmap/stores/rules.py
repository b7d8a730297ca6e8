"""When a record may enter the store. Pure functions that list problems, never raise."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import fields

from netmap.errors import Problem
from netmap.model import (
    CERTAINTIES,
    SLUG,
    Attribute,
    Citation,
    Entity,
    Record,
    Source,
    Tie,
    record_type,
)
from netmap.vocabulary import AttributeDefinition, vocabulary

_INTEGER_LIMIT = 2**63  # what both databases can hold


def check(record: Record, kinds: Mapping[str, str], sources: Collection[str]) -> Iterable[Problem]:
    """Everything wrong with a record.

    ``kinds`` maps the ids of the entities that a tie names to their kind (missing:
    unknown entity); ``sources`` holds the ids of the known sources.
    """
    where = f"{record_type(record)} {record.id}"
    if not SLUG.fullmatch(record.id):
        yield Problem(
            "bad-id", where, "id", "use lowercase letters, digits, '.', '_' and '-', at most 200"
        )
    yield from _check_texts(record, where)
    if isinstance(record, Source):
        yield from _check_source(record, where)
    elif isinstance(record, Entity):
        yield from _check_entity(record, where)
        yield from _check_citations(record, where, sources)
    else:
        yield from _check_tie(record, where, kinds)
        yield from _check_citations(record, where, sources)


def check_heading(author: str, message: str) -> Iterable[Problem]:
    """Whether a revision says who and why."""
    for name, text in (("author", author), ("message", message)):
        if not text.strip():
            yield Problem("missing", "revision", name, "say who changes the graph, and why")
        if _is_unclean(text):
            yield Problem("bad-text", "revision", name, "holds a control character; remove it")


def _check_source(source: Source, where: str) -> Iterable[Problem]:
    if not source.title.strip():
        yield Problem("missing", where, "title", "a source needs a title")
    if source.kind not in vocabulary().sources:
        yield _unknown(where, "kind", source.kind, vocabulary().sources)


def _check_entity(entity: Entity, where: str) -> Iterable[Problem]:
    words = vocabulary()
    if entity.kind not in words.entities:
        yield _unknown(where, "kind", entity.kind, words.entities)
        return
    if not entity.name.strip():
        yield Problem("missing", where, "name", "an entity needs a name")
    allowed = {a.key for a in words.entity_attributes(entity.kind)}
    yield from _check_attributes(entity.attributes, allowed, where)


def _check_tie(tie: Tie, where: str, kinds: Mapping[str, str]) -> Iterable[Problem]:
    words = vocabulary()
    if tie.kind not in words.ties:
        yield _unknown(where, "kind", tie.kind, words.ties)
    else:
        yield from check_ends(tie, kinds)
        yield from _check_attributes(tie.attributes, words.ties[tie.kind].attributes, where)
    if tie.certainty not in CERTAINTIES:
        yield _unknown(where, "certainty", tie.certainty, CERTAINTIES)
    if not tie.citations:
        yield Problem("no-source", where, "citations", "a tie needs at least one source")
    start, end = tie.valid_from, tie.valid_to
    if start and end and end.first_day <= start.first_day:
        message = f"the period ends ({end}) before or when it begins ({start})"
        yield Problem("bad-period", where, "valid_to", message)


def check_ends(tie: Tie, kinds: Mapping[str, str], *, in_use: bool = False) -> Iterable[Problem]:
    """Whether the entities that a tie names are there and of a kind that it may link."""
    where = f"tie {tie.id}"
    for name in ("partnership", "source", "target"):
        key = getattr(tie, name)
        if key not in kinds:
            message = f"there is no entity '{key}'"
            if in_use:
                message = f"still names '{key}', which is removed; remove the tie first"
            yield Problem("entity-in-use" if in_use else "unknown-entity", where, name, message)
    if kinds.get(tie.partnership, "partnership") != "partnership":
        message = f"'{tie.partnership}' is a {kinds[tie.partnership]}, not a partnership"
        yield Problem("bad-ends", where, "partnership", message)
    if tie.source == tie.target:
        yield Problem("bad-ends", where, "target", "a tie links two different entities")
    if tie.source in kinds and tie.target in kinds and tie.kind in vocabulary().ties:
        source, target = kinds[tie.source], kinds[tie.target]
        if not vocabulary().allows(tie.kind, source, target):
            rule = vocabulary().ties[tie.kind]
            message = (
                f"{tie.kind} may not link {source} to {target}; "
                f"from {', '.join(sorted(rule.sources))} to {', '.join(sorted(rule.targets))}"
            )
            yield Problem("bad-ends", where, "kind", message)


def _check_citations(
    record: Entity | Tie, where: str, sources: Collection[str]
) -> Iterable[Problem]:
    for citation in record.citations:
        if citation.source not in sources:
            message = f"there is no source '{citation.source}'"
            yield Problem("unknown-source", where, "citations", message)
        if not citation.evidence.strip():
            message = "say in your own words what the source says"
            yield Problem("no-evidence", where, "citations", message)


def _check_attributes(
    attributes: Mapping[str, Attribute], allowed: Collection[str], where: str
) -> Iterable[Problem]:
    for name, value in attributes.items():
        if name not in allowed:
            yield _unknown(where, name, name, sorted(allowed))
            continue
        message = _wrong_value(vocabulary().attributes[name], value)
        if message:
            yield Problem("bad-value", where, name, message)


def _wrong_value(definition: AttributeDefinition, value: Attribute) -> str:
    if definition.type == "ids":
        good = isinstance(value, tuple) and all(map(_is_slug, value))
        return "" if good else "write a list of ids"
    if definition.type == "integer":
        if not isinstance(value, int) or isinstance(value, bool):
            return "write a whole number"
        low = -_INTEGER_LIMIT if definition.minimum is None else definition.minimum
        high = _INTEGER_LIMIT - 1 if definition.maximum is None else definition.maximum
        return "" if low <= value <= high else f"write a number from {low} to {high}"
    if not isinstance(value, str) or not value.strip():
        return "write a text, or leave it out"
    if definition.type == "choice" and value not in definition.choices:
        return f"'{value}' is not one of {', '.join(definition.choices)}"
    return ""


def _is_slug(value: object) -> bool:
    return isinstance(value, str) and SLUG.fullmatch(value) is not None


def _check_texts(record: Record, where: str) -> Iterable[Problem]:
    """Control characters and lone surrogates break files and databases downstream."""
    for field in fields(record):
        for text in _texts(getattr(record, field.name)):
            if _is_unclean(text):
                message = "holds a control character; remove it"
                yield Problem("bad-text", where, field.name, message)


def _is_unclean(text: str) -> bool:
    return any((c < " " and c not in "\n\t") or "\ud800" <= c <= "\udfff" for c in text)


def _texts(value: object) -> Iterable[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from _texts(item)
    elif isinstance(value, Mapping):
        yield from (text for item in value.values() for text in _texts(item))
    elif isinstance(value, Citation):
        yield from (value.source, value.locator, value.evidence)


def _unknown(where: str, field: str, value: str, known: Iterable[str]) -> Problem:
    listing = ", ".join(known) or "nothing"
    return Problem("unknown-value", where, field, f"'{value}' is not one of: {listing}")
