"""Each complaint about a plan leads to a place that exists: a field of this page, or the page on which it is mended."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from tests.hulp import GEMEENTEN, activeer, persoon, profieltekst
from tests.wijkagenda.plannen import Helmond, al_vastgesteld, dag
from wijkagenda.itemregels import bezwaren_van_items
from wijkagenda.models import Plan, Planitem
from wijkagenda.regels import onderwerp
from wijkagenda.toestemming import ZONDER_PERSOON
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.gemeente import acties as gemeente_acties
from wijkwerk.gemeente.models import Profielversie
from wijkwerk.profiel import Profiel
from wijkwerk.profiel.rijen.plannen import Planvorm
from wijkwerk.regels.models import Besluit
from wijkwerk.wijken.acties import plaats
from wijkwerk.wijken.models import Gebied, Partij

pytestmark = pytest.mark.django_db
# Another's task: who establishes may not write there, and is told so.
GEVONDEN = {200, 403}


def plek_voor(vorm: Planvorm) -> Gebied:
    """An area of a level of the form; where the profile names none there is an invented one."""
    plek = Gebied.objects.actief().filter(niveau__in=vorm.niveaus).order_by("pk").first()
    if plek is None:
        ouder = Gebied.objects.actief().exclude(niveau="gemeente").order_by("pk")[0]
        plek = Gebied.objects.create(sleutel="voorbeeldplek", naam="Voorbeeldplek", niveau=vorm.niveaus[0])
        plaats(gebied=plek, ouder=ouder)
    return plek


def leeg_plan(vorm: Planvorm) -> Plan:
    """A plan in the making in which everything lacks: of each kind one item taken up and one not decided on."""
    plek = plek_voor(vorm)
    maker = persoon()
    items = [(soort.sleutel, f"{soort.naam} {nummer}") for soort in vorm.items for nummer in (1, 2)]
    plan = al_vastgesteld(
        vorm.sleutel, plek.sleutel, maker, *items, stand="concept", vastgesteld_op=None, vastgesteld_door=""
    )
    Planitem.objects.filter(plan=plan, titel__endswith=" 2").update(stand="voorgenomen")
    besloten(plan, maker)
    return plan


def besloten(plan: Plan, door: Gebruiker) -> None:
    """What a meeting or a vote decided is recorded: then who puts the plan forward may establish it."""
    for wie in plan.planvorm.vaststelling.door:
        if wie.soort in ZONDER_PERSOON:
            Besluit.objects.create(
                object_soort="plan",
                object_id=plan.pk,
                orgaan=str(wie),
                datum=dag(-1),
                vastgelegd_door=door,
            )


def geweigerd(client: Client, profiel: Profiel, plan: Plan) -> BeautifulSoup | None:
    """The refusal as who may establish this form reads it; None when no role may."""
    url = reverse("wijkagenda:vaststelling", args=[plan.pk])
    orgaan = Partij.objects.get_or_create(
        sleutel="orgaan", defaults={"naam": "Orgaan", "soort": "bewonersorgaan"}
    )[0]
    orgaan.gebieden.set([plan.gebied])
    for rol in profiel.rollen:
        wie = persoon(
            rol.sleutel,
            gebied=plan.gebied if rol.bereik == "gebied" else None,
            partij=orgaan if rol.bereik == "partij" else None,
        )
        client.force_login(wie)
        if client.get(url).status_code != 200:
            continue
        antwoord = client.post(url, {"datum": dag(1).isoformat()})
        if antwoord.status_code == 422:
            return BeautifulSoup(antwoord.text, "html.parser")
    return None


@pytest.mark.parametrize("gemeente", GEMEENTEN)
def test_every_complaint_leads_somewhere_in_every_form(client: Client, gemeente: str) -> None:
    profiel = activeer(gemeente)
    gezien = 0
    for vorm in profiel.planvormen:
        plan = leeg_plan(vorm)
        pagina = geweigerd(client, profiel, plan)
        if pagina is None:
            continue
        rijen = pagina.select(".ww-klachten li")
        # A day in the future belongs to this page.
        assert any(rij.select_one('a[href="#id_datum"]') for rij in rijen), vorm.sleutel
        for rij in rijen:
            for link in rij.select("a"):
                waar = str(link["href"])
                if waar.startswith("#"):
                    assert pagina.find(id=waar[1:]), (vorm.sleutel, rij.text)
                else:
                    assert client.get(waar).status_code in GEVONDEN, (vorm.sleutel, rij.text)
                gezien += 1
    assert gezien > 2


def test_what_an_item_lacks_leads_to_the_item(als_adviseur: Client, h: Helmond) -> None:
    Planitem.objects.filter(pk=h.actie.pk).update(stand="opgenomen", einddatum=None)

    besloten(h.plan, h.adviseur)

    antwoord = als_adviseur.post(
        reverse("wijkagenda:vaststelling", args=[h.plan.pk]), {"datum": dag(0).isoformat()}
    )

    links = {
        str(link["href"]) for link in BeautifulSoup(antwoord.text, "html.parser").select(".ww-klachten a")
    }
    assert h.actie.get_absolute_url() in links
    assert not any("#id_item" in link for link in links)


NOG_EENS = """
[[regel]]
sleutel = "actie-wanneer"
naam = "Een actie heeft een einde"
bij = "planitem.opnemen"
voor = ["wijkactieplan"]
soort = "verplicht"
velden = ["einddatum"]
eis = ["HEL-37"]
"""


def test_two_rules_that_lack_the_same_say_it_once(h: Helmond) -> None:
    gemeente_acties.activeer(tekst=profieltekst("helmond") + NOG_EENS, bestand="helmond.toml", door=None)
    Plan.objects.filter(pk=h.plan.pk).update(profielversie=Profielversie.objects.get(actief=True))
    Planitem.objects.filter(pk=h.actie.pk).update(stand="opgenomen", einddatum=None)
    plan = Plan.objects.get(pk=h.plan.pk)

    gevonden = [
        klacht
        for item, klacht in bezwaren_van_items(onderwerp(plan), {"opgenomen"})
        if item.pk == h.actie.pk and klacht.tekst == "Vul in: Einde."
    ]

    assert [set(klacht.eis) for klacht in gevonden] == [{"HEL-53", "HEL-37"}]
