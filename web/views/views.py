"""Saved views: the list, one view, saving and changing them, and the presentation."""

from __future__ import annotations

from http import HTTPStatus
from urllib.parse import parse_qs

from flask import Response, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response as BaseResponse

from netmap.codec import to_plain
from netmap.errors import Conflict, Invalid, Problem
from netmap.model import Scope
from netmap.services import views
from netmap.services.maps import MapSettings, map_svg, map_view, what_is_left_out
from web.core import query
from web.core.answers import answer, go, json_answer, page, wants_json
from web.core.area import Area
from web.core.languages import language
from web.core.messages import say
from web.core.state import context
from web.maps.views import asked, show, svg_answer

blueprint = Area("views", __name__, url_prefix="/p/<key>")

PART = query.one_of("part", lambda: ("map", "legend"))
AGAIN = query.flag("again")


@blueprint.page("/views")
def index(key: str) -> Response:
    """Every saved view of a partnership."""
    return _all("views", views.list_views(context(), key))


@blueprint.page("/present")
def present(key: str) -> Response:
    """The views one after another, full screen; on paper a page each."""
    return _all("present", views.list_views(context(), key))


@blueprint.get("/views/new")
def new(key: str) -> Response:
    """The form to save what the map shows."""
    settings = asked()
    return _form(key, {"title": "", "text": "", "settings": settings.address()}, settings)


@blueprint.post("/views")
def save(key: str) -> BaseResponse:
    typed = _typed()
    settings = _settings(typed["settings"])
    try:
        view = views.save_view(context(), key, typed["title"], typed["text"], settings)
    except Invalid as refused:
        return _form(key, typed, settings, problems=refused.problems)
    say(gettext("The view “%(title)s” has been saved.", title=view.title))
    return go(url_for("views.index", key=key))


@blueprint.page("/views/<slug>")
def view(key: str, slug: str) -> Response:
    """The map as a view shows it."""
    saved = views.saved_view(context(), key, slug)
    return show(key, saved.settings, saved)


@blueprint.get("/views/<slug>.svg")
def view_svg(key: str, slug: str) -> Response:
    """A view as a picture; ``?part=map`` without title and legend, ``?part=legend`` with legend."""
    saved = views.saved_view(context(), key, slug)
    part = PART()
    picture = map_svg(
        context(),
        Scope(partnerships=(key,)),
        saved.settings,
        language(),
        title=saved.title,
        text=_first_line(saved.text),
        bare=part == "map",
        headed=part != "legend",
    )
    return svg_answer(picture, f"netmap-{key}-{slug}")


@blueprint.route("/views/<slug>/edit", methods=["GET", "POST"])
def edit(key: str, slug: str) -> BaseResponse:
    """Another title, text or map for a view; the address stays the same."""
    saved = views.saved_view(context(), key, slug)
    if request.method != "POST":
        kept = asked() if AGAIN() else saved.settings
        typed = {"title": saved.title, "text": saved.text, "settings": kept.address()}
        return _form(key, typed, kept, saved=saved)
    typed = _typed()
    settings = _settings(typed["settings"])
    try:
        views.change_view(
            context(),
            key,
            slug,
            title=typed["title"],
            text=typed["text"],
            settings=settings,
            expect_version=_version(),
        )
    except Invalid as refused:
        return _form(key, typed, settings, saved=saved, problems=refused.problems)
    except Conflict:
        # What was typed stays; saving once more is done knowingly, over what is shown.
        return _form(key, typed, settings, saved=saved, changed=True)
    say(gettext("The view “%(title)s” has been changed.", title=typed["title"]))
    return go(url_for("views.index", key=key))


@blueprint.post("/views/<slug>/delete")
def delete(key: str, slug: str) -> BaseResponse:
    gone = views.delete_view(context(), key, slug, expect_version=_version())
    say(gettext("The view “%(title)s” has been deleted.", title=gone.title))
    return go(url_for("views.index", key=key))


@blueprint.post("/views/<slug>/move")
def move(key: str, slug: str) -> BaseResponse:
    """One place up or down in the list."""
    views.move_view(context(), key, slug, -1 if request.form.get("way") == "up" else 1)
    return go(url_for("views.index", key=key) + f"#{slug}")


def _form(
    key: str,
    typed: dict[str, str],
    settings: MapSettings,
    *,
    saved: views.SavedView | None = None,
    problems: tuple[Problem, ...] = (),
    changed: bool = False,
) -> Response:
    scope = Scope(partnerships=(key,))
    about = map_view(context(), scope, settings, language=language())
    return page(
        "views/view_form",
        problems=problems,
        status=HTTPStatus.CONFLICT if changed else None,
        result=about,
        typed=typed,
        saved=saved,
        changed=changed,
        told=what_is_left_out(about.data, settings),
        longest=(views.LONGEST_TITLE, views.LONGEST_TEXT),
    )


def _typed() -> dict[str, str]:
    return {name: request.form.get(name, "") for name in ("title", "text", "settings")}


def _settings(query: str) -> MapSettings:
    return MapSettings.from_query(parse_qs(query, keep_blank_values=True))


def _version() -> int | None:
    """The version that the form was made for; without it whatever is there."""
    return query.whole(request.form.get("version", ""))


def _all(template: str, found: views.ViewList) -> Response:
    """A page of all views, with what each leaves out in words; or JSON with their settings."""
    if wants_json():
        plain = to_plain(found)
        for saved, each in zip(found.views, plain["views"], strict=True):
            each["settings"] = saved.settings.to_query()
        return json_answer(plain)
    ctx, scope = context(), Scope(partnerships=(found.partnership.id,))
    told = {
        saved.slug: what_is_left_out(
            map_view(ctx, scope, saved.settings, language=language()).data,
            saved.settings,
        )
        for saved in found.views
    }
    return answer(f"views/{template}", found, told=told)


def _first_line(text: str) -> str:
    """As much of a text as stands on one line above a picture."""
    line = text.split("\n", 1)[0]
    return line if len(line) <= 110 else f"{line[:109]}…"
