"""A theme that returns, whom it needs at the table, and the invitation."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.mail import EmailMessage
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from signalen import acties
from signalen.instanties import instanties
from signalen.models import Signaal, Spreekuur
from signalen.themavoorstel import themavoorstellen
from tests.hulp import gebied, partij, persoon, profieltekst
from tests.signalen.hulp import MERK, signaal
from wijkwerk.berichten.models import Bericht
from wijkwerk.berichten.tasks import verstuur_klaargezette
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.gemeente import acties as gemeente_acties

pytestmark = pytest.mark.django_db


def _plan(door: Gebruiker, thema: str = "wonen", soort: str = "themaspreekuur") -> Spreekuur:
    begin = timezone.now() + timedelta(days=7)
    return acties.plan(
        soort=soort,
        gebied=gebied("visbuurt"),
        begin=begin,
        eind=begin + timedelta(hours=2),
        plaats="Buurthuis",
        thema=thema,
        door=door,
    )


@pytest.fixture
def rij(concierge: Gebruiker) -> Spreekuur:
    return _plan(concierge)


def _uitnodiging(rij: Spreekuur) -> str:
    return reverse("signalen:spreekuur-uitnodiging", args=[rij.pk])


@pytest.mark.eis("DHR-22")
def test_the_theme_proposes_whom_it_needs_with_the_reason(
    client: Client, concierge: Gebruiker, rij: Spreekuur
) -> None:
    client.force_login(concierge)

    form = client.get(_uitnodiging(rij)).context["form"]

    [(pk, woorden)] = form["voorgesteld"].field.choices
    assert pk == str(partij("woningstichting").pk)
    assert "signalen gaan naar de woningstichting" in woorden
    assert form["voorgesteld"].value() == [pk]


@pytest.mark.eis("DHR-22")
def test_who_invites_another_is_warned(client: Client, concierge: Gebruiker, rij: Spreekuur) -> None:
    client.force_login(concierge)

    pagina = client.post(_uitnodiging(rij), {"anderen": [partij("politie").pk]}, follow=True)

    tekst = pagina.content.decode()
    assert "Nodig ook de instantie uit die over dit thema gaat" in tekst
    assert "Woningstichting Den Helder" in tekst


@pytest.mark.eis("DHR-22")
def test_who_invites_the_right_one_is_not(client: Client, concierge: Gebruiker, rij: Spreekuur) -> None:
    client.force_login(concierge)

    pagina = client.post(_uitnodiging(rij), {"voorgesteld": [partij("woningstichting").pk]}, follow=True)

    assert "Voor dit thema mist" not in pagina.content.decode()


def test_who_did_not_come_is_named(client: Client, concierge: Gebruiker, rij: Spreekuur) -> None:
    acties.nodig_uit(spreekuur=rij, partijen=[partij("woningstichting")], door=concierge)
    acties.open_spreekuur(spreekuur=rij, door=concierge)
    acties.houd(spreekuur=rij, bezoekers=2, samenvatting="", door=concierge)
    client.force_login(concierge)

    assert "Voor dit thema mist" in client.get(rij.get_absolute_url()).content.decode()


def test_a_theme_without_a_kind_follows_the_signals_of_here(concierge: Gebruiker) -> None:
    signaal(concierge, "visbuurt", "veiligheid", themas=["parkeren"])

    [rij] = instanties("parkeren", gebied("visbuurt"))

    assert rij.partij.sleutel == "vvh"


def test_a_theme_that_nobody_knows_warns_of_nobody(
    client: Client, concierge: Gebruiker, den_helder: Any
) -> None:
    rij = _plan(concierge, "kamerverhuur")
    client.force_login(concierge)

    assert "Voor dit thema mist" not in client.get(rij.get_absolute_url()).content.decode()


def test_the_invitation_leaves_by_mail_with_a_calendar_file(
    concierge: Gebruiker, rij: Spreekuur, mailoutbox: list[EmailMessage]
) -> None:
    partner = persoon("partner", partij="woningstichting")

    acties.nodig_uit(spreekuur=rij, partijen=[partij("woningstichting")], door=concierge)
    verstuur_klaargezette()

    [mail] = mailoutbox
    [(naam, inhoud, soort)] = list(mail.attachments)
    assert mail.to == [partner.email]
    assert "De plek: Buurthuis." in str(mail.body)
    assert (naam, soort) == ("spreekuur.ics", "text/calendar")
    assert "SUMMARY:Themaspreekuur Visbuurt" in str(inhoud)


def test_a_party_without_people_gets_it_at_its_own_address(
    concierge: Gebruiker, rij: Spreekuur, mailoutbox: list[EmailMessage]
) -> None:
    stichting = partij("woningstichting")
    stichting.e_mail = "balie@stichting.example"
    stichting.save(update_fields=["e_mail"])

    acties.nodig_uit(spreekuur=rij, partijen=[stichting], door=concierge)
    verstuur_klaargezette()

    assert [mail.to for mail in mailoutbox] == [["balie@stichting.example"]]


def test_inviting_twice_mails_once(client: Client, concierge: Gebruiker, rij: Spreekuur) -> None:
    persoon("partner", partij="woningstichting")
    for _ in range(2):
        acties.nodig_uit(spreekuur=rij, partijen=[partij("woningstichting")], door=concierge)

    assert rij.uitnodigingen.count() == 1
    assert Bericht.objects.filter(soort="spreekuur-uitnodiging").count() == 1


def test_calling_off_tells_who_was_invited(concierge: Gebruiker, rij: Spreekuur) -> None:
    partner = persoon("partner", partij="woningstichting")
    acties.nodig_uit(spreekuur=rij, partijen=[partij("woningstichting")], door=concierge)

    acties.zeg_af(spreekuur=rij, reden="Ziek.", door=concierge)

    assert Bericht.objects.get(soort="spreekuur-vervallen").ontvanger == partner


def test_inviting_nobody_is_refused(client: Client, concierge: Gebruiker, rij: Spreekuur) -> None:
    client.force_login(concierge)

    assert client.post(_uitnodiging(rij), {}).status_code == 422


def test_who_plans_nothing_invites_nobody(client: Client, rij: Spreekuur) -> None:
    client.force_login(persoon("wijkagent", partij="politie"))

    assert client.get(_uitnodiging(rij)).status_code in {403, 404}


def test_another_area_is_not_found(client: Client, vreemde: Gebruiker, rij: Spreekuur) -> None:
    client.force_login(vreemde)

    assert client.get(_uitnodiging(rij)).status_code == 404
    assert client.get(reverse("signalen:spreekuur-kalender", args=[rij.pk])).status_code == 404


def _hoor(door: Gebruiker, aantal: int, soort: str = "wonen", **velden: Any) -> None:
    for _ in range(aantal):
        signaal(door, "visbuurt", soort, **velden)


@pytest.mark.eis("DHR-22")
def test_a_theme_that_returns_proposes_a_spreekuur(client: Client, concierge: Gebruiker) -> None:
    _hoor(concierge, 4)
    assert themavoorstellen(concierge, [gebied("visbuurt")]) == []
    _hoor(concierge, 1)
    client.force_login(concierge)

    pagina = client.get(reverse("signalen:spreekuren")).content.decode()
    [voorstel] = themavoorstellen(concierge, [gebied("visbuurt")])
    form = client.get(voorstel.url).context["form"]

    assert "5 signalen in 90 dagen. Vanaf 5 stellen wij dit voor." in pagina
    assert (form["soort"].value(), form["thema"].value()) == ("themaspreekuur", "wonen")


def test_the_profile_may_choose_how_often_is_often(client: Client, concierge: Gebruiker) -> None:
    eigen = 'sleutel = "themaspreekuur"\n'
    tekst = profieltekst("den-helder").replace(eigen, f"{eigen}aanleiding = {{ thema = 2, dagen = 10 }}\n", 1)
    gemeente_acties.activeer(tekst=tekst, bestand="den-helder.toml", door=None)
    _hoor(concierge, 2)

    [voorstel] = themavoorstellen(concierge, [gebied("visbuurt")])
    Signaal.objects.update(geregistreerd_op=timezone.now() - timedelta(days=11))

    assert voorstel.reden == "2 signalen in 10 dagen. Vanaf 2 stellen wij dit voor."
    assert themavoorstellen(concierge, [gebied("visbuurt")]) == []


def test_what_is_shielded_never_makes_a_proposal(concierge: Gebruiker) -> None:
    _hoor(concierge, 9, "zorg", tekst=MERK)

    assert themavoorstellen(concierge, [gebied("visbuurt")]) == []


def test_long_ago_does_not_count(concierge: Gebruiker) -> None:
    _hoor(concierge, 6)
    Signaal.objects.update(geregistreerd_op=timezone.now() - timedelta(days=91))

    assert themavoorstellen(concierge, [gebied("visbuurt")]) == []


def test_once_planned_it_is_proposed_no_more(concierge: Gebruiker) -> None:
    _hoor(concierge, 6)
    rij = _plan(concierge)
    assert themavoorstellen(concierge, [gebied("visbuurt")]) == []

    acties.zeg_af(spreekuur=rij, reden="Ziek.", door=concierge)

    assert len(themavoorstellen(concierge, [gebied("visbuurt")])) == 1


def test_proposals_cost_two_queries(concierge: Gebruiker) -> None:
    _hoor(concierge, 6)
    hier = [gebied("visbuurt"), gebied("tuindorp")]
    themavoorstellen(concierge, hier)

    with CaptureQueriesContext(connection) as vragen:
        themavoorstellen(concierge, hier)

    assert len(vragen) == 2
