"""The pages of an import, one after another; each keeps what was decided on the one before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from http import HTTPStatus
from typing import Any

from flask import Blueprint, Response, redirect, render_template, request, url_for
from flask_babel import gettext, ngettext
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response as BaseResponse

from netmap.errors import Conflict, Invalid, Problem, UnknownDocument
from netmap.model import Scope
from netmap.services.browse import partnership_view
from netmap.services.editing.forms import source_form
from netmap.services.importing import commit, drafts
from netmap.services.importing.choices import Choices
from netmap.services.importing.drafts import Draft, choose, known_as, known_names, preview, start
from netmap.services.importing.fields import catalogue
from netmap.services.importing.preview import FATES
from netmap.services.importing.templates import TEMPLATES, csv_template, xlsx_template
from netmap.services.importing.uploads import LIMITS, Upload
from web.core import query
from web.core.answers import download
from web.core.languages import language
from web.core.messages import say
from web.core.state import context
from web.importing import forms, words
from web.importing.paging import Paged, paged

blueprint = Blueprint("importing", __name__, url_prefix="/p/<key>/import")

FATE = query.text("fate")
PAGE, NAMES = query.place("page"), query.place("names")

_ROWS, _NAMES = 50, 20  # on a page
_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@blueprint.route("", methods=["GET", "POST"])
def upload(key: str) -> BaseResponse:
    """Choose files; what waits from before; templates."""
    problems: tuple[Problem, ...] = ()
    if request.method == "POST":
        files = [file for file in request.files.getlist("files") if file.filename]
        most = LIMITS.file_bytes + 1
        uploads = [Upload(_base(str(f.filename)), f.stream.read(most)) for f in files]
        try:
            draft = start(context(), key, uploads)
        except Invalid as refused:
            problems = refused.problems
        else:
            return _to("importing.columns", key=key, draft=draft)
    waiting = drafts.waiting(context(), key)
    about = partnership_view(context(), Scope(partnerships=(key,)))
    kinds = [catalogue().tables[table] for table in TEMPLATES]
    megabytes = LIMITS.file_bytes // 1_000_000
    return _page(
        "upload",
        about,
        problems,
        waiting=waiting,
        starters=kinds,
        megabytes=megabytes,
        limits=LIMITS,
    )


@blueprint.get("/templates/<table>.<form>")
def template(key: str, table: str, form: str) -> Response:  # noqa: ARG001 - of the address
    """A file to fill in, in the reader's language."""
    if table not in TEMPLATES or form not in _TYPES:
        raise NotFound
    make = csv_template if form == "csv" else xlsx_template
    title = catalogue().tables[table].short.in_(language()).casefold()
    return download(make(table, language()), f"netmap-{title}.{form}", _TYPES[form])


@blueprint.route("/<draft>/columns", methods=["GET", "POST"])
def columns(key: str, draft: str) -> BaseResponse:
    """Where it comes from, what each table is, what each column means."""
    found = _draft(key, draft)
    if isinstance(found, BaseResponse):
        return found
    if request.method != "POST":
        return _columns(found)
    chosen, again = forms.columns_of(found, request.form)
    version = _keep(found, chosen)
    if version is None:
        return _to("importing.columns", key=key, draft=draft)
    found = replace(found, choices=chosen, version=version)
    if again or request.form.get("action") == "stay":
        return _columns(found, again=again)
    problems = preview(context(), found, language()).problems
    if problems:
        return _columns(found, problems)
    return _to("importing.rows", key=key, draft=draft)


@blueprint.get("/<draft>")
def rows(key: str, draft: str) -> BaseResponse:
    """The fate of every row, and the names that wait for an answer."""
    found = _draft(key, draft)
    return found if isinstance(found, BaseResponse) else _rows(found)


@blueprint.post("/<draft>/names")
def names(key: str, draft: str) -> BaseResponse:
    """Keep who is meant by the names on the page."""
    found = _draft(key, draft)
    if isinstance(found, BaseResponse):
        return found
    chosen, problems = forms.names_of(
        found, request.form, lambda text: known_as(context(), found, text)
    )
    version = _keep(found, chosen)
    if version is not None and problems:
        return _rows(replace(found, choices=chosen, version=version), problems)
    if version is not None:
        say(gettext("Your choices are kept. This is what would happen now."))
    return _to("importing.rows", key=key, draft=draft, anchor="names")


