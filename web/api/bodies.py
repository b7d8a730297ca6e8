"""The body of a request as a value of its type, or a fact that says what is wrong with it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from flask import request
from werkzeug.exceptions import BadRequest, UnsupportedMediaType

T = TypeVar("T")

LARGEST = 20 * 2**20


def sent(read: Callable[[bytes], T]) -> T:
    """What was sent, as ``read`` makes it out of JSON.

    Raises BadRequest, UnsupportedMediaType, RequestEntityTooLarge and Invalid.
    """
    if not request.is_json:
        raise UnsupportedMediaType("Send application/json.")
    request.max_content_length = LARGEST
    try:
        return read(request.get_data())
    except ValueError as error:
        raise BadRequest("This is no JSON.") from error
