"""Several files in one zip: the same files, the same bytes, whenever and wherever it is made."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

_EARLIEST = (1980, 1, 1, 0, 0, 0)  # the first moment that a zip file can tell
_READABLE = 0o644 << 16
_UNIX = 3  # or else the machine that makes the file shows in it


def write_zip(files: Mapping[str, bytes]) -> bytes:
    """A zip file of ``files``, in their order."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, data in files.items():
            entry = zipfile.ZipInfo(name, _EARLIEST)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = _READABLE
            entry.create_system = _UNIX
            archive.writestr(entry, data)
    return content.getvalue()
