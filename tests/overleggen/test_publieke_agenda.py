"""The calendar of meetings for everybody: what it says, and that nothing else is in it, in any of its shapes."""

from __future__ import annotations

from datetime import date, time, timedelta
from typing import Any
from xml.etree import ElementTree

import pytest
from django.http import StreamingHttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar
from pytest_django import DjangoAssertNumQueries

from overleggen import acties
from overleggen.models import Overleg
from tests.hulp import GEMEENTEN, activeer, gebied, persoon, profieltekst
from tests.overleggen.hulp import gepland, uitgenodigd
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.profiel import Profiel
from wijkwerk.wijken.models import Locatie

pytestmark = pytest.mark.django_db
MERK = "KWARTELEI"
WIJK = "brandevoort"


def _vormen(wijk: str = "") -> list[str]:
    """The page, the calendar file and the feed, of all areas or of one."""
    args = [wijk] if wijk else []
    achter = "_gebied" if wijk else ""
    return [
        reverse("agenda:gebied" if wijk else "agenda:overzicht", args=args),
        reverse(f"agenda:ics{achter}", args=args),
        reverse(f"agenda:atom{achter}", args=args),
    ]


def _lees(client: Client, adres: str) -> str:
    antwoord = client.get(adres)
    assert antwoord.status_code == 200
    if isinstance(antwoord, StreamingHttpResponse):
        return antwoord.getvalue().decode().replace("\r\n ", "")
    return antwoord.text


def _alles(client: Client, wijk: str = "") -> list[str]:
    return [_lees(client, adres) for adres in _vormen(wijk)]


def _plek(naam: str) -> Locatie:
    return Locatie.objects.get_or_create(naam=naam, gebied=gebied(WIJK), defaults={"openbaar": True})[0]


def _wijktafel(adviseur: Gebruiker, **meer: Any) -> Overleg:
    """With a closed part and a part for everybody, both with a point."""
    overleg = gepland("wijktafel", WIJK, adviseur, over=5, **({"locatie": _plek("Wijkhuis")} | meer))
    dicht = overleg.delen.exclude(toegang="openbaar").first()
    open_deel = overleg.delen.get(toegang="openbaar")
    gewoon: dict[str, Any] = {"door": adviseur, "schaalniveau": "wijk", "dossier": False}
    acties.zet_op_agenda(overleg=overleg, titel="De speeltuin in het park", deel=open_deel, **gewoon)
    acties.zet_op_agenda(
        overleg=overleg, titel=f"{MERK} besloten", toelichting=f"{MERK} toelichting", deel=dicht, **gewoon
    )
    return overleg


@pytest.mark.eis("HEL-45", "HEL-47", "HEL-37")
def test_everybody_reads_when_where_and_what_of_the_open_part(client: Client, helmond: Profiel) -> None:
    adviseur = persoon("adviseur-wgw", gebied=WIJK)
    overleg = _wijktafel(adviseur, begin=time(19, 30), eind=time(21))
    acties.nodig_uit(overleg=overleg, door=adviseur)

    for tekst in (*_alles(client), *_alles(client, WIJK)):
        assert "Wijktafel Brandevoort" in tekst
        assert "De speeltuin in het park" in tekst
        assert "Wijkhuis" in tekst
        assert MERK not in tekst
        assert adviseur.naam not in tekst
    assert "19:30 tot 21:00 uur" in _lees(client, _vormen()[0])
    assert "Wijktafel" not in _alles(client, "dierdonk")[0]


@pytest.mark.eis("HEL-45", "HEL-47")
def test_wijkbezoek_stands_in_the_calendar_in_advance(client: Client, helmond: Profiel) -> None:
    orgaan = persoon("wijkorgaan", partij="wijkraad-dierdonk")
    velden = {"programma": "Langs de velden"}
    overleg = gepland("wijkbezoek", "dierdonk", orgaan, over=20, locatie=_plek("Plein"))
    assert "Wijkbezoek" not in "".join(_alles(client))
    acties.nodig_uit(overleg=overleg, door=orgaan, gegevens=velden)

    for tekst in _alles(client):
        assert "Wijkbezoek Dierdonk" in tekst
        assert "Plein" in tekst


