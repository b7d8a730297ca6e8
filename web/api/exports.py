"""Files for other programs."""

from __future__ import annotations

from dataclasses import dataclass, replace

from netmap.services import exporting
from netmap.services.exporting import Exported, ExportFormat
from netmap.vocabulary import vocabulary
from web.api.asking import WithinInLanguage, language_of, scope_of, texts
from web.api.routes import Asked, download, get
from web.core.state import context

TAG = "Exports"
BUNDLE = "bundle"
_TYPES = sorted({form.media_type for form in exporting.FORMATS.values()} | {"application/zip"})


@dataclass(frozen=True, slots=True)
class Formats:
    """Every format, with what it carries and what it cannot."""

    formats: tuple[ExportFormat, ...]


class Chosen(WithinInLanguage):
    kind = texts("Only this kind of tie; may be repeated.", *vocabulary().ties)


@get("/exports", tag=TAG)
def export_formats(asked: Asked) -> Formats:  # noqa: ARG001 - nothing is asked
    """The formats: which programs open each, what arrives there and what does not.

    Needs a token that may export.
    """
    return Formats(exporting.formats(context()))


@download(
    "/partnerships/<key>/exports/<format>",
    tag=TAG,
    asks=Chosen,
    choices={"format": (*exporting.FORMATS, BUNDLE)},
    types=_TYPES,
)
def export(asked: Asked, key: str, format: str) -> Exported:
    """The graph of a partnership as a file; `bundle` is everything that research needs.

    The same revision and question give the same bytes. Needs a token that may export; who
    took out what stands in the audit trail.
    """
    scope = replace(scope_of(asked, key), kinds=frozenset(asked["kind"]) or None)
    if format == BUNDLE:
        return exporting.bundle(context(), scope, language_of(asked))
    return exporting.export(context(), scope, format, language_of(asked))
