"""Small records that the contract tests commit."""

from __future__ import annotations

from netmap.model import Citation, Entity, PartialDate, Put, Source, Tie

MINUTES = Source("notulen", "Notulen van de ledenvergadering", kind="meeting")
SAID = (Citation("notulen", "punt 1", "De leden noemen dit in de vergadering."),)


def partnership(key: str = "dorp") -> Entity:
    return Entity(key, "partnership", f"Coöperatie {key}")


def organisation(key: str, name: str = "") -> Entity:
    return Entity(key, "organisation", name or key.title())


def member(key: str, of: str = "dorp") -> Tie:
    return Tie(f"{of}.member_of.{key}", of, "member_of", key, of, citations=SAID)


def refers(source: str, target: str, of: str = "dorp") -> Tie:
    return Tie(f"{of}.refers_to.{source}.{target}", of, "refers_to", source, target, citations=SAID)


def since(tie: Tie, start: str, end: str | None = None) -> Tie:
    return Tie(
        tie.id,
        tie.partnership,
        tie.kind,
        tie.source,
        tie.target,
        tie.certainty,
        PartialDate.parse(start),
        PartialDate.parse(end) if end else None,
        tie.citations,
        tie.attributes,
    )


def village() -> list[Put]:
    """Two members of one partnership that refer to each other in one direction."""
    records = (MINUTES, partnership(), organisation("zorg"), organisation("school"))
    ties = (member("zorg"), member("school"), refers("school", "zorg"))
    return [Put(record) for record in (*records, *ties)]
