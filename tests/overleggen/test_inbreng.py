"""A resident without an account brings in a point, and reads what becomes of it; who is kept out, and what leaves."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, time, timedelta
from typing import Any

import pytest
import time_machine
from django.core.mail import EmailMessage
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from overleggen import acties, service
from overleggen.models import Agendapunt, Inbreng, Overleg, Overlegdeel
from signalen.models import Melder, Signaal
from tests.hulp import GEMEENTEN, activeer, persoon
from tests.overleggen.hulp import gepland, iedereen_is_er, uitgenodigd
from wijkwerk.berichten.models import Bericht
from wijkwerk.berichten.tasks import verstuur_klaargezette
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.logboek.models import Logregel
from wijkwerk.mensformulier import KORTST, begin
from wijkwerk.openbaar import Grens
from wijkwerk.profiel import Profiel

pytestmark = pytest.mark.django_db
WIJK = "nieuw-den-helder"
ADRES = "bo@voorbeeld.example"


@pytest.fixture(autouse=True)
def _no_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tests come from one address; the limit has its own."""
    ruim = Grens(f"proef-{uuid.uuid4()}", hoogstens=10_000, per=timedelta(hours=1))
    monkeypatch.setattr("overleggen.views.inbreng.PUNTEN", ruim)
    monkeypatch.setattr(
        "overleggen.views.inbreng.MISSERS",
        Grens(f"proef-{uuid.uuid4()}", hoogstens=30, per=timedelta(minutes=10)),
    )


@pytest.fixture
def voorzitter(den_helder: Profiel) -> Gebruiker:
    return persoon("platformvoorzitter", gebied=WIJK)


@pytest.fixture
def platform(voorzitter: Gebruiker) -> Overleg:
    return uitgenodigd("wijkplatform", WIJK, voorzitter, over=7)


def _url(overleg: Overleg) -> str:
    return reverse("inbreng:punt", args=[overleg.pk])


@contextmanager
def houdt(overleg: Overleg, door: Gebruiker) -> Iterator[None]:
    """The day of the meeting, which has begun with everybody present."""
    with time_machine.travel(timezone.make_aware(datetime.combine(overleg.datum, time(11)))):
        iedereen_is_er(overleg, door)
        acties.houd(overleg=overleg, door=door)
        yield


def _ingevuld(**anders: Any) -> dict[str, Any]:
    """The form as somebody sends it who took his time."""
    with time_machine.travel(timezone.now() - timedelta(seconds=KORTST + 60)):
        begonnen = begin()
    basis = {"titel": "Fietsers op de stoep", "waar": "bij de school", "waarom": "Het is gevaarlijk."}
    return basis | {"begonnen": begonnen, "client_id": uuid.uuid4(), **anders}


def _met_adres(**anders: Any) -> dict[str, Any]:
    return _ingevuld(terugkoppeling_gewenst="on", e_mail=ADRES, naam="Bo Bewoner", **anders)


def _stand(client: Client) -> str:
    antwoord = Client().get(Inbreng.objects.get().get_absolute_url())
    assert antwoord.status_code == 200
    return antwoord.content.decode()


@pytest.mark.eis("HEL-60")
def test_resident_brings_in_a_point_and_gets_an_address(
    client: Client, platform: Overleg, voorzitter: Gebruiker
) -> None:
    assert _url(platform) in client.get("/agenda/").content.decode()
    assert client.get(_url(platform)).status_code == 200

    antwoord = client.post(_url(platform), _ingevuld(), follow=True)

    punt = Agendapunt.objects.get()
    assert (punt.stand, punt.titel, punt.aangedragen_door) == ("aangedragen", "Fietsers op de stoep", None)
    assert punt.toelichting == "Waar: bij de school\n\nHet is gevaarlijk."
    assert punt.inbreng.melder is None
    assert Logregel.objects.get(stap="agendapunt.aandragen").door is None
    assert punt.inbreng.get_absolute_url() in antwoord.content.decode()
    assert antwoord.headers["Cache-Control"] == "no-store"
    assert "noindex" in antwoord.headers["X-Robots-Tag"]
    assert "Nog niet beslist" in _stand(client)
    assert "Fietsers" not in _stand(client)
    # Not public before somebody decided.
    assert "Fietsers" not in client.get("/agenda/").content.decode()
    assert any("Fietsers" in taak.titel for taak in service.werkvoorraad(voorzitter))
    client.force_login(voorzitter)
    assert "ingebracht door een bewoner" in client.get(platform.get_absolute_url()).content.decode()


