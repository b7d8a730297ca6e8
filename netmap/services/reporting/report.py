"""Collect a report: the sections that are asked for, in their order."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from datetime import date

from netmap import __version__
from netmap.errors import Invalid, Problem
from netmap.model import Scope
from netmap.services.browse import one_partnership
from netmap.services.changes import named
from netmap.services.context import Context
from netmap.services.meetings import agenda
from netmap.services.reporting.blocks import Block, Fact, Report, ReportSection
from netmap.services.reporting.material import Material, Words, literal, texts
from netmap.services.reporting.sections.background import method, metrics, sources
from netmap.services.reporting.sections.coverage import covering
from netmap.services.reporting.sections.gaps import changes, decisions, gaps
from netmap.services.reporting.sections.map import mapped
from netmap.services.reporting.sections.summary import summary
from netmap.services.rights import Right, needs
from netmap.text.dates import date_text
from netmap.vocabulary import Label, Language

_PARTS: Mapping[str, Callable[[Material], tuple[Block, ...]]] = {
    "summary": summary,
    "changes": changes,
    "map": mapped,
    "gaps": gaps,
    "decisions": decisions,
    "coverage": covering,
    "metrics": metrics,
    "method": method,
    "sources": sources,
}
SECTIONS: tuple[str, ...] = tuple(_PARTS)
_OWN_PAGE = frozenset({"coverage", "metrics"})  # the others follow on


def section_title(key: str) -> Label:
    """What a section is called."""
    return texts()[f"section_{key}"]


@needs(Right.READ)
def network_report(
    ctx: Context,
    scope: Scope,
    language: Language = "nl",
    *,
    meeting: str | None = None,
    sections: Collection[str] | None = None,
) -> Report:
    """A report of a partnership as of now, or as a meeting left it.

    Without ``sections`` it has all of SECTIONS. Raises UnknownPartnership, UnknownRevision,
    UnknownDocument for a meeting that is not there, and Invalid for a section that is none.
    """
    unknown = sorted(set(sections or ()) - set(SECTIONS))
    if unknown:
        message = f"'{unknown[0]}' is not one of: {', '.join(SECTIONS)}"
        raise Invalid([Problem("bad-value", "", "section", message)])
    state = agenda(ctx, scope, language, meeting)
    scope = replace(scope, revision=state.revision)
    snapshot, home = one_partnership(ctx, scope)
    day = _day(ctx, state.revision)
    words = Words(snapshot, language)
    material = Material(ctx, scope, snapshot, home, state, day, words)
    written = date_text(day, language)
    return Report(
        language=language,
        revision=state.revision,
        fictional=home.fictional,
        title=words("title"),
        name=named(home.id, snapshot, language).name,
        subtitle=str(home.attributes.get("place", "")),
        stamp=words("stamp", day=literal(written), revision=state.revision),
        day=(day.year, day.month, day.day),
        facts=tuple(_facts(material, written)),
        sections=tuple(
            ReportSection(
                key, section_title(key).in_(language), part(material), page=key in _OWN_PAGE
            )
            for key, part in _PARTS.items()
            if sections is None or key in sections
        ),
        words=words.layout(),
    )


def _day(ctx: Context, revision: int) -> date:
    """The day on which what is told became known; of an empty store, today."""
    found = ctx.store.revisions(after=revision - 1, limit=1) if revision else ()
    return (found[0].at if found else ctx.clock()).date()


def _facts(material: Material, day: str) -> list[Fact]:
    words, state = material.words, material.agenda
    facts = [Fact(words("fact_day"), day)]
    if state.meeting:
        when = date_text(state.meeting.date, material.language)
        facts.append(Fact(words("fact_meeting"), f"{state.meeting.title}, {when}"))
    if material.scope.as_of:
        moment = date_text(material.scope.as_of, material.language)
        facts.append(Fact(words("fact_scope"), moment))
    facts.append(Fact(words("fact_revision"), str(state.revision)))
    facts.append(Fact(words("fact_software"), f"Netmap {__version__}"))
    return facts
