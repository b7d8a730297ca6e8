"""The JSON Schema of what `to_plain` makes, and of the records that a program may send.

What an API says about its answers is read off the types of those answers, so that the
two cannot differ. The dialect is 2020-12, which OpenAPI 3.1 speaks.
"""

from __future__ import annotations

import inspect
import types
from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from typing import Any, Literal, TypeAlias, TypeVar, Union, get_args, get_origin, get_type_hints

from netmap.model import PartialDate

Schema: TypeAlias = dict[str, Any]

PREFIX = "#/components/schemas/"
_DATE = r"^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$"
_SIMPLE: Mapping[Any, Schema] = {
    Any: {},
    object: {},
    type(None): {"type": "null"},
    str: {"type": "string"},
    bool: {"type": "boolean"},
    int: {"type": "integer"},
    float: {"type": ["number", "null"]},  # what is not a number becomes null
    date: {"type": "string", "format": "date"},
    datetime: {"type": "string", "format": "date-time"},
    PartialDate: {"type": "string", "pattern": _DATE, "description": "A year, month or day."},
}


class Shapes:
    """Collects a schema for each dataclass, by its name, in ``schemas``.

    With ``sent`` the schemas are of what a program sends: fields with a default may be left
    out, and others than these are refused.
    """

    def __init__(self, *, sent: bool = False, suffix: str = "") -> None:
        self.schemas: dict[str, Schema] = {}
        self._sent = sent
        self._suffix = suffix
        self._names: dict[Any, str] = {}

    def of(self, hint: Any) -> Schema:
        """The schema of a type. TypeError for a type that JSON has no form for."""
        if isinstance(hint, TypeVar):
            raise TypeError(f"{hint} stands for no type here")
        if hint in _SIMPLE:
            return dict(_SIMPLE[hint])
        origin, arguments = get_origin(hint), get_args(hint)
        if is_dataclass(origin or hint):
            return {"$ref": PREFIX + self._named(hint)}
        if origin is Literal:
            return {"type": "string", "enum": list(arguments)}
        if inspect.isclass(hint) and issubclass(hint, Enum):
            return {"type": "string", "enum": [item.value for item in hint]}
        if origin in (Union, types.UnionType):
            return self._any_of(arguments)
        if origin is tuple:
            return self._tuple(arguments)
        if origin in (list, set, frozenset):
            return {"type": "array", "items": self.of(arguments[0])}
        if origin is not None and issubclass(origin, Mapping):
            return {"type": "object", "additionalProperties": self.of(arguments[1])}
        raise TypeError(f"{hint} has no form in JSON")

    def _any_of(self, arguments: tuple[Any, ...]) -> Schema:
        found: list[Schema] = []
        for schema in map(self.of, arguments):
            if schema not in found:
                found.append(schema)
        return found[0] if len(found) == 1 else {"anyOf": found}

    def _tuple(self, arguments: tuple[Any, ...]) -> Schema:
        if len(arguments) == 2 and arguments[1] is Ellipsis:
            return {"type": "array", "items": self.of(arguments[0])}
        places = [self.of(argument) for argument in arguments]
        count = len(places)
        return {"type": "array", "prefixItems": places, "minItems": count, "maxItems": count}

    def _named(self, hint: Any) -> str:
        """The name of a dataclass among the schemas, where it is put when it is new."""
        if hint in self._names:
            return self._names[hint]
        kind: Any = get_origin(hint) or hint
        words = (str(getattr(each, "__name__", each)) for each in get_args(hint))
        name = f"{kind.__name__}{''.join(words)}{self._suffix}"
        if name in self._names.values():  # two modules may use one word
            name = kind.__module__.rpartition(".")[2].strip("_").title() + name
        self._names[hint] = name
        self.schemas[name] = {}  # a type may hold itself
        self.schemas[name] |= self._object(kind, get_args(hint))
        return name

    def _object(self, kind: Any, arguments: tuple[Any, ...]) -> Schema:
        hints = get_type_hints(kind)
        variables = dict(zip(getattr(kind, "__parameters__", ()), arguments, strict=True))
        held = {f.name: f for f in fields(kind) if not _is_callable(hints[f.name])}
        schema: Schema = {
            "type": "object",
            "properties": {name: self.of(_filled(hints[name], variables)) for name in held},
            "required": [n for n, f in held.items() if not self._sent or _needed(f)],
        }
        if self._sent:
            schema["additionalProperties"] = False
        about = inspect.cleandoc(kind.__doc__ or "").partition("\n\n")[0]
        if about and not about.startswith(f"{kind.__name__}("):
            schema["description"] = " ".join(about.split())
        return schema


def _filled(hint: Any, variables: Mapping[Any, Any]) -> Any:
    """A hint with the type variables of a generic class filled in."""
    if hint in variables:
        return variables[hint]
    parameters = getattr(hint, "__parameters__", ())
    return hint[tuple(variables[p] for p in parameters)] if parameters else hint


def _is_callable(hint: Any) -> bool:
    return get_origin(hint) is Callable or get_origin(hint) is get_origin(Callable[..., Any])


def _needed(field: Field[Any]) -> bool:
    return field.default is MISSING and field.default_factory is MISSING
