"""Who works with whom in Fabeldam, and who sends people to whom."""

from __future__ import annotations

from graph_seed.voorbeeld import stage
from graph_seed.voorbeeld.cast import ORGANISATIONS, REFERRERS, TEAM, Organisation
from graph_seed.voorbeeld.minutes import QUARTERS
from graph_seed.voorbeeld.story import SOCIABLE, Story, earliest, fabel
from netmap.model import Certainty, PartialDate

_HUBS = {o.only_tie for o in ORGANISATIONS if o.only_tie}


def tell_collaboration(story: Story) -> None:
    """Each newcomer finds a few others; some organisations know one only."""
    arrived: list[Organisation] = []
    for o in sorted(SOCIABLE, key=lambda o: (story.since[o.key], o.key)):
        for other in story.rng.sample(arrived, min(len(arrived), story.rng.randint(1, 3))):
            _tell_pair(story, o.key, other.key, earliest(o.leaves, other.leaves))
        if o.key in _HUBS or story.rng.random() < 0.5:
            _tell_pair(story, o.key, TEAM, o.leaves)
        arrived.append(o)
    for o in ORGANISATIONS:
        if o.only_tie:
            _tell_pair(story, o.key, o.only_tie, None)


def _tell_pair(story: Story, first: str, second: str, last: int | None) -> None:
    """Two actors work together and, now and then, closer as time goes by."""
    minutes, rng = story.minutes, story.rng
    met = max(story.since.get(first, 0), story.since.get(second, 0))
    quarter = rng.randint(met, min(met + 2, (last or QUARTERS) - 1))
    source, target = sorted((fabel(first), fabel(second)))
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


def tell_referrals(story: Story) -> None:
    """Upward to specialists, with or without a way back, and to the village team."""
    minutes, rng = story.minutes, story.rng
    for key, scale, obstacle in REFERRERS:
        minutes.tie(
            max(story.since[key], rng.randint(0, 3)),
            "refers_to",
            fabel(key),
            fabel(TEAM),
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
            fabel(TEAM),
            fabel(o.key),
            "Het dorpsteam schaalt hierheen op.",
            scale="up",
            waiting_time=rng.choice(stage.WAITING_TIMES),
            obstacle=rng.choice(stage.OBSTACLES) if rng.random() < 0.4 else "",
        )
        if o.way_back:
            minutes.tie(
                min(quarter + rng.randint(1, 4), QUARTERS - 1),
                "refers_to",
                fabel(o.key),
                fabel(TEAM),
                "Na afloop draagt de aanbieder over aan het dorpsteam.",
                scale="down",
            )
