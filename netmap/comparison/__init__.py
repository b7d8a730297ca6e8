"""Two states side by side: before and after, then and now, here and there. Pure functions."""

from netmap.comparison.additions import Addition, BestAdditions, Progress, best_additions
from netmap.comparison.candidates import Candidate
from netmap.comparison.effects import (
    Changes,
    CoverageChange,
    Effects,
    GapChanges,
    PairChanges,
    ReachChanges,
    RecordChanges,
    effects,
    fitting_level,
)
from netmap.comparison.invitations import (
    GoBetween,
    Invitation,
    Invitations,
    Supply,
    invitations,
)
from netmap.comparison.inviting import tell_invitation, tell_need
from netmap.comparison.needs import Need
from netmap.comparison.numbers import ActorShift, Shift, differ
from netmap.comparison.partnerships import (
    FunctionPair,
    Pair,
    SharedOrganisation,
    Side,
    SideBySide,
    side_by_side,
)
from netmap.comparison.sentences import Told, caveat, merged, words
from netmap.comparison.stating import (
    tell_additions,
    tell_assumptions,
    tell_method,
    tell_side_by_side,
)
from netmap.comparison.telling import tell_effects

__all__ = [
    "ActorShift",
    "Addition",
    "BestAdditions",
    "Candidate",
    "Changes",
    "CoverageChange",
    "Effects",
    "FunctionPair",
    "GapChanges",
    "GoBetween",
    "Invitation",
    "Invitations",
    "Need",
    "Pair",
    "PairChanges",
    "Progress",
    "ReachChanges",
    "RecordChanges",
    "SharedOrganisation",
    "Shift",
    "Side",
    "SideBySide",
    "Supply",
    "Told",
    "best_additions",
    "caveat",
    "differ",
    "effects",
    "fitting_level",
    "invitations",
    "merged",
    "side_by_side",
    "tell_additions",
    "tell_assumptions",
    "tell_effects",
    "tell_invitation",
    "tell_method",
    "tell_need",
    "tell_side_by_side",
    "words",
]
