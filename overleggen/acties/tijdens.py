"""At the meeting: what came of a point, the afspraken made on the spot, results reported back, what moves on."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from overleggen import poort
from overleggen.acties.agenda import bewaar, haal_punt, is_besloten, schild_van
from overleggen.acties.inbrenger import BESPROKEN, vertel_bewoner
from overleggen.acties.overleg import eis_versie
from overleggen.models import Agendapunt, Agendapuntafspraak, Overleg
from signalen import service as signalen
from signalen.models import Signaal, Terugkoppeling
from wijkwerk.afspraken import service as afspraken
from wijkwerk.afspraken.models import Afspraak
from wijkwerk.gebruikers.houder import Houder
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.logboek.service import noteer
from wijkwerk.regels.service import Klacht


def eis_open(overleg: Overleg, *klachten: Klacht) -> list[Klacht]:
    """Minutes are written while the meeting is being held: not before, and never after it was finished."""
    if overleg.is_gehouden:
        return list(klachten)
    if overleg.is_afgerond:
        return [
            Klacht(
                "Dit overleg is afgerond en verandert niet meer. Verbeter het verslag met een nieuwe versie."
            )
        ]
    return [Klacht("Begin eerst het overleg: leg vast wie er is.")]


@transaction.atomic
def bespreek(
    *,
    punt: Agendapunt,
    uitkomst: str,
    versie: int,
    door: Gebruiker,
    besluit: str = "",
    gegevens: Mapping[str, Any] | None = None,
) -> tuple[Agendapunt, tuple[Klacht, ...]]:
    """Write down what came of a point; again as often as needed until the meeting is finished.

    `versie` is the one on the writer's screen: VersieVerouderd when another writer saved in between.
    """
    punt = haal_punt(punt)
    klachten = [] if uitkomst.strip() else [Klacht("Schrijf op wat de uitkomst is.", "uitkomst")]
    punt.velden = punt.velden | dict(gegevens or {})
    meer = {"uitkomst": uitkomst.strip(), "besluit": besluit.strip(), **(gegevens or {})}
    resultaat = poort.eis(punt, "bespreken", door, gegevens=meer, ook=eis_open(punt.overleg, *klachten))
    eis_versie(punt, versie)
    punt.uitkomst, punt.besluit, punt.stand = uitkomst.strip(), besluit.strip(), Agendapunt.Stand.BESPROKEN
    bewaar(punt, "bespreken", door, ["uitkomst", "besluit", "velden", "stand"])
    return punt, resultaat.adviezen


@transaction.atomic
def koppel_terug(*, punt: Agendapunt, tekst: str, door: Gebruiker) -> Agendapunt:
    """Report the result back to those present. The same matter in earlier meetings is then done as well (DHR-39)."""
    punt = haal_punt(punt)
    klachten = [] if tekst.strip() else [Klacht("Schrijf op wat het resultaat is.", "tekst")]
    poort.eis(
        punt, "terugkoppelen", door, gegevens={"terugkoppeling": tekst}, ook=eis_open(punt.overleg, *klachten)
    )
    punt.terugkoppeling = tekst.strip()
    punt.uitkomst = punt.uitkomst or tekst.strip()
    punt.teruggekoppeld_op, punt.teruggekoppeld_door = timezone.now(), door
    punt.stand = Agendapunt.Stand.TERUGGEKOPPELD
    velden = ["terugkoppeling", "uitkomst", "teruggekoppeld_op", "teruggekoppeld_door", "stand"]
    bewaar(punt, "terugkoppelen", door, velden)
    _vertel_signaal(punt, door)
    vertel_bewoner(punt, BESPROKEN)
    eerder = punt.doorgeschoven_van
    while eerder is not None:
        if _zelfde_kring(eerder.overleg, punt.overleg):
            _ook_terug(eerder, punt)
        eerder = eerder.doorgeschoven_van
    return punt


def _zelfde_kring(eerder: Overleg, nu: Overleg) -> bool:
    """Whether those present now are those who waited: the same form, or the one that it prepares."""
    return nu.vorm in {eerder.vorm, eerder.vormrij.bereidt_voor}


def _vertel_signaal(punt: Agendapunt, door: Gebruiker) -> None:
    """Where the route of a signal wants its answer told in a meeting, that has now been done."""
    if punt.bron_soort != "signaal":
        return
    signaal = Signaal.objects.filter(pk=punt.bron_id or 0, stand=Signaal.Stand.BEANTWOORD).first()
    if signaal is not None and "overleg" in signalen.nog_terug_te_koppelen(signaal):
        signalen.koppel_terug(signaal=signaal, aan=Terugkoppeling.Aan.OVERLEG, vanuit=punt.overleg, door=door)


def _ook_terug(eerder: Agendapunt, punt: Agendapunt) -> None:
    """The earlier point waited for this; its text stays as it was written."""
    if eerder.stand == Agendapunt.Stand.BESPROKEN:
        eerder.stand = Agendapunt.Stand.TERUGGEKOPPELD
        eerder.teruggekoppeld_op, eerder.teruggekoppeld_door = (
            punt.teruggekoppeld_op,
            punt.teruggekoppeld_door,
        )
        eerder.save(update_fields=["stand", "teruggekoppeld_op", "teruggekoppeld_door"])
        noteer(
            door=punt.teruggekoppeld_door,
            stap="agendapunt.terugkoppelen",
            ding=eerder,
            gegevens={"punt": punt.pk},
        )


@transaction.atomic
def schuif_door(*, punt: Agendapunt, door: Gebruiker) -> Agendapunt:
    """There was no time: the point is proposed for the next agenda by itself."""
    punt = haal_punt(punt)
    poort.eis(punt, "doorschuiven", door, ook=eis_open(punt.overleg))
    punt.stand = Agendapunt.Stand.DOORGESCHOVEN
    bewaar(punt, "doorschuiven", door, ["stand"])
    return punt


@transaction.atomic
def maak_afspraak(
    *, punt: Agendapunt, wat: str, houder: Houder, uiterlijk: date, door: Gebruiker, toegezegd: bool = True
) -> Afspraak:
    """Put what was agreed at a point into the register. Who sits at the table promises: `toegezegd` by default."""
    punt = haal_punt(punt)
    poort.eis(
        punt, "bespreken", door, gegevens={"uitkomst": wat}, stand=_stand(punt), ook=eis_open(punt.overleg)
    )
    afspraak = afspraken.maak(
        wat=wat,
        houder=houder,
        uiterlijk=uiterlijk,
        bron=punt.overleg,
        gebieden=[punt.overleg.gebied],
        door=door,
        gevoelig=schild_van(punt),
        besloten=is_besloten(punt),
        thema=punt.themas[0] if punt.themas else "",
        toegezegd=toegezegd,
    )
    Agendapuntafspraak.objects.create(punt=punt, afspraak=afspraak)
    noteer(door=door, stap="agendapunt.afspreken", ding=punt, gegevens={"afspraak": afspraak.pk})
    return afspraak


def _stand(punt: Agendapunt) -> str:
    """An afspraak may also be made at a point whose result was just reported back."""
    terug = punt.stand == Agendapunt.Stand.TERUGGEKOPPELD
    return Agendapunt.Stand.BESPROKEN.value if terug else punt.stand
