"""Participation in a real browser: from the beginning of a path to the answer, without JavaScript; every kind of page with axe."""

from __future__ import annotations

import pytest
from django.urls import reverse
from playwright.sync_api import Browser
from pytest_django.live_server_helper import LiveServer

from participatie import acties
from participatie.models import Traject, Trajectinbreng
from tests.browser import klik
from tests.hulp import activeer, persoon
from tests.participatie.test_meedenken import wil_meedenken
from tests.participatie.toneel import KERN, adres, dag, hoor, maak_klaar, vastgesteld, vereniging
from tests.scherm.kijken import keur, mag
from tests.wijkagenda.plannen import al_vastgesteld
from wijkagenda.acties import publiceer

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.eis("BER-39", "BER-41", "BER-46", "BER-49")
def test_from_the_first_idea_to_the_answer_without_javascript(
    chromium: Browser, live_server: LiveServer
) -> None:
    activeer("bergen")
    vereniging()
    afdeling, bewoner = persoon("afdeling"), persoon("bewoner", gebied=KERN)
    context = chromium.new_context(
        viewport={"width": 360, "height": 800}, locale="nl-NL", java_script_enabled=False
    )
    pagina = context.new_page()
    mag(context, live_server, afdeling)
    pagina.goto(live_server.url + adres("lijst"))
    klik(pagina.get_by_role("link", name="Begin een traject"))
    pagina.get_by_label("Voor welk gebied?").select_option(label="Schoorl")
    pagina.get_by_label("Naam van het traject").fill("Herinrichting Heereweg")
    klik(pagina.get_by_role("button", name="Begin dit traject"))
    klik(pagina.get_by_role("link", name="Voeg iemand toe"))
    pagina.get_by_label("Partij", exact=False).first.select_option(label="Vereniging Voorbeeld")
    pagina.get_by_label("Rol in dit traject").select_option(label="Een van de deelnemers")
    pagina.get_by_label("Mate van invloed").select_option(label="Adviseren")
    pagina.get_by_label("Wanneer doen zij mee?").fill("Bij het ontwerp")
    pagina.get_by_label("Waarover praten zij mee?").fill("De bomen")
    klik(pagina.get_by_role("button", name="Opslaan"))
    klik(pagina.get_by_role("link", name="Weeg", exact=True))
    for nummer in range(3):
        pagina.locator(f"input[name=score_{nummer}][value='1']").check()
        pagina.locator(f"[name=waarom_{nummer}]").fill("Er is veel te kiezen.")
    klik(pagina.get_by_role("button", name="Weeg"))
    assert "3 van de 6 punten" in pagina.inner_text("main")
    klik(pagina.get_by_role("button", name="Kies deze trede"))
    traject = Traject.objects.get()
    hoor(traject, afdeling)
    mag(context, live_server, persoon("college"))
    pagina.goto(live_server.url + adres("besluit", traject.pk))
    klik(pagina.get_by_role("button", name="Stel vast"))

    mag(context, live_server, bewoner)
    pagina.goto(live_server.url + traject.get_absolute_url())
    klik(pagina.get_by_role("link", name="Geef inbreng"))
    pagina.get_by_label("Wat wilt u meegeven?").fill("Laat de eik staan.")
    klik(pagina.get_by_role("button", name="Verstuur"))
    mag(context, live_server, afdeling)
    pagina.goto(live_server.url + "/vandaag/")
    klik(pagina.get_by_role("link", name="Geef antwoord"))
    klik(pagina.get_by_role("link", name="Geef antwoord"))
    pagina.get_by_label("Overgenomen", exact=True).check()
    pagina.get_by_label("Leg uit waarom").fill("De eik blijft.")
    klik(pagina.get_by_role("button", name="Geef antwoord"))
    mag(context, live_server, bewoner)
    pagina.goto(live_server.url + traject.get_absolute_url())

    assert "De eik blijft." in pagina.inner_text("main")
    assert Trajectinbreng.objects.get().verwerking == "overgenomen"


@pytest.mark.parametrize("breedte", [360, 1280])
def test_pages_are_accessible_and_fit(chromium: Browser, live_server: LiveServer, breedte: int) -> None:
    activeer("bergen")
    afdeling, coordinator = persoon("afdeling"), persoon("wijkcoordinator", gebied=KERN)
    traject = maak_klaar(afdeling)
    acties.kies_protocol(traject=traject, protocol="herinrichting-weg", door=afdeling)
    loopt = vastgesteld(afdeling)
    bewoner = persoon("bewoner", gebied=KERN)
    rij = acties.breng_in(traject=loopt, tekst="Laat de eik staan.", door=bewoner)
    overzicht = al_vastgesteld(
        "jaaroverzicht",
        KERN,
        coordinator,
        ("plan-of-project", "Riolering"),
        periode_van=dag(0),
    )
    publiceer(plan=overzicht, bevestigd=set(), door=coordinator)
    item = overzicht.items.get()
    acties.toon_belangstelling(item=item, door=bewoner, vraag="Wanneer?")
    meedenker = wil_meedenken(item)
    nog_niet = wil_meedenken(item, "an@voorbeeld.example", bevestigd=False)
    paden = {
        None: [
            reverse("publiek:punt", args=[KERN, "jaaroverzicht", item.spoor]),
            reverse("meedenken:begin", args=[KERN, "jaaroverzicht", item.spoor]),
            reverse("meedenken:kijk", args=[meedenker.sleutel]),
            reverse("meedenken:kijk", args=[nog_niet.sleutel]),
        ],
        afdeling: [
            adres("lijst"),
            adres("traject", traject.pk),
            adres("traject", loopt.pk),
            adres("weging", traject.pk),
            adres("trede", traject.pk),
            adres("betrokkene-nieuw", traject.pk),
            adres("inbreng", rij.pk),
        ],
        coordinator: [
            adres("overzicht"),
            adres("adressen", item.pk),
            adres("toolkit"),
            adres("stroomschema"),
            adres("verzending", overzicht.pk),
        ],
        bewoner: [adres("traject", loopt.pk), adres("overzicht"), adres("belangstelling", item.pk)],
    }
    context = chromium.new_context(viewport={"width": breedte, "height": 900}, locale="nl-NL")
    pagina = context.new_page()
    for wie, adressen in paden.items():
        if wie is not None:
            mag(context, live_server, wie)
        for pad in adressen:
            antwoord = pagina.goto(live_server.url + pad)
            assert antwoord is not None
            assert antwoord.status == 200, pad
            keur(pagina, pad.strip("/").replace("/", "-"), "participatie")
