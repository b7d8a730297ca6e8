"""Who has a role in one partnership sees nothing of another: every address, asked by each role.

The other partnership carries a word that stands nowhere else, in everything that it has. A new
page or operation is walked by itself; one that lets the word through fails here.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from urllib.parse import unquote
from zipfile import ZipFile

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from netmap.config import Settings
from netmap.errors import Forbidden, Invalid, NetmapError, UnknownEntity, UnknownPartnership
from netmap.maps import MapSettings
from netmap.model import Citation, Entity, Put, Remove, Scope, Source
from netmap.services import views
from netmap.services.accounts import accounts, guests, tokens
from netmap.services.belonging import ADDED
from netmap.services.cache import Cache
from netmap.services.context import Context
from netmap.services.editing.duplicates import keep_apart, look_again
from netmap.services.editing.undo import undo
from netmap.services.history import commit, revisions
from netmap.services.meetings.lifecycle import open_meeting
from netmap.services.rights import Actor, Role
from netmap.stores import Store
from netmap.stores.sqlite import SqliteStore
from tests.builders import entity, tie
from tests.web.conftest import application, facts, signed_in
from tests.web.entering import PASSWORD, csrf, enter, post

WORD = "Kwartelnest"  # in every name, id, title and text of the other partnership
KEY = WORD.lower()
ROLES = ("reader", "editor", "researcher")
# what the parts of an address may be: of here, and of the other
PARTS = {
    "key": ("p", KEY),
    "record": ("a", f"{KEY}-huis"),
    "id": ("a", f"{KEY}-huis", f"{KEY}.member_of.{KEY}-huis.{KEY}"),
    "entity": ("a", f"{KEY}-huis"),
    "source": ("s", f"{KEY}-bron"),
    "kind": ("entity", "source"),
    "number": ("1", "2", "3"),
    "revision": ("1", "2", "3"),
    "level": ("ties", "sets"),
    "matrix": ("functions",),
    "format": ("graphml", "json"),
    "slug": ("overzicht", f"{KEY}-weergave"),
    "meeting": (f"2027-03-12-{KEY}-alv",),
}


def elsewhere() -> list[Put]:
    """The other partnership: it shares one organisation with the first."""
    told = Citation(f"{KEY}-bron", WORD, f"{WORD} zegt het.")
    house = Entity(f"{KEY}-huis", "organisation", f"{WORD} Huis", (WORD,), f"Over {WORD}.")
    ties = [
        tie(house.id, "member_of", KEY, partnership=KEY),
        tie("a", "member_of", KEY, partnership=KEY),
        tie("a", "collaborates_with", house.id, partnership=KEY),
        tie(house.id, "takes_part_in", f"{KEY}-atelier", partnership=KEY),
    ]
    shared = entity("a", sector="care")
    return [
        Put(Source(f"{KEY}-bron", f"{WORD} verslag", author=WORD)),
        Put(entity(KEY, "partnership", name=f"Coöperatie {WORD}")),
        Put(house),
        Put(entity(f"{KEY}-atelier", "atelier", name=f"Atelier {WORD}")),
        Put(replace(shared, citations=(told,))),
        *(Put(replace(one, citations=(told,))) for one in ties),
    ]


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of a store with both partnerships, views, meetings, guest links and accounts."""
    path: Path = tmp_path_factory.mktemp("two") / "netmap.db"
    with SqliteStore(path) as store:
        ctx = Context(store)
        commit(ctx, facts(), message="facts")
        commit(replace(ctx, author=WORD), elsewhere(), message=f"{WORD} erbij")
        views.save_view(ctx, "p", "Overzicht", "", MapSettings())
        made = views.save_view(ctx, KEY, f"{WORD} weergave", WORD, MapSettings())
        guests.make_guest_link(ctx, made.key, title_=WORD)
        open_meeting(ctx, KEY, title=f"{WORD} ALV", date="12-3-2027")
        for role in ROLES:
            accounts.add_account(
                ctx, f"een-{role}", role, PASSWORD, temporary=False, partnership="p"
            )
    return path


