"""The ties that are known and those that rows add, by what they claim."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass

from netmap.model import SLUG, PartialDate, Tie
from netmap.services.editing.drafts import claim, same_claim
from netmap.services.editing.ids import tie_id


class Ties:
    """Ties as they will be; looked up by claim, since a row seldom knows an id."""

    def __init__(self, known: Mapping[str, Tie]) -> None:
        self._known = known
        self._laid: dict[str, Tie] = {}
        self._ids: dict[tuple[str, str, str, str], list[str]] = {}
        for tie in known.values():
            self._ids.setdefault(claim(tie), []).append(tie.id)

    def same(self, made: Tie) -> Tie | None:
        """The tie that says the same about the same time; without a time, the one that goes on."""
        keys = self._ids.get(claim(made), ())
        found = [self._laid.get(key) or self._known[key] for key in keys]
        if made.valid_from is None and made.valid_to is None:
            found.sort(key=lambda tie: (tie.valid_to is None, _start(tie)), reverse=True)
        else:
            found = [tie for tie in found if same_claim(tie, made)]
            found.sort(key=lambda tie: (tie.valid_from != made.valid_from, tie.id))
        return found[0] if found else None

    def new_id(self, made: Tie, given: str) -> str:
        """The id that a row gives where nothing has it yet, else one that tells the claim."""
        taken = _Either(self._laid, self._known)
        if SLUG.fullmatch(given) and given not in taken:
            return given
        return tie_id(made.partnership, made.kind, made.source, made.target, taken)

    def put(self, tie: Tie) -> None:
        if tie.id not in self._laid and tie.id not in self._known:
            self._ids.setdefault(claim(tie), []).append(tie.id)
        self._laid[tie.id] = tie

    def changed(self) -> Iterable[Tie]:
        """What differs from what is known."""
        return (tie for tie in self._laid.values() if tie != self._known.get(tie.id))


@dataclass(frozen=True, slots=True)
class _Either:
    """What is in one of two tables; a row need not copy them."""

    one: Container[str]
    other: Container[str]

    def __contains__(self, key: object) -> bool:
        return key in self.one or key in self.other


def _start(tie: Tie) -> PartialDate:
    return tie.valid_from or PartialDate(1)
