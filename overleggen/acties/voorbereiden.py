"""Before the meeting: asking for information at a point, and bringing papers."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format

from overleggen import poort
from overleggen.acties.agenda import haal_punt, is_besloten, schild_van
from overleggen.models import Agendapunt, Informatievraag, Stuk
from overleggen.stukken import Bestand
from wijkwerk.afspraken import service as afspraken
from wijkwerk.gebruikers.houder import Houder
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.logboek.service import noteer
from wijkwerk.regels.service import Klacht, StapGeweigerd

# More than anybody reads before a meeting.
HOOGSTENS = 10
# What the register holds of an afspraak, the name of the meeting included.
LANGST = 300


@transaction.atomic
def vraag_informatie(
    *, punt: Agendapunt, vraag: str, houder: Houder, uiterlijk: date, door: Gebruiker
) -> Informatievraag:
    """Ask somebody for information at a point, to be there before the meeting (DHR-31, BER-24).

    It stands in the register of afspraken, as closed and as shielded as the point: reminders, refusing and reporting
    go as with any other. Raises PermissionDenied, StapGeweigerd.
    """
    punt = haal_punt(punt)
    overleg = punt.overleg
    ook = [] if vraag.strip() else [Klacht("Schrijf op wat u wilt weten.", "vraag")]
    wat = f"Informatie voor {overleg.naam} van {date_format(overleg.datum)}: {vraag.strip()}"
    te_lang = len(wat) - LANGST
    if te_lang > 0:
        ook.append(Klacht(f"De vraag is te lang: haal er {te_lang} tekens af.", "vraag"))
    if not timezone.localdate() <= uiterlijk < overleg.datum:
        dag = date_format(overleg.datum)
        ook.append(Klacht(f"Kies een dag vóór het overleg van {dag}, en niet in het verleden.", "uiterlijk"))
    poort.eis(punt, "voorbereiden", door, ook=ook)
    afspraak = afspraken.maak(
        wat=wat,
        houder=houder,
        uiterlijk=uiterlijk,
        bron=overleg,
        gebieden=[overleg.gebied],
        door=door,
        gevoelig=schild_van(punt),
        besloten=is_besloten(punt),
        thema=punt.themas[0] if punt.themas else "",
    )
    rij = Informatievraag.objects.create(punt=punt, afspraak=afspraak)
    noteer(door=door, stap="agendapunt.informatie-vragen", ding=punt, gegevens={"afspraak": afspraak.pk})
    return rij


@transaction.atomic
def voeg_stuk_toe(
    *, punt: Agendapunt, titel: str, door: Gebruiker, bestand: Bestand | None = None, adres: str = ""
) -> Stuk:
    """Bring a paper: a file that `stukken.lees` let through, or an address. At a shielded point there is none."""
    punt = haal_punt(punt)
    if not mag_stuk_toevoegen(punt, door):
        raise PermissionDenied("U kunt bij dit punt geen stuk toevoegen.")
    klachten = [] if titel.strip() else [Klacht("Schrijf op wat dit is.", "titel")]
    if (bestand is None) == (not adres):
        klachten.append(Klacht("Kies een bestand of vul een adres in, een van de twee.", "bestand"))
    if schild_van(punt) != "nee":
        klachten.append(
            Klacht("Bij een afgeschermd punt bewaren we geen stukken. Neem het mee naar het overleg.")
        )
    if punt.stukken.count() >= HOOGSTENS:
        klachten.append(Klacht(f"Bij dit punt staan al {HOOGSTENS} stukken. Haal er eerst een weg."))
    if klachten:
        raise StapGeweigerd(tuple(klachten))
    stuk = Stuk.objects.create(
        punt=punt,
        titel=titel.strip(),
        adres=adres,
        inhoud=bestand.inhoud if bestand else None,
        soort=bestand.soort if bestand else "",
        grootte=len(bestand.inhoud) if bestand else 0,
        toegevoegd_door=door,
    )
    noteer(door=door, stap="agendapunt.stuk-toevoegen", ding=punt, gegevens={"stuk": stuk.pk})
    return stuk


@transaction.atomic
def haal_stuk_weg(*, stuk: Stuk, door: Gebruiker) -> None:
    """Take a paper away, for good. Twice is once; after the meeting was finished never."""
    punt = haal_punt(stuk.punt)
    if not mag_stuk_weghalen(stuk, punt, door):
        raise PermissionDenied("U kunt dit stuk niet weghalen.")
    weg, _per_soort = Stuk.objects.filter(pk=stuk.pk).delete()
    if weg:
        noteer(door=door, stap="agendapunt.stuk-weghalen", ding=punt, gegevens={"stuk": stuk.pk})


def mag_stuk_toevoegen(punt: Agendapunt, door: Gebruiker, *, brengt_in: bool | None = None) -> bool:
    """Who brought the point in, and whoever may bring in points here (`brengt_in`, when that was asked already); not
    after the meeting."""
    if not _kan_nog(punt):
        return False
    if punt.aangedragen_door_id == door.pk:
        return True
    return poort.mag_inbrengen(punt.overleg, door) if brengt_in is None else brengt_in


def mag_stuk_weghalen(stuk: Stuk, punt: Agendapunt, door: Gebruiker) -> bool:
    if not _kan_nog(punt):
        return False
    return stuk.toegevoegd_door_id == door.pk or poort.mag(punt, "voorbereiden", door)


def _kan_nog(punt: Agendapunt) -> bool:
    overleg = punt.overleg
    return (overleg.is_komend or overleg.is_gehouden) and punt.stand != Agendapunt.Stand.AFGEVOERD
