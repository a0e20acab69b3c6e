"""A participation path in a municipality that works with them, made through the actions themselves."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from participatie import acties
from participatie.acties.raadplegen import raadplegingen
from participatie.models import Betrokkene, Traject
from tests.hulp import gebied, persoon
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.regels.service import StapGeweigerd
from wijkwerk.wijken.models import Partij

KERN = "schoorl"


def dag(dagen: int) -> date:
    return timezone.localdate() + timedelta(days=dagen)


def vereniging() -> Partij:
    rij, nieuw = Partij.objects.get_or_create(
        sleutel="vereniging", defaults={"naam": "Vereniging Voorbeeld", "soort": "bewonersorgaan"}
    )
    if nieuw:
        rij.gebieden.set([gebied(KERN)])
    return rij


def lid() -> Gebruiker:
    return persoon("wijkvereniging", partij=vereniging())


def start(door: Gebruiker, **anders: Any) -> Traject:
    inhoud = {"titel": "Herinrichting Heereweg", "doel": "Een veilige straat."} | anders.pop("inhoud", {})
    return acties.start(
        gebied=anders.pop("gebied", None) or gebied(KERN), inhoud=acties.Inhoud(**inhoud), door=door, **anders
    )


def doet_mee(traject: Traject, door: Gebruiker, **anders: Any) -> Betrokkene:
    gegevens: dict[str, Any] = {
        "rol": "een van de deelnemers",
        "trede": "adviseren",
        "moment": "Bij het eerste ontwerp",
        "waarover": "De bomen en de stoep",
    }
    if "partij" not in anders:
        gegevens["partij"] = vereniging()
    return acties.zet_betrokkene(traject=traject, door=door, **(gegevens | anders))


def weeg(traject: Traject, door: Gebruiker, *scores: int) -> Any:
    participatie = actief_profiel().participatie
    assert participatie is not None
    waarden = scores or (1,) * len(participatie.weegfactoren)
    return acties.weeg(
        traject=traject,
        scores={
            factor: (score, "Daarom.")
            for factor, score in zip(participatie.weegfactoren, waarden, strict=True)
        },
        door=door,
    )


def hoor(traject: Traject, door: Gebruiker) -> None:
    """Everybody whom the profile wants heard is asked, and says yes."""
    acties.vraag_raad(traject=traject, door=door)
    for _, rij in raadplegingen(traject):
        assert rij is not None
        rol = rij.wie.removeprefix("rol:")
        wie = persoon(rol, gebied=KERN if rol == "wijkcoordinator" else None)
        acties.geef_raad(traject=traject, instemming=rij, akkoord=True, toelichting="Zo kan het.", door=wie)


def maak_klaar(door: Gebruiker, **anders: Any) -> Traject:
    """All that the profile asks before the decision."""
    traject = start(door, **anders)
    doet_mee(traject, door)
    weeg(traject, door)
    acties.kies_trede(traject=traject, trede="adviseren", reden="", door=door)
    hoor(traject, door)
    return traject


def vastgesteld(door: Gebruiker, **anders: Any) -> Traject:
    traject = maak_klaar(door, **anders)
    return acties.stel_vast(
        traject=traject, orgaan="rol:college", besloten_op=dag(0), door=persoon("college")
    )


def klachten(doe: Any, *args: Any, **kwargs: Any) -> list[str]:
    with pytest.raises(StapGeweigerd) as geweigerd:
        doe(*args, **kwargs)
    return [str(klacht) for klacht in geweigerd.value.klachten]


def als(client: Client, wie: Gebruiker) -> Client:
    client.force_login(wie)
    return client


def adres(naam: str, *args: int) -> str:
    return reverse(f"participatie:{naam}", args=args)
