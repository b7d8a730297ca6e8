"""Forms for ties. The map leads here with two ends that were selected."""

from __future__ import annotations

import re
from collections.abc import Mapping

from flask import Response, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response as BaseResponse

from netmap.errors import Problem
from netmap.model import Record, Tie
from netmap.services.editing.forms import tie_form
from netmap.vocabulary import vocabulary
from web.core import query
from web.core.area import Area
from web.core.formatting import tie_label
from web.core.query import onward
from web.core.state import context
from web.editing import area

blueprint = Area("editing", __name__)

ASKED = tuple(query.text(name) for name in ("source", "target", "kind"))


@blueprint.get("/p/<key>/edit/tie/new")
def new_tie(key: str) -> Response:
    return _form(key, None, {each.name: each() for each in ASKED})


@blueprint.post("/p/<key>/edit/tie/new")
def add_tie(key: str) -> BaseResponse:
    return _save(key, None)


@blueprint.get("/p/<key>/edit/tie/<tie>")
def tie(key: str, tie: str) -> Response:
    return _form(key, tie)


@blueprint.post("/p/<key>/edit/tie/<tie>")
def change_tie(key: str, tie: str) -> BaseResponse:
    return _save(key, tie)


def _form(
    key: str,
    tie_id: str | None,
    fields: Mapping[str, str] | None = None,
    problems: tuple[Problem, ...] = (),
) -> Response:
    given = fields or {}
    ends = {name: given.get(name, "") for name in ("source", "target", "kind")}
    form = tie_form(
        context(),
        key,
        tie_id=tie_id,
        elsewhere=area.ELSEWHERE(),
        source=ends["source"],
        target=ends["target"],
        kind=ends["kind"],
    )
    typed = request.method == "POST"
    values = {**form.fields, **given} if typed else dict(form.fields)
    fitting = form
    if tie_id and given:
        one, other, kind = (ends[name] for name in ("source", "target", "kind"))
        fitting = tie_form(context(), key, source=one, target=other, kind=kind)
    return area.page(
        "tie",
        problems=problems,
        labels={"kind": gettext("Kind of tie")},
        subject=form.desk,
        form=form,
        values=values,
        fitting={kind.key for kind in fitting.kinds},
        swappable=[kind for kind in fitting.swapped if kind not in fitting.kinds],
        all_kinds=list(vocabulary().ties.values()),
        suggested=_suggested(values, tie_id),
        base=area.number("base_revision") or form.desk.revision,
        leave=onward(url_for("editing.hub", key=key)),
    )


def _plain(text: str) -> str:
    """A name without the id that tells it from a namesake in the list."""
    return re.sub(r" \[[^\]]*\]$", "", text)


def _suggested(fields: Mapping[str, str], tie_id: str | None) -> str:
    kind = fields.get("kind", "")
    way = tie_label(kind) if kind in vocabulary().ties else "…"
    source, target = (_plain(fields.get(end, "")) for end in ("source", "target"))
    claim = " ".join((source or "…", way, target or "…"))
    if tie_id:
        return str(gettext("Changed: %(name)s", name=claim))
    return str(gettext("Added: %(name)s", name=claim))


def _save(key: str, tie_id: str | None) -> BaseResponse:
    action = request.form.get("action", "")
    if action in ("refresh", "swap"):
        fields = area.typed()
        if action == "swap":
            fields |= {"source": fields.get("target", ""), "target": fields.get("source", "")}
        return _form(key, tie_id, fields)

    def show(problems: tuple[Problem, ...], fields: Mapping[str, str]) -> Response:
        return _form(key, tie_id, fields, problems)

    def there(record: Record) -> str:
        if not isinstance(record, Tie):
            return url_for("editing.hub", key=key)
        return url_for("partnerships.entity", key=record.source) + f"#tie-{record.id}"

    return area.save(
        "tie",
        key,
        tie_id,
        show,
        suggested=lambda fields: _suggested(fields, tie_id),
        there=there,
        discard=url_for("editing.hub", key=key),
    )
