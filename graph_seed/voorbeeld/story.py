"""What every part of the story draws on: the minutes, the dice, and who is there when."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from graph_seed.voorbeeld import stage
from graph_seed.voorbeeld.cast import ORGANISATIONS, PARTNERSHIP
from graph_seed.voorbeeld.minutes import Minutes

_LATEST_JOINING = 8
SOCIABLE = tuple(  # may work with anybody; the others have no ties or fixed ones
    o
    for o in ORGANISATIONS
    if not (o.silent or o.only_tie or o.role == "specialist" or o.key in stage.STEERING_ONLY)
)


@dataclass(frozen=True, slots=True)
class Story:
    """One run of the generator."""

    minutes: Minutes
    rng: Random
    since: dict[str, int]  # organisation -> the quarter in which it comes in

    @classmethod
    def begin(cls, seed: int) -> Story:
        rng = Random(seed)  # noqa: S311  # a repeatable example, not a secret
        since = {
            o.key: rng.randint(1, _LATEST_JOINING) if o.joins is None else o.joins
            for o in ORGANISATIONS
        }
        return cls(Minutes(), rng, since)


def fabel(key: str) -> str:
    """The id of something in Fabeldam."""
    return key if key == PARTNERSHIP else f"fabel-{key}"


def earliest(*quarters: int | None) -> int | None:
    """The first of the quarters that there are."""
    return min((q for q in quarters if q is not None), default=None)
