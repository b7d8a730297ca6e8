"""What a meeting can decide about a gap."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, TypeAlias, get_args

from netmap.vocabulary import Label

Choice: TypeAlias = Literal["invite", "investigate", "accept", "not-ours", "done"]
CHOICES: tuple[Choice, ...] = get_args(Choice)
OPEN_CHOICES: frozenset[Choice] = frozenset({"invite", "investigate"})  # somebody has to act

_LABELS: Mapping[Choice, tuple[Label, Label]] = {
    "invite": (
        Label(nl="uitnodigen", en="invite"),
        Label(
            nl="Iemand neemt contact op en nodigt uit.",
            en="Somebody makes contact and invites.",
        ),
    ),
    "investigate": (
        Label(nl="uitzoeken", en="investigate"),
        Label(
            nl="Iemand gaat na of dit klopt, en legt het antwoord met een bron vast.",
            en="Somebody finds out whether this is so, and documents the answer with a source.",
        ),
    ),
    "accept": (
        Label(nl="accepteren", en="accept"),
        Label(
            nl="Het hiaat mag er zijn; wij doen er nu niets aan.",
            en="The gap may be there; we do nothing about it now.",
        ),
    ),
    "not-ours": (
        Label(nl="niet van ons", en="not ours"),
        Label(
            nl="Dit is niet aan dit samenwerkingsverband.",
            en="This is not up to this partnership.",
        ),
    ),
    "done": (
        Label(nl="gedaan", en="done"),
        Label(
            nl="Wat nodig was is gebeurd; het hiaat verdwijnt zodra het met een bron vastligt.",
            en="What was needed has happened; the gap goes once it is documented with a source.",
        ),
    ),
}


def choice_label(choice: str) -> Label:
    """What a choice is called; a decision that was withdrawn has none."""
    found = _LABELS.get(choice)  # type: ignore[call-overload]  # any text may be asked for
    return found[0] if found else Label(nl="geen besluit", en="no decision")


def choice_about(choice: Choice) -> Label:
    """What a choice means, in a sentence."""
    return _LABELS[choice][1]
