"""What is wrong with a cell, in English, for logs and the command line."""

from __future__ import annotations

from netmap.services.importing.preview import Fault
from netmap.text.dates import FORMS

SENTENCES = {
    # wrong: the row is not imported
    "missing": "is empty; fill it in",
    "bad-date": f"'{{value}}' is no date; write {FORMS}",
    "bad-period": "the end {value} lies before the beginning",
    "bad-flag": "'{value}' is neither yes nor no",
    "bad-number": "'{value}' is no whole number that can be; write {allowed}",
    "unknown-choice": "'{value}' is not one of: {allowed}",
    "unknown-kind": "'{value}' is no kind that is known; choose one of: {allowed}",
    "cell-error": "{value} is an error of Excel; mend the formula or type the value",
    "too-many-cells": "'{value}' stands beyond the last column; is a quote or delimiter too many?",
    "contradicts": "row {value} says something else",
    "id-twice": "'{value}' is the id of another row too",
    "new-partnership": "'{value}' is a partnership, and those are not added by a row",
    "row-in-error": "'{value}' stands in a row that has to be mended first",
    "no-id-column": "'{value}' is in no table of nodes; give the nodes a column Id",
    "same-ends": "a tie links two different things; both ends are '{value}'",
    "bad-ends": "'{value}' cannot link these; it goes from {allowed}",
    "bad-text": "holds a character that cannot be kept; type it again",
    # worth a remark: the row is imported all the same, or left out on purpose
    "example": "is the example of the template, and left out",
    "left-kind": "'{value}' is left out, as you chose",
    "left-name": "'{value}' is left out, as you chose",
    "other-partnership": "is about {value}, and left out",
    "not-for-kind": "'{value}' is not taken over: this kind does not have that",
    "no-tie-for-date": "the date is not taken over: no tie goes with it",
    "from-to": "the tie is taken to go from the first to the second",
}


def tell(fault: Fault) -> str:
    """One sentence: the column, what is wrong, how to mend it."""
    pattern = SENTENCES.get(fault.code, "the store refuses it ({code})")
    told = pattern.format(
        code=fault.code,
        value=fault.value,
        allowed=" → ".join(fault.allowed) if fault.code == "bad-ends" else ", ".join(fault.allowed),
    )
    return f"{fault.column}: {told}" if fault.column else told
