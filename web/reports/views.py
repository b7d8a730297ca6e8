"""The report: a page that prints well, and the same as PDF."""

from __future__ import annotations

from base64 import b64encode
from dataclasses import dataclass

from flask import Flask, Response

from netmap.services import meetings, reporting
from netmap.services.browse import partnership_view
from netmap.vocabulary import LANGUAGES, Language
from web.core import query
from web.core.answers import answer, download
from web.core.area import Area
from web.core.languages import language
from web.core.query import scope
from web.core.state import context

blueprint = Area("reports", __name__)

LANGUAGE = query.one_of("language", lambda: LANGUAGES)
MEETING = query.text("meeting")
SECTION = query.texts("section")


def init_app(app: Flask) -> None:
    app.jinja_env.filters["data_uri"] = _data_uri
    app.register_blueprint(blueprint)


@blueprint.page("/p/<key>/report")
def index(key: str) -> Response:
    """The report, below what there is to choose."""
    wish = _wish()
    return answer(
        "reports/report",
        _made(key, wish),
        subject=partnership_view(context(), scope(key)),
        wish=wish,
        titles={name: reporting.section_title(name) for name in reporting.SECTIONS},
        meetings=meetings.meetings(context(), key),
    )


@blueprint.get("/p/<key>/report.pdf")
def pdf(key: str) -> Response:
    """The same on A4, ready for a printer."""
    report = _made(key, _wish())
    name = f"netmap-{key}-{report.revision}-{report.language}.pdf"
    return download(reporting.pdf(report), name, "application/pdf")


@dataclass(frozen=True, slots=True)
class Wish:
    """What is asked for: in which language, as of which meeting, with which sections."""

    language: Language
    meeting: str
    sections: tuple[str, ...]


def _wish() -> Wish:
    """The choices in the address; sections that do not exist are refused by the service."""
    asked = LANGUAGE()
    return Wish(
        "en" if asked == "en" else "nl" if asked else language(),
        MEETING(),
        tuple(SECTION()) or reporting.SECTIONS,
    )


def _made(key: str, wish: Wish) -> reporting.Report:
    return reporting.network_report(
        context(),
        scope(key),
        wish.language,
        meeting=wish.meeting or None,
        sections=wish.sections,
    )


def _data_uri(svg: str) -> str:
    """A drawing inside the page: as an image it can run nothing."""
    return f"data:image/svg+xml;base64,{b64encode(svg.encode()).decode('ascii')}"
