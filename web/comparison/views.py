"""What would change, and what differs: pages that put two states side by side."""

from __future__ import annotations

from flask import Response
from flask_babel import lazy_gettext

from netmap.errors import Invalid, Problem
from netmap.model import Scope
from netmap.services.assumptions import read_assumptions
from netmap.services.browse import organisations_elsewhere, partnership_view
from netmap.services.comparison import comparison_report
from netmap.services.reports import overview
from netmap.services.scenarios import (
    AdditionReport,
    ScenarioReport,
    best_additions,
    scenario_report,
)
from netmap.vocabulary import entities_as, vocabulary
from web.core import query
from web.core.answers import answer
from web.core.area import Area
from web.core.languages import language
from web.core.query import scope
from web.core.state import context

blueprint = Area("comparison", __name__)

BEST = query.flag("best")
WISHES = {name: query.texts(name) for name in ("leaves", "joins", "tie")}
TIE = tuple(query.text(f"tie_{part}") for part in ("kind", "source", "target"))
WITH = query.text("with")
WITH_AS_OF = query.moment("with_as_of", lazy_gettext("As of (year or day)"))
WITH_REVISION = query.number("with_revision", lazy_gettext("Revision"))


@blueprint.page("/p/<key>/what-if")
def what_if(key: str) -> Response:
    """Assumptions about a partnership, and what they would change. Nothing is stored."""
    asked = scope(key)
    wishes = {name: _wishes(name) for name in WISHES}
    report: ScenarioReport | AdditionReport | None = None
    if BEST():
        report = best_additions(context(), asked, language())
    elif any(wishes.values()):
        assumptions = read_assumptions(
            context(),
            asked,
            leaves=wishes["leaves"],
            joins=wishes["joins"],
            ties=wishes["tie"],
        )
        report = scenario_report(context(), asked, assumptions, language())
    here = partnership_view(context(), asked)
    return answer(
        "comparison/what_if",
        report or here,
        scenario=report if isinstance(report, ScenarioReport) else None,
        additions=report if isinstance(report, AdditionReport) else None,
        wishes=wishes,
        leaving=[entity for entity in here.entities if entity.kind in entities_as("may_leave")],
        actors=[e for e in here.entities if vocabulary().entities[e.kind].actor],
        joining=organisations_elsewhere(context(), asked),
        kinds=[kind for kind in vocabulary().ties.values() if kind.collaboration],
    )


@blueprint.page("/p/<key>/compare")
def compare(key: str) -> Response:
    """A partnership beside another one, or beside itself at another moment."""
    asked = scope(key)
    other = _other(key, asked)
    report = None
    if other and other.partnerships == asked.partnerships:  # the other moment comes first
        report = comparison_report(context(), other, asked, language())
    elif other:
        report = comparison_report(context(), asked, other, language())
    here = partnership_view(context(), asked)
    return answer(
        "comparison/compare",
        report or here,
        subject=here,
        comparison=report,
        partnerships=[p for p in overview(context()) if p.key != key],
    )


def _wishes(name: str) -> list[str]:
    """What a form asks for; a tie may come as three fields."""
    found = WISHES[name]()
    if name == "tie":
        parts = [part() for part in TIE]
        if all(parts):
            found.append(":".join(parts))
        elif any(parts[1:]):
            message = "choose both ends of the tie"
            raise Invalid([Problem("missing", "", "tie_source, tie_target", message)])
    return found


def _other(key: str, asked: Scope) -> Scope | None:
    """The other side of a comparison; None when the address asks for none."""
    query.check(WITH_AS_OF, WITH_REVISION)
    partnership, as_of, revision = WITH(), WITH_AS_OF(), WITH_REVISION()
    if not partnership and as_of is None and revision is None:
        return None
    return Scope(
        partnerships=(partnership or key,),
        as_of=as_of,
        revision=revision,
        certainty=asked.certainty,
    )
