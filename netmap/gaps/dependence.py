"""Family: what hangs on one. Functions of one organisation, and contacts of one role."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from netmap.gaps.card import Finding, Rule, Sentence, by_count
from netmap.gaps.case import Case
from netmap.roles import TAKING_PART
from netmap.vocabulary import Label, vocabulary

HIGH_FUNCTIONS, MEDIUM_FUNCTIONS = 5, 2
HIGH_HANGING, MEDIUM_HANGING = 5, 2


def only_provider(case: Case) -> Iterator[Finding]:
    """Who inside is the only one, partners included, that covers a function."""
    alone: dict[str, dict[str, tuple[str, ...]]] = defaultdict(dict)
    for function in case.profile:
        carriers = case.functions.get(function.id, {})
        if len(carriers) == 1:
            ((one, ties),) = carriers.items()
            if one in case.insiders:
                alone[one][function.id] = ties
    for one in sorted(alone):
        functions = alone[one]
        yield Finding(
            subjects=(one,),
            severity=by_count(len(functions), high=HIGH_FUNCTIONS, medium=MEDIUM_FUNCTIONS),
            weight=len(functions),
            evidence=tuple(sorted({tie for ties in functions.values() for tie in ties})),
            facts={"one": one, "functions": tuple(sorted(functions)), "count": len(functions)},
        )


def hangs_on_role(case: Case) -> Iterator[Finding]:
    """What a role inside the partnership alone holds: actors outside its body, and activities."""
    entities, home = case.snapshot.entities, case.actors.home
    roles = {
        key
        for key in home
        if entities[key].attributes.get("form_of") == "role" and home[key] in case.actors.own
    }
    if not roles:
        return
    kinds = vocabulary().ties
    touched: dict[str, set[str]] = defaultdict(set)  # actor -> who inside works with it
    carried: dict[str, set[str]] = defaultdict(set)  # activity or atelier -> who carries it
    ties: dict[tuple[str, str], list[str]] = defaultdict(list)
    for tie in filter(case.holds, case.actors.ties):
        if kinds[tie.kind].collaboration:
            for unit, other in ((tie.source, tie.target), (tie.target, tie.source)):
                one, outside = home.get(unit), home.get(other)
                if one is None or outside is None or one == outside:
                    continue
                if one in case.insiders:
                    touched[outside].add(unit)
                    ties[unit, outside].append(tie.id)
        elif tie.kind in TAKING_PART | {"offers"} and entities[tie.target].kind in _CARRIED:
            carried[tie.target].add(tie.source)
            ties[tie.source, tie.target].append(tie.id)
    hanging: dict[str, dict[str, set[str]]] = {role: defaultdict(set) for role in roles}
    for name, links in (("contacts", touched), ("settings", carried)):
        for key, units in links.items():
            if len(units) == 1 and units <= roles:
                hanging[next(iter(units))][name].add(key)
    for role in sorted(roles):
        contacts, settings = hanging[role]["contacts"], hanging[role]["settings"]
        if contacts or settings:
            count = len(contacts) + len(settings)
            yield Finding(
                subjects=(role,),
                severity=by_count(count, high=HIGH_HANGING, medium=MEDIUM_HANGING),
                weight=count,
                evidence=tuple(
                    sorted({tie for key in contacts | settings for tie in ties[role, key]})
                ),
                facts={
                    "role": role,
                    "contacts": tuple(sorted(contacts)),
                    "settings": tuple(sorted(settings)),
                },
            )


_CARRIED = frozenset({"atelier", "activity"})

ONLY_PROVIDER = Rule(
    key="only-provider",
    family="fragile",
    title=Label(nl="Functies die aan één organisatie hangen", en="Functions that hang on one"),
    summary=Label(
        nl="Leden en eigen onderdelen die als enige een functie vervullen, partners meegerekend.",
        en="Members and own bodies that are the only ones to cover a function, partners included.",
    ),
    severity=Label(
        nl=f"Hoog vanaf {HIGH_FUNCTIONS} functies, middel vanaf {MEDIUM_FUNCTIONS}, anders laag.",
        en=f"High from {HIGH_FUNCTIONS} functions, medium from {MEDIUM_FUNCTIONS}, otherwise low.",
    ),
    headline=(
        Sentence(
            "{count} {count:functie|functies} alleen bij {one}",
            "{count} {count:function|functions} with {one} alone",
        ),
    ),
    reason=(
        Sentence(
            "Voor zover vastgelegd vervult alleen {one} {functions:deze functie|deze functies}: "
            "{functions}. Valt {one} weg, dan is er hier niemand anders bekend.",
            "As far as is documented, {one} alone covers {functions:this function|these "
            "functions}: {functions}. If {one} falls away, nobody else is known here.",
        ),
    ),
    remedy=(
        Sentence(
            "Spreek af wie {functions:deze functie|deze functies} kan overnemen of delen, of leg "
            "vast wie dat al doet.",
            "Agree who could take over or share {functions:this function|these functions}, or "
            "document who does so already.",
        ),
    ),
    find=only_provider,
)

HANGS_ON_ROLE = Rule(
    key="hangs-on-role",
    family="fragile",
    title=Label(nl="Contacten die aan één functionaris hangen", en="Contacts that hang on a role"),
    summary=Label(
        nl="Rollen binnen het samenwerkingsverband, zoals een directeur of netwerkregisseur, die "
        "als enige van binnen een verbinding hebben met een organisatie, of als enige een atelier "
        "of activiteit dragen. Alleen verbindingen die nog gelden tellen: wat een opgeheven rol "
        "overdroeg, hangt er niet meer aan. Of het samenwerkingsverband de rol wil missen, beslist "
        "het zelf; de regel laat zien wat dan eerst moet worden overgedragen.",
        en="Roles inside the partnership, such as a director or a network coordinator, that are "
        "the only ones inside with a tie to an organisation, or the only ones to carry an atelier "
        "or activity. Only ties that still hold count: what an ended role handed over no longer "
        "hangs on it. Whether the partnership wants to do without the role is for itself to "
        "decide; the rule shows what would have to be handed over first.",
    ),
    severity=Label(
        nl=f"Hoog als er {HIGH_HANGING} of meer contacten en activiteiten aan de rol hangen, "
        f"middel vanaf {MEDIUM_HANGING}, anders laag.",
        en=f"High when {HIGH_HANGING} or more contacts and activities hang on the role, medium "
        f"from {MEDIUM_HANGING}, otherwise low.",
    ),
    headline=(Sentence("Hangt aan één rol: {role}", "Hangs on one role: {role}"),),
    reason=(
        Sentence(
            "Van binnen heeft voor zover vastgelegd alleen {role} een verbinding met: {contacts}.",
            "As far as is documented, only {role} has a tie from inside with: {contacts}.",
            "contacts",
        ),
        Sentence(
            "Alleen {role} draagt: {settings}.", "Only {role} carries: {settings}.", "settings"
        ),
        Sentence(
            "Stopt deze rol of wisselt de persoon, dan valt dat weg.",
            "If this role stops or the person changes, that falls away.",
        ),
    ),
    remedy=(
        Sentence(
            "Laat een collega of lid meelopen in deze contacten en leg vast wie ze overneemt.",
            "Let a colleague or member join in these contacts and document who takes them over.",
        ),
    ),
    find=hangs_on_role,
)

RULES = (ONLY_PROVIDER, HANGS_ON_ROLE)
