"""Who keeps a cycle because the profile names them, and who reads its rounds. No query: menus and lists ask it."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q
from django.utils import timezone

from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.gebruikers.rechten import Recht, bereik, heeft_ergens, mag
from wijkwerk.gebruikers.rollen import Plek, Vervulling
from wijkwerk.gebruikers.wie import Wie, heet, is_een
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.profiel.rijen.plannen import Cyclus, Cyclusstap, Planvorm
from wijkwerk.wijken.models import Gebied

# Who makes or decides plans somewhere reads the rounds there.
LEESRECHTEN = (Recht.PLAN_BEWERKEN, Recht.PLAN_VOORDRAGEN, Recht.PLAN_VASTSTELLEN)


def lopende_cycli() -> list[Cyclus]:
    """The cycles in which the municipality works today."""
    vandaag = timezone.localdate()
    return [rij for rij in actief_profiel().cycli if rij.geldt_op(vandaag)]


def planvorm_van(stap: Cyclusstap) -> Planvorm | None:
    """The form of plan that a step names, if it is one."""
    return next((vorm for vorm in actief_profiel().planvormen if vorm.sleutel == stap.vorm), None)


def _auteurs(stappen: Iterable[Cyclusstap]) -> Wie:
    vormen = [vorm for stap in stappen if (vorm := planvorm_van(stap)) is not None]
    return tuple(dict.fromkeys(wie for vorm in vormen for wie in vorm.auteur))


def leiders(rij: Cyclus) -> Wie:
    """Who begins and closes its rounds: `door`, else who makes its plans."""
    return rij.door or _auteurs(rij.stappen)


def uitvoerders(rij: Cyclus, stap: Cyclusstap) -> Wie:
    """Who is to take this step: named by the step, by the form that it makes, or who keeps the cycle."""
    if stap.door:
        return stap.door
    if stap.soort in {"plan", "monitor"} and (makers := _auteurs([stap])):
        return makers
    return leiders(rij)


def leidt(gebruiker: Gebruiker, rij: Cyclus, plek: Plek) -> bool:
    return is_een(gebruiker, leiders(rij), plek)


def _werkers(rij: Cyclus) -> Wie:
    stappen = tuple(wie for stap in rij.stappen for wie in stap.door)
    vormen = [vorm for stap in rij.stappen if (vorm := planvorm_van(stap)) is not None]
    besluit = tuple(
        wie for vorm in vormen for wie in (*vorm.vaststelling.voordracht, *vorm.vaststelling.door)
    )
    return tuple(dict.fromkeys((*leiders(rij), *stappen, *_auteurs(rij.stappen), *besluit)))


def _ziet(vervulling: Vervulling, rij: Cyclus) -> bool:
    """Who decides in the municipality reads every round in its reach; others those in which they are named."""
    if vervulling.rol.kant == "bestuur":
        return True
    if vervulling.rol.kant == "bewoners" and vervulling.partij_id is None:
        # A body of residents that makes a plan reads along, not everybody who lives there.
        return False
    return any(heet(vervulling, selector) for selector in _werkers(rij))


def _blikt_terug(vervulling: Vervulling, rij: Cyclus) -> bool:
    """Whether this role does an evaluation that carries a step: wherever it works, it looks at the whole municipality."""
    profiel = actief_profiel()
    sleutels = {stap.evaluatie for stap in rij.stappen if stap.evaluatie is not None}
    return any(heet(vervulling, wie) for sleutel in sleutels for wie in profiel.evaluatie(sleutel).door)


def kijkt(gebruiker: Gebruiker) -> bool:
    """Whether this person reads rounds anywhere."""
    if not actief_profiel().heeft("gebiedscyclus"):
        return False
    if any(heeft_ergens(gebruiker, recht) for recht in LEESRECHTEN):
        return True
    return any(
        _ziet(v, rij) or _blikt_terug(v, rij) for rij in lopende_cycli() for v in gebruiker.vervullingen
    )


def leidt_ergens(gebruiker: Gebruiker, rij: Cyclus) -> bool:
    return any(heet(v, selector) for v in gebruiker.vervullingen for selector in leiders(rij))


def ziet_gebied(gebruiker: Gebruiker, rij: Cyclus, gebied: Gebied) -> bool:
    """Whether the rounds of this cycle in this area are open to this person: `ronde_q` for one area."""
    plek = Plek(frozenset(gebied.voorouders))
    if any(mag(gebruiker, recht, plek) for recht in LEESRECHTEN):
        return True
    heel = gebied.ouder_id is None
    return any(
        (_ziet(v, rij) and v.geldt_in(plek)) or (heel and _blikt_terug(v, rij))
        for v in gebruiker.vervullingen
    )


def _waar(vervulling: Vervulling) -> Q:
    """Where a role reaches, as `Vervulling.geldt_in` says for one thing."""
    if vervulling.rol.bereik == "gemeente":
        return Q(pk__isnull=False)
    if vervulling.rol.bereik == "gebied":
        return Q(plek_gebieden__overlap=[vervulling.gebied_id])
    thuis = Q(plek_gebieden__overlap=sorted(vervulling.partij_gebieden))
    return thuis & Q(plek_gebieden__overlap=[vervulling.gebied_id]) if vervulling.gebied_id else thuis


def ronde_q(gebruiker: Gebruiker) -> Q:
    """What this person reads. Never an empty condition: OR would drop it."""
    q = Q(pk__in=[])
    for waar in dict.fromkeys(bereik(gebruiker, recht) for recht in LEESRECHTEN):
        q |= waar.q()
    genoemd: dict[Vervulling, list[str]] = {}
    teruggeblikt: set[str] = set()
    for rij in actief_profiel().cycli:
        for vervulling in gebruiker.vervullingen:
            if _ziet(vervulling, rij):
                genoemd.setdefault(vervulling, []).append(rij.sleutel)
            if _blikt_terug(vervulling, rij):
                teruggeblikt.add(rij.sleutel)
    for vervulling, cycli in genoemd.items():
        q |= Q(cyclus__in=cycli) & _waar(vervulling)
    if teruggeblikt:
        q |= Q(cyclus__in=sorted(teruggeblikt), gebied__ouder=None)
    return q
