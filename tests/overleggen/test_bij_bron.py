"""From the page of a signal, afspraak or plan: on the agenda of which meeting?"""

from __future__ import annotations

import pytest
from django.template import RequestContext, Template
from django.test import Client, RequestFactory
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from overleggen import service
from overleggen.models import Agendapunt, Overleg
from signalen import service as signalen
from signalen.models import Signaal
from tests.hulp import gebied, persoon
from tests.overleggen.hulp import gepland
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.profiel import Profiel

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager(den_helder: Profiel) -> Gebruiker:
    return persoon("wijkmanager", gebied="nieuw-den-helder")


@pytest.fixture
def overleg(manager: Gebruiker) -> Overleg:
    return gepland("coordinatieteam", "nieuw-den-helder", manager, over=3)


def _signaal(door: Gebruiker, soort: str = "openbare-ruimte") -> Signaal:
    return signalen.registreer(
        tekst="marktekst", soort=soort, gebieden=[gebied("nieuw-den-helder")], kanaal="spreekuur", door=door
    )


def _url(signaal: Signaal) -> str:
    return reverse("overleggen:agenderen", args=["signaal", signaal.pk])


def test_signal_goes_onto_the_agenda(client: Client, overleg: Overleg, manager: Gebruiker) -> None:
    signaal = _signaal(manager)
    client.force_login(manager)
    assert str(overleg) in client.get(_url(signaal)).text

    antwoord = client.post(_url(signaal), {"overleg": overleg.pk, "toelichting": "Graag samen kijken."})

    assert antwoord.status_code == 302
    [rij] = service.agenda_bij("signaal", signaal.pk, manager)
    assert (rij.overleg, rij.woord) == (overleg, "Op de agenda")


def test_twice_on_one_agenda_is_refused(client: Client, overleg: Overleg, manager: Gebruiker) -> None:
    signaal = _signaal(manager)
    client.force_login(manager)
    client.post(_url(signaal), {"overleg": overleg.pk})

    antwoord = client.post(_url(signaal), {"overleg": overleg.pk})

    assert antwoord.status_code == 422
    assert "staat al op de agenda" in antwoord.text


def test_what_became_shielded_is_named_nowhere_and_asked_for_only_when_there_is_any(
    client: Client, overleg: Overleg, manager: Gebruiker, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    signaal, ander = _signaal(manager), _signaal(manager)
    client.force_login(manager)
    client.post(_url(signaal), {"overleg": overleg.pk, "toelichting": "Graag samen kijken."})
    with django_assert_num_queries(1):
        [open_] = service.agenda_bij("signaal", signaal.pk, manager)
    Signaal.objects.filter(pk=signaal.pk).update(gevoelig="ja", geregistreerd_door=None)
    Agendapunt.objects.update(
        aangedragen_door=persoon("wijkconcierge", gebied="nieuw-den-helder"), uitkomst="Woord"
    )

    with django_assert_num_queries(2):
        [dicht] = service.agenda_bij("signaal", signaal.pk, manager)

    assert open_.titel != "Afgeschermd punt"
    assert (dicht.titel, dicht.uitkomst) == ("Afgeschermd punt", "")
    with django_assert_num_queries(1):
        assert service.agenda_bij("signaal", ander.pk, manager) == []


def test_no_choice_comes_back(client: Client, overleg: Overleg, manager: Gebruiker) -> None:
    client.force_login(manager)

    assert client.post(_url(_signaal(manager)), {}).status_code == 422


def test_signal_one_does_not_see_is_not_found(client: Client, overleg: Overleg, manager: Gebruiker) -> None:
    signaal = _signaal(manager)
    client.force_login(persoon("wijkmanager", gebied="stad-binnen-de-linie"))

    assert client.get(_url(signaal)).status_code == 404


def test_unknown_kind_is_not_found(client: Client, manager: Gebruiker) -> None:
    client.force_login(manager)

    assert client.get(reverse("overleggen:agenderen", args=["gebruiker", manager.pk])).status_code == 404


def test_only_meetings_where_it_lies_are_offered(
    client: Client, overleg: Overleg, manager: Gebruiker
) -> None:
    elders = gepland(
        "coordinatieteam", "visbuurt", persoon("wijkmanager", gebied="stad-binnen-de-linie"), over=3
    )
    client.force_login(manager)

    tekst = client.get(_url(_signaal(manager))).text

    assert str(overleg) in tekst
    assert str(elders) not in tekst


def test_shielded_signal_brings_no_words(client: Client, overleg: Overleg, manager: Gebruiker) -> None:
    concierge = persoon("wijkconcierge", gebied="nieuw-den-helder")
    signaal = _signaal(concierge, "zorg")
    client.force_login(manager)

    client.post(_url(signaal), {"overleg": overleg.pk})

    rij = overleg.punten.get()
    assert rij.gevoelig == "ja"
    assert "marktekst" not in f"{rij.titel}{rij.toelichting}"


def test_new_meeting_takes_the_signal_along(client: Client, manager: Gebruiker) -> None:
    signaal = _signaal(manager)
    client.force_login(manager)
    keuze = f"vorm=coordinatieteam&gebied={gebied('nieuw-den-helder').pk}&bron=signaal-{signaal.pk}"

    antwoord = client.post(
        f"{reverse('overleggen:nieuw')}?{keuze}", {"datum": "2099-01-05", "begin": "10:00"}
    )

    assert antwoord.headers["Location"] == f"{_url(signaal)}?overleg={Overleg.objects.get().pk}"


@pytest.mark.parametrize("bron", ["signaal-²", f"signaal-{'9' * 40}", "geen slug-1", "signaal-1"])
def test_new_meeting_for_what_does_not_exist_is_planned_all_the_same(
    client: Client, manager: Gebruiker, bron: str
) -> None:
    client.force_login(manager)
    waar = {"vorm": "coordinatieteam", "gebied": gebied("nieuw-den-helder").pk, "bron": bron}
    adres = reverse("overleggen:nieuw", query=waar)

    antwoord = client.post(adres, {"datum": "2099-01-05", "begin": "10:00"})

    assert antwoord.headers["Location"] == Overleg.objects.get().get_absolute_url()


def _teken(gebruiker: Gebruiker, signaal: Signaal) -> str:
    """The two tags as the page of a signal uses them."""
    request = RequestFactory().get("/")
    request.user = gebruiker
    bron = '{% load overleg %}{% zet_op_agenda "signaal" pk %}{% stond_op_agenda "signaal" pk %}'
    return Template(bron).render(RequestContext(request, {"pk": signaal.pk}))


def test_tags_for_the_page_of_a_signal(client: Client, overleg: Overleg, manager: Gebruiker) -> None:
    signaal = _signaal(manager)
    client.force_login(manager)
    client.post(_url(signaal), {"overleg": overleg.pk})

    assert _url(signaal) in _teken(manager, signaal)
    assert str(overleg) in _teken(manager, signaal)
    buiten = persoon("teammedewerker", partij="wijkbeheer")
    assert str(overleg) not in _teken(buiten, signaal)
    assert _teken(persoon("beheerder"), signaal).strip() == ""
