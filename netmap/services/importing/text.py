"""Texts compared as people do: without accents, case, signs, legal forms."""

from __future__ import annotations

import re
import unicodedata

_SIGNS = re.compile(r"[^\w]+|_+")
# only from where a row of initials begins: else a long one takes the square of its length
_INITIALS = re.compile(r"(?<!\b[a-z]\.)\b(?:[a-z]\.){2,}(?![a-z])")
_FORMS = frozenset(
    (
        *("stichting", "st", "vereniging", "ver", "cooperatie", "cooperatieve", "cooperatief"),
        *("coop", "ua", "bv", "nv", "vof", "cv", "maatschap", "gemeente", "gem", "organisatie"),
        *("municipality", "foundation", "association", "ltd", "inc"),
        *("de", "het", "t", "een", "the"),
    )
)


def fold(text: str) -> str:
    """Lowercase words without accents and signs; what equal texts have in common.

    >>> fold(" Coöperatie  De Kleine-Schans U.A. "), fold("Op-/afschalen")
    ('cooperatie de kleine schans ua', 'op afschalen')
    """
    plain = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(c for c in plain if not unicodedata.combining(c)).replace("&", " en ")
    plain = _INITIALS.sub(lambda match: match[0].replace(".", ""), plain)
    return _SIGNS.sub(" ", plain).strip()


def bare(text: str) -> str:
    """A folded name without legal forms and articles; the folded name when nothing is left.

    >>> bare("Stichting De Schans"), bare("Gemeente Ergens"), bare("De Vereniging")
    ('schans', 'ergens', 'de vereniging')
    """
    folded = fold(text)
    return " ".join(word for word in folded.split() if word not in _FORMS) or folded


def key_of(text: str) -> str:
    """What stands for a name in a form and in stored choices: never empty for a name."""
    return fold(text) or text.strip().casefold()
