"""What if, and what differs."""

from __future__ import annotations

from dataclasses import replace

from netmap.errors import Invalid, Problem
from netmap.model import Scope
from netmap.services.assumptions import read_assumptions
from netmap.services.comparison import ComparisonReport, comparison_report
from netmap.services.scenarios import (
    AdditionReport,
    ScenarioReport,
    best_additions,
    scenario_report,
)
from web.api.asking import WithinInLanguage, count, language_of, moment, scope_of, text, texts
from web.api.routes import Asked, get
from web.core.state import context

TAG = "What if, and compare"


class Assumed(WithinInLanguage):
    leaves = texts("Id of an entity that stops or leaves; may be repeated.")
    joins = texts("ID of an organisation that joins, or ID=NAME of a new one; may be repeated.")
    tie = texts(
        "A tie that comes about: KIND:SOURCE:TARGET, and :NAME=VALUE for an attribute; may be "
        "repeated."
    )
    ends = texts("Id of a tie that ends; may be repeated.")
    level = text("Of what the numbers are.", "organisation", "unit")


class Best(WithinInLanguage):
    most = count("How many additions at most.", least=1, most=50, load_default=10)


Other = WithinInLanguage.from_dict(
    {
        "with": text("The other partnership.", load_default=""),
        "with_as_of": moment("The other moment: a year, a month or a day."),
        "with_revision": count("The other revision.", least=1),
    },
    name="Other",
)


@get("/partnerships/<key>/scenario", tag=TAG, asks=Assumed)
def scenario(asked: Asked, key: str) -> ScenarioReport:
    """What would change if the assumptions came true: before and after. Nothing is stored."""
    scope, ctx = scope_of(asked, key), context()
    if not any(asked[name] for name in ("leaves", "joins", "tie", "ends")):
        message = "assume something: leaves, joins, tie or ends"
        raise Invalid([Problem("missing", "", "leaves, joins, tie, ends", message)])
    assumed = read_assumptions(
        ctx,
        scope,
        leaves=asked["leaves"],
        joins=asked["joins"],
        ties=asked["tie"],
        ends=asked["ends"],
    )
    level = asked.get("level")
    return scenario_report(ctx, scope, assumed, language_of(asked), level=level)


@get("/partnerships/<key>/additions", tag=TAG, asks=Best)
def additions(asked: Asked, key: str) -> AdditionReport:
    """The single additions that would leave fewest gaps. Takes a while: all are tried."""
    scope = scope_of(asked, key)
    return best_additions(context(), scope, language_of(asked), most=asked["most"])


@get("/partnerships/<key>/comparison", tag=TAG, asks=Other)
def comparison(asked: Asked, key: str) -> ComparisonReport:
    """A partnership beside another one, or beside itself at another moment or revision.

    Beside itself, the other moment counts as the earlier one.
    """
    here = scope_of(asked, key)
    if not (asked["with"] or asked.get("with_as_of") or asked.get("with_revision")):
        message = "name what to compare with"
        raise Invalid([Problem("missing", "", "with, with_as_of, with_revision", message)])
    other: Scope = replace(
        here,
        partnerships=(asked["with"] or key,),
        as_of=asked.get("with_as_of"),
        revision=asked.get("with_revision"),
    )
    pair = (other, here) if other.partnerships == here.partnerships else (here, other)
    return comparison_report(context(), *pair, language_of(asked))
