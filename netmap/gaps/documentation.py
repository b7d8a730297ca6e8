"""The page docs/gaps.md, written out of the rules.

Renew it with ``python -m netmap.gaps.documentation > docs/gaps.md``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from netmap.gaps.card import Rule
from netmap.gaps.catalogue import FAMILIES, RULES
from netmap.text.sentences import Sentence
from netmap.vocabulary import Label

_INTRODUCTION = """\
# Gaps

<!-- Written by netmap.gaps.documentation out of the rules; a test holds this page to them. -->

A gap is a finding of a rule: what it is about, how much it matters, the ties that are its
evidence, why it is one, and what would close it. A rule sees only what is documented. Where
nothing is documented it says so, and never that something does not exist.

Each gap has a key, made of its rule and what it is about (`cutpoint:work-organisation`). The
key stays the same as long as the gap does, so that it can be followed from one meeting to the
next. Findings come by severity, then by rule, then by weight.

The functions that a partnership is measured with are the entities of kind `function` in the
reference profile, each with the laws and life domains that it serves.

```python
from netmap.gaps.report import describe, find_gaps

for gap in find_gaps(snapshot, "woudenberg"):
    print(gap.severity, gap.key, describe(gap, snapshot, "en").reason)
```
"""

_CONDITIONS = {False: Label("met", "with"), True: Label("zonder", "without")}


def markdown() -> str:
    """The whole page."""
    parts = [_INTRODUCTION]
    for family, name in FAMILIES.items():
        parts.append(f"## {name.en} · {name.nl}\n")
        for rule in RULES:
            if rule.family == family:
                parts.extend(_rule(rule))
    return "\n".join(parts)


def _rule(rule: Rule) -> Iterator[str]:
    yield f"### {rule.title.en} · {rule.title.nl}\n"
    yield f"`{rule.key}`\n"
    yield "| | English | Nederlands |\n|---|---|---|"
    rows = [
        (Label("Wat de regel zoekt", "What the rule looks for"), rule.summary),
        (Label("Ernst", "Severity"), rule.severity),
        (Label("Waarom", "Reason"), _template(rule.reason)),
        (Label("Wat dit zou dichten", "What would close it"), _template(rule.remedy)),
    ]
    for heading, text in rows:
        yield f"| {heading.en} · {heading.nl} | {text.en} | {text.nl} |"
    yield f"\nReference: {rule.reference}\n" if rule.reference else ""


def _template(sentences: Iterable[Sentence]) -> Label:
    """All sentences of a template, each with its condition."""
    sentences = list(sentences)
    return Label(
        nl=" ".join(_conditional(s, "nl") for s in sentences),
        en=" ".join(_conditional(s, "en") for s in sentences),
    )


def _conditional(sentence: Sentence, language: str) -> str:
    text = (sentence.nl if language == "nl" else sentence.en).replace("|", "\\|")
    if not sentence.when:
        return text
    words = _CONDITIONS[sentence.when.startswith("!")]
    word = words.nl if language == "nl" else words.en
    return f"*({word} `{sentence.when.lstrip('!')}`)* {text}"


if __name__ == "__main__":
    print(markdown(), end="")
