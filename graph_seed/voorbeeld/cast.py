"""Who lives in Fabeldam. Every name is made up.

Quarters count from 0 (January 2023) to 11 (October 2025).
"""

from __future__ import annotations

from typing import Literal, NamedTuple, TypeAlias

Role: TypeAlias = Literal["member", "participant", "partner", "specialist"]


class Organisation(NamedTuple):
    key: str
    name: str
    sector: str
    functions: tuple[str, ...] = ()  # what it covers of the reference profile
    line: str = ""
    role: Role = "member"
    joins: int | None = None  # None: the generator draws a quarter
    leaves: int | None = None
    silent: bool = False  # nothing is known of it but its membership
    only_tie: str = ""  # works with this one organisation and nobody else
    way_back: bool = False  # a specialist that refers back when its work is done


PARTNERSHIP = "voorbeeld"
MUNICIPALITY = "gemeente"
TEAM = "dorpsteam"

# A table that reads best with few lines for each row.
# fmt: off
ORGANISATIONS = (
    # founders
    Organisation(MUNICIPALITY, "Gemeente Fabeldam", "government",
                 functions=("werk-en-inkomen", "leerplicht", "veiligheid"), joins=0),
    Organisation("kikkerkoning", "Welzijn De Kikkerkoning", "welfare",
                 functions=("maatschappelijk-werk", "ontmoeting", "mantelzorgondersteuning"),
                 line="first", joins=0),
    Organisation("wonderkruid", "Huisartsenpraktijk Wonderkruid", "care",
                 functions=("huisartsenzorg",), line="first", joins=0),
    Organisation("vliegende-os", "Stichting De Vliegende Os", "welfare",
                 functions=("ouderenwelzijn",), line="zeroth", joins=0),
    Organisation("zevende-laars", "Thuiszorg De Zevende Laars", "care",
                 functions=("thuiszorg", "huishoudelijke-hulp"), line="first", joins=0),
    Organisation("tamme-draak", "Jongerencentrum De Tamme Draak", "youth",
                 functions=("jongerenwerk",), line="zeroth", joins=0),
    Organisation("bijziende-uil", "Basisschool De Bijziende Uil", "education",
                 functions=("basisonderwijs",), line="zeroth", joins=0),
    Organisation("fluisterboek", "Bibliotheek Het Fluisterende Boek", "sports_culture",
                 functions=("bibliotheek-en-cultuur",), line="zeroth", joins=0),
    Organisation("duizend-dwergen", "Vrijwilligerscentrale De Duizend Dwergen", "welfare",
                 functions=("vrijwilligerscentrale", "maatjes"), line="zeroth", joins=0),
    Organisation("peperkoek", "Woonstichting Het Peperkoeken Huis", "housing",
                 functions=("wonen",), joins=0),
    Organisation("zwijgende-klok", "Kerkenberaad De Zwijgende Klok", "faith",
                 functions=("kerken", "armoedebestrijding"), line="zeroth", joins=0),
    Organisation("stenen-soep", "Dorpshuis De Stenen Soep", "residents",
                 functions=("ontmoeting",), line="zeroth", joins=0),
    # later members
    Organisation("gelaarsde-poes", "Huisartsenpraktijk De Gelaarsde Poes", "care",
                 functions=("huisartsenzorg",), line="first"),
    Organisation("zorgzame-egel", "Steunpunt De Zorgzame Egel", "welfare",
                 functions=("mantelzorgondersteuning",), line="zeroth"),
    Organisation("gouden-ei", "Schuldhulp Het Gouden Ei", "work_income",
                 functions=("schuldhulp",), line="first", joins=1),
    Organisation("toverbos", "Basisschool Het Wandelende Bos", "education",
                 functions=("basisonderwijs",), line="zeroth"),
    Organisation("handige-reus", "Praktijkschool De Handige Reus", "education",
                 functions=("praktijkonderwijs",), line="zeroth"),
    Organisation("pratend-schaap", "Kinderopvang Het Pratende Schaap", "education",
                 functions=("kinderopvang",), line="zeroth"),
    Organisation("hinkelende-haas", "Sportvereniging De Hinkelende Haas", "sports_culture",
                 functions=("sport",), line="zeroth", joins=2),
    Organisation("soepele-slak", "Fysiotherapie De Soepele Slak", "care",
                 functions=("fysiotherapie",), line="first"),
    Organisation("verre-ooievaar", "Vluchtelingengroep De Verre Ooievaar", "welfare",
                 functions=("vluchtelingenwerk",), line="zeroth", joins=3),
    Organisation("kat-en-hond", "Buurtbemiddeling Kat en Hond", "residents",
                 functions=("buurtbemiddeling",), line="zeroth"),
    Organisation("twee-bevers", "Maatjesproject De Twee Bevers", "welfare",
                 functions=("maatjes",), line="zeroth", joins=2),
    Organisation("luie-beer", "Dagbesteding De Luie Beer", "care",
                 functions=("dagbesteding",), line="first"),
    Organisation("blauwe-vos", "Begeleiding De Blauwe Vos", "care",
                 functions=("begeleiding",), line="first", joins=1),
    Organisation("vuurvogel", "Jeugdhulp Het Vuurvogeltje", "youth",
                 functions=("jeugdhulp", "opvoedondersteuning"), line="second"),
    Organisation("schildpad", "Zorgcentrum De Honderdjarige Schildpad", "care",
                 functions=("verpleeghuiszorg", "dagbesteding"), line="second"),
    Organisation("grijze-wolven", "Ouderenbond De Grijze Wolven", "residents",
                 functions=("inwonersvertegenwoordiging", "ouderenwelzijn"), line="zeroth"),
    Organisation("geduldige-gans", "Opvoedpunt De Geduldige Gans", "youth",
                 functions=("opvoedondersteuning", "jeugdhulp"), line="zeroth", joins=1),
    Organisation("dappere-eenhoorn", "Stichting De Dappere Eenhoorn", "care",
                 functions=("gehandicaptenzorg", "begeleiding"), line="second"),
    Organisation("tafeltje-dek-je", "Voedselkast Tafeltje-dek-je-zelf", "welfare",
                 functions=("armoedebestrijding",), line="zeroth"),
    Organisation("nijvere-mieren", "Re-integratie De Nijvere Mieren", "work_income",
                 functions=("re-integratie",), line="first"),
    Organisation("vrije-valk", "Coachpraktijk De Vrije Valk", "care",
                 functions=("begeleiding",), line="first", joins=1, leaves=6),
    Organisation("bremer-ezel", "Muziekvereniging De Balkende Ezel", "sports_culture",
                 functions=("bibliotheek-en-cultuur",), line="zeroth", joins=3,
                 only_tie="fluisterboek"),
    Organisation("slapende-reus", "Adviesbureau De Slapende Reus", "other",
                 joins=2, leaves=9, silent=True),
    Organisation("hobbelpaard", "Ruiterclub Het Hobbelpaard", "sports_culture",
                 joins=4, silent=True),
    Organisation("schorre-nachtegaal", "Zangkoor De Schorre Nachtegaal", "sports_culture",
                 joins=5, silent=True),
    # taking part without being a member
    Organisation("inwonersraad", "Inwonersraad Fabeldam", "residents",
                 functions=("inwonersvertegenwoordiging",), role="participant", joins=0),
    Organisation("nergenshuizen", "Universiteit van Nergenshuizen", "research",
                 role="participant", joins=0),
    Organisation("gouden-lepel", "Gezondheidsdienst De Gouden Lepel", "care",
                 functions=("jeugdgezondheidszorg", "publieke-gezondheid"), line="zeroth",
                 role="participant", joins=1),
    # partners
    Organisation("politiepost", "Politiepost Sprookjesveen", "safety",
                 functions=("politie",), role="partner", joins=0),
    Organisation("rode-ridder", "Scholengemeenschap De Roestige Ridder", "education",
                 functions=("voortgezet-onderwijs",), line="zeroth", role="partner", joins=1),
    Organisation("sluwe-weegschaal", "Rechtswinkel De Sluwe Weegschaal", "other",
                 functions=("rechtshulp",), line="zeroth", role="partner", joins=4),
    Organisation("duitenkantoor", "Uitkeringskantoor Duit en Dukaat", "government",
                 role="partner", joins=2),
    Organisation("volle-korf", "Buurtwinkel De Volle Korf", "other",
                 role="partner", joins=3, only_tie="tafeltje-dek-je"),
    Organisation("drie-biggen", "Wijkvereniging De Drie Biggen", "residents",
                 role="partner", joins=2, only_tie="stenen-soep"),
    Organisation("raponsje", "Kapsalon De Lange Vlecht", "other",
                 role="partner", joins=5, only_tie="zorgzame-egel"),
    Organisation("toverdrank", "Apotheek De Verdunde Toverdrank", "care",
                 line="first", role="partner", joins=6, only_tie="wonderkruid"),
    Organisation("sprookjesrijk", "Provincie Sprookjesrijk", "government", role="partner", joins=0),
    Organisation("ezel-strek-je", "Fonds Ezel-strek-je", "other", role="partner", joins=3),
    Organisation("knapzak", "Inkoopbureau De Knapzak", "government", role="partner", joins=0),
    # specialist care
    Organisation("spiegelzaal", "GGZ De Spiegelzaal", "care",
                 functions=("ggz",), line="second", role="specialist", joins=0, way_back=True),
    Organisation("glazen-berg", "Kliniek De Glazen Berg", "care",
                 functions=("ggz",), line="second", role="specialist", joins=2),
    Organisation("droge-bron", "Verslavingszorg De Droge Bron", "care",
                 functions=("verslavingszorg",), line="second", role="specialist", joins=1),
    Organisation("wakende-ree", "Jeugdbescherming De Wakende Ree", "youth",
                 functions=("jeugdbescherming",), line="second", role="specialist", joins=0),
    Organisation("veilig-hol", "Meldpunt Het Veilige Hol", "safety",
                 functions=("huiselijk-geweld",), line="second", role="specialist", joins=0),
    Organisation("zilveren-zwaan", "Behandelgroep De Zilveren Zwaan", "youth",
                 functions=("jeugdhulp",), line="second", role="specialist", joins=3,
                 way_back=True),
    Organisation("stille-vlinder", "Autismecentrum De Stille Vlinder", "care",
                 functions=("begeleiding",), line="second", role="specialist", joins=4,
                 way_back=True),
    Organisation("houten-poot", "Revalidatie De Houten Poot", "care",
                 line="second", role="specialist", joins=5, way_back=True),
    Organisation("zeven-raven", "Woonvorm De Zeven Raven", "care",
                 functions=("beschermd-wonen",), line="second", role="specialist", joins=6),
)
# fmt: on

REFERRERS = (  # who sends people to the village team, and how: scale, obstacle
    ("wonderkruid", "across", ""),
    ("gelaarsde-poes", "across", "De praktijk vergeet soms terug te bellen."),
    ("bijziende-uil", "up", ""),
    ("toverbos", "up", "Ouders moeten eerst zelf toestemming geven."),
    ("zevende-laars", "across", ""),
    ("zwijgende-klok", "up", ""),
    ("politiepost", "across", "Een melding komt pas na dagen aan."),
    ("duizend-dwergen", "up", ""),
    ("gouden-lepel", "across", ""),
)
