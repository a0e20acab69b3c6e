"""Protocols, what people say and what is done with it, notes, and being done."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.core.mail import EmailMessage
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from participatie import acties
from participatie.models import Traject, Trajectinbreng, Trajectnotitie
from participatie.service import niet_publiceren, over_bron, ruim_op, werkvoorraad
from signalen.acties import initiatief as initiatiefacties
from signalen.models import Dossier, Signaal
from tests.hulp import gebied, geef_rol, persoon, profieltekst
from tests.participatie.toneel import (
    KERN,
    adres,
    als,
    dag,
    klachten,
    lid,
    maak_klaar,
    start,
    vastgesteld,
    vereniging,
)
from tests.signalen.hulp import signaal
from wijkwerk.berichten.models import Bericht
from wijkwerk.berichten.tasks import verstuur_klaargezette
from wijkwerk.berichten.titels import veilige_titel
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.gemeente import acties as gemeente_acties
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.logboek.models import Logregel
from wijkwerk.profiel import Profiel
from wijkwerk.publicatie.service import plaats
from wijkwerk.wijken.models import Partij

pytestmark = pytest.mark.django_db


@pytest.fixture
def afdeling(bergen: Profiel) -> Gebruiker:
    return persoon("afdeling")


# --- protocols


@pytest.mark.eis("BER-54")
@pytest.mark.parametrize("protocol", ["herinrichting-weg", "herinrichting-groen"])
def test_a_protocol_by_kind_of_work_gives_its_steps_to_tick(
    client: Client, afdeling: Gebruiker, protocol: str
) -> None:
    traject = start(afdeling)
    als(client, afdeling).post(adres("protocol", traject.pk), {"protocol": protocol})

    participatie = actief_profiel().participatie
    assert participatie is not None
    stappen = next(rij.stappen for rij in participatie.protocollen if rij.sleutel == protocol)
    assert [stap.naam for stap in traject.protocolstappen.all()] == list(stappen)
    eerste = traject.protocolstappen.first()
    assert eerste is not None
    client.post(adres("stap", eerste.pk), {"gedaan_op": dag(-2).isoformat(), "overgeslagen": ""})

    eerste.refresh_from_db()
    assert (eerste.gedaan_op, eerste.door) == (dag(-2), afdeling)
    assert afdeling.naam in client.get(traject.get_absolute_url()).text


@pytest.mark.eis("BER-54")
def test_a_step_is_done_on_a_day_or_left_out_with_a_reason_and_once(
    client: Client, afdeling: Gebruiker
) -> None:
    traject = start(afdeling)
    acties.kies_protocol(traject=traject, protocol="herinrichting-weg", door=afdeling)
    stap = traject.protocolstappen.first()
    assert stap is not None
    als(client, afdeling)
    for velden in (
        {"gedaan_op": "", "overgeslagen": ""},
        {"gedaan_op": dag(0).isoformat(), "overgeslagen": "Toch niet."},
        {"gedaan_op": dag(1).isoformat(), "overgeslagen": ""},
    ):
        assert client.post(adres("stap", stap.pk), velden).status_code == 422
    client.post(adres("stap", stap.pk), {"gedaan_op": "", "overgeslagen": "Er zijn geen omwonenden."})

    stap.refresh_from_db()
    assert (stap.gedaan_op, stap.overgeslagen) == (None, "Er zijn geen omwonenden.")
    assert klachten(acties.vink_af, stap=stap, gedaan_op=dag(0), door=afdeling) == [
        "Deze stap is al afgevinkt."
    ]
    assert klachten(acties.kies_protocol, traject=traject, protocol="", door=afdeling) == [
        "Er is al een stap gedaan. Het protocol ligt nu vast."
    ]


def test_a_rule_of_the_profile_on_leaving_out_a_step_holds(bergen: Profiel) -> None:
    """A made-up rule: who departs from the protocol says what people hear of it."""
    regel = """
