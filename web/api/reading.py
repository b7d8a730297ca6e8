"""The OpenAPI document in the form in which a page shows it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias
from urllib.parse import urlencode

from netmap.codec import PREFIX

Document: TypeAlias = Mapping[str, Any]

_HEADERS = frozenset({"If-None-Match"})  # said once, for all operations


@dataclass(frozen=True, slots=True)
class Kind:
    """What a value is: words, with the names of shapes to link to."""

    parts: tuple[tuple[str, str], ...]  # (text, name of a shape or "")


@dataclass(frozen=True, slots=True)
class Field:
    """A parameter, or a field of an object."""

    name: str
    place: str
    about: str
    kind: Kind
    values: tuple[str, ...]
    required: bool
    default: str


@dataclass(frozen=True, slots=True)
class Operation:
    """One thing that can be asked."""

    key: str
    method: str
    path: str
    summary: str
    about: str
    parameters: tuple[Field, ...]
    sends: tuple[Field, ...]
    answers: tuple[tuple[str, str, Kind | None], ...]
    example: str


@dataclass(frozen=True, slots=True)
class Group:
    """Operations that belong together."""

    name: str
    about: str
    operations: tuple[Operation, ...]


@dataclass(frozen=True, slots=True)
class Shape:
    """An object that occurs in answers or requests."""

    name: str
    about: str
    fields: tuple[Field, ...]


def groups(document: Document) -> tuple[Group, ...]:
    """Every operation, by its tag."""
    found: dict[str, list[Operation]] = {tag["name"]: [] for tag in document["tags"]}
    for path, methods in document["paths"].items():
        shared = methods.get("parameters", [])
        for method in ("get", "post"):
            if method in methods:
                made = _operation(path, method, methods[method], shared)
                found[methods[method]["tags"][0]].append(made)
    return tuple(
        Group(tag["name"], tag["description"], tuple(found[tag["name"]]))
        for tag in document["tags"]
    )


def shapes(document: Document) -> tuple[Shape, ...]:
    """Every object that answers and requests are made of, by name."""
    schemas = document["components"]["schemas"]
    return tuple(
        Shape(name, schemas[name].get("description", ""), _fields(schemas[name]))
        for name in sorted(schemas)
    )


def _operation(
    path: str, method: str, described: Mapping[str, Any], shared: list[Mapping[str, Any]]
) -> Operation:
    parameters = [
        p for p in (*shared, *described.get("parameters", ())) if p["name"] not in _HEADERS
    ]
    return Operation(
        key=described["operationId"],
        method=method.upper(),
        path=path,
        summary=described["summary"],
        about=described.get("description", ""),
        parameters=tuple(_parameter(parameter) for parameter in parameters),
        sends=_fields(_content(described.get("requestBody", {})) or {}),
        answers=tuple(
            (status, answer["description"], _kind(schema) if (schema := _content(answer)) else None)
            for status, answer in sorted(described["responses"].items())
        ),
        example=_example(path, parameters),
    )


def _content(holder: Mapping[str, Any]) -> Mapping[str, Any] | None:
    for content in holder.get("content", {}).values():
        schema: Mapping[str, Any] = content.get("schema", {})
        return schema
    return None


def _parameter(parameter: Mapping[str, Any]) -> Field:
    schema = parameter["schema"]
    default = schema.get("default")
    return Field(
        name=parameter["name"],
        place=parameter["in"],
        about=parameter.get("description", ""),
        kind=_kind(schema),
        values=_values(schema),
        required=parameter.get("required", False),
        default="" if default in (None, [], "") else str(default),
    )


def _fields(schema: Mapping[str, Any]) -> tuple[Field, ...]:
    return tuple(
        Field(
            name=name,
            place="",
            about=each.get("description", ""),
            kind=_kind(each),
            values=_values(each),
            required=name in schema.get("required", ()),
            default="",
        )
        for name, each in schema.get("properties", {}).items()
    )


def _values(schema: Mapping[str, Any]) -> tuple[str, ...]:
    found = schema.get("enum", schema.get("items", {}).get("enum", ()))
    return tuple(str(value) for value in found)


def _kind(schema: Mapping[str, Any]) -> Kind:
    return Kind(tuple(_parts(schema)))


def _parts(schema: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """``array of Tie or null``, as words and names of shapes."""
    if "$ref" in schema:
        name = schema["$ref"].removeprefix(PREFIX)
        yield name, name
    elif "anyOf" in schema or "oneOf" in schema:
        yield from _joined(schema.get("anyOf") or schema["oneOf"], " or ")
    elif "prefixItems" in schema:
        yield "[", ""
        yield from _joined(schema["prefixItems"], ", ")
        yield "]", ""
    elif schema.get("type") == "array":
        yield "list of ", ""
        yield from _parts(schema.get("items", {}))
    elif isinstance(schema.get("additionalProperties"), dict):
        yield "by key: ", ""
        yield from _parts(schema["additionalProperties"])
    elif "title" in schema and "properties" in schema:
        yield "{", ""
        for at, (name, each) in enumerate(schema["properties"].items()):
            yield f"{', ' if at else ''}{name}: ", ""
            yield from _parts(each)
        yield "}", ""
    elif "const" in schema:
        yield f'"{schema["const"]}"', ""
    else:
        kinds = schema.get("type", "anything")
        yield (kinds if isinstance(kinds, str) else " or ".join(kinds)), ""


def _joined(schemas: list[Mapping[str, Any]], word: str) -> Iterator[tuple[str, str]]:
    for at, schema in enumerate(schemas):
        if at:
            yield word, ""
        yield from _parts(schema)


def _example(path: str, parameters: list[Mapping[str, Any]]) -> str:
    """The address of a request that shows how it is done."""
    query = {}
    for parameter in parameters:
        name = parameter["name"]
        if parameter["in"] == "path":
            path = path.replace(f"{{{name}}}", _filled(parameter))
        elif name == "limit":
            query[name] = 100
    return f"{path}?{urlencode(query)}" if query else path


def _filled(parameter: Mapping[str, Any]) -> str:
    return str(parameter.get("example") or parameter["schema"].get("enum", ["ID"])[0])
