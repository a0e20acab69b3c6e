"""From concept to agreed: what it must say, who says yes, who sees it meanwhile."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
import time_machine
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from prestaties import acties
from prestaties.models import Prestatieafspraak
from prestaties.tasks import start_wat_begint
from tests.hulp import gebied, partij, persoon
from tests.prestaties.toneel import Plaats, concept, inhoud, lopend
from wijkwerk.berichten.models import Bericht
from wijkwerk.profiel import Profiel
from wijkwerk.regels.service import StandVeranderd, StapGeweigerd

pytestmark = pytest.mark.django_db


def formulier(**anders: Any) -> dict[str, Any]:
    gewoon = {
        "partij": partij("surplus").pk,
        "opdrachtgever": partij("gemeente-etten-leur").pk,
        "tweede": partij("wel").pk,
        "wat": "Huisbezoeken",
        "waarom": "Mensen zijn alleen.",
        "wanneer": "Elke week",
        "hoe": "Langs de deuren",
        "door_wie": "Opbouwwerk",
        "begin": "2026-01-01",
        "einde": "2026-12-31",
        "bedrag": "1.250,50",
        "eenheid": "bezoeken",
        "rijen": "4",
        "gebied_1": gebied("banakkers").pk,
        "aantal_1": "12",
    }
    return gewoon | anders


@pytest.mark.eis("ETL-68")
def test_five_fields_are_asked_through_the_screen(etten_leur: Profiel, client: Client) -> None:
    plaats = Plaats.leur()
    persoon("partner", partij="wel")
    client.force_login(plaats.controleur)
    leeg = {"waarom": "", "wanneer": "", "hoe": ""}
    antwoord = client.post(reverse("prestaties:nieuw"), formulier(**leeg))
    afspraak = Prestatieafspraak.objects.get()
    assert antwoord.status_code == 302
    assert afspraak.bedrag == Decimal("1250.50")
    pagina = client.get(afspraak.get_absolute_url()).text
    assert "Vul in: Waarom." in pagina
    assert "Leg voor" not in pagina.split("Dat kan nog niet")[1].split("</section>")[0].split("Wijzig")[0]

    client.post(reverse("prestaties:voorlegging", args=[afspraak.pk]))
    afspraak.refresh_from_db()
    assert afspraak.voorgelegd_op is None

    client.post(reverse("prestaties:wijziging", args=[afspraak.pk]), formulier())
    client.post(reverse("prestaties:voorlegging", args=[afspraak.pk]))
    afspraak.refresh_from_db()
    assert afspraak.voorgelegd_op is not None


def test_nothing_typed_is_lost_and_each_mistake_stands_at_its_field(
    etten_leur: Profiel, client: Client
) -> None:
    client.force_login(Plaats.leur().controleur)
    fout = formulier(wat="", einde="2025-01-01", aantal_1="-3", gebied_2=gebied("banakkers").pk)
    antwoord = client.post(reverse("prestaties:nieuw"), fout)
    assert antwoord.status_code == 422
    assert "Vul een getal in van meer dan nul." in antwoord.text
    assert "Vul in hoeveel er in dit gebied wordt geleverd." in antwoord.text
    assert "Langs de deuren" in antwoord.text
    antwoord = client.post(reverse("prestaties:nieuw"), formulier(wat="", einde="2025-01-01"))
    assert "Schrijf op wat de organisatie doet." in antwoord.text
    assert "De laatste dag ligt voor de eerste." in antwoord.text


def test_more_areas_keep_what_was_typed(etten_leur: Profiel, client: Client) -> None:
    client.force_login(Plaats.leur().controleur)
    antwoord = client.post(reverse("prestaties:nieuw"), formulier(meer="1"))
    assert antwoord.status_code == 200
    assert "Gebied 8" in antwoord.text
    assert "Huisbezoeken" in antwoord.text
    assert not Prestatieafspraak.objects.exists()


@pytest.mark.eis("ETL-27")
def test_both_opdrachtgevers_and_the_organisation_agree(etten_leur: Profiel, client: Client) -> None:
    with time_machine.travel("2026-02-02T10:00+01:00", tick=False):
        plaats = Plaats.leur()
        wel = persoon("partner", partij="wel")
        afspraak = concept(plaats)
        client.force_login(plaats.leverancier)
        assert client.get(afspraak.get_absolute_url()).status_code == 404
        acties.leg_voor(afspraak=afspraak, door=plaats.controleur)
        assert Bericht.objects.filter(soort="prestatie-voorgelegd").count() == 2

        ja = reverse("prestaties:instemming", args=[afspraak.pk])
        antwoord = client.post(ja, {"partij": partij("surplus").pk, "akkoord": "ja"})
        assert antwoord.status_code == 302
        afspraak.refresh_from_db()
        assert afspraak.stand == "concept"
        # Nobody agrees twice, or for another.
        assert client.get(ja).status_code == 403
        client.force_login(wel)
        assert client.post(ja, {"partij": partij("surplus").pk, "akkoord": "ja"}).status_code == 422
        client.post(ja, {"partij": partij("wel").pk, "akkoord": "ja"})
        afspraak.refresh_from_db()
        assert afspraak.stand == "lopend"


def test_no_asks_why_and_a_change_asks_everybody_again(den_helder: Profiel) -> None:
    plaats = Plaats.helder()
    afspraak = acties.leg_voor(afspraak=concept(plaats), door=plaats.controleur)
    eigen = partij("opbouwwerk")
    gegevens: dict[str, Any] = {"afspraak": afspraak, "partij": eigen, "door": plaats.leverancier}
    with pytest.raises(StapGeweigerd, match="waarom niet"):
        acties.stem_in(**gegevens, akkoord=False, toelichting=" ")
    acties.stem_in(**gegevens, akkoord=False, toelichting="Te veel voor dit geld.")
    assert Bericht.objects.filter(soort="prestatie-niet-akkoord", ontvanger=plaats.controleur).exists()

    acties.wijzig(
        afspraak=afspraak,
        opdrachtgevers=[partij("gemeente")],
        inhoud=inhoud(),
        inzet={gebied("visbuurt"): Decimal(60)},
        door=plaats.controleur,
    )
    with pytest.raises(StapGeweigerd, match="ligt niet meer voor"):
        acties.stem_in(**gegevens, akkoord=True, toelichting="")


def test_it_begins_on_its_first_day(den_helder: Profiel) -> None:
    with time_machine.travel("2025-12-10T10:00+01:00", tick=False):
        afspraak = lopend(Plaats.helder())
        assert afspraak.stand == "overeengekomen"
        assert start_wat_begint() == 0
    with time_machine.travel("2026-01-01T03:00+01:00", tick=False):
        assert start_wat_begint() == 1
        assert start_wat_begint() == 0
    afspraak.refresh_from_db()
    assert afspraak.stand == "lopend"


def test_agreed_does_not_change(den_helder: Profiel, client: Client) -> None:
    plaats = Plaats.helder()
    afspraak = lopend(plaats)
    client.force_login(plaats.controleur)
    assert client.get(reverse("prestaties:wijziging", args=[afspraak.pk])).status_code == 403
    with pytest.raises(StandVeranderd):
        acties.wijzig(
            afspraak=afspraak,
            opdrachtgevers=[partij("gemeente")],
            inhoud=inhoud(),
            inzet={gebied("visbuurt"): Decimal(60)},
            door=plaats.controleur,
        )


def test_outside_the_own_area_nobody_agrees_anything(etten_leur: Profiel) -> None:
    plaats = Plaats.leur()
    plaats.inzet = {"banakkers": 12, "centrum-west": 3}
    with pytest.raises(PermissionDenied):
        concept(plaats)


def test_without_an_account_there_is_nobody_to_agree(den_helder: Profiel) -> None:
    plaats = Plaats.helder()
    afspraak = concept(plaats)
    plaats.leverancier.roltoewijzingen.update(tot=date(2020, 2, 1))
    with pytest.raises(StapGeweigerd, match="nog niemand een account"):
        acties.leg_voor(afspraak=afspraak, door=plaats.controleur)


def test_one_or_two_opdrachtgevers_and_not_the_organisation(den_helder: Profiel) -> None:
    plaats = Plaats.helder()
    for fout in ((), ("opbouwwerk",), ("gemeente", "politie", "zorginstelling")):
        plaats.opdrachtgevers = fout
        with pytest.raises(StapGeweigerd, match="pdrachtgever"):
            concept(plaats)


def test_a_mail_tells_no_more_than_that_there_is_something(den_helder: Profiel) -> None:
    from wijkwerk.berichten.tasks import verstuur_klaargezette

    plaats = Plaats.helder()
    acties.leg_voor(afspraak=concept(plaats), door=plaats.controleur)
    verstuur_klaargezette()
    assert [bericht.to for bericht in mail.outbox] == [[plaats.leverancier.email]]
    assert "20.000" not in str(mail.outbox[0].message())
