"""The files of one import, read together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from netmap.errors import Invalid, Problem
from netmap.formats import sheets
from netmap.formats.sheets import Sheet, read_file

MOST_FILES = 5
LIMITS = sheets.LIMITS  # what a page says of them before anything is sent


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it came: what it was called, and its bytes."""

    name: str
    data: bytes


def read_uploads(uploads: Sequence[Upload]) -> tuple[tuple[str, Sheet], ...]:
    """The sheets of the files, each with the name of its file. Raises Invalid with all problems."""
    problems: list[Problem] = []
    found: list[tuple[str, Sheet]] = []
    names = [upload.name for upload in uploads]
    if not uploads:
        problems.append(Problem("no-file", "", "files", "choose a file"))
    if len(uploads) > MOST_FILES:
        problems.append(Problem("too-many-files", "", "files", f"at most {MOST_FILES} at once"))
    for name in sorted({name for name in names if names.count(name) > 1}):
        problems.append(Problem("file-twice", name, "", "is chosen twice"))
    for upload in uploads if not problems else ():
        try:
            found += [(upload.name, sheet) for sheet in read_file(upload.name, upload.data)]
        except Invalid as refused:
            problems += refused.problems
    characters = sum(len(t) for _, sheet in found for row in sheet.rows for t in row.cells)
    if not problems and characters > LIMITS.characters:
        message = "hold too much text together; import them one by one"
        problems.append(Problem("file-too-large", ", ".join(names), "", message))
    if problems:
        raise Invalid(problems)
    return tuple(found)