@pytest.fixture
def two(filled: Path, tmp_path: Path) -> Iterator[Store]:
    path = tmp_path / "netmap.db"
    path.write_bytes(filled.read_bytes())
    with SqliteStore(path) as store:
        yield store


@pytest.fixture
def service(two: Store) -> Flask:
    return application(two, replace(Settings(), access="accounts"))


def _addresses(app: Flask, *, api: bool) -> list[str]:
    found = set()
    for rule in app.url_map.iter_rules():
        if "GET" not in (rule.methods or ()) or rule.rule.startswith("/api/v1") != api:
            continue
        if rule.endpoint in {"static", "assets.asset", "bootstrap.static"}:
            continue
        ways: list[dict[str, str]] = [{}]
        for name in rule.arguments:
            values = PARTS.get(name, (f"{KEY}-huis",))
            ways = [{**way, name: value} for way in ways for value in values]
        for way in ways:
            try:
                found.add(app.url_map.bind("localhost").build(rule.endpoint, way))
            except Exception:  # noqa: S112 - a value of another kind than the rule takes
                continue
    return sorted(found)


def _whole(answer: TestResponse) -> str:
    """All that an answer holds, also in the files of an archive."""
    parts = [answer.data]
    if answer.data.startswith(b"PK"):
        with ZipFile(BytesIO(answer.data)) as archive:
            parts += [archive.read(name) for name in archive.namelist()]
    return b" ".join(parts).decode("utf-8", "replace").casefold()


def _told(answer: TestResponse, address: str) -> str:
    """What an answer says, without what was asked for itself."""
    told = _whole(answer)
    for part in sorted(unquote(address).split("/"), key=len, reverse=True):
        told = told.replace(part.casefold(), "") if KEY in part else told
    return told


@pytest.mark.parametrize("role", ROLES)
def test_no_page_tells_of_another_partnership(service: Flask, role: str) -> None:
    client = enter(service, f"een-{role}")
    asked = [address for address in _addresses(service, api=False) if KEY not in address]
    assert len(asked) > 60
    leaks = [a for a in asked if KEY in _whole(client.get(a))]
    assert leaks == []


@pytest.mark.parametrize("role", ROLES)
def test_what_is_of_another_partnership_is_not_there(service: Flask, role: str) -> None:
    client = enter(service, f"een-{role}")
    asked = [address for address in _addresses(service, api=False) if KEY in address]
    assert len(asked) > 60
    for address in asked:
        answer = client.get(address)
        if address.startswith(("/share/", "/import/templates")):
            continue
        assert answer.status_code in {302, 303, 400, 401, 403, 404}, address
        page = _told(answer, address)
        for part in ("huis", "bron", "atelier", "verslag", "weergave"):
            assert f"{KEY} {part}" not in page, address


@pytest.mark.parametrize("role", ROLES)
def test_no_operation_tells_of_another_partnership(service: Flask, two: Store, role: str) -> None:
    who = accounts.account(Context(two), f"een-{role}").actor
    token, _ = tokens.make_token(Context(two, who=who), "proef", role=role)
    client = service.test_client()
    head = {"Authorization": f"Bearer {token}"}
    for address in _addresses(service, api=True):
        answer = client.get(address, headers=head)
        assert KEY not in _told(answer, address), address


def test_an_editor_of_one_partnership_changes_nothing_of_another(two: Store) -> None:
    who = accounts.account(Context(two), "een-editor").actor
    ctx = Context(two, "ed", who=who)
    before = two.ping()
    foreign = tie(f"{KEY}-huis", "member_of", KEY, partnership=KEY)
    own = tie("a", "collaborates_with", f"{KEY}-huis")
    foreign_source = Citation(f"{KEY}-bron", "1", "x")
    for change in (
        Put(foreign),
        Remove("tie", foreign.id),
        Put(own),
        Put(
            replace(
                tie("a", "collaborates_with", "formula"),
                citations=(foreign_source,),
            )
        ),
        Put(Entity(f"{KEY}-huis", "organisation", "Van mij")),
        Put(Entity("nieuw", "partnership", "Van mij")),
    ):
        with pytest.raises((Forbidden, Invalid)) as refused:
            commit(ctx, [change], message="mine")
        assert WORD not in str(refused.value)
    assert two.ping() == before


