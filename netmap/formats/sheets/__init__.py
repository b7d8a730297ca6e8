"""Tables that people upload: CSV and XLSX as plain text, with the rows as Excel numbers them."""

from netmap.formats.sheets.reading import read_file
from netmap.formats.sheets.sheet import LIMITS, Limits, Row, Sheet
from netmap.formats.sheets.templates import Column, template_csv, template_xlsx

__all__ = [
    "LIMITS",
    "Column",
    "Limits",
    "Row",
    "Sheet",
    "read_file",
    "template_csv",
    "template_xlsx",
]
