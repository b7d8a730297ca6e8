"""Who covers which function, life domain or law, and what hangs on one organisation."""

from __future__ import annotations

import pandas as pd

from netmap.affiliations import affiliated
from netmap.coverage.view import carriers
from netmap.model import Snapshot
from netmap.roles import Level, cast


def covering(
    snapshot: Snapshot,
    partnership: str | None = None,
    kind: str = "function",
    *,
    level: Level = "organisation",
) -> pd.DataFrame:
    """A row for each entity of a kind: who covers it, and whether it hangs on one.

    Columns: ``insiders`` and ``partners`` (ids), ``own`` (whether the partnership as a
    whole covers it), ``sole`` (the one insider that it hangs on; None when there are
    more, when there is none, or when the partnership covers it too) and ``ties`` (the
    evidence). Insiders are the members and the partnership's own bodies; where nobody
    is a member, all actors.

    Raises UnknownPartnership, and Invalid for a kind without affiliations.
    """
    actors = cast(snapshot, partnership)
    found = carriers(snapshot, actors, kind, level=level)
    everybody = actors.all_at(level)
    inside = {
        key for key in everybody if not actors.members or actors.home.get(key) in actors.insiders
    }
    rows = {}
    for key in affiliated(snapshot, actors, kind):
        who = found.get(key, {})
        insiders = tuple(sorted(who.keys() & inside))
        partners = tuple(one for one in sorted(who) if one in everybody and one not in inside)
        own = any(one not in everybody for one in who)
        rows[key] = {
            "insiders": insiders,
            "partners": partners,
            "own": own,
            "sole": insiders[0] if len(insiders) == 1 and not own else None,
            "ties": tuple(sorted({t for one in (*insiders, *partners) for t in who[one]})),
        }
    columns = ["insiders", "partners", "own", "sole", "ties"]
    frame = pd.DataFrame.from_dict(rows, orient="index", columns=columns, dtype=object)
    frame.index.name = kind
    frame.attrs = {"revision": snapshot.revision, "partnership": partnership, "level": level}
    return frame
