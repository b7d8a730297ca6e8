"""Edit the graph by forms: add and change, remove, merge, split, undo, restore, look back."""

from netmap.services.editing._settling import Collision, Seen
from netmap.services.editing.citing import NEW, NEW_KINDS, numbers
from netmap.services.editing.duplicates import Pair, duplicates, keep_apart, look_again
from netmap.services.editing.forms import (
    Desk,
    EntityForm,
    SourceForm,
    TieForm,
    desk,
    entity_form,
    home_for,
    named,
    source_form,
    tie_form,
)
from netmap.services.editing.joining import Way, ways
from netmap.services.editing.moving import Moving, move_unit, moving
from netmap.services.editing.naming import Option
from netmap.services.editing.removing import Removal, removal, remove
from netmap.services.editing.restoring import (
    Restoring,
    restore_partnership,
    restore_record,
    restoring_partnership,
    restoring_record,
)
from netmap.services.editing.same import Merging, merge_entities, merging
from netmap.services.editing.saving import Saved, save_entity, save_source, save_tie
from netmap.services.editing.splitting import Splitting, split, splitting
from netmap.services.editing.starting import start_partnership
from netmap.services.editing.threeway import Choices, Side
from netmap.services.editing.timeline import (
    Entry,
    Timeline,
    entity_history,
    partnership_history,
    revision_entry,
    whole_history,
)
from netmap.services.editing.undoing import Extent, Undoing, undo, undoing
from netmap.services.editing.wording import Beside, Part, Told, Word

__all__ = [
    "NEW",
    "NEW_KINDS",
    "Beside",
    "Choices",
    "Collision",
    "Desk",
    "EntityForm",
    "Entry",
    "Extent",
    "Merging",
    "Moving",
    "Option",
    "Pair",
    "Part",
    "Removal",
    "Restoring",
    "Saved",
    "Seen",
    "Side",
    "SourceForm",
    "Splitting",
    "TieForm",
    "Timeline",
    "Told",
    "Undoing",
    "Way",
    "Word",
    "desk",
    "duplicates",
    "entity_form",
    "entity_history",
    "home_for",
    "keep_apart",
    "look_again",
    "merge_entities",
    "merging",
    "move_unit",
    "moving",
    "named",
    "numbers",
    "partnership_history",
    "removal",
    "remove",
    "restore_partnership",
    "restore_record",
    "restoring_partnership",
    "restoring_record",
    "revision_entry",
    "save_entity",
    "save_source",
    "save_tie",
    "source_form",
    "split",
    "splitting",
    "start_partnership",
    "tie_form",
    "undo",
    "undoing",
    "ways",
    "whole_history",
]
