"""The research bundle: everything that somebody needs to check a number, in one zip."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from netmap.formats.archive import write_zip
from netmap.formats.datapackage import codebook, file_resource, resource
from netmap.formats.document import write as json_text
from netmap.formats.exports import EXPORTS, Options
from netmap.metrics.communities import SEED
from netmap.model import Scope, Source
from netmap.services.browse import one_partnership
from netmap.services.context import Context
from netmap.services.exporting._exported import Exported, moment, told
from netmap.services.exporting._method import Teller
from netmap.services.exporting._tables import tables, words
from netmap.services.reports import metric_report
from netmap.services.rights import Right, needs
from netmap.vocabulary import Language


@needs(Right.EXPORT)
def bundle(ctx: Context, scope: Scope, language: Language = "nl") -> Exported:
    """Graph, tables, metrics, codebook, method and descriptor of one partnership.

    The same revision, scope, language and software give the same bytes: every time in it
    is that of the revision. Raises Invalid, UnknownPartnership, UnknownRevision.
    """
    snapshot, home = one_partnership(ctx, scope)
    report = metric_report(ctx, replace(scope, revision=snapshot.revision))
    at = moment(ctx, snapshot)
    teller = Teller(snapshot, report, at, language)
    made = tables(snapshot, report)
    contents = [(table, table.csv()) for table in made]
    graph = EXPORTS["nodelink"].write(snapshot, Options(language, at))
    book = codebook(made, words())
    descriptor: dict[str, Any] = {
        "profile": "data-package",
        "name": f"netmap-{home.id}-r{snapshot.revision}",
        "title": home.name,
        "description": teller.say("readme", "lead", name=home.name, revision=snapshot.revision),
        "version": str(snapshot.revision),
        "licenses": [
            {"name": "other-closed", "title": "All rights remain with the partnership and authors"}
        ],
        "sources": [_source(source) for source in snapshot.sources.values()],
        "netmap": {
            "partnership": home.id,
            "fictional": home.fictional,
            "revision": snapshot.revision,
            "as_of": str(scope.as_of) if scope.as_of else None,
            "certainty": _sorted(scope.certainty),
            "kinds": _sorted(scope.kinds),
            "seed": SEED,
            "software": dict(report.parameters["software"]),
        },
        "resources": [
            *(resource(table, content) for table, content in contents),
            file_resource("graph", "graph.json", "json", "application/json", graph),
            file_resource("codebook", "codebook.csv", "csv", "text/csv", book),
        ],
    }
    if not descriptor["sources"]:
        del descriptor["sources"]  # the specification wants at least one, or none at all
    if at is not None:
        descriptor["created"] = at.isoformat(timespec="seconds").replace("+00:00", "Z")
    told(ctx, "bundle", home.id, snapshot.revision)
    return Exported(
        f"netmap-{home.id}-r{snapshot.revision}-bundle.zip",
        "application/zip",
        write_zip(
            {
                {"nl": "LEESMIJ.md", "en": "README.md"}[language]: _text(teller.readme(made)),
                "method.md": _text(teller.method()),
                "codebook.csv": book,
                "datapackage.json": _text(json_text(descriptor)),
                "graph.json": graph,
                **{table.path: content for table, content in contents},
            }
        ),
    )


def _source(source: Source) -> dict[str, str]:
    return {"title": source.title}


def _sorted(values: Iterable[str] | None) -> list[str] | None:
    return None if values is None else sorted(values)


def _text(text: str) -> bytes:
    return text.encode("utf-8", "replace")
