"""What other apps, the desk and the menu ask of participation."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse

from participatie import intake, overzicht
from participatie.acties.meedenken import wis_adres as wis_meedenker
from participatie.acties.meedenken import zoek_adres as zoek_meedenker
from participatie.meedenken import adres_van_meedenker, link_voor_meedenker, meedenken_url
from participatie.meedenken import berichtvelden as berichtvelden_van_meedenker
from participatie.models import Belangstelling, Traject, Trajectinbreng, Verzending
from participatie.opruimen import ruim_op
from participatie.overzicht import (
    gepubliceerde,
    is_gepubliceerd,
    is_maker,
    is_overzicht,
    ontbrekende,
    verzend_voor,
)
from participatie.regels import instellingen, onderwerp
from participatie.termijnen import herinneringen
from participatie.toolkit import leest
from participatie.zicht import KIJKERS, eigen_q, is_bewoner
from wijkagenda.models import Plan
from wijkagenda.service import is_bedoeld
from wijkwerk.berichten.models import Bericht
from wijkwerk.berichten.service import NietNodig, Taak
from wijkwerk.gebruikers.menu import MenuPunt, Verwijzing
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.gebruikers.rechten import Recht, heeft_ergens
from wijkwerk.gebruikers.wie import is_ergens_een
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.profiel.regels import Gehoord
from wijkwerk.regels.models import Instemming
from wijkwerk.regels.service import Klacht

__all__ = [
    "adres_van_meedenker",
    "berichtvelden_van_meedenker",
    "doet_mee",
    "herinneringen",
    "klachten_bij_plan",
    "klachten_bij_project",
    "link_naar_overzicht",
    "link_voor_meedenker",
    "meedenken_url",
    "menu",
    "niet_publiceren",
    "over_bron",
    "overzichtlinks",
    "ruim_op",
    "sleutels_in_gebruik",
    "start_url",
    "werkvoorraad",
    "wis_meedenker",
    "zoek_meedenker",
]

klachten_bij_project = intake.klachten_bij_project

# Newest first: so many are looked at for the masking check.
MEESTE = 5000
MEESTE_TAKEN = 100


def doet_mee(gebruiker: Gebruiker) -> bool:
    """Who works on paths, and who may take part in one."""
    if not actief_profiel().heeft("participatie"):
        return False
    werkt = any(heeft_ergens(gebruiker, recht) for recht in KIJKERS)
    return werkt or any(is_bewoner(v) or v.partij_id is not None for v in gebruiker.vervullingen)


def menu(gebruiker: Gebruiker) -> list[MenuPunt]:
    """Also for staff who only read the toolkit."""
    if not doet_mee(gebruiker) and not (actief_profiel().heeft("participatie") and leest(gebruiker)):
        return []
    return [MenuPunt("Participatie", reverse("participatie:lijst"), 45)]


def sleutels_in_gebruik() -> set[tuple[str, str]]:
    """Protocols that paths follow."""
    protocollen = Traject.objects.exclude(protocol="").values_list("protocol", flat=True).distinct()
    return {("participatie.protocollen", protocol) for protocol in protocollen}


def over_bron(soort: str, pk: int, gebruiker: Gebruiker) -> list[Traject]:
    """The paths of a project, plan or dossier, for its own page: those that this person sees."""
    return list(Traject.objects.zichtbaar_voor(gebruiker).over(soort, pk).order_by("begonnen_op", "pk"))


def start_url(soort: str, pk: int, gebruiker: Gebruiker) -> str:
    """Where a path for this thing begins, for who draws paths up."""
    kan = heeft_ergens(gebruiker, Recht.PARTICIPATIE_OPSTELLEN)
    return f"{reverse('participatie:nieuw')}?bron={soort}-{pk}" if kan else ""


def overzichtlinks(pk: int, gebruiker: Gebruiker) -> list[tuple[str, str]]:
    """What its maker can do with an overview beside its plan: (what, where); for the page of that plan."""
    plan = Plan.objects.filter(pk=pk).select_related("gebied").first()
    if plan is None or not is_overzicht(plan) or not is_maker(plan, gebruiker):
        return []
    if plan.is_bewerkbaar:
        links = [("Toets het belang voor de gebieden", reverse("participatie:toets", args=[pk]))]
        if ontbrekende(plan):
            links.append(
                ("Neem over wat ook hier van belang is", reverse("participatie:overnemen", args=[pk]))
            )
        return links
    if is_gepubliceerd(plan):
        return [("Verstuur het overzicht", reverse("participatie:verzending", args=[pk]))]
    return []


def link_naar_overzicht(bericht: Bericht, verzending: Verzending) -> Verwijzing | None:
    """For who has no account: the publication that was sent, on the public site (BER-45)."""
    if bericht.ontvanger is not None:
        return None
    publicatie = verzending.publicatie
    if publicatie is None or publicatie.is_weg:
        raise NietNodig("Het overzicht staat niet meer op de openbare site.")
    return Verwijzing("Lees het jaaroverzicht", publicatie.get_absolute_url())


def klachten_bij_plan(plan: Plan) -> Iterator[Klacht]:
    """What participation wants of a plan: the judgments of an overview, and the path that the intake found needed."""
    yield from overzicht.klachten_bij_plan(plan)
    yield from intake.klachten_bij_plan(plan)


def niet_publiceren(gebieden: frozenset[int]) -> tuple[list[str], list[str]]:
    """Return (names, texts): what people said in paths in or below these gebieden; for settings.NIET_PUBLICEREN."""
    rijen = Trajectinbreng.objects.filter(traject__plek_gebieden__overlap=sorted(gebieden))
    # What somebody wrote down of a party is its own; what a member typed may name anybody.
    rijen = rijen.filter(Q(partij=None) | Q(gegeven_door__isnull=False))
    teksten = list(rijen.order_by("-pk").values_list("tekst", flat=True)[:MEESTE])
    vragen = Belangstelling.objects.filter(gebied__voorouders__overlap=sorted(gebieden)).exclude(vraag="")
    return [], [*teksten, *vragen.order_by("-pk").values_list("vraag", flat=True)[:MEESTE]]


def werkvoorraad(gebruiker: Gebruiker) -> Iterator[Taak]:
    """Advice that one was asked, own paths that can be put to the body, what people said that waits for an answer."""
    if not gebruiker.vervullingen or not actief_profiel().heeft("participatie"):
        return
    yield from _te_adviseren(gebruiker)
    if any(heeft_ergens(gebruiker, recht) for recht in KIJKERS):
        yield from _te_besluiten(gebruiker)
        yield from _te_beantwoorden(gebruiker)
        yield from _te_verzenden(gebruiker)
        yield from _vragen(gebruiker)


def _te_adviseren(gebruiker: Gebruiker) -> Iterator[Taak]:
    """Two queries, however many there are; none for whom no rule of the profile wants heard."""
    regels = actief_profiel().regels_bij(
        "traject", "vaststellen", soort_sleutel=("", *(rij.sleutel for rij in instellingen().protocollen))
    )
    gehoord = tuple(wie for regel in regels if isinstance(regel, Gehoord) for wie in regel.wie)
    if not is_ergens_een(gebruiker, gehoord):
        return
    gevraagd = Instemming.objects.filter(object_soort="traject", stand=Instemming.Stand.GEVRAAGD)
    open_ = Traject.objects.zichtbaar_voor(gebruiker).in_voorbereiding()
    rijen = open_.filter(Exists(gevraagd.filter(object_id=OuterRef("pk")))).select_related("gebied")
    trajecten = {traject.pk: traject for traject in rijen.order_by("pk")[:MEESTE_TAKEN]}
    for rij in gevraagd.filter(object_id__in=trajecten).order_by("gevraagd_op") if trajecten else ():
        traject = trajecten[rij.object_id]
        if is_bedoeld(rij, gebruiker, onderwerp(traject)):
            yield Taak(
                titel=f"Adviseer over: {traject}",
                waar=traject.gebied.naam,
                sinds=rij.gevraagd_op,
                uiterlijk=rij.uiterlijk,
                url=reverse("participatie:raad", args=[traject.pk, rij.pk]),
                knop="Geef advies",
            )


def _te_besluiten(gebruiker: Gebruiker) -> Iterator[Taak]:
    """Own paths of which everybody who was asked has answered: the body can decide."""
    van_traject = Instemming.objects.filter(object_soort="traject", object_id=OuterRef("pk"))
    rijen = (
        Traject.objects.zichtbaar_voor(gebruiker)
        .in_voorbereiding()
        .filter(Exists(van_traject), eigen_q(gebruiker))
        .exclude(Exists(van_traject.filter(stand=Instemming.Stand.GEVRAAGD)))
        .select_related("gebied")
    )
    for traject in rijen.order_by("begonnen_op", "pk")[:MEESTE_TAKEN]:
        yield Taak(
            titel=f"Advies is binnen: {traject}",
            waar=traject.gebied.naam,
            sinds=traject.begonnen_op,
            uiterlijk=None,
            url=traject.get_absolute_url(),
            knop="Laat besluiten",
        )


def _te_beantwoorden(gebruiker: Gebruiker) -> Iterator[Taak]:
    """Of own paths: what waits for an answer, one line for each path."""
    wacht = Trajectinbreng.objects.filter(verwerking="", traject=OuterRef("pk"))
    rijen = (
        Traject.objects.zichtbaar_voor(gebruiker)
        .lopend()
        .filter(Exists(wacht), eigen_q(gebruiker))
        .select_related("gebied")
    )
    for traject in rijen.order_by("vastgesteld_op", "pk")[:MEESTE_TAKEN]:
        yield Taak(
            titel=f"Beantwoord de inbreng bij: {traject}",
            waar=traject.gebied.naam,
            sinds=traject.vastgesteld_op,
            uiterlijk=None,
            url=f"{traject.get_absolute_url()}#inbreng",
            knop="Geef antwoord",
        )


def _te_verzenden(gebruiker: Gebruiker) -> Iterator[Taak]:
    """Published, and sent to nobody; by the end of the month that the profile names (BER-31)."""
    if not instellingen().jaaroverzicht:
        return
    nergens = gepubliceerde().filter(verzendingen=None).select_related("gebied")
    for plan in nergens.order_by("pk")[:MEESTE_TAKEN]:
        if is_maker(plan, gebruiker):
            yield Taak(
                titel=str(plan),
                waar=plan.gebied.naam,
                sinds=plan.gepubliceerd_op,
                uiterlijk=verzend_voor(plan),
                url=reverse("participatie:verzending", args=[plan.pk]),
                knop="Verstuur",
            )


def _vragen(gebruiker: Gebruiker) -> Iterator[Taak]:
    """What people asked with their interest, for who advises there."""
    if not instellingen().jaaroverzicht or not heeft_ergens(gebruiker, Recht.PARTICIPATIE_ADVISEREN):
        return
    rijen = Belangstelling.objects.zichtbaar_voor(gebruiker).exclude(gebruiker=gebruiker)
    for rij in rijen.te_beantwoorden().select_related("gebied").order_by("op", "pk")[:MEESTE_TAKEN]:
        yield Taak(
            titel=f"Vraag over: {rij}",
            waar=rij.gebied.naam,
            sinds=rij.op,
            uiterlijk=None,
            url=reverse("participatie:antwoord", args=[rij.pk]),
            knop="Geef antwoord",
        )
