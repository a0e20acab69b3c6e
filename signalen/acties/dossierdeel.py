"""Asking one party to take a whole dossier: one afspraak for all its signals, and one owner."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.db import transaction
from django.db.models import QuerySet

from signalen.acties.basis import eis_onveranderd, meld_eigenaar, niet_dubbel, van_dossier, zet_eigenaar
from signalen.acties.bundelen import vergrendel_dossier, werk_dossier_bij
from signalen.acties.uitzetting import zet_uit
from signalen.models import Dossier, Signaal
from signalen.regels import onderwerp_deel
from signalen.routes import eigen_houder
from wijkwerk.afspraken import service as afspraken
from wijkwerk.afspraken.models import Afspraak
from wijkwerk.gebruikers.houder import Houder
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.logboek.service import noteer
from wijkwerk.regels.service import Klacht, StandVeranderd, StapGeweigerd, bezwaren
from wijkwerk.wijken.models import Gebied


def leden(dossier: Dossier, door: Gebruiker) -> QuerySet[Signaal]:
    """The signals of the dossier that exist for this person, oldest first: locks are taken in this order."""
    rijen = Signaal.objects.zichtbaar_voor(door).filter(dossier=dossier)
    return rijen.voor_lijst().select_related("melder").order_by("pk")


@transaction.atomic
def zet_dossier_uit(
    *,
    dossier: Dossier,
    houder: Houder,
    wat: str,
    uiterlijk: date | None,
    door: Gebruiker,
    gezien: str = "",
) -> tuple[Klacht, ...]:
    """Ask one party to take the whole dossier: one afspraak, and the owner of every signal that still waits for one.

    Who may: whoever may send each of these signals there. All of them or none. Return what the profile advises.
    `gezien`: how it stood for the sender (`gezien_van`); when somebody else sent of it meanwhile, StandVeranderd.
    """
    dossier = vergrendel_dossier(dossier)
    # Also the signals: each may be sent on its own page, which knows of no dossier.
    list(Signaal.objects.select_for_update(of=("self",)).filter(dossier=dossier).order_by("pk"))
    eis_onveranderd(dossier, gezien)
    wachten = [lid for lid in leden(dossier, door) if lid.stand in {"geregistreerd", "uitgezet"}]
    klachten = list(_klachten(dossier, wachten, wat, uiterlijk, houder))
    van_profiel, adviezen = (
        bezwaren(
            "vragen", onderwerp_deel(wachten[0], {"wat": wat, "wanneer": uiterlijk, "wie": houder}), door
        )
        if wachten
        else ([], [])
    )
    klachten = niet_dubbel(klachten, van_profiel) + van_profiel
    if klachten:
        raise StapGeweigerd(tuple(klachten))
    for lid in wachten:
        zet_uit(signaal=lid, door=door, eigenaar=houder, zonder_deel=True)
    assert uiterlijk is not None
    afspraken.maak(
        wat=wat.strip(),
        houder=houder,
        uiterlijk=uiterlijk,
        bron=dossier,
        gebieden=Gebied.objects.filter(signalen__in=[lid.pk for lid in wachten]).distinct(),
        door=door,
        gevoelig=dossier.gevoelig,
        thema=dossier.thema,
    )
    _zet_eigenaar(dossier, houder)
    noteer(door=door, stap="dossier.uitzetten", ding=dossier, gegevens={"signalen": len(wachten)})
    return tuple(adviezen)


def _klachten(
    dossier: Dossier, wachten: list[Signaal], wat: str, uiterlijk: date | None, houder: Houder
) -> Iterator[Klacht]:
    if not dossier.is_open:
        raise StandVeranderd((Klacht("Dit dossier is gesloten."),))
    if not wachten:
        yield Klacht("In dit dossier wacht geen signaal op een eigenaar.")
    if not wat.strip():
        yield Klacht(f"Schrijf op wat u vraagt van {houder}.", "wat")
    if uiterlijk is None:
        yield Klacht(f"Kies wanneer {houder} klaar moet zijn.", "wanneer")
    if any(afspraak.houder == houder for afspraak in van_dossier(dossier.pk).open().voor_lijst()):
        yield Klacht(f"{houder} is al gevraagd.")


def _zet_eigenaar(dossier: Dossier, houder: Houder) -> None:
    dossier.houder = houder
    dossier.save(update_fields=Dossier.HOUDER_VELDEN)
    werk_dossier_bij(dossier)


@transaction.atomic
def weiger_dossier(*, afspraak: Afspraak, reden: str, door: Gebruiker) -> None:
    """The party that was asked refuses: dossier and signals return to who asked, who then owns them (DHR-17, DHR-38)."""
    dossier = vergrendel_dossier(Dossier.objects.get(pk=afspraak.bron_id))
    houder = afspraak.houder
    afspraken.weiger(afspraak=afspraak, reden=reden, door=door)
    if houder is None or dossier.houder != houder:
        return
    eigenaar = eigen_houder(afspraak.gevraagd_door, dossier.gebied, dossier.plek())
    _zet_eigenaar(dossier, eigenaar)
    rijen = Signaal.objects.select_for_update(of=("self",)).filter(dossier=dossier).order_by("pk")
    for lid in rijen:
        if lid.houder == houder and lid.stand == Signaal.Stand.UITGEZET:
            zet_eigenaar(lid, eigenaar)
    eerste = rijen.first()
    if eerste is not None:
        meld_eigenaar(eerste, door)


def klachten_dossier(pk: int) -> Iterator[Klacht]:
    """What the party that was asked for the whole dossier still has to do, before any of its signals is answered."""
    gevraagd = list(van_dossier(pk).voor_lijst().order_by("pk"))
    for afspraak in gevraagd:
        if afspraak.is_open:
            yield Klacht(f"Nog niet klaar met het dossier: {afspraak.houder}.")
    if gevraagd and gevraagd[-1].stand == Afspraak.Stand.GEWEIGERD:
        yield Klacht(f"{gevraagd[-1].houder} nam het dossier niet aan. Vraag het eerst aan een ander.")
