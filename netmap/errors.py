"""Everything that can go wrong, as named facts with stable codes.

Each edge translates a fact once: the web to an HTTP status and a translated
sentence, the command line to an exit code and one sentence on stderr. The code
is the contract; the English sentence is what a log or a terminal shows.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong with input: where it is, and how to mend it."""

    code: str
    where: str  # file and item, or row and column: what the user can point at
    field: str
    message: str

    def __str__(self) -> str:
        place = ", ".join(part for part in (self.where, self.field) if part)
        return f"{place}: {self.message}" if place else self.message


class NetmapError(Exception):
    """Base of all facts. ``code`` never changes once published."""

    code = "error"

    def __init__(self, message: str, **facts: str | int) -> None:
        super().__init__(message)
        self.message = message
        self.facts: dict[str, str | int] = facts


class Invalid(NetmapError):
    """Input that cannot be accepted; nothing of it was applied."""

    code = "invalid"

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        count = len(self.problems)
        first = str(self.problems[0]) if self.problems else "no details"
        more = f" (and {count - 1} more)" if count > 1 else ""
        super().__init__(first + more, problems=count)


class NotFound(NetmapError):
    """A thing was asked for that the store does not hold."""

    code = "not-found"


class UnknownPartnership(NotFound):
    code = "unknown-partnership"

    def __init__(self, key: str) -> None:
        super().__init__(f"There is no partnership '{key}'.", key=key)


class UnknownEntity(NotFound):
    code = "unknown-entity"

    def __init__(self, entity_id: str) -> None:
        super().__init__(f"There is no entity '{entity_id}'.", key=entity_id)


class UnknownTie(NotFound):
    code = "unknown-tie"

    def __init__(self, tie_id: str) -> None:
        super().__init__(f"There is no tie '{tie_id}'.", key=tie_id)


class UnknownSource(NotFound):
    code = "unknown-source"

    def __init__(self, key: str) -> None:
        super().__init__(f"There is no source '{key}'.", key=key)


class UnknownRevision(NotFound):
    code = "unknown-revision"

    def __init__(self, number: int, latest: int) -> None:
        super().__init__(
            f"There is no revision {number}; the latest is {latest}.", number=number, latest=latest
        )


class UnknownMetric(NotFound):
    code = "unknown-metric"

    def __init__(self, key: str) -> None:
        super().__init__(f"There is no metric '{key}'.", key=key)


class UnknownAttribute(NotFound):
    code = "unknown-attribute"

    def __init__(self, key: str) -> None:
        super().__init__(f"Actors have no attribute '{key}'.", key=key)


class UnknownRule(NotFound):
    code = "unknown-rule"

    def __init__(self, key: str) -> None:
        super().__init__(f"There is no gap rule '{key}'.", key=key)


class UnknownFormat(NotFound):
    code = "unknown-format"

    def __init__(self, key: str) -> None:
        super().__init__(f"There is no export format '{key}'.", key=key)


class UnknownDocument(NotFound):
    """A saved view, meeting, account or the like that is not, or no longer, there."""

    code = "unknown-document"

    def __init__(self, kind: str, key: str) -> None:
        super().__init__(f"There is no {kind} '{key}'.", kind=kind, key=key)


class SignedOut(NetmapError):
    """Nobody is signed in, or not any more."""

    code = "signed-out"

    def __init__(self, message: str = "Sign in first.") -> None:
        super().__init__(message)


class SignInFailed(NetmapError):
    """Name and password, token or link do not fit; which of them is not told."""

    code = "sign-in-failed"

    def __init__(self, message: str = "That name and password do not fit.") -> None:
        super().__init__(message)


class TooManyAttempts(NetmapError):
    """Too many attempts in too short a time; ``seconds`` is how long to wait."""

    code = "too-many-attempts"

    def __init__(self, seconds: int) -> None:
        super().__init__(f"Too many attempts; try again in {seconds} seconds.", seconds=seconds)


class Forbidden(NetmapError):
    """The role of who asks does not hold the right that is needed."""

    code = "forbidden"

    def __init__(self, right: str) -> None:
        super().__init__(f"This needs the right to {right}.", right=right)


class Conflict(NetmapError):
    """The store moved on since the caller looked; nothing was changed."""

    code = "conflict"

    def __init__(self, *, expected: int, actual: int) -> None:
        super().__init__(
            f"The graph is at revision {actual}, not {expected};"
            " look at what changed and try again.",
            expected=expected,
            actual=actual,
        )


class Cancelled(NetmapError):
    """Somebody asked to stop; nothing of the work was kept."""

    code = "cancelled"

    def __init__(self, message: str = "The work was cancelled.") -> None:
        super().__init__(message)


class StoreUnavailable(NetmapError):
    """The store does not answer. Try again later; nothing was changed."""

    code = "store-unavailable"


class StoreNotEmpty(NetmapError):
    """A copy or first load needs an empty store and found a filled one."""

    code = "store-not-empty"


class BadSetting(NetmapError):
    """A setting in the environment or on the command line cannot be used."""

    code = "bad-setting"

    def __init__(self, name: str, message: str) -> None:
        super().__init__(f"{name}: {message}", name=name)


class PortInUse(NetmapError):
    """Another program already listens on the address that was asked for."""

    code = "port-in-use"

    def __init__(self, host: str, port: int, free: int) -> None:
        super().__init__(
            f"Port {port} on {host} is in use; try NETMAP_PORT={free}.",
            host=host,
            port=port,
            free=free,
        )
