"""The ateliers of a partnership: the list, one atelier, and whom to invite."""

from __future__ import annotations

from flask import Response

from netmap.services import ateliers
from netmap.vocabulary import vocabulary
from web.core.answers import answer, download
from web.core.area import Area
from web.core.languages import language
from web.core.query import scope
from web.core.state import context

# how many show at once; the others stand behind a fold
FIRST, NEAR = 12, 6
NAMES = 8  # in a cell of the table

blueprint = Area("ateliers", __name__)


@blueprint.page("/p/<key>/ateliers")
def index(key: str) -> Response:
    """Every atelier: what for, who leads, how many take part."""
    found = ateliers.atelier_list(context(), scope(key), language())
    return answer("ateliers/ateliers", found, choice_label=_choice_label)


@blueprint.page("/p/<key>/ateliers/<atelier>", endpoint="atelier")
def one(key: str, atelier: str) -> Response:
    """One atelier: what for, who takes part, what came out, whom to invite."""
    view = ateliers.atelier_view(context(), scope(key), atelier, language())
    return answer(
        "ateliers/atelier",
        view,
        choice_label=_choice_label,
        first_shown=FIRST,
        near_shown=NEAR,
        names_shown=NAMES,
    )


@blueprint.get("/p/<key>/ateliers/<atelier>/map.svg", endpoint="picture")
def atelier_map(key: str, atelier: str) -> Response:
    """The part of the map around an atelier."""
    drawn = ateliers.atelier_map(context(), scope(key), atelier, language())
    return Response(drawn, content_type="image/svg+xml; charset=utf-8")


@blueprint.get("/p/<key>/ateliers/<atelier>/invitations.csv")
def invitations_csv(key: str, atelier: str) -> Response:
    """Whom to invite, for a spreadsheet in the reader's language."""
    content = ateliers.invitations_table(context(), scope(key), atelier, language()).csv(language())
    return download(content, f"netmap-{key}-{atelier}-invitations.csv")


def _choice_label(attribute: str, value: object) -> str:
    """What a choice of the vocabulary is called; empty for none."""
    choice = vocabulary().attributes[attribute].choices.get(str(value))
    return choice.in_(language()) if choice else ""
