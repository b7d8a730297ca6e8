"""The map of a partnership: as data, as a file that works offline, as a picture."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from importlib.resources.abc import Traversable
from typing import Any

from netmap import maps
from netmap.metrics.catalogue import metric
from netmap.metrics.report import node_metrics
from netmap.model import Entity, Scope, Snapshot
from netmap.roles import cast
from netmap.services.browse import one_partnership
from netmap.services.cards import size_cards
from netmap.services.context import Context
from netmap.services.rights import Right, needs
from netmap.text.dates import date_text
from netmap.text.names import name_in
from netmap.vocabulary import Language

MapSettings = maps.MapSettings  # what every use case here takes
STANDARD = MapSettings()
_IN_A_FILE = (*maps.ATTRIBUTES, "degree", "betweenness")  # what a file can colour by, offline


@dataclass(frozen=True, slots=True)
class MapView:
    """The map of a partnership and the table that says the same.

    ``data`` holds everything in the scope; ``settings`` say what of it shows, and how.
    """

    revision: int
    partnership: Entity
    fictional: bool
    data: maps.MapData
    settings: Mapping[str, Any]


def what_shows(data: maps.MapData, settings: MapSettings) -> maps.Shown:
    """Which of the entities and ties of a map show on its page."""
    return maps.shown(data, settings)


def what_is_left_out(data: maps.MapData, settings: MapSettings) -> tuple[str, ...]:
    """What the settings leave out of a map, and what its looks follow, in words."""
    return maps.filters_told(data, settings)


def looks_to_choose(language: Language) -> list[tuple[str, str, bool]]:
    """What colour, size and group can show: a key, what it is called, whether a metric."""
    attributes = [(key, maps.label_of(key, language), False) for key in maps.ATTRIBUTES]
    return attributes + [(card.key, card.name.in_(language), True) for card in size_cards()]


def map_files() -> Mapping[str, Traversable]:
    """Every file that the page of a map may load, by name."""
    return maps.assets()


def map_modules() -> tuple[str, ...]:
    """The scripts among them that are modules; the last imports the others."""
    return maps.modules()


@needs(Right.READ)
def map_view(
    ctx: Context,
    scope: Scope,
    settings: MapSettings = STANDARD,
    *,
    language: Language = "nl",
) -> MapView:
    """The map within the scope, each node where it stands in the map of everything known.

    Raises UnknownPartnership, UnknownRevision, UnknownMetric.
    """
    looks = MapSettings(
        size_by=settings.size_by,
        colour_by=settings.colour_by,
        group_by=settings.group_by,
        level=settings.level,
    )  # what is left out changes nothing in the data: one answer serves every filter
    view = ctx.answer(
        "map_view", scope, lambda at: _drawn(ctx, at, looks, language), looks, language
    )
    return replace(view, settings=settings.plain())


@needs(Right.READ)
def selected_map(
    ctx: Context,
    scope: Scope,
    settings: MapSettings = STANDARD,
    *,
    language: Language = "nl",
) -> MapView:
    """The same; when the settings leave something out, with nothing but what they leave."""
    view = map_view(ctx, scope, settings, language=language)
    if settings.filters or settings.layers is not None:
        return replace(view, data=maps.select(view.data, settings))
    return view


@needs(Right.READ)
def map_scheme(
    ctx: Context,
    scope: Scope,
    key: str,
    settings: MapSettings = STANDARD,
    *,
    language: Language = "nl",
) -> maps.Scheme:
    """What colours, sizes and groups say when ``key`` (an attribute or metric) chooses them.

    Of the settings the level counts. Raises UnknownPartnership, UnknownMetric.
    """
    level = settings.level

    def compute(at: Scope) -> maps.Scheme:
        snapshot, home = one_partnership(ctx, at)
        return _scheme(snapshot, home.id, key, settings, language)

    return ctx.answer("map_scheme", scope, compute, key, level, language)


@needs(Right.READ)
def map_html(
    ctx: Context,
    scope: Scope,
    settings: MapSettings = STANDARD,
    *,
    language: Language = "nl",
) -> str:
    """The map as one HTML file that works offline. Raises as `map_view` does."""
    snapshot, home = one_partnership(ctx, scope)
    view = map_view(ctx, scope, settings, language=language)
    extra = {
        key: _scheme(snapshot, home.id, key, settings, language)
        for key in _IN_A_FILE
        if key not in view.data.schemes
    }
    return maps.standalone_html(
        replace(view.data, schemes={**view.data.schemes, **extra}),
        name=view.partnership.name,
        revision=view.revision,
        fictional=view.fictional,
        settings=settings,
    )


@needs(Right.READ)
def map_svg(
    ctx: Context,
    scope: Scope,
    settings: MapSettings = STANDARD,
    language: Language = "nl",
    *,
    title: str = "",
    text: str = "",
    excerpt: Iterable[str] = (),
    bare: bool = False,
    headed: bool = True,
) -> str:
    """The map as SVG, with title, legend, date and revision.

    ``excerpt`` names entities: then only these and what they are directly tied to are drawn,
    small, without title and legend. ``bare`` leaves those out of a whole map, and
    ``headed=False`` only the title. Raises as `map_view` does.
    """
    view = map_view(ctx, scope, settings, language=language)
    today = ctx.clock().date()
    return picture(
        view,
        settings,
        today,
        title=title,
        text=text,
        excerpt=tuple(excerpt),
        bare=bare,
        headed=headed,
    )


def picture(
    view: MapView,
    settings: MapSettings,
    today: date,
    *,
    title: str = "",
    text: str = "",
    excerpt: tuple[str, ...] = (),
    bare: bool = False,
    headed: bool = True,
) -> str:
    """A view as SVG; see `map_svg`."""
    data = maps.select(view.data, settings)
    name = name_in(view.partnership, data.language)
    foot = data.texts["svg_foot"].format(
        name=name,
        revision=view.revision,
        date=date_text(today, data.language),
    )
    caption = maps.Caption(
        title=title or data.texts["title"].format(name=name),
        lines=tuple(line for line in (text, *_told(view.data, settings)) if line),
        foot=foot,
        fictional=data.texts["fictional_short"] if view.fictional else "",
    )
    if excerpt:
        part, places, _ = maps.excerpt(data, excerpt)
        plain = replace(settings, group_by="", pins=())
        return maps.svg(part, plain, caption, places=places, marked=frozenset(excerpt), bare=True)
    marked = frozenset({settings.focus} if settings.focus else ())
    return maps.svg(data, settings, caption, marked=marked, bare=bare, headed=headed)


def _told(data: maps.MapData, settings: MapSettings) -> tuple[str, ...]:
    told = maps.filters_told(data, settings)
    return (" · ".join(told),) if told else ()


def _drawn(ctx: Context, scope: Scope, settings: MapSettings, language: Language) -> MapView:
    snapshot, home = one_partnership(ctx, scope)
    everything = ctx.store.snapshot(Scope(partnerships=(home.id,)))
    known = replace(
        everything,
        entities={**snapshot.entities, **everything.entities},
        ties={**snapshot.ties, **everything.ties},
    )
    wanted = {settings.size_by, settings.colour_by, settings.group_by} - {""}
    schemes = {key: _scheme(snapshot, home.id, key, settings, language) for key in sorted(wanted)}
    by = schemes.get(settings.size_by)
    sizes = maps.Sizes(by.key, by.label, by.values) if by else None
    return MapView(
        revision=snapshot.revision,
        partnership=home,
        fictional=home.fictional,
        data=maps.draw(
            snapshot,
            language=language,
            stands=maps.places(known),
            sizes=sizes,
            schemes=schemes,
        ),
        settings=settings.plain(),
    )


def _scheme(
    snapshot: Snapshot,
    partnership: str,
    key: str,
    settings: MapSettings,
    language: Language,
) -> maps.Scheme:
    on_map = maps.on_the_map(snapshot)
    if settings.level == "organisation":
        home = cast(snapshot).home
        own = {k: e for k, e in on_map.entities.items() if home.get(k, k) == k}
        on_map = replace(on_map, entities=own)
    if key in maps.ATTRIBUTES:
        return maps.by_attribute(on_map, key, maps.strongest_roles(snapshot), language)
    card = metric(key)
    frame = node_metrics(snapshot, partnership, [key], level=settings.level)
    values = {str(k): float(v) for k, v in frame[key].dropna().items() if math.isfinite(v)}
    return maps.by_metric(on_map, key, card.name.in_(language), values, language)
