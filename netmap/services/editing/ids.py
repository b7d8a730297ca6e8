"""Ids for what people add: short slugs of the name, stable from then on."""

from __future__ import annotations

from collections.abc import Container
from hashlib import sha256

_LONGEST = 200


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
