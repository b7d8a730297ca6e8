"""Names: cleaned as they are typed, and made into what an address or an id can hold."""

from __future__ import annotations

import re
import unicodedata

from netmap.model import Entity
from netmap.vocabulary import Label, Language

_BREAKS = str.maketrans({"\x0b": "\n", "\x0c": "\n", "\x85": "\n", "\u2028": "\n", "\u2029": "\n"})
_NOT_PLAIN = re.compile(r"[^a-z0-9]+")
LONGEST_SLUG = 60  # so that the id of a tie, which names three records, stays under 200


def clean(text: str) -> str:
    """The text as the store takes it: line breaks in one form, nothing invisible, no edges."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").translate(_BREAKS)
    kept = (c for c in text if c in "\n\t" or (c >= " " and not "\ud800" <= c <= "\udfff"))
    return unicodedata.normalize("NFC", "".join(kept)).strip()


def one_line(text: str) -> str:
    """A text without line breaks and double spaces."""
    return " ".join(clean(text).split())


def plain(text: str) -> str:
    """Small letters without accents: what texts that people hold equal have in common."""
    found = unicodedata.normalize("NFKD", text.replace("&", " en "))
    return "".join(c for c in found if not unicodedata.combining(c)).casefold()


def slug(name: str, fallback: str) -> str:
    """The name in lowercase letters, digits and dashes.

    >>> slug("Consulenten Werk & Inkomen", "unit"), slug("Café Zoë", ""), slug("??", "unit")
    ('consulenten-werk-en-inkomen', 'cafe-zoe', 'unit')
    """
    whole = _NOT_PLAIN.sub("-", plain(name)).strip("-")
    if len(whole) > LONGEST_SLUG:
        whole = whole[: LONGEST_SLUG + 1].rpartition("-")[0] or whole[:LONGEST_SLUG]
    if whole == "new":  # the address of a form
        return f"{whole}-{fallback}"
    return whole or fallback


def name_in(entity: Entity, language: Language) -> str:
    """What an entity is called in the language."""
    return name_label(entity).in_(language)


def name_label(entity: Entity) -> Label:
    """What an entity is called in both languages."""
    return Label(nl=entity.name, en=str(entity.attributes.get("name_en") or entity.name))


_SIGNS = re.compile(r"[^\w]+|_+")
# only from where a row of initials begins: else a long one takes the square of its length
_INITIALS = re.compile(r"(?<!\b[a-z]\.)\b(?:[a-z]\.){2,}(?![a-z])")
_DIGITS = re.compile(r"\d+")
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


def same_numbers(one: str, other: str) -> bool:
    """Whether the same numbers stand in two names: Atelier 1 and Atelier 2 are two ateliers."""
    return _DIGITS.findall(one) == _DIGITS.findall(other)
