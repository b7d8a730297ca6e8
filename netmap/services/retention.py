"""How long is kept what lies around the graph, and throwing away what is over."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import partial

from netmap.services.accounts import _attempts, audit, guests, one_time_links, tokens
from netmap.services.accounts._documents import discard_all, moment
from netmap.services.context import Context
from netmap.services.importing import drafts
from netmap.services.rights import Right, needs
from netmap.stores.desk import Value

EVERY = timedelta(hours=1)  # how often a service throws away what is over
EXPIRED_KEPT = timedelta(days=30)  # so that its maker still sees in the list why it stopped
_KEPT = (  # kind, the field with its moment, how much longer it is kept
    (_attempts.KIND, "last", _attempts.FORGOTTEN),
    (one_time_links.LINK, "expires", timedelta(0)),
    (tokens.KIND, "expires", EXPIRED_KEPT),
    (guests.KIND, "expires", EXPIRED_KEPT),
    (drafts.KIND, "begun", drafts.KEPT),
    (drafts.ROWS_KIND, "begun", drafts.KEPT),
)


@needs(Right.ADMINISTER)
def discard_expired(ctx: Context) -> int:
    """Throw away old audit lines, attempts, uploads, and links and tokens that ended; how many.

    What is over is not there for a reader either: whoever reads such a document looks at its
    end. Safe beside other processes that do the same.
    """
    now = ctx.clock()
    gone = audit.prune(ctx)
    for kind, field, kept in _KEPT:
        gone += discard_all(ctx, kind, partial(_ended, field, now - kept))
    return gone


def _ended(field: str, before: datetime, value: Value) -> bool:
    return moment(value[field]) < before
