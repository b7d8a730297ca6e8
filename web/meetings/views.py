"""Meetings: go through the gaps one by one and decide about each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from http import HTTPStatus
from typing import Any

from flask import Response, request, url_for
from flask_babel import gettext, to_user_timezone
from werkzeug.wrappers import Response as BaseResponse

from netmap.errors import Conflict, Invalid, Problem, UnknownDocument
from netmap.model import PartialDate
from netmap.services import gap_lists, meetings
from web.core import query
from web.core.answers import answer, download, go, json_answer, page, wants_json
from web.core.area import Area
from web.core.languages import language
from web.core.messages import say
from web.core.query import scope
from web.core.state import context
from web.meetings.reviewing import (
    A_PAGE,
    SHOWS,
    VIEWS,
    Place,
    chosen_by_address,
    page_start,
    words,
    written,
)

blueprint = Area("meetings", __name__, url_prefix="/p/<key>")

GAP = query.text("gap", also_sent=True)
VERSION = query.text("version", also_sent=True)


@blueprint.page("/meetings")
def index(key: str) -> Response:
    """Every meeting, and a form for a new one."""
    return _index(key)


@blueprint.post("/meetings", endpoint="open")
def open_(key: str) -> BaseResponse:
    """Begin a meeting."""
    form = request.form
    try:
        opened = meetings.open_meeting(
            context(),
            key,
            title=form.get("title", ""),
            date=form.get("date", ""),
            chair=form.get("chair", ""),
            note=form.get("note", ""),
        )
    except Invalid as error:
        return _index(key, problems=error.problems, typed=form)
    kept = {"chair": opened.chair, "note": opened.note}
    if all(text.split() == form.get(name, "").split() for name, text in kept.items()):
        say(gettext("The meeting is open."))
    else:  # somebody else was a moment sooner
        say(gettext("This meeting was open already; it keeps its own chair and note."))
    return _to(key, opened.key, view="start")


@blueprint.get("/meetings/decisions.csv")
def decisions_csv(key: str) -> Response:
    """A row for each gap with what holds now."""
    return download(
        meetings.decisions_table(context(), key, language()).csv(language()),
        f"netmap-{key}-decisions.csv",
    )


@blueprint.get("/meetings/meetings.csv")
def meetings_csv(key: str) -> Response:
    """A row for each meeting."""
    return download(
        meetings.meetings_table(context(), key).csv(language()), f"netmap-{key}-meetings.csv"
    )


@blueprint.get("/meetings/<meeting>.csv")
def minutes_csv(key: str, meeting: str) -> Response:
    """The minutes: a row for each gap with what holds, as the meeting left it."""
    content = meetings.decisions_table(context(), key, language(), meeting).csv(language())
    return download(content, f"netmap-{key}-{meeting}.csv")


@blueprint.page("/meetings/<meeting>")
def review(key: str, meeting: str) -> Response:
    """The review mode of one meeting."""
    return _review(key, meeting)


@blueprint.post("/meetings/<meeting>")
def edit(key: str, meeting: str) -> BaseResponse:
    """Change what a meeting is called, and when it is."""
    form = request.form
    try:
        meetings.edit_meeting(
            context(),
            key,
            meeting,
            title=form.get("title", ""),
            date=form.get("date", ""),
            chair=form.get("chair", ""),
            note=form.get("note", ""),
            expect_version=_version(),
        )
    except Invalid as error:
        return _review(key, meeting, view="end", problems=error.problems, typed=form)
    except Conflict:
        clash = (_changed("meeting"),)
        return _review(key, meeting, view="end", problems=clash, typed=form)
    say(gettext("Saved."))
    return _to(key, meeting, view="end")


@blueprint.post("/meetings/<meeting>/close")
def close(key: str, meeting: str) -> BaseResponse:
    meetings.close_meeting(context(), key, meeting)
    say(
        gettext("The meeting is closed."),
        back=url_for("meetings.reopen", key=key, meeting=meeting),
    )
    return _to(key, meeting, view="end")


@blueprint.post("/meetings/<meeting>/reopen")
def reopen(key: str, meeting: str) -> BaseResponse:
    meetings.reopen_meeting(context(), key, meeting)
    say(gettext("The meeting is open again."))
    return _to(key, meeting, view="one")


@blueprint.post("/meetings/<meeting>/decide")
def decide(key: str, meeting: str) -> BaseResponse:
    """Save a decision about one gap; go to the next one when that was asked for."""
    form = request.form
    gap = form.get("gap", "")
    following = _following(key, meeting, gap) if form.get("then") == "next" else gap
    try:
        decision = meetings.decide(
            context(),
            key,
            gap,
            choice=form.get("choice", ""),
            owner=form.get("owner", ""),
            due=form.get("due", ""),
            note=form.get("note", ""),
            meeting=meeting,
            expect_version=_version(),
        )
    except Invalid as error:
        return _review(key, meeting, view="one", gap=gap, problems=error.problems, typed=form)
    except Conflict:
        clash = (_changed("choice"),)
        return _review(key, meeting, view="one", gap=gap, problems=clash, typed=form)
    label = meetings.choice_label(form.get("choice", "")).in_(language())
    say(
        gettext(
            "Decision saved: %(choice)s (%(gap)s).", choice=label, gap=decision.titles[language()]
        ),
        back=url_for("meetings.undo", key=key, meeting=meeting, gap=gap, version=decision.version),
    )
    if form.get("then") == "start":
        return _to(key, meeting, view="start")
    return _to(key, meeting, **chosen_by_address().asked(view="one", gap=following))


@blueprint.post("/meetings/<meeting>/undo")
def undo(key: str, meeting: str) -> BaseResponse:
    """Put back what was decided before."""
    gap = GAP()
    try:
        restored = meetings.undo_decision(
            context(), key, gap, meeting=meeting, expect_version=_version()
        )
    except Conflict:
        say(
            gettext("Somebody decided again since, so nothing was put back. Look at it first."),
            kind="warning",
        )
    else:
        say(
            gettext("The former decision holds again."),
            back=url_for(
                "meetings.undo", key=key, meeting=meeting, gap=gap, version=restored.version
            ),
        )
    return _to(key, meeting, view="one", gap=gap)


def _index(key: str, *, problems: Sequence[Problem] = (), typed: Any = None) -> Response:
    ctx = context()
    state = meetings.agenda(ctx, scope(key), language())
    found = meetings.meetings(ctx, key)
    day = to_user_timezone(ctx.clock()).date()  # just after midnight it is not yet so in UTC
    today = written(PartialDate(day.year, day.month, day.day))
    about = {
        "revision": state.revision,
        "partnership": state.partnership,
        "fictional": state.fictional,
        "meetings": found,
    }
    return _answer(
        "meetings",
        about,
        state=state,
        problems=tuple(problems),
        typed=typed or {"date": today, "title": gettext("Members' assembly")},
        **words(),
    )


def _review(
    key: str,
    meeting: str,
    *,
    view: str = "",
    gap: str = "",
    problems: Sequence[Problem] = (),
    typed: Any = None,
) -> Response:
    ctx = context()
    chosen = chosen_by_address(view=view, gap=gap)
    state = meetings.agenda(ctx, scope(key), language(), meeting)
    held = state.meeting
    if held is None:
        raise UnknownDocument("meeting", meeting)
    if chosen.gap in {item.key for item in state.gone}:  # nothing to step through any more
        chosen = replace(chosen, view="start", gap="")
    which = chosen.view or ("start" if held.is_open else "end")
    items = [item for item in state.items if chosen.admits(item)]
    place = Place(state.items, items, chosen.gap)
    start = page_start(len(items))
    at = replace(scope(key), revision=state.revision)
    return _answer(
        "meeting",
        state,
        view=which,
        chosen=chosen,
        items=items[start : start + A_PAGE],
        matching=len(items),
        start=start,
        a_page=A_PAGE,
        place=place,
        picture=which == "one"
        and place.here is not None
        and bool(meetings.drawable(ctx, at, place.here.item, language())),
        address=lambda **more: url_for(
            "meetings.review", key=key, meeting=meeting, **chosen.asked(**more)
        ),
        views=VIEWS,
        shows=SHOWS,
        problems=tuple(problems),
        typed=typed,
        **words(),
    )


def _following(key: str, meeting: str, gap: str) -> str:
    """The gap after this one; itself at the end."""
    chosen = chosen_by_address()
    state = meetings.agenda(context(), scope(key), language(), meeting)
    items = [item for item in state.items if chosen.admits(item) or item.item.gap.key == gap]
    keys = [item.item.gap.key for item in items]
    return keys[min(keys.index(gap) + 1, len(keys) - 1)] if gap in keys else gap


def _version() -> int:
    """The version that was looked at; what is no number fits no version."""
    found = query.whole(VERSION())
    return -1 if found is None else found


def _changed(field: str) -> Problem:
    return Problem("decided-since", "", field, "somebody changed this since; look and save again")


def _answer(template: str, result: Any, *, problems: Sequence[Problem], **more: Any) -> Response:
    """The page or its JSON; a form that came back is a page and says so in its status."""
    if request.method != "POST":
        if wants_json() and isinstance(result, meetings.Agenda):
            return json_answer(gap_lists.meeting_agenda(result))
        return answer(f"meetings/{template}", result, problems=problems, **more)
    status = HTTPStatus.BAD_REQUEST
    return page(f"meetings/{template}", problems=problems, status=status, result=result, **more)


def _to(key: str, meeting: str, **asked: Any) -> BaseResponse:
    address = url_for("meetings.review", key=key, meeting=meeting, **asked)
    return go(address)
