"""What roles, rights and events are called."""

from __future__ import annotations

from collections.abc import Mapping

from flask import Flask
from flask_babel import LazyString, gettext, lazy_gettext

from netmap.services.accounts import guests
from netmap.services.accounts._accounts import Account
from netmap.services.rights import NOBODY, OWNER, Right, Role

ROLES: dict[Role, LazyString] = {
    Role.READER: lazy_gettext("Reader"),
    Role.EDITOR: lazy_gettext("Editor"),
    Role.RESEARCHER: lazy_gettext("Researcher"),
    Role.ADMINISTRATOR: lazy_gettext("Administrator"),
}
FOR_WHOM: dict[Role, LazyString] = {
    Role.READER: lazy_gettext("looks at everything: members of the assembly"),
    Role.EDITOR: lazy_gettext("also changes, decides, shares and exports: the network coordinator"),
    Role.RESEARCHER: lazy_gettext("looks and exports, changes nothing"),
    Role.ADMINISTRATOR: lazy_gettext("may do everything, and decides who may come in"),
}
RIGHTS: dict[Right, LazyString] = {
    Right.READ: lazy_gettext("look at everything"),
    Right.EXPORT: lazy_gettext("take the data out as a file"),
    Right.EDIT: lazy_gettext("change, decide and share"),
    Right.ADMINISTER: lazy_gettext("decide who may come in"),
}
EVENTS: dict[str, LazyString] = {
    "sign-in": lazy_gettext("Signed in"),
    "sign-in-failed": lazy_gettext("Wrong name or password"),
    "locked": lazy_gettext("Wrong password too often; has to wait"),
    "unlocked": lazy_gettext("May try again"),
    "sign-out": lazy_gettext("Signed out"),
    "signed-out-everywhere": lazy_gettext("Signed out everywhere"),
    "link-made": lazy_gettext("One-time link made"),
    "link-used": lazy_gettext("Came in by a one-time link"),
    "account-added": lazy_gettext("Account added"),
    "account-changed": lazy_gettext("Account changed"),
    "account-removed": lazy_gettext("Account removed"),
    "password-changed": lazy_gettext("Password changed"),
    "token-made": lazy_gettext("Token made"),
    "token-revoked": lazy_gettext("Token revoked"),
    "guest-link-made": lazy_gettext("Guest link made"),
    "guest-link-revoked": lazy_gettext("Guest link revoked"),
    "guest-link-opened": lazy_gettext("Guest link opened"),
    "export": lazy_gettext("Data exported"),
    "import": lazy_gettext("Data imported"),
    "forbidden": lazy_gettext("Tried what the role does not allow"),
}
DETAILS: dict[str, LazyString] = {
    "account": lazy_gettext("account"),
    "role": lazy_gettext("role"),
    "disabled": lazy_gettext("disabled"),
    "token": lazy_gettext("token"),
    "link": lazy_gettext("link"),
    "view": lazy_gettext("view"),
    "minutes": lazy_gettext("minutes"),
    "right": lazy_gettext("right"),
    "partnership": lazy_gettext("partnership"),
    "format": lazy_gettext("format"),
    "revision": lazy_gettext("revision"),
    "file": lazy_gettext("file"),
    "bytes": lazy_gettext("bytes in file"),
}
ACTORS: dict[str, LazyString] = {
    OWNER.name: lazy_gettext("owner of the machine"),
    NOBODY.name: lazy_gettext("somebody at the door"),
    guests.GUEST.name: lazy_gettext("a guest"),
}
_VALUES: dict[str, LazyString] = {
    "yes": lazy_gettext("yes"),
    "no": lazy_gettext("no"),
    **ACTORS,
    "unknown": lazy_gettext("unknown name"),
    **{role.value: name for role, name in ROLES.items()},
    **{right.value: name for right, name in RIGHTS.items()},
}


def init_app(app: Flask) -> None:
    app.jinja_env.globals.update(
        role_label=ROLES.__getitem__,
        right_label=RIGHTS.__getitem__,
        actor_label=actor_label,
        event_label=event_label,
        detail=detail,
        role_choices=role_choices,
        held_roles=held_roles,
    )


def no_role() -> tuple[str, str, str]:
    """What takes a role away, as a choice among the roles."""
    return ("", gettext("None"), gettext("takes away what it had there"))


def held_roles(account: Account, places: Mapping[str, str]) -> list[str]:
    """The roles of an account in words, first the one that holds everywhere."""
    everywhere = [str(ROLES[account.role])] if account.role else []
    return everywhere + [
        gettext("%(role)s in %(partnership)s", role=ROLES[role], partnership=places.get(home, home))
        for home, role in sorted(account.roles.items())
    ]


def actor_label(name: str) -> str:
    """An account by its name, and others in words."""
    return str(ACTORS.get(name, name))


def event_label(event: str) -> str:
    return str(EVENTS.get(event, event))


def detail(name: str, value: str | int) -> str:
    """One detail of a line of the trail, in words; ``file 2`` is the second of its kind."""
    kind, _, place = name.partition(" ")
    words = f"{DETAILS.get(kind, kind)} {place}".strip()
    return f"{words}: {_VALUES.get(str(value), value)}"


def role_choices(within: frozenset[Right] = frozenset(Right)) -> list[tuple[str, str, str]]:
    """The roles that hold no more than these rights: value, name, and what each is for."""
    return [
        (role.value, str(ROLES[role]), str(FOR_WHOM[role]))
        for role in Role
        if role.rights <= within
    ]
