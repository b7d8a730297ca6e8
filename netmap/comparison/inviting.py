"""What an atelier asks for, and why to invite somebody, in words."""

from __future__ import annotations

from netmap.comparison.invitations import GoBetween, Invitation
from netmap.comparison.needs import Need
from netmap.comparison.sentences import Facts, Tellable, Told, sentence, told
from netmap.model import Snapshot
from netmap.text.sentences import Sentence, quoted, tell
from netmap.vocabulary import Label, Language, ties_as, vocabulary


def tell_need(need: Need, snapshot: Snapshot, language: Language) -> str:
    """Why an atelier asks for something."""
    facts: Facts = {"because": need.because}
    if need.word:  # the name in the language that has the word
        name = snapshot.entities[need.because[0]].name
        facts = {"because": Label(nl=name, en=name), "word": Label(nl=need.word, en=need.word)}
    return sentence(f"need_{need.origin}", facts, snapshot, language)


def tell_invitation(
    invitation: Invitation,
    snapshot: Snapshot,
    language: Language,
    *,
    anybody: bool = True,
    left: str = "",
) -> tuple[Told, ...]:
    """Why to invite an organisation, what comes first, and what to ask.

    ``anybody`` says whether somebody takes part at all; ``left`` is the date at which the
    organisation stopped, written out.
    """
    tellable: list[Tellable] = []
    for key, things in (("invite_covers", invitation.covers), ("invite_shares", invitation.shares)):
        if things:
            tellable.append((key, {"things": quoted(things, snapshot, language)}))
    if invitation.through:
        people = tuple(_introduced(between, snapshot, language) for between in invitation.through)
        tellable.append(("invite_through", {"people": people}))
    else:
        tellable.append(("invite_nobody" if anybody else "invite_nobody_here", {}))
    if left:
        tellable.append(("invite_left", {"moment": Label(nl=left, en=left)}))
    if snapshot.entities[invitation.id].collective:
        tellable.append(("invite_collective", {}))
    return told(tellable, snapshot, language)


def _introduced(between: GoBetween, snapshot: Snapshot, language: Language) -> str:
    """A name with the kinds of tie: ``Name (works with; together in A)``."""
    kinds = vocabulary().ties
    ways = [kinds[k].label.in_(language) for k in between.kinds if k not in ties_as("taking_part")]
    how = ", ".join(ways)
    if between.shared:
        settings = {"settings": quoted(between.shared, snapshot, language)}
        together = sentence("go_between_shared", settings, snapshot, language)
        how = "; ".join(part for part in (how, together) if part)
    name = tell([Sentence("{one}", "{one}")], {"one": between.id}, snapshot, language)
    return f"{name} ({how})"
