"""Dutch and English: which one a visitor gets, and the sentences.

The sentences stand in English in code and templates; translations/ holds the Dutch
ones as text that a person can edit. They are read once, when the application starts:
there is no compiled file to forget.
"""

from __future__ import annotations

from functools import cache
from io import BytesIO
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import NullTranslations, Translations
from flask import Flask, Response, g, request
from flask_babel import Babel, Domain, get_locale
from werkzeug.utils import cached_property

from netmap.vocabulary import LANGUAGES, Language
from web.core import query

COOKIE = "netmap_language"
LANG = query.one_of("lang", lambda: LANGUAGES)
FOLDER = Path(__file__).parent.parent / "translations"
_A_YEAR = 365 * 24 * 3600


@cache
def sentences(wish: Language) -> NullTranslations:
    """The sentences of a language, by their English form."""
    if wish == "en":
        return NullTranslations()
    compiled = BytesIO()
    with (FOLDER / wish / "LC_MESSAGES" / "messages.po").open("rb") as file:
        write_mo(compiled, read_po(file, locale=wish))
    compiled.seek(0)
    return Translations(compiled)


class _Sentences(Domain):  # type: ignore[misc]  # flask-babel carries no types
    def get_translations(self) -> NullTranslations:
        return sentences(language())


class _Babel(Babel):  # type: ignore[misc]
    @cached_property
    def domain_instance(self) -> Domain:
        return _Sentences()


def init_app(app: Flask) -> None:
    for each in LANGUAGES:
        sentences(each)
    _Babel(
        app,
        default_locale="nl",
        locale_selector=_select,
        default_timezone="Europe/Amsterdam",  # of the partnerships, wherever the service runs
    )
    app.before_request(_check_choice)
    app.after_request(_remember)
    app.jinja_env.globals["language"] = language
    app.jinja_env.globals["languages"] = LANGUAGES


def language() -> Language:
    """The language of the current request."""
    locale = get_locale()
    return "en" if locale is not None and locale.language == "en" else "nl"


def _select() -> str:
    for wish in (*LANG.typed, request.cookies.get(COOKIE)):
        if wish in LANGUAGES:
            return wish
    return request.accept_languages.best_match(LANGUAGES) or "nl"


def _check_choice() -> None:
    g.chosen_language = LANG()


def _remember(response: Response) -> Response:
    """A language that was asked for stays until another is."""
    wish = g.get("chosen_language")
    if wish and wish != request.cookies.get(COOKIE):
        response.set_cookie(
            COOKIE, wish, max_age=_A_YEAR, httponly=True, samesite="Lax", secure=request.is_secure
        )
    return response
