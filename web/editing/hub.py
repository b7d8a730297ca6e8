"""Where editing begins: add something, find something, and what is worth a look."""

from __future__ import annotations

from flask import Response

from netmap.services.editing import forms
from netmap.services.editing.duplicates import duplicates
from netmap.services.editing.forms import Desk
from netmap.services.editing.timeline import partnership_history
from netmap.services.identity import Option
from netmap.vocabulary import vocabulary
from web.core import query
from web.core.area import Area
from web.core.state import context
from web.editing import area

blueprint = Area("editing", __name__)

SEARCH = query.text("q")

_SHOWN = 60
_RECENT = 3


@blueprint.get("/p/<key>/edit")
def hub(key: str) -> Response:
    """Everything one can do here, and what was done last."""
    desk = forms.desk(context(), key, elsewhere=area.ELSEWHERE())
    wish = " ".join(SEARCH().split())
    found = [option for option in desk.options if _matches(option, wish)] if wish else []
    recent = partnership_history(context(), key).entries[:_RECENT]
    return area.page(
        "hub",
        subject=desk,
        kinds=[kind for kind in vocabulary().entities.values() if kind.by_hand],
        wish=wish,
        found=found[:_SHOWN],
        more=max(0, len(found) - _SHOWN),
        by_kind=_by_kind(desk),
        loose=[o for o in desk.options if not o.here and not _reference(o)],
        pairs=duplicates(context(), key, elsewhere=area.ELSEWHERE()),
        recent=recent,
    )


def _matches(option: Option, wish: str) -> bool:
    names = (option.entity.name, option.entity.id, *option.entity.aliases)
    return any(wish.casefold() in name.casefold() for name in names)


def _by_kind(desk: Desk) -> list[tuple[str, list[Option]]]:
    """What belongs to the partnership, by kind, in the order of the vocabulary."""
    here = [option for option in desk.options if option.here and not _reference(option)]
    found = [(kind, [o for o in here if o.entity.kind == kind]) for kind in vocabulary().entities]
    return [(kind, options) for kind, options in found if options]


def _reference(option: Option) -> bool:
    return vocabulary().entities[option.entity.kind].reference
