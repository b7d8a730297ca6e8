"""What is wrong with a cell and how to mend it, in the reader's language, read from faults.toml."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from netmap.services.importing.preview import Fault
from netmap.vocabulary import Label, Language

_ENDS = "bad-ends"


@cache
def sentences() -> Mapping[str, Label]:
    """The sentences by code; constant data, read once."""
    text = files(__package__).joinpath("faults.toml").read_text("utf-8")
    return {code: Label(**item) for code, item in tomllib.loads(text).items()}


def fault_text(fault: Fault, language: Language, column: str = "") -> str:
    """The sentence, with the column in front, also where that is called otherwise on a page."""
    column = column or fault.column
    told = sentences().get(fault.code, sentences()["other"]).in_(language)
    text = told.format(
        code=fault.code,
        column=column,
        value=fault.value,
        allowed=(" → " if fault.code == _ENDS else ", ").join(fault.allowed),
    )
    return text if not column or fault.code == _ENDS else f"{column}: {text}"
