"""The service itself, and the partnerships in it."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.metadata import version

from netmap.errors import UnknownPartnership
from netmap.services.ateliers import AtelierList, AtelierView, atelier_list, atelier_view
from netmap.services.browse import health
from netmap.services.reports import PartnershipSummary, overview
from web.api.asking import WithinInLanguage, language_of, scope_of
from web.api.routes import Asked, get
from web.core.state import context

TAG = "Partnerships"


@dataclass(frozen=True, slots=True)
class About:
    """Which service this is, and what the token may do."""

    netmap: str
    revision: int | None
    who: str
    rights: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Partnerships:
    """Every partnership: real ones first, then by name."""

    partnerships: tuple[PartnershipSummary, ...]


@get("/", tag="Service")
def about(asked: Asked) -> About:  # noqa: ARG001 - nothing is asked
    """Who you are here.

    The version of Netmap, the latest revision, whose token this is and what it may do. A
    good first request.
    """
    ctx = context()
    rights = tuple(sorted(right.value for right in ctx.who.anywhere))
    return About(version("netmap"), health(ctx).revision, ctx.who.name, rights)


@get("/partnerships", tag=TAG)
def partnerships(asked: Asked) -> Partnerships:  # noqa: ARG001 - nothing is asked
    """Every partnership with its headline numbers, and what needs attention."""
    return Partnerships(overview(context()))


@get("/partnerships/<key>", tag=TAG)
def partnership(asked: Asked, key: str) -> PartnershipSummary:  # noqa: ARG001 - nothing is asked
    """One partnership with its headline numbers, and what needs attention."""
    for found in overview(context()):
        if found.key == key:
            return found
    raise UnknownPartnership(key)


@get("/partnerships/<key>/ateliers", tag=TAG, asks=WithinInLanguage)
def ateliers(asked: Asked, key: str) -> AtelierList:
    """The ateliers, with who leads and how many take part."""
    return atelier_list(context(), scope_of(asked, key), language_of(asked))


@get("/partnerships/<key>/ateliers/<id>", tag=TAG, asks=WithinInLanguage)
def atelier(asked: Asked, key: str, id: str) -> AtelierView:
    """One atelier: who takes part, what came out, what it asks for and whom to invite."""
    return atelier_view(context(), scope_of(asked, key), id, language_of(asked))
