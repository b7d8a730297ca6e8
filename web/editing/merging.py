"""Two entities that are the same: choose them, look at what would happen, do it."""

from __future__ import annotations

from flask import Response, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response as BaseResponse

from netmap.errors import Conflict, Invalid, Problem
from netmap.services.editing import duplicates
from netmap.services.editing.duplicates import look_again
from netmap.services.editing.forms import desk, named
from netmap.services.editing.merge import Merging, merge_entities, merging
from web.core import query
from web.core.answers import go
from web.core.area import Area
from web.core.messages import say
from web.core.state import context
from web.editing import area

blueprint = Area("editing", __name__)

PAIR = (query.text("keep"), query.text("drop"))
APART = (query.text("one", also_sent=True), query.text("other", also_sent=True))
AGAIN = query.flag("again", also_sent=True)


@blueprint.get("/p/<key>/edit/merge")
def merge(key: str) -> Response:
    """Which two; and when both are known, what would become of them."""
    wish = {each.name: each() for each in PAIR}
    if not any(wish.values()):
        return _choose(key, wish)
    ids: dict[str, str] = {}
    problems: list[Problem] = []
    for name, text in wish.items():
        try:
            ids[name] = named(context(), text, name)
        except Invalid as error:
            problems += error.problems
    if problems:
        return _choose(key, wish, tuple(problems))
    try:
        look = merging(context(), ids["keep"], ids["drop"])
    except Invalid as error:
        return _choose(key, wish, error.problems)
    return area.page(
        "merge",
        subject=desk(context(), key, elsewhere=area.ELSEWHERE()),
        look=look,
        suggested=_suggested(look),
    )


@blueprint.post("/p/<key>/edit/merge")
def do_merge(key: str) -> BaseResponse:
    keep, drop = (request.form.get(name, "") for name in ("keep", "drop"))
    try:
        look = merging(context(), keep, drop)
        text = area.message(_suggested(look))
        number = merge_entities(
            context(),
            keep,
            drop,
            choices=area.choices(),
            message=text,
            expect=area.number("expect"),
        )
    except Conflict:
        say(
            gettext("Something changed meanwhile. Look once more, then save."),
            kind="warning",
        )
        return go(url_for("editing.merge", key=key, keep=keep, drop=drop))
    except Invalid as error:
        return _choose(key, {"keep": keep, "drop": drop}, error.problems)
    area.told(text, number)
    return go(url_for("partnerships.entity", key=keep))


@blueprint.post("/p/<key>/edit/merge/apart")
def keep_apart(key: str) -> BaseResponse:
    """These two are not the same; with ``again`` that is taken back."""
    one, other = (each() for each in APART)
    here = url_for("editing.merge", key=key)
    if AGAIN():
        look_again(context(), one, other)
        return go(here)
    duplicates.keep_apart(context(), one, other)
    back = url_for("editing.keep_apart", key=key, one=one, other=other, again=1)
    say(gettext("They are not the same, and are no longer shown as a pair."), back=back)
    return go(here)


def _choose(key: str, wish: dict[str, str], problems: tuple[Problem, ...] = ()) -> Response:
    return area.page(
        "merge_choose",
        problems=problems,
        subject=desk(context(), key, elsewhere=area.ELSEWHERE()),
        wish=wish,
        pairs=duplicates.duplicates(context(), key, elsewhere=area.ELSEWHERE()),
    )


def _suggested(look: Merging) -> str:
    return str(
        gettext("Merged: %(drop)s went up in %(keep)s", drop=look.drop.name, keep=look.keep.name)
    )
