"""Take data out: files for other programs, the research bundle, and a network without names."""

from __future__ import annotations

from dataclasses import dataclass, replace
from http import HTTPStatus
from typing import Any

from flask import Response, request
from flask_babel import lazy_gettext

from netmap.errors import Invalid, Problem
from netmap.model import CERTAINTIES, Scope
from netmap.services import exporting
from netmap.services.exporting import Exported
from netmap.text.numbers import asked_integer
from netmap.vocabulary import vocabulary
from web.core import query
from web.core.answers import answer, download, page, wants_json
from web.core.area import Area
from web.core.languages import language
from web.core.query import scope
from web.core.state import context

blueprint = Area("exporting", __name__, url_prefix="/p/<key>")

KIND = query.some_of("kind", lambda: vocabulary().ties, lazy_gettext("Kind of tie"))
NARROWING = (query.AS_OF, query.REVISION, query.CERTAINTY, KIND)
HIDING = (query.text("k"), query.text("years"))


@blueprint.page("/export")
@query.checks_itself
def index(key: str) -> Response:
    """What can be taken out, for which program, and what that cannot carry."""
    problems: tuple[Problem, ...] = ()
    try:
        asked = _scope(key)
    except Invalid as refused:
        if wants_json():
            raise
        problems, asked = refused.problems, Scope(partnerships=(key,))
    view = exporting.export_view(context(), asked)
    narrowing = _narrowing()
    for name, all_of in (("kind", view.kinds), ("certainty", CERTAINTIES)):
        if set(all_of) <= set(narrowing.get(name, ())):  # everything is ticked: no choice
            narrowing.pop(name, None)
    if problems:  # what was typed stays in the form; the downloads are of everything
        narrowing = {}
    response = answer(
        "exporting/export", view, chosen=asked, narrowing=narrowing, problems=problems
    )
    if problems:
        response.status_code = HTTPStatus.BAD_REQUEST
    return response


@blueprint.get("/export/<form>")
def file(key: str, form: str) -> Response:
    """The graph as a file for another program."""
    return _download(exporting.export(context(), _scope(key), form, language()))


@blueprint.get("/export/bundle")
def bundle(key: str) -> Response:
    """The research bundle."""
    return _download(exporting.bundle(context(), _scope(key), language()))


@blueprint.page("/export/without-names")
def without_names(key: str) -> Response:
    """What can still be found out about a network without names, before it is taken out."""
    wish = Wish.asked({each.name: each() for each in HIDING if each.typed})
    return _statement(key, wish, code=exporting.new_code())


@blueprint.post("/export/without-names")
def take_without_names(key: str) -> Response:
    """The network without names, or the key to it: never both in one file."""
    wish = Wish.asked(request.form)
    code = request.form.get("code", "").strip()
    problems = wish.problems
    if not request.form.get("read"):
        problems += (Problem("not-sure", "", "read", "tick this box first"),)
    make = exporting.pseudonym_key if "key" in request.form else exporting.pseudonymised
    if not problems:
        try:
            made = make(
                context(), _scope(key), code=code, k=wish.k, years=wish.years, language=language()
            )
            return _download(made)
        except Invalid as refused:
            problems = refused.problems
    return _statement(key, replace(wish, problems=problems), code=code)


@dataclass(frozen=True, slots=True)
class Wish:
    """How much is to be hidden. ``typed`` stays in the form when it is no number."""

    k: int = 3
    years: bool = True
    typed: str = "3"
    problems: tuple[Problem, ...] = ()

    @classmethod
    def asked(cls, values: Any) -> Wish:
        """What the query or the form asks for."""
        typed = values.get("k", "3").strip()
        years = values.get("years", "1") != "0"
        k = asked_integer(typed, "k", [], least=2, most=exporting.MOST_K)
        if k is not None:
            return cls(k, years, typed)
        wrong = Problem("bad-k", "", "k", f"write a number from 2 to {exporting.MOST_K}")
        return cls(years=years, typed=typed, problems=(wrong,))


def _statement(key: str, wish: Wish, *, code: str) -> Response:
    """The page with the statement, with what was typed and what is wrong with it."""
    view = exporting.pseudonym_view(
        context(), _scope(key), k=wish.k, years=wish.years, language=language()
    )
    if wants_json() and request.method != "POST":
        if wish.problems:
            raise Invalid(wish.problems)
        return answer("exporting/without_names", view)
    return page(
        "exporting/without_names",
        problems=wish.problems,
        result=view,
        wish=wish,
        code=code,
        confirmed=bool(request.form.get("read")),
        narrowing=_narrowing(),
    )


def _scope(key: str) -> Scope:
    """The scope of the query, ``kind`` included. Raises Invalid."""
    query.check(*NARROWING)
    return replace(scope(key), kinds=frozenset(KIND()) or None)


def _narrowing() -> dict[str, list[str]]:
    """What was asked for, for the addresses of the downloads."""
    return {each.name: each.typed for each in NARROWING if each.typed}


def _download(made: Exported) -> Response:
    return download(made.content, made.name, made.media_type, secret=True)
