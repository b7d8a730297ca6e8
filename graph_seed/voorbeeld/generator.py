"""Three years of a fictional municipality: the same seed gives the same records."""

from __future__ import annotations

from graph_seed.voorbeeld import stage
from graph_seed.voorbeeld.cast import ORGANISATIONS, PARTNERSHIP, TEAM
from graph_seed.voorbeeld.minutes import QUARTERS
from graph_seed.voorbeeld.relations import tell_collaboration, tell_referrals
from graph_seed.voorbeeld.story import SOCIABLE, Story, earliest, fabel
from netmap.model import Certainty, Entity
from netmap.services.exchange import Batch

LAWS = ("jeugdwet", "leerplichtwet", "participatiewet", "wmo-2015")


def batches(seed: int = 1) -> tuple[Batch, ...]:
    """Twelve quarters, each a valid commit after the ones before it.

    They name laws, functions and target groups of the reference profile, which has
    to be there first.
    """
    story = Story.begin(seed)
    _tell_partnership(story)
    _tell_organisations(story)
    for atelier in stage.ATELIERS:
        _tell_atelier(story, atelier)
    tell_collaboration(story)
    tell_referrals(story)
    for quarter, kind, source, target, until, told in stage.STEERING:
        story.minutes.tie(quarter, kind, fabel(source), fabel(target), told, until=until)
    return story.minutes.batches()


def _tell_partnership(story: Story) -> None:
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
        minutes.entity(0, Entity(fabel(named.key), "unit", named.name, attributes=attributes))
        minutes.tie(0, "part_of", fabel(named.key), fabel(above), "Zo is het ingericht.")
    told = "De balie beantwoordt vragen van iedereen die binnenloopt."
    minutes.tie(0, "covers", fabel("balie"), "functie-informatie-en-advies", told)
    for named, goal_type in stage.GOALS:
        attributes = {"name_en": named.name_en, "goal_type": goal_type}
        goal = fabel(f"doel-{named.key}")
        minutes.entity(0, Entity(goal, "goal", named.name, attributes=attributes))
        minutes.tie(0, "part_of", goal, PARTNERSHIP, "De leden stelden dit doel vast.")
    for named in stage.THEMES:
        theme = fabel(f"thema-{named.key}")
        attributes = {"name_en": named.name_en}
        minutes.entity(0, Entity(theme, "theme", named.name, attributes=attributes))
        minutes.tie(0, "part_of", theme, PARTNERSHIP, "De leden kozen dit thema.")
    for impact, goal in stage.IMPACT_OF.items():
        told = "Bij het vaststellen is dit verband gelegd."
        minutes.tie(0, "contributes_to", fabel(f"doel-{impact}"), fabel(f"doel-{goal}"), told)


def _tell_organisations(story: Story) -> None:
    minutes = story.minutes
    for o in ORGANISATIONS:
        quarter = story.since[o.key]
        attributes = {"sector": o.sector, "place": "Fabeldam"}
        if o.line:
            attributes["line"] = o.line
        minutes.entity(quarter, Entity(fabel(o.key), "organisation", o.name, attributes=attributes))
        if o.role == "member":
            told = f"{o.name} is welkom geheten als lid."
            minutes.tie(quarter, "member_of", fabel(o.key), PARTNERSHIP, told, until=o.leaves)
        elif o.role == "participant":
            told = f"{o.name} schoof aan zonder lid te zijn."
            minutes.tie(quarter, "takes_part_in", fabel(o.key), PARTNERSHIP, told)
        for function in o.functions:
            certainty: Certainty = "inferred" if story.rng.random() < 0.1 else "reported"
            told = "Verteld bij de kennismaking."
            if certainty == "inferred":
                told = "Niet gezegd; afgeleid uit naam en sector."
            minutes.tie(
                quarter,
                "covers",
                fabel(o.key),
                f"functie-{function}",
                told,
                until=o.leaves,
                certainty=certainty,
            )


def _tell_atelier(story: Story, atelier: stage.Atelier) -> None:
    minutes, rng = story.minutes, story.rng
    key = fabel(f"atelier-{atelier.key}")
    theme = fabel(f"thema-{atelier.theme}")
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
        minutes.tie(opens, "contributes_to", key, fabel(f"doel-{atelier.goal}"), told)
    minutes.tie(
        opens, "leads", fabel(atelier.leader), key, "Werd kartrekker gevraagd.", until=closes
    )
    present = [
        o
        for o in SOCIABLE
        if story.since[o.key] <= opens
        and o.key != atelier.leader
        and (o.leaves or QUARTERS) > opens
    ]
    for o in rng.sample(present, rng.randint(4, min(7, len(present)))):
        last = earliest(closes, o.leaves)
        if rng.random() < 0.2 and opens + 1 < (last or QUARTERS):  # some drop out on the way
            last = rng.randint(opens + 1, (last or QUARTERS) - 1)
        minutes.tie(
            opens,
            "takes_part_in",
            fabel(o.key),
            key,
            "Meldde zich aan voor het atelier.",
            until=last,
            frequency=rng.choice(stage.FREQUENCIES),
        )
    if rng.random() < 0.7:
        told = "Een medewerker van het dorpsteam doet mee."
        minutes.tie(opens, "takes_part_in", fabel(TEAM), key, told, until=closes)
    if atelier.activity and closes is not None:
        _tell_activity(story, atelier, closes)


def _tell_activity(story: Story, atelier: stage.Atelier, quarter: int) -> None:
    minutes = story.minutes
    named = stage.ACTIVITIES[atelier.activity]
    key = fabel(f"activiteit-{atelier.activity}")
    stops = stage.STOPPED.get(atelier.activity)
    for moment, status in ((quarter, "active"), (stops, "closed")):
        if moment is not None:
            attributes = {"name_en": named.name_en, "status": status}
            minutes.entity(moment, Entity(key, "activity", named.name, attributes=attributes))
    source = fabel(f"atelier-{atelier.key}")
    minutes.tie(quarter, "results_in", source, key, "Het atelier leverde deze activiteit op.")
    told = "De kartrekker zet de activiteit voort."
    minutes.tie(quarter, "offers", fabel(atelier.leader), key, told, until=stops)
    minutes.tie(
        quarter,
        "refers_to",
        fabel(TEAM),
        key,
        "Het dorpsteam wijst inwoners op de activiteit.",
        until=stops,
        scale="down",
    )
