"""The sentences of the map's own controls, in both languages."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from netmap.vocabulary import Language


@cache
def texts(language: Language) -> Mapping[str, str]:
    """Every sentence of the map by key (constant data, read once)."""
    data = tomllib.loads(files("netmap.maps").joinpath("texts.toml").read_text("utf-8"))
    return {key: values[language] for key, values in data.items()}