@blueprint.post("/<draft>/apply")
def apply(key: str, draft: str) -> BaseResponse:
    """Import as one revision."""
    found = _draft(key, draft)
    if isinstance(found, BaseResponse):
        return found
    expected = query.whole(request.form.get("revision", ""))
    try:
        done = commit.apply(
            context(),
            replace(found, version=_version()),
            expect_revision=-1 if expected is None else expected,
            message=request.form.get("message", ""),
            leave_out=bool(request.form.get("leave_out")),
        )
    except Invalid as refused:
        return _rows(found, refused.problems)
    except Conflict:
        return _rows(found, changed=True)
    if done.revision is None:
        say(gettext("Everything in the file was known already. Nothing was changed."))
        return _to("importing.upload", key=key)
    count = done.counts["new"] + done.counts["changed"]
    told = ngettext("%(num)s row was imported.", "%(num)s rows were imported.", count)
    say(told, undo=done.revision)
    return redirect(_after(done.revision), HTTPStatus.SEE_OTHER)


@blueprint.post("/<draft>/cancel")
def cancel(key: str, draft: str) -> BaseResponse:
    """Throw the upload away as it was looked at; nothing was imported."""
    try:
        drafts.cancel(context(), key, draft, _version())
    except UnknownDocument:
        return _gone(key)
    except Conflict:
        _changed()
        return _to("importing.rows", key=key, draft=draft)
    say(gettext("The upload was thrown away. Nothing was changed."))
    return _to("importing.upload", key=key)


def _draft(key: str, draft: str) -> Draft | BaseResponse:
    """The draft; one that is done or over leads back to the start with a word about it."""
    try:
        return drafts.draft(context(), key, draft)
    except UnknownDocument:
        return _gone(key)


def _gone(key: str) -> BaseResponse:
    say(
        gettext("This upload is not there any more: it was imported, thrown away or a day old."),
        kind="warning",
    )
    return _to("importing.upload", key=key)


def _changed() -> None:
    say(
        gettext("Somebody else changed this upload meanwhile. This is how it is now."),
        kind="warning",
    )


def _version() -> int:
    """The version of the draft that the page showed; 0, which no draft has, when it says none."""
    return query.whole(request.form.get("version", "")) or 0


def _keep(found: Draft, chosen: Choices) -> int | None:
    """The version that the choices got; None when somebody else chose meanwhile."""
    try:
        return choose(context(), replace(found, version=_version()), chosen)
    except Conflict:
        _changed()
        return None


def _columns(found: Draft, problems: Sequence[Problem] = (), *, again: bool = False) -> Response:
    return _page(
        "columns",
        found,
        tuple(problems),
        draft=found,
        catalogue=catalogue(),
        sources=source_form(context(), found.partnership.id).desk.sources,
        kinds={"entity": words.entity_kinds(), "tie": words.tie_kinds()},
        again=again,
    )


def _rows(found: Draft, problems: Sequence[Problem] = (), *, changed: bool = False) -> BaseResponse:
    seen = preview(context(), found, language())
    if seen.problems:
        return _to("importing.columns", key=found.partnership.id, draft=found.key)
    fate = FATE()
    order = {name: place for place, name in enumerate(FATES)}
    shown = sorted(
        (row for row in seen.rows if row.fate == fate or fate not in order),
        key=lambda row: (order[row.fate], row.table, row.number),
    )
    page: Paged[Any] = paged(shown, PAGE(), _ROWS)
    asked: Paged[Any] = paged(seen.names, NAMES(), _NAMES)
    return _page(
        "rows",
        found,
        tuple(problems),
        draft=found,
        seen=seen,
        fate=fate if fate in order else "",
        page=page,
        asked=asked,
        open_names=sum(not question.chosen for question in seen.names),
        changed=changed,
        known=known_names(context(), found) if seen.names else (),
        status=HTTPStatus.CONFLICT if changed else None,
        kinds=dict(words.entity_kinds()),
    )


def _page(
    template: str,
    about: Any,
    problems: tuple[Problem, ...],
    *,
    status: HTTPStatus | None = None,
    **more: Any,
) -> Response:
    body = render_template(f"importing/{template}.html", result=about, problems=problems, **more)
    status = status or (HTTPStatus.BAD_REQUEST if problems else HTTPStatus.OK)
    return Response(body, status, content_type="text/html; charset=utf-8")


def _after(revision: int) -> str:
    """Where one sees what was imported."""
    return url_for("history.revision", revision=revision)


def _to(endpoint: str, *, key: str, draft: str | None = None, anchor: str = "") -> BaseResponse:
    address = url_for(endpoint, key=key, draft=draft, _anchor=anchor or None)
    return redirect(address, HTTPStatus.SEE_OTHER)


def _base(name: str) -> str:
    """The name of a file without its folders, whatever system it comes from; not too long."""
    plain = "".join(c for c in name.replace("\\", "/").rpartition("/")[2] if c.isprintable())
    return plain[-120:].strip() or "file"
