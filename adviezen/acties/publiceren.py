"""The public page of a standpunt: what was decided, on which advice, and whom of the municipality to turn to (HEL-32)."""

from __future__ import annotations

from collections.abc import Collection

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format

from adviezen.acties.meedelen import vergrendel_standpunt
from adviezen.gewicht import gewicht_van
from adviezen.models import Advies, Standpunt
from signalen.models import Signaal
from wijkwerk.berichten.titels import is_afgeschermd
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.gebruikers.rechten import Recht, mag
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.logboek.service import noteer
from wijkwerk.publicatie import service as publicaties
from wijkwerk.publicatie.service import (
    Benaming,
    Contact,
    Inhoud,
    Publicatie,
    Sectie,
    TePlaatsen,
    Vaststelling,
)
from wijkwerk.regels.service import Klacht, StapGeweigerd

VORM = Benaming(sleutel="standpunt", naam="Standpunt")


def mag_publiceren(standpunt: Standpunt, door: Gebruiker) -> bool:
    return mag(door, Recht.PUBLICATIE_PLAATSEN, standpunt.onderwerp.plek())


def te_plaatsen(standpunt: Standpunt) -> TePlaatsen:
    """What would be published now: for the preview, the masking check, and the publication itself."""
    over = standpunt.onderwerp
    return TePlaatsen(
        ding=standpunt,
        gebied=over.gebied,
        aard=Publicatie.Aard.VASTSTELLING,
        openbaar=Publicatie.Openbaar.IEDEREEN,
        inhoud=_inhoud(standpunt),
        besloten=_besloten(standpunt),
    )


def _inhoud(standpunt: Standpunt) -> Inhoud:
    over, profiel = standpunt.onderwerp, actief_profiel()
    teksten = [
        ("standpunt", "Ons standpunt", standpunt.tekst),
        ("motivering", "Waarom", standpunt.motivering),
        ("alternatief", "Wat wel kan", standpunt.alternatief),
        ("vervolg", "Hoe het verder gaat", standpunt.vervolg),
        ("adviezen", "Deze adviezen wogen mee", "\n".join(_adviezen(standpunt))),
    ]
    contact = Contact(
        functie=standpunt.aanspreekpunt or profiel.gemeente.naam, e_mail=standpunt.aanspreekpunt_e_mail
    )
    return Inhoud(
        gemeente=Benaming(sleutel=profiel.gemeente.code or "", naam=profiel.gemeente.naam),
        gebied=Benaming(sleutel=over.gebied.sleutel, naam=over.gebied.naam),
        vorm=VORM,
        titel=over.titel,
        samenvatting=f"{standpunt.get_oordeel_display()}.",
        versie=1,
        peildatum=timezone.now(),
        vaststelling=Vaststelling(
            door=standpunt.orgaan_naam, op=standpunt.besloten_op, kenmerk=standpunt.kenmerk
        ),
        secties=tuple(Sectie(sleutel=s, naam=naam, tekst=tekst) for s, naam, tekst in teksten if tekst),
        contact=(contact,),
    )


def _adviezen(standpunt: Standpunt) -> list[str]:
    """Who advised, when and at which scale; of a resident no more than that."""
    regels = []
    for advies in ontvangen(standpunt):
        assert advies.ingediend_op is not None
        dag = date_format(timezone.localtime(advies.ingediend_op), "j F Y")
        gewicht = str(gewicht_van(advies))
        regels.append(f"Advies van {advies.van}, {dag}{f' ({gewicht})' if gewicht else ''}")
    return regels


def ontvangen(standpunt: Standpunt) -> list[Advies]:
    rijen = standpunt.onderwerp.adviezen.ontvangen().select_related("partij", "onderwerp")
    return list(rijen.order_by("ingediend_op", "pk"))


def _besloten(standpunt: Standpunt) -> list[str]:
    """Residents' own words, and every signal of the dossier: said to the municipality, not to everybody."""
    over = standpunt.onderwerp
    teksten = list(over.adviezen.ontvangen().filter(partij=None).values_list("tekst", flat=True))
    if over.bron_soort == "dossier":
        teksten += Signaal.objects.filter(dossier=over.bron_id).values_list("tekst", flat=True)
    return [tekst for tekst in teksten if tekst]


@transaction.atomic
def publiceer(
    *, standpunt: Standpunt, bevestigd: Collection[str], gezien: str | None = None, door: Gebruiker
) -> Publicatie:
    """Freeze it for everybody; after it was told to who advised, and once."""
    standpunt = vergrendel_standpunt(standpunt)
    ook = []
    if standpunt.gecommuniceerd_op is None:
        ook.append(Klacht("Deel het standpunt eerst mee aan wie adviseerde."))
    if is_afgeschermd(standpunt):
        ook.append(Klacht("Dit gaat over iets dat is afgeschermd. Het standpunt kan niet openbaar worden."))
    if publicaties.laatste_van(standpunt) is not None:
        ook.append(Klacht("Dit standpunt is al gepubliceerd."))
    nieuw = te_plaatsen(standpunt)
    if ook:
        raise StapGeweigerd((*ook, *publicaties.klachten_uit(nieuw.bevindingen(), bevestigd)))
    publicatie = publicaties.plaats(nieuw=nieuw, bevestigd=bevestigd, gezien=gezien, door=door)
    noteer(door=door, stap="standpunt.publiceren", ding=standpunt, gegevens={"publicatie": publicatie.pk})
    return publicatie
