"""What happens in Fabeldam: units, themes, goals, ateliers, and the words for it."""

from __future__ import annotations

from typing import Literal, NamedTuple

from graph_seed.voorbeeld.cast import MUNICIPALITY, PARTNERSHIP, TEAM


class Named(NamedTuple):
    key: str
    name: str
    name_en: str


class Atelier(NamedTuple):
    key: str
    name: str
    name_en: str
    type: Literal["working", "knowledge"]
    theme: str
    goal: str  # empty: nobody ever said what it contributes to
    leader: str
    opens: int
    closes: int | None = None
    activity: str = ""


# fmt: off
UNITS = (  # what, which form, part of what
    (Named(TEAM, "Dorpsteam Fabeldam", "Fabeldam village team"),
     "team", PARTNERSHIP),
    (Named("balie", "Balie In de Schoen", "Desk In the Shoe"),
     "desk", TEAM),
    (Named("bestuur", "Bestuur van Het Wenkende Muiltje", "Board"),
     "body", PARTNERSHIP),
    (Named("raad-van-advies", "Raad van Wijze Dieren", "Council of wise animals"),
     "body", PARTNERSHIP),
    (Named("leerplichtkamer", "Leerplichtkamer", "School attendance office"),
     "department", MUNICIPALITY),
    (Named("sociale-kamer", "Kamer Sociale Zaken", "Social affairs office"),
     "department", MUNICIPALITY),
)
# fmt: on

THEMES = (
    Named("eenzaamheid", "Eenzaamheid", "Loneliness"),
    Named("opvoeden", "Opvoeden", "Parenting"),
    Named("geldzorgen", "Geldzorgen", "Money worries"),
    Named("jongeren", "Jongeren in de knel", "Young people under pressure"),
    Named("mantelzorg", "Mantelzorg", "Informal care"),
    Named("verward-gedrag", "Verward gedrag", "Confused behaviour"),
    Named("samenleven", "Samenleven", "Living together"),
    Named("gezond-ouder", "Gezond ouder worden", "Healthy ageing"),
)
TARGET_GROUPS = {  # of the reference profile
    "eenzaamheid": "inwoners",
    "opvoeden": "ouders-en-gezinnen",
    "geldzorgen": "huishoudens-met-geldzorgen",
    "jongeren": "jongeren",
    "mantelzorg": "mantelzorgers",
    "verward-gedrag": "mensen-met-psychische-problemen",
    "samenleven": "nieuwkomers",
    "gezond-ouder": "ouderen",
}

GOALS = (
    (Named("meedoen", "Iedere Fabeldammer doet mee", "Everybody in Fabeldam takes part"), "goal"),
    (Named("samen", "Hulp hangt samen", "Help is joined up"), "goal"),
    (Named("eerder", "Eerder en lichter helpen", "Earlier and lighter help"), "impact"),
    (Named("gezien", "Niemand blijft ongezien", "Nobody goes unseen"), "impact"),
)
IMPACT_OF = {"eerder": "samen", "gezien": "meedoen"}

ACTIVITIES = {
    "soeptafel": Named("soeptafel", "De Soeptafel", "The Soup Table"),
    "opvoedavonden": Named("opvoedavonden", "Avonden zonder toverstaf", "Evenings without a wand"),
    "schatkist": Named("schatkist", "Spreekuur De Schatkist", "Treasure chest surgery"),
    "drakencafe": Named("drakencafe", "Het Drakencafé", "The Dragon Café"),
    "rustdag": Named("rustdag", "Rustdag voor dragers", "Rest day for carers"),
    "wandelgroep": Named(
        "wandelgroep", "Wandelgroep Het Vergeten Pad", "Forgotten Path walking group"
    ),
    "taaltafel": Named("taaltafel", "Taaltafel De Ooievaar", "Stork language table"),
}
STOPPED = {"wandelgroep": 10}  # activity -> the quarter of its last day

