"""A proposal for the wijkagenda: brought in, judged on three conditions, put on every agenda concerned, followed."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from signalen import service as signalen
from signalen.acties import meld_zonder_account
from signalen.forms.melden import keuzes_van
from signalen.models import Signaal
from tests.hulp import activeer, gebied, partij, persoon
from tests.publicatie.plaatsing import geplaatst
from tests.wijkagenda.plannen import (
    al_vastgesteld,
    bundel_als_nodig,
    dag,
    klachten_bij,
    kort_plan,
    noemt,
    schrijf,
)
from wijkagenda import acties
from wijkagenda.acties import Itemgegevens
from wijkagenda.models import Plan, Planitem
from wijkwerk.afspraken.models import Afspraak
from wijkwerk.berichten.models import Bericht
from wijkwerk.gebruikers.houder import Houder
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.logboek.models import Logregel
from wijkwerk.mensformulier import begin
from wijkwerk.profiel import Profiel
from wijkwerk.regels.models import Beoordeling
from wijkwerk.regels.service import StandVeranderd

pytestmark = pytest.mark.django_db
WIJK, ANDERE = "banakkers", "centrum-west"
SOORT = "voorstel-wijkagenda"
VOORWAARDEN = ("noodzaak-aangetoond", "duidelijk-wie-wat-doet", "besluit-van-ten-minste-de-gemeente")
WOORDEN = "De oversteek bij de school is gevaarlijk."


@pytest.fixture
def wijkmanager(etten_leur: Profiel) -> Gebruiker:
    return persoon("wijkmanager", gebied=WIJK)


@pytest.fixture
def collega(wijkmanager: Gebruiker) -> Gebruiker:
    """The wijkmanager of the other wijk."""
    return persoon("wijkmanager", gebied=ANDERE)


@pytest.fixture
def agenda(wijkmanager: Gebruiker) -> Plan:
    return kort_plan("wijkagenda", WIJK, wijkmanager)


@pytest.fixture
def als_wijkmanager(client: Client, wijkmanager: Gebruiker) -> Client:
    client.force_login(wijkmanager)
    return client


@pytest.fixture
def voorstel(wijkmanager: Gebruiker) -> Signaal:
    return meld_zonder_account(tekst=WOORDEN, soort=SOORT, gebied=gebied(WIJK))


def in_twee_wijken(vakambtenaar: Gebruiker) -> Signaal:
    return acties.dien_in(
        soort=SOORT, tekst=WOORDEN, gebieden=[gebied(WIJK), gebied(ANDERE)], door=vakambtenaar
    )


def beoordeel(voorstel: Signaal, door: Gebruiker, *behalve: str, ja: bool = True) -> None:
    for criterium in VOORWAARDEN:
        if criterium not in behalve:
            acties.beoordeel_voorstel(
                signaal=voorstel,
                oordeel="opnemen",
                criterium=criterium,
                ja=ja,
                toelichting=f"Over {criterium}.",
                door=door,
            )


def gegevens(**meer: Any) -> Itemgegevens:
    waarden: dict[str, Any] = {
        "titel": "Een veilige oversteek",
        "velden": {"korte-termijn": "ja"},
        "trekker": Houder(partij=partij("wel")),
        "einddatum": dag(60),
    }
    return Itemgegevens(**(waarden | meer))


def neem_op(voorstel: Signaal, door: Gebruiker, **meer: Any) -> list[Planitem]:
    return acties.neem_voorstel_op(
        signaal=voorstel, vorm="wijkagenda", soort="onderwerp", gegevens=gegevens(**meer), door=door
    )


def opname_url(voorstel: Signaal) -> str:
    return reverse("wijkagenda:voorstel_opname", args=[voorstel.pk, "wijkagenda", "onderwerp"])


# --- bringing one in


@pytest.mark.eis("ETL-53")
def test_a_resident_proposes_without_an_account(client: Client, wijkmanager: Gebruiker) -> None:
    keuze = next(waarde for waarde, (_, soort) in keuzes_van(actief_profiel()).items() if soort == SOORT)
    with time_machine.travel(timezone.now() - timedelta(minutes=2)):
        begonnen = begin()
    invoer = {"tekst": WOORDEN, "keuze": keuze, "gebied": gebied(WIJK).pk, "begonnen": begonnen}

    antwoord = client.post(reverse("melden:begin"), invoer)

    voorstel = Signaal.objects.get()
    assert antwoord.url == reverse("volgen:ontvangst", args=[voorstel.statusadres.sleutel])  # type: ignore[attr-defined]
    assert (voorstel.soort, voorstel.melder) == (SOORT, None)
    assert voorstel.houder == Houder(rol="wijkmanager", gebied=gebied(WIJK))


def test_the_public_page_of_the_wijk_leads_to_it(client: Client, etten_leur: Profiel) -> None:
    geplaatst(waar=WIJK)
    adres = f"{reverse('melden:gebied', args=[WIJK])}?soort={SOORT}"

    assert f'href="{adres}"' in client.get(reverse("publiek:gebied", args=[WIJK])).text
    keuzes = BeautifulSoup(client.get(adres).text, "html.parser").select("input[name=keuze][checked]")
    assert [str(keuze["value"]).partition("-")[2] for keuze in keuzes] == [SOORT]


def test_a_page_of_a_municipality_without_proposals_offers_none(client: Client, helmond: Profiel) -> None:
    geplaatst(waar="brouwhuis")

    pagina = client.get(reverse("publiek:gebied", args=["brouwhuis"])).text

    assert "Vertel ons wat er speelt" in pagina
    assert "Doe een voorstel" not in pagina


@pytest.mark.eis("ETL-11", "ETL-53")
@pytest.mark.parametrize(
    ("rol", "waar"),
    [
        ("bewoner", {"gebied": WIJK}),
        ("wijkmanager", {"gebied": WIJK}),
        ("vakambtenaar", {}),
        ("partner", {"partij": "wel"}),
    ],
)
def test_whoever_the_profile_lets_propose_does(
    client: Client, wijkmanager: Gebruiker, rol: str, waar: dict[str, Any]
) -> None:
    indiener = persoon(rol, **waar)
    client.force_login(indiener)

    antwoord = client.post(
        reverse("wijkagenda:voorstel_nieuw"), {"tekst": WOORDEN, "gebieden": [gebied(WIJK).pk]}
    )

    signaal = Signaal.objects.get()
    assert (signaal.soort, signaal.geregistreerd_door) == (SOORT, indiener)
    assert signaal.uiterlijk is not None
    assert signaal.houder == Houder(rol="wijkmanager", gebied=gebied(WIJK))
    assert antwoord.url == reverse("volgen:ontvangst", args=[signaal.statusadres.sleutel])  # type: ignore[attr-defined]
    assert signaal.nummer in client.get(antwoord.url).text  # type: ignore[attr-defined]


def test_who_may_not_propose_is_refused(client: Client, wijkmanager: Gebruiker) -> None:
    client.force_login(persoon("beheerder"))
    adres = reverse("wijkagenda:voorstel_nieuw")

    assert client.get(adres).status_code == 403
    assert client.post(adres, {"tekst": WOORDEN, "gebieden": [gebied(WIJK).pk]}).status_code == 403
    assert not Signaal.objects.exists()


def test_the_action_refuses_who_may_not_propose(wijkmanager: Gebruiker) -> None:
    with pytest.raises(PermissionDenied):
        acties.dien_in(soort=SOORT, tekst=WOORDEN, gebieden=[gebied(WIJK)], door=persoon("beheerder"))


def test_the_right_to_propose_opens_no_other_kind_of_signal(wijkmanager: Gebruiker) -> None:
    with pytest.raises(PermissionDenied):
        signalen.registreer(
            tekst=WOORDEN,
            soort="klacht-melding",
            gebieden=[gebied(WIJK)],
            door=persoon("vakambtenaar"),
            kanaal="internet",
        )


def test_what_was_typed_stays_when_something_is_missing(client: Client, wijkmanager: Gebruiker) -> None:
    client.force_login(persoon("vakambtenaar"))

    antwoord = client.post(reverse("wijkagenda:voorstel_nieuw"), {"tekst": WOORDEN})

    assert antwoord.status_code == 422
    assert WOORDEN in antwoord.text


def test_a_form_that_is_sent_twice_makes_one(client: Client, wijkmanager: Gebruiker) -> None:
    client.force_login(persoon("vakambtenaar"))
    invoer = {
        "tekst": WOORDEN,
        "gebieden": [gebied(WIJK).pk],
        "client_id": "5f3b3f0c-6c39-4a07-9d0f-0d8f4f5b6a11",
    }

    eerste = client.post(reverse("wijkagenda:voorstel_nieuw"), invoer)
    tweede = client.post(reverse("wijkagenda:voorstel_nieuw"), invoer)

    assert eerste.url == tweede.url  # type: ignore[attr-defined]
    assert Signaal.objects.count() == 1


def test_who_proposes_hears_that_it_arrived(wijkmanager: Gebruiker) -> None:
    voorstel = in_twee_wijken(persoon("vakambtenaar"))

    assert voorstel.melder is not None
    assert Bericht.objects.filter(soort="signaal-ontvangen", object_id=voorstel.pk).exists()


@pytest.mark.parametrize("naam", ["voorstellen", "voorstel_nieuw"])
def test_a_municipality_without_proposals_has_no_such_page(
    client: Client, helmond: Profiel, naam: str
) -> None:
    client.force_login(persoon("adviseur-wgw", gebied="brouwhuis"))

    assert client.get(reverse(f"wijkagenda:{naam}")).status_code == 404


# --- who sees and handles it


def test_who_makes_the_agenda_finds_it(als_wijkmanager: Client, voorstel: Signaal) -> None:
    lijst = als_wijkmanager.get(reverse("wijkagenda:voorstellen")).text
    signaal = als_wijkmanager.get(voorstel.get_absolute_url()).text

    assert reverse("wijkagenda:voorstel", args=[voorstel.pk]) in lijst
    assert reverse("wijkagenda:voorstel", args=[voorstel.pk]) in signaal
    assert WOORDEN in als_wijkmanager.get(reverse("wijkagenda:voorstel", args=[voorstel.pk])).text


def test_of_another_wijk_it_is_not_there(client: Client, voorstel: Signaal, collega: Gebruiker) -> None:
    client.force_login(collega)

    assert client.get(reverse("wijkagenda:voorstel", args=[voorstel.pk])).status_code == 404
    assert WOORDEN not in client.get(reverse("wijkagenda:voorstellen")).text


def test_who_sees_it_but_makes_no_agenda_is_refused(client: Client, voorstel: Signaal) -> None:
    client.force_login(persoon("vakambtenaar"))

    antwoord = client.get(reverse("wijkagenda:voorstel", args=[voorstel.pk]))

    assert antwoord.status_code == 403
    assert Logregel.objects.filter(aard=Logregel.Aard.GEWEIGERD, object_id=voorstel.pk).exists()


def test_another_signal_is_no_proposal(als_wijkmanager: Client, wijkmanager: Gebruiker) -> None:
    melding = meld_zonder_account(tekst="Een lantaarn is stuk.", soort="vraag", gebied=gebied(WIJK))

    assert als_wijkmanager.get(reverse("wijkagenda:voorstel", args=[melding.pk])).status_code == 404


# --- judging


@pytest.mark.eis("ETL-54")
def test_each_condition_is_judged_with_words(als_wijkmanager: Client, voorstel: Signaal) -> None:
    for criterium in VOORWAARDEN:
        adres = reverse("wijkagenda:voorstel_oordeel", args=[voorstel.pk, "opnemen", criterium])
        als_wijkmanager.post(adres, {"ja": "ja", "toelichting": f"Waarom {criterium}"})

    pagina = als_wijkmanager.get(reverse("wijkagenda:voorstel", args=[voorstel.pk])).text
    assert all(f"Waarom {criterium}" in pagina for criterium in VOORWAARDEN)
    assert "Aan elke voorwaarde is voldaan." in pagina


def test_a_judgement_without_why_is_refused_and_kept(als_wijkmanager: Client, voorstel: Signaal) -> None:
    adres = reverse("wijkagenda:voorstel_oordeel", args=[voorstel.pk, "opnemen", VOORWAARDEN[0]])

    antwoord = als_wijkmanager.post(adres, {"ja": "nee", "toelichting": ""})

    assert antwoord.status_code == 422
    assert 'value="nee" ' in antwoord.text
    assert not Beoordeling.objects.exists()
    with pytest.raises(Exception, match="Leg uit waarom"):
        acties.beoordeel_voorstel(
            signaal=voorstel,
            oordeel="opnemen",
            criterium=VOORWAARDEN[0],
            ja=True,
            toelichting=" ",
            door=Gebruiker.objects.get(roltoewijzingen__rol="wijkmanager"),
        )


def test_a_condition_that_nobody_asks_is_not_there(als_wijkmanager: Client, voorstel: Signaal) -> None:
    adres = reverse("wijkagenda:voorstel_oordeel", args=[voorstel.pk, "opnemen", "mooi"])

    assert als_wijkmanager.post(adres, {"ja": "ja", "toelichting": "x"}).status_code == 404


def test_others_judge_nothing(client: Client, voorstel: Signaal) -> None:
    vakambtenaar = persoon("vakambtenaar")
    client.force_login(vakambtenaar)
    adres = reverse("wijkagenda:voorstel_oordeel", args=[voorstel.pk, "opnemen", VOORWAARDEN[0]])

    assert client.post(adres, {"ja": "ja", "toelichting": "x"}).status_code == 403
    with pytest.raises(PermissionDenied):
        beoordeel(voorstel, vakambtenaar)
    assert not Beoordeling.objects.exists()


# --- onto the agendas


@pytest.mark.eis("ETL-54")
@pytest.mark.parametrize("mist", VOORWAARDEN)
def test_without_one_of_the_conditions_it_goes_nowhere(
    agenda: Plan, voorstel: Signaal, wijkmanager: Gebruiker, mist: str
) -> None:
    beoordeel(voorstel, wijkmanager, mist)

    klachten = klachten_bij(neem_op, voorstel=voorstel, door=wijkmanager)

    assert noemt(klachten, "ETL-54")
    assert not agenda.items.exists()


@pytest.mark.eis("ETL-54")
def test_a_condition_that_is_not_met_stops_it(
    agenda: Plan, voorstel: Signaal, wijkmanager: Gebruiker
) -> None:
    beoordeel(voorstel, wijkmanager, ja=False)

    assert "Hieraan voldoet het niet" in klachten_bij(neem_op, voorstel=voorstel, door=wijkmanager)[0]


def test_through_the_page_it_stands_on_the_agenda(
    als_wijkmanager: Client, agenda: Plan, voorstel: Signaal, wijkmanager: Gebruiker
) -> None:
    beoordeel(voorstel, wijkmanager)
    invoer = {
        "titel": "Een veilige oversteek",
        "trekker": f"partij:{partij('wel').pk}",
        "einddatum": dag(60).isoformat(),
        "v-korte-termijn": "ja",
    }
    assert (
        opname_url(voorstel) in als_wijkmanager.get(reverse("wijkagenda:voorstel", args=[voorstel.pk])).text
    )

    antwoord = als_wijkmanager.post(opname_url(voorstel), invoer, follow=True)

    item = agenda.items.get()
    assert (item.titel, item.stand) == ("Een veilige oversteek", "opgenomen")
    assert [plek.sleutel for plek in item.gebieden.all()] == [WIJK]
    assert {rij.criterium for rij in Beoordeling.objects.bij(item)} == set(VOORWAARDEN)
    assert item.herkomsten.get().soort == "voorstel"
    assert item.get_absolute_url() in antwoord.text
    assert "De indiener heeft nog geen antwoord." in antwoord.text


def test_the_words_of_who_proposed_it_do_not_come_along(
    als_wijkmanager: Client, agenda: Plan, voorstel: Signaal, wijkmanager: Gebruiker
) -> None:
    beoordeel(voorstel, wijkmanager)
    assert WOORDEN not in als_wijkmanager.get(opname_url(voorstel)).text
    [item] = neem_op(voorstel, wijkmanager)

    assert WOORDEN not in als_wijkmanager.get(agenda.get_absolute_url()).text
    assert WOORDEN not in als_wijkmanager.get(item.get_absolute_url()).text


def test_what_an_item_needs_is_said_in_the_form(
    als_wijkmanager: Client, agenda: Plan, voorstel: Signaal, wijkmanager: Gebruiker
) -> None:
    beoordeel(voorstel, wijkmanager)

    antwoord = als_wijkmanager.post(opname_url(voorstel), {"titel": "Oversteek", "v-korte-termijn": "ja"})

    assert antwoord.status_code == 422
    assert "Oversteek" in antwoord.text
    assert "Vul in: Wie." in antwoord.text
    assert not Planitem.objects.exists()


@pytest.mark.eis("ETL-07")
def test_it_stands_on_every_agenda_with_one_holder(
    agenda: Plan, wijkmanager: Gebruiker, collega: Gebruiker
) -> None:
    andere = kort_plan("wijkagenda", ANDERE, collega)
    voorstel = in_twee_wijken(persoon("vakambtenaar"))
    beoordeel(voorstel, wijkmanager)

    items = neem_op(voorstel, wijkmanager)

    assert {item.plan for item in items} == {agenda, andere}
    assert len({item.spoor for item in items}) == 1
    assert {str(item.trekker) for item in items} == {str(Houder(partij=partij("wel")))}
    assert all({plek.sleutel for plek in item.gebieden.all()} == {WIJK, ANDERE} for item in items)
    [bericht] = Bericht.objects.filter(soort="voorstel-opgenomen")
    assert (bericht.ontvanger, bericht.object_id) == (collega, andere.pk)


@pytest.mark.eis("ETL-07")
def test_one_topic_on_two_agendas_is_one_promise(
    agenda: Plan, wijkmanager: Gebruiker, collega: Gebruiker
) -> None:
    kort_plan("wijkagenda", ANDERE, collega)
    voorstel = in_twee_wijken(persoon("vakambtenaar"))
    beoordeel(voorstel, wijkmanager)
    neem_op(voorstel, wijkmanager)

    for plan in Plan.objects.all():
        stel_vast(plan)

    [afspraak] = Afspraak.objects.all()
    assert set(afspraak.planitems.values_list("plan__gebied__sleutel", flat=True)) == {WIJK, ANDERE}


@pytest.mark.eis("ETL-07")
def test_another_holder_on_one_agenda_is_so_on_the_other(
    agenda: Plan, wijkmanager: Gebruiker, collega: Gebruiker
) -> None:
    kort_plan("wijkagenda", ANDERE, collega)
    voorstel = in_twee_wijken(persoon("vakambtenaar"))
    beoordeel(voorstel, wijkmanager)
    neem_op(voorstel, wijkmanager)
    ander = Planitem.objects.get(plan__gebied__sleutel=ANDERE)

    acties.wijzig(
        item=ander,
        gegevens=gegevens(
            titel="Zebrapad", trekker=Houder(partij=partij("surplus")), gebieden=list(ander.gebieden.all())
        ),
        versie=1,
        door=collega,
    )

    hier = agenda.items.get()
    assert (str(hier.trekker), hier.titel, hier.versie) == ("Surplus Welzijn", "Een veilige oversteek", 2)
    assert Logregel.objects.van(hier).filter(stap="planitem.wijzigen", door=collega).exists()


@pytest.mark.eis("ETL-07")
def test_what_one_area_promised_gets_no_second_holder_in_another(
    agenda: Plan, wijkmanager: Gebruiker, collega: Gebruiker
) -> None:
    kort_plan("wijkagenda", ANDERE, collega)
    voorstel = in_twee_wijken(persoon("vakambtenaar"))
    beoordeel(voorstel, wijkmanager)
    neem_op(voorstel, wijkmanager)
    stel_vast(agenda)
    ander = Planitem.objects.get(plan__gebied__sleutel=ANDERE)
    anders = gegevens(trekker=Houder(partij=partij("surplus")), gebieden=list(ander.gebieden.all()))

    [klacht] = klachten_bij(acties.wijzig, item=ander, gegevens=anders, versie=1, door=collega)

    assert f"{gebied(WIJK)} heeft dit al vastgesteld" in klacht
    stel_vast(ander.plan)
    assert Afspraak.objects.count() == 1


def test_an_item_of_one_plan_alone_changes_nothing_elsewhere(
    agenda: Plan, wijkmanager: Gebruiker, collega: Gebruiker
) -> None:
    andere = kort_plan("wijkagenda", ANDERE, collega)
    los = acties.voeg_toe(plan=andere, soort="onderwerp", gegevens=gegevens(), door=collega)
    hier = acties.voeg_toe(plan=agenda, soort="onderwerp", gegevens=gegevens(), door=wijkmanager)

    acties.wijzig(item=hier, gegevens=gegevens(trekker=None), versie=1, door=wijkmanager)

    los.refresh_from_db()
    assert str(los.trekker) == str(Houder(partij=partij("wel")))


def stel_vast(plan: Plan) -> None:
    manager, wethouder = plan.gestart_door, persoon("wijkwethouder", gebied=plan.gebied)
    acties.bewerk(
        plan=plan,
        waarden={
            "communicatieparagraaf": "In de wijkkrant.",
            "participatieparagraaf": "Bewoners kiezen mee.",
        },
        versie=plan.versie,
        door=manager,
    )
    schrijf(plan, manager)
    bundel_als_nodig(plan, manager)
    acties.draag_voor(plan=plan, door=wethouder)
    acties.stel_vast(plan=plan, door=persoon("college"))


@pytest.mark.eis("ETL-07")
def test_while_one_wijk_has_no_agenda_it_goes_on_none(
    als_wijkmanager: Client, agenda: Plan, wijkmanager: Gebruiker
) -> None:
    voorstel = in_twee_wijken(persoon("vakambtenaar"))
    beoordeel(voorstel, wijkmanager)

    [klacht] = klachten_bij(neem_op, voorstel=voorstel, door=wijkmanager)

    assert "Begin eerst" in klacht
    assert not agenda.items.exists()
    pagina = als_wijkmanager.get(reverse("wijkagenda:voorstel", args=[voorstel.pk])).text
    assert f"{gebied(ANDERE)}: nog niet in de maak" in pagina
    assert opname_url(voorstel) not in pagina


def test_a_plan_that_waits_for_a_decision_takes_nothing_new(
    agenda: Plan, voorstel: Signaal, wijkmanager: Gebruiker
) -> None:
    beoordeel(voorstel, wijkmanager)
    Plan.objects.update(stand=Plan.Stand.VOORGEDRAGEN)

    assert "ligt klaar voor een besluit" in klachten_bij(neem_op, voorstel=voorstel, door=wijkmanager)[0]


def test_a_second_time_is_refused(agenda: Plan, voorstel: Signaal, wijkmanager: Gebruiker) -> None:
    beoordeel(voorstel, wijkmanager)
    neem_op(voorstel, wijkmanager)

    with pytest.raises(StandVeranderd):
        neem_op(voorstel, wijkmanager)

    assert agenda.items.count() == 1


def test_who_makes_no_agenda_puts_nothing_on_it(
    agenda: Plan, voorstel: Signaal, wijkmanager: Gebruiker
) -> None:
    beoordeel(voorstel, wijkmanager)

    with pytest.raises(PermissionDenied):
        neem_op(voorstel, persoon("vakambtenaar"))


def test_a_shielded_one_never_goes_onto_a_plan(
    als_wijkmanager: Client, agenda: Plan, voorstel: Signaal, wijkmanager: Gebruiker
) -> None:
    beoordeel(voorstel, wijkmanager)
    Signaal.objects.update(gevoelig="beperkt")

    klachten = klachten_bij(neem_op, voorstel=voorstel, door=wijkmanager)

    assert "Dit is afgeschermd. Het komt nooit op een plan dat anderen lezen." in klachten
    pagina = als_wijkmanager.get(reverse("wijkagenda:voorstel", args=[voorstel.pk])).text
    assert WOORDEN not in pagina


# --- declining and following


@pytest.mark.eis("ETL-53")
def test_a_declined_one_is_answered_with_why(
    als_wijkmanager: Client, agenda: Plan, voorstel: Signaal, wijkmanager: Gebruiker
) -> None:
    beoordeel(voorstel, wijkmanager, ja=False)
    signalen.beantwoord(
        signaal=voorstel,
        soort="nooit",
        velden={"reden": "te duur", "motivering": "De weg is van de provincie."},
        door=wijkmanager,
    )

    with pytest.raises(StandVeranderd):
        neem_op(voorstel, wijkmanager)

    pagina = als_wijkmanager.get(reverse("wijkagenda:voorstel", args=[voorstel.pk])).text
    assert "Komt niet in het plan" in pagina
    als_wijkmanager.logout()
    assert "De weg is van de provincie." in als_wijkmanager.get(voorstel.statusadres.get_absolute_url()).text


@pytest.mark.eis("ETL-53")
def test_who_proposed_it_follows_it_without_an_account(
    client: Client, agenda: Plan, voorstel: Signaal, wijkmanager: Gebruiker
) -> None:
    adres = voorstel.statusadres.get_absolute_url()
    assert "Het staat in een plan" not in client.get(adres).text
    beoordeel(voorstel, wijkmanager)
    neem_op(voorstel, wijkmanager)

    pagina = client.get(adres).text

    assert f"Wijkagenda, {gebied(WIJK)}" in pagina
    assert "het plan is in de maak" in pagina
    assert "Een veilige oversteek" not in pagina
    assert WOORDEN not in pagina


def test_left_out_again_it_is_to_be_decided_again(
    client: Client, agenda: Plan, voorstel: Signaal, wijkmanager: Gebruiker
) -> None:
    beoordeel(voorstel, wijkmanager)
    [item] = neem_op(voorstel, wijkmanager)

    acties.laat_weg(item=item, reden="Toch dubbel.", door=wijkmanager)

    assert "Het staat in een plan" not in client.get(voorstel.statusadres.get_absolute_url()).text
    assert len(neem_op(voorstel, wijkmanager)) == 1


def test_the_list_costs_the_same_for_many(
    als_wijkmanager: Client, voorstel: Signaal, django_assert_max_num_queries: Any
) -> None:
    adres = reverse("wijkagenda:voorstellen")
    als_wijkmanager.get(adres)
    for _ in range(3):
        meld_zonder_account(tekst=WOORDEN, soort=SOORT, gebied=gebied(WIJK))

    with django_assert_max_num_queries(12):
        als_wijkmanager.get(adres)


def test_a_plan_that_was_established_shows_its_day(
    client: Client, agenda: Plan, voorstel: Signaal, wijkmanager: Gebruiker
) -> None:
    beoordeel(voorstel, wijkmanager)
    neem_op(voorstel, wijkmanager)
    al_vastgesteld("wop", WIJK, wijkmanager)
    stel_vast(agenda)

    assert "vastgesteld op" in client.get(voorstel.statusadres.get_absolute_url()).text


def test_what_was_promised_with_the_answer_is_the_promise_on_the_agenda(
    agenda: Plan, voorstel: Signaal, wijkmanager: Gebruiker
) -> None:
    beoordeel(voorstel, wijkmanager)
    neem_op(voorstel, wijkmanager, trekker=Houder(rol="wijkmanager", gebied=gebied(WIJK)))
    antwoord = signalen.beantwoord(
        signaal=voorstel,
        soort="nu",
        velden={"uitvoerder": "rol:wijkmanager", "streefdatum": dag(60)},
        door=wijkmanager,
    )

    stel_vast(agenda)

    assert agenda.items.get().afspraak == antwoord.afspraak
    assert Afspraak.objects.count() == 1
    # The public reads the words of the plan, never those of who proposed it.
    agenda.refresh_from_db()
    publicatie = acties.publiceer(plan=agenda, bevestigd=set(), door=wijkmanager)
    assert WOORDEN not in str(publicatie.inhoud)


@pytest.mark.django_db(transaction=True)
def test_of_two_at_the_same_moment_one_puts_it_on(monkeypatch: pytest.MonkeyPatch) -> None:
    activeer("etten-leur")
    wijkmanager = persoon("wijkmanager", gebied=WIJK)
    agenda = kort_plan("wijkagenda", WIJK, wijkmanager)
    voorstel = meld_zonder_account(tekst=WOORDEN, soort=SOORT, gebied=gebied(WIJK))
    beoordeel(voorstel, wijkmanager)
    tegelijk = threading.Barrier(2, timeout=20)
    echt = acties.neem_voorstel_op

    def eerst_samen(**invoer: Any) -> list[Planitem]:
        # Both have opened the form; only now does either take the step.
        tegelijk.wait()
        return echt(**invoer)

    monkeypatch.setattr("wijkagenda.acties.neem_voorstel_op", eerst_samen)
    codes: list[int] = []

    samen(*[lambda: codes.append(_zet_in_plan(wijkmanager, voorstel))] * 2)

    assert sorted(codes) == [302, 422]
    assert agenda.items.count() == 1


def _zet_in_plan(wie: Gebruiker, voorstel: Signaal) -> int:
    client = Client()
    client.force_login(wie)
    invoer = {
        "titel": "Een veilige oversteek",
        "trekker": f"partij:{partij('wel').pk}",
        "einddatum": dag(60).isoformat(),
        "v-korte-termijn": "ja",
    }
    return client.post(opname_url(voorstel), invoer).status_code


def samen(*stappen: Callable[[], None]) -> None:
    """Each in a thread with a connection of its own."""

    def draai(stap: Callable[[], None]) -> None:
        try:
            stap()
        finally:
            connection.close()

    draden = [threading.Thread(target=draai, args=(stap,)) for stap in stappen]
    for draad in draden:
        draad.start()
    for draad in draden:
        draad.join()
