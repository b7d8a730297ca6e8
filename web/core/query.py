"""The gate for what an address asks: every parameter of every page is read here, and refused here.

A page names its parameters where it stands, as in ``FAMILY = query.one_of("family", …)``, and
calls them for what was asked. A value that cannot be used is refused with a sentence beside it
(`refused`); nothing else reads the query of an address.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any, Generic, TypeVar
from urllib.parse import urlencode

from flask import Flask, current_app, request, url_for
from flask_babel import LazyString, lazy_gettext

from netmap.errors import Invalid, Problem
from netmap.model import CERTAINTIES, Certainty, PartialDate, Scope
from netmap.text.dates import read_date
from netmap.text.numbers import asked_integer

T_co = TypeVar("T_co", covariant=True)
V = TypeVar("V", bound=Callable[..., object])

PARAMETERS: list[Parameter[object]] = []
"""Every parameter that some page reads; the same name may mean another thing elsewhere."""

_EARLY = "checks_itself"


class Refused(Exception):
    """A value cannot be used: the code of the problem, and words for programs."""


@dataclass(frozen=True, slots=True)
class Parameter(Generic[T_co]):
    """A part of an address: its name, and how to read the values that stand there.

    ``words`` is what people call it, ``known`` what can be chosen, if that is a list.
    """

    name: str
    read: Callable[[list[str]], T_co]
    words: LazyString | str = ""
    known: Callable[[], Collection[str]] = tuple
    also_sent: bool = False  # by a form

    def __post_init__(self) -> None:
        PARAMETERS.append(self)

    def __call__(self) -> T_co:
        """What the address asks for. Raises Invalid."""
        try:
            return self.read(self.typed)
        except Refused as refused:
            code, message = refused.args
            raise Invalid([Problem(code, "", self.name, message)]) from refused

    @property
    def typed(self) -> list[str]:
        """The values as they stand there, without empty ones."""
        values = request.values if self.also_sent else request.args
        return [text for each in values.getlist(self.name) if (text := each.strip())]


def text(name: str, *, also_sent: bool = False) -> Parameter[str]:
    """Words, or a key that the services look up; empty when it was left out."""
    return Parameter(name, _first, also_sent=also_sent)


def texts(name: str) -> Parameter[list[str]]:
    return Parameter(name, list)


def flag(name: str, *, also_sent: bool = False) -> Parameter[bool]:
    """Whether it stands there at all."""
    return Parameter(name, bool, also_sent=also_sent)


def number(
    name: str, words: LazyString | str = "", *, also_sent: bool = False
) -> Parameter[int | None]:
    """A whole number, zero or more."""

    def read(values: list[str]) -> int | None:
        wish = _first(values)
        found = whole(wish)
        if wish and found is None:
            raise Refused("bad-number", f"'{wish[:80]}' is not a number")
        return found

    return Parameter(name, read, words, also_sent=also_sent)


def place(name: str) -> Parameter[int]:
    """Where in a long list one is; nonsense is its beginning, so that a link never breaks."""

    def read(values: list[str]) -> int:
        return whole(_first(values)) or 0

    return Parameter(name, read)


def moment(name: str, words: LazyString | str) -> Parameter[PartialDate | None]:
    """A day, a month or a year."""

    def read(values: list[str]) -> PartialDate | None:
        wish = _first(values)
        try:
            return read_date(wish) if wish else None
        except ValueError as error:
            raise Refused("bad-date", str(error)) from error

    return Parameter(name, read, words)


def one_of(name: str, known: Callable[[], Collection[str]], *, first: str = "") -> Parameter[str]:
    """One of the known values; ``first`` when it was left out."""

    def read(values: list[str]) -> str:
        return _among(values[:1] or [first], {*known(), first})[0]

    return Parameter(name, read, known=known)


def some_of(
    name: str, known: Callable[[], Collection[str]], words: LazyString | str = ""
) -> Parameter[list[str]]:
    """Any of the known values."""
    return Parameter(name, lambda values: _among(values, known()), words, known)


def whole(text: str) -> int | None:
    """The whole number, zero or more, that was typed; None when it is none."""
    return asked_integer(text, "", [])


def _first(values: list[str]) -> str:
    return values[0] if values else ""


def _among(values: list[str], known: Collection[str]) -> list[str]:
    for value in values:
        if value not in known:
            raise Refused("unknown-value", f"'{value[:80]}' is not known")
    return values


AS_OF = moment("as_of", lazy_gettext("What held as of"))
REVISION = number("revision", lazy_gettext("Revision"))
CERTAINTY = some_of("certainty", lambda: CERTAINTIES, lazy_gettext("Which ties count"))
NEXT = text("next", also_sent=True)


def init_app(app: Flask) -> None:
    app.before_request(_refuse)
    app.jinja_env.globals.update(
        again=again,
        in_language=in_language,
        kept=kept,
        onward=onward,
        in_query=in_query,
        all_in_query=all_in_query,
    )


def checks_itself(view: V) -> V:
    """Mark a view that shows what is wrong with its scope beside its own fields."""
    setattr(view, _EARLY, True)
    return view


def _refuse() -> None:
    """What links take along from page to page is looked at on each of them."""
    view = current_app.view_functions.get(request.endpoint or "")
    if request.blueprint not in {None, "api", "assets"} and not hasattr(view, _EARLY):
        check(AS_OF, REVISION)


def check(*parameters: Parameter[object]) -> None:
    """Raises Invalid with all that cannot be used, at once."""
    problems: list[Problem] = []
    for parameter in parameters:
        try:
            parameter()
        except Invalid as error:
            problems += error.problems
    if problems:
        raise Invalid(problems)


def scope(partnership: str | None = None) -> Scope:
    """The scope of the query: ``as_of``, ``revision`` and ``certainty``.

    Raises Invalid with every value that cannot be used.
    """
    check(AS_OF, REVISION, CERTAINTY)
    wanted = CERTAINTY()
    chosen: frozenset[Certainty] = frozenset(c for c in CERTAINTIES if c in wanted)
    return Scope(
        partnerships=None if partnership is None else (partnership,),
        as_of=AS_OF(),
        revision=REVISION(),
        certainty=chosen or None,
    )


def known(partnership: str) -> Scope:
    """All that is known of a partnership at the revision of the query; a map filters by itself."""
    return Scope(partnerships=(partnership,), revision=REVISION())


def in_query(name: str) -> str:
    """What stands in the address under a name, for the field that asks for it."""
    return request.args.get(name, "")


def all_in_query(name: str) -> list[str]:
    return request.args.getlist(name)


def everything() -> dict[str, list[str]]:
    """The whole query, to ask the same elsewhere or in another form."""
    return request.args.to_dict(flat=False)


@dataclass(frozen=True, slots=True)
class Asked:
    """A query that is refused: the parameters that are wrong, and the rest of it."""

    wrong: list[Parameter[object]]
    rest: list[tuple[str, str]]
    without: str
    """The address without what is wrong."""


def refused(problems: tuple[Problem, ...]) -> Asked | None:
    """What of this address is refused, to ask it again; None when it is something else."""
    known = {parameter.name: parameter for parameter in PARAMETERS}
    names = {problem.field for problem in problems} & request.args.keys() & known.keys()
    if request.method == "POST" or not names:
        return None
    return Asked(
        [known[name] for name in sorted(names)],
        [(k, v) for k, v in request.args.items(multi=True) if k not in names],
        again(**dict.fromkeys(names)),
    )


def in_language(wish: str) -> str:
    """The address of this page in another language."""
    if request.endpoint is None or request.routing_exception is not None:
        return url_for("partnerships.index", lang=wish)
    return again(lang=wish)


def again(endpoint: str = "", /, **changed: str | int | None) -> str:
    """The address of this page (or of ``endpoint``, which is like it) with a part changed or gone.

    Names that people type can be any word, so they are no arguments of `url_for`.
    """
    path = url_for(endpoint or request.endpoint or "", **(request.view_args or {}))
    asked: dict[str, Any] = everything() | changed
    query = urlencode({k: v for k, v in asked.items() if v is not None}, doseq=True, safe=",:")
    return f"{path}?{query}" if query else path


def kept() -> dict[str, str]:
    """What a link to another page of the same partnership takes along: what was asked for."""
    return {p.name: in_query(p.name) for p in (AS_OF, REVISION) if in_query(p.name)}


def onward(fallback: str) -> str:
    """Where ``next`` says to go on, in a form or an address; only within this service."""
    wish = NEXT()
    inside = wish.startswith("/") and not wish.startswith(("//", "/\\"))
    return wish if inside and wish.isprintable() else fallback