@pytest.mark.eis("HEL-40", "HEL-47")
def test_form_with_title_only_shows_its_name_and_its_day(client: Client, helmond: Profiel) -> None:
    adviseur = persoon("adviseur-wgw", gebied=WIJK)
    overleg = gepland(
        "wijkwerkoverleg", WIJK, adviseur, over=3, begin=time(16, 45), plaats=MERK, onderwerp=MERK
    )
    acties.zet_op_agenda(overleg=overleg, titel=MERK, dossier=True, door=adviseur)
    acties.nodig_uit(overleg=overleg, door=adviseur)

    for tekst in _alles(client):
        assert "Wijkwerkoverleg Brandevoort" in tekst
        assert MERK not in tekst
        assert "16:45" not in tekst
    [event] = Calendar.from_ical(_lees(client, _vormen()[1])).walk("VEVENT")
    assert event.decoded("dtstart") == overleg.datum
    assert event.decoded("dtend") == overleg.datum + timedelta(days=1)


def test_closed_form_is_not_there_at_all(client: Client, den_helder: Profiel) -> None:
    manager = persoon("wijkmanager", gebied="nieuw-den-helder")
    uitgenodigd("coordinatieteam", "nieuw-den-helder", manager, over=3, plaats=MERK)

    for tekst in _alles(client):
        assert "oördinatie" not in tekst
        assert MERK not in tekst
        assert "VEVENT" not in tekst


def test_shielded_proposed_and_borrowed_points_stay_inside(client: Client, den_helder: Profiel) -> None:
    """In the open part: what is shielded, what was only put forward, and words of a resident from a signal."""
    from overleggen.bronnen import van_signaal
    from tests.signalen.hulp import signaal

    voorzitter = persoon("platformvoorzitter", gebied="nieuw-den-helder")
    concierge = persoon("wijkconcierge", gebied="nieuw-den-helder")
    overleg = gepland("wijkplatform", "nieuw-den-helder", voorzitter, over=4)
    bron = van_signaal(signaal(concierge, "nieuw-den-helder", "openbare-ruimte", tekst=f"{MERK} tegel"))
    acties.zet_op_agenda(overleg=overleg, bron=bron, titel=f"{MERK} tegel", door=voorzitter)
    acties.zet_op_agenda(overleg=overleg, titel=f"{MERK} bel 0612345678", door=voorzitter)
    acties.zet_op_agenda(overleg=overleg, titel="Zomerfeest", toelichting=MERK, door=voorzitter)
    dicht, _ = acties.zet_op_agenda(overleg=overleg, titel=f"{MERK} dicht", door=voorzitter)
    dicht.gevoelig = "ja"
    dicht.save(update_fields=["gevoelig"])
    acties.draag_aan(overleg=overleg, titel=f"{MERK} aangedragen", door=voorzitter)
    acties.nodig_uit(overleg=overleg, door=voorzitter)

    for tekst in _alles(client):
        assert "Zomerfeest" in tekst
        assert MERK not in tekst


@pytest.mark.eis("DHR-16")
def test_a_place_that_is_not_public_is_not_told(client: Client, den_helder: Profiel) -> None:
    voorzitter = persoon("platformvoorzitter", gebied="nieuw-den-helder")
    for over, is_openbaar in ((4, False), (5, True)):
        plek = Locatie.objects.create(
            naam=f"{'Anker' if is_openbaar else MERK}",
            adres=f"{'Kade' if is_openbaar else MERK} 1",
            gebied=gebied("nieuw-den-helder"),
            openbaar=is_openbaar,
        )
        uitgenodigd("wijkplatform", "nieuw-den-helder", voorzitter, over=over, locatie=plek)

    for tekst in _alles(client):
        assert "Anker" in tekst
        assert MERK not in tekst


def _wijzig_profiel(van: str, naar: str) -> None:
    """A newer version of the profile, that says something else of one form."""
    from wijkwerk.gemeente import acties as gemeente

    tekst = profieltekst("helmond")
    kop, _, rest = tekst.partition('sleutel = "wijktafel"\n')
    assert f'openbaar = "{van}"' in rest.split("[[overlegvorm]]")[0]
    rest = rest.replace(f'openbaar = "{van}"', f'openbaar = "{naar}"', 1)
    gemeente.activeer(tekst=f'{kop}sleutel = "wijktafel"\n{rest}', bestand="helmond.toml", door=None)


