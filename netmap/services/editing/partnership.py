"""Begin a partnership: the entity that everything else gets tied to."""

from __future__ import annotations

from netmap.errors import Invalid, Problem
from netmap.model import Attribute, Entity, Put
from netmap.services import history
from netmap.services.context import Context
from netmap.services.identity import free
from netmap.services.rights import Right, needs
from netmap.text.names import slug


@needs(Right.EDIT)
def start_partnership(
    ctx: Context, name: str, *, message: str, place: str = "", summary: str = ""
) -> Entity:
    """Add a partnership without members yet. Raises Invalid, also for a name that is taken."""
    name, place, summary = (" ".join(text.split()) for text in (name, place, summary))
    known = ctx.store.snapshot()
    taken = [e for e in known.entities.values() if e.name.casefold() == name.casefold()]
    if not name:
        raise Invalid([Problem("missing", "", "name", "say what the partnership is called")])
    if any(entity.kind == "partnership" for entity in taken):
        message = f"there is a partnership '{name}' already"
        raise Invalid([Problem("name-taken", "", "name", message)])
    attributes: dict[str, Attribute] = {"place": place} if place else {}
    made = Entity(
        free(slug(name, "partnership"), known.entities),
        "partnership",
        name,
        summary=summary,
        attributes=attributes,
    )
    history.commit(ctx, [Put(made)], message=message, expect_revision=known.revision)
    return made
