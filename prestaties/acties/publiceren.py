"""The account to everybody (ETL-68): what was agreed with whom, how much was delivered, how that was judged.

Never an amount of money of one organisation, why somebody judged so, what was said in a talk, or what still runs: of a
judgment only the final word.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from uuid import NAMESPACE_URL, uuid5

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from prestaties.getal import getal
from prestaties.models import Levering, Prestatieafspraak, Prestatiecontrole, Prestatiejaar
from prestaties.regels import periode
from prestaties.stand import NUL, Regel, regels
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.gebruikers.rechten import Recht, mag
from wijkwerk.gebruikers.rollen import Plek
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.logboek.service import noteer
from wijkwerk.publicatie import service as publicaties
from wijkwerk.publicatie.service import Benaming, Inhoud, Item, Publicatie, TePlaatsen, Waarde
from wijkwerk.regels.service import StapGeweigerd
from wijkwerk.wijken.models import Gebied

SOORT = Benaming(sleutel="prestatie", naam="Prestatieafspraken")
# What was written between the municipality and one organisation: not a sentence of it may be in the account.
BESLOTEN = ("toelichting", "levering", "reactie", "gesprek_uitkomst", "vervolg")


def mag_publiceren(gebied: Gebied, door: Gebruiker) -> bool:
    return mag(door, Recht.PUBLICATIE_PLAATSEN, Plek(frozenset(gebied.voorouders)))


@transaction.atomic
def jaar_van(*, gebied: Gebied, jaar: int, door: Gebruiker) -> Prestatiejaar:
    """The year of an area, made when it is first looked at by who publishes there. Raises PermissionDenied."""
    if not mag_publiceren(gebied, door):
        raise PermissionDenied("U heeft hier niet het recht om dit te doen.")
    nieuw = Prestatiejaar(gebied=gebied, jaar=jaar)
    nieuw.zet_plek([gebied])
    rij, _ = Prestatiejaar.objects.select_related("gebied").get_or_create(
        gebied=gebied, jaar=jaar, defaults={"plek_gebieden": nieuw.plek_gebieden}
    )
    return rij


def van_jaar(jaar: Prestatiejaar) -> list[Prestatieafspraak]:
    """What holds in that year, in or below that area."""
    rijen = Prestatieafspraak.objects.geldend().van_jaar(jaar.jaar)
    rijen = rijen.filter(inzet__gebied__voorouders__contains=[jaar.gebied_id]).distinct()
    return list(rijen.voor_lijst().prefetch_related("controles"))


def te_plaatsen(jaar: Prestatiejaar) -> TePlaatsen:
    """What would be published now: for the preview, the masking check, and the publication itself."""
    eerder = publicaties.laatste_van(jaar)
    afspraken = van_jaar(jaar)
    teksten = Prestatiecontrole.objects.filter(afspraak__in=afspraken).values_list(*BESLOTEN)
    eigen = Levering.objects.filter(afspraak__in=afspraken).values_list("toelichting", "ingetrokken_reden")
    return TePlaatsen(
        ding=jaar,
        gebied=jaar.gebied,
        aard=Publicatie.Aard.VOORTGANG if eerder else Publicatie.Aard.VASTSTELLING,
        openbaar=Publicatie.Openbaar.IEDEREEN,
        inhoud=_inhoud(jaar, afspraken),
        besloten=[tekst for rij in [*teksten, *eigen] for tekst in rij if tekst],
    )


def _inhoud(jaar: Prestatiejaar, afspraken: list[Prestatieafspraak]) -> Inhoud:
    profiel = actief_profiel()
    peildag = min(timezone.localdate(), date(jaar.jaar, 12, 31))
    per_afspraak: dict[int, list[Regel]] = {}
    for rij in regels(afspraken, peildag, gebieden={jaar.gebied_id}):
        per_afspraak.setdefault(rij.afspraak.pk, []).append(rij)
    organisaties = {rij.partij_id for rij in afspraken}
    return Inhoud(
        gemeente=Benaming(sleutel=profiel.gemeente.code or "", naam=profiel.gemeente.naam),
        gebied=Benaming(sleutel=jaar.gebied.sleutel, naam=jaar.gebied.naam),
        vorm=Benaming(sleutel="prestaties", naam="Prestatieafspraken"),
        titel=f"Prestatieafspraken {jaar.jaar}, {jaar.gebied.naam}",
        samenvatting=_samenvatting(jaar.jaar, len(organisaties), len(afspraken)),
        versie=1,
        peildatum=timezone.now(),
        periode_van=date(jaar.jaar, 1, 1),
        periode_tot=date(jaar.jaar, 12, 31),
        itemsoorten=(SOORT,),
        items=tuple(_item(rij, per_afspraak.get(rij.pk, [])) for rij in afspraken),
    )


def _samenvatting(jaar: int, organisaties: int, aantal: int) -> str:
    wie = "één organisatie" if organisaties == 1 else f"{organisaties} organisaties"
    wat = "één afspraak" if aantal == 1 else f"{aantal} afspraken"
    return (
        f"In {jaar} zijn er met {wie} {wat}. Hier leest u wat is afgesproken, wat de organisatie zegt dat zij"
        " leverde, en hoe de gemeente dat beoordeelde."
    )


def _item(afspraak: Prestatieafspraak, rijen: list[Regel]) -> Item:
    eenheid = afspraak.eenheid
    velden = [
        ("wie", "Wie", afspraak.partij.naam),
        ("waarom", "Waarom", afspraak.waarom),
        ("wanneer", "Wanneer", afspraak.wanneer or periode(afspraak)),
        ("hoe", "Hoe", afspraak.hoe),
        ("waar", "Waar", ", ".join(rij.gebied.naam for rij in rijen)),
        ("afgesproken", "Afgesproken", f"{getal(sum((r.afgesproken for r in rijen), NUL))} {eenheid}"),
        (
            "geleverd",
            "Geleverd, zegt de organisatie",
            f"{getal(sum((r.opgave for r in rijen), NUL))} {eenheid}",
        ),
        ("oordeel", "Oordeel van de gemeente", _oordeel(afspraak)),
    ]
    return Item(
        spoor=str(uuid5(NAMESPACE_URL, f"prestatieafspraak:{afspraak.pk}")),
        soort=SOORT.sleutel,
        soortnaam=SOORT.naam,
        nummer="",
        titel=afspraak.wat,
        thema=_thema(afspraak.thema),
        stand="opgenomen",
        velden=tuple(Waarde(sleutel=s, label=label, waarde=w) for s, label, w in velden if w),
        trekker=afspraak.partij.naam,
    )


def _thema(sleutel: str) -> str:
    return next((rij.naam for rij in actief_profiel().themas if rij.sleutel == sleutel), sleutel)


def _oordeel(afspraak: Prestatieafspraak) -> str:
    """The final judgments, newest last: how many of each when there are more."""
    woorden = [rij.get_oordeel_display() for rij in afspraak.controles.all() if rij.is_definitief]
    if not woorden:
        return "Nog niet vastgesteld"
    if len(set(woorden)) == 1:
        return woorden[0]
    return ", ".join(f"{woorden.count(woord)} keer {woord.lower()}" for woord in dict.fromkeys(woorden))


@transaction.atomic
def publiceer(
    *, jaar: Prestatiejaar, bevestigd: Collection[str], gezien: str | None = None, door: Gebruiker
) -> Publicatie:
    """Freeze it for everybody; again only when something changed. Raises PermissionDenied, StapGeweigerd."""
    jaar = Prestatiejaar.objects.select_for_update(of=("self",)).select_related("gebied").get(pk=jaar.pk)
    if not mag_publiceren(jaar.gebied, door):
        raise PermissionDenied("U heeft hier niet het recht om dit te doen.")
    nieuw = te_plaatsen(jaar)
    ook = publicaties.klacht_zelfde(nieuw)
    if ook:
        raise StapGeweigerd((*ook, *publicaties.klachten_uit(nieuw.bevindingen(), bevestigd)))
    publicatie = publicaties.plaats(nieuw=nieuw, bevestigd=bevestigd, gezien=gezien, door=door)
    noteer(door=door, stap="prestatiejaar.publiceren", ding=jaar, gegevens={"publicatie": publicatie.pk})
    return publicatie
