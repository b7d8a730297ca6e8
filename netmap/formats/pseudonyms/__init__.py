"""A network without names: who is who stands in a key file, never in the same archive.

`pseudonymise` makes a snapshot that any export can write, and measures what is left:
how many combinations of attributes are shared by fewer than k actors (Sweeney 2002), and
how many actors stand out by their ties alone, which no label can hide (Hay et al. 2008;
Zhou & Pei 2008). `statement` says in words what remains.
"""

from netmap.formats.pseudonyms.archive import archive, key_file
from netmap.formats.pseudonyms.attributes import AttributeReport, Generalised
from netmap.formats.pseudonyms.release import (
    MOST_K,
    SHORTEST_CODE,
    KeyRow,
    Release,
    pseudonymise,
)
from netmap.formats.pseudonyms.statement import Knowledge, Part, Statement, statement
from netmap.formats.pseudonyms.structure import Measure

__all__ = [
    "MOST_K",
    "SHORTEST_CODE",
    "AttributeReport",
    "Generalised",
    "KeyRow",
    "Knowledge",
    "Measure",
    "Part",
    "Release",
    "Statement",
    "archive",
    "key_file",
    "pseudonymise",
    "statement",
]