[[regel]]
sleutel = "afwijken-protocol"
naam = "Wie afwijkt van het protocol zegt hoe mensen het horen"
bij = "traject.vaststellen"
als = "wijkt-af-van-protocol"
soort = "verplicht"
velden = ["terugkoppeling"]
aanname = "verzonnen"
"""
    gemeente_acties.activeer(tekst=profieltekst("bergen") + regel, bestand="bergen.toml", door=None)
    afdeling = persoon("afdeling")
    traject = maak_klaar(afdeling)
    acties.kies_protocol(traject=traject, protocol="herinrichting-weg", door=afdeling)
    stel: dict[str, Any] = {"orgaan": "rol:college", "besloten_op": dag(0), "door": persoon("college")}
    stap = traject.protocolstappen.first()
    assert stap is not None
    acties.vink_af(stap=stap, overgeslagen="Niet nodig.", door=afdeling)

    assert klachten(acties.stel_vast, traject=traject, **stel) == ["Vul in: Terugkoppeling."]


# --- what people say


@pytest.mark.eis("BER-38", "ETL-13")
def test_what_a_resident_says_is_answered_and_told_back(client: Client, afdeling: Gebruiker) -> None:
    bewoner, buur = persoon("bewoner", gebied=KERN), persoon("bewoner", gebied=KERN)
    traject = vastgesteld(afdeling)
    als(client, bewoner).post(adres("inbreng-nieuw", traject.pk), {"tekst": "Laat de eik staan."})

    rij = Trajectinbreng.objects.get()
    assert (rij.bron, rij.gegeven_door) == ("bewoner", bewoner)
    assert [taak.knop for taak in werkvoorraad(afdeling)] == ["Geef antwoord"]
    pagina = als(client, afdeling).get(traject.get_absolute_url()).text
    assert "Laat de eik staan." in pagina
    assert bewoner.naam not in pagina
    zonder = client.post(adres("inbreng", rij.pk), {"verwerking": "niet", "uitleg": ""})
    assert zonder.status_code == 422
    client.post(adres("inbreng", rij.pk), {"verwerking": "deels", "uitleg": "De eik blijft, de linde niet."})

    assert Bericht.objects.filter(soort="traject-inbreng-verwerkt", ontvanger=bewoner).count() == 1
    eigen = als(client, bewoner).get(traject.get_absolute_url()).text
    assert "De eik blijft, de linde niet." in eigen
    assert "Voor een deel overgenomen" in eigen
    assert "eik" not in als(client, buur).get(traject.get_absolute_url()).text
    assert list(werkvoorraad(afdeling)) == []


@pytest.mark.eis("BER-38")
def test_a_party_speaks_as_itself_and_reads_the_answer(client: Client, afdeling: Gebruiker) -> None:
    bestuurslid, ander = lid(), lid()
    traject = vastgesteld(afdeling)
    als(client, bestuurslid).post(adres("inbreng-nieuw", traject.pk), {"tekst": "Meer bankjes."})
    rij = Trajectinbreng.objects.get()

    acties.verwerk(inbreng=rij, verwerking="overgenomen", uitleg="Er komen er drie.", door=afdeling)

    assert (rij.partij, rij.bron) == (vereniging(), "Vereniging Voorbeeld")
    assert "Er komen er drie." in als(client, ander).get(traject.get_absolute_url()).text


def test_who_lives_here_and_belongs_to_a_party_says_for_whom(client: Client, afdeling: Gebruiker) -> None:
    beide, ander = lid(), lid()
    geef_rol(beide, "bewoner", gebied=KERN)
    traject = vastgesteld(afdeling)
    als(client, beide)
    url, tekst = adres("inbreng-nieuw", traject.pk), "Mijn buurman wil geen bank."

    zonder = client.post(url, {"tekst": tekst})
    assert zonder.status_code == 422
    assert zonder.context["form"].has_error("namens")
    client.post(url, {"tekst": tekst, "namens": "zelf"})
    client.post(url, {"tekst": "Meer bankjes.", "namens": "partij"})

    eigen, voor_allen = Trajectinbreng.objects.order_by("pk")
    assert (eigen.partij, eigen.bron) == (None, "bewoner")
    assert (voor_allen.partij, voor_allen.bron) == (vereniging(), "Vereniging Voorbeeld")
    pagina = als(client, ander).get(traject.get_absolute_url()).text
    assert "Meer bankjes." in pagina
    assert tekst not in pagina
    assert set(niet_publiceren(frozenset({traject.gebied_id}))[1]) == {tekst, "Meer bankjes."}


def test_who_only_speaks_for_a_party_is_told_so(client: Client, afdeling: Gebruiker) -> None:
    traject = vastgesteld(afdeling)

    pagina = als(client, lid()).get(adres("inbreng-nieuw", traject.pk)).text

    assert "U spreekt namens Vereniging Voorbeeld. Leden lezen mee." in pagina


def test_who_only_decides_sees_the_path_without_what_people_said_and_the_notes(
    client: Client, afdeling: Gebruiker
) -> None:
    traject = vastgesteld(afdeling)
    rij = acties.breng_in(traject=traject, tekst="Laat de eik staan.", door=persoon("bewoner", gebied=KERN))
    coordinator = persoon("wijkcoordinator", gebied=KERN)
    acties.noteer_bij(traject=traject, tekst="De avond liep stroef.", door=coordinator)
    for wie, leest in ((persoon("raad"), False), (persoon("college"), False), (coordinator, True)):
        antwoord = als(client, wie).get(traject.get_absolute_url())
        assert antwoord.status_code == 200
        assert ("Laat de eik staan." in antwoord.text) is leest
        assert ("De avond liep stroef." in antwoord.text) is leest
        assert client.get(adres("inbreng", rij.pk)).status_code == (403 if leest else 404)


@pytest.mark.eis("ETL-13")
def test_whom_no_message_reaches_is_told_otherwise_and_how(client: Client, etten_leur: Profiel) -> None:
    manager = persoon("vakambtenaar")
    traject = start(manager, gebied=gebied("banakkers"))
    acties.zet_betrokkene(
        traject=traject, groep="omwonenden", moment="Nu", waarover="De speelplek", door=manager
    )
    bestuur = persoon("college")
    [orgaan] = [keuze for keuze in acties.organen_voor(traject, bestuur) if keuze.zelf]
    acties.stel_vast(traject=traject, orgaan=orgaan.sleutel, besloten_op=dag(0), door=bestuur)
    als(client, manager).post(
        adres("inbreng-nieuw", traject.pk),
        {"tekst": "Een hek erom.", "bron": "ouder", "ontvangen_op": dag(-1).isoformat()},
    )
    rij = Trajectinbreng.objects.get()
    antwoord = {"verwerking": "niet", "uitleg": "Een hek past niet."}

    zonder = client.post(adres("inbreng", rij.pk), antwoord)
    client.post(adres("inbreng", rij.pk), antwoord | {"anders": "Gezegd op de avond van maandag."})

    rij.refresh_from_db()
    assert zonder.context["form"].has_error("anders")
    assert (rij.gegeven_door, rij.bron, rij.ontvangen_op) == (None, "ouder", dag(-1))
    assert rij.anders_verteld == "Gezegd op de avond van maandag."


@pytest.mark.eis("BER-38", "ETL-13")
def test_an_address_alone_is_no_way_to_read_the_answer(
    client: Client, afdeling: Gebruiker, mailoutbox: list[EmailMessage]
) -> None:
    partij = vereniging()
    Partij.objects.filter(pk=partij.pk).update(e_mail="bestuur@voorbeeld.example")
    traject = vastgesteld(afdeling)
    verstuur_klaargezette()
    [mail] = [mail for mail in mailoutbox if mail.to == ["bestuur@voorbeeld.example"]]
    assert "Vraag het uw contactpersoon" in str(mail.body)
    assert "Open de pagina" not in str(mail.body)
    rij = acties.breng_in(traject=traject, tekst="Meer bankjes.", partij=partij, door=afdeling)

    antwoord = als(client, afdeling).post(adres("inbreng", rij.pk), {"verwerking": "niet", "uitleg": "Nee."})

    assert antwoord.status_code == 422
    assert antwoord.context["form"].has_error("anders")


def test_when_who_began_it_has_left_colleagues_hear_and_answer(client: Client, afdeling: Gebruiker) -> None:
    collega, bewoner = persoon("afdeling"), persoon("bewoner", gebied=KERN)
    traject = vastgesteld(afdeling)
    acties.breng_in(traject=traject, tekst="Meer groen.", door=bewoner)
    assert not Bericht.objects.filter(soort="traject-inbreng", ontvanger=collega).exists()
    assert list(werkvoorraad(collega)) == []
    Gebruiker.objects.filter(pk=afdeling.pk).update(is_active=False)

    als(client, bewoner).post(adres("inbreng-nieuw", traject.pk), {"tekst": "Laat de eik staan."})

    assert Bericht.objects.filter(soort="traject-inbreng", ontvanger=collega).count() == 1
    assert [taak.knop for taak in werkvoorraad(collega)] == ["Geef antwoord"]
    assert list(werkvoorraad(persoon("wijkcoordinator", gebied=KERN))) == []


def test_an_answer_is_given_once(afdeling: Gebruiker) -> None:
    traject = vastgesteld(afdeling)
    rij = acties.breng_in(traject=traject, tekst="Meer groen.", door=persoon("bewoner", gebied=KERN))
    acties.verwerk(inbreng=rij, verwerking="niet", uitleg="Geen plek.", door=afdeling)

    assert klachten(acties.verwerk, inbreng=rij, verwerking="niet", uitleg="Nee.", door=afdeling) == [
        "Hierop is al een antwoord gegeven."
    ]


def test_before_the_decision_and_from_elsewhere_nobody_says_anything(
    client: Client, afdeling: Gebruiker
) -> None:
    nog_niet = maak_klaar(afdeling)
    assert als(client, afdeling).get(adres("inbreng-nieuw", nog_niet.pk)).status_code == 403
    traject = acties.stel_vast(
        traject=nog_niet, orgaan="rol:college", besloten_op=dag(0), door=persoon("college")
    )
    elders = persoon("bewoner", gebied="egmond-aan-zee")

    assert als(client, elders).get(adres("inbreng-nieuw", traject.pk)).status_code == 404
    with pytest.raises(PermissionDenied):
        acties.breng_in(traject=traject, tekst="Hallo.", door=elders)


def test_words_of_residents_stay_out_of_publications_mail_and_log(afdeling: Gebruiker) -> None:
    traject = vastgesteld(afdeling)
    merk = "mijn buurman Jansen"
    rij = acties.breng_in(traject=traject, tekst=merk, door=persoon("bewoner", gebied=KERN))

    _, teksten = niet_publiceren(frozenset({traject.gebied_id}))

    assert teksten == [merk]
    assert merk not in veilige_titel(rij)
    for regel in Logregel.objects.filter(object_id=traject.pk):
        assert merk not in f"{regel.reden} {regel.gegevens}"


# --- notes and the end


@pytest.mark.eis("BER-50")
def test_an_adviser_keeps_notes_of_the_process_that_participants_do_not_read(
    client: Client, afdeling: Gebruiker
) -> None:
    coordinator = persoon("wijkcoordinator", gebied=KERN)
    traject = vastgesteld(afdeling)
    notitie = {"tekst": "De avond liep goed.", "client_id": str(uuid.uuid4())}
    for _ in range(2):
        als(client, coordinator).post(adres("notitie", traject.pk), notitie)

    assert Trajectnotitie.objects.get().door == coordinator
    assert "De avond liep goed." in als(client, afdeling).get(traject.get_absolute_url()).text
    assert "De avond liep goed." not in als(client, lid()).get(traject.get_absolute_url()).text


def test_a_path_ends_when_everything_said_is_answered_and_every_step_done(
    client: Client, afdeling: Gebruiker
) -> None:
    traject = maak_klaar(afdeling)
    acties.kies_protocol(traject=traject, protocol="herinrichting-groen", door=afdeling)
    traject = acties.stel_vast(
        traject=traject, orgaan="rol:college", besloten_op=dag(0), door=persoon("college")
    )
    bewoner = persoon("bewoner", gebied=KERN)
    rij = acties.breng_in(traject=traject, tekst="Meer groen.", door=bewoner)
    open_ = klachten(acties.rond_af, traject=traject, resultaat="", door=afdeling)
    assert len(open_) == 1 + 1 + 6
    acties.verwerk(inbreng=rij, verwerking="overgenomen", uitleg="Ja.", door=afdeling)
    for stap in traject.protocolstappen.all():
        acties.vink_af(stap=stap, gedaan_op=dag(0), door=afdeling)

    als(client, afdeling).post(adres("afronding", traject.pk), {"resultaat": "Er staan tien bomen."})

    traject.refresh_from_db()
    assert traject.stand == "afgerond"
    assert "Er staan tien bomen." in als(client, bewoner).get(traject.get_absolute_url()).text
    assert als(client, bewoner).get(adres("inbreng-nieuw", traject.pk)).status_code == 403


# --- what it is about


def test_a_path_stands_on_the_page_of_its_dossier_until_that_is_shielded(
    client: Client, afdeling: Gebruiker
) -> None:
    dossier = Dossier(
        titel="De Heereweg", gebied=gebied(KERN), geopend_door=afdeling, houder_persoon=afdeling
    )
    dossier.zet_plek([dossier.gebied])
    dossier.save()
    # An official who sees dossiers there.
    geef_rol(afdeling, "projectleider")
    als(client, afdeling).post(
        f"{adres('nieuw')}?bron=dossier-{dossier.pk}",
        {"gebied": gebied(KERN).pk, "titel": "Heereweg"},
    )
    traject = Traject.objects.get()
    assert (traject.bron_soort, traject.bron_id) == ("dossier", dossier.pk)
    assert over_bron("dossier", dossier.pk, afdeling) == [traject]

    Dossier.objects.filter(pk=dossier.pk).update(gevoelig="ja")

    college = persoon("college")
    assert als(client, college).get(traject.get_absolute_url()).status_code == 404
    assert veilige_titel(traject) == "participatietraject (afgeschermd)"


def test_the_words_leave_with_those_of_the_signal_that_it_came_from(
    client: Client, den_helder: Profiel
) -> None:
    concierge = persoon("wijkconcierge", gebied="stad-binnen-de-linie")
    bron = signaal(concierge, "visbuurt", "initiatief")
    idee = initiatiefacties.dien_in(
        gebieden=[gebied("visbuurt")],
        door=concierge,
        signaal=bron,
        titel="Tuin van Jansen",
        omschrijving="Een tuin.",
        groep="Buren",
        bewoners=4,
    )
    leider = persoon("projectleider")
    traject = acties.start(
        gebied=gebied("visbuurt"),
        inhoud=acties.Inhoud(titel="Tuin van Jansen", doel="Jansen helpen.", waarover="Jansen"),
        door=leider,
    )
    Traject.objects.filter(pk=traject.pk).update(bron_soort="initiatief", bron_id=idee.pk)
    los = acties.start(gebied=gebied("visbuurt"), inhoud=acties.Inhoud(titel="Een straat"), door=leider)
    Trajectnotitie.objects.create(traject=traject, tekst="Jansen was boos.", door=leider)
    Trajectinbreng.objects.create(
        traject=traject, tekst="Jansen zegt nee.", bron="buur", ingevoerd_door=leider
    )
    nieuw = acties.te_plaatsen(traject)
    ticks = [rij.sleutel for rij in nieuw.bevindingen()]
    publicatie = plaats(nieuw=nieuw, bevestigd=ticks, door=None)
    assert client.get(publicatie.get_absolute_url()).status_code == 200
    assert ruim_op() == 0
    Signaal.objects.filter(pk=bron.pk).update(tekst="", tekst_gewist_op=timezone.now())

    assert ruim_op() == 1

    steen = client.get(publicatie.get_absolute_url())
    assert steen.status_code == 410
    assert "Persoonsgegevens zijn weggehaald" in steen.text
    assert "Jansen" not in client.get("/publiek/visbuurt/").text
    client.force_login(leider)
    assert publicatie.titel not in client.get(reverse("publicaties:lijst")).text
    assert client.get(reverse("publicaties:detail", args=[publicatie.pk])).status_code == 410

    traject.refresh_from_db()
    woorden = [traject.titel, traject.doel, traject.waarover]
    woorden += [traject.notities.get().tekst, traject.inbreng.get().tekst]
    assert woorden == ["Gewist", "", "", "Gewist", "Gewist"]
    los.refresh_from_db()
    assert los.titel == "Een straat"
    assert ruim_op() == 0
