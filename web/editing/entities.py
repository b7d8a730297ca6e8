"""Forms for organisations, units, ateliers, activities, themes and goals."""

from __future__ import annotations

from collections.abc import Mapping

from flask import Response, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response as BaseResponse

from netmap.errors import Problem
from netmap.model import Record
from netmap.services.editing.forms import entity_form, home_for
from netmap.vocabulary import vocabulary
from web.core import query
from web.core.answers import go
from web.core.area import Area
from web.core.formatting import kind_label
from web.core.state import context
from web.editing import area

blueprint = Area("editing", __name__)

KIND = query.text("kind")


@blueprint.get("/entity/<key>/edit")
def of_entity(key: str) -> BaseResponse:
    """To the form of an entity, in a partnership that it belongs to."""
    home = home_for(context(), "entity", key)
    return go(url_for("editing.entity", key=home, entity=key))


@blueprint.get("/p/<key>/edit/entity/new")
def new_entity(key: str) -> Response:
    return _form(key, None, KIND())


@blueprint.post("/p/<key>/edit/entity/new")
def add_entity(key: str) -> BaseResponse:
    return _save(key, None)


@blueprint.get("/p/<key>/edit/entity/<entity>")
def entity(key: str, entity: str) -> Response:
    return _form(key, entity)


@blueprint.post("/p/<key>/edit/entity/<entity>")
def change_entity(key: str, entity: str) -> BaseResponse:
    return _save(key, entity)


def _form(
    key: str,
    entity_id: str | None,
    kind: str = "",
    problems: tuple[Problem, ...] = (),
    fields: Mapping[str, str] | None = None,
) -> Response:
    form = entity_form(context(), key, kind=kind, entity_id=entity_id, elsewhere=area.ELSEWHERE())
    values = form.fields if fields is None else fields
    return area.page(
        "entity",
        problems=problems,
        subject=form.desk,
        form=form,
        values=values,
        suggested=_suggested(form.entity.name if form.entity else "", entity_id, form.kind.key),
        base=area.number("base_revision") or form.desk.revision,
    )


def _suggested(name: str, entity_id: str | None, kind: str) -> str:
    if entity_id:
        return str(gettext("Changed: %(name)s", name=name))
    what = kind_label(kind) if kind in vocabulary().entities else "…"
    return str(gettext("Added: %(name)s (%(kind)s)", name=name or "…", kind=what))


def _save(key: str, entity_id: str | None) -> BaseResponse:
    def show(problems: tuple[Problem, ...], fields: Mapping[str, str]) -> Response:
        return _form(key, entity_id, fields.get("kind", ""), problems, fields)

    def suggested(fields: Mapping[str, str]) -> str:
        kind = fields.get("kind", "organisation")
        return _suggested(fields.get("name", ""), entity_id, kind)

    def there(record: Record) -> str:
        return url_for("partnerships.entity", key=record.id)

    return area.save(
        "entity",
        key,
        entity_id,
        show,
        suggested=suggested,
        there=there,
        discard=url_for("partnerships.entity", key=entity_id) if entity_id else "",
    )
