"""Results as JSON values: one form for the web's JSON and for ``--json``."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from typing import Any

import numpy as np
import pandas as pd

from netmap.model import Entity, PartialDate, Source, Tie
from netmap.records import to_json


def to_plain(value: object) -> Any:
    """Dataclasses, frames, numbers and dates as what `json.dumps` takes.

    A number that is not one (NaN, infinity) becomes None: JSON has no word for it.
    """
    if isinstance(value, Entity | Tie | Source):
        return to_json(value)
    if isinstance(value, PartialDate | datetime | date):
        return str(value) if isinstance(value, PartialDate) else value.isoformat()
    if isinstance(value, pd.DataFrame):
        return [
            {"id": key, **{str(name): to_plain(cell) for name, cell in row.items()}}
            for key, row in zip(value.index, value.to_dict("records"), strict=True)
        ]
    if isinstance(value, np.generic):
        return to_plain(value.item())
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if is_dataclass(value) and not isinstance(value, type):
        return {
            f.name: to_plain(getattr(value, f.name))
            for f in fields(value)
            if not callable(getattr(value, f.name))
        }
    if isinstance(value, Mapping):
        return {str(key): to_plain(item) for key, item in value.items()}
    if isinstance(value, set | frozenset):
        return sorted(to_plain(item) for item in value)
    if isinstance(value, tuple | list):
        return [to_plain(item) for item in value]
    return value
