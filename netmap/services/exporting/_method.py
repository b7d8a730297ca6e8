"""The two texts of the research bundle: what is in it, and how its numbers were computed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from netmap.formats.datapackage import Resource
from netmap.metrics.card import Metric
from netmap.metrics.communities import SEED
from netmap.model import Snapshot
from netmap.services.exporting._tables import texts
from netmap.services.reports import MetricReport
from netmap.vocabulary import Label, Language

_CARD = {
    "denominator": "denominator",
    "direction": "direction",
    "weights": "weights",
    "isolates": "isolates",
    "missing": "missing",
    "method": "how",
}


@dataclass(frozen=True, slots=True)
class Teller:
    """Says things about one bundle in one language."""

    snapshot: Snapshot
    report: MetricReport
    at: datetime | None
    language: Language

    def say(self, part: str, key: str, **facts: object) -> str:
        return Label(**texts()[part][key]).in_(self.language).format(**facts)

    def readme(self, tables: Iterable[Resource]) -> str:
        """What the bundle is, which files there are, and how to read them."""
        home = self.report.partnership
        about = {"name": home.name, "revision": self.report.revision}
        lines = [f"# {self.say('readme', 'title', **about)}", ""]
        if home.fictional:
            lines += [self.say("readme", "fictional"), ""]
        lines += [self.say("readme", "lead", **about), "", f"## {self.say('readme', 'facts')}", ""]
        lines += [f"- {name}: {value}" for name, value in self.facts().items()]
        lines += ["", f"## {self.say('readme', 'files')}", ""]
        for name, key in (
            ("method.md", "method"),
            ("codebook.csv", "codebook"),
            ("datapackage.json", "descriptor"),
            ("graph.json", "graph"),
        ):
            lines.append(f"- `{name}`: {self.say('readme', key)}")
        lines += [f"- `{table.path}`: {table.title.in_(self.language)}" for table in tables]
        lines += ["", f"## {self.say('readme', 'reading')}", "", self.say("readme", "tables_read")]
        lines += ["", self.say("readme", "rights"), ""]
        return "\n".join(lines)

    def method(self) -> str:
        """Networks, parameters, and the card of every metric with its reference."""
        parameters = self.report.parameters
        lines = [f"# {self.say('method', 'title')}", ""]
        lines += [f"- {name}: {value}" for name, value in self.facts().items()]
        lines += ["", f"## {self.say('method', 'networks')}", ""]
        for key in ("collaboration", "referrals", "participation"):
            lines.append(f"- {self.say('method', key)}")
        lines += ["", self.say("method", "level"), ""]
        lines += [self.say("method", "grouping", attribute=parameters["attribute"]), ""]
        sampled = ", ".join(sorted(parameters["sampled"]))
        lines += [self.say("method", "sampled" if sampled else "exact", metrics=sampled), ""]
        for key, cards in (("actors", self.report.node_cards), ("whole", self.report.whole_cards)):
            lines += [f"## {self.say('method', key)}", ""]
            for card in cards:
                lines += self._card(card)
        return "\n".join(lines)

    def facts(self) -> dict[str, str]:
        """What someone needs to get the same numbers again."""
        scope = self.snapshot.scope
        home = self.report.partnership
        everything = self.say("facts", "everything")
        software: Mapping[str, str] = self.report.parameters["software"]
        values = {
            "partnership": f"{home.name} ({home.id})",
            "revision": str(self.report.revision),
            "revision_at": self.at.isoformat() if self.at else "–",
            "as_of": str(scope.as_of) if scope.as_of else everything,
            "certainty": _joined(scope.certainty) or everything,
            "kinds": _joined(scope.kinds) or everything,
            "seed": str(SEED),
            "software": ", ".join(f"{name} {number}" for name, number in software.items()),
        }
        return {self.say("facts", key): value for key, value in values.items()}

    def _card(self, card: Metric) -> Iterator[str]:
        yield f"### {card.name.in_(self.language)} (`{card.key}`)\n"
        yield f"{card.interpretation.in_(self.language)}\n"
        yield f"- {self.say('method', 'formula')}: `{card.formula}`"
        yield f"- {self.say('method', 'network')}: {card.projection.value}"
        for field, key in _CARD.items():
            text: Label | None = getattr(card, field)
            if text is not None:
                yield f"- {self.say('method', key)}: {text.in_(self.language)}"
        yield f"- {self.say('method', 'reference')}: {card.reference}\n"


def _joined(values: Iterable[str] | None) -> str:
    return ", ".join(sorted(values or ()))