def test_agenda_maker_puts_it_on_in_other_words_and_the_resident_hears_it(
    client: Client, platform: Overleg, voorzitter: Gebruiker, mailoutbox: list[EmailMessage]
) -> None:
    client.post(_url(platform), _met_adres())
    punt = Agendapunt.objects.get()
    client.force_login(voorzitter)
    url = reverse("overleggen:agendering", args=[punt.pk])
    assert 'value="Fietsers op de stoep"' in client.get(url).content.decode()

    client.post(url, {"titel": "Veilig lopen bij de school", "doel": "bespreken"})
    verstuur_klaargezette()

    assert Agendapunt.objects.get().stand == "geagendeerd"
    assert "Veilig lopen bij de school" in Client().get("/agenda/").content.decode()
    assert "Op de agenda" in _stand(client)
    mail = [str(rij.body) for rij in mailoutbox if rij.to == [ADRES]]
    assert len(mail) == 2
    assert any("staat op de agenda van Wijkplatform" in tekst for tekst in mail)
    assert all(Inbreng.objects.get().get_absolute_url() in tekst for tekst in mail)
    assert not any("Fietsers" in tekst or "gevaarlijk" in tekst for tekst in mail)


@pytest.mark.eis("HEL-60")
def test_refused_with_a_reason_that_the_resident_reads(
    client: Client, platform: Overleg, voorzitter: Gebruiker, mailoutbox: list[EmailMessage]
) -> None:
    client.post(_url(platform), _met_adres())
    punt = Agendapunt.objects.get()
    client.force_login(voorzitter)
    url = reverse("overleggen:afvoer", args=[punt.pk])
    assert client.post(url, {"reden": ""}).status_code == 422

    client.post(url, {"reden": "Al beantwoord: de paaltjes komen er in mei."})
    verstuur_klaargezette()

    assert "omdat" in _stand(client)
    assert "Al beantwoord: de paaltjes komen er in mei." in _stand(client)
    assert any("de paaltjes komen er in mei" in str(mail.body) for mail in mailoutbox if mail.to == [ADRES])


@pytest.mark.eis("HEL-81")
def test_small_matter_becomes_a_signal_with_who_told_it(client: Client, platform: Overleg) -> None:
    manager = persoon("wijkmanager", gebied=WIJK)
    client.post(_url(platform), _met_adres(titel="Losse tegel"))
    punt = Agendapunt.objects.get()

    acties.maak_signaal(punt=punt, soort="openbare-ruimte", tekst="Losse tegel", door=manager)

    signaal = Signaal.objects.get()
    assert signaal.melder is not None
    assert signaal.melder.e_mail == ADRES
    assert signaal.melder != Inbreng.objects.get().melder
    pagina = _stand(client)
    assert "nu een melding" in pagina
    assert signaal.statusadres.get_absolute_url() in pagina


def test_shielded_afterwards_says_nothing_more(client: Client, platform: Overleg) -> None:
    manager = persoon("wijkmanager", gebied=WIJK)
    client.post(_url(platform), _met_adres(titel="Mijn buurman"))
    punt = Agendapunt.objects.get()

    acties.maak_signaal(punt=punt, soort="zorg", tekst="Zorg om iemand", door=manager)

    pagina = _stand(client)
    assert "iets persoonlijks" in pagina
    assert "signaal" not in pagina
    assert Signaal.objects.get().nummer not in pagina


def test_what_moves_on_is_followed(client: Client, platform: Overleg, voorzitter: Gebruiker) -> None:
    client.post(_url(platform), _ingevuld())
    punt = Agendapunt.objects.get()
    team = gepland("coordinatieteam", WIJK, persoon("wijkmanager", gebied=WIJK), over=9)

    manager = persoon("wijkmanager", gebied=WIJK)
    acties.draag_over(punt=punt, naar=team, deel=team.delen.get(), reden="Past daar", door=manager)

    pagina = _stand(client)
    assert "niet openbaar" in pagina
    assert "Past daar" not in pagina
    assert "oördinatie" not in pagina


def test_who_brought_it_in_stays_known_when_it_moves_on(
    client: Client, platform: Overleg, voorzitter: Gebruiker
) -> None:
    """To the next meeting: asked again how it is called in public, told again, and a signal goes with who told it."""
    client.post(_url(platform), _met_adres())
    punt = acties.agendeer(punt=Agendapunt.objects.get(), door=voorzitter, titel="Veilig lopen")[0]
    volgend = uitgenodigd("wijkplatform", WIJK, voorzitter, over=30)
    with houdt(platform, voorzitter):
        acties.schuif_door(punt=punt, door=voorzitter)
        later = acties.draag_aan(overleg=volgend, door=voorzitter, titel="", van=punt)
    client.force_login(voorzitter)

    assert "Zo staat het op de agenda" in client.get(reverse("overleggen:agendering", args=[later.pk])).text
    manager = persoon("wijkmanager", gebied=WIJK)
    signaal = acties.maak_signaal(punt=later, soort="openbare-ruimte", tekst="Paaltjes", door=manager)

    assert signaal.melder is not None
    assert signaal.melder.e_mail == ADRES
    assert "Uw punt is nu een melding" in _stand(client)


