"""What waits for this person in initiatives and projects, and what falls due there."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import islice

from django.db.models import Exists, OuterRef, Q

from signalen.acties.initiatief import mag_initiatief
from signalen.acties.project import mag_project
from signalen.models import Initiatief, Project, Signaal
from signalen.zicht import toont_tekst
from wijkwerk.berichten.service import Herinnering, Taak
from wijkwerk.berichten.termijnen import herinnermoment, plus_werkdagen
from wijkwerk.gebruikers.houder import houder_q
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.gebruikers.rechten import Recht, mag
from wijkwerk.gebruikers.wie import personen
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.profiel import Selector

# More than this nobody does today; the lists show the rest.
HOOGSTENS = 50
HERINNER_VOORAF = (3, 0)
Stand = Initiatief.Stand
INGEDIEND = Stand.INGEDIEND


def werkvoorraad(gebruiker: Gebruiker) -> Iterator[Taak]:
    """Initiatives without owner, without a way, to weigh and to end; projects to start."""
    profiel = actief_profiel()
    if profiel.heeft("initiatieven"):
        yield from islice(_initiatieven(gebruiker), HOOGSTENS)
    if profiel.heeft("projecten"):
        yield from islice(_projecten(gebruiker), HOOGSTENS)


def _initiatieven(gebruiker: Gebruiker) -> Iterator[Taak]:
    """What `volgende` may name a step for: of others only what waits for who takes up, weighs or makes projects there."""
    lopend = Project.objects.open().filter(initiatief=OuterRef("pk"))
    wacht = Q(stand__in=[Stand.INGEDIEND, Stand.TER_WEGING])
    wacht |= Q(stand=Stand.GEWOGEN, gewogen=Initiatief.Gewogen.JA)
    rijen = (
        Initiatief.objects.zichtbaar_voor(gebruiker)
        .open()
        .exclude(stand=Stand.UITVOERING)
        .filter(houder_q(gebruiker) | wacht)
        .annotate(project_loopt=Exists(lopend))
        .voor_lijst()
    )
    for initiatief in rijen.order_by("uiterlijk", "pk"):
        knop = volgende(initiatief, gebruiker)
        if knop:
            yield Taak(
                titel=str(initiatief),
                waar=str(initiatief.gebied),
                sinds=initiatief.ingediend_op,
                uiterlijk=initiatief.uiterlijk if initiatief.stand in WACHT else None,
                url=initiatief.get_absolute_url(),
                knop=knop,
                soort="initiatief",
            )


WACHT = {Stand.INGEDIEND, Stand.IN_BEHANDELING}


def volgende(initiatief: Initiatief, gebruiker: Gebruiker) -> str:
    """Return the words of the one step that waits for this person; nothing when it waits for somebody else."""
    eigenaar = initiatief.houder
    eigen = eigenaar is not None and eigenaar.is_van(gebruiker)
    match initiatief.stand:
        case Stand.INGEDIEND:
            return (
                "Neem in behandeling" if mag_initiatief("in-behandeling-nemen", initiatief, gebruiker) else ""
            )
        case Stand.IN_BEHANDELING:
            return "Kies hoe het verder gaat" if eigen else ""
        case Stand.TER_WEGING:
            return "Weeg het" if mag_initiatief("wegen", initiatief, gebruiker) else ""
        case Stand.GEWOGEN if initiatief.gewogen == Initiatief.Gewogen.JA:
            kan = mag_initiatief("tot-project-maken", initiatief, gebruiker)
            return "Maak er een project van" if kan else ""
        case Stand.GEWOGEN | Stand.PROJECT:
            klaar = not getattr(initiatief, "project_loopt", False)
            return "Rond af" if eigen and klaar else ""
        case _:
            return ""


def _projecten(gebruiker: Gebruiker) -> Iterator[Taak]:
    eigen = Project.objects.zichtbaar_voor(gebruiker).filter(houder_q(gebruiker))
    rijen = eigen.filter(stand=Project.Stand.VOORBEREIDING).voor_lijst()
    for project in rijen.order_by("pk"):
        leider = project.houder
        if leider is not None and leider.is_van(gebruiker) and mag_project("starten", project, gebruiker):
            yield Taak(
                titel=str(project),
                waar=str(project.gebied),
                sinds=project.geopend_op,
                uiterlijk=project.begin,
                url=project.get_absolute_url(),
                knop="Start het project",
                soort="project",
            )


def herinneringen(dag: date) -> Iterator[Herinnering]:
    """Initiatives of which the residents must know where they stand: to the owner; without one to who guards there."""
    profiel = actief_profiel()
    if not profiel.heeft("initiatieven"):
        return
    grens = plus_werkdagen(dag, max(HERINNER_VOORAF))
    bewakers = tuple(
        Selector("rol", rol.sleutel) for rol in profiel.rollen if Recht.AFSPRAAK_BEWAKEN in rol.mag
    )
    for initiatief in Initiatief.objects.filter(stand__in=WACHT, uiterlijk__lte=grens).voor_lijst():
        if initiatief.uiterlijk is None:
            continue
        moment = herinnermoment(initiatief.uiterlijk, HERINNER_VOORAF, dag)
        if moment is None:
            continue
        eigenaar = initiatief.houder
        mensen = eigenaar.personen() if eigenaar else personen(bewakers, initiatief.plek())
        for persoon in mensen:
            yield Herinnering(
                ontvanger=persoon,
                soort="herinnering",
                ding=initiatief,
                moment=moment,
                uiterlijk=initiatief.uiterlijk,
                titel=f"Laat weten hoe het verder gaat: {initiatief}",
                url=initiatief.get_absolute_url(),
            )


# --- for the page and the desk of a signal


def wordt_initiatief(signaal: Signaal, gebruiker: Gebruiker) -> bool:
    """Whether this signal is an idea of residents that nobody took up as an initiative yet, and this person may."""
    profiel = actief_profiel()
    if not profiel.heeft("initiatieven") or signaal.gevoelig != "nee" or not toont_tekst(signaal):
        return False
    if profiel.signaalsoort(signaal.soort).wordt != "initiatief" or heeft_initiatief(signaal):
        return False
    plek = signaal.plek()
    rechten = (Recht.INITIATIEF_INDIENEN, Recht.SIGNAAL_UITZETTEN)
    return not signaal.is_gesloten and any(mag(gebruiker, recht, plek) for recht in rechten)


def wacht_op_initiatief(signaal: Signaal) -> bool:
    """Until it is known how the initiative goes on, nobody answers its signal; after that who spoke hears it."""
    return heeft_initiatief(signaal) and signaal.initiatief.stand in {*WACHT, Stand.TER_WEGING}


def heeft_initiatief(signaal: Signaal) -> bool:
    """Whether it became an initiative; the list asks for it at once (`select_related`)."""
    return getattr(signaal, "initiatief", None) is not None
