"""Whether the caller has the latest answer already: entity tags out of the revision."""

from __future__ import annotations

import hashlib
import json
from http import HTTPStatus
from importlib.metadata import version
from typing import Any

from flask import Response, request

from netmap.services.browse import health
from web.core.state import context

HEADERS = {
    "ETag": {
        "description": "Send it as If-None-Match, to hear only whether something changed.",
        "schema": {"type": "string"},
    }
}
PARAMETER = {
    "in": "header",
    "name": "If-None-Match",
    "required": False,
    "description": "The ETag of an earlier answer; 304 when that is still the latest.",
    "schema": {"type": "string"},
}


def by_revision() -> str:
    """The tag of whatever this request asks, as of the latest revision.

    Empty when the store cannot tell: then the question itself says what is wrong.
    """
    ctx = context()
    found = health(ctx).revision
    if found is None:
        return ""
    local = sorted((key, sorted(rights)) for key, rights in ctx.who.local.items())
    who = [ctx.who.name, sorted(ctx.who.rights), local]  # what may be seen is part of the answer
    return _tag([version("netmap"), found, request.full_path, _language(), who])


def by_content(response: Response) -> str:
    return f'"{hashlib.sha256(response.get_data()).hexdigest()[:32]}"'


def is_known(tag: str) -> bool:
    """Whether the caller named this tag. A star names none: it would hide a 404."""
    return not request.if_none_match.star_tag and request.if_none_match.contains_weak(
        tag.strip('"')
    )


def unchanged(tag: str) -> Response:
    return Response(status=HTTPStatus.NOT_MODIFIED, headers={"ETag": tag})


def _language() -> str:
    return ",".join(request.accept_languages.values())


def _tag(parts: list[Any]) -> str:
    return f'"{hashlib.sha256(json.dumps(parts).encode()).hexdigest()[:32]}"'