def test_what_was_spoken_of_is_told_and_not_refused_afterwards(
    client: Client, platform: Overleg, voorzitter: Gebruiker, mailoutbox: list[EmailMessage]
) -> None:
    client.post(_url(platform), _met_adres())
    punt = acties.agendeer(punt=Agendapunt.objects.get(), door=voorzitter, titel="Veilig lopen")[0]
    with houdt(platform, voorzitter):
        punt = acties.bespreek(punt=punt, uitkomst="Wij gaan kijken.", versie=punt.versie, door=voorzitter)[0]
        acties.koppel_terug(punt=punt, tekst="Er komen paaltjes.", door=voorzitter)
        acties.voer_af(punt=punt, door=voorzitter, reden="Klaar.")
        verstuur_klaargezette()

    assert "Er komen paaltjes." in _stand(client)
    laatste = [mail for mail in mailoutbox if mail.to == [ADRES]][-1]
    assert laatste.subject.startswith("Uw punt is besproken")
    assert not Bericht.objects.filter(soort="inbreng-afgevoerd").exists()


def test_a_meeting_that_lapses_is_told(
    client: Client, platform: Overleg, voorzitter: Gebruiker, mailoutbox: list[EmailMessage]
) -> None:
    client.post(_url(platform), _met_adres())
    acties.agendeer(punt=Agendapunt.objects.get(), door=voorzitter, titel="Veilig lopen")

    acties.laat_vervallen(overleg=platform, reden="De zaal is dicht.", door=voorzitter)
    verstuur_klaargezette()

    teksten = [str(mail.body) for mail in mailoutbox if mail.to == [ADRES]]
    assert "gaat niet door. U kunt uw punt inbrengen voor een volgend overleg." in teksten[-1]


def test_in_a_closed_part_the_resident_is_not_invited(
    client: Client, platform: Overleg, voorzitter: Gebruiker, mailoutbox: list[EmailMessage]
) -> None:
    client.post(_url(platform), _met_adres())
    dicht = Overlegdeel.objects.create(
        overleg=platform, sleutel="dicht", naam="besloten deel", toegang="deelnemers", volgorde=9
    )

    acties.agendeer(punt=Agendapunt.objects.get(), door=voorzitter, titel="Veilig lopen", deel=dicht)
    verstuur_klaargezette()

    teksten = [str(mail.body) for mail in mailoutbox if mail.to == [ADRES]]
    assert "dat niet openbaar is" in teksten[-1]
    assert "welkom" not in teksten[-1]
    assert "dat niet openbaar is" in _stand(client)


def test_who_may_only_listen_reads_it_when_it_is_on_the_agenda(
    client: Client, platform: Overleg, voorzitter: Gebruiker
) -> None:
    client.post(_url(platform), _ingevuld())
    platform.deelnemers.all().delete()
    bewoner = persoon("bewoner", gebied=WIJK)
    assert Overleg.objects.zichtbaar_voor(bewoner).exists()
    assert Agendapunt.objects.zichtbaar_voor(voorzitter).exists()
    assert not Agendapunt.objects.zichtbaar_voor(bewoner).exists()

    acties.agendeer(punt=Agendapunt.objects.get(), door=voorzitter, titel="Veilig lopen")

    assert Agendapunt.objects.zichtbaar_voor(bewoner).get().titel == "Veilig lopen"


def test_double_click_makes_one(client: Client, platform: Overleg) -> None:
    formulier = _ingevuld()

    eerste = client.post(_url(platform), formulier)
    tweede = client.post(_url(platform), formulier)

    assert eerste.url == tweede.url  # type: ignore[attr-defined]
    assert Agendapunt.objects.count() == Inbreng.objects.count() == 1


@pytest.mark.parametrize(
    ("anders", "tekst"),
    [
        ({"titel": ""}, "Wat wilt u bespreken?"),
        ({"website": "http://x"}, "computerprogramma"),
        ({"e_mail": ADRES}, "niet nodig hebben"),
        ({"terugkoppeling_gewenst": "on"}, "Vul een e-mailadres"),
        ({"begonnen": "verzonnen"}, "stond te lang open"),
    ],
)
def test_refused_form_keeps_what_was_typed(
    client: Client, platform: Overleg, anders: dict[str, Any], tekst: str
) -> None:
    antwoord = client.post(_url(platform), _ingevuld(**anders))

    assert antwoord.status_code == 422
    assert tekst in antwoord.content.decode()
    assert "Het is gevaarlijk." in antwoord.content.decode()
    assert not Agendapunt.objects.exists()
    assert not Melder.objects.exists()


