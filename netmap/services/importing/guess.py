"""What a table most likely is and what its columns mean, by their headers and what they hold."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache

from rapidfuzz import fuzz

from netmap.formats.sheets import Sheet
from netmap.services.importing import words
from netmap.services.importing.choices import TableChoice
from netmap.services.importing.fields import TableKind, catalogue
from netmap.text.names import fold
from netmap.vocabulary import vocabulary

_SURE = 100
_ALIKE = 84  # a header with a slip of the pen, or a word more
_SAMPLE = 200  # rows that are looked at
_MOST_OF = 0.7
_SIGNS = {  # headers that only one program writes
    "kumu-elements": frozenset({"label", "type"}),
    "kumu-connections": frozenset({"from", "to", "direction"}),
    "gephi-nodes": frozenset({"id", "label"}),
    "gephi-edges": frozenset({"source", "target", "type"}),
}
_SHEETS = {"elements": "kumu-elements", "connections": "kumu-connections"}
_EXPLAINS = frozenset(
    {"uitleg", "explanation", "toelichting", "legenda", "codebook", "leesmij", "readme"}
)


def guess(file: str, sheet: Sheet) -> TableChoice:
    """A first proposal for one sheet; kind is empty when it looks like none."""
    kind = guess_kind(sheet)
    return proposal(file, sheet, kind)


def proposal(file: str, sheet: Sheet, kind: str) -> TableChoice:
    """The columns and words of a sheet of a kind that is given."""
    table = catalogue().tables.get(kind)
    if table is None:
        return TableChoice(file, sheet.name, "", ("",) * len(sheet.header))
    columns = guess_columns(sheet, table)
    return TableChoice(
        file,
        sheet.name,
        kind,
        columns,
        values=guess_values(sheet, columns, table),
        default_kind=default_kind(table),
    )


def default_kind(table: TableKind) -> str:
    """What a row is whose kind is not said."""
    if table.shape == "entity":
        return "organisation"
    return "takes_part_in" if table.key == "participation" else "collaborates_with"


def guess_kind(sheet: Sheet) -> str:
    """The kind of table whose columns fit best."""
    name = fold(sheet.name)
    if name in _EXPLAINS:
        return ""
    headers = {fold(header) for header in sheet.header}
    if name in _SHEETS:
        return _SHEETS[name]
    scores = {}
    for key, table in catalogue().tables.items():
        known = [header for header in headers if header in _headers(key)]
        fields = {_headers(key)[header] for header in known}
        missing = sum(field not in fields for field in table.required)
        score = len(fields) - 4 * missing
        signs = _SIGNS.get(key)
        if signs is not None:
            score += 2 if signs <= headers else -2
        elif key == "participation":
            score += 1 if "target" in fields and "atelier" in "".join(headers) else -2
        scores[key] = score
    best = max(scores, key=lambda key: scores[key])
    return best if scores[best] > 0 else ("organisations" if _first_text(sheet) is not None else "")


def guess_columns(sheet: Sheet, table: TableKind) -> tuple[str, ...]:
    """A field for each column, or empty; no field twice."""
    rated = sorted(
        (
            (-score, number, table.fields.index(field), field)
            for number, header in enumerate(sheet.header)
            for field, score in _fits(fold(header), table).items()
        ),
    )
    found: dict[int, str] = {}
    for _, number, _, field in rated:
        if number not in found and field not in found.values():
            found[number] = field
    for number in range(len(sheet.header)):
        if number not in found:
            by_content = _by_content(_cells(sheet, number), table)
            if by_content and by_content not in found.values():
                found[number] = by_content
    if "name" in table.required and "name" not in found.values():
        first = _first_text(sheet)
        if first is not None and first not in found:
            found[first] = "name"
    return tuple(found.get(number, "") for number in range(len(sheet.header)))


def guess_values(sheet: Sheet, columns: Sequence[str], table: TableKind) -> Mapping[str, str]:
    """What the words in the column of kinds mean, by the folded word."""
    if "kind" not in columns:
        return {}
    cells = set(_cells(sheet, columns.index("kind"), most=len(sheet.rows)))
    return {fold(text): words.guessed_kind(text, table.shape) for text in sorted(cells)}


@cache
def _headers(table: str) -> Mapping[str, str]:
    """The field that a folded header means, with certainty."""
    kind = catalogue().tables[table]
    found = {fold(header): field for header, field in kind.headers.items()}
    for field in kind.fields:
        known = catalogue().fields[field]
        label = kind.name_of(field)
        for name in (label.nl, label.en, field, *known.also):
            found.setdefault(fold(name), field)
    return found


def _fits(header: str, table: TableKind) -> dict[str, float]:
    """How well a header fits each field of the table, when it fits at all."""
    if not header:
        return {}
    known = _headers(table.key)
    if header in known:
        return {known[header]: _SURE}
    found: dict[str, float] = {}
    for name, field in known.items():
        if min(len(name), len(header)) > 3:
            score = max(fuzz.ratio(header, name), fuzz.token_sort_ratio(header, name))
            found[field] = max(found.get(field, 0), score)
    return {field: score for field, score in found.items() if score >= _ALIKE}


def _by_content(cells: Sequence[str], table: TableKind) -> str:
    """The field whose words the cells are; only where nothing else is written like that."""
    kinds = words.entity_kind if table.shape == "entity" else words.tie_kind
    tests: list[tuple[str, Callable[[str], str | None]]] = [
        ("kind", kinds),
        ("certainty", words.certainty),
    ]
    for key, definition in vocabulary().attributes.items():
        if definition.type == "choice":
            tests.append((key, lambda text, key=key: words.choice(key, text)))  # type: ignore[misc]
    for field, test in tests:
        if field in table.fields and cells:
            share = sum(test(text) is not None for text in cells) / len(cells)
            if share >= _MOST_OF:
                return field
    return ""


def _first_text(sheet: Sheet) -> int | None:
    """The first column that nearly every row fills with something else than a number."""
    for number in range(len(sheet.header)):
        cells = _cells(sheet, number)
        texts = [text for text in cells if any(c.isalpha() for c in text)]
        if len(texts) >= _MOST_OF * min(len(sheet.rows), _SAMPLE) and texts:
            return number
    return None


def _cells(sheet: Sheet, number: int, most: int = _SAMPLE) -> list[str]:
    """What a column holds, without the empty cells."""
    return [row.cells[number] for row in sheet.rows[:most] if row.cells[number]]