def test_what_is_shared_keeps_what_the_other_says_of_it(two: Store) -> None:
    """An edit by who sees a part of an organisation loses nothing of the rest."""
    who = accounts.account(Context(two), "een-editor").actor
    ctx = Context(two, "ed", who=who, partnership="p")
    seen = ctx.store.snapshot().entities["a"]
    assert seen.citations == ()
    commit(ctx, [Put(replace(seen, name="Anders"))], message="a name")
    kept = two.snapshot().entities["a"]
    assert (kept.name, len(kept.citations)) == ("Anders", 1)
    gone = [
        Remove("tie", t.id)
        for t in ctx.store.snapshot().ties.values()
        if "a" in (t.source, t.target)
    ]
    commit(ctx, [*gone, Remove("entity", "a")], message="it left")
    assert "a" in two.snapshot().entities  # the other still has it
    assert "a" not in ctx.store.snapshot().entities


def test_what_is_added_without_a_tie_is_there_for_its_partnership_only(two: Store) -> None:
    ctx = Context(two, who=accounts.account(Context(two), "een-editor").actor, partnership="p")
    commit(ctx, [Put(Source("verslag", "Verslag van hier")), Put(entity("nieuw"))], message="new")
    there = Actor("daar", local={KEY: Role.EDITOR.rights})
    assert {"verslag"} <= set(ctx.store.snapshot().sources)
    assert "nieuw" in ctx.store.snapshot().entities
    other = Context(two, who=there).store.snapshot()
    assert "verslag" not in other.sources
    assert "nieuw" not in other.entities
    assert "nieuw" in other.taken("entity")  # yet nobody else gets its id


def _editors(two: Store) -> tuple[Context, Context]:
    """An editor of the first partnership only, and one of the other only."""
    rights = Role.EDITOR.rights
    here = Context(two, "hier", who=Actor("hier", local={"p": rights}), partnership="p")
    there = Context(two, "daar", who=Actor("daar", local={KEY: rights}), partnership=KEY)
    return here, there


def test_saving_without_a_change_claims_nothing_of_another(two: Store) -> None:
    here, there = _editors(two)
    news = [Put(entity(f"{KEY}-los")), Put(Source(f"{KEY}-los-bron", "Los"))]
    made = commit(there, news, message="new")
    same = Put(here.store.snapshot().entities["a"])
    assert commit(here, [same], message="the same") == made
    assert KEY not in repr(here.store.snapshot().entities)
    assert KEY not in repr(here.store.snapshot().sources)


@pytest.mark.parametrize("known", ["a", "nieuw"])
def test_an_organisation_cites_no_source_of_another(two: Store, known: str) -> None:
    here, _ = _editors(two)
    for foreign in (f"{KEY}-bron", "nergens"):
        cites = replace(entity(known), citations=(Citation(foreign, "1", "x"),))
        with pytest.raises(Invalid) as refused:
            commit(here, [Put(cites)], message="cites")
        assert [p.code for p in refused.value.problems] == ["unknown-source"]


def test_a_refusal_does_not_tell_what_is_in_the_way_elsewhere(two: Store) -> None:
    here, _ = _editors(two)
    shared = here.store.snapshot().entities["a"]
    with pytest.raises(Invalid) as refused:
        commit(here, [Put(replace(shared, kind="atelier", attributes={}))], message="a kind")
    assert KEY not in repr(refused.value.problems)
    assert "bad-ends" in {p.code for p in refused.value.problems}


def test_what_an_editor_adds_by_a_program_is_of_their_partnership(two: Store) -> None:
    here, there = _editors(two)
    commit(replace(here, partnership=None), [Put(entity("nieuw"))], message="new")
    assert "nieuw" in here.store.snapshot().entities
    assert "nieuw" not in there.store.snapshot().entities


