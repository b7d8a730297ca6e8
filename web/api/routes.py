"""How an operation of the API is registered: what it asks, what it answers, and when it is new.

The shape of an answer is read off the type that the view returns, so that the document
that describes the API is true as long as the types are.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from functools import partial, wraps
from http import HTTPStatus
from types import MappingProxyType
from typing import Any, NoReturn, TypeAlias, get_type_hints

from flask import Response
from flask_smorest import Blueprint
from marshmallow import Schema as Question
from marshmallow import ValidationError
from webargs.flaskparser import FlaskParser

from netmap.codec import PREFIX as REF
from netmap.codec import Schema, received, reference
from netmap.errors import Invalid, Problem
from web.api import freshness
from web.api.asking import Nothing
from web.api.bodies import sent
from web.core.answers import download as file_answer
from web.core.answers import json_answer

Asked: TypeAlias = dict[str, Any]
View: TypeAlias = Callable[..., Any]

PREFIX = "/api/v1"
ANSWERED: list[Any] = []  # the types of answers
SENT: list[type[Any]] = []  # those of bodies
NO_CHOICES: Mapping[str, Iterable[str]] = MappingProxyType({})
ERROR = {"$ref": f"{REF}Error"}

_REFUSALS = {
    HTTPStatus.UNAUTHORIZED: "No token, or one that is not valid (any more).",
    HTTPStatus.FORBIDDEN: "The token may not do this.",
    HTTPStatus.NOT_FOUND: "Something that is not there.",
    HTTPStatus.UNPROCESSABLE_ENTITY: "Something that cannot be used; each problem says where.",
    HTTPStatus.TOO_MANY_REQUESTS: "Too many requests in too short a time; see Retry-After.",
    HTTPStatus.SERVICE_UNAVAILABLE: "The database does not answer; see Retry-After.",
}
_WRITING = {
    HTTPStatus.BAD_REQUEST: "The body is no JSON.",
    HTTPStatus.CONFLICT: "The graph moved on; the facts name both revisions. Nothing was changed.",
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: "The body is too large.",
    HTTPStatus.UNSUPPORTED_MEDIA_TYPE: "The body is not sent as application/json.",
}
_IN_ADDRESS = re.compile(r"<(?:\w+:)?(\w+)>")
_ABOUT_ADDRESS = {
    "key": ("Id of the partnership.", "woudenberg"),
    "id": ("Id of the record.", None),
    "number": ("Number of the revision.", 1),
    "level": ("What the numbers are about.", None),
    "matrix": ("What is covered by whom.", None),
    "metric": ("Key of the metric.", None),
    "format": ("Key of the format.", None),
    "slug": ("The end of the address of the view.", None),
    "meeting": ("Key of the meeting.", None),
}


class _Parser(FlaskParser):
    """Reads queries; what is wrong becomes a fact of ours, with every problem."""

    DEFAULT_UNKNOWN_BY_LOCATION = {"query": "raise"}  # noqa: RUF012 - as webargs wants it

    def handle_error(self, error: ValidationError, *_: Any, **__: Any) -> NoReturn:
        raise Invalid(_problems(error.messages_dict.get("query", error.messages_dict)))


def _reading_may_ask_for_news(doc: Asked, *_: object, method: str, **__: object) -> Asked:
    if method == "get":
        doc.setdefault("parameters", []).append(freshness.PARAMETER)
    return doc


class _Operations(Blueprint):  # type: ignore[misc]  # flask-smorest carries no types
    ARGUMENTS_PARSER = _Parser()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._prepare_doc_cbks.append(_reading_may_ask_for_news)


blueprint = _Operations("api", __name__, url_prefix=PREFIX)


def get(
    rule: str,
    *,
    tag: str,
    asks: type[Question] = Nothing,
    choices: Mapping[str, Iterable[str]] = NO_CHOICES,
    by_revision: bool = True,
) -> Callable[[View], View]:
    """Register what reads. ``choices`` are the values that a part of the address can have.

    ``by_revision``: the answer changes only with the revision, so that an unchanged one is
    not computed again; else it is compared when it is made.
    """

    def register(view: View) -> View:
        shape = _answered(get_type_hints(view)["return"])

        @wraps(view)
        def answer(asked: Asked, **address: Any) -> Response:
            tagged = freshness.by_revision() if by_revision else ""
            if tagged and freshness.is_known(tagged):
                return freshness.unchanged(tagged)
            response = json_answer(view(asked, **address))
            tagged = tagged or freshness.by_content(response)
            if freshness.is_known(tagged):
                return freshness.unchanged(tagged)
            response.headers["ETag"] = tagged
            return response

        described = blueprint.response(HTTPStatus.OK, shape, headers=freshness.HEADERS)(answer)
        described = blueprint.alt_response(
            HTTPStatus.NOT_MODIFIED, description="Nothing changed since the ETag that was sent."
        )(described)
        _add(rule, described, tag=tag, asks=asks, choices=choices)
        return view

    return register


def download(
    rule: str,
    *,
    tag: str,
    asks: type[Question],
    choices: Mapping[str, Iterable[str]],
    types: Iterable[str],
) -> Callable[[View], View]:
    """Register what gives a file, of one of these types."""

    def register(view: View) -> View:
        @wraps(view)
        def answer(asked: Asked, **address: Any) -> Response:
            tagged = freshness.by_revision()
            if freshness.is_known(tagged):
                return freshness.unchanged(tagged)
            made = view(asked, **address)
            response = file_answer(made.content, made.name, made.media_type)
            response.headers["ETag"] = tagged
            return response

        file = {"content": {each: {"schema": {}} for each in types}, "description": "The file."}
        described = blueprint.doc(responses={"200": {**file, "headers": freshness.HEADERS}})(answer)
        described = blueprint.alt_response(
            HTTPStatus.NOT_MODIFIED, description="Nothing changed since the ETag that was sent."
        )(described)
        _add(rule, described, tag=tag, asks=asks, choices=choices)
        return view

    return register


def post(
    rule: str,
    *,
    tag: str,
    body: type[Any],
    answers: Mapping[HTTPStatus, str],
    read: Callable[[bytes], Any] | None = None,
) -> Callable[[View], View]:
    """Register what writes. The view gets the body, and returns the status with its answer.

    ``read`` makes the body out of JSON, where its problems are told in a way of their own.
    """
    reader = read or partial(received, body)
    SENT.append(body)

    def register(view: View) -> View:
        shape = _answered(get_type_hints(view)["return"])

        @wraps(view)
        def answer(asked: Asked, **address: Any) -> Response:
            made = view(sent(reader), **address, **asked)
            response = json_answer(made)
            response.status_code = made.status
            response.headers.extend(made.headers)
            return response

        described: View = answer
        for status, about in answers.items():
            described = blueprint.alt_response(status, schema=shape, description=about)(described)
        content = {"application/json": {"schema": reference(body, sent=True)}}
        described = blueprint.doc(requestBody={"required": True, "content": content})(described)
        _add(rule, described, tag=tag, refusals={**_REFUSALS, **_WRITING}, method="POST")
        return view

    return register


def _add(
    rule: str,
    view: View,
    *,
    tag: str,
    asks: type[Question] = Nothing,
    choices: Mapping[str, Iterable[str]] = NO_CHOICES,
    refusals: Mapping[HTTPStatus, str] = _REFUSALS,
    method: str = "GET",
) -> None:
    name = view.__name__.strip("_")
    for status, about in sorted(refusals.items()):
        view = blueprint.alt_response(status, schema=ERROR, description=about)(view)
    view = blueprint.doc(operationId=name)(view)
    view = blueprint.arguments(asks, location="query")(view)
    blueprint.route(
        rule,
        methods=[method],
        endpoint=name,
        tags=[tag],
        parameters=[_in_address(part, choices) for part in _IN_ADDRESS.findall(rule)],
    )(view)


def _answered(kind: Any) -> Schema:
    ANSWERED.append(kind)
    return reference(kind)


def _in_address(name: str, choices: Mapping[str, Iterable[str]]) -> dict[str, Any]:
    about, example = _ABOUT_ADDRESS.get(name, ("", None))
    found: dict[str, Any] = {"in": "path", "name": name, "required": True}
    if about:
        found["description"] = about
    if example is not None:
        found["example"] = example
    if name in choices:
        found["schema"] = {"type": "string", "enum": list(choices[name])}
    return found


def _problems(messages: Mapping[Any, Any]) -> list[Problem]:
    """What marshmallow says, as problems; it gives each value of a list its own place."""
    found = []
    for field, said in messages.items():
        texts = (
            [text for each in said.values() for text in each] if isinstance(said, dict) else said
        )
        code = "unknown-field" if texts == ["Unknown field."] else "bad-value"
        found.append(Problem(code, "", str(field), " ".join(str(text) for text in texts)))
    return found
