"""Passwords: what may be one, and how it is kept (argon2id, never readable again).

The rules follow NIST SP 800-63B, section 5.1.1: length counts, a list of common ones is
refused, and there are no rules about digits and capitals.
"""

from __future__ import annotations

import re
import secrets
import unicodedata
from functools import lru_cache
from itertools import pairwise

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from netmap.errors import Invalid, Problem

LEAST, MOST = 12, 256
# One thread and 32 MiB each: more than the least that OWASP asks (19 MiB, 2 passes), and
# eight people who sign in at once still fit in a small machine.
HASHER = PasswordHasher(time_cost=3, memory_cost=32 * 1024, parallelism=1)

_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that look alike on paper
# The stems of what people choose when twelve characters are asked; digits and signs
# around them do not help, so they are left out before the comparison.
_COMMON = """
    wachtwoord mijnwachtwoord geheimwachtwoord wachtwoordwachtwoord nieuwwachtwoord
    welkom welkomwelkom welkomthuis welkombij geheim geheimgeheim ditismijnwachtwoord
    password passwordpassword mypassword newpassword thisismypassword letmein letmeinplease
    correcthorsebatterystaple qwerty qwertyuiop qwertyuiopas qwertyqwerty asdfghjkl azertyuiop
    iloveyou ikhouvanjou ikhouvanjullie administrator administrators beheerder voorzitter
    netmap netmapnetmap cooperatie samenwerking samenwerkingsverband netwerk netwerkkaart
    netwerkregisseur dekleineschans woudenberg nederland amsterdam rotterdam
    voorjaar zomer herfst winter januari februari maart april juni juli augustus september
    oktober november december maandag dinsdag woensdag donderdag vrijdag zaterdag zondag
    football superman princess sunshine dragon monkey master changeme trustno
"""


def normal(password: str) -> str:
    """The same password from every keyboard: combined characters count as one."""
    return unicodedata.normalize("NFKC", password)


def check(password: str, name: str, field: str = "password") -> None:
    """Raises Invalid when a password is too short, too long, common, or says the name."""
    text = normal(password)
    letters = _letters(text)
    if len(text) < LEAST:
        problem = Problem("password-short", "account", field, f"use {LEAST} characters or more")
    elif len(text) > MOST:
        problem = Problem("password-long", "account", field, f"use at most {MOST} characters")
    elif letters and letters in {_letters(name), _letters(name) * 2}:
        problem = Problem("password-name", "account", field, "choose another than the name")
    elif letters in _COMMON.split() or len(set(text)) < 5 or _counts(text):
        problem = Problem("password-common", "account", field, "this one is easy to guess")
    else:
        return
    raise Invalid([problem])


def generated() -> str:
    """A password that can be read aloud and typed over: 99 bits in groups of five."""
    groups = ("".join(secrets.choice(_LETTERS) for _ in range(5)) for _ in range(4))
    return "-".join(groups)


def hashed(password: str) -> str:
    return HASHER.hash(_bytes(password))


def fits(kept: str | None, password: str) -> bool:
    """Whether a password is the one that was kept; as slow when there is none to compare."""
    try:
        return HASHER.verify(kept or _nobodys(HASHER), _bytes(password)) and kept is not None
    except (VerificationError, InvalidHashError):
        return False


def _bytes(password: str) -> bytes:
    """What is hashed: whatever somebody typed, and no more than a bounded part of it."""
    return normal(password[: MOST * 4]).encode("utf-8", "surrogatepass")


def outdated(kept: str) -> bool:
    """Whether a hash was made with other parameters than today's."""
    return HASHER.check_needs_rehash(kept)


@lru_cache(maxsize=4)
def _nobodys(hasher: PasswordHasher) -> str:
    """The hash of a password that nobody has, made with the same effort."""
    return hasher.hash(secrets.token_urlsafe(32))


def _letters(text: str) -> str:
    return re.sub(r"[\W\d_]+", "", text).casefold()


def _counts(text: str) -> bool:
    """Whether it is only digits that count up or down: 123456789012."""
    if not text.isdecimal():
        return False
    steps = {(int(b) - int(a)) % 10 for a, b in pairwise(text)}
    return steps <= {1} or steps <= {9}
