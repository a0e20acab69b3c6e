"""Plans of villages in Oude IJsselstreek: written by the village, never by the municipality."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied

from tests.hulp import gebied, persoon
from tests.wijkagenda.plannen import bundel_als_nodig, klachten_bij, kort_plan, schrijf, voeg
from wijkagenda import acties
from wijkagenda.models import Plan
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
    from tests.wijkagenda.plannen import dag

    [bijdrage] = acties.vraag_bijdragen(
        plan=plan, uiterlijk=dag(14), vraag="Wat kunt u betekenen?", door=schrijver
    )

    acties.lever(bijdrage=bijdrage, inhoud="Ik denk mee over subsidie.", velden={}, door=regisseur)
    bijdrage.refresh_from_db()
    assert bijdrage.geleverd_door == regisseur