def test_names_and_numbers_are_pointed_at_while_typing(client: Client, platform: Overleg) -> None:
    assert reverse("inbreng:hint") in client.get(_url(platform)).content.decode()

    antwoord = client.post(reverse("inbreng:hint"), {"waarom": "Bel 0612345678"})

    assert "telefoonnummer" in antwoord.content.decode()


def test_only_so_many_from_one_address(
    client: Client, platform: Overleg, monkeypatch: pytest.MonkeyPatch
) -> None:
    krap = Grens(f"proef-{uuid.uuid4()}", hoogstens=1, per=timedelta(hours=1))
    monkeypatch.setattr("overleggen.views.inbreng.PUNTEN", krap)

    assert client.post(_url(platform), _ingevuld()).status_code == 302
    assert client.post(_url(platform), _ingevuld()).status_code == 429
    assert Agendapunt.objects.count() == 1


def test_addresses_cannot_be_tried_without_end(client: Client, platform: Overleg) -> None:
    for _ in range(30):
        assert client.get("/inbreng/abcd-abcd/").status_code == 404
    assert client.get("/inbreng/abcd-abcd/").status_code == 429


def test_not_before_the_invitation_not_after_it_began_and_not_behind_closed_doors(
    client: Client, voorzitter: Gebruiker
) -> None:
    nog_niet = gepland("wijkplatform", WIJK, voorzitter, over=9)
    manager = persoon("wijkmanager", gebied=WIJK)
    besloten = uitgenodigd("coordinatieteam", WIJK, manager, over=3)
    vervallen = uitgenodigd("wijkplatform", WIJK, voorzitter, over=4)
    acties.laat_vervallen(overleg=vervallen, reden="Ziek", door=voorzitter)

    for overleg in (nog_niet, besloten):
        assert client.get(_url(overleg)).status_code == 404
        assert client.post(_url(overleg), _ingevuld()).status_code == 404
    assert client.get(_url(vervallen)).status_code == 410
    assert client.post(_url(vervallen), _ingevuld()).status_code == 410
    assert not Agendapunt.objects.exists()
    assert "/inbreng/" not in client.get("/agenda/").content.decode()


@pytest.mark.parametrize("gemeente", GEMEENTEN)
def test_open_where_residents_may_speak_by_the_profile(gemeente: str) -> None:
    """The forms that take points of residents are those with an open part in which a resident may speak."""
    from overleggen.publiek import spreekdeel

    profiel = activeer(gemeente)
    bewoners = {rol.sleutel for rol in profiel.rollen if rol.kant == "bewoners" and rol.bereik == "gebied"}
    for vorm in profiel.overlegvormen:
        overleg = Overleg(pk=1, vorm=vorm.sleutel)
        # The parts as they would be, without a meeting in the database.
        delen = [
            Overlegdeel(sleutel=deel.sleutel, toegang=deel.toegang, naam=deel.naam) for deel in vorm.delen
        ]
        overleg._prefetched_objects_cache = {"delen": delen}  # type: ignore[attr-defined]
        spreken = {str(wie) for deel in vorm.delen if deel.toegang == "openbaar" for wie in deel.spreekrecht}
        verwacht = (
            vorm.openbaar == "open delen"
            and not vorm.is_spreekuur
            and bool(spreken & {"kant:bewoners", *(f"rol:{rol}" for rol in bewoners)})
        )
        assert (spreekdeel(overleg) is not None) == verwacht, vorm.sleutel


def test_contact_and_address_leave_some_time_after_the_meeting(
    client: Client, platform: Overleg, den_helder: Profiel
) -> None:
    client.post(_url(platform), _met_adres())
    adres = Inbreng.objects.get().get_absolute_url()
    straks = timezone.now() + timedelta(days=31 * (den_helder.bewaren.contact + 1))
    assert service.ruim_inbreng_op() == 0

    with time_machine.travel(straks):
        assert service.ruim_inbreng_op() == 1

    assert not Inbreng.objects.exists()
    assert not Melder.objects.exists()
    assert Bericht.objects.get(soort="inbreng-ontvangen").stand == "ingetrokken"
    assert client.get(adres).status_code == 404
    # Nobody took over those words: they go as well.
    punt = Agendapunt.objects.get()
    assert (punt.titel, punt.toelichting) == ("Punt van een bewoner", "")


def test_who_wants_to_be_forgotten_is_forgotten_here_as_well(client: Client, platform: Overleg) -> None:
    from signalen import acties as signaalacties

    client.post(_url(platform), _met_adres())

    signaalacties.wis_contact(contact=ADRES, door=persoon("beheerder"))

    assert not Melder.objects.exists()
    assert "Nog niet beslist" in _stand(client)