def test_another_record_of_an_id_that_was_used_shows_nothing_of_the_first(two: Store) -> None:
    here, there = _editors(two)
    commit(there, [Put(entity("her", name=f"{WORD} geheim"))], message="new")
    commit(there, [Remove("entity", "her")], message="gone")
    commit(here, [Put(entity("her")), Put(tie("her", "collaborates_with", "a"))], message="ours")
    assert "her" not in there.store.snapshot().entities
    for ctx, message in ((here, ["ours"]), (there, ["new", "gone"])):
        told = ctx.store.revisions(touching=("entity", "her"))
        assert [revision.message for revision in told] == message


def test_what_loses_its_last_tie_stays_until_it_is_removed(two: Store) -> None:
    here, _ = _editors(two)
    one = tie("a", "collaborates_with", "weg")
    commit(here, [Put(entity("weg")), Put(one)], message="new")
    number = commit(here, [Remove("tie", one.id)], message="a tie less")
    assert "weg" in here.store.snapshot().entities
    undo(here, number)
    assert one.id in here.store.snapshot().ties
    commit(here, [Remove("tie", one.id), Remove("entity", "weg")], message="gone")
    assert "weg" not in two.snapshot().entities


def test_what_is_removed_here_alone_shows_no_more_of_what_happens_to_it(two: Store) -> None:
    here, there = _editors(two)
    ties = here.store.snapshot().ties.values()
    gone = [Remove("tie", t.id) for t in ties if "a" in (t.source, t.target)]
    commit(here, gone, message="no ties")
    assert "a" in here.store.snapshot().entities
    commit(here, [Remove("entity", "a")], message="gone")
    assert "a" not in here.store.snapshot().entities
    later = replace(there.store.snapshot().entities["a"], name=f"{WORD} nu")
    commit(there, [Put(later)], message=WORD)
    assert KEY not in repr(here.store.revisions(with_changes=True)).casefold()


def test_who_edits_one_and_reads_another_changes_the_first_only(two: Store) -> None:
    rights = {"p": Role.EDITOR.rights, KEY: Role.READER.rights}
    ctx = Context(two, "beide", who=Actor("beide", local=rights), partnership="p")
    whole = Context(two)
    (link,) = guests.guest_links(whole, KEY)
    assert guests.guest_links(ctx) == ()
    with pytest.raises(Forbidden):
        guests.revoke_guest_link(ctx, link.id)
    with pytest.raises(Forbidden):
        guests.make_guest_link(ctx, link.view, title_="mine")
    assert guests.guest_links(whole, KEY) == (link,)
    shared = replace(entity("samen"), name="Samen")
    commit(replace(whole, partnership=KEY), [Put(shared)], message="there")
    one = tie("a", "collaborates_with", "samen")
    commit(ctx, [Put(one)], message="also here")
    commit(ctx, [Remove("tie", one.id), Remove("entity", "samen")], message="gone here")
    assert "samen" in two.snapshot().entities


def test_that_two_are_not_the_same_is_taken_back_by_who_sees_them(two: Store) -> None:
    here, there = _editors(two)
    pair = f"{KEY}-huis", f"{KEY}-atelier"
    keep_apart(there, *pair)
    for step in (keep_apart, look_again):
        with pytest.raises(UnknownEntity):
            step(here, *pair)
    assert len(two.desk.documents("not-the-same")) == 1


def test_a_snapshot_and_the_history_hold_what_is_readable(two: Store) -> None:
    ctx = Context(two, who=accounts.account(Context(two), "een-reader").actor)
    assert [home.id for home in ctx.store.partnerships()] == ["p"]
    with pytest.raises(UnknownPartnership):
        ctx.store.snapshot(Scope(partnerships=(KEY,)))
    told = revisions(ctx, limit=50)
    assert [revision.message for revision in told] == ["…"]  # it also made 'fabel'
    assert KEY not in repr(ctx.store.revisions(with_changes=True)).casefold()


