"""An uploaded file becomes sheets. Its first bytes say what it is; its name may lie."""

from __future__ import annotations

from netmap.formats.sheets.delimited import read_delimited
from netmap.formats.sheets.sheet import LIMITS, Limits, Sheet, refused
from netmap.formats.sheets.workbook import read_workbook

_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_ZIP = b"PK"
_OTHERS = (b"%PDF", b"{\\rtf", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"<html", b"<!doc", b"<?xml")


def read_file(file: str, data: bytes, limits: Limits = LIMITS) -> tuple[Sheet, ...]:
    """The sheets of a CSV or XLSX file that hold text; ``file`` names it in what is raised.

    Raises Invalid with one problem: file-too-large, file-empty, old-format, encrypted,
    not-a-table, bad-file, bad-encoding, bad-quotes, too-many-rows, too-many-columns,
    too-many-sheets.
    """
    if len(data) > limits.file_bytes:
        most = limits.file_bytes // 1_000_000
        raise refused(file, "file-too-large", f"is larger than {most} MB; split it in parts")
    if data.startswith(_OLD_OFFICE):
        if _ENCRYPTED in data:
            raise refused(file, "encrypted", "has a password; save it without one")
        message = "is in the old Excel format; open it and save it as XLSX"
        raise refused(file, "old-format", message)
    if data.lstrip()[:5].lower().startswith(tuple(start.lower() for start in _OTHERS)):
        raise refused(file, "not-a-table", "is not a CSV or XLSX file")
    reader = read_workbook if data.startswith(_ZIP) else read_delimited
    sheets = reader(file, data, limits)
    if not any(sheet.rows for sheet in sheets):
        raise refused(file, "file-empty", "holds no rows below a header")
    return tuple(sheet for sheet in sheets if sheet.rows)