def test_form_that_is_closed_later_is_closed_at_once(client: Client, helmond: Profiel) -> None:
    adviseur = persoon("adviseur-wgw", gebied=WIJK)
    overleg = _wijktafel(adviseur)
    acties.nodig_uit(overleg=overleg, door=adviseur)
    assert "Wijktafel" in _alles(client)[0]

    _wijzig_profiel("open delen", "titel")
    [pagina, *_] = _alles(client)
    assert "Wijktafel Brandevoort" in pagina
    assert "De speeltuin in het park" not in pagina
    _wijzig_profiel("open delen", "niet")
    assert "Wijktafel" not in "".join(_alles(client))


@pytest.mark.parametrize("toen", ["niet", "titel"])
def test_form_that_is_opened_later_opens_nothing_that_was_planned_closed(
    client: Client, helmond: Profiel, toen: str
) -> None:
    adviseur = persoon("adviseur-wgw", gebied=WIJK)
    _wijzig_profiel("open delen", toen)
    oud = _wijktafel(adviseur)
    acties.nodig_uit(overleg=oud, door=adviseur)
    activeer("helmond")

    for tekst in _alles(client):
        assert "De speeltuin in het park" not in tekst
        assert ("Wijktafel" in tekst) == (toen == "titel")
    assert client.get(reverse("inbreng:punt", args=[oud.pk])).status_code == 404
    nieuw = _wijktafel(adviseur, begin=time(15))
    acties.nodig_uit(overleg=nieuw, door=adviseur)
    assert all("De speeltuin in het park" in tekst for tekst in _alles(client))


def test_what_lapsed_is_said_without_the_reason(client: Client, den_helder: Profiel) -> None:
    voorzitter = persoon("platformvoorzitter", gebied="nieuw-den-helder")
    overleg = uitgenodigd("wijkplatform", "nieuw-den-helder", voorzitter, over=4)
    acties.laat_vervallen(overleg=overleg, reden=MERK, door=voorzitter)

    pagina, ics, atom = _alles(client)
    assert "Gaat niet door" in pagina
    assert "STATUS:CANCELLED" in ics
    assert "Gaat niet door: Wijkplatform" in atom
    assert MERK not in pagina + ics + atom


def test_calendar_and_feed_can_be_read_by_others(client: Client, helmond: Profiel) -> None:
    adviseur = persoon("adviseur-wgw", gebied=WIJK)
    overleg = _wijktafel(adviseur, begin=time(19, 30), eind=time(21))
    acties.nodig_uit(overleg=overleg, door=adviseur)
    _, ics, atom = _vormen(WIJK)

    assert client.get(ics)["Content-Type"].startswith("text/calendar")
    [event] = Calendar.from_ical(_lees(client, ics)).walk("VEVENT")
    assert event.decoded("dtstart") == overleg.moment
    assert event.decoded("dtend") == overleg.einde
    assert "De speeltuin in het park" in str(event["description"])
    assert str(event["uid"]).startswith("openbaar-")

    wortel = ElementTree.fromstring(_lees(client, atom))
    ns = {"a": "http://www.w3.org/2005/Atom"}
    [item] = wortel.findall("a:entry", ns)
    assert item.findtext("a:title", namespaces=ns) == f"Wijktafel Brandevoort, {_dag(overleg.datum)}"
    assert item.findtext("a:updated", namespaces=ns)
    assert wortel.findtext("a:id", namespaces=ns)


def test_what_people_typed_is_no_html_in_a_feed_reader(client: Client, helmond: Profiel) -> None:
    adviseur = persoon("adviseur-wgw", gebied=WIJK)
    overleg = _wijktafel(adviseur)
    acties.zet_op_agenda(
        overleg=overleg,
        titel="Meer <b>groen</b>",
        deel=overleg.delen.get(toegang="openbaar"),
        schaalniveau="wijk",
        dossier=False,
        door=adviseur,
    )
    acties.nodig_uit(overleg=overleg, door=adviseur)

    wortel = ElementTree.fromstring(_lees(client, _vormen(WIJK)[2]))

    tekst = wortel.findtext("a:entry/a:summary", "", {"a": "http://www.w3.org/2005/Atom"})
    assert "Meer &lt;b&gt;groen&lt;/b&gt;" in tekst


