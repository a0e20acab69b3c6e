"""Plans of villages in Oude IJsselstreek: written by the village, never by the municipality."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from signalen import service as signalen
from signalen.models import Signaal
from signalen.verstrekken import Verklaring
from tests.hulp import gebied, partij, persoon
from tests.wijkagenda.plannen import bundel_als_nodig, dag, klachten_bij, kort_plan, schrijf, voeg
from wijkagenda import acties
from wijkagenda.bevriezen import maak_inhoud
from wijkagenda.models import Plan
from wijkagenda.rangorde import prioriteit
from wijkwerk.gebruikers.houder import Houder
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.profiel import Profiel
from wijkwerk.wijken.acties import plaats
from wijkwerk.wijken.models import Gebied, Partij

pytestmark = pytest.mark.django_db
KERN = "kern-voorbeeld"


@pytest.fixture
def schrijver(oude_ijsselstreek: Profiel) -> Gebruiker:
    """Somebody of the belangenorganisatie of an invented village below Ulft."""
    kern = Gebied.objects.create(sleutel=KERN, naam="Kern Voorbeeld", niveau="kern")
    plaats(gebied=kern, ouder=gebied("ulft"))
    organisatie = Partij.objects.create(sleutel="belang", naam="Belang Voorbeeld", soort="bewonersorgaan")
    organisatie.gebieden.set([kern])
    return persoon("belangenorganisatie", partij="belang")


@pytest.mark.eis("OIJ-32")
def test_each_point_says_from_what_it_can_be_done(schrijver: Gebruiker) -> None:
    plan = kort_plan("dorpsplan", KERN, schrijver)
    kaal = voeg(plan, "punt", "Bankje", schrijver)
    assert klachten_bij(acties.neem_op, item=kaal, door=schrijver) == ("Vul in: Waaruit. (OIJ-32)",)

    goed = voeg(plan, "punt", "Speeltoestel", schrijver, velden={"indeling": "buurtbudget"})

    acties.neem_op(item=goed, door=schrijver)


@pytest.mark.eis("OIJ-08", "OIJ-22")
def test_the_village_writes_and_establishes_its_own_agenda(schrijver: Gebruiker) -> None:
    plan = kort_plan("gebiedsagenda", KERN, schrijver)
    schrijf(plan, schrijver)
    bundel_als_nodig(plan, schrijver)

    assert acties.stel_vast(plan=plan, door=schrijver).stand == Plan.Stand.VASTGESTELD


@pytest.mark.eis("OIJ-22")
def test_the_regisseur_supports_and_does_not_write(schrijver: Gebruiker) -> None:
    regisseur = persoon("gebiedsregisseur", gebied="ulft", partij="gemeente")
    plan = kort_plan("gebiedsagenda", KERN, schrijver)

    with pytest.raises(PermissionDenied):
        kort_plan("dorpsplan", KERN, regisseur)
    with pytest.raises(PermissionDenied):
        acties.schrijf_sectie(plan=plan, sleutel="visie", tekst="Onze visie.", versie=0, door=regisseur)
    with pytest.raises(PermissionDenied):
        acties.stel_vast(plan=plan, door=regisseur)


@pytest.mark.eis("OIJ-22")
def test_the_regisseur_is_asked_to_contribute(schrijver: Gebruiker) -> None:
    regisseur = persoon("gebiedsregisseur", gebied="ulft", partij="gemeente")
    plan = kort_plan("gebiedsagenda", KERN, schrijver)
    [bijdrage] = acties.vraag_bijdragen(
        plan=plan, uiterlijk=dag(14), vraag="Wat kunt u betekenen?", door=schrijver
    )

    acties.lever(bijdrage=bijdrage, inhoud="Ik denk mee over subsidie.", velden={}, door=regisseur)
    bijdrage.refresh_from_db()
    assert bijdrage.geleverd_door == regisseur


def test_what_a_resident_proposes_goes_by_the_regisseur_into_the_plan_of_the_village(
    client: Client, schrijver: Gebruiker
) -> None:
    regisseur = persoon("gebiedsregisseur", gebied="ulft", partij="gemeente")
    plan = kort_plan("dorpsplan", KERN, schrijver)
    client.force_login(persoon("bewoner", gebied=KERN))
    client.post(reverse("wijkagenda:voorstel_nieuw"), {"tekst": "Een bankje.", "gebieden": [gebied(KERN).pk]})
    voorstel = Signaal.objects.get()
    adres = reverse("wijkagenda:voorstel", args=[voorstel.pk])
    client.force_login(schrijver)
    assert client.get(adres).status_code == 404

    mee = Verklaring(toont=("omschrijving",), grondslag="De melder vroeg dit aan het dorp zelf.")
    vraag = signalen.Deelvraag(
        Houder(partij=partij("belang")), "Kan dit in het dorpsplan?", dag(14), verklaring=mee, verwijst=True
    )
    signalen.zet_uit(signaal=voorstel, delen=[vraag], door=regisseur)

    assert client.get(adres).status_code == 200
    gegevens = acties.Itemgegevens(titel="Een bankje", velden={"indeling": "buurtbudget"})
    [item] = acties.neem_voorstel_op(
        signaal=voorstel, vorm="dorpsplan", soort="punt", gegevens=gegevens, door=schrijver
    )
    assert item.plan == plan


# --- the village sets its own priorities


def rij(plan: Plan) -> list[str]:
    return [item.titel for item in plan.items.order_by("volgorde", "pk")]


@pytest.fixture
def dorpsplan(schrijver: Gebruiker) -> Plan:
    plan = kort_plan("dorpsplan", KERN, schrijver)
    for titel in ("Bankje", "Speeltoestel", "Plein"):
        item = voeg(plan, "punt", titel, schrijver, velden={"indeling": "buurtbudget"})
        acties.neem_op(item=item, door=schrijver)
    return plan


@pytest.mark.parametrize("naar", ["boven-", "naast-1", "onder-0", "onder-" + "1" * 5000])
def test_a_button_that_is_not_there_is_not_found(
    client: Client, schrijver: Gebruiker, dorpsplan: Plan, naar: str
) -> None:
    client.force_login(schrijver)

    antwoord = client.post(reverse("wijkagenda:rangorde", args=[dorpsplan.pk, "punt"]), {"naar": naar})

    assert antwoord.status_code == 404


@pytest.mark.eis("OIJ-33")
def test_the_village_ranks_its_points_and_that_is_what_is_published(
    client: Client, schrijver: Gebruiker, dorpsplan: Plan
) -> None:
    client.force_login(schrijver)
    lijst = reverse("wijkagenda:rangorde", args=[dorpsplan.pk, "punt"])
    assert lijst in client.get(dorpsplan.get_absolute_url()).text
    plein = dorpsplan.items.get(titel="Plein")

    for _ in range(2):
        client.post(lijst, {"naar": f"boven-{plein.pk}"})

    assert rij(dorpsplan) == ["Plein", "Bankje", "Speeltoestel"]
    tekst = client.get(lijst).text
    assert tekst.index("Plein") < tekst.index("Bankje") < tekst.index("Speeltoestel")
    inhoud = maak_inhoud(dorpsplan)
    rang = {item.titel: item.velden[0] for item in inhoud.items}
    assert {titel: (veld.label, veld.waarde) for titel, veld in rang.items()} == {
        "Plein": ("Prioriteit", "1"),
        "Bankje": ("Prioriteit", "2"),
        "Speeltoestel": ("Prioriteit", "3"),
    }


@pytest.mark.eis("OIJ-33")
def test_at_the_end_it_stays_and_what_is_left_out_has_no_priority(
    schrijver: Gebruiker, dorpsplan: Plan
) -> None:
    bankje, speeltoestel, plein = dorpsplan.items.order_by("volgorde")
    acties.verplaats(item=bankje, omhoog=True, door=schrijver)
    acties.verplaats(item=plein, omhoog=False, door=schrijver)
    assert rij(dorpsplan) == ["Bankje", "Speeltoestel", "Plein"]

    acties.laat_weg(item=speeltoestel, reden="Hoeft niet meer.", door=schrijver)
    acties.verplaats(item=plein, omhoog=True, door=schrijver)

    assert [prioriteit(item) for item in dorpsplan.items.order_by("pk")] == [2, None, 1]


@pytest.mark.eis("OIJ-33", "OIJ-22")
def test_only_the_village_ranks_and_only_while_it_writes(
    client: Client, schrijver: Gebruiker, dorpsplan: Plan
) -> None:
    plein = dorpsplan.items.get(titel="Plein")
    regisseur = persoon("gebiedsregisseur", gebied="ulft", partij="gemeente")
    lijst = reverse("wijkagenda:rangorde", args=[dorpsplan.pk, "punt"])
    client.force_login(regisseur)

    assert client.post(lijst, {"naar": f"boven-{plein.pk}"}).status_code in {403, 404}
    with pytest.raises(PermissionDenied):
        acties.verplaats(item=plein, omhoog=True, door=regisseur)
    Plan.objects.update(
        stand=Plan.Stand.VASTGESTELD, vastgesteld_op=dorpsplan.periode_van, vastgesteld_door="x"
    )
    plein.refresh_from_db()
    client.force_login(schrijver)
    assert "Omhoog" not in client.get(lijst).text
    client.post(lijst, {"naar": f"boven-{plein.pk}"})
    assert rij(dorpsplan) == ["Bankje", "Speeltoestel", "Plein"]


def test_other_kinds_have_no_such_list(client: Client, bergen: Profiel) -> None:
    coordinator = persoon("wijkcoordinator", gebied="schoorl")
    plan = kort_plan("jaaroverzicht", "schoorl", coordinator)
    client.force_login(coordinator)
    item = voeg(plan, "plan-of-project", "Riolering", coordinator)

    assert client.get(reverse("wijkagenda:rangorde", args=[plan.pk, item.soort])).status_code == 404
    assert "Zet op volgorde" not in client.get(plan.get_absolute_url()).text
    assert prioriteit(item) is None
    assert klachten_bij(acties.verplaats, item=item, omhoog=True, door=coordinator)


def test_a_button_that_was_made_up_does_nothing(
    client: Client, schrijver: Gebruiker, dorpsplan: Plan
) -> None:
    client.force_login(schrijver)
    lijst = reverse("wijkagenda:rangorde", args=[dorpsplan.pk, "punt"])
    for naar in ("", "boven", "boven-x", "opzij-1", "boven-999999"):
        assert client.post(lijst, {"naar": naar}).status_code == 404
