"""What the address asks for: a scope, out of its query, and where to go on."""

from __future__ import annotations

from flask import Flask, request, url_for

from netmap.errors import Invalid, Problem
from netmap.model import CERTAINTIES, Certainty, PartialDate, Scope


def init_app(app: Flask) -> None:
    app.jinja_env.globals.update(in_language=in_language, kept=kept)


def in_language(wish: str) -> str:
    """The address of this page in another language."""
    if request.endpoint is None or request.routing_exception is not None:
        return url_for("partnerships.index", lang=wish)
    return url_for(
        request.endpoint,
        **{**(request.view_args or {}), **request.args.to_dict(flat=False), "lang": wish},
    )


def kept() -> dict[str, str]:
    """What a link to another page of the same partnership takes along: what was asked for."""
    return {key: request.args[key] for key in ("as_of", "revision") if request.args.get(key)}


def onward(fallback: str) -> str:
    """Where ``next`` says to go on, in a form or an address; only within this service."""
    wish = request.values.get("next", "")
    inside = wish.startswith("/") and not wish.startswith(("//", "/\\"))
    return wish if inside and wish.isprintable() else fallback


def scope(partnership: str | None = None) -> Scope:
    """The scope of the query: ``as_of``, ``revision`` and ``certainty``.

    Raises Invalid with every value that cannot be used.
    """
    problems: list[Problem] = []
    found = Scope(
        partnerships=None if partnership is None else (partnership,),
        as_of=_as_of(problems),
        revision=_revision(problems),
        certainty=_certainty(problems),
    )
    if problems:
        raise Invalid(problems)
    return found


def known(partnership: str) -> Scope:
    """All that is known of a partnership at the revision of the query; a map filters by itself."""
    problems: list[Problem] = []
    found = Scope(partnerships=(partnership,), revision=_revision(problems))
    if problems:
        raise Invalid(problems)
    return found


def _as_of(problems: list[Problem]) -> PartialDate | None:
    text = request.args.get("as_of", "").strip()
    if not text:
        return None
    try:
        return PartialDate.parse(text)
    except ValueError as error:
        problems.append(Problem("bad-value", "", "as_of", str(error)))
        return None


def _revision(problems: list[Problem]) -> int | None:
    text = request.args.get("revision", "").strip()
    if not text:
        return None
    if not text.isascii() or not text.isdigit() or len(text) > 18:
        problems.append(Problem("bad-value", "", "revision", f"'{text}' is not a number"))
        return None
    return int(text)


def _certainty(problems: list[Problem]) -> frozenset[Certainty] | None:
    wanted = {text for text in request.args.getlist("certainty") if text}
    unknown = sorted(wanted - set(CERTAINTIES))
    if unknown:
        problems.append(Problem("bad-value", "", "certainty", f"'{unknown[0]}' is not known"))
    return frozenset(c for c in CERTAINTIES if c in wanted) or None
