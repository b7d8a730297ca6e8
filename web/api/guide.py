"""The document that describes the API, and a page of our own that shows it to people."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, TypeAlias
from urllib.parse import urlencode

from flask import Blueprint, Response, current_app, render_template, request

from netmap.codec import PREFIX as REF
from netmap.codec import Schema
from web.api.routes import PREFIX
from web.api.spec import document
from web.core.answers import json_answer

Described: TypeAlias = Mapping[str, Any]  # a part of the document

_HEADERS = frozenset({"If-None-Match"})  # said once, for all operations

blueprint = Blueprint("api_guide", __name__)


@blueprint.get(f"{PREFIX}/openapi.json")
def openapi() -> Response:
    """The API as OpenAPI 3.1, for programs that make a client of it."""
    return json_answer(document(current_app))


@blueprint.get("/api")
def guide() -> str:
    """How to use the API, and every operation."""
    described = document(current_app)
    return render_template(
        "api/guide.html",
        tags=described["tags"],
        operations=list(operations(described)),
        schemas=dict(sorted(described["components"]["schemas"].items())),
        content=content,
        example=example,
        fields=fields,
        parts=parts,
        values=values,
        base=request.host_url.rstrip("/"),
        prefix=PREFIX,
    )


def operations(described: Described) -> Iterator[Described]:
    """Every operation with its ``path``, ``method`` and all of its parameters."""
    for path, methods in described["paths"].items():
        for method in ("get", "post"):
            if method in methods:
                asked = (*methods.get("parameters", ()), *methods[method].get("parameters", ()))
                told = [each for each in asked if each["name"] not in _HEADERS]
                more = {"path": path, "method": method.upper(), "parameters": told}
                yield {**methods[method], **more}


def content(holder: Described) -> Schema | None:
    """What a body or an answer looks like; None for one that holds nothing."""
    for each in holder.get("content", {}).values():
        schema: Schema = each.get("schema", {})
        return schema
    return None


def fields(schema: Schema, schemas: Mapping[str, Schema]) -> list[Described]:
    """The fields of an object, or of the one that it refers to, described like parameters."""
    found = schemas[schema["$ref"].removeprefix(REF)] if "$ref" in schema else schema
    return [
        {
            "name": name,
            "description": each.get("description", ""),
            "schema": each,
            "required": name in found.get("required", ()),
        }
        for name, each in found.get("properties", {}).items()
    ]


def values(schema: Schema) -> list[str]:
    """What a value may be, when that is a list."""
    return [str(each) for each in schema.get("enum", schema.get("items", {}).get("enum", ()))]


def parts(schema: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """``array of Tie or null``, as words and names of shapes."""
    if "$ref" in schema:
        name = schema["$ref"].removeprefix(REF)
        yield name, name
    elif "anyOf" in schema or "oneOf" in schema:
        yield from _joined(schema.get("anyOf") or schema["oneOf"], " or ")
    elif "prefixItems" in schema:
        yield "[", ""
        yield from _joined(schema["prefixItems"], ", ")
        yield "]", ""
    elif schema.get("type") == "array":
        yield "list of ", ""
        yield from parts(schema.get("items", {}))
    elif isinstance(schema.get("additionalProperties"), dict):
        yield "by key: ", ""
        yield from parts(schema["additionalProperties"])
    elif "title" in schema and "properties" in schema:
        yield "{", ""
        for at, (name, each) in enumerate(schema["properties"].items()):
            yield f"{', ' if at else ''}{name}: ", ""
            yield from parts(each)
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
        yield from parts(schema)


def example(path: str, parameters: Sequence[Described]) -> str:
    """The address of a request that shows how it is done."""
    query = {}
    for parameter in parameters:
        name, schema = parameter["name"], parameter["schema"]
        if parameter["in"] == "path":
            filled = parameter.get("example") or schema.get("enum", ["ID"])[0]
            path = path.replace(f"{{{name}}}", str(filled))
        elif name == "limit":
            query[name] = 100
    return f"{path}?{urlencode(query)}" if query else path
