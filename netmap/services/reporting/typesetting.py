"""A report as PDF: tagged, with text for its pictures, the same bytes on every machine."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from functools import cache
from importlib.resources import files
from typing import Literal

import typst

from netmap.codec import to_plain
from netmap.services.reporting.blocks import Report

_MISSING = "could not be displayed"  # what typst says of a character that no font has
_UNPRINTABLE = dict.fromkeys((*range(32), 127), " ")


def pdf(report: Report) -> bytes:
    """The report on A4, as PDF/UA-1. Nothing of it is read as markup.

    The fonts are those that typst carries. Only where a name has characters that these do
    not have (Chinese, an emoji) the fonts of this machine are used too; what those do not
    have either becomes an empty box.
    """
    try:
        return _set(report, own_fonts=True)
    except typst.TypstError as error:
        if _MISSING not in str(error):
            raise
    try:
        return _set(report, own_fonts=False)
    except typst.TypstError as error:
        if _MISSING not in str(error):
            raise
    return _set(report, own_fonts=False, standard=None)


def _set(report: Report, *, own_fonts: bool, standard: Literal["ua-1"] | None = "ua-1") -> bytes:
    made = datetime(*report.day, tzinfo=UTC)
    return typst.compile(
        _template(),
        format="pdf",
        sys_inputs={"report": json.dumps(_printable(to_plain(report)), ensure_ascii=False)},
        ignore_system_fonts=own_fonts,
        pdf_standards=standard,
        timestamp=int(made.timestamp()),
    )


def _printable(value: object) -> object:
    """The same without control characters, which no font can show."""
    if isinstance(value, str):
        return value.translate(_UNPRINTABLE)
    if isinstance(value, dict):
        return {key: _printable(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_printable(item) for item in value]
    return value


@cache
def _template() -> bytes:
    return (files("netmap.services.reporting") / "report.typ").read_bytes()
