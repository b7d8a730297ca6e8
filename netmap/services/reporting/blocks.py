"""What a report is made of: sections of blocks. The page and the PDF show the same blocks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading inside a section."""

    text: str
    kind: Literal["heading"] = "heading"


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph."""

    text: str
    style: Literal["lead", "body", "note"] = "body"
    kind: Literal["text"] = "text"


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list of sentences."""

    items: tuple[str, ...]
    kind: Literal["bullets"] = "bullets"


@dataclass(frozen=True, slots=True)
class Fact:
    """A name with what stands beside it, both as text."""

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class Numbers:
    """A few numbers, large."""

    items: tuple[Fact, ...]
    kind: Literal["numbers"] = "numbers"


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing, with a text that tells what it shows to who cannot see it.

    ``whole_page``: on paper it gets a page of its own, turned if that makes it larger.
    """

    svg: str
    width: float
    height: float
    alt: str
    caption: str = ""
    whole_page: bool = False
    kind: Literal["picture"] = "picture"


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under headings; ``widths`` are shares, ``numeric`` the places of number columns."""

    columns: tuple[str, ...]
    widths: tuple[float, ...]
    rows: tuple[tuple[str, ...], ...]
    numeric: tuple[int, ...] = ()
    kind: Literal["table"] = "table"


@dataclass(frozen=True, slots=True)
class MatrixLine:
    """A row of a matrix; one with ``head`` only names the group that follows.

    ``together`` is the sign of the partnership as a whole; ``bare`` is a row that nobody
    inside covers.
    """

    label: str
    marks: tuple[str, ...] = ()
    together: str = ""
    head: bool = False
    bare: bool = False


@dataclass(frozen=True, slots=True)
class Mark:
    """What a sign in a matrix means."""

    mark: str
    text: str


@dataclass(frozen=True, slots=True)
class MatrixPart:
    """A matrix, or as many columns of it as fit on a page.

    ``title`` says which part it is; empty when it is the only one. ``upright``: the columns
    are narrow, their names stand upright and the cells hold signs.
    """

    title: str
    columns: tuple[str, ...]
    rows: tuple[MatrixLine, ...]
    legend: tuple[Mark, ...]
    upright: bool
    together: str = ""  # what stands above the signs of the whole; empty for no such column
    kind: Literal["matrix"] = "matrix"


@dataclass(frozen=True, slots=True)
class GapEntry:
    """A gap with its number in the report, and what was decided; empty for nothing."""

    number: int
    title: str
    severity: str
    severity_label: str
    reason: str
    remedy: str
    evidence: str
    decision: str


@dataclass(frozen=True, slots=True)
class Gaps:
    """Gaps in order of weight."""

    items: tuple[GapEntry, ...]
    kind: Literal["gaps"] = "gaps"


Block: TypeAlias = Heading | Text | Bullets | Numbers | Picture | Table | MatrixPart | Gaps


@dataclass(frozen=True, slots=True)
class ReportSection:
    """One chapter; with ``page`` it begins on a new page."""

    key: str
    title: str
    blocks: tuple[Block, ...]
    page: bool = False


@dataclass(frozen=True, slots=True)
class Report:
    """A report as data, in one language.

    Attributes
    ----------
    title, name, subtitle
        What it is, the partnership that it is about, and its place.
    stamp
        Revision and its date, as every page names them.
    day
        Year, month and day of the revision.
    facts
        What the title page tells.
    words
        The words of the layout, by key.
    """

    language: str
    revision: int
    fictional: bool
    title: str
    name: str
    subtitle: str
    stamp: str
    day: tuple[int, int, int]
    facts: tuple[Fact, ...]
    sections: tuple[ReportSection, ...]
    words: Mapping[str, str] = field(default_factory=dict)
