"""Three years of a fictional municipality: the same seed gives the same records."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from graph_seed.voorbeeld import stage
from graph_seed.voorbeeld.cast import (
    ORGANISATIONS,
    PARTNERSHIP,
    REFERRERS,
    TEAM,
    Organisation,
)
from graph_seed.voorbeeld.minutes import QUARTERS, Minutes
from netmap.model import Certainty, Entity, PartialDate
from netmap.services.exchange import Batch

LAWS = ("jeugdwet", "leerplichtwet", "participatiewet", "wmo-2015")
_LATEST_JOINING = 8
_HUBS = {o.only_tie for o in ORGANISATIONS if o.only_tie}
_SOCIABLE = tuple(  # may work with anybody; the others have no ties or fixed ones
    o
    for o in ORGANISATIONS
    if not (o.silent or o.only_tie or o.role == "specialist" or o.key in stage.STEERING_ONLY)
)


def batches(seed: int = 1) -> tuple[Batch, ...]:
    """Twelve quarters, each a valid commit after the ones before it.

    They name laws, functions and target groups of the reference profile, which has
    to be there first.
    """
    story = _Story.begin(seed)
    _tell_partnership(story)
    _tell_organisations(story)
    for atelier in stage.ATELIERS:
        _tell_atelier(story, atelier)
    _tell_collaboration(story)
    _tell_referrals(story)
    for quarter, kind, source, target, until, told in stage.STEERING:
        story.minutes.tie(quarter, kind, _id(source), _id(target), told, until=until)
    return story.minutes.batches()


@dataclass(frozen=True, slots=True)
class _Story:
    minutes: Minutes
    rng: Random
    since: dict[str, int]  # organisation -> the quarter in which it comes in

    @classmethod
    def begin(cls, seed: int) -> _Story:
        rng = Random(seed)  # noqa: S311  # a repeatable example, not a secret
        since = {
            o.key: rng.randint(1, _LATEST_JOINING) if o.joins is None else o.joins
            for o in ORGANISATIONS
        }
        return cls(Minutes(), rng, since)


def _id(key: str) -> str:
    return key if key == PARTNERSHIP else f"fabel-{key}"


def _earliest(*quarters: int | None) -> int | None:
    return min((q for q in quarters if q is not None), default=None)


def _tell_partnership(story: _Story) -> None:
    minutes = story.minutes
    minutes.entity(
        0,
        Entity(
            id=PARTNERSHIP,
            kind="partnership",
            name="Coöperatie Het Wenkende Muiltje",
            summary="Verzonnen voorbeeld in de verzonnen gemeente Fabeldam.",
            attributes={"name_en": "The Beckoning Slipper cooperative", "place": "Fabeldam"},
        ),
    )
    for law in LAWS:
        minutes.tie(0, "covers", PARTNERSHIP, law, "De coöperatie voert deze wet uit.")
    for named, form, above in stage.UNITS:
        attributes = {"name_en": named.name_en, "form_of": form}
        minutes.entity(0, Entity(_id(named.key), "unit", named.name, attributes=attributes))
        minutes.tie(0, "part_of", _id(named.key), _id(above), "Zo is het ingericht.")
    told = "De balie beantwoordt vragen van iedereen die binnenloopt."
    minutes.tie(0, "covers", _id("balie"), "functie-informatie-en-advies", told)
    for named, goal_type in stage.GOALS:
        attributes = {"name_en": named.name_en, "goal_type": goal_type}
        goal = _id(f"doel-{named.key}")
        minutes.entity(0, Entity(goal, "goal", named.name, attributes=attributes))
        minutes.tie(0, "part_of", goal, PARTNERSHIP, "De leden stelden dit doel vast.")
    for named in stage.THEMES:
        theme = _id(f"thema-{named.key}")
        attributes = {"name_en": named.name_en}
        minutes.entity(0, Entity(theme, "theme", named.name, attributes=attributes))
        minutes.tie(0, "part_of", theme, PARTNERSHIP, "De leden kozen dit thema.")
    for impact, goal in stage.IMPACT_OF.items():
        told = "Bij het vaststellen is dit verband gelegd."
        minutes.tie(0, "contributes_to", _id(f"doel-{impact}"), _id(f"doel-{goal}"), told)


def _tell_organisations(story: _Story) -> None:
    minutes = story.minutes
    for o in ORGANISATIONS:
        quarter = story.since[o.key]
        attributes = {"sector": o.sector, "place": "Fabeldam"}
        if o.line:
            attributes["line"] = o.line
        minutes.entity(quarter, Entity(_id(o.key), "organisation", o.name, attributes=attributes))
        if o.role == "member":
            told = f"{o.name} is welkom geheten als lid."
            minutes.tie(quarter, "member_of", _id(o.key), PARTNERSHIP, told, until=o.leaves)
        elif o.role == "participant":
            told = f"{o.name} schoof aan zonder lid te zijn."
            minutes.tie(quarter, "takes_part_in", _id(o.key), PARTNERSHIP, told)
        for function in o.functions:
            certainty: Certainty = "inferred" if story.rng.random() < 0.1 else "reported"
            told = "Verteld bij de kennismaking."
            if certainty == "inferred":
                told = "Niet gezegd; afgeleid uit naam en sector."
            minutes.tie(
                quarter,
                "covers",
                _id(o.key),
                f"functie-{function}",
                told,
                until=o.leaves,
                certainty=certainty,
            )


def _tell_atelier(story: _Story, atelier: stage.Atelier) -> None:
    minutes, rng = story.minutes, story.rng
    key = _id(f"atelier-{atelier.key}")
    theme = _id(f"thema-{atelier.theme}")
    moments = (
        (atelier.opens - 1, "planned"),
        (atelier.opens, "active"),
        (atelier.closes, "closed"),
    )
    for quarter, status in moments:
        if quarter is not None and quarter >= 0:
            attributes = {
                "name_en": atelier.name_en,
                "atelier_type": atelier.type,
                "status": status,
            }
            minutes.entity(quarter, Entity(key, "atelier", atelier.name, attributes=attributes))
    opens, closes = atelier.opens, atelier.closes
    minutes.tie(opens, "part_of", key, PARTNERSHIP, "De leden stelden het atelier in.")
    minutes.tie(opens, "addresses", key, theme, "Dit is het thema van het atelier.")
    group = f"doelgroep-{stage.TARGET_GROUPS[atelier.theme]}"
    minutes.tie(opens, "addresses", key, group, "Voor deze groep is het bedoeld.")
    if atelier.goal:
        told = "De leden zeiden aan welk doel het atelier bijdraagt."
        minutes.tie(opens, "contributes_to", key, _id(f"doel-{atelier.goal}"), told)
    minutes.tie(opens, "leads", _id(atelier.leader), key, "Werd kartrekker gevraagd.", until=closes)
    present = [
        o
        for o in _SOCIABLE
        if story.since[o.key] <= opens
        and o.key != atelier.leader
        and (o.leaves or QUARTERS) > opens
    ]
    for o in rng.sample(present, rng.randint(4, min(7, len(present)))):
        last = _earliest(closes, o.leaves)
        if rng.random() < 0.2 and opens + 1 < (last or QUARTERS):  # some drop out on the way
            last = rng.randint(opens + 1, (last or QUARTERS) - 1)
        minutes.tie(
            opens,
            "takes_part_in",
            _id(o.key),
            key,
            "Meldde zich aan voor het atelier.",
            until=last,
            frequency=rng.choice(stage.FREQUENCIES),
        )
    if rng.random() < 0.7:
        told = "Een medewerker van het dorpsteam doet mee."
        minutes.tie(opens, "takes_part_in", _id(TEAM), key, told, until=closes)
    if atelier.activity and closes is not None:
        _tell_activity(story, atelier, closes)


def _tell_activity(story: _Story, atelier: stage.Atelier, quarter: int) -> None:
    minutes = story.minutes
    named = stage.ACTIVITIES[atelier.activity]
    key = _id(f"activiteit-{atelier.activity}")
    stops = stage.STOPPED.get(atelier.activity)
    for moment, status in ((quarter, "active"), (stops, "closed")):
        if moment is not None:
            attributes = {"name_en": named.name_en, "status": status}
            minutes.entity(moment, Entity(key, "activity", named.name, attributes=attributes))
    source = _id(f"atelier-{atelier.key}")
    minutes.tie(quarter, "results_in", source, key, "Het atelier leverde deze activiteit op.")
    told = "De kartrekker zet de activiteit voort."
    minutes.tie(quarter, "offers", _id(atelier.leader), key, told, until=stops)
    minutes.tie(
        quarter,
        "refers_to",
        _id(TEAM),
        key,
        "Het dorpsteam wijst inwoners op de activiteit.",
        until=stops,
        scale="down",
    )


def _tell_collaboration(story: _Story) -> None:
    arrived: list[Organisation] = []
    for o in sorted(_SOCIABLE, key=lambda o: (story.since[o.key], o.key)):
        for other in story.rng.sample(arrived, min(len(arrived), story.rng.randint(1, 3))):
            _tell_pair(story, o.key, other.key, _earliest(o.leaves, other.leaves))
        if o.key in _HUBS or story.rng.random() < 0.5:
            _tell_pair(story, o.key, TEAM, o.leaves)
        arrived.append(o)
    for o in ORGANISATIONS:
        if o.only_tie:
            _tell_pair(story, o.key, o.only_tie, None)


def _tell_pair(story: _Story, first: str, second: str, last: int | None) -> None:
    """Two actors work together and, now and then, closer as time goes by."""
    minutes, rng = story.minutes, story.rng
    met = max(story.since.get(first, 0), story.since.get(second, 0))
    quarter = rng.randint(met, min(met + 2, (last or QUARTERS) - 1))
    source, target = sorted((_id(first), _id(second)))
    level = rng.randint(1, 3)
    certainty: Certainty = "inferred" if rng.random() < 0.15 else "reported"
    told = "Beide vertelden over hun samenwerking."
    if certainty == "inferred":
        told = "Niemand zei het met zoveel woorden; afgeleid uit hun gezamenlijke verslag."
    form = rng.choice(stage.FORMS)
    obstacle = rng.choice(stage.OBSTACLES) if rng.random() < 0.15 else ""
    closer = rng.randint(quarter + 2, quarter + 6)
    grows = rng.random() < 0.3 and closer < (last or QUARTERS)
    # some had known each other before the minutes begin, and nobody recalls the month
    known = PartialDate(rng.randint(2019, 2022)) if quarter == 0 and rng.random() < 0.5 else None
    minutes.tie(
        quarter,
        "collaborates_with",
        source,
        target,
        told,
        until=closer if grows else last,
        certainty=certainty,
        valid_from=known,
        form=form,
        level=level,
        obstacle=obstacle,
    )
    if grows:
        minutes.tie(
            closer,
            "collaborates_with",
            source,
            target,
            "De samenwerking is hechter geworden.",
            until=last,
            again="2",
            form=form,
            level=level + 1,
        )


def _tell_referrals(story: _Story) -> None:
    minutes, rng = story.minutes, story.rng
    for key, scale, obstacle in REFERRERS:
        minutes.tie(
            max(story.since[key], rng.randint(0, 3)),
            "refers_to",
            _id(key),
            _id(TEAM),
            "Stuurt inwoners met een vraag door naar het dorpsteam.",
            scale=scale,
            obstacle=obstacle,
            frequency=rng.choice(stage.FREQUENCIES),
        )
    for o in ORGANISATIONS:
        if o.line != "second":
            continue
        quarter = story.since[o.key]
        minutes.tie(
            quarter,
            "refers_to",
            _id(TEAM),
            _id(o.key),
            "Het dorpsteam schaalt hierheen op.",
            scale="up",
            waiting_time=rng.choice(stage.WAITING_TIMES),
            obstacle=rng.choice(stage.OBSTACLES) if rng.random() < 0.4 else "",
        )
        if o.way_back:
            minutes.tie(
                min(quarter + rng.randint(1, 4), QUARTERS - 1),
                "refers_to",
                _id(o.key),
                _id(TEAM),
                "Na afloop draagt de aanbieder over aan het dorpsteam.",
                scale="down",
            )
