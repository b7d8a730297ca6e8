"""Take something out, after a page that tells what goes along."""

from __future__ import annotations

from flask import Response, abort, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response as BaseResponse

from netmap.errors import Conflict
from netmap.model import RecordType
from netmap.services.editing.forms import desk
from netmap.services.editing.removal import Removal, removal
from netmap.services.editing.removal import remove as remove_record
from web.core.answers import go
from web.core.area import Area
from web.core.formatting import tie_label
from web.core.messages import say
from web.core.query import onward
from web.core.state import context
from web.editing import area

blueprint = Area("editing", __name__)

_TYPES: dict[str, RecordType] = {"entity": "entity", "tie": "tie", "source": "source"}


@blueprint.route("/p/<key>/edit/<kind>/<record>/remove", methods=["GET", "POST"])
def remove(key: str, kind: str, record: str) -> BaseResponse:
    found = _TYPES.get(kind)
    if found is None:
        abort(404)
    if request.method != "POST":
        return _form(key, found, record)
    look = removal(context(), found, record, key)
    text = area.message(gettext("Removed: %(name)s", name=_name(look)))
    try:
        number = remove_record(context(), found, record, message=text, expect=area.number("expect"))
    except Conflict:
        say(gettext("Something changed meanwhile. Look once more, then save."), kind="warning")
        return go(url_for("editing.remove", key=key, kind=kind, record=record))
    area.told(text, number)
    return go(onward(url_for("editing.hub", key=key)))


def _form(key: str, kind: RecordType, record: str) -> Response:
    look = removal(context(), kind, record, key)
    name = _name(look)
    return area.page(
        "remove",
        subject=desk(context(), key),
        look=look,
        name_of_it=name,
        suggested=gettext("Removed: %(name)s", name=name),
    )


def _name(look: Removal) -> str:
    if look.view:
        view = look.view
        return f"{view.source.name} {tie_label(view.tie.kind)} {view.target.name}"
    return str(getattr(look.record, "name", "") or getattr(look.record, "title", ""))
