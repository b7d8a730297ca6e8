"""What the user decides about an import: what tables and columns are, which names are whom."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal, TypeAlias

from netmap.model import Certainty

Unknown: TypeAlias = Literal["ask", "new", "leave"]
Alike: TypeAlias = Literal["ask", "same", "apart"]

_EMPTY: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class TableChoice:
    """What one sheet is. ``columns`` names a field for each column, empty: not taken over.

    ``values`` says which kind a word in the column of kinds means, by the folded word;
    ``default_kind`` is the kind of a row that says none.
    """

    file: str
    sheet: str
    kind: str
    columns: tuple[str, ...]
    values: Mapping[str, str] = field(default_factory=lambda: _EMPTY)
    default_kind: str = ""


@dataclass(frozen=True, slots=True)
class SourceChoice:
    """Where all of it comes from: a source that is there, or what a new one is called."""

    existing: str = ""
    kind: str = "document"
    title: str = ""
    by: str = ""
    date: str = ""


@dataclass(frozen=True, slots=True)
class Choices:
    """Everything that decides, beside the file, what an import does.

    ``names`` answers for a name who is meant: ``=id`` an entity that is there, ``+kind`` a
    new one of that kind, ``-`` leave its rows out. ``unknown`` and ``alike`` answer for all
    names that nothing resembles, and that something resembles. With ``joins`` what is
    imported becomes a member or a part of the partnership where its row does not say.
    """

    partnership: str
    tables: tuple[TableChoice, ...]
    source: SourceChoice = SourceChoice()
    certainty: Certainty = "reported"
    joins: bool = False
    names: Mapping[str, str] = field(default_factory=lambda: _EMPTY)
    unknown: Unknown = "ask"
    alike: Alike = "ask"
