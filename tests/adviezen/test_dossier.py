"""A dossier as a question of policy: opened without signals, with its type, its advice, its meeting, and its end."""

from __future__ import annotations

from datetime import time
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from adviezen import acties
from adviezen.acties.informeren import Bericht
from adviezen.bronnen import vind_bron
from adviezen.models import Adviesonderwerp
from adviezen.service import houdt_dossier_open
from overleggen import acties as overleggen
from overleggen.bronnen import bron_van
from signalen.acties import sluit_dossier, wijzig_dossier
from signalen.models import Dossier
from tests.adviezen.toneel import (
    INHOUD,
    adres,
    adviseur,
    als,
    dag,
    geef,
    klachten,
    neem_in,
    vakambtenaar,
    vraag,
    wijkorgaan,
)
from tests.hulp import gebied, partij, persoon
from wijkwerk.profiel import Profiel
from wijkwerk.profiel.modules import MODULES

pytestmark = pytest.mark.django_db
VERTELD = ["indiener", "soort:bewonersorgaan"]


def open_dossier(client: Client, **anders: Any) -> Dossier:
    gegevens = {
        "titel": "Wonen boven winkels",
        "gebied": gebied("brouwhuis").pk,
        "soort": "niet-eenduidig",
        "analyse": "Eigenaren, bewoners en winkeliers willen elk iets anders.",
        "probleemeigenaar": "afdeling wonen",
        "besluitdatum": dag(120).isoformat(),
    }
    client.post(reverse("signalen:dossier-nieuw"), gegevens | anders)
    return Dossier.objects.latest("pk")


@pytest.mark.eis("HEL-14", "HEL-15", "HEL-13")
def test_a_dossier_has_a_type_an_analysis_an_owner_of_the_problem_and_a_day(
    helmond: Profiel, client: Client
) -> None:
    als(client, adviseur())
    soorten = client.get(reverse("signalen:dossier-nieuw")).context["form"].fields["soort"].choices
    assert {"nog-geen-beleid", "toekomstgericht", "niet-eenduidig"} <= {sleutel for sleutel, _ in soorten}

    dossier = open_dossier(client)

    pagina = client.get(dossier.get_absolute_url()).text
    for woorden in ("actueel maar niet eenduidig", "Eigenaren, bewoners", "afdeling wonen"):
        assert woorden in pagina


def test_what_is_left_out_stays(helmond: Profiel, client: Client) -> None:
    wie = adviseur()
    dossier = open_dossier(als(client, wie))

    wijzig_dossier(dossier=dossier, titel="Wonen", door=wie)
    dossier.refresh_from_db()
    assert dossier.velden["probleemeigenaar"] == "afdeling wonen"
    client.post(
        reverse("signalen:dossier-wijziging", args=[dossier.pk]), {"titel": "Wonen", "analyse": "Nieuw."}
    )

    dossier.refresh_from_db()
    assert (dossier.velden["analyse"], "probleemeigenaar" in dossier.velden) == ("Nieuw.", False)


def test_who_bundles_nothing_opens_none(helmond: Profiel, client: Client) -> None:
    als(client, vakambtenaar())

    assert client.get(reverse("signalen:dossier-nieuw")).status_code == 403
    als(client, adviseur())
    assert client.post(reverse("signalen:dossier-nieuw"), {"titel": ""}).status_code == 422
    elders = open_dossier_elders(client)
    assert elders.status_code == 422
    assert not Dossier.objects.exists()


def open_dossier_elders(client: Client) -> Any:
    return client.post(reverse("signalen:dossier-nieuw"), {"titel": "x", "gebied": gebied("brandevoort").pk})


@pytest.mark.eis("HEL-28")
def test_advice_on_a_dossier_comes_on_one_subject(helmond: Profiel, client: Client) -> None:
    wie = adviseur()
    dossier = open_dossier(als(client, wie))
    bron = vind_bron("dossier", dossier.pk, wie)
    assert bron is not None
    pagina = client.get(dossier.get_absolute_url()).text
    assert f"{adres('vraag')}?bron=dossier-{dossier.pk}" in pagina

    client.post(
        f"{adres('vraag')}?bron=dossier-{dossier.pk}",
        {
            "gebied": gebied("brouwhuis").pk,
            "titel": "Wonen boven winkels",
            "vraag": "Wat vindt u?",
            "informatie": "Zie de site.",
            "partijen": [partij("wijkraad-brouwhuis").pk],
            "uiterlijk": dag(30).isoformat(),
            "besluitdatum": dag(120).isoformat(),
        },
    )

    over = Adviesonderwerp.objects.get()
    assert (over.bron_soort, over.bron_id) == ("dossier", dossier.pk)
    assert over.get_absolute_url() in client.get(dossier.get_absolute_url()).text


