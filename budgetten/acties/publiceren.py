"""The overview of one amount for everybody: what was set aside, and which ideas got how much of it, by whom decided.

Never who asked, why they asked it, what the team wrote about it, or what belongs to a signal that is shielded.
"""

from __future__ import annotations

from collections.abc import Collection
from decimal import Decimal
from uuid import NAMESPACE_URL, uuid5

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format

from budgetten.acties.gemeen import als, vergrendel, vergrendel_pot
from budgetten.geld import euro
from budgetten.models import Budgetaanvraag, Jaarbudget
from budgetten.models.aanvraag import GEWIST
from budgetten.regels import onderwerp
from budgetten.stroom import AANVRAAG
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.gebruikers.rechten import Recht, mag
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.logboek.service import noteer
from wijkwerk.publicatie import service as publicaties
from wijkwerk.publicatie.service import (
    Benaming,
    Geld,
    Inhoud,
    Item,
    Publicatie,
    TePlaatsen,
    Toekenning,
    Waarde,
)
from wijkwerk.regels.service import Klacht, StapGeweigerd, eis_stap

SOORT = Benaming(sleutel="toekenning", naam="Toegekend")
# What was written for who decides and who manages: not a sentence of it may be in the overview.
BESLOTEN = (
    "doel",
    "voor_wie",
    "begroting",
    "reden",
    "eigen_inbreng",
    "draagvlak",
    "motivering",
    "resultaat",
    "verantwoording",
    "teruggelegd",
)


def mag_publiceren(pot: Jaarbudget, door: Gebruiker) -> bool:
    """Who publishes there; they see no more of it than what everybody will."""
    return mag(door, Recht.PUBLICATIE_PLAATSEN, pot.plek())


def toegekend_uit(pot: Jaarbudget) -> list[Budgetaanvraag]:
    """What was awarded from it and may be told: nothing that came from, or became, a signal that is shielded now, or whose
    words left."""
    rijen = Budgetaanvraag.objects.toegekend().filter(jaarbudget=pot).select_related("signaal", "melding")
    return [
        rij for rij in rijen.order_by("besloten_op", "pk") if rij.gevoelig == "nee" and rij.titel != GEWIST
    ]


def te_plaatsen(pot: Jaarbudget) -> TePlaatsen:
    """What would be published now: for the preview, the masking check, and the publication itself."""
    eerder = publicaties.laatste_van(pot)
    teksten = Budgetaanvraag.objects.filter(jaarbudget=pot).values_list(*BESLOTEN)
    return TePlaatsen(
        ding=pot,
        gebied=pot.gebied,
        aard=Publicatie.Aard.VOORTGANG if eerder else Publicatie.Aard.VASTSTELLING,
        openbaar=Publicatie.Openbaar.IEDEREEN,
        inhoud=_inhoud(pot),
        besloten=[tekst for rij in teksten for tekst in rij if tekst],
    )


def _inhoud(pot: Jaarbudget) -> Inhoud:
    profiel, rijen = actief_profiel(), toegekend_uit(pot)
    totaal = sum((rij.toegekend or Decimal(0) for rij in rijen), Decimal(0))
    aantal = f"{len(rijen)} {'idee' if len(rijen) == 1 else 'ideeën'}"
    return Inhoud(
        gemeente=Benaming(sleutel=profiel.gemeente.code or "", naam=profiel.gemeente.naam),
        gebied=Benaming(sleutel=pot.gebied.sleutel, naam=pot.gebied.naam),
        vorm=Benaming(sleutel=f"budget-{pot.budget}", naam=pot.rij_naam),
        titel=str(pot),
        samenvatting=f"Voor {pot.jaar} is er {euro(pot.bedrag)}. Daarvan is {euro(totaal)} toegekend aan {aantal}.",
        versie=1,
        peildatum=timezone.now(),
        itemsoorten=(SOORT,),
        items=tuple(_item(rij) for rij in rijen),
        geld=Geld(jaar=pot.jaar, bedrag=str(pot.bedrag), toegekend=str(totaal)),
    )


def spoor_van(rij: Budgetaanvraag) -> str:
    """The same at each publication, so that one idea keeps its address."""
    return str(uuid5(NAMESPACE_URL, f"budgetaanvraag:{rij.pk}"))


def _item(rij: Budgetaanvraag) -> Item:
    bedrag, rekening = rij.toegekend or Decimal(0), rij.stand == Budgetaanvraag.Stand.VASTGESTELD
    # More spent than awarded is not paid.
    betaald = min(rij.besteed or Decimal(0), bedrag)
    besluit = [rij.orgaan_naam, date_format(rij.besloten_op, "j F Y") if rij.besloten_op else "", rij.kenmerk]
    velden = [
        Waarde(sleutel="bedrag", label="Bedrag", waarde=euro(bedrag)),
        Waarde(sleutel="besluit", label="Besluit", waarde=", ".join(filter(None, besluit))),
    ]
    if rekening:
        velden += [
            Waarde(sleutel="besteed", label="Uitgegeven", waarde=euro(betaald)),
            Waarde(sleutel="terug", label="Terug in het budget", waarde=euro(bedrag - betaald)),
        ]
    return Item(
        spoor=spoor_van(rij),
        soort=SOORT.sleutel,
        soortnaam=SOORT.naam,
        nummer="",
        titel=rij.naam_voor_iedereen,
        stand="opgenomen",
        velden=tuple(velden),
        toekenning=Toekenning(
            bedrag=str(bedrag),
            door=rij.orgaan_naam,
            op=rij.besloten_op,
            kenmerk=rij.kenmerk,
            besteed=str(betaald) if rekening else None,
            terug=str(bedrag - betaald) if rekening else None,
        ),
    )


@transaction.atomic
def publiceer(
    *, pot: Jaarbudget, bevestigd: Collection[str], gezien: str | None = None, door: Gebruiker
) -> Publicatie:
    """Freeze it for everybody; again only when something changed. Raises StapGeweigerd with every complaint."""
    pot = vergrendel_pot(pot)
    nieuw = te_plaatsen(pot)
    ook = []
    if not mag_publiceren(pot, door):
        ook.append(Klacht("U kunt dit budget niet publiceren."))
    ook += publicaties.klacht_zelfde(nieuw)
    if ook:
        raise StapGeweigerd((*ook, *publicaties.klachten_uit(nieuw.bevindingen(), bevestigd)))
    publicatie = publicaties.plaats(nieuw=nieuw, bevestigd=bevestigd, gezien=gezien, door=door)
    noteer(door=door, stap="jaarbudget.publiceren", ding=pot, gegevens={"publicatie": publicatie.pk})
    return publicatie


@transaction.atomic
def noem(*, aanvraag: Budgetaanvraag, naam: str, door: Gebruiker) -> Budgetaanvraag:
    """Say how this is called for everybody; empty: as it was asked. What is asked does not change."""
    aanvraag = vergrendel(aanvraag)
    eis_stap(
        AANVRAAG["noemen"],
        onderwerp(aanvraag),
        door,
        stand=aanvraag.stand,
        toestemming=als(mag(door, Recht.PUBLICATIE_PLAATSEN, aanvraag.plek()), door),
    )
    aanvraag.openbare_titel = naam.strip()
    aanvraag.save(update_fields=["openbare_titel"])
    noteer(door=door, stap="budgetaanvraag.noemen", ding=aanvraag)
    return aanvraag
