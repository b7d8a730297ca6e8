"""What would change, and what differs: pages that put two states side by side."""

from __future__ import annotations

from flask import Response, request

from netmap import services
from netmap.errors import Invalid, Problem
from netmap.model import PartialDate, Scope
from netmap.vocabulary import vocabulary
from web.core.answers import answer
from web.core.area import Area
from web.core.languages import language
from web.core.query import scope
from web.core.state import context

blueprint = Area("comparison", __name__)

_MAY_LEAVE = frozenset({"organisation", "unit", "atelier"})


@blueprint.page("/p/<key>/what-if")
def what_if(key: str) -> Response:
    """Assumptions about a partnership, and what they would change. Nothing is stored."""
    asked = scope(key)
    wishes = {name: _wishes(name) for name in ("leaves", "joins", "tie")}
    report: services.ScenarioReport | services.AdditionReport | None = None
    if request.args.get("best"):
        report = services.best_additions(context(), asked, language())
    elif any(wishes.values()):
        assumptions = services.read_assumptions(
            context(),
            asked,
            leaves=wishes["leaves"],
            joins=wishes["joins"],
            ties=wishes["tie"],
        )
        report = services.scenario_report(context(), asked, assumptions, language())
    here = services.partnership_view(context(), asked)
    return answer(
        "comparison/what_if",
        report or here,
        scenario=report if isinstance(report, services.ScenarioReport) else None,
        additions=report if isinstance(report, services.AdditionReport) else None,
        wishes=wishes,
        leaving=[entity for entity in here.entities if entity.kind in _MAY_LEAVE],
        actors=[e for e in here.entities if vocabulary().entities[e.kind].actor],
        joining=services.organisations_elsewhere(context(), asked),
        kinds=[kind for kind in vocabulary().ties.values() if kind.collaboration],
    )


@blueprint.page("/p/<key>/compare")
def compare(key: str) -> Response:
    """A partnership beside another one, or beside itself at another moment."""
    asked = scope(key)
    other = _other(key, asked)
    report = None
    if other and other.partnerships == asked.partnerships:  # the other moment comes first
        report = services.comparison_report(context(), other, asked, language())
    elif other:
        report = services.comparison_report(context(), asked, other, language())
    here = services.partnership_view(context(), asked)
    return answer(
        "comparison/compare",
        report or here,
        subject=here,
        comparison=report,
        partnerships=[p for p in services.overview(context()) if p.key != key],
    )


def _wishes(name: str) -> list[str]:
    """What a form asks for; a tie may come as three fields."""
    found = [text.strip() for text in request.args.getlist(name) if text.strip()]
    if name == "tie":
        parts = [request.args.get(f"tie_{part}", "") for part in ("kind", "source", "target")]
        if all(parts):
            found.append(":".join(parts))
        elif any(parts[1:]):
            message = "choose both ends of the tie"
            raise Invalid([Problem("missing", "", "tie_source, tie_target", message)])
    return found


def _other(key: str, asked: Scope) -> Scope | None:
    """The other side of a comparison; None when the address asks for none."""
    partnership = request.args.get("with", "").strip()
    moment = request.args.get("with_as_of", "").strip()
    number = request.args.get("with_revision", "").strip()
    if not (partnership or moment or number):
        return None
    problems = []
    as_of = None
    try:
        as_of = PartialDate.parse(moment) if moment else None
    except ValueError as error:
        problems.append(Problem("bad-value", "", "with_as_of", str(error)))
    if number and not (number.isascii() and number.isdigit() and len(number) <= 18):
        problems.append(Problem("bad-value", "", "with_revision", f"'{number}' is not a number"))
    if problems:
        raise Invalid(problems)
    return Scope(
        partnerships=(partnership or key,),
        as_of=as_of,
        revision=int(number) if number else None,
        certainty=asked.certainty,
    )
