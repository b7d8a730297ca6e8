"""Departments: split them off an organisation, or move one to another."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from flask import Response, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response as BaseResponse

from netmap.errors import Conflict, Invalid, Problem
from netmap.services.editing import forms, units
from netmap.services.editing.forms import named
from netmap.services.editing.units import Moving, Splitting, move_unit, moving, splitting
from web.core import query
from web.core.answers import go
from web.core.area import Area
from web.core.messages import say
from web.core.state import context
from web.editing import area

blueprint = Area("editing", __name__)

CHOSEN = {name: query.text(name) for name in ("organisation", "unit")}

_ORGANISATION, _UNIT = frozenset({"organisation"}), frozenset({"unit"})


@blueprint.get("/p/<key>/edit/split")
def split(key: str) -> Response:
    return _chosen(key, "organisation", _ORGANISATION, lambda found: _split_form(key, found))


@blueprint.post("/p/<key>/edit/split")
def do_split(key: str) -> BaseResponse:
    organisation, fields = request.form.get("organisation", ""), area.typed()
    look = splitting(context(), key, organisation)
    text = area.message(_split_words(look))
    try:
        number = units.split(
            context(), key, organisation, fields, message=text, expect=area.number("expect")
        )
    except Invalid as error:
        return _split_form(key, organisation, error.problems, fields)
    except Conflict:
        _changed()
        return _split_form(key, organisation, fields=fields)
    area.told(text, number)
    return go(url_for("partnerships.entity", key=organisation))


@blueprint.get("/p/<key>/edit/move")
def move(key: str) -> Response:
    return _chosen(key, "unit", _UNIT, lambda found: _move_form(key, found))


@blueprint.post("/p/<key>/edit/move")
def do_move(key: str) -> BaseResponse:
    unit, fields = request.form.get("unit", ""), area.typed()
    look = moving(context(), key, unit)
    text = area.message(_move_words(look, fields.get("to", "")))
    try:
        number = move_unit(context(), key, unit, fields, message=text, expect=area.number("expect"))
    except Invalid as error:
        return _move_form(key, unit, error.problems, fields)
    except Conflict:
        _changed()
        return _move_form(key, unit, fields=fields)
    area.told(text, number)
    return go(url_for("partnerships.entity", key=unit))


def _chosen(
    key: str, field: str, kinds: frozenset[str], form: Callable[[str], Response]
) -> Response:
    """The form for the one that is named in the address; without it, a form to choose it."""
    wish = CHOSEN[field]()
    problems: tuple[Problem, ...] = ()
    if wish:
        try:
            return form(named(context(), wish, field, kinds))
        except Invalid as error:
            problems = error.problems
    desk = forms.desk(context(), key)
    offered = [option for option in desk.options if option.entity.kind in kinds]
    return area.page(f"choose_{field}", problems=problems, subject=desk, wish=wish, offered=offered)


def _split_form(
    key: str,
    organisation: str,
    problems: tuple[Problem, ...] = (),
    fields: Mapping[str, str] | None = None,
) -> Response:
    look = splitting(context(), key, organisation)
    return area.page(
        "split",
        problems=problems,
        subject=look,
        desk=forms.desk(context(), key),
        look=look,
        values=fields or {},
        suggested=_split_words(look),
    )


def _move_form(
    key: str,
    unit: str,
    problems: tuple[Problem, ...] = (),
    fields: Mapping[str, str] | None = None,
) -> Response:
    look = moving(context(), key, unit)
    return area.page(
        "move",
        problems=problems,
        subject=look,
        desk=forms.desk(context(), key),
        look=look,
        values=fields or {},
        suggested=_move_words(look, "…"),
    )


def _split_words(look: Splitting) -> str:
    return str(gettext("Departments of %(name)s", name=look.organisation.name))


def _move_words(look: Moving, to: str) -> str:
    return str(gettext("Moved: %(name)s to %(to)s", name=look.unit.name, to=to))


def _changed() -> None:
    say(gettext("Something changed meanwhile. Look once more, then save."), kind="warning")
