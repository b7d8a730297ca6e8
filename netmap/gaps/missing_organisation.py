"""Family: who is not there. Functions without a member, and partners that are no member."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from netmap.gaps.card import Finding, Rule, Sentence, by_count
from netmap.gaps.case import Case
from netmap.vocabulary import Label, vocabulary

HIGH_TIES, MEDIUM_TIES = 5, 2
# a profile of some size, of which less than this share has anybody documented
MAPPED_FROM, MAPPED_SHARE = 10, 0.25

_SETTINGS = frozenset({"atelier", "activity"})


def functions_without_member(case: Case) -> Iterator[Finding]:
    """Functions that neither a member nor the partnership itself covers."""
    if barely_mapped(case):
        return
    for function in case.profile:
        carriers = case.functions.get(function.id, {})
        if carriers.keys() & case.inside:
            continue
        yield Finding(
            subjects=(function.id,),
            severity="medium" if carriers else "high",
            weight=len(function.laws) + len(function.life_domains),
            evidence=tuple(sorted({tie for ties in carriers.values() for tie in ties})),
            facts={
                "function": function.id,
                "partners": tuple(sorted(carriers)),
                "laws": function.laws,
                "life_domains": function.life_domains,
            },
        )


def barely_mapped(case: Case) -> bool:
    """Whether so few functions have anybody documented that each single hole says little."""
    known = sum(function.id in case.functions for function in case.profile)
    return len(case.profile) >= MAPPED_FROM and known < MAPPED_SHARE * len(case.profile)


def partners_that_are_no_member(case: Case) -> Iterator[Finding]:
    """Who could be a member, is not, and has ties to those inside.

    A partnership that has no members at all does not work with membership: nothing is found.
    """
    snapshot, partnership, actors = case.snapshot, case.partnership, case.actors
    if not actors.members:
        return
    kinds = vocabulary().ties
    ties: dict[str, list[str]] = defaultdict(list)
    insiders: dict[str, set[str]] = defaultdict(set)
    settings: dict[str, set[str]] = defaultdict(set)
    referrals: dict[str, int] = defaultdict(int)
    for tie in actors.ties:
        if tie.kind == "part_of" or kinds[tie.kind].layer == "purpose":
            continue
        for end, other in ((tie.source, tie.target), (tie.target, tie.source)):
            partner, home = actors.home.get(end), actors.home.get(other)
            if partner is None or partner in case.insiders:
                continue
            is_setting = snapshot.entities[other].kind in _SETTINGS
            if home in case.insiders or is_setting or other == partnership:
                ties[partner].append(tie.id)
                referrals[partner] += tie.kind == "refers_to"
                if is_setting:
                    settings[partner].add(other)
                elif home is not None:
                    insiders[partner].add(home)
    for partner in sorted(ties):
        if not vocabulary().allows("member_of", snapshot.entities[partner].kind, "partnership"):
            continue  # a role or a team cannot be a member
        count = len(ties[partner])
        yield Finding(
            subjects=(partner,),
            severity=by_count(count, high=HIGH_TIES, medium=MEDIUM_TIES),
            weight=count,
            evidence=tuple(ties[partner]),
            facts={
                "partner": partner,
                "ties": count,
                "referrals": referrals[partner],
                "insiders": tuple(sorted(insiders[partner])),
                "settings": tuple(sorted(settings[partner])),
                "collective": int(snapshot.entities[partner].collective),
            },
        )


MISSING_FUNCTION = Rule(
    key="missing-function",
    family="missing_organisation",
    title=Label(nl="Functie zonder lid", en="Function without a member"),
    summary=Label(
        nl="Functies van het referentieprofiel die geen lid, en geen onderdeel van het "
        "samenwerkingsverband zelf, vervult; ook niet met een activiteit. Als van nog geen kwart "
        "van de functies is vastgelegd wie haar vervult, zwijgt deze regel: dan zegt ‘nauwelijks "
        "in kaart’ dat in één keer.",
        en="Functions of the reference profile that no member, and no body of the partnership "
        "itself, covers; not through an activity either. While not even a quarter of the "
        "functions has anybody documented this rule is silent: then ‘barely mapped’ says so once.",
    ),
    severity=Label(
        nl="Hoog als ook geen partner de functie vervult, middel als een partner dat wel doet. "
        "Binnen een ernst eerst de functies die de meeste wetten en leefgebieden dienen.",
        en="High when no partner covers the function either, medium when a partner does. Within "
        "a severity, functions that serve most laws and life domains come first.",
    ),
    headline=(
        Sentence("Niet vervuld: {function}", "Not covered: {function}", when="!partners"),
        Sentence(
            "Alleen via een partner: {function}", "Only through a partner: {function}", "partners"
        ),
    ),
    reason=(
        Sentence(
            "Voor zover vastgelegd vervult niemand binnen het samenwerkingsverband de functie "
            "‘{function}’, en ook geen enkele partner.",
            "As far as is documented, nobody inside the partnership covers the function "
            "‘{function}’, and no partner does either.",
            when="!partners",
        ),
        Sentence(
            "Voor zover vastgelegd vervult niemand binnen het samenwerkingsverband de functie "
            "‘{function}’. Zij is alleen bereikbaar via {partners}.",
            "As far as is documented, nobody inside the partnership covers the function "
            "‘{function}’. It can only be reached through {partners}.",
            when="partners",
        ),
        Sentence(
            "De functie hoort bij {laws:deze wet|deze wetten}: {laws}.",
            "The function belongs to {laws:this law|these laws}: {laws}.",
            when="laws",
        ),
        Sentence(
            "Zij dient {life_domains:dit leefgebied|deze leefgebieden}: {life_domains}.",
            "It serves {life_domains:this life domain|these life domains}: {life_domains}.",
            when="life_domains",
        ),
    ),
    remedy=(
        Sentence(
            "Nodig een organisatie uit die deze functie biedt, of leg met een bron vast wie haar "
            "al vervult.",
            "Invite an organisation that offers this function, or document with a source who "
            "covers it already.",
            when="!partners",
        ),
        Sentence(
            "Bespreek lidmaatschap of vaste afspraken met {partners}, of leg met een bron vast "
            "wie de functie van binnenuit al vervult.",
            "Discuss membership or firm agreements with {partners}, or document with a source "
            "who inside the partnership covers the function already.",
            when="partners",
        ),
    ),
    reference="Reference profile of this project (graph_seed/profile).",
    find=functions_without_member,
)

PARTNER_NOT_MEMBER = Rule(
    key="partner-not-member",
    family="missing_organisation",
    title=Label(nl="Partner die geen lid is", en="Partner that is not a member"),
    summary=Label(
        nl="Organisaties met verbindingen met het samenwerkingsverband die er geen lid van zijn, "
        "op volgorde van hoezeer het samenwerkingsverband op hen leunt. Een samenwerkingsverband "
        "zonder leden kent deze bevinding niet.",
        en="Organisations with ties to the partnership that are not a member of it, ranked by "
        "how much the partnership leans on them. A partnership without members does not have "
        "this finding.",
    ),
    severity=Label(
        nl=f"Hoog vanaf {HIGH_TIES} verbindingen met leden, eigen onderdelen, ateliers, "
        f"activiteiten of het samenwerkingsverband zelf; middel vanaf {MEDIUM_TIES}; anders laag.",
        en=f"High from {HIGH_TIES} ties with members, own bodies, ateliers, activities or the "
        f"partnership itself; medium from {MEDIUM_TIES}; otherwise low.",
    ),
    headline=(Sentence("Wel verbindingen, geen lid: {partner}", "Ties, but no member: {partner}"),),
    reason=(
        Sentence(
            "Met {partner} {ties:is|zijn} {ties} {ties:verbinding|verbindingen} vastgelegd, maar "
            "geen lidmaatschap.",
            "{ties} {ties:tie|ties} with {partner} {ties:is|are} documented, but no membership.",
        ),
        Sentence(
            "{referrals} daarvan {referrals:is een verwijzing|zijn verwijzingen}.",
            "{referrals} of them {referrals:is a referral|are referrals}.",
            when="referrals",
        ),
        Sentence("Met wie: {insiders}.", "With whom: {insiders}.", when="insiders"),
        Sentence("Waarin: {settings}.", "In what: {settings}.", when="settings"),
    ),
    remedy=(
        Sentence(
            "Bespreek wat past: lidmaatschap, vaste afspraken, of het bewust zo laten. Niet elke "
            "partner hoeft lid te zijn.",
            "Discuss what fits: membership, firm agreements, or leaving it so on purpose. Not "
            "every partner needs to be a member.",
        ),
        Sentence(
            "Het gaat om een groep die de bronnen niet uitsplitsen: ga na wie namens de groep kan "
            "spreken.",
            "This is a group that the sources do not split: find out who can speak for it.",
            when="collective",
        ),
    ),
    find=partners_that_are_no_member,
)

RULES = (MISSING_FUNCTION, PARTNER_NOT_MEMBER)
