"""The body of a request as JSON, or a fact that says what is wrong with it."""

from __future__ import annotations

import json
from typing import Any

from flask import request
from werkzeug.exceptions import BadRequest, UnsupportedMediaType

from netmap.errors import Invalid, Problem

LARGEST = 20 * 2**20


def sent() -> dict[str, Any]:
    """The object that was sent.

    Raises BadRequest, UnsupportedMediaType, RequestEntityTooLarge and Invalid.
    """
    if not request.is_json:
        raise UnsupportedMediaType("Send application/json.")
    request.max_content_length = LARGEST
    try:
        body = json.loads(request.get_data())
        json.dumps(body, ensure_ascii=False).encode()
    except UnicodeEncodeError as error:  # half of a pair that only together is a character
        message = "holds half a character; send the whole of it"
        raise Invalid([Problem("bad-text", "", "", message)]) from error
    except (ValueError, RecursionError) as error:  # also a number of thousands of digits
        raise BadRequest("This is no JSON.") from error
    if not isinstance(body, dict):
        raise Invalid([Problem("bad-value", "", "", "send an object")])
    return body


def only(body: dict[str, Any], *known: str) -> None:
    """Raises Invalid when the body says something that nobody reads."""
    unknown = sorted(body.keys() - set(known))
    if unknown:
        raise Invalid(Problem("unknown-field", "", name, "no such field") for name in unknown)
