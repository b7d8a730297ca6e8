"""Import of tables: read, guess, preview, and then one revision or nothing.

`start` keeps what the files hold as a draft; `choose` what the user decides about it;
`preview` tells the fate of every row; `apply` makes one revision of it.
"""

from netmap.formats.sheets import LIMITS, Sheet
from netmap.services.importing.applying import Imported, apply, foresee, import_now, obstacles
from netmap.services.importing.choices import Choices, SourceChoice, TableChoice
from netmap.services.importing.drafts import (
    KEPT,
    Draft,
    Waiting,
    cancel,
    choose,
    draft,
    known_as,
    known_names,
    preview,
    start,
    tidy,
    waiting,
)
from netmap.services.importing.fields import Field, TableKind, catalogue, field_label
from netmap.services.importing.guess import default_kind, guess, guess_values, proposal
from netmap.services.importing.plan import plan
from netmap.services.importing.preview import (
    FATES,
    Candidate,
    Difference,
    Fate,
    Fault,
    NameQuestion,
    Preview,
    RowFate,
)
from netmap.services.importing.starters import STARTERS, starter_csv, starter_xlsx
from netmap.services.importing.telling import tell
from netmap.services.importing.text import fold
from netmap.services.importing.uploads import MOST_FILES, Upload, read_uploads
from netmap.services.importing.words import importable_kinds

__all__ = [
    "FATES",
    "KEPT",
    "LIMITS",
    "MOST_FILES",
    "STARTERS",
    "Candidate",
    "Choices",
    "Difference",
    "Draft",
    "Fate",
    "Fault",
    "Field",
    "Imported",
    "NameQuestion",
    "Preview",
    "RowFate",
    "Sheet",
    "SourceChoice",
    "TableChoice",
    "TableKind",
    "Upload",
    "Waiting",
    "apply",
    "cancel",
    "catalogue",
    "choose",
    "default_kind",
    "draft",
    "field_label",
    "fold",
    "foresee",
    "guess",
    "guess_values",
    "import_now",
    "importable_kinds",
    "known_as",
    "known_names",
    "obstacles",
    "plan",
    "preview",
    "proposal",
    "read_uploads",
    "start",
    "starter_csv",
    "starter_xlsx",
    "tell",
    "tidy",
    "waiting",
]
