"""Records, results and documents as JSON and back, and the JSON Schema of that.

One codec for the stores, the files, what lies on the desk, the pages and the API: the types
themselves say what their JSON looks like. It stands on pydantic's type adapters, so that the
nouns in `netmap.model` stay plain dataclasses; docs/decisions/0009-codec.md says why.
"""

from __future__ import annotations

import inspect
import json
import math
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from datetime import date
from functools import cache
from typing import Any, TypeAlias, TypeVar, get_args, get_origin

from pydantic import ConfigDict, TypeAdapter, ValidationError
from pydantic.errors import PydanticSchemaGenerationError
from pydantic.json_schema import GenerateJsonSchema
from pydantic_core import ErrorDetails, PydanticOmit, core_schema

from netmap.errors import Invalid, Problem
from netmap.model import Entity, PartialDate, Record, RecordType, Source, Tie
from netmap.text.numbers import rounded

Schema: TypeAlias = dict[str, Any]
T = TypeVar("T")

PREFIX = "#/components/schemas/"
SENT = ConfigDict(extra="forbid", strict=True)  # the ``__pydantic_config__`` of what is sent
TYPES: Mapping[RecordType, type[Entity | Tie | Source]] = {
    "entity": Entity,
    "tie": Tie,
    "source": Source,
}
_DATE = r"^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$"


def _of_date(cls: type[PartialDate], *_: object) -> core_schema.CoreSchema:
    text = core_schema.str_schema()
    return core_schema.no_info_after_validator_function(
        cls.parse, text, serialization=core_schema.to_string_ser_schema()
    )


def _schema_of_date(*_: object) -> Schema:
    return {"type": "string", "pattern": _DATE, "description": "A year, month or day."}


# Said here and not in the class: the model knows the standard library only.
setattr(PartialDate, "__get_pydantic_core_schema__", classmethod(_of_date))  # noqa: B010 - no type has it
setattr(PartialDate, "__get_pydantic_json_schema__", classmethod(_schema_of_date))  # noqa: B010 - the same


_adapters = cache(TypeAdapter[Any])  # making one takes a while


def _adapter(kind: Any) -> TypeAdapter[Any]:
    return _adapters(kind)


# Records: as the stores, the files and the audit log keep them.


def to_json(record: Record) -> dict[str, Any]:
    """Every field of a record, in the model's order, as JSON values."""
    found: dict[str, Any] = _adapter(type(record)).dump_python(
        record, mode="json", fallback=_sorted, warnings=False
    )
    return found


def from_json(kind: RecordType, values: Mapping[str, Any]) -> Record:
    """The record that `to_json` made ``values`` from. ValueError for other values."""
    found: Record = _adapter(TYPES[kind]).validate_python(values)
    return found


def written(kind: RecordType, values: Mapping[str, Any], where: str) -> Record:
    """The record that somebody wrote in a file. Raises Invalid, with ``where`` that is."""
    try:
        return from_json(kind, values)
    except ValidationError as error:
        wrong = error.errors(include_url=False)
        words = {str(each["loc"][0]) for each in wrong if each["type"] == "literal_error"}
        found: dict[str, Problem] = {}
        for problem in _problems(wrong, dict(values)):
            # an attribute goes by its own name; of a list it is the list that is wrong
            field = problem.field.removeprefix("attributes.").partition(".")[0]
            code = "unknown-value" if field in words else problem.code
            found.setdefault(field, replace(problem, code=code, where=where, field=field))
        raise Invalid(found.values()) from None


def to_text(record: Record) -> str:
    """`to_json` as text."""
    text: bytes = _adapter(type(record)).dump_json(record, fallback=_sorted, warnings=False)
    return text.decode()


def from_text(kind: RecordType, text: str) -> Record:
    """The record that `to_text` wrote. ValueError for another text."""
    found: Record = _adapter(TYPES[kind]).validate_json(text)
    return found


def _sorted(value: Any) -> dict[str, Any]:
    """The attributes of a record: no form of JSON knows the read-only mapping."""
    if not isinstance(value, Mapping):
        raise TypeError(f"{type(value).__name__} has no form in JSON")
    return {name: value[name] for name in sorted(value)}


# Results and documents.


def to_plain(value: object) -> Any:
    """Records, dataclasses, numbers and dates as what `json.dumps` takes.

    A number that is not one (NaN, infinity) becomes None: JSON has no word for it; others have
    the digits that are shown. Functions are left out of what holds them.
    """
    if isinstance(value, Entity | Tie | Source):
        return to_json(value)
    if isinstance(value, PartialDate | date):
        return str(value) if isinstance(value, PartialDate) else value.isoformat()
    if isinstance(value, float):
        return rounded(value) if math.isfinite(value) else None
    if is_dataclass(value) and not isinstance(value, type):
        held = ((f.name, getattr(value, f.name)) for f in fields(value))
        return {name: to_plain(each) for name, each in held if not callable(each)}
    if isinstance(value, Mapping):
        return {str(key): to_plain(item) for key, item in value.items()}
    if isinstance(value, set | frozenset):
        return sorted(to_plain(item) for item in value)
    if isinstance(value, tuple | list):
        return [to_plain(item) for item in value]
    return to_plain(value.item()) if hasattr(value, "item") else value  # a number of numpy


def read(kind: type[T], values: Mapping[str, Any]) -> T:
    """The value that `to_plain` made ``values`` from. ValueError for other values."""
    found: T = _adapter(kind).validate_python(values)
    return found


# What others send.


