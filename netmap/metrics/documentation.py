"""The page docs/metrics.md, written out of the cards.

Renew it with ``python -m netmap.metrics.documentation > docs/metrics.md``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from netmap.metrics.card import Metric, TableMetric
from netmap.metrics.catalogue import (
    NODE,
    PREDICTIONS,
    SETS,
    TABLES,
    TIES,
    TWO_MODE,
    TWO_MODE_EACH,
    WHOLE,
)
from netmap.vocabulary import Label

_INTRODUCTION = """\
# Metrics

<!-- Written by netmap.metrics.documentation out of the cards; a test holds this page to them. -->

Every number in Netmap has a card: what it says, how it is computed, and what it does with
direction, weights, isolates and missing answers. The card is shown beside the number. This
page is all cards, with the Dutch name and text beside the English.

## What the numbers are computed on

Ties are claims between entities. Metrics need simple graphs, and `netmap.graph.project` makes
them, at the level of organisations unless units are asked for: a unit then counts as the
organisation, or as the topmost unit of the partnership, that it is part of.

- **collaboration** (`samenwerking`): all actors that a tie of the partnership names, members or
  not. Two are linked by at least one tie of a kind that the vocabulary marks as collaboration, or
  by taking part in the same atelier, activity or unit. Being a member of the same partnership
  links nobody. The weight is the number of distinct reasons.
- **referrals** (`verwijzingen`): the actors that refer or are referred to, directed. Referrals
  inside one actor, or to an activity or the partnership as a whole, are left out.
- **participation** (`deelname`): actors on one side, ateliers on the other; or activities, themes,
  goals, functions, life domains, laws or target groups (`netmap.graph.affiliation`).

Metrics that group actors go by their sector, unless another attribute is asked for:
`node_metrics(snapshot, "woudenberg", ["gatekeeper"], attribute="line")`.

Small networks are computed by the plain definitions, with networkx. From 100 actors on, kernels
in igraph and scipy give the same numbers sooner; tests hold the two equal. What is estimated in
very large networks stands in the frame's `attrs["parameters"]["sampled"]`, with its error.

A value that is not defined (a fraction whose denominator is 0, an actor outside the network of
the metric) is empty, never 0. Density and centralization describe the shape of a network: higher
is not better.

## In Python

```python
from netmap.coverage.covering import covering
from netmap.metrics.ranges import node_ranges
from netmap.metrics.report import (
    key_player_sets,
    node_metrics,
    tie_metrics,
    two_mode_metrics,
    whole_metrics,
    whole_tables,
)
from netmap.metrics.suggestions import suggest_ties

frame = node_metrics(snapshot, "woudenberg", ["degree", "betweenness"])
frame.attrs  # revision, parameters, software versions
whole_metrics(snapshot, "woudenberg").loc["density", "value"]
whole_tables(snapshot, "woudenberg", ["block_density"], attribute="standing")["block_density"]
tie_metrics(snapshot, "woudenberg").query("tie_local_bridge == 1")
suggest_ties(snapshot, "woudenberg", 5, seed=1).hit_rates
key_player_sets(snapshot, "woudenberg", size=2, keys=["set_fragmentation"])
two_mode_metrics(snapshot, "woudenberg", "function")
covering(snapshot, "woudenberg", "function")["sole"].dropna()
```

## Ranges

What nobody documented may still be there, and what is inferred may not. `node_ranges` and
`whole_ranges` compute a metric on 200 networks that may be the real one, and give the value as
documented, where it lies in 90% of the draws, and the best and worst rank in these:

```python
node_ranges(snapshot, "woudenberg", "degree", treatment="sampled", draws=200, seed=1)
```

- Each claim is kept with a probability: reported 1, inferred 0.75, assumed 0.5. These are not
  measured; `certainty={"inferred": 0.9}` asks with others.
- A member of which no tie is documented in a network (in a directed one: no tie that goes out) is
  unknown there, not without ties. `absent` takes it as without ties all the same; `reconstructed`
  takes what the other side says for both (Stork & Richards 1992), which makes a difference for
  referrals only; `sampled` gives it, in half of the draws (as any assumption), as many ties as a
  known actor drawn at random, with others in proportion to the ties that they have (Huisman 2009;
  Smith & Moody 2013).
- A range is no confidence interval. It says nothing of sources that err, or of organisations that
  no source names.
"""

_FIELDS = {
    "interpretation": Label(nl="Betekenis", en="Meaning"),
    "denominator": Label(nl="Noemer", en="Denominator"),
    "direction": Label(nl="Richting", en="Direction"),
    "weights": Label(nl="Gewichten", en="Weights"),
    "isolates": Label(nl="Geïsoleerde actoren", en="Isolates"),
    "missing": Label(nl="Ontbrekende antwoorden", en="Missing answers"),
    "method": Label(nl="Werkwijze", en="Method"),
}


def markdown() -> str:
    """The whole page."""
    parts = [
        _INTRODUCTION,
        *_section("Each actor", NODE),
        *_section("The whole network", WHOLE),
        *_section("Tables about the whole network", TABLES),
        *_section("Pairs with a tie", TIES),
        *_section("Pairs without a tie: suggestions", PREDICTIONS),
        *_section("Sets of actors: key players", SETS),
        *_section("Two-mode networks: each actor and atelier", TWO_MODE_EACH),
        *_section("Two-mode networks: the whole", TWO_MODE),
    ]
    return "\n".join(parts)


def _section(title: str, metrics: Iterable[Metric]) -> Iterator[str]:
    yield f"## {title}\n"
    for metric in metrics:
        yield f"### {metric.name.en} · {metric.name.nl}\n"
        grouped = ", by an attribute" if metric.by_attribute else ""
        yield f"`{metric.key}`, on {metric.projection.value}{grouped}: `{metric.formula}`\n"
        yield "| | English | Nederlands |\n|---|---|---|"
        for name, heading in _FIELDS.items():
            text: Label | None = getattr(metric, name)
            if text is None:
                continue
            yield f"| {heading.en} · {heading.nl} | {text.en} | {text.nl} |"
        if isinstance(metric, TableMetric):
            yield from _contents(metric)
        yield f"\nReference: {metric.reference}\n"


def _contents(table: TableMetric) -> Iterator[str]:
    """What the rows and columns of a table are."""
    yield f"| Rows · Rijen | {table.rows.en} | {table.rows.nl} |"
    for key, label in table.columns.items():
        yield f"| `{key}` | {label.en} | {label.nl} |"
    if not table.columns:
        yield "| Columns · Kolommen | as the rows | als de rijen |"


if __name__ == "__main__":
    print(markdown(), end="")
