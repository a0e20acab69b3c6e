"""Making a beleidsnotitie of a dossier, and taking it back."""

from __future__ import annotations

from collections.abc import Iterator

from django.core.exceptions import PermissionDenied
from django.db import transaction

from signalen.acties.bundelen import bij_dossier
from signalen.acties.dossierdeel import leden
from signalen.models import Dossier, Notitie, Signaal
from signalen.notities import cijfers
from signalen.regels import onderwerp_dossier
from signalen.stroom import DOSSIER
from wijkwerk.berichten.service import zet_klaar_voor
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.logboek.service import noteer
from wijkwerk.persoonsgegevens import vind
from wijkwerk.profiel import Selector
from wijkwerk.profiel.regels import Meldt
from wijkwerk.regels.service import Klacht, StapGeweigerd, eis_recht, mag_stap

NOOIT = {"bsn": "een burgerservicenummer", "telefoon": "een telefoonnummer", "e-mail": "een e-mailadres"}


def mag_notitie(dossier: Dossier, door: Gebruiker) -> bool:
    """Whoever bundles there. Of what is shielded no notitie is made: also few words may point at somebody."""
    return dossier.gevoelig == Signaal.Gevoelig.NEE and mag_stap(
        DOSSIER["wijzigen"], onderwerp_dossier(dossier), door, bij_dossier(dossier, door)
    )


@transaction.atomic
def maak_notitie(
    *, dossier: Dossier, titel: str, speelt: str, door: Gebruiker, vraag: str = "", geen_namen: bool = False
) -> Notitie:
    """Freeze the figures of today beside these words, and tell whom the profile names (HEL-62).

    Raises StapGeweigerd when a text is missing or holds something about a person. `geen_namen`: whoever writes says
    that what looks like a name is none.
    """
    eis_recht(DOSSIER["wijzigen"], onderwerp_dossier(dossier), door, bij_dossier(dossier, door))
    rijen = list(leden(dossier, door))
    klachten = [
        *_ontbreekt(dossier, titel, speelt, rijen),
        *_over_personen({"titel": titel, "speelt": speelt, "vraag": vraag}, geen_namen=geen_namen),
    ]
    if klachten:
        raise StapGeweigerd(tuple(klachten))
    notitie = Notitie.objects.create(
        dossier=dossier,
        titel=titel.strip(),
        speelt=speelt.strip(),
        vraag=vraag.strip(),
        cijfers=cijfers(rijen),
        gemaakt_door=door,
    )
    notitie.signalen.set(rijen)
    noteer(door=door, stap="notitie.maken", ding=notitie, gegevens={"dossier": dossier.pk})
    zet_klaar_voor(_aan(rijen), "notitie-gemaakt", ding=notitie, plek=dossier.plek(), behalve=door)
    return notitie


@transaction.atomic
def haal_notitie_weg(*, notitie: Notitie, door: Gebruiker) -> None:
    """Take it back, with its words: its maker, and whoever bundles there."""
    if not mag_weghalen(notitie, door):
        raise PermissionDenied("Alleen wie deze notitie maakte, haalt hem weg.")
    noteer(door=door, stap="notitie.weghalen", ding=notitie)
    notitie.delete()


def mag_weghalen(notitie: Notitie, door: Gebruiker) -> bool:
    return notitie.gemaakt_door_id == door.pk or mag_notitie(notitie.dossier, door)


def _aan(rijen: list[Signaal]) -> tuple[Selector, ...]:
    """Whom the profile tells of bundling these kinds."""
    regels = actief_profiel().regels_bij(
        "signaal",
        "bundelen",
        soort_sleutel={rij.soort for rij in rijen},
        themas={thema for rij in rijen for thema in rij.themas},
    )
    return tuple(dict.fromkeys(wie for regel in regels if isinstance(regel, Meldt) for wie in regel.aan))


def _ontbreekt(dossier: Dossier, titel: str, speelt: str, rijen: list[Signaal]) -> Iterator[Klacht]:
    if dossier.gevoelig != Signaal.Gevoelig.NEE:
        yield Klacht("Van afgeschermde signalen maakt u geen notitie.")
    if not rijen:
        yield Klacht("In dit dossier zitten nog geen signalen.")
    if not titel.strip():
        yield Klacht("Geef de notitie een naam.", "titel")
    if not speelt.strip():
        yield Klacht("Schrijf op wat er speelt.", "speelt")


def _over_personen(teksten: dict[str, str], *, geen_namen: bool) -> Iterator[Klacht]:
    for veld, tekst in teksten.items():
        soorten = {vondst.soort: vondst.gevonden for vondst in vind(tekst)}
        for soort, woorden in NOOIT.items():
            if soort in soorten:
                yield Klacht(f"Hier staat {woorden}. Haal dat weg: dit leest het hele gemeentehuis.", veld)
        if "naam" in soorten and not geen_namen:
            yield Klacht(
                f"“{soorten['naam']}” lijkt een naam. Haal die weg, of kruis onderaan aan dat het er geen is.",
                veld,
            )
