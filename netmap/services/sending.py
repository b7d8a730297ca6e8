"""Changes as a program sends them: JSON values in the form of `records.to_json`, checked.

Every value that has the wrong form is a problem with its place; what the store makes of
the records (known kinds, ends, sources) is said when they are committed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import MISSING, fields
from typing import Any, Literal, TypeAlias, get_args, get_origin, get_type_hints

from netmap.errors import Invalid, Problem
from netmap.model import (
    Attribute,
    Change,
    Citation,
    Entity,
    PartialDate,
    Put,
    RecordType,
    Remove,
    Source,
    Tie,
)
from netmap.services.shapes import Schema, Shapes

_TYPES: Mapping[RecordType, type[Entity | Tie | Source]] = {
    "entity": Entity,
    "tie": Tie,
    "source": Source,
}
MOST_CHANGES = 10_000
_Path: TypeAlias = tuple[str, str]  # what a problem is shown at: the change, and the field


def read_changes(values: object) -> tuple[Change, ...]:
    """The changes out of a list of ``{"put": TYPE, "record": {…}}`` and
    ``{"remove": TYPE, "id": ID}``.

    Raises Invalid with every value that has the wrong form.
    """
    problems: list[Problem] = []
    if not isinstance(values, list) or not values:
        raise Invalid([Problem("missing", "", "changes", "give a list with at least one change")])
    if len(values) > MOST_CHANGES:
        message = f"at most {MOST_CHANGES} changes go into one revision"
        raise Invalid([Problem("too-many", "", "changes", message)])
    found = [_change(value, f"change {at}", problems) for at, value in enumerate(values, start=1)]
    if problems:
        raise Invalid(problems)
    return tuple(change for change in found if change is not None)


def changes_schema() -> tuple[Schema, Mapping[str, Schema]]:
    """The JSON Schema of one change, and of the records that it may hold, by name."""
    shapes = Shapes(sent=True, suffix="Sent")
    puts = [
        _closed({"put": {"const": name}, "record": shapes.of(kind)}, f"Put {name}")
        for name, kind in _TYPES.items()
    ]
    remove = _closed(
        {"remove": {"type": "string", "enum": list(_TYPES)}, "id": {"type": "string"}}, "Remove"
    )
    return {"oneOf": [*puts, remove]}, shapes.schemas


def _closed(properties: Schema, title: str) -> Schema:
    return {
        "title": title,
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _change(value: object, where: str, problems: list[Problem]) -> Change | None:
    if not isinstance(value, dict) or value.keys() not in ({"put", "record"}, {"remove", "id"}):
        message = "write {put, record} or {remove, id}"
        problems.append(Problem("bad-value", where, "", message))
        return None
    verb = "put" if "put" in value else "remove"
    kind: RecordType = value[verb]
    if not isinstance(kind, str) or kind not in _TYPES:
        message = f"name one of: {', '.join(_TYPES)}"
        problems.append(Problem("unknown-value", where, verb, message))
        return None
    if verb == "remove":
        key = _value(str, value["id"], (where, "id"), problems)
        return None if key is None else Remove(kind, key)
    record = _object(_TYPES[kind], value["record"], (where, ""), problems)
    return None if record is None else Put(record)


def _object(kind: Any, value: object, path: _Path, problems: list[Problem]) -> Any:
    """A dataclass out of an object; None, with problems, when that cannot be."""
    where, field = path
    if not isinstance(value, dict):
        problems.append(Problem("bad-value", where, field, "write an object"))
        return None
    before = len(problems)
    hints = get_type_hints(kind)
    known = {each.name: each for each in fields(kind)}
    for name in sorted(value.keys() - known):
        problems.append(Problem("unknown-field", where, _within(field, name), "no such field"))
    found = {}
    for name, each in known.items():
        at = where, _within(field, name)
        if name in value:
            found[name] = _value(hints[name], value[name], at, problems)
        elif each.default is MISSING and each.default_factory is MISSING:
            problems.append(Problem("missing", *at, "give a value"))
    return kind(**found) if len(problems) == before else None


def _value(hint: Any, value: object, path: _Path, problems: list[Problem]) -> Any:
    """A field out of a JSON value; None, with a problem, when that cannot be."""
    try:
        if hint == PartialDate | None:
            return None if value is None else PartialDate.parse(_of(str, value))
        if hint == tuple[Citation, ...]:
            return tuple(
                _object(Citation, item, (path[0], f"{path[1]}.{at}"), problems)
                for at, item in enumerate(_of(list, value), start=1)
            )
        if hint == tuple[str, ...]:
            return tuple(_of(str, item) for item in _of(list, value))
        if hint == Mapping[str, Attribute]:
            return {name: _attribute(item) for name, item in _of(dict, value).items()}
        if get_origin(hint) is Literal:
            return _chosen(value, get_args(hint))
        return _of(hint, value)
    except ValueError as error:
        problems.append(Problem("bad-value", *path, str(error)))
        return None


def _attribute(value: object) -> Attribute:
    if isinstance(value, str | bool | int):
        return value
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return tuple(value)
    raise ValueError("write a text, a whole number, true, false or a list of texts")


def _chosen(value: object, known: Sequence[Any]) -> Any:
    if isinstance(value, str) and value in known:
        return value
    raise ValueError(f"write one of: {', '.join(known)}")


_WORDS: Mapping[Any, str] = {
    str: "a text",
    bool: "true or false",
    list: "a list",
    dict: "an object",
}


def _of(kind: Any, value: object) -> Any:
    """The value, when it is of this kind."""
    if not isinstance(value, kind):
        raise ValueError(f"write {_WORDS[kind]}")
    return value


def _within(field: str, name: str) -> str:
    return f"{field}.{name}" if field else name
