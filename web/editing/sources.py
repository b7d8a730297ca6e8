"""Forms for sources."""

from __future__ import annotations

from collections.abc import Mapping

from flask import Response, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response as BaseResponse

from netmap.errors import Problem
from netmap.services.editing.forms import home_for, source_form
from netmap.vocabulary import vocabulary
from web.core.answers import go
from web.core.area import Area
from web.core.formatting import source_kind
from web.core.state import context
from web.editing import area

blueprint = Area("editing", __name__)


@blueprint.get("/sources/<key>/edit")
def of_source(key: str) -> BaseResponse:
    """To the form of a source, in a partnership that cites it."""
    home = home_for(context(), "source", key)
    return go(url_for("editing.source", key=home, source=key))


@blueprint.get("/p/<key>/edit/source/new")
def new_source(key: str) -> Response:
    return _form(key, None)


@blueprint.post("/p/<key>/edit/source/new")
def add_source(key: str) -> BaseResponse:
    return _save(key, None)


@blueprint.get("/p/<key>/edit/source/<source>")
def source(key: str, source: str) -> Response:
    return _form(key, source)


@blueprint.post("/p/<key>/edit/source/<source>")
def change_source(key: str, source: str) -> BaseResponse:
    return _save(key, source)


def _form(
    key: str,
    source_id: str | None,
    problems: tuple[Problem, ...] = (),
    fields: Mapping[str, str] | None = None,
) -> Response:
    form = source_form(context(), key, source_id=source_id)
    return area.page(
        "source",
        problems=problems,
        subject=form.desk,
        form=form,
        values=form.fields if fields is None else fields,
        kinds=[(kind, source_kind(kind)) for kind in vocabulary().sources],
        suggested=_suggested(form.source.title if form.source else "", source_id),
        base=area.number("base_revision") or form.desk.revision,
    )


def _suggested(title: str, source_id: str | None) -> str:
    if source_id:
        return str(gettext("Changed: %(name)s", name=title))
    return str(gettext("Added: %(name)s", name=title or "…"))


def _save(key: str, source_id: str | None) -> BaseResponse:
    def show(problems: tuple[Problem, ...], fields: Mapping[str, str]) -> Response:
        return _form(key, source_id, problems, fields)

    return area.save(
        "source",
        key,
        source_id,
        show,
        suggested=lambda fields: _suggested(fields.get("title", ""), source_id),
        there=lambda record: url_for("partnerships.source", key=record.id),
        discard=url_for("partnerships.source", key=source_id) if source_id else "",
    )
