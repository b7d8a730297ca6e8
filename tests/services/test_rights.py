"""Every use case names the right it needs, and asks for it before it does anything."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator
from types import ModuleType
from typing import Any, cast

import pytest

from netmap import services
from netmap.errors import Forbidden
from netmap.services.context import Context
from netmap.services.rights import NOBODY, OWNER, Actor, Right, Role, needs
from netmap.stores import Store


def _modules() -> Iterator[ModuleType]:
    """All modules of use cases; a name that begins with _ is a helper's inside its package."""
    for found in pkgutil.walk_packages(services.__path__, "netmap.services."):
        if "._" not in found.name:
            yield importlib.import_module(found.name)


def _takes_context(thing: object) -> bool:
    if not inspect.isfunction(thing):
        return False
    annotations = [p.annotation for p in inspect.signature(thing).parameters.values()]
    return bool(annotations) and annotations[0] in ("Context", Context)


USE_CASES: dict[str, Callable[..., Any]] = {
    f"{module.__name__.removeprefix('netmap.services.')}.{name}": thing
    for module in _modules()
    for name, thing in vars(module).items()
    if not name.startswith("_")
    and getattr(thing, "__module__", "") == module.__name__
    and _takes_context(thing)
}
# what somebody may call who is not known yet, and why no right can be asked
OPEN = {
    "browse.health",  # programs watch over the service without an account
    # these make somebody known; nobody is before
    "accounts.accounts.sign_in",
    "accounts.one_time_links.use_link",
    "accounts.tokens.actor_of_token",
    "accounts.accounts.session_account",
    "accounts.one_time_links.local_epoch",
    "accounts.guests.guest_view",
    "accounts.guests.open_guest_link",
    "accounts.guests.enter_by_guest_link",
    # asks for the old password; who must change it first has no rights yet
    "accounts.accounts.change_own_password",
    # what happened is written down whoever did it
    "accounts.audit.record",
}


class Untouchable:
    """A store that must not be looked at."""

    def __getattr__(self, name: str) -> object:
        raise AssertionError(f"touched the store: {name}")


def test_the_walk_finds_use_cases() -> None:
    assert {"browse.entity_view", "history.commit", "reports.gap_report"} <= set(USE_CASES)


@pytest.mark.parametrize("name", sorted(USE_CASES))
def test_a_use_case_is_marked_and_checks_first(name: str) -> None:
    assert hasattr(USE_CASES[name], "right"), f"mark {name} with @needs(...)"
    right = cast("Any", USE_CASES[name]).right
    assert (right is None) == (name in OPEN)
    if right is not None:
        others = Actor("others", frozenset(Right) - {right})
        for who in (NOBODY, others):
            with pytest.raises(Forbidden) as refused:
                USE_CASES[name](Context(cast("Store", Untouchable()), who=who))
            assert refused.value.facts["right"] == right


def test_the_mark_keeps_what_a_function_says_about_itself() -> None:
    @needs(Right.READ)
    def told(ctx: Context, number: int = 2) -> str:
        """Doc."""
        return ctx.author * number

    assert (told.__name__, told.__doc__) == ("told", "Doc.")
    assert told(Context(cast("Store", Untouchable())), number=2) == "netmap" * 2


def test_every_right_belongs_to_the_administrator_and_the_owner() -> None:
    assert Role.ADMINISTRATOR.rights == OWNER.rights == frozenset(Right)
    assert all(Right.READ in role.rights for role in Role)
    assert [role for role in Role if Right.ADMINISTER in role.rights] == [Role.ADMINISTRATOR]
    assert not NOBODY.rights
