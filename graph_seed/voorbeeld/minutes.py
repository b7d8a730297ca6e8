"""The minutes of the quarterly meetings: all that is known of Fabeldam stands in them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

from graph_seed.voorbeeld.cast import PARTNERSHIP
from netmap.model import (
    Attribute,
    Certainty,
    Citation,
    Entity,
    PartialDate,
    Put,
    Record,
    Source,
    Tie,
)
from netmap.services.exchange import Batch

QUARTERS = 12
_FIRST_YEAR = 2023
_OTHER_SECTION = "Geld en opdracht"
_SECTION = {
    "member_of": "Leden",
    "part_of": "Leden",
    "covers": "Leden",
    "takes_part_in": "Ateliers en activiteiten",
    "leads": "Ateliers en activiteiten",
    "results_in": "Ateliers en activiteiten",
    "offers": "Ateliers en activiteiten",
    "addresses": "Ateliers en activiteiten",
    "contributes_to": "Ateliers en activiteiten",
    "collaborates_with": "Samenwerking",
    "refers_to": "Verwijzingen",
}


class Minutes:
    """Collects news per quarter and deals it out as one batch per quarter."""

    def __init__(self) -> None:
        self._news: defaultdict[int, list[Record]] = defaultdict(list)

    def entity(self, quarter: int, entity: Entity) -> None:
        """An entity that is new, or different from now on."""
        self._news[quarter].append(replace(entity, fictional=True))

    def tie(
        self,
        quarter: int,
        kind: str,
        source: str,
        target: str,
        told: str,
        *,
        until: int | None = None,
        certainty: Certainty = "reported",
        valid_from: PartialDate | None = None,
        again: str = "",
        **attributes: Attribute,
    ) -> None:
        """A tie told of in one quarter and, with ``until``, told to have ended in another.

        ``again`` tells a second period of the same tie from the first.
        """
        tie = Tie(
            id=".".join(filter(None, (PARTNERSHIP, kind, source, target, again))),
            partnership=PARTNERSHIP,
            kind=kind,
            source=source,
            target=target,
            certainty=certainty,
            valid_from=valid_from or begin(quarter),
            citations=(_citation(quarter, kind, told),),
            attributes={name: value for name, value in attributes.items() if value != ""},
        )
        self._news[quarter].append(tie)
        if until is not None:
            ended = _citation(until, kind, "Gemeld is dat dit is gestopt.")
            citations = (*tie.citations, ended)
            self._news[until].append(replace(tie, valid_to=begin(until), citations=citations))

    def batches(self) -> tuple[Batch, ...]:
        """One batch per quarter, with the meeting that its ties cite."""
        meetings = map(meeting, range(QUARTERS))
        return tuple(
            Batch(
                message=f"Fictief voorbeeld: {source.title}",
                changes=tuple(Put(record) for record in (source, *self._news[quarter])),
            )
            for quarter, source in enumerate(meetings)
        )


def begin(quarter: int) -> PartialDate:
    """The month in which a quarter begins: 0 is January 2023."""
    return PartialDate(_FIRST_YEAR + quarter // 4, quarter % 4 * 3 + 1)


def meeting(quarter: int) -> Source:
    """The members' meeting at which the news of a quarter was told."""
    day = replace(begin(quarter), day=7 + quarter)
    number = quarter % 4 + 1
    return Source(
        id=f"fabel-vergadering-{day.year}-{number}",
        title=f"ledenvergadering van Het Wenkende Muiltje, {number}e kwartaal {day.year}",
        kind="meeting",
        author="Het Wenkende Muiltje",
        date=day,
        sections=(*dict.fromkeys(_SECTION.values()), _OTHER_SECTION),
        note="Verzonnen bijeenkomst in een verzonnen gemeente.",
        fictional=True,
    )


def _citation(quarter: int, kind: str, told: str) -> Citation:
    return Citation(meeting(quarter).id, _SECTION.get(kind, _OTHER_SECTION), told)
