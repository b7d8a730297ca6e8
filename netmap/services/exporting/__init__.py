"""Take data out: files for other programs, the research bundle, and a network without names."""

from netmap.formats.exports import EXPORTS as FORMATS
from netmap.formats.exports import ExportFormat
from netmap.formats.pseudonyms import MOST_K
from netmap.services.exporting._exported import Exported
from netmap.services.exporting.bundle import bundle
from netmap.services.exporting.files import (
    ExportView,
    export,
    export_json,
    export_view,
    formats,
)
from netmap.services.exporting.pseudonyms import (
    PseudonymView,
    new_code,
    pseudonym_key,
    pseudonym_view,
    pseudonymised,
)

__all__ = [
    "FORMATS",
    "MOST_K",
    "ExportFormat",
    "ExportView",
    "Exported",
    "PseudonymView",
    "bundle",
    "export",
    "export_json",
    "export_view",
    "formats",
    "new_code",
    "pseudonym_key",
    "pseudonym_view",
    "pseudonymised",
]