@pytest.mark.eis("HEL-28")
def test_a_second_question_on_the_dossier_is_weighed_with_the_first(helmond: Profiel, client: Client) -> None:
    wie, ambtenaar, lid = adviseur(), vakambtenaar(), wijkorgaan()
    bron = vind_bron("dossier", open_dossier(als(client, wie)).pk, wie)
    eerste, tweede = (vraag(wie, bron=bron, titel=titel).adviezen.get() for titel in ("Eerst", "Daarna"))
    for advies in (eerste, tweede):
        acties.dien_in(advies=advies, inhoud=acties.Inhoud(**INHOUD), door=lid)
    over = eerste.onderwerp

    assert klachten(neem_in, over, ambtenaar) == [
        "Er is ook advies van Wijkraad Brouwhuis over hetzelfde. Zet dat eerst bij dit onderwerp."
    ]
    als(client, ambtenaar)
    assert "Er is ook advies elders" in client.get(over.get_absolute_url()).text
    client.post(adres("verplaatsing", tweede.pk), {"naar": over.pk})
    neem_in(over, ambtenaar)

    assert over.adviezen.count() == 2
    assert Adviesonderwerp.objects.get() == over


def test_information_on_a_dossier_stands_on_its_page(helmond: Profiel, client: Client) -> None:
    wie = adviseur()
    dossier = open_dossier(als(client, wie))
    rij = acties.geef_informatie(
        gebied=gebied("brouwhuis"),
        partijen=[partij("wijkraad-brouwhuis")],
        bericht=Bericht(titel="De regels voor wonen", tekst="Zie de site."),
        bron=vind_bron("dossier", dossier.pk, wie),
        door=wie,
    )

    assert rij.get_absolute_url() in client.get(dossier.get_absolute_url()).text


@pytest.mark.eis("HEL-29")
def test_a_dossier_closes_only_after_the_standpunt_was_told(helmond: Profiel, client: Client) -> None:
    wie, ambtenaar = adviseur(), vakambtenaar()
    dossier = open_dossier(als(client, wie))
    over = geef(wijkorgaan()).onderwerp
    Adviesonderwerp.objects.filter(pk=over.pk).update(bron_soort="dossier", bron_id=dossier.pk)
    sluit = {"dossier": dossier, "door": wie, "verteld_aan": VERTELD}

    assert klachten(sluit_dossier, **sluit) == ["Er is nog geen standpunt op een advies over dit dossier."]
    standpunt = neem_in(over, ambtenaar)
    assert klachten(sluit_dossier, **sluit) == ["Het standpunt op een advies is nog niet meegedeeld."]
    acties.deel_mee(standpunt=standpunt, door=ambtenaar)
    assert any("HEL-29" in klacht for klacht in klachten(sluit_dossier, dossier=dossier, door=wie))
    client.post(reverse("signalen:dossier-sluiting", args=[dossier.pk]), {"verteld_aan": VERTELD})

    dossier.refresh_from_db()
    assert dossier.stand == "gesloten"


def test_without_the_module_no_advice_keeps_a_dossier_open(
    helmond: Profiel, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    dossier = open_dossier(als(client, adviseur()))
    over = geef(wijkorgaan()).onderwerp
    Adviesonderwerp.objects.filter(pk=over.pk).update(bron_soort="dossier", bron_id=dossier.pk)
    assert list(houdt_dossier_open(dossier.pk)) != []

    monkeypatch.setitem(MODULES, "advies", lambda profiel: False)

    assert list(houdt_dossier_open(dossier.pk)) == []


@pytest.mark.eis("HEL-39")
def test_a_meeting_that_needs_a_dossier_gets_it_from_its_page(helmond: Profiel, client: Client) -> None:
    wie = adviseur()
    dossier = open_dossier(als(client, wie))
    overleg, _ = overleggen.plan(
        vorm="wijkwerkoverleg",
        gebied=gebied("brouwhuis"),
        datum=dag(30),
        begin=time(19, 30),
        plaats="wijkcentrum",
        door=wie,
    )
    assert any("dossier" in klacht for klacht in klachten(overleggen.nodig_uit, overleg=overleg, door=wie))

    antwoord = client.get(reverse("overleggen:agenderen", args=["dossier", dossier.pk]))
    assert dossier.titel in antwoord.text
    overleggen.zet_op_agenda(
        overleg=overleg, titel="", bron=bron_van("dossier", dossier.pk, wie), schaalniveau="wijk", door=wie
    )

    assert overleg.get_absolute_url() in client.get(dossier.get_absolute_url()).text
    geen = klachten_of_niets(overleg, wie)
    assert not any("ten minste één dossier" in klacht for klacht in geen)


def klachten_of_niets(overleg: Any, wie: Any) -> list[str]:
    from wijkwerk.regels.service import StapGeweigerd

    try:
        overleggen.nodig_uit(overleg=overleg, door=wie)
    except StapGeweigerd as geweigerd:
        return [str(klacht) for klacht in geweigerd.klachten]
    return []


def test_a_shielded_dossier_is_advised_on_by_nobody(helmond: Profiel, client: Client) -> None:
    dossier = open_dossier(als(client, adviseur()))
    Dossier.objects.filter(pk=dossier.pk).update(gevoelig="beperkt")
    wie = persoon("adviseur-wgw", gebied="brouwhuis")

    assert vind_bron("dossier", dossier.pk, wie) is None
    assert "Vraag hierover advies" not in als(client, wie).get(dossier.get_absolute_url()).text
    bron = bron_van("dossier", dossier.pk, wie)
    assert bron is not None
    assert (bron.titel, bron.gevoelig) == ("Afgeschermd dossier", "beperkt")
