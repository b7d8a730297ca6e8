"""Where the rows come from: named once for all of them."""

from __future__ import annotations

from collections.abc import Mapping

from netmap.errors import Problem
from netmap.model import Source
from netmap.services.editing.citing import NEW_KINDS, make_source
from netmap.services.importing.choices import SourceChoice
from netmap.services.importing.text import fold
from netmap.text.dates import read_date


def source_of(
    choice: SourceChoice, known: Mapping[str, Source], *, fictional: bool
) -> tuple[Source | None, tuple[Problem, ...]]:
    """The source that is chosen or described, or what is wrong with it.

    A description that a known source fits exactly is that source: the same file imported
    twice has one source.
    """
    if choice.existing:
        found = known.get(choice.existing)
        if found is None:
            return None, (Problem("unknown-source", "", "source.existing", "there is none such"),)
        return found, ()
    problems = []
    date = None
    if not choice.title.strip() and not (choice.kind == "conversation" and choice.by.strip()):
        problems.append(Problem("missing", "", "source.title", "say where this comes from"))
    if choice.kind not in NEW_KINDS:
        problems.append(Problem("unknown-value", "", "source.kind", "choose a kind of source"))
    try:
        date = read_date(choice.date) if choice.date.strip() else None
    except ValueError as error:
        problems.append(Problem("bad-date", "", "source.date", str(error)))
    if problems:
        return None, tuple(problems)
    made = make_source(
        choice.kind, choice.title.strip(), choice.by.strip(), date, known, fictional=fictional
    )
    for source in known.values():
        same = fold(source.title) == fold(made.title) and source.date == made.date
        if same and source.kind == made.kind and source.fictional == made.fictional:
            return source, ()
    return made, ()