# A table that reads best with few lines for each row.
# fmt: off
ATELIERS = (
    Atelier("toren", "Niemand alleen in de toren", "Nobody alone in the tower", "working",
            "eenzaamheid", "gezien", "vliegende-os", 0, closes=4, activity="soeptafel"),
    Atelier("toverstaf", "Opvoeden zonder toverstaf", "Parenting without a wand", "knowledge",
            "opvoeden", "eerder", "bijziende-uil", 1, closes=5, activity="opvoedavonden"),
    Atelier("goud-in-stro", "Van stro geen goud", "No gold out of straw", "working",
            "geldzorgen", "meedoen", "gouden-ei", 2, closes=7, activity="schatkist"),
    Atelier("jonge-draken", "Jonge draken", "Young dragons", "knowledge",
            "jongeren", "eerder", "tamme-draak", 3, closes=8, activity="drakencafe"),
    Atelier("dragers", "Wie draagt de dragers", "Who carries the carers", "working",
            "mantelzorg", "meedoen", "zevende-laars", 3, closes=9, activity="rustdag"),
    Atelier("vergeten-pad", "Het vergeten pad", "The forgotten path", "working",
            "gezond-ouder", "gezien", "wonderkruid", 4, closes=8, activity="wandelgroep"),
    Atelier("kluts", "De kluts kwijt", "Losing the thread", "knowledge",
            "verward-gedrag", "samen", "blauwe-vos", 5),
    Atelier("nieuwe-stemmen", "Nieuwe stemmen", "New voices", "working",
            "samenleven", "meedoen", "verre-ooievaar", 6, closes=10, activity="taaltafel"),
    Atelier("vlotte-voeten", "Vlotte voeten", "Nimble feet", "working",
            "gezond-ouder", "", "hinkelende-haas", 7),
    Atelier("dak-en-drempel", "Dak en drempel", "Roof and threshold", "knowledge",
            "samenleven", "samen", "peperkoek", 8),
    Atelier("twee-holen", "Twee holen", "Two burrows", "knowledge",
            "opvoeden", "eerder", "geduldige-gans", 9),
    Atelier("doolhof", "Het digitale doolhof", "The digital maze", "working",
            "eenzaamheid", "", "fluisterboek", 10),
)
# fmt: on

WAITING_TIMES = ("twee weken", "zes weken", "drie maanden", "een half jaar")
OBSTACLES = (
    "De aanbieder plant pas een intake als er een beschikking is.",
    "Elke keer is er een andere contactpersoon.",
    "De aanbieder werkt voor een veel groter gebied.",
    "Over de doelen wordt niet opnieuw overlegd.",
)
FREQUENCIES = ("wekelijks", "maandelijks", "eens per kwartaal", "wanneer het nodig is")
FORMS = (
    "consultation",
    "case_meeting",
    "joint_activity",
    "shared_location",
    "signalling",
    "agreement",
)

# Quarter, kind, from, to, the quarter in which it ended, and what was told.
# fmt: off
STEERING = (
    (0, "commissions", MUNICIPALITY, PARTNERSHIP, None,
     "Het college gaf de coöperatie opdracht voor de vier wetten."),
    (0, "supplies", MUNICIPALITY, PARTNERSHIP, None,
     "De gemeente leent consulenten uit aan de coöperatie."),
    (0, "funds", "sprookjesrijk", PARTNERSHIP, 8,
     "De provincie betaalt de eerste twee jaar mee."),
    (0, "commissions", MUNICIPALITY, "knapzak", None,
     "De gemeente koopt specialistische zorg in via het bureau."),
    (0, "commissions", "knapzak", "wakende-ree", None,
     "Het bureau heeft een contract gesloten met de jeugdbescherming."),
    (3, "commissions", "knapzak", "zilveren-zwaan", None,
     "Het bureau heeft een contract gesloten met de behandelgroep."),
    (0, "supplies", "kikkerkoning", TEAM, None,
     "Drie sociaal werkers van het welzijnswerk zitten in het dorpsteam."),
    (2, "supplies", "blauwe-vos", TEAM, None,
     "Een begeleider werkt twee dagen in de week in het dorpsteam."),
    (0, "accountable_to", TEAM, "bestuur", None,
     "Het dorpsteam doet ieder kwartaal verslag aan het bestuur."),
    (0, "advises", "raad-van-advies", "bestuur", None,
     "De raad sprak het bestuur over de begroting."),
    (1, "advises", "inwonersraad", "bestuur", None,
     "De inwonersraad gaf voor het eerst advies."),
    (3, "funds", "ezel-strek-je", "atelier-goud-in-stro", 7,
     "Het fonds betaalt het atelier over geldzorgen."),
    (5, "funds", MUNICIPALITY, "vliegende-os", None,
     "De gemeente verlengde de subsidie voor ouderenwerk."),
)
# fmt: on

STEERING_ONLY = ("sprookjesrijk", "ezel-strek-je", "knapzak")  # pay or buy, and no more
