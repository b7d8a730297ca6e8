"""What an operation may be asked, in its query: names, values and what they mean."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import request
from marshmallow import RAISE, Schema, ValidationError, fields, validate

from netmap.model import CERTAINTIES, Scope
from netmap.text.dates import read_date
from netmap.vocabulary import LANGUAGES, Language, vocabulary

LIMIT, MOST = 100, 1000
_FAR = 10**15  # what every store can count to

# Exactly what is a date here, leap days included: a client can refuse the same as we do.
_YEAR = r"(000[1-9]|00[1-9][0-9]|0[1-9][0-9]{2}|[1-8][0-9]{3}|9[0-8][0-9]{2}|99[0-8][0-9]|999[0-8])"
_DAY = (
    r"(0[1-9]|1[0-2]|(0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])"
    r"|(0[469]|11)-(0[1-9]|[12][0-9]|30)|02-(0[1-9]|1[0-9]|2[0-8]))"
)
_LEAP = r"([0-9]{2}(0[48]|[2468][048]|[13579][26])|(0[48]|[2468][048]|[13579][26])00)-02-29"
DATE = rf"^({_YEAR}(-{_DAY})?|{_LEAP})$"


class Moment(fields.String):
    """A year, a month or a day."""

    def _deserialize(self, value: Any, attr: Any, data: Any, **more: Any) -> Any:
        text = super()._deserialize(value, attr, data, **more)
        try:
            return read_date(str(text))
        except ValueError as error:
            raise ValidationError(str(error)) from error


def text(about: str, *known: str, pattern: str = "", **more: Any) -> fields.Field[Any]:
    """A value, one of those that are known, or of a form."""
    checks: list[Any] = [validate.OneOf(known)] if known else []
    checks += [validate.Regexp(pattern)] if pattern else []
    return fields.String(validate=checks, metadata={"description": about}, **more)


def texts(about: str, *known: str, **more: Any) -> fields.Field[Any]:
    """Values, each in a parameter of its own."""
    one = fields.String(validate=validate.OneOf(known) if known else None)
    return fields.List(one, metadata={"description": about}, load_default=[], **more)


def count(about: str, least: int = 0, most: int = _FAR, **more: Any) -> fields.Field[Any]:
    """A whole number."""
    check = validate.Range(min=least, max=most)
    return fields.Integer(validate=check, metadata={"description": about}, **more)


def moment(about: str) -> fields.Field[Any]:
    return Moment(metadata={"description": about, "pattern": DATE})


class Nothing(Schema):
    """No questions; others are refused, so that a spelling mistake does not go unnoticed."""

    class Meta:  # noqa: D106 - marshmallow's way to say it
        unknown = RAISE


class InLanguage(Nothing):
    language = text("Language of the texts; else Accept-Language decides.", *LANGUAGES)


class AtRevision(Nothing):
    revision = count("What was known at this revision; the latest when left out.", least=1)


class Within(AtRevision):
    """A scope."""

    as_of = moment("Only what holds on this date: a year, a month or a day.")
    certainty = texts("Only ties with this certainty; may be repeated.", *CERTAINTIES)


class Paged(Nothing):
    limit = count("How many items at most.", least=1, most=MOST, load_default=LIMIT)
    offset = count("How many items to leave out; `next` in the answer counts on.", load_default=0)


class WithinInLanguage(Within, InLanguage):
    pass


class ListOfEntities(Within, Paged):
    partnership = text("Only what the ties of this partnership name.", load_default="")
    kind = texts("Only this kind of entity; may be repeated.", *vocabulary().entities)


class ListOfTies(Within, Paged):
    partnership = text("Only the ties of this partnership.", load_default="")
    kind = texts("Only this kind of tie; may be repeated.", *vocabulary().ties)
    entity = text("Only ties with this entity at one of their ends.", load_default="")
    source = text("Only ties that cite this source.", load_default="")


def scope_of(asked: Mapping[str, Any], partnership: str | None = None) -> Scope:
    """The scope that the query asks for."""
    return Scope(
        partnerships=(partnership,) if partnership else None,
        as_of=asked.get("as_of"),
        revision=asked.get("revision"),
        certainty=frozenset(asked.get("certainty", ())) or None,
    )


def language_of(asked: Mapping[str, Any]) -> Language:
    """The language of the texts in an answer. No cookie has a say in it."""
    wish: Language | None = asked.get("language")
    return wish or request.accept_languages.best_match(LANGUAGES) or "nl"  # type: ignore[return-value]  # one of them
