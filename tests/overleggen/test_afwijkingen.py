"""Where a form of meeting goes differently: who decides, what the planner makes of it, and how it ends."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from overleggen import acties, service
from overleggen.models import Afwijking
from overleggen.planner import Regel, planner
from tests.hulp import gebied, persoon
from tests.overleggen.hulp import gepland
from wijkwerk.berichten.models import Bericht
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.logboek.models import Logregel
from wijkwerk.profiel import Profiel
from wijkwerk.regels.service import StandVeranderd, StapGeweigerd

pytestmark = pytest.mark.django_db
WIJK = "brandevoort"


def _regel(vorm: str, waar: str, dag: date | None = None) -> Regel:
    return next(rij for rij in planner([gebied(waar)], dag=dag) if rij.vorm.sleutel == vorm)


def _stel_voor(door: Gebruiker, vorm: str = "wijktafel", waar: str = WIJK, **meer: Any) -> Afwijking:
    gegevens: dict[str, Any] = {
        "soort": "vervalt",
        "reden": "Het ontwikkelprogramma loopt",
        "van": timezone.localdate(),
    } | meer
    return acties.stel_afwijking_voor(vorm=vorm, gebied=gebied(waar), door=door, **gegevens)


def _post(client: Client, door: Gebruiker, vorm: str, waar: str, **meer: Any) -> Any:
    client.force_login(door)
    adres = f"{reverse('overleggen:afwijking_nieuw')}?vorm={vorm}&gebied={gebied(waar).pk}"
    gegevens = {"soort": "vervalt", "reden": "Programma", "van": timezone.localdate().isoformat()} | meer
    return client.post(adres, gegevens)


@pytest.mark.eis("HEL-50")
def test_adviseur_and_programmamanager_decide_together(client: Client, helmond: Profiel) -> None:
    adviseur, manager = persoon("adviseur-wgw", gebied=WIJK), persoon("programmamanager")

    assert _post(client, adviseur, "wijktafel", WIJK).status_code == 302
    rij = Afwijking.objects.get()
    assert rij.stand == "voorgesteld"
    assert _regel("wijktafel", WIJK).stand == "nodig"
    assert Bericht.objects.filter(soort="afwijking-gevraagd", ontvanger=manager).count() == 1
    assert [taak.knop for taak in service.werkvoorraad(manager) if taak.url == rij.get_absolute_url()] == [
        "Bent u akkoord?"
    ]

    client.force_login(manager)
    assert client.post(rij.get_absolute_url(), {"akkoord": "ja"}).status_code == 302
    rij.refresh_from_db()
    assert rij.stand == "geldt"
    regel = _regel("wijktafel", WIJK)
    assert (regel.stand, regel.reden) == ("vrijgesteld", "Programma")
    pagina = client.get(rij.get_absolute_url()).text
    assert "programmamanager ontwikkelingswijken" in pagina
    assert "nog geen antwoord" not in pagina
    with pytest.raises(StapGeweigerd, match="vrijgesteld"):
        gepland("wijktafel", WIJK, adviseur)
    stappen = Logregel.objects.stappen().van(rij).values_list("stap", flat=True)
    assert {"gebied.afwijking-voorstellen", "gebied.instemmen", "gebied.vrijstellen"} <= set(stappen)


@pytest.mark.eis("HEL-50")
def test_one_no_ends_the_proposal_and_needs_a_reason(client: Client, helmond: Profiel) -> None:
    rij = _stel_voor(persoon("adviseur-wgw", gebied=WIJK))
    client.force_login(persoon("programmamanager"))

    antwoord = client.post(rij.get_absolute_url(), {"akkoord": "nee"})
    assert antwoord.status_code == 422
    assert "Schrijf op waarom niet." in antwoord.text
    client.post(rij.get_absolute_url(), {"akkoord": "nee", "toelichting": "De wijk wil dit niet"})

    rij.refresh_from_db()
    assert rij.stand == "afgewezen"
    assert _regel("wijktafel", WIJK).stand == "nodig"


@pytest.mark.eis("HEL-50")
def test_nothing_deviates_without_a_reason(client: Client, helmond: Profiel) -> None:
    antwoord = _post(client, persoon("adviseur-wgw", gebied=WIJK), "wijktafel", WIJK, reden=" ")

    assert antwoord.status_code == 422
    assert not Afwijking.objects.exists()


def test_who_was_not_asked_does_not_answer(client: Client, helmond: Profiel) -> None:
    rij = _stel_voor(persoon("adviseur-wgw", gebied=WIJK))
    ander = persoon("adviseur-wgw", gebied=WIJK)
    client.force_login(ander)

    assert client.post(rij.get_absolute_url(), {"akkoord": "ja"}).status_code == 403
    with pytest.raises(PermissionDenied):
        acties.stem_in_met_afwijking(afwijking=rij, akkoord=True, toelichting="", door=ander)


def test_answering_twice_changes_nothing(helmond: Profiel) -> None:
    manager = persoon("programmamanager")
    rij = _stel_voor(persoon("adviseur-wgw", gebied=WIJK))
    acties.stem_in_met_afwijking(afwijking=rij, akkoord=True, toelichting="", door=manager)

    with pytest.raises(StandVeranderd):
        acties.stem_in_met_afwijking(afwijking=rij, akkoord=False, toelichting="Toch niet", door=manager)


def test_a_second_proposal_waits_for_the_first(helmond: Profiel) -> None:
    adviseur = persoon("adviseur-wgw", gebied=WIJK)
    _stel_voor(adviseur)

    with pytest.raises(StapGeweigerd, match="ligt al een voorstel"):
        _stel_voor(adviseur)


@pytest.mark.parametrize("rol", ["bewoner", "vakwethouder"])
def test_others_propose_nothing(client: Client, helmond: Profiel, rol: str) -> None:
    antwoord = _post(client, persoon(rol, gebied=WIJK), "wijktafel", WIJK)

    assert antwoord.status_code == 403


def test_residents_that_plan_meetings_do_not_exempt_the_municipality(den_helder: Profiel) -> None:
    voorzitter = persoon("platformvoorzitter", gebied="nieuw-den-helder")

    with pytest.raises(PermissionDenied):
        _stel_voor(voorzitter, "coordinatieteam", "nieuw-den-helder")


def test_it_is_not_there_for_who_has_nothing_to_do_with_the_form(client: Client, den_helder: Profiel) -> None:
    rij = _stel_voor(
        persoon("wijkmanager", gebied="nieuw-den-helder"),
        "coordinatieteam",
        "nieuw-den-helder",
        reden="WOORD",
    )
    client.force_login(persoon("bewoner", gebied="nieuw-den-helder"))

    assert client.get(rij.get_absolute_url()).status_code == 404
    assert "WOORD" not in client.get(reverse("overleggen:afwijkingen")).text


@pytest.mark.eis("OIJ-09")
def test_an_area_has_its_own_way_and_its_own_rhythm(client: Client, oude_ijsselstreek: Profiel) -> None:
    regisseur = persoon("gebiedsregisseur", gebied="ulft")

    anders = {"soort": "aangepast", "alternatief": "In kleine kring, bij de bewoners thuis", "per_jaar": "4"}
    assert _post(client, regisseur, "wijkteamoverleg", "ulft", **anders).status_code == 302

    hier, elders = _regel("wijkteamoverleg", "ulft"), _regel("wijkteamoverleg", "gendringen")
    assert (hier.nodig, hier.afwijking is not None) == (4, True)
    assert (elders.nodig, elders.afwijking) == (1, None)
    assert Afwijking.objects.get().stand == "geldt"
    assert "Het overleg gaat hier anders" in client.get(reverse("overleggen:planning")).text
    assert gepland("wijkteamoverleg", "ulft", regisseur).stand == "gepland"


@pytest.mark.eis("DHR-42")
def test_a_form_of_one_buurt_comes_to_another_by_decision(client: Client, den_helder: Profiel) -> None:
    manager = persoon("wijkmanager", gebied="stad-binnen-de-linie")
    with pytest.raises(StapGeweigerd, match="niet voor"):
        gepland("buurtbeheeroverleg", "sluisdijkbuurt", manager)

    erbij = {"soort": "beschikbaar", "reden": "De buurt heeft er baat bij"}
    assert _post(client, manager, "buurtbeheeroverleg", "sluisdijkbuurt", **erbij).status_code == 302

    assert _regel("buurtbeheeroverleg", "sluisdijkbuurt").stand == "nodig"
    assert gepland("buurtbeheeroverleg", "sluisdijkbuurt", manager).stand == "gepland"
    with pytest.raises(StapGeweigerd, match="niet worden toegevoegd"):
        _stel_voor(manager, "buurtbeheeroverleg", "stad-binnen-de-linie", soort="beschikbaar")


def test_ending_brings_the_form_back(client: Client, oude_ijsselstreek: Profiel) -> None:
    regisseur = persoon("gebiedsregisseur", gebied="ulft")
    rij = _stel_voor(regisseur, "wijkteamoverleg", "ulft", van=timezone.localdate() - timedelta(days=9))
    assert _regel("wijkteamoverleg", "ulft").stand == "vrijgesteld"
    client.force_login(regisseur)
    einde = reverse("overleggen:afwijking_einde", args=[rij.pk])

    assert client.post(einde, {"reden": ""}).status_code == 422
    assert client.post(einde, {"reden": "Het programma is klaar"}).status_code == 302

    rij.refresh_from_db()
    assert (rij.stand, rij.tot) == ("beeindigd", timezone.localdate() - timedelta(days=1))
    assert _regel("wijkteamoverleg", "ulft").stand == "nodig"
    with pytest.raises(StandVeranderd):
        acties.hervat(afwijking=rij, reden="Nog eens", door=regisseur)


@pytest.mark.eis("HEL-50")
def test_only_who_decides_ends_it(client: Client, helmond: Profiel) -> None:
    opzichter, manager = persoon("wijkopzichter", gebied=WIJK), persoon("programmamanager")
    rij = _stel_voor(persoon("adviseur-wgw", gebied=WIJK))
    acties.stem_in_met_afwijking(afwijking=rij, akkoord=True, toelichting="", door=manager)
    einde = reverse("overleggen:afwijking_einde", args=[rij.pk])

    client.force_login(opzichter)
    assert client.get(einde).status_code == 403
    assert client.post(einde, {"reden": "Ik wil het toch"}).status_code == 403
    client.force_login(manager)
    assert client.post(einde, {"reden": "Het programma is klaar"}).status_code == 302


def test_it_holds_from_and_until_its_days(oude_ijsselstreek: Profiel) -> None:
    vandaag = timezone.localdate()
    regisseur = persoon("gebiedsregisseur", gebied="ulft")
    _stel_voor(regisseur, "wijkteamoverleg", "ulft", van=vandaag + timedelta(10), tot=vandaag + timedelta(20))

    standen = [
        _regel("wijkteamoverleg", "ulft", vandaag + timedelta(dagen)).stand == "vrijgesteld"
        for dagen in (9, 10, 20, 21)
    ]
    assert standen == [False, True, True, False]
    with pytest.raises(StapGeweigerd, match="geldt hier al"):
        _stel_voor(regisseur, "wijkteamoverleg", "ulft", van=vandaag + timedelta(15))
