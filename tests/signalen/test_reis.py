"""Journey d, the part of signals, page after page: from the spreekuur to closed."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from signalen.models import Deelactie, Signaal, Spreekuur
from tests.hulp import gebied, persoon
from tests.signalen.hulp import over, signaal
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.profiel import Profiel

pytestmark = pytest.mark.django_db


def _stuur(client: Client, wie: Gebruiker, url: str, data: dict[str, Any] | None = None) -> str:
    """Post as this person and follow; return the page. A refusal fails here, with what the page says."""
    client.force_login(wie)
    antwoord = client.post(url, data or {}, follow=True)
    assert antwoord.status_code == 200, antwoord.content.decode()
    return antwoord.content.decode()


def _url(naam: str, *args: int) -> str:
    return reverse(f"signalen:{naam}", args=args)


def _pagina(client: Client, wie: Gebruiker, url: str) -> str:
    client.force_login(wie)
    antwoord = client.get(url)
    assert antwoord.status_code == 200
    return antwoord.content.decode()


@pytest.mark.eis("DHR-07", "DHR-17", "DHR-20", "DHR-38")
def test_den_helder_from_spreekuur_to_closed(client: Client, den_helder: Profiel) -> None:
    concierge = persoon("wijkconcierge", gebied="stad-binnen-de-linie")
    manager = persoon("wijkmanager", gebied="stad-binnen-de-linie")
    team = persoon("teammedewerker", partij="wijkbeheer")
    visbuurt = gebied("visbuurt")

    # The spreekuur: planned and opened at once, two organisations present.
    plan = {"soort": "pop-up-spreekuur", "gebied": visbuurt.pk, "plaats": "Winkelcentrum", "actie": "open"}
    plan |= {"dag": over(0).isoformat(), "van": "10:00", "tot": "12:00"}
    _stuur(client, concierge, _url("spreekuur-planning"), plan)
    rij = Spreekuur.objects.get()
    assert rij.is_open
    _stuur(client, concierge, _url("spreekuur-aanwezigheid", rij.pk), {"functies": "wijkagent, wijkmeester"})

    # The entry.
    invoer = {
        "tekst": "Het putdeksel ligt scheef.",
        "soort": "openbare-ruimte",
        "gebied": visbuurt.pk,
        "urgentie": "hoog",
    }
    invoer |= {
        "e_mail": "bewoner@voorbeeld.example",
        "terugkoppeling_gewenst": "on",
        "hoedanigheid": "huurder",
    }
    pagina = _stuur(client, concierge, _url("spreekuur", rij.pk), invoer)
    gemaakt = Signaal.objects.get()
    assert "naar team Wijkbeheer" in pagina
    assert gemaakt.spreekuur == rij

    # The wijkmanager gives it an owner.
    pagina = _pagina(client, manager, _url("detail", gemaakt.pk))
    assert "Geef dit signaal een eigenaar" in pagina
    vraag = {"route": "wijkbeheer", "wat_0": "Leg het deksel recht.", "uiterlijk_0": over(3).isoformat()}
    _stuur(client, manager, _url("uitzetting", gemaakt.pk), vraag)
    gemaakt.refresh_from_db()
    assert (gemaakt.stand, str(gemaakt.houder)) == ("uitgezet", "team Wijkbeheer")

    # The team takes it and finishes it.
    deel = Deelactie.objects.get()
    assert "Er is u iets gevraagd" in _pagina(client, team, _url("detail", gemaakt.pk))
    assert "Ja, wij doen dit" in _pagina(client, team, _url("deel", gemaakt.pk, deel.pk))
    _stuur(client, team, _url("acceptatie", gemaakt.pk, deel.pk))
    _stuur(client, team, _url("gereedmelding", gemaakt.pk, deel.pk), {"resultaat": "Het deksel ligt recht."})

    # Answer, terugkoppeling, closing.
    assert "Geef antwoord" in _pagina(client, manager, _url("detail", gemaakt.pk))
    antwoord = {"soort": "oplossing", "toelichting": "Het is gemaakt.", "actie": "Deksel recht gelegd."}
    _stuur(client, manager, _url("antwoord", gemaakt.pk), antwoord)
    _stuur(client, concierge, _url("terugkoppeling", gemaakt.pk), {"aan": "melder", "wijze": "mail"})
    pagina = _stuur(client, manager, _url("sluiting", gemaakt.pk))
    gemaakt.refresh_from_db()
    assert gemaakt.stand == "gesloten"
    assert gemaakt.melder is not None
    assert gemaakt.melder.bewaren_tot is not None

    _stuur(
        client, concierge, _url("spreekuur-afsluiting", rij.pk), {"bezoekers": "4", "samenvatting": "Rustig."}
    )
    rij.refresh_from_db()
    assert rij.stand == "gehouden"


@pytest.mark.eis("HEL-66", "HEL-68", "HEL-69")
def test_helmond_ooit_and_then_nu(client: Client, helmond: Profiel) -> None:
    adviseur = persoon("adviseur-wgw", gebied="mierlo-hout")
    vak = persoon("vakambtenaar")
    rij = signaal(
        adviseur, "mierlo-hout", "vraag-wijkorgaan", kanaal="wijkorgaan", tekst="Kan er een speelplek komen?"
    )

    vraag = {"route": "r-adviseur", "wat_0": "Zoek uit of dit kan.", "uiterlijk_0": over(5).isoformat()}
    _stuur(client, adviseur, _url("uitzetting", rij.pk), vraag)
    deel = Deelactie.objects.get()
    _stuur(client, adviseur, _url("acceptatie", rij.pk, deel.pk))
    _stuur(client, adviseur, _url("gereedmelding", rij.pk, deel.pk), {"resultaat": "Er is nog geen geld."})

    ooit = {
        "soort": "ooit",
        "reden": "budget",
        "motivering": "Goed idee.",
        "randvoorwaarden": "Geld in 2028.",
    }
    ooit |= {"datum-definitief": over(60).isoformat()}
    pagina = _stuur(client, vak, _url("antwoord", rij.pk), ooit)
    assert "Ooit" in pagina
    _stuur(client, adviseur, _url("terugkoppeling", rij.pk), {"aan": "melder", "wijze": "gesproken"})
    rij.refresh_from_db()
    assert rij.stand == "teruggekoppeld"
    # It cannot close while "ooit" is open.
    client.force_login(vak)
    assert client.post(_url("sluiting", rij.pk)).status_code == 422

    nu = {"soort": "nu", "uitvoerder": "partij:klantmeldsysteem", "streefdatum": over(20).isoformat()}
    _stuur(client, vak, _url("antwoord", rij.pk), nu)
    _stuur(client, adviseur, _url("terugkoppeling", rij.pk), {"aan": "melder", "wijze": "gesproken"})
    _stuur(client, adviseur, _url("sluiting", rij.pk))
    rij.refresh_from_db()
    assert rij.stand == "gesloten"
