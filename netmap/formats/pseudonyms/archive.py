"""The files of a pseudonymised network; the key is a file of its own, never among them."""

from __future__ import annotations

from netmap.formats.archive import write_zip
from netmap.formats.document import write as json_text
from netmap.formats.exports import gephi, graphml, node_link
from netmap.formats.exports.network import Options, network
from netmap.formats.pseudonyms.release import Release
from netmap.formats.pseudonyms.statement import statement
from netmap.formats.table import Table
from netmap.vocabulary import Language


def archive(release: Release, language: Language) -> bytes:
    """A zip of the network as tables, GraphML and JSON, with the statement of what remains."""
    options = Options(language)
    net = network(release.snapshot, options)
    name = {"nl": "LEESMIJ.md", "en": "README.md"}[language]
    return write_zip(
        {
            name: statement(release, language).markdown().encode(),
            "nodes.csv": gephi.nodes(net).for_programs(),
            "edges.csv": gephi.edges(net).for_programs(),
            "network.graphml": graphml.write(release.snapshot, options),
            "network.json": node_link.write(release.snapshot, options),
            "measured.json": json_text(_measured(release)).encode(),
        }
    )


def key_file(release: Release, code: str, language: Language) -> bytes:
    """The key as a table for a spreadsheet, with the code that makes the same order again."""
    rows = ((r.pseudonym, r.label, r.id, r.name, r.kind) for r in release.key)
    same = {"revision": release.snapshot.revision, "k": release.attributes.k, "code": code}
    return Table.of(("pseudonym", "label", "id", "name", "kind"), rows, same).csv(language)


def _measured(release: Release) -> dict[str, object]:
    """The numbers of the statement, for programs."""
    report = release.attributes
    return {
        "k": report.k,
        "actors": report.actors,
        "combinations": report.combinations,
        "smallest_combination": report.smallest,
        "suppressed": report.suppressed,
        "below_k": report.below,
        "attributes": {
            a.key: {
                "level": a.level,
                "height": a.height,
                "exact": a.kept,
                "coarser": a.coarser,
                "gone": a.gone,
            }
            for a in report.attributes
        },
        "recognisable": {
            group: {m.key: {"unique": m.unique, "below_k": m.below, "of": m.of} for m in found}
            for group, found in (("actors", release.actors), ("members", release.members))
        },
    }
