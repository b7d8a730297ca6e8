"""A report as PDF: tagged, with text for its pictures, the same bytes on every machine."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from functools import cache
from importlib.resources import files

import typst

from netmap.services.plain import to_plain
from netmap.services.reporting.blocks import Report


def pdf(report: Report) -> bytes:
    """The report on A4, as PDF/UA-1. Nothing of it is read as markup."""
    made = datetime(*report.day, tzinfo=UTC)
    return typst.compile(  # type: ignore[no-any-return,unused-ignore]  # one document, no images
        _template(),
        format="pdf",
        sys_inputs={"report": json.dumps(to_plain(report), ensure_ascii=False)},
        ignore_system_fonts=True,
        pdf_standards="ua-1",
        timestamp=int(made.timestamp()),
    )


@cache
def _template() -> bytes:
    return (files("netmap.services.reporting") / "report.typ").read_bytes()