def test_an_account_may_have_a_role_in_two_partnerships(service: Flask, two: Store) -> None:
    ctx = Context(two)
    changed = accounts.change_role(ctx, "een-reader", "editor", partnership=KEY)
    assert changed.held == f"editor in {KEY}, reader in p"
    client = enter(service, "een-reader")
    assert client.get(f"/p/{KEY}/edit").status_code == 200
    assert client.get("/p/p/edit").status_code == 403
    accounts.change_role(ctx, "een-reader", "", partnership=KEY)
    assert client.get(f"/p/{KEY}/map").status_code == 403
    with pytest.raises(NetmapError):
        accounts.change_role(ctx, "een-reader", "administrator", partnership="p")
    with pytest.raises(UnknownPartnership):
        accounts.change_role(ctx, "een-reader", "editor", partnership="nergens")


def test_an_administrator_gives_a_role_in_one_partnership(service: Flask, two: Store) -> None:
    accounts.add_account(Context(two), "baas", "administrator", PASSWORD, temporary=False)
    boss = enter(service, "baas")
    answer = post(boss, "/admin/accounts", key="nieuw", role="reader", partnership=KEY)
    assert f"Reader in Coöperatie {WORD}" in answer.text
    assert accounts.account(Context(two), "nieuw").roles == {KEY: Role.READER}
    post(boss, "/admin/accounts/nieuw/role", role="editor", partnership="p")
    assert accounts.account(Context(two), "nieuw").roles == {KEY: Role.READER, "p": Role.EDITOR}


def test_forms_of_the_other_partnership_are_refused(service: Flask, two: Store) -> None:
    client: FlaskClient = enter(service, "een-editor")
    before, form = two.ping(), {"csrf_token": csrf(client), "revision": "1"}
    for rule in service.url_map.iter_rules():
        if "POST" not in (rule.methods or ()) or not rule.rule.startswith("/p/<key>"):
            continue
        values = {name: KEY if name == "key" else "1" for name in rule.arguments}
        answer = client.post(
            service.url_map.bind("localhost").build(rule.endpoint, values), data=form
        )
        assert answer.status_code in {400, 403, 404}, rule.rule
    assert two.ping() == before


FORMS = (
    "/p/p/edit",
    "/p/p/edit/entity/new",
    "/p/p/edit/tie/new",
    "/p/p/edit/source/new",
    "/p/p/edit/merge",
)


def test_whoever_works_alone_is_offered_what_is_here_and_the_rest_on_request(two: Store) -> None:
    client = signed_in(application(two), two)
    asked = [address for address in FORMS if client.get(address).status_code == 200]
    assert len(asked) >= 4
    for address in asked:
        page = _whole(client.get(address))
        for name in (f"{KEY} huis", f"{KEY} verslag", f"atelier {KEY}"):
            assert name not in page, address
    assert f"{WORD} Huis" in client.get("/p/p/edit/tie/new?elsewhere=1").text
    assert f"{WORD} verslag" in client.get("/p/p/edit/tie/new?elsewhere=1").text


def test_a_source_that_is_cited_here_stays_whosever_it_is(two: Store) -> None:
    page = signed_in(application(two), two).get("/p/p/edit/entity/a").text
    assert f"{WORD} verslag" in page  # the form would lose it else


def test_an_import_offers_the_sources_and_names_of_here(two: Store) -> None:
    client = signed_in(application(two), two)
    leden = (BytesIO(b"naam;soort\nIemand;organisatie\n"), "leden.csv")
    form = {"csrf_token": csrf(client, "/p/p/import"), "files": [leden]}
    answer = client.post("/p/p/import", data=form)
    page = client.get(answer.location).text
    assert "A source" in page
    assert f"{WORD} verslag" not in page


def test_what_is_let_go_at_the_same_revision_is_no_longer_there(two: Store) -> None:
    """What was computed before is not kept beyond what it rests on."""
    who = accounts.account(Context(two), "een-editor").actor
    ctx = Context(two, who=who, partnership="p", cache=Cache())
    commit(ctx, [Put(Source("verslag", "Verslag van hier"))], message="new")
    assert "verslag" in ctx.store.snapshot().sources
    (kept,) = (d for d in two.desk.documents(ADDED) if "verslag" in d.value["source"])
    two.desk.write(ADDED, kept.key, {**kept.value, "source": []}, author="x")
    assert "verslag" not in ctx.store.snapshot().sources
