"""One account: what it is and how it is kept, for the modules of this package."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from netmap.errors import Invalid, Problem, UnknownDocument
from netmap.services.accounts import audit, passwords
from netmap.services.accounts._documents import change, moment
from netmap.services.context import Context
from netmap.services.rights import Actor, Role
from netmap.stores.desk import Document, Value

KIND = "account"
KIND_OF_TOKEN = "token"  # noqa: S105 - a kind of document
TAKEN = frozenset({"owner", "nobody", "guest", "netmap", "system", "unknown", "anonymous"})
_NAME = re.compile(r"[a-z](?:[a-z0-9]|-(?=[a-z0-9])){1,39}")


@dataclass(frozen=True, slots=True)
class Account:
    """One account, with a role everywhere, in some partnerships, or both.

    Sessions carry ``epoch`` and end when it changes; ``serial`` tells an account from a later
    one with the same name.
    """

    key: str
    role: Role | None  # in every partnership, and for the service as a whole
    roles: Mapping[str, Role]  # in one partnership, by its id
    created: datetime
    disabled: bool
    epoch: int
    must_change_password: bool
    last_sign_in: date | None  # a day is precise enough to find unused accounts
    serial: str

    @property
    def held(self) -> str:
        """The roles in short: ``reader, editor in woudenberg``."""
        local = [f"{role} in {home}" for home, role in sorted(self.roles.items())]
        return ", ".join([*([self.role.value] if self.role else []), *local]) or "none"

    @property
    def actor(self) -> Actor:
        """Who acts; without any right while the password is still one that others know."""
        if self.disabled or self.must_change_password:
            return Actor(self.key)
        local = {partnership: role.rights for partnership, role in self.roles.items()}
        return Actor(self.key, self.role.rights if self.role else frozenset(), local)


def check_name(key: str) -> None:
    """Raises Invalid for a name that an account cannot have."""
    if not _NAME.fullmatch(key) or key in TAKEN:
        what = "2 to 40 small letters, digits and hyphens, beginning with a letter"
        raise Invalid([Problem("bad-name", "account", "key", what)])


def find(ctx: Context, key: str) -> Document | None:
    """The document of an account, if there can be one of that name and there is."""
    return ctx.store.desk.document(KIND, key) if _NAME.fullmatch(key) else None


def stored(ctx: Context, key: str) -> Document:
    """The document of an account. Raises UnknownDocument."""
    found = find(ctx, key)
    if found is None:
        raise UnknownDocument(KIND, key)
    return found


def from_document(document: Document) -> Account:
    return account_of(document.key, document.value)


def put_password(ctx: Context, key: str, password: str, *, must_change: bool) -> Account:
    """Keep a password and end the sessions that the old one opened. Raises UnknownDocument."""
    kept = passwords.hashed(password)

    def with_password(old: Value) -> Value:
        new = {"password": kept, "must_change_password": must_change}
        return {**old, **new, "epoch": int(old["epoch"]) + 1}

    return account_of(key, change(ctx, KIND, key, with_password))


def next_epoch(ctx: Context, key: str) -> Account:
    made = change(ctx, KIND, key, lambda old: {**old, "epoch": int(old["epoch"]) + 1})
    audit.record(ctx, "signed-out-everywhere", {"account": key})
    return account_of(key, made)


def role_of(text: str) -> Role:
    """A role by its name. Raises Invalid."""
    try:
        return Role(text)
    except ValueError as error:
        known = ", ".join(Role)
        raise Invalid(
            [Problem("unknown-role", "account", "role", f"choose one of {known}")]
        ) from error


def account_of(key: str, value: Value) -> Account:
    last = value["last_sign_in"]
    return Account(
        key=key,
        role=Role(value["role"]) if value["role"] else None,
        roles={home: Role(role) for home, role in value.get("roles", {}).items()},
        created=moment(value["created"]),
        disabled=bool(value["disabled"]),
        epoch=int(value["epoch"]),
        must_change_password=bool(value["must_change_password"]),
        last_sign_in=date.fromisoformat(last) if last else None,
        serial=str(value["serial"]),
    )
