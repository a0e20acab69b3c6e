"""Answering: the kinds of the profile, their fields, open parts, and "later" that ends in another kind."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from signalen import acties
from signalen.acties.woorden import verbeter_woorden
from signalen.models import Antwoord, Signaal
from tests.hulp import gebied, partij, persoon
from tests.signalen.hulp import over, signaal, zet_uit
from wijkwerk.afspraken.models import Afspraak
from wijkwerk.gebruikers.houder import Houder
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.profiel import Profiel
from wijkwerk.regels.models import Beoordeling
from wijkwerk.regels.service import StandVeranderd, StapGeweigerd

pytestmark = pytest.mark.django_db
OOIT = {"soort": "ooit", "reden": "budget", "motivering": "Goed idee.", "randvoorwaarden": "Geld."}


def _url(rij: Signaal) -> str:
    return reverse("signalen:antwoord", args=[rij.pk])


def _afgerond(rij: Signaal, door: Gebruiker) -> Signaal:
    """Every part taken and finished."""
    for deel in rij.delen.all():
        acties.neem_aan(deel=deel, door=door)
        acties.meld_klaar(deel=deel, resultaat="Klaar.", door=door)
    return rij


@pytest.fixture
def klaar(uitgezet: Signaal, medewerker: Gebruiker) -> Signaal:
    return _afgerond(uitgezet, medewerker)


@pytest.fixture
def vraag(helmond: Profiel) -> Signaal:
    """A question of the wijkorgaan in Helmond, ready to be answered."""
    adviseur = persoon("adviseur-wgw", gebied="mierlo-hout")
    rij = signaal(adviseur, "mierlo-hout", "vraag-wijkorgaan", kanaal="wijkorgaan")
    return _afgerond(zet_uit(rij, adviseur), adviseur)


@pytest.fixture
def vak(helmond: Profiel) -> Gebruiker:
    return persoon("vakambtenaar")


# --- who and when


def test_manager_answers(client: Client, klaar: Signaal, manager: Gebruiker) -> None:
    client.force_login(manager)

    client.post(_url(klaar), {"soort": "antwoord", "toelichting": "Zo zit het."})

    klaar.refresh_from_db()
    assert klaar.stand == "beantwoord"
    assert klaar.antwoorden.get().motivering == "Zo zit het."


def test_front_may_not_answer(client: Client, klaar: Signaal, concierge: Gebruiker) -> None:
    client.force_login(concierge)

    assert client.post(_url(klaar), {"soort": "antwoord", "toelichting": "x"}).status_code == 403


def test_another_wijk_finds_nothing(client: Client, klaar: Signaal, vreemde: Gebruiker) -> None:
    client.force_login(vreemde)

    assert client.get(_url(klaar)).status_code == 404


def test_an_open_part_blocks(client: Client, uitgezet: Signaal, manager: Gebruiker) -> None:
    client.force_login(manager)

    antwoord = client.post(_url(uitgezet), {"soort": "antwoord", "toelichting": "x"})

    assert antwoord.status_code == 422
    assert "Nog niet klaar: team Wijkbeheer" in antwoord.content.decode()


def test_a_refused_part_blocks_until_it_is_asked_of_another(
    uitgezet: Signaal, medewerker: Gebruiker, manager: Gebruiker
) -> None:
    deel = uitgezet.delen.get()
    acties.weiger(deel=deel, reden="Niet van ons.", door=medewerker)
    velden = {"toelichting": "x"}
    with pytest.raises(StapGeweigerd, match="nam het deel niet aan"):
        acties.beantwoord(signaal=uitgezet, soort="antwoord", velden=velden, door=manager)

    zelf = Houder(rol="wijkmanager", gebied=gebied("visbuurt"))
    vraag = acties.Deelvraag(zelf, "Zoek uit van wie dit is.", over(5), vervangt=deel)
    acties.zet_uit(signaal=uitgezet, door=manager, delen=[vraag])
    _afgerond_deel = uitgezet.delen.latest("pk")
    acties.neem_aan(deel=_afgerond_deel, door=manager)
    acties.meld_klaar(deel=_afgerond_deel, resultaat="Van de gemeente.", door=manager)

    assert acties.beantwoord(signaal=uitgezet, soort="antwoord", velden=velden, door=manager).pk


def test_two_answers_at_once_give_one(klaar: Signaal, manager: Gebruiker) -> None:
    acties.beantwoord(signaal=klaar, soort="antwoord", velden={"toelichting": "Eerst."}, door=manager)

    with pytest.raises(StandVeranderd):
        acties.beantwoord(signaal=klaar, soort="antwoord", velden={"toelichting": "Later."}, door=manager)
    assert klaar.antwoorden.get().motivering == "Eerst."


def test_without_owner_there_is_no_answer(rij: Signaal, manager: Gebruiker) -> None:
    with pytest.raises(StapGeweigerd, match="nog geen eigenaar"):
        acties.beantwoord(signaal=rij, soort="antwoord", velden={"toelichting": "x"}, door=manager)


def test_who_sees_only_the_state_cannot_answer(concierge: Gebruiker, manager: Gebruiker) -> None:
    rij = zet_uit(signaal(concierge, "visbuurt", "zorg"), concierge)

    with pytest.raises(PermissionDenied, match="alleen de stand"):
        acties.beantwoord(signaal=rij, soort="antwoord", velden={"toelichting": "x"}, door=manager)


def test_the_owner_answers_a_shielded_one(helmond: Profiel) -> None:
    opzichter = persoon("wijkopzichter", gebied="brandevoort")
    rij = signaal(opzichter, "brandevoort", "complex-urgent", themas=["jongerengroep"])
    rij = zet_uit(rij, persoon("adviseur-wgw", gebied="brandevoort"))
    jpt = persoon("frontlinie", partij="jpt")
    _afgerond(rij, jpt)

    velden = {"reden": "anders", "motivering": "Opgepakt door het team."}
    assert acties.beantwoord(signaal=rij, soort="nooit", velden=velden, door=jpt).pk


# --- kinds and fields


@pytest.mark.eis("DHR-06")
def test_an_initiative_gets_a_solution_or_an_answer_with_text(
    concierge: Gebruiker, manager: Gebruiker
) -> None:
    rij = _afgerond(zet_uit(signaal(concierge, "tuindorp", "initiatief"), concierge), concierge)

    for soort, velden in (("niet", {"motivering": "Nee."}), ("antwoord", {"toelichting": ""})):
        with pytest.raises(StapGeweigerd):
            acties.beantwoord(signaal=rij, soort=soort, velden=velden, door=manager)

    assert acties.beantwoord(
        signaal=rij, soort="antwoord", velden={"toelichting": "Dat mag."}, door=manager
    ).pk


@pytest.mark.eis("HEL-66")
def test_only_nu_ooit_nooit_to_a_wijkorgaan(client: Client, vraag: Signaal, vak: Gebruiker) -> None:
    client.force_login(vak)

    pagina = client.get(_url(vraag)).content.decode()

    assert all(f"soort={soort}" in pagina for soort in ("nu", "ooit", "nooit"))
    with pytest.raises(StapGeweigerd, match="hoort"):
        acties.beantwoord(signaal=vraag, soort="misschien", velden={}, door=vak)


@pytest.mark.eis("HEL-67")
@pytest.mark.parametrize("mist", ["uitvoerder", "streefdatum"])
def test_nu_needs_who_and_when(client: Client, vraag: Signaal, vak: Gebruiker, mist: str) -> None:
    client.force_login(vak)
    data = {"soort": "nu", "uitvoerder": "partij:klantmeldsysteem", "streefdatum": over(9).isoformat()} | {
        mist: ""
    }

    antwoord = client.post(_url(vraag), data)

    assert antwoord.status_code == 422
    assert mist in antwoord.context["form"].errors
    assert not Antwoord.objects.exists()


@pytest.mark.eis("HEL-67", "ETL-38")
def test_nu_becomes_an_afspraak(vraag: Signaal, vak: Gebruiker) -> None:
    velden = {"uitvoerder": "partij:klantmeldsysteem", "streefdatum": over(9)}

    antwoord = acties.beantwoord(signaal=vraag, soort="nu", velden=velden, door=vak)

    afspraak = Afspraak.objects.get(antwoorden=antwoord)
    assert (afspraak.houder_partij, afspraak.uiterlijk) == (partij("klantmeldsysteem"), over(9))


def test_words_corrected_afterwards_are_those_of_the_promise(vraag: Signaal, vak: Gebruiker) -> None:
    velden = {"uitvoerder": "partij:klantmeldsysteem", "streefdatum": over(9)}
    antwoord = acties.beantwoord(signaal=vraag, soort="nu", velden=velden, door=vak)
    oud = vraag.tekst
    assert oud in Afspraak.objects.get(antwoorden=antwoord).wat

    verbeter_woorden(signaal=vraag, door=vak, tekst="Er is iets anders.", waar="", waarom="persoon")

    assert Afspraak.objects.get(antwoorden=antwoord).wat.endswith(": Er is iets anders.")


@pytest.mark.eis("HEL-68", "HEL-69", "ETL-39")
@pytest.mark.parametrize("gemeente_soort", [("helmond", "vraag-wijkorgaan"), ("etten-leur", "vraag")])
@pytest.mark.parametrize("mist", ["reden", "motivering", "randvoorwaarden", "datum-definitief"])
def test_ooit_needs_reason_conditions_and_date(
    client: Client, gemeente_soort: tuple[str, str], mist: str, db: None
) -> None:
    rij, wie = _klaar_in(*gemeente_soort)
    client.force_login(wie)
    reden = "budget" if gemeente_soort[0] == "helmond" else "geen budget"
    data: dict[str, Any] = OOIT | {"reden": reden, "datum-definitief": over(90).isoformat()} | {mist: ""}

    antwoord = client.post(_url(rij), data)

    assert antwoord.status_code == 422
    assert mist in antwoord.context["form"].errors
    assert not Antwoord.objects.exists()


@pytest.mark.eis("HEL-70", "ETL-40", "ETL-03")
@pytest.mark.parametrize("gemeente_soort", [("helmond", "vraag-wijkorgaan"), ("etten-leur", "vraag")])
@pytest.mark.parametrize("mist", ["reden", "motivering"])
def test_nooit_needs_a_reason_and_a_motivation(
    client: Client, gemeente_soort: tuple[str, str], mist: str, db: None
) -> None:
    rij, wie = _klaar_in(*gemeente_soort)
    client.force_login(wie)
    data = {"soort": "nooit", "reden": "te duur", "motivering": "Het kost meer dan er is."}

    geweigerd = client.post(_url(rij), data | {mist: ""})
    gelukt = client.post(_url(rij), data)

    assert geweigerd.status_code == 422
    assert mist in geweigerd.context["form"].errors
    assert gelukt.status_code == 302


def _klaar_in(gemeente: str, soort: str) -> tuple[Signaal, Gebruiker]:
    from tests.hulp import activeer

    activeer(gemeente)
    if gemeente == "helmond":
        adviseur = persoon("adviseur-wgw", gebied="mierlo-hout")
        rij = signaal(adviseur, "mierlo-hout", soort, kanaal="wijkorgaan")
        return _afgerond(zet_uit(rij, adviseur), adviseur), persoon("vakambtenaar")
    manager = persoon("wijkmanager", gebied="centrum-west")
    rij = signaal(manager, "centrum-west", soort, kanaal="mail")
    return _afgerond(zet_uit(rij, manager), manager), manager


def test_a_reason_outside_the_list_is_refused(vraag: Signaal, vak: Gebruiker) -> None:
    with pytest.raises(StapGeweigerd, match="Kies uit de lijst"):
        acties.beantwoord(
            signaal=vraag, soort="nooit", velden={"reden": "geen zin", "motivering": "x"}, door=vak
        )


def test_a_date_in_the_past_is_refused(vraag: Signaal, vak: Gebruiker) -> None:
    with pytest.raises(StapGeweigerd, match="vanaf vandaag"):
        acties.beantwoord(signaal=vraag, soort="ooit", velden=OOIT | {"datum-definitief": over(-1)}, door=vak)


# --- later


@pytest.fixture
def ooit(vraag: Signaal, vak: Gebruiker) -> Signaal:
    acties.beantwoord(signaal=vraag, soort="ooit", velden=OOIT | {"datum-definitief": over(90)}, door=vak)
    vraag.refresh_from_db()
    return vraag


@pytest.mark.eis("HEL-69", "ETL-39")
def test_ooit_ends_only_in_nu_or_nooit(ooit: Signaal, vak: Gebruiker) -> None:
    with pytest.raises(StapGeweigerd, match="Dit eindigt in: Nu of Nooit"):
        acties.beantwoord(signaal=ooit, soort="ooit", velden=OOIT | {"datum-definitief": over(200)}, door=vak)

    nooit = {"reden": "te duur", "motivering": "Nu weten we het."}
    acties.beantwoord(signaal=ooit, soort="nooit", velden=nooit, door=vak)
    assert [rij.soort for rij in ooit.antwoorden.geldend()] == ["nooit"]


@pytest.mark.eis("HEL-69")
def test_the_date_of_ooit_becomes_the_term(ooit: Signaal) -> None:
    assert ooit.uiterlijk is not None
    assert ooit.uiterlijk >= over(90)


def _verleng(client: Client, rij: Signaal, dagen: int, reden: str) -> int:
    data = {"datum": over(dagen).isoformat(), "reden": reden}
    return client.post(reverse("signalen:verlenging", args=[rij.pk]), data).status_code


def test_extending_without_a_day_is_refused(client: Client, ooit: Signaal, vak: Gebruiker) -> None:
    client.force_login(vak)

    antwoord = client.post(
        reverse("signalen:verlenging", args=[ooit.pk]), {"reden": "Het geld is er nog niet."}
    )

    assert antwoord.status_code == 422
    assert "Kies een nieuwe datum." in antwoord.text


@pytest.mark.eis("HEL-69")
def test_extending_needs_a_reason_and_a_later_day(client: Client, ooit: Signaal, vak: Gebruiker) -> None:
    client.force_login(vak)

    assert _verleng(client, ooit, 120, "") == 422
    assert _verleng(client, ooit, 30, "Sneller.") == 422
    assert ooit.antwoorden.get().verlengingen == 0


@pytest.mark.eis("HEL-69")
def test_extensions_are_counted_and_the_third_stands_out(
    client: Client, ooit: Signaal, vak: Gebruiker
) -> None:
    client.force_login(vak)

    standen = [_verleng(client, ooit, dagen, "Wacht op de raad.") for dagen in (120, 150, 180)]
    pagina = client.get(ooit.get_absolute_url()).content.decode()

    assert standen == [302, 302, 302]
    assert ooit.antwoorden.get().verlengingen == 3
    assert "al 3 keer uitgesteld" in pagina


# --- judged (Bergen)


@pytest.fixture
def wens(bergen: Profiel) -> tuple[Signaal, Gebruiker]:
    from wijkwerk.wijken.models import Gebied

    kern = Gebied.objects.filter(niveau="kern").order_by("pk").first()
    assert kern is not None
    coordinator = persoon("wijkcoordinator", gebied=kern)
    afdeling = persoon("afdeling")
    rij = zet_uit(signaal(coordinator, kern, "wens-bij-plan", kanaal="telefoon"), coordinator)
    return _afgerond(rij, afdeling), afdeling


@pytest.mark.eis("BER-27")
def test_a_wish_is_taken_up_only_when_money_planning_and_policy_allow(
    client: Client, wens: tuple[Signaal, Gebruiker], bergen: Profiel
) -> None:
    rij, afdeling = wens
    client.force_login(afdeling)
    criteria = [f"oordeel-{criterium.sleutel}" for criterium in bergen.oordeel("haalbaarheid").criteria]
    data = {"soort": "opgenomen", "plan": "Plan", "planning": "2027"}

    onbeoordeeld = client.post(_url(rij), data)
    een_nee = client.post(_url(rij), data | dict.fromkeys(criteria, "ja") | {criteria[0]: "nee"})
    alle_ja = client.post(_url(rij), data | dict.fromkeys(criteria, "ja"))

    assert (onbeoordeeld.status_code, een_nee.status_code, alle_ja.status_code) == (422, 422, 302)
    assert rij.antwoorden.get().velden == {"plan": "Plan", "planning": "2027"}


def test_what_was_judged_before_is_filled_in_and_keeps_its_reason(
    client: Client, wens: tuple[Signaal, Gebruiker], bergen: Profiel
) -> None:
    rij, afdeling = wens
    client.force_login(afdeling)
    for criterium in ("financieel", "planning", "beleidsmatig"):
        adres = reverse("wijkagenda:voorstel_oordeel", args=[rij.pk, "haalbaarheid", criterium])
        client.post(adres, {"ja": "ja", "toelichting": f"Dit is {criterium} mogelijk."})

    pagina = client.get(f"{_url(rij)}?soort=opgenomen").text
    assert pagina.count("checked") == 3
    antwoord = client.post(
        _url(rij),
        {"soort": "opgenomen", "plan": "Plan", "planning": "2027"}
        | dict.fromkeys(("oordeel-financieel", "oordeel-planning", "oordeel-beleidsmatig"), "ja"),
    )

    assert antwoord.status_code == 302
    redenen = set(Beoordeling.objects.bij(rij).values_list("toelichting", flat=True))
    assert redenen == {f"Dit is {wat} mogelijk." for wat in ("financieel", "planning", "beleidsmatig")}


@pytest.mark.eis("BER-30")
def test_not_yet_and_no_say_why(client: Client, wens: tuple[Signaal, Gebruiker]) -> None:
    rij, afdeling = wens
    client.force_login(afdeling)

    geweigerd = client.post(_url(rij), {"soort": "niet", "motivering": ""})
    gelukt = client.post(_url(rij), {"soort": "niet", "motivering": "Het past niet in het beleid."})

    assert (geweigerd.status_code, gelukt.status_code) == (422, 302)
