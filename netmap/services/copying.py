"""Move everything between stores, history included."""

from __future__ import annotations

from netmap.errors import StoreNotEmpty
from netmap.model import Change, Put, RecordedChange, Remove
from netmap.services.exchange import Progress
from netmap.stores import Store

# what belongs to a running service and to nobody's memory: keys, links that open once, drafts
STAYS = frozenset({"setting", "sign-in-link", "import", "import-rows"})
_PAGE = 50  # revisions held in memory at a time


def copy(source: Store, target: Store, *, progress: Progress | None = None) -> int:
    """Replay every revision of ``source`` in ``target``; returns how many there are.

    Numbers, moments, authors, messages and changes become the same; what lies on the desk
    (accounts, views, decisions, the audit trail) goes along. Revisions that are added to
    the source meanwhile stay behind.

    Raises StoreNotEmpty, also for a target with a desk of its own. When it breaks off, the
    target holds the first revisions only: empty it and copy again.
    """
    if target.ping() > 0:
        raise StoreNotEmpty(
            "The target of a copy must be empty, and this one has revisions;"
            " name a new file or an empty database.",
            revision=target.ping(),
        )
    if set(target.desk.kinds()) - STAYS:
        raise StoreNotEmpty(
            "The target of a copy must be empty, and this one has accounts, views or decisions;"
            " name a new file or an empty database."
        )
    last = source.ping()
    done = 0
    while done < last:
        page = source.revisions(after=done, limit=min(_PAGE, last - done), with_changes=True)
        for revision in page:
            done = target.commit(
                [_again(change) for change in revision.changes],
                author=revision.author,
                message=revision.message,
                expect_revision=revision.number - 1,
                at=revision.at,
            )
            if progress:
                progress(done, last)
    for kind in sorted(set(source.desk.kinds()) - STAYS):
        for found in source.desk.documents(kind):
            target.desk.write(kind, found.key, found.value, author=found.author, at=found.at)
    return done


def _again(change: RecordedChange) -> Change:
    return Remove(change.type, change.id) if change.after is None else Put(change.after)
