"""Read a folder of TOML files with sources, entities and ties.

The form that people review and edit in a diff (see graph_seed/README.md). Every
problem is reported with its file and item; nothing is returned when there is one.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from netmap.codec import written
from netmap.errors import Invalid, Problem
from netmap.model import Citation, Entity, PartialDate, Put, Record, Source, Tie

_TABLES: dict[str, type[Source] | type[Entity] | type[Tie]] = {
    "sources": Source,
    "entities": Entity,
    "ties": Tie,
}
_REQUIRED = {
    "sources": ("id", "title"),
    "entities": ("id", "kind", "name"),
    "ties": ("partnership", "kind", "source", "target", "citations"),
}
_LISTS = frozenset({"aliases", "sections"})
_FLAGS = frozenset({"collective", "fictional"})


@dataclass(frozen=True, slots=True)
class Dataset:
    """Records that were read together; ``where`` tells the file and item of each."""

    records: tuple[Record, ...]
    where: Mapping[tuple[str, str], str]  # (table, id) -> "woudenberg/ties.toml, item 3"

    @property
    def changes(self) -> tuple[Put, ...]:
        """The records as changes that a store can commit."""
        return tuple(Put(record) for record in self.records)


def read(folder: Path) -> Dataset:
    """All ``*.toml`` files below ``folder``, by path.

    A top-level ``partnership = "key"`` in a file is the partnership of its ties. A
    tie without ``id`` gets ``partnership.kind.source.target``.

    Raises Invalid with every problem found.
    """
    problems: list[Problem] = []
    records: list[Record] = []
    where: dict[tuple[str, str], str] = {}
    for path in sorted(folder.rglob("*.toml")):
        name = path.relative_to(folder.parent).as_posix()
        try:
            content = tomllib.loads(path.read_text("utf-8-sig"))  # Windows editors add a mark
        except (OSError, ValueError, RecursionError) as error:
            reason = (isinstance(error, OSError) and error.strerror) or error
            problems.append(Problem("bad-file", name, "", f"cannot be read: {reason}"))
            continue
        for table, place, values in _items(content, name, problems):
            record = _record(table, place, values, problems)
            if record is None:
                continue
            earlier = where.setdefault((table, record.id), place)
            if earlier != place:
                message = f"'{record.id}' was used already in {earlier}; give each its own id"
                problems.append(Problem("duplicate-id", place, "id", message))
            records.append(record)
    problems += _check_locators(records, where)
    if problems:
        raise Invalid(problems)
    return Dataset(tuple(records), where)


def _items(
    content: Mapping[str, Any], name: str, problems: list[Problem]
) -> Iterator[tuple[str, str, dict[str, Any]]]:
    partnership = content.get("partnership")
    for table, items in content.items():
        if table == "partnership":
            continue
        if table not in _TABLES or not isinstance(items, list):
            message = f"'{table}' is not one of: partnership, [[sources]], [[entities]], [[ties]]"
            if table in _TABLES:
                message = f"write [[{table}]], once for each item"
            problems.append(Problem("unknown-table", name, table, message))
            continue
        for number, item in enumerate(items, start=1):
            place = f"{name}, {table} item {number}"
            if not isinstance(item, dict):
                problems.append(Problem("bad-value", place, "", "is not a table"))
                continue
            values = dict(item)
            if table == "ties":
                values.setdefault("partnership", partnership or "")
                ends = (values.get(key, "") for key in ("partnership", "kind", "source", "target"))
                values.setdefault("id", ".".join(map(str, ends)))
            yield table, f"{place} ({values.get('id', 'no id')})", values


def _record(
    table: str, place: str, values: dict[str, Any], problems: list[Problem]
) -> Record | None:
    known = {field.name for field in fields(_TABLES[table])}
    found = [
        Problem("unknown-field", place, key, f"is not one of: {', '.join(sorted(known))}")
        for key in sorted(values.keys() - known)
    ]
    found += [
        Problem("missing", place, key, "is missing or empty")
        for key in _REQUIRED[table]
        if not values.get(key)
    ]
    found += [
        Problem("bad-value", place, key, f"should be {expected}")
        for key, value in values.items()
        if key in known and (expected := _expected(key, value))
    ]
    if found:
        problems += found
        return None
    kind = {"sources": "source", "entities": "entity", "ties": "tie"}[table]
    try:
        return written(kind, values, place)  # type: ignore[arg-type]  # the three values above
    except Invalid as refused:
        problems += refused.problems
        return None


def _expected(key: str, value: Any) -> str:
    """What a field should hold, or nothing when the value is fine."""
    if key == "citations":
        names = {field.name for field in fields(Citation)}
        good = isinstance(value, list) and all(
            isinstance(c, dict)
            and c.keys() == names
            and all(isinstance(v, str) for v in c.values())
            for c in value
        )
        return "" if good else "a list of { source, locator, evidence }"
    if key == "attributes":
        return "" if isinstance(value, dict) else "a table"
    if key in _LISTS:
        good = isinstance(value, list) and all(isinstance(item, str) for item in value)
        return "" if good else "a list of texts"
    if key in _FLAGS:
        return "" if isinstance(value, bool) else "true or false"
    if not isinstance(value, str):
        return 'a text between quotes ("2019", not 2019)'
    if key in {"valid_from", "valid_to", "date"}:
        try:
            PartialDate.parse(value)
        except ValueError as error:
            return f"a date: {error}"
    return ""


def _check_locators(
    records: list[Record], where: Mapping[tuple[str, str], str]
) -> Iterator[Problem]:
    """A citation may only name a heading that its source lists."""
    sections = {r.id: r.sections for r in records if isinstance(r, Source)}
    for record in records:
        if isinstance(record, Source):
            continue
        table = "ties" if isinstance(record, Tie) else "entities"
        for citation in record.citations:
            headings = sections.get(citation.source, ())
            if headings and citation.locator not in headings:
                message = f"'{citation.locator}' is not a section of {citation.source}"
                yield Problem("unknown-section", where[table, record.id], "citations", message)
