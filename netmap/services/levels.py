"""The metrics of other levels than actor and whole: tables, ties, sets, two sides, ranges."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias, get_args

from netmap.coverage.covering import covering
from netmap.errors import UnknownMetric
from netmap.graph import affiliation
from netmap.metrics import report
from netmap.metrics.catalogue import (
    PREDICTIONS,
    SETS,
    TABLES,
    TIES,
    TWO_MODE,
    TWO_MODE_EACH,
    metric,
)
from netmap.metrics.prediction import FOLDS, REPEATS
from netmap.metrics.ranges import Ranges
from netmap.metrics.suggestions import suggest_ties
from netmap.metrics.two_mode import overlap
from netmap.model import Entity, Scope, Snapshot
from netmap.services.browse import one_partnership
from netmap.services.context import Context
from netmap.services.rights import Right, needs
from netmap.services.sections import Section, Writer, number, numbers
from netmap.vocabulary import Language, entities_as

MetricTables: TypeAlias = Literal["tables", "ties", "suggestions", "sets", "two_mode", "ranges"]
Parameters: TypeAlias = Mapping[str, Any]
Made: TypeAlias = tuple[Parameters, tuple[Section, ...]]

LEVELS: tuple[MetricTables, ...] = get_args(MetricTables)
SET_SIZE = 3
EXACT_SETS = 10_000  # trying more takes longer than a reader waits
SMALL = 2_000  # ties; above it, what is repeated or drawn is so less often
DRAWS, FEW_DRAWS = 60, 20
RANGED_NODE = ("degree", "strength", "betweenness", "in_degree")
RANGED_WHOLE = (
    "density",
    "components",
    "degree_centralization",
    "average_path",
    "transitivity",
    "connectedness",
)
_ATTRIBUTE = "sector"


@dataclass(frozen=True, slots=True)
class LevelReport:
    """The metrics of one level as tables, and what someone needs to get them again."""

    level: MetricTables
    revision: int
    partnership: Entity
    fictional: bool
    parameters: Parameters
    sections: tuple[Section, ...]


@needs(Right.READ)
def level_report(
    ctx: Context, scope: Scope, level: MetricTables, language: Language = "nl"
) -> LevelReport:
    """The tables of one level. Raises UnknownPartnership, UnknownRevision and UnknownMetric."""
    if level not in LEVELS:
        raise UnknownMetric(level)
    return ctx.answer(
        "level_report", scope, lambda at: _report(ctx, at, level, language), level, language
    )


def _report(ctx: Context, scope: Scope, level: MetricTables, language: Language) -> LevelReport:
    snapshot, home = one_partnership(ctx, scope)
    parameters, sections = _MAKERS[level](snapshot, home.id, Writer(snapshot, language))
    return LevelReport(level, snapshot.revision, home, home.fictional, parameters, sections)


def _tables(snapshot: Snapshot, home: str, writer: Writer) -> Made:
    frames = report.whole_tables(snapshot, home, attribute=_ATTRIBUTE)
    sections = tuple(writer.table(card, frames[card.key], _ATTRIBUTE) for card in TABLES)
    parameters: dict[str, Any] = {}
    for frame in frames.values():
        known = {k: v for k, v in frame.attrs["parameters"].items() if v is not None}
        projections = {**parameters.get("projections", {}), **known["projections"]}
        parameters |= known | {"projections": projections}
    return parameters, sections


def _ties(snapshot: Snapshot, home: str, writer: Writer) -> Made:
    frame = report.tie_metrics(snapshot, home)
    rows = tuple(
        (*writer.names(pair), *numbers(values))
        for pair, values in zip(frame.index, frame.to_numpy(), strict=True)
    )
    columns = (*writer.headings("one", "other"), *writer.cards(TIES))
    section = Section("ties", writer.title("ties"), TIES, columns, rows, 2)
    return frame.attrs["parameters"], (section,)


def _suggestions(snapshot: Snapshot, home: str, writer: Writer) -> Made:
    repeats = REPEATS if len(snapshot.ties) <= SMALL else 1
    found = suggest_ties(snapshot, home, repeats=repeats, folds=FOLDS)
    suggested = Section(
        "suggestions",
        writer.title("suggestions"),
        PREDICTIONS,
        (
            *writer.headings("one", "other", "rank", "shared_partners", "beats_baseline"),
            *writer.cards(PREDICTIONS),
        ),
        tuple(
            (
                *writer.names(item.pair),
                float(item.rank),
                writer.names(item.shared),
                writer.truth(item.beats_baseline),
                *(number(item.scores[card.key]) for card in PREDICTIONS),
            )
            for item in found.items
        ),
        2,
    )
    fields = ("precision", "precision_low", "precision_high", "auc", "chance", "hidden")
    rates = Section(
        "hit_rates",
        writer.title("hit_rates"),
        (),
        writer.headings("score", *fields, "beats_baseline"),
        tuple(
            (
                writer.label(metric(rate.score).name),
                *(number(getattr(rate, name)) for name in fields),
                writer.truth(rate.beats_baseline),
            )
            for rate in found.hit_rates
        ),
    )
    names = ("partnership", "level", "seed", "folds", "repeats", "score", "beats_baseline")
    return {name: getattr(found, name) for name in names}, (suggested, rates)


def _sets(snapshot: Snapshot, home: str, writer: Writer) -> Made:
    """Among the actors with a tie: who has none takes nothing along and brings nobody near."""
    degrees = report.node_metrics(snapshot, home, ["degree"])["degree"]
    among = [str(key) for key in degrees.index[degrees > 0]]
    size = min(SET_SIZE, len(among))
    found = (
        report.key_player_sets(snapshot, home, size, among=among, exact_sets=EXACT_SETS)
        if size
        else ()
    )
    columns = ("metric", "actors", "value", "before", "method", "equal", "candidates")
    rows = tuple(
        (
            writer.label(metric(best.measure).name),
            writer.names(best.actors),
            number(best.value),
            number(best.before),
            writer.word(best.method),
            number(best.equal),
            float(best.candidates),
        )
        for best in found
    )
    section = Section("sets", writer.title("sets"), SETS, writer.headings(*columns), rows)
    return {"partnership": home, "size": size, "seed": 0}, (section,)


def _two_mode(snapshot: Snapshot, home: str, writer: Writer) -> Made:
    sections = [
        section
        for kind in entities_as("two_mode")
        for section in _two_sides(snapshot, home, kind, writer)
    ]
    return {"partnership": home, "kinds": list(entities_as("two_mode"))}, tuple(sections)


def _two_sides(snapshot: Snapshot, home: str, kind: str, writer: Writer) -> list[Section]:
    """One two-mode network: as a whole, who carries what, everybody in it, and overlap."""

    def section(key: str, cards: Any, columns: Any, rows: Any, heads: int = 1) -> Section:
        title = f"{writer.kind(kind)}: {writer.title(key)}"
        return Section(f"{key}_{kind}", title, cards, columns, tuple(rows), heads)

    whole = report.two_mode_whole(snapshot, home, kind)["value"]
    each = report.two_mode_metrics(snapshot, home, kind)
    linked = each[each["two_mode_degree"] > 0]  # of who is not, all there is to say is 0
    carried = covering(snapshot, home, kind)
    shared = overlap(affiliation(snapshot, home, kind))
    return [
        section(
            "two_mode_whole",
            TWO_MODE,
            writer.headings("metric", "value"),
            ((writer.label(card.name), number(whole[card.key])) for card in TWO_MODE),
        ),
        section(
            "covering",
            (),
            writer.headings("thing", "insiders", "partners", "own", "sole"),
            (
                (
                    writer.name(key),
                    writer.names(row["insiders"]),
                    writer.names(row["partners"]),
                    writer.truth(row["own"]),
                    writer.name(row["sole"]) if row["sole"] else None,
                )
                for key, row in zip(carried.index, carried.to_dict("records"), strict=True)
            ),
        ),
        section(
            "two_mode_each",
            TWO_MODE_EACH,
            (*writer.headings("thing", "side"), *writer.cards(TWO_MODE_EACH)),
            (
                (
                    writer.name(str(key)),
                    writer.kind(kind) if row["mode"] == kind else writer.word("actor"),
                    *(number(row[card.key]) for card in TWO_MODE_EACH),
                )
                for key, row in zip(linked.index, linked.to_dict("records"), strict=True)
            ),
        ),
        section(
            "overlap",
            (),
            writer.headings("one", "other", "shared", "jaccard", "of_smaller", "sharing"),
            (
                (
                    *writer.names(pair),
                    float(row["shared"]),
                    number(row["jaccard"]),
                    number(row["of_smaller"]),
                    writer.names(row["actors"]),
                )
                for pair, row in zip(shared.index, shared.to_dict("records"), strict=True)
            ),
            2,
        ),
    ]


def _ranges(snapshot: Snapshot, home: str, writer: Writer) -> Made:
    draws = DRAWS if len(snapshot.ties) <= SMALL else FEW_DRAWS
    sampled = Ranges(snapshot, home, treatment="sampled", draws=draws)
    absent = Ranges(snapshot, home, treatment="absent", draws=draws)
    one, other = absent.whole(RANGED_WHOLE), sampled.whole(RANGED_WHOLE)
    sections = [
        Section(
            "whole_ranges",
            writer.title("whole_ranges"),
            tuple(metric(key) for key in RANGED_WHOLE),
            writer.headings(
                "metric", "value", "absent_low", "absent_high", "sampled_low", "sampled_high"
            ),
            tuple(
                (
                    writer.label(metric(key).name),
                    number(one.at[key, "value"]),
                    *numbers([one.at[key, "low"], one.at[key, "high"]]),
                    *numbers([other.at[key, "low"], other.at[key, "high"]]),
                )
                for key in RANGED_WHOLE
            ),
        )
    ]
    unknown: dict[str, tuple[str, ...]] = {}
    fields = ["value", "low", "high", "rank_low", "rank_high"]
    for key in RANGED_NODE:
        frame = sampled.node(key).sort_values(
            ["rank_low", "rank_high", "value"], ascending=[True, True, False], kind="stable"
        )
        rows = tuple(
            (writer.name(str(actor)), *numbers(values))
            for actor, values in zip(frame.index, frame[fields].to_numpy(), strict=True)
        )
        columns = writer.headings("actor", *fields)
        card = metric(key)
        unknown |= frame.attrs["unknown"]
        sections.append(Section(f"range_{key}", writer.label(card.name), (card,), columns, rows))
    sections.append(_unknown(unknown, writer))
    return {**other.attrs["parameters"], "treatment": ["absent", "sampled"]}, tuple(sections)


def _unknown(unknown: Mapping[str, tuple[str, ...]], writer: Writer) -> Section:
    """Of which members a network has no tie, so that they are open in its draws."""
    members = sorted({key for keys in unknown.values() for key in keys})
    rows = tuple(
        (writer.name(key), ", ".join(writer.word(n) for n, keys in unknown.items() if key in keys))
        for key in members
    )
    columns = writer.headings("actor", "networks")
    return Section("unknown", writer.title("unknown"), (), columns, rows)


_MAKERS: Mapping[MetricTables, Callable[[Snapshot, str, Writer], Made]] = {
    "tables": _tables,
    "ties": _ties,
    "suggestions": _suggestions,
    "sets": _sets,
    "two_mode": _two_mode,
    "ranges": _ranges,
}
