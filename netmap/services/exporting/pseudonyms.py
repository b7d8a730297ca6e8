"""A network without names, what can still be found out, and the key, apart."""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from netmap.formats import pseudonyms
from netmap.formats.pseudonyms import Release, Statement
from netmap.model import Entity, Scope
from netmap.services.browse import one_partnership
from netmap.services.context import Context
from netmap.services.exporting._exported import Exported, told
from netmap.services.rights import Right, needs
from netmap.vocabulary import Language

DEFAULT_K = 3


@dataclass(frozen=True, slots=True)
class PseudonymView:
    """What one should know before a network without names leaves the house."""

    revision: int
    partnership: Entity
    fictional: bool
    k: int
    years: bool
    statement: Statement


def new_code() -> str:
    """A code that nobody guesses; who has it can make the same pseudonyms again."""
    return secrets.token_hex(16)


@needs(Right.EXPORT)
def pseudonym_view(
    ctx: Context,
    scope: Scope,
    *,
    k: int = DEFAULT_K,
    years: bool = True,
    language: Language = "nl",
) -> PseudonymView:
    """What would be taken out and what remains; the numbers do not depend on the code.

    Raises Invalid, UnknownPartnership, UnknownRevision.
    """

    def look(at: Scope) -> PseudonymView:
        made, home = _release(ctx, at, code=new_code(), k=k, years=years, language=language)
        return PseudonymView(
            revision=made.snapshot.revision,
            partnership=home,
            fictional=home.fictional,
            k=k,
            years=years,
            statement=pseudonyms.statement(made, language),
        )

    return ctx.answer("pseudonym_view", scope, look, k, years, language)


@needs(Right.EXPORT)
def pseudonymised(
    ctx: Context,
    scope: Scope,
    *,
    code: str,
    k: int = DEFAULT_K,
    years: bool = True,
    language: Language = "nl",
) -> Exported:
    """The network without names, as a zip that does not hold the key.

    Raises Invalid (a code that can be guessed, a senseless k), UnknownPartnership,
    UnknownRevision.
    """
    made, home = _release(ctx, scope, code=code, k=k, years=years, language=language)
    told(ctx, "pseudonymised", home.id, made.snapshot.revision)
    name = {"nl": "netmap-zonder-namen.zip", "en": "netmap-without-names.zip"}[language]
    return Exported(name, "application/zip", pseudonyms.archive(made, language))


@needs(Right.EXPORT)
def pseudonym_key(
    ctx: Context,
    scope: Scope,
    *,
    code: str,
    k: int = DEFAULT_K,
    years: bool = True,
    language: Language = "nl",
) -> Exported:
    """Who is behind each pseudonym. Never to be handed over with the network itself.

    Raises as `pseudonymised` does.
    """
    made, home = _release(ctx, scope, code=code, k=k, years=years, language=language)
    told(ctx, "pseudonym-key", home.id, made.snapshot.revision)
    name = {"nl": f"netmap-sleutel-{home.id}.csv", "en": f"netmap-key-{home.id}.csv"}[language]
    return Exported(name, "text/csv; charset=utf-8", pseudonyms.key_file(made, code, language))


def _release(
    ctx: Context, scope: Scope, *, code: str, k: int, years: bool, language: Language
) -> tuple[Release, Entity]:
    snapshot, home = one_partnership(ctx, scope)
    made = pseudonyms.pseudonymise(
        snapshot, home.id, code=code, k=k, years=years, language=language
    )
    return made, home