def _dag(dag: date) -> str:
    from django.utils.formats import date_format

    return date_format(dag)


def test_pages_are_found_and_keep_no_copy(client: Client, helmond: Profiel) -> None:
    for adres in _vormen():
        antwoord = client.get(adres)
        assert antwoord["Cache-Control"] == "no-store"
        assert antwoord["Referrer-Policy"] == "no-referrer"
        assert "X-Robots-Tag" not in antwoord
        assert not antwoord.cookies
    assert "/agenda/" in client.get("/sitemap.xml").text
    assert "/agenda/" in client.get("/").text


def test_municipality_without_open_forms_has_no_page(client: Client, oude_ijsselstreek: Profiel) -> None:
    for adres in _vormen():
        assert client.get(adres).status_code == 404
    assert "/agenda/" not in client.get("/sitemap.xml").text


def test_unknown_area_has_no_page(client: Client, helmond: Profiel) -> None:
    assert client.get(reverse("agenda:gebied", args=["nergens"])).status_code == 404


@pytest.mark.eis("HEL-47")
@pytest.mark.parametrize("gemeente", GEMEENTEN)
def test_each_form_of_each_profile_is_as_public_as_it_says(client: Client, gemeente: str) -> None:
    """A meeting of every form, with a mark in every part: page, file and feed tell what `openbaar` says and no more."""
    profiel = activeer(gemeente)
    vormen = [vorm for vorm in profiel.overlegvormen if not vorm.is_spreekuur]
    for nummer, vorm in enumerate(vormen):
        _zet_neer(profiel, vorm.sleutel, f"onderwerp-{nummer}")
    if not profiel.openbare_overleggen:
        assert client.get(_vormen()[0]).status_code == 404
        return

    for tekst in _alles(client):
        for nummer, vorm in enumerate(vormen):
            toont = (vorm.naam in tekst, f"onderwerp-{nummer} openbaar" in tekst)
            verwacht = {"open delen": (True, True), "titel": (True, False), "niet": (False, False)}
            assert toont == verwacht[vorm.openbaar], vorm.sleutel
            assert f"onderwerp-{nummer} deelnemers" not in tekst
            assert f"onderwerp-{nummer} professionals" not in tekst


def _zet_neer(profiel: Profiel, sleutel: str, woord: str) -> None:
    """As the tables keep it: this test is about what is told, not about how it was planned."""
    from overleggen.models import Agendapunt, Overlegdeel
    from wijkwerk.gemeente.service import actieve_versie_id
    from wijkwerk.wijken.models import Gebied

    vorm = profiel.overlegvorm(sleutel)
    waar = Gebied.objects.filter(niveau__in=vorm.niveaus).first() or Gebied.objects.create(
        sleutel=f"een-{vorm.niveaus[0]}", naam="Een", niveau=vorm.niveaus[0], voorouders=[]
    )
    door = persoon()
    overleg = Overleg(
        vorm=sleutel,
        profielversie_id=actieve_versie_id(),
        gebied=waar,
        datum=timezone.localdate() + timedelta(days=9),
        begin=time(20),
        stand="uitgenodigd",
        uitgenodigd_op=timezone.now(),
        gepland_door=door,
    )
    overleg.zet_plek([waar])
    overleg.save()
    for deel in vorm.delen:
        rij = Overlegdeel.objects.create(
            overleg=overleg, sleutel=deel.sleutel, naam=deel.naam, toegang=deel.toegang
        )
        Agendapunt.objects.create(
            overleg=overleg,
            deel=rij,
            titel=f"{woord} {deel.toegang}",
            stand="geagendeerd",
            aangedragen_door=door,
        )


def test_queries_do_not_grow_with_the_meetings(
    client: Client, den_helder: Profiel, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    voorzitter = persoon("platformvoorzitter", gebied="nieuw-den-helder")
    uitgenodigd("wijkplatform", "nieuw-den-helder", voorzitter, over=2)
    pagina, ics, atom = _vormen()
    client.get(pagina)
    for over in (3, 4, 5):
        uitgenodigd("wijkplatform", "nieuw-den-helder", voorzitter, over=over)

    for adres in (pagina, ics, atom):
        with django_assert_num_queries(5):
            assert _lees(client, adres).count("Wijkplatform Nieuw Den Helder") >= 4
