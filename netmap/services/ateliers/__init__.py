"""The ateliers of a partnership: what for, who, what came out, and whom to invite."""

from netmap.services.ateliers.looking import (
    atelier_list,
    atelier_map,
    atelier_view,
    invitations_table,
)
from netmap.services.ateliers.model import (
    AtelierList,
    AtelierRow,
    AtelierView,
    GoBetweenRow,
    InvitationRow,
    NeedRow,
    Participation,
)

__all__ = [
    "AtelierList",
    "AtelierRow",
    "AtelierView",
    "GoBetweenRow",
    "InvitationRow",
    "NeedRow",
    "Participation",
    "atelier_list",
    "atelier_map",
    "atelier_view",
    "invitations_table",
]
