"""What is wrong with input, in the reader's language. The code decides on the sentence."""

from __future__ import annotations

from flask import Flask
from flask_babel import LazyString, lazy_gettext

from netmap.errors import Problem

# A code without a sentence here shows the message of the core, which is English.
SENTENCES: dict[str, LazyString] = {
    "decided-since": lazy_gettext(
        "somebody else changed this since; look at it and save again to replace it"
    ),
    "meeting-closed": lazy_gettext("the meeting is closed"),
    "meeting-open": lazy_gettext("the meeting is open"),
    "missing": lazy_gettext("fill this in"),
    "bad-value": lazy_gettext("this value cannot be used"),
    "unknown-value": lazy_gettext("this value is not one of those that are known"),
    "not-there": lazy_gettext("this is not there, or not any more"),
    "changed-since": lazy_gettext("this was changed again later; undo the later change first"),
    "unknown-field": lazy_gettext("this does not exist"),
    "unknown-source": lazy_gettext("this does not exist"),
    "unknown-entity": lazy_gettext("this does not exist"),
    "unknown-section": lazy_gettext("the source has no such section"),
    "bad-ends": lazy_gettext("this kind of tie cannot link these two"),
    "bad-period": lazy_gettext("the period ends before it begins"),
    "bad-id": lazy_gettext("use small letters, digits, dots and dashes"),
    "bad-text": lazy_gettext("holds a character that cannot be kept; type it again"),
    "no-source": lazy_gettext("name at least one source"),
    "no-evidence": lazy_gettext("say in your own words what the source says"),
    "duplicate-id": lazy_gettext("this stands here twice"),
    "entity-in-use": lazy_gettext("a tie still needs this; remove or move that tie first"),
    "source-in-use": lazy_gettext("something still cites this source; change that first"),
    "password-short": lazy_gettext("use 12 characters or more"),
    "password-long": lazy_gettext("use at most 256 characters"),
    "password-name": lazy_gettext("choose another than the name of the account"),
    "password-common": lazy_gettext("this one is easy to guess; choose another"),
    "password-same": lazy_gettext("choose another than the one until now"),
    "password-wrong": lazy_gettext("this is not your password"),
    "password-differs": lazy_gettext("is not the same as the one above"),
    "bad-name": lazy_gettext(
        "use 2 to 40 small letters, digits and hyphens, and begin with a letter"
    ),
    "name-taken": lazy_gettext("there is one of that name already"),
    "role-everywhere": lazy_gettext(
        "an administrator is of the whole service; choose all partnerships"
    ),
    "unknown-role": lazy_gettext("choose one of the roles"),
    "role-too-wide": lazy_gettext("this role may do more than you may yourself"),
    "last-administrator": lazy_gettext(
        "this is the last administrator; make somebody else one first"
    ),
    "too-many-tokens": lazy_gettext("you have the most there can be; revoke one first"),
    "bad-title": lazy_gettext("use at most 80 readable characters"),
    "bad-days": lazy_gettext("choose a number of days from 1 to 366"),
    "too-long": lazy_gettext("make it shorter"),
    "too-many": lazy_gettext("there are too many already; delete one first"),
    "code-too-short": lazy_gettext("use 16 characters or more"),
    "bad-k": lazy_gettext("choose a number from 2 to 50"),
    "not-sure": lazy_gettext("tick this box first"),
    # forms that edit the graph
    "bad-number": lazy_gettext("write a whole number"),
    "out-of-range": lazy_gettext("this number is too low or too high"),
    "no-such-name": lazy_gettext("nothing is called so; choose one from the list"),
    "ambiguous-entity": lazy_gettext(
        "several are called so; choose the one with its code behind it"
    ),
    "same-ends": lazy_gettext("choose two different ones"),
    "tie-exists": lazy_gettext("this tie is there already"),
    "name-exists": lazy_gettext("something of this name is there already"),
    "different-kinds": lazy_gettext("only two of the same kind can be the same"),
    "cannot-merge": lazy_gettext("partnerships cannot be merged"),
    "fictional-and-real": lazy_gettext("what is invented and what is real cannot be the same"),
    "cannot-remove": lazy_gettext("a partnership cannot be removed"),
    "nothing-to-undo": lazy_gettext("nothing of it is left to take back"),
    "nothing-to-restore": lazy_gettext("it is as it was then; there is nothing to bring back"),
    # files that are imported, and what is decided about them
    "no-file": lazy_gettext("choose a file first"),
    "too-many-files": lazy_gettext("too many files at once; at most five"),
    "file-twice": lazy_gettext("this file was chosen twice"),
    "file-empty": lazy_gettext("there are no rows under the headings"),
    "file-too-large": lazy_gettext("the file is too large; split it in parts"),
    "too-many-rows": lazy_gettext("has over 10,000 rows; split it in parts"),
    "too-many-columns": lazy_gettext("has over 200 columns; remove those that are not needed"),
    "too-many-sheets": lazy_gettext("has over 20 sheets; remove those that are not needed"),
    "old-format": lazy_gettext(
        "this is the old Excel format (.xls); open it in Excel and save it as .xlsx"
    ),
    "encrypted": lazy_gettext("has a password; save it without one"),
    "not-a-table": lazy_gettext(
        "this is not a CSV or XLSX file; open it in its own program and save it as one of these"
    ),
    "bad-file": lazy_gettext("the file is damaged; open it in Excel and save it again as .xlsx"),
    "bad-encoding": lazy_gettext("the letters cannot be read; save it as “CSV UTF-8”"),
    "bad-quotes": lazy_gettext("a quotation mark is not closed; save it again from Excel"),
    "bad-date": lazy_gettext(
        "this is no date; write 2027, 3/2027, 15-3-2027 (the day first), 15 March 2027"
        " or 2027-03-15"
    ),
    "no-table": lazy_gettext("say of at least one table what it holds"),
    "missing-column": lazy_gettext("no column is this yet; choose one"),
    "column-twice": lazy_gettext("another column is this already; choose one of the two"),
    "names-open": lazy_gettext("choose first who is meant by each name"),
    "rows-wrong": lazy_gettext(
        "some rows have an error; mend the file and upload it again, or leave these rows out"
    ),
}


def init_app(app: Flask) -> None:
    app.jinja_env.globals.update(
        described=described, problem_sentence=problem_sentence, problems_of=problems_of
    )


def problem_sentence(problem: Problem) -> str:
    """How to mend it, beginning with a small letter; stands after the name of the field."""
    return str(SENTENCES.get(problem.code, problem.message))


def problems_of(problems: tuple[Problem, ...], field: str) -> list[Problem]:
    """The problems with one field of a form."""
    return [problem for problem in problems or () if problem.field == field]


def described(name: str, hint: str, wrong: list[Problem]) -> dict[str, str | None]:
    """The attributes that tie a field to its hint and to what is wrong with it."""
    said = [f"hint-{name}"] if hint else []
    said += [f"wrong-{name}"] if wrong else []
    return {
        "aria-describedby": " ".join(said) or None,
        "aria-invalid": "true" if wrong else None,
    }
