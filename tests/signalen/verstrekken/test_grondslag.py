"""Outside the municipality goes only what the profile declares, on the basis it names; without it nothing is sent."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from signalen import acties
from signalen.acties.uitzetvoorstel import voorstellen
from signalen.models import Signaal, Verstrekking
from signalen.verstrekken import is_buiten
from tests.hulp import gebied, partij, persoon, profieltekst
from tests.signalen.hulp import over, signaal, spreekuur
from tests.signalen.verstrekken.verklaringen import (
    BEGIN,
    GROND,
    PLEK,
    TEKST,
    pagina_van,
    profielrij,
    zet_profiel,
    zet_uit_bij,
    zonder_grond,
)
from tests.wijken.kaarten import laad, midden
from wijkwerk.afspraken.models import Afspraak
from wijkwerk.berichten.models import Bericht
from wijkwerk.gebruikers.houder import Houder
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.gemeente.service import taal
from wijkwerk.logboek.models import Logregel
from wijkwerk.profiel import Profiel, ProfielFout, lees_tekst
from wijkwerk.regels.service import StapGeweigerd

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("toont", "gevonden"), [('"omschrijving"', False), ('"omschrijving", "straat"', True)]
)
def test_a_point_on_the_map_goes_only_with_the_place(
    client: Client, rij: Signaal, manager: Gebruiker, corporatie: Gebruiker, toont: str, gevonden: bool
) -> None:
    laad()
    lengte, breedte = midden(1)
    Signaal.objects.filter(pk=rij.pk).update(lengte=lengte, breedte=breedte)
    zet_profiel(profielrij(toont))
    zet_uit_bij(rij, manager)

    pagina = pagina_van(client, corporatie, rij)

    assert TEKST in pagina
    assert (PLEK in pagina) is gevonden
    assert ("<circle" in pagina) is gevonden
    assert ("52.90500, 4.71500" in pagina) is gevonden


# --- without declaration nothing is sent


def test_without_a_basis_sending_is_refused_and_nothing_is_kept(
    client: Client, rij: Signaal, manager: Gebruiker
) -> None:
    zet_profiel()
    client.force_login(manager)
    url = reverse("signalen:uitzetting", args=[rij.pk])
    stappen = Logregel.objects.stappen().count()

    pagina = client.get(url).content.decode()
    antwoord = client.post(url, {"route": "wonen", "wat_0": "Kijk.", "uiterlijk_0": over(5).isoformat()})

    rij.refresh_from_db()
    assert "Er is niet vastgelegd op welke grondslag dit daarheen mag." in pagina
    assert antwoord.status_code == 422
    assert "er is niet vastgelegd op welke grondslag" in antwoord.content.decode()
    assert (rij.stand, rij.houder) == ("geregistreerd", None)
    assert not Afspraak.objects.exists()
    assert not Bericht.objects.exists()
    assert Logregel.objects.stappen().count() == stappen


@pytest.mark.parametrize("weg", ["doorverwijzing", "dossier", "een-ander-erbij"])
def test_there_is_no_way_round(rij: Signaal, manager: Gebruiker, weg: str) -> None:
    naar = Houder(partij=partij("woningstichting"))
    dossier = acties.open_dossier(titel="Heggen", signalen=[rij], door=manager) if weg == "dossier" else None
    if weg == "een-ander-erbij":
        zet_uit_bij(rij, manager, "wijkbeheer")
    zet_profiel()

    vraag: dict[str, Any] = {"wat": "x", "uiterlijk": over(5), "door": manager}
    wegen: dict[str, Callable[[], Any]] = {
        "doorverwijzing": lambda: acties.verwijs_door(signaal=rij, naar=naar, **vraag),
        "dossier": lambda: acties.zet_dossier_uit(dossier=dossier, houder=naar, **vraag),  # type: ignore[arg-type]
        "een-ander-erbij": lambda: zet_uit_bij(rij, manager),
    }

    with pytest.raises(StapGeweigerd, match="niet vastgelegd op welke grondslag"):
        wegen[weg]()

    assert not Verstrekking.objects.exists()


def test_nor_by_a_decision(oude_ijsselstreek: Profiel) -> None:
    regisseur = persoon("gebiedsregisseur", gebied="ulft")
    eigenaar = Houder(rol="gebiedsregisseur", gebied=gebied("ulft"))
    rij = signaal(persoon("teamlid", gebied="ulft"), "ulft", "wonen", eigenaar=eigenaar)
    zonder_grond("oude-ijsselstreek")

    with pytest.raises(StapGeweigerd, match="niet vastgelegd op welke grondslag"):
        acties.zet_door(
            signaal=rij,
            houder=Houder(partij=partij("wonion")),
            wat="Snoei.",
            uiterlijk=over(5),
            onderwerp="Heg",
            partijen=[partij("wonion")],
            motivering="Het duurt te lang.",
            door=regisseur,
        )


def test_nor_as_owner_from_the_start(oude_ijsselstreek: Profiel) -> None:
    """In a neighbourhood team of partners too: it is given to somebody outside."""
    teamlid = persoon("teamlid", gebied="ulft")
    lid = Houder(rol="teamlid", gebied=gebied("ulft"))
    signaal(teamlid, "ulft", "algemeen", eigenaar=lid)
    gegeven = Verstrekking.objects.get()
    zonder_grond("oude-ijsselstreek")

    assert gegeven.houder == lid
    with pytest.raises(StapGeweigerd, match="niet vastgelegd op welke grondslag"):
        signaal(teamlid, "ulft", "algemeen", eigenaar=lid)


def test_nor_a_level_higher(oude_ijsselstreek: Profiel) -> None:
    generalist = persoon("generalist-groen-grijs", gebied="ulft")
    vloer = Houder(rol="uitvoerder", gebied=gebied("ulft"))
    rij = signaal(generalist, "ulft", "groen-grijs", eigenaar=vloer)
    stap: dict[str, Any] = {"signaal": rij, "naar": "wijkteam", "reden": "Te groot.", "door": generalist}
    zonder_grond("oude-ijsselstreek")

    with pytest.raises(StapGeweigerd, match="niet vastgelegd op welke grondslag"):
        acties.schaal_op(**stap, rol="teamlid")

    assert not Verstrekking.objects.exists()
    acties.schaal_op(**stap, rol="generalist-groen-grijs")


def test_at_the_end_of_a_spreekuur_it_stays_and_says_why(concierge: Gebruiker) -> None:
    uur = spreekuur(concierge, "visbuurt")
    signaal(concierge, "visbuurt", "wonen", spreekuur=uur)
    zet_profiel()

    [voorstel] = voorstellen(uur, concierge)

    assert not voorstel.kan
    assert "niet vastgelegd op welke grondslag" in voorstel.reden


def test_inside_the_municipality_nothing_needs_declaring(rij: Signaal, manager: Gebruiker) -> None:
    zet_profiel()

    zet_uit_bij(rij, manager, "wijkbeheer")

    assert rij.delen.count() == 1
    assert not Verstrekking.objects.exists()


def test_who_is_outside(den_helder: Profiel, corporatie: Gebruiker, manager: Gebruiker) -> None:
    plek = gebied("visbuurt")
    buiten = [
        Houder(partij=partij("politie")),
        Houder(persoon=corporatie),
        Houder(rol="bewoner", gebied=plek),
    ]
    binnen = [
        Houder(partij=partij("wijkbeheer")),
        Houder(persoon=manager),
        Houder(rol="wijkmanager", gebied=plek),
    ]

    assert [is_buiten(houder) for houder in [*buiten, *binnen]] == [True] * 3 + [False] * 3


# --- the language


@pytest.mark.parametrize(
    ("fout", "zegt"),
    [
        ({"bij": "signaal.uitzetten"}, "zonder stap"),
        ({"bij": "overleg"}, "zonder stap"),
        ({"toont": ["bsn"]}, "toont"),
        ({"grondslag": ""}, "grondslag"),
        ({"aan": []}, "aan"),
    ],
)
def test_a_wrong_declaration_is_an_error_of_the_file(fout: dict[str, Any], zegt: str) -> None:
    rij = {"bij": "signaal", "aan": ["kant:partner"], "toont": ["straat"], "grondslag": GROND} | fout
    regels = "\n".join(f"{naam} = {waarde!r}".replace("'", '"') for naam, waarde in rij.items())
    voor, _, na = profieltekst("den-helder").partition(BEGIN)
    tekst = f'{voor}[[regel]]\nsoort = "verstrekking"\n{regels}\n\n{na.partition(chr(10) * 2)[2]}'

    with pytest.raises(ProfielFout, match=zegt):
        lees_tekst(tekst, taal(), bestand="proef.toml")
