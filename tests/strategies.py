"""Random snapshots that keep to the vocabulary, for property tests."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import strategies as st

from netmap.model import CERTAINTIES, Attribute, Citation, PartialDate, Snapshot, Tie
from netmap.vocabulary import AttributeDefinition, vocabulary
from tests.builders import PARTNERSHIP, SOURCE, entity, snapshot, tie

KINDS = ("organisation", "unit", "atelier", "activity", "function")
SCALES = ("up", "down", "across")


@st.composite
def snapshots(draw: st.DrawFn, *, least: int = 0, most: int = 9) -> Snapshot:
    """A snapshot of some entities of several kinds in one partnership, and ties between them.

    ``least`` and ``most`` are about the entities; there are as many ties as ``least``,
    where so many are possible, or more.
    """
    kinds = draw(st.lists(st.sampled_from(KINDS), min_size=least, max_size=most))
    entities = [entity(f"{kind[:2]}{n}", kind) for n, kind in enumerate(kinds)]
    entities.append(entity(PARTNERSHIP, "partnership"))
    possible = [
        (source.id, kind.key, target.id)
        for source in entities
        for target in entities
        for kind in vocabulary().ties.values()
        if source is not target and vocabulary().allows(kind.key, source.kind, target.kind)
    ]
    fewest = min(least, len(possible))
    some = st.lists(st.sampled_from(possible), unique=True, min_size=fewest, max_size=25)
    claims = draw(some) if possible else []
    return snapshot([draw(_tie(*claim)) for claim in claims], entities)


@st.composite
def _tie(draw: st.DrawFn, source: str, kind: str, target: str) -> Tie:
    if kind != "refers_to":
        return tie(source, kind, target)
    return tie(source, kind, target, scale=draw(st.sampled_from(SCALES)))


# Texts that break out of quotes, tags, cells, lines and literals.
HOSTILE = (
    "</data><x>&amp;]]>",
    "\"quoted\" and 'quoted'",
    "back\\slash\\",
    "\\u0027 OR \\\\u0027 }) DETACH DELETE n //",
    "=cmd|' /C calc'!A0",
    "'=twice",
    "-1",
    "a;\nb\tc",
    "a|b,c;d",
    " spaces ",
    "日本 é 🙂",
    "01234567",
    "*Arcs",
    "{{7*7}}",
)
_XML_SAFE = st.characters(min_codepoint=0x20, max_codepoint=0xD7FF)
TEXTS = st.one_of(st.sampled_from(HOSTILE), st.text(_XML_SAFE, min_size=1, max_size=20)).filter(
    lambda text: text.strip() != ""
)
_DATES = st.sampled_from(("2019", "2019-03", "2020-02-29", "2021-12-31"))


@st.composite
def described_snapshots(draw: st.DrawFn, *, least: int = 3, most: int = 6) -> Snapshot:
    """As `snapshots`, with names, aliases, citations, periods and attributes that anybody typed."""
    plain = draw(snapshots(least=least, most=most))
    citations = st.lists(st.builds(Citation, st.just(SOURCE.id), TEXTS, TEXTS), max_size=2)
    entities = [
        replace(
            each,
            name=draw(TEXTS),
            aliases=tuple(draw(st.lists(TEXTS, max_size=2))),
            summary=draw(st.one_of(st.just(""), TEXTS)),
            collective=draw(st.booleans()),
            fictional=draw(st.booleans()),
            citations=tuple(draw(citations)),
            attributes={
                a.key: draw(_attribute(a))
                for a in vocabulary().entity_attributes(each.kind)
                if draw(st.booleans())
            },
        )
        for each in plain.entities.values()
    ]
    ties = [
        replace(
            each,
            certainty=draw(st.sampled_from(CERTAINTIES)),
            valid_from=draw(st.one_of(st.none(), _DATES.map(PartialDate.parse))),
            valid_to=draw(st.one_of(st.none(), st.just(PartialDate(2022)))),
            citations=tuple(draw(citations)),
            attributes={
                key: draw(_attribute(vocabulary().attributes[key]))
                for key in sorted(vocabulary().ties[each.kind].attributes)
                if draw(st.booleans())
            },
        )
        for each in plain.ties.values()
    ]
    return snapshot(ties, entities, revision=draw(st.integers(1, 10**6)))


def _attribute(definition: AttributeDefinition) -> st.SearchStrategy[Attribute]:
    if definition.type == "choice":
        return st.sampled_from(sorted(definition.choices))
    if definition.type == "integer":
        return st.integers(definition.minimum, definition.maximum)
    if definition.type == "ids":
        return st.lists(st.sampled_from(("wmo", "jeugdwet")), max_size=2).map(tuple)
    return TEXTS
