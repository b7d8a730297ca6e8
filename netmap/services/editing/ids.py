"""Ids for what people add: short slugs of the name, stable from then on."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container
from hashlib import sha256

_MOST = 60  # so that the id of a tie, which names three records, stays under 200
_LONGEST = 200
_NOT_PLAIN = re.compile(r"[^a-z0-9]+")


def slug(name: str, fallback: str) -> str:
    """The name in lowercase letters, digits and dashes.

    >>> slug("Consulenten Werk & Inkomen", "unit"), slug("Café Zoë", ""), slug("??", "unit")
    ('consulenten-werk-en-inkomen', 'cafe-zoe', 'unit')
    """
    plain = unicodedata.normalize("NFKD", name.replace("&", " en "))
    plain = "".join(c for c in plain if not unicodedata.combining(c)).casefold()
    whole = _NOT_PLAIN.sub("-", plain).strip("-")
    if len(whole) > _MOST:
        whole = whole[: _MOST + 1].rpartition("-")[0] or whole[:_MOST]
    if whole == "new":  # the address of a form
        return f"{whole}-{fallback}"
    return whole or fallback


def free(wish: str, taken: Container[str], between: str = "-") -> str:
    """The id that is wished for; with 2, 3 ... behind it while it is taken."""
    number, found = 1, wish
    while found in taken:
        number += 1
        found = f"{wish}{between}{number}"
    return found


def tie_id(partnership: str, kind: str, source: str, target: str, taken: Container[str]) -> str:
    """What the seed calls a tie: partnership.kind.source.target, then .2 and so on."""
    wish = f"{partnership}.{kind}.{source}.{target}"
    if len(wish) > _LONGEST - 4:
        digest = sha256(wish.encode()).hexdigest()[:12]
        wish = f"{wish[: _LONGEST - 20].rstrip('.')}.{digest}"
    return free(wish, taken, ".")
