"""Asking: for a party, as a resident, or for who brought a signal."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from budgetten.acties.gemeen import als, meld
from budgetten.geld import euro
from budgetten.models import Budgetaanvraag
from budgetten.planpunten import punten
from budgetten.regels import buiten_categorie, motiveert_buiten_categorie, onderwerp
from budgetten.stroom import AANVRAAG
from budgetten.wie import (
    MELDER,
    ZELF,
    Namens,
    alleen_melder,
    lopende_budgetten,
    melder_met_account,
    namens_keuzes,
    rol_van,
)
from budgetten.zicht import behandelt
from signalen.models import Signaal
from wijkagenda.models import Planitem
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.gebruikers.rechten import Recht, mag
from wijkwerk.gebruikers.rollen import Plek
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.logboek.service import noteer
from wijkwerk.regels.service import Klacht, StapGeweigerd, eis_stap
from wijkwerk.wijken.models import Gebied


@dataclass(frozen=True, kw_only=True)
class Inhoud:
    """What is asked, and why; which of these are needed is up to the profile."""

    titel: str
    bedrag: Decimal | None
    doel: str = ""
    voor_wie: str = ""
    eigen_bijdrage: Decimal | None = None
    begroting: str = ""
    categorie: str = ""
    reden: str = ""
    eigen_inbreng: str = ""
    uitvoering_door_bewoners: bool | None = None
    draagvlak: str = ""
    startdatum: date | None = None
    einddatum: date | None = None


def wordt_aanvraag(signaal: Signaal) -> str:
    """The budget of which a signal of this kind becomes a request; nothing for another kind."""
    wordt = actief_profiel().signaalsoort(signaal.soort).wordt or ""
    soort, _, budget = wordt.partition(":")
    return budget if soort == "budgetaanvraag" else ""


def mag_uit_signaal(signaal: Signaal, door: Gebruiker) -> bool:
    """Whether this person may make a request of it: who answers it, and who handles that budget there."""
    budget = wordt_aanvraag(signaal)
    rij = next((rij for rij in lopende_budgetten() if rij.sleutel == budget), None)
    if rij is None or signaal.gevoelig != "nee":
        return False
    return mag(door, Recht.SIGNAAL_BEANTWOORDEN, signaal.plek()) or behandelt(door, rij, signaal.plek())


@transaction.atomic
def dien_in(
    *,
    budget: str,
    gebied: Gebied | None,
    namens: str,
    inhoud: Inhoud,
    door: Gebruiker,
    signaal: Signaal | None = None,
    planitem: Planitem | None = None,
) -> Budgetaanvraag:
    """Ask money of a budget. `namens` is one of `wie.namens_keuzes` of this person.

    Raises PermissionDenied for who may not ask there or not for them, StapGeweigerd with every complaint.
    """
    rij = next((rij for rij in lopende_budgetten() if rij.sleutel == budget), None)
    if rij is None:
        raise StapGeweigerd((Klacht("Kies een budget uit de lijst.", "budget"),))
    if gebied is None:
        raise StapGeweigerd((Klacht("Kies een gebied.", "gebied"),))
    plek = Plek(frozenset(gebied.voorouders))
    if signaal is not None:
        # Two at the same moment make one request of it.
        Signaal.objects.select_for_update(of=("self",)).get(pk=signaal.pk)
    uit_signaal = signaal is not None and mag_uit_signaal(signaal, door)
    handelt = behandelt(door, rij, plek)
    helpt = handelt or uit_signaal
    keuzes = (
        alleen_melder()
        if uit_signaal and not handelt
        else namens_keuzes(door, [gebied] if handelt else [], met_melder=uit_signaal)
    )
    voor = keuzes.get(namens)
    if voor is None or not (helpt or voor.eigen):
        raise PermissionDenied("U kunt alleen aanvragen voor uzelf, of voor een partij waar u bij hoort.")
    aanvraag = _maak(rij.sleutel, gebied, voor, inhoud, door)
    aanvraag.signaal = signaal
    if signaal is not None and voor.sleutel == MELDER:
        aanvraag.aanvrager = melder_met_account(signaal)
    if planitem is not None:
        aanvraag.planitem, aanvraag.planvorm = planitem, planitem.plan.vorm
    uitkomst = eis_stap(
        AANVRAAG["indienen"],
        onderwerp(aanvraag, {"reden": aanvraag.reden, "namens": voor.selectors()}),
        door,
        stand="",
        toestemming=als(True, door) if helpt else None,
        ook=[
            *_klachten(aanvraag, inhoud),
            *_over_signaal(signaal, budget, door),
            *_over_gebied(signaal, gebied, handelt),
            *_over_punt(aanvraag, door),
        ],
    )
    aanvraag.save()
    noteer(
        door=door,
        stap="budgetaanvraag.indienen",
        ding=aanvraag,
        gegevens={"budget": budget, "bedrag": str(aanvraag.bedrag), "eigen": voor.eigen},
    )
    meld(uitkomst, aanvraag, "budget-aanvraag", door)
    return aanvraag


def _maak(budget: str, gebied: Gebied, voor: Namens, inhoud: Inhoud, door: Gebruiker) -> Budgetaanvraag:
    velden = {
        naam: waarde.strip() if isinstance(waarde, str) else waarde for naam, waarde in asdict(inhoud).items()
    }
    velden["bedrag"] = inhoud.bedrag if inhoud.bedrag is not None else Decimal(0)
    aanvraag = Budgetaanvraag(
        budget=budget,
        jaar=(inhoud.startdatum or timezone.localdate()).year,
        gebied=gebied,
        partij=voor.partij,
        aanvrager=door if voor.sleutel == ZELF else None,
        ingediend_door=door,
        **velden,
    )
    if voor.sleutel == ZELF and (rol := rol_van(door, Plek(frozenset(gebied.voorouders)))) is not None:
        aanvraag.hoedanigheid, aanvraag.kant = rol.naam, rol.kant
    aanvraag.zet_plek([gebied], [voor.partij] if voor.partij else [])
    return aanvraag


def _klachten(aanvraag: Budgetaanvraag, inhoud: Inhoud) -> list[Klacht]:
    """What holds for every budget: a purpose, an amount within its bounds, a category that is not excluded."""
    budget, klachten = aanvraag.rij, []
    if not aanvraag.titel:
        klachten.append(Klacht("Schrijf op wat u wilt doen.", "titel"))
    if not aanvraag.doel:
        klachten.append(Klacht("Schrijf op waarvoor het is.", "doel"))
    if inhoud.bedrag is None:
        klachten.append(Klacht("Vul een bedrag in.", "bedrag"))
    elif inhoud.bedrag < 0:
        klachten.append(Klacht("Een bedrag is nul of meer.", "bedrag"))
    elif budget.minimum is not None and inhoud.bedrag < budget.minimum:
        klachten.append(Klacht(f"Vraag ten minste {euro(budget.minimum)}.", "bedrag", budget.eis))
    elif budget.maximum is not None and inhoud.bedrag > budget.maximum:
        klachten.append(Klacht(f"Vraag hoogstens {euro(budget.maximum)}.", "bedrag", budget.eis))
    if aanvraag.categorie in budget.uitgesloten:
        klachten.append(
            Klacht(f"Dit kan niet uit dit budget: {aanvraag.categorie}.", "categorie", budget.eis)
        )
    elif buiten_categorie(aanvraag) and not motiveert_buiten_categorie(budget):
        klachten.append(Klacht("Kies een categorie uit de lijst.", "categorie", budget.eis))
    nu = timezone.localdate().year
    if aanvraag.jaar not in {nu, nu + 1}:
        klachten.append(Klacht(f"Kies een dag in {nu} of {nu + 1}.", "startdatum"))
    begin, eind = aanvraag.startdatum, aanvraag.einddatum
    if begin and eind and eind < begin:
        klachten.append(Klacht("De laatste dag ligt voor de eerste.", "einddatum"))
    return klachten


def _over_signaal(signaal: Signaal | None, budget: str, door: Gebruiker) -> list[Klacht]:
    if signaal is None:
        return []
    ziet = Signaal.objects.zichtbaar_voor(door).filter(pk=signaal.pk, gevoelig="nee").exists()
    if not ziet or wordt_aanvraag(signaal) != budget:
        return [Klacht("Van dit signaal kan geen aanvraag worden gemaakt.")]
    if Budgetaanvraag.objects.filter(signaal=signaal).exists():
        return [Klacht("Van dit signaal is al een aanvraag gemaakt.")]
    return []


def _over_gebied(signaal: Signaal | None, gebied: Gebied, handelt: bool) -> list[Klacht]:
    """Who only answers a signal asks nothing for another area than that of the signal."""
    if signaal is None or handelt or gebied == signaal.gebied:
        return []
    return [Klacht("Kies het gebied van het signaal.", "gebied")]


def _over_punt(aanvraag: Budgetaanvraag, door: Gebruiker) -> list[Klacht]:
    """What it carries out lies in, above or below the area, on a plan that this person can know of."""
    if aanvraag.planitem is None:
        return []
    if not punten(door, aanvraag.rij, aanvraag.gebied).filter(pk=aanvraag.planitem.pk).exists():
        return [Klacht("Kies een onderwerp uit een plan van dit gebied.", "planitem")]
    return []