def received(kind: type[T], body: bytes) -> T:
    """What was sent, exactly in the form of the type (see `SENT`).

    Raises ValueError for what is no JSON, and Invalid with every value that has the wrong
    form: its ``field`` is the way to it, as in ``changes.2.record.name``.
    """
    try:
        found: T = _adapter(kind).validate_json(body)
    except ValidationError as error:
        wrong = error.errors(include_url=False)
        if wrong[0]["type"] != "json_invalid":
            raise Invalid(_problems(wrong, json.loads(body))) from None
        if "surrogate" in wrong[0]["msg"] or "hex escape" in wrong[0]["msg"]:
            message = "holds half a character; send the whole of it"
            raise Invalid([Problem("bad-text", "", "", message)]) from None
        raise ValueError(wrong[0]["msg"]) from None
    return found


def _problems(wrong: Collection[ErrorDetails], body: object) -> Iterator[Problem]:
    """One problem for each place: what has several forms has an error for each of them."""
    places: dict[str, list[ErrorDetails]] = {}
    inner = {error["loc"][:size] for error in wrong for size in range(len(error["loc"]))}
    for error in wrong:
        if error["type"] == "too_short" and error["loc"] in inner:
            continue  # pydantic counts only what is right of a list
        places.setdefault(_place(error, body), []).append(error)
    for place, errors in places.items():
        told = [_told(error) for error in errors]
        first, *more = dict.fromkeys(text for _, text in told)
        forms = (first, *(text.removeprefix("write ") for text in more))
        yield Problem(told[0][0], "", place, " or ".join(forms))


def _place(error: ErrorDetails, body: Any) -> str:
    """The way through the body, from one; the names of types on pydantic's way are left out."""
    way = []
    for part in error["loc"]:
        if isinstance(body, list) and isinstance(part, int):
            body = body[part]
            way.append(str(part + 1))
        elif isinstance(body, dict) and part in body:
            body = body[part]
            way.append(str(part))
    if error["type"] == "missing":
        way.append(str(error["loc"][-1]))
    if error["type"] == "union_tag_invalid":
        way.append(error["ctx"]["discriminator"].strip("'"))
    return ".".join(way)


_FORMS = {
    "string_type": "a text",
    "bool_type": "true or false",
    "int_type": "a whole number",
    "int_from_float": "a whole number",
    "tuple_type": "a list",
    "list_type": "a list",
    "dict_type": "an object",
    "mapping_type": "an object",
    "dataclass_type": "an object",
}


def _told(error: ErrorDetails) -> tuple[str, str]:
    """The code of a problem, and what to do about it."""
    kind, facts = error["type"], error.get("ctx", {})
    if kind in {"missing", "string_pattern_mismatch"}:  # a pattern asks for more than blanks
        return "missing", "give a value"
    if kind in {"unexpected_keyword_argument", "extra_forbidden"}:
        return "unknown-field", "no such field"
    if kind == "union_tag_invalid":
        return "unknown-value", f"name one of: {facts['expected_tags']}"
    if kind == "literal_error":
        return "bad-value", f"write one of: {facts['expected']}"
    if kind == "too_long":
        return "too-many", f"at most {facts['max_length']}"
    if kind == "too_short":
        return "missing", f"give at least {facts['min_length']}"
    if kind == "value_error":
        return "bad-value", str(facts["error"])
    return "bad-value", f"write {_FORMS[kind]}" if kind in _FORMS else error["msg"]


# What the API says about all of it.


def reference(kind: Any, *, sent: bool = False) -> Schema:
    """The place among the `schemas` where a dataclass stands, as long as no two have its name."""
    words = (each.__name__ for each in (get_origin(kind) or kind, *get_args(kind)))
    return {"$ref": f"{PREFIX}{''.join(words)}{'Sent' if sent else ''}"}


def schemas(hints: Iterable[Any], *, sent: bool = False) -> tuple[dict[Any, Schema], Schema]:
    """The JSON Schema (2020-12, which OpenAPI 3.1 speaks) of each type, and of each dataclass
    in them by its name.

    With ``sent`` these are of what a program sends, by names of their own: what has a default
    may be left out. TypeError for a type that JSON has no form for.
    """
    mode, suffix = ("validation", "Sent") if sent else ("serialization", "")
    try:
        found, whole = TypeAdapter.json_schemas(
            [(hint, mode, _adapter(hint)) for hint in dict.fromkeys(hints)],  # type: ignore[misc]  # one of the two modes
            ref_template=f"{PREFIX}{{model}}{suffix}",
            schema_generator=_Schemas,
        )
    except PydanticSchemaGenerationError as error:
        raise TypeError(str(error)) from error
    named = {f"{name}{suffix}": schema for name, schema in whole.get("$defs", {}).items()}
    return {hint: schema for (hint, _), schema in found.items()}, named


class _Schemas(GenerateJsonSchema):
    """Says what `to_plain` makes of a type, without what only pydantic would add."""

    def normalize_name(self, name: str) -> str:
        return re.sub(r"\W", "", super().normalize_name(name).replace("_", ""))

    def field_title_should_be_set(self, schema: Any) -> bool:  # noqa: ARG002 - pydantic's name
        return False

    def field_is_required(self, field: Any, *args: Any, **more: Any) -> bool:
        return self.mode == "serialization" or super().field_is_required(field, *args, **more)

    def default_schema(self, schema: Any) -> Schema:
        return self.generate_inner(schema["schema"])

    def float_schema(self, schema: Any) -> Schema:
        found = super().float_schema(schema)
        return {**found, "type": ["number", "null"]} if self.mode == "serialization" else found

    def callable_schema(self, schema: Any) -> Schema:  # noqa: ARG002 - pydantic's name
        raise PydanticOmit

    def dataclass_schema(self, schema: Any) -> Schema:
        found = super().dataclass_schema(schema)
        found.pop("title", None)
        about = inspect.cleandoc(found.pop("description", "")).partition("\n\n")[0]
        return {**found, "description": " ".join(about.split())} if about else found
