"""Two people change one record: what each touched goes together, what both touched is shown.

A record is looked at part by part: its fields, and each of its attributes. Lists (aliases,
citations, headings) go together item by item, so that nothing that either added is lost.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Any, Literal, TypeAlias, TypeVar

from netmap.model import Record, Source

R = TypeVar("R", bound=Record)
Side: TypeAlias = Literal["mine", "theirs"]
Choices: TypeAlias = Mapping[str, Side]

LISTS = frozenset({"aliases", "citations", "sections"})
_SAME = frozenset({"id", "attributes"})


@dataclass(frozen=True, slots=True)
class Clash:
    """One part that both changed, differently. None stands for an attribute that is not there."""

    part: str
    base: Any
    mine: Any
    theirs: Any


def parts(record: Record) -> dict[str, Any]:
    """A record taken apart: its fields, and its attributes as ``attr.<key>``."""
    found = {f.name: getattr(record, f.name) for f in fields(record) if f.name not in _SAME}
    if not isinstance(record, Source):
        found |= {f"attr.{key}": value for key, value in record.attributes.items()}
    return found


def assemble(like: R, values: Mapping[str, Any]) -> R:
    """The record that `parts` took apart."""
    plain = {name: value for name, value in values.items() if not name.startswith("attr.")}
    if not isinstance(like, Source):
        plain["attributes"] = {
            name.removeprefix("attr."): value
            for name, value in values.items()
            if name.startswith("attr.") and value is not None
        }
    return replace(like, **plain)


def merge(
    base: R, mine: R, theirs: R, choose: Choices | None = None
) -> tuple[R, tuple[Clash, ...]]:
    """What both made of ``base``, and the parts where they differ and nobody chose yet.

    Where they differ the result holds mine. Without clashes, and where nothing was chosen,
    the result is the same whoever is called 'mine', up to the order of lists.
    """
    chosen = choose or {}
    before, ours, others = parts(base), parts(mine), parts(theirs)
    merged: dict[str, Any] = {}
    clashes = []
    for name in dict.fromkeys((*before, *others, *ours)):
        old, one, other = before.get(name), ours.get(name), others.get(name)
        if one in (other, old):
            merged[name] = other
        elif other == old:
            merged[name] = one
        elif name in LISTS:
            merged[name] = _merge_lists(old or (), one or (), other or ())
        elif name in chosen:
            merged[name] = one if chosen[name] == "mine" else other
        else:
            merged[name] = one
            clashes.append(Clash(name, old, one, other))
    return assemble(mine, merged), tuple(clashes)


def differing(base: Record, mine: Record, theirs: Record) -> tuple[Clash, ...]:
    """Every part in which mine and theirs differ, for when they do not go together."""
    before, ours, others = parts(base), parts(mine), parts(theirs)
    return tuple(
        Clash(name, before.get(name), ours.get(name), others.get(name))
        for name in dict.fromkeys((*before, *others, *ours))
        if ours.get(name) != others.get(name)
    )


def _merge_lists(
    base: tuple[Any, ...], mine: tuple[Any, ...], theirs: tuple[Any, ...]
) -> tuple[Any, ...]:
    """What neither took out, then what either added."""
    kept = [item for item in base if item in mine and item in theirs]
    added = [item for item in (*theirs, *mine) if item not in base]
    return tuple(dict.fromkeys((*kept, *added)))
