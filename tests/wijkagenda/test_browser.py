"""The pages of plans and the public site in a real browser: no axe violation, no sideways scrolling, no JavaScript needed."""

from __future__ import annotations

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer

from tests.browser import klik
from tests.hulp import activeer, persoon
from tests.wijkagenda.plannen import Helmond, helmond_concept, helmond_gepubliceerd, helmond_vastgesteld
from wijkagenda import acties
from wijkagenda.models import Plan
from wijkwerk.afspraken import service as afspraken
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.publicatie.service import Publicatie, trek_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
REGELS = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


def _pagina(
    chromium: Browser, server: LiveServer, wie: Gebruiker | None, breedte: int = 1280, *, script: bool = True
) -> Page:
    omgeving = chromium.new_context(
        viewport={"width": breedte, "height": 900}, locale="nl-NL", java_script_enabled=script
    )
    if wie is not None:
        client = Client()
        client.force_login(wie)
        omgeving.add_cookies(
            [{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": server.url}]
        )
    return omgeving.new_page()


def _keur(pagina: Page, server: LiveServer, adressen: list[str]) -> None:
    for adres in adressen:
        antwoord = pagina.goto(server.url + adres)
        assert antwoord is not None
        assert antwoord.status == 200, adres
        assert pagina.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), (
            f"{adres} scrolls sideways"
        )
        fouten = Axe().run(pagina, options=REGELS).response["violations"]
        assert [(fout["id"], fout["nodes"][0]["html"]) for fout in fouten] == [], adres


def _van_plan(h: Helmond, *namen: str) -> list[str]:
    return [reverse(f"wijkagenda:{naam}", args=[h.plan.pk]) for naam in namen]


@pytest.mark.parametrize("breedte", [360, 1280])
def test_pages_of_a_plan_in_the_making(chromium: Browser, live_server: LiveServer, breedte: int) -> None:
    activeer("helmond")
    h = helmond_concept()
    adressen = [
        reverse("wijkagenda:lijst"),
        reverse("wijkagenda:nieuw"),
        *_van_plan(
            h,
            "detail",
            "bewerken",
            "bronnen",
            "bijdragen",
            "akkoorden",
            "nagekomen",
            "geschiedenis",
            "besluit",
            "vaststelling",
        ),
        reverse("wijkagenda:sectie", args=[h.plan.pk, "inleiding"]),
        reverse("wijkagenda:item_nieuw", args=[h.plan.pk, "actie"]),
        h.actie.get_absolute_url(),
        reverse("wijkagenda:item_bewerken", args=[h.plan.pk, h.actie.pk]),
        h.plan.bijdragen.filter(geleverd_op=None)[0].get_absolute_url(),
    ]

    _keur(_pagina(chromium, live_server, h.adviseur, breedte), live_server, adressen)


@pytest.mark.parametrize("breedte", [360, 1280])
def test_publishing_and_the_public_site(chromium: Browser, live_server: LiveServer, breedte: int) -> None:
    activeer("helmond")
    h = helmond_vastgesteld()
    _keur(_pagina(chromium, live_server, h.adviseur, breedte), live_server, _van_plan(h, "publicatie"))
    publicatie = acties.publiceer(plan=h.plan, bevestigd=set(), door=h.adviseur)
    assert h.actie.afspraak is not None
    afspraken.werk_bij(afspraak=h.actie.afspraak, stand="knelpunt", tekst="De zaal is dicht.", door=h.wocom)
    acties.maak_momentopname(plan=h.plan)

    intern = [reverse(f"publicaties:{naam}", args=[publicatie.pk]) for naam in ("detail", "intrekking")]
    _keur(
        _pagina(chromium, live_server, h.adviseur, breedte),
        live_server,
        [reverse("publicaties:lijst"), *intern],
    )
    buiten = [
        "/",
        reverse("publiek:gebied", args=["brouwhuis"]),
        publicatie.get_absolute_url(),
        reverse("publiek:punt", args=["brouwhuis", "wijkactieplan", h.actie.spoor]),
    ]
    _keur(_pagina(chromium, live_server, None, breedte), live_server, buiten)


def test_withdrawn_page(chromium: Browser, live_server: LiveServer) -> None:
    activeer("helmond")
    h = helmond_gepubliceerd()
    publicatie = trek_in(publicatie=Publicatie.objects.get(), reden="Fout bedrag.", door=h.adviseur)
    pagina = _pagina(chromium, live_server, None)

    antwoord = pagina.goto(live_server.url + publicatie.get_absolute_url())

    assert antwoord is not None
    assert antwoord.status == 410
    assert Axe().run(pagina, options=REGELS).response["violations"] == []


def test_writing_a_plan_without_javascript(chromium: Browser, live_server: LiveServer) -> None:
    activeer("helmond")
    adviseur = persoon("adviseur-wgw", gebied="dierdonk")
    pagina = _pagina(chromium, live_server, adviseur, 360, script=False)
    pagina.goto(live_server.url + reverse("wijkagenda:lijst"))
    klik(pagina.get_by_role("link", name="Nieuw plan"))
    klik(pagina.get_by_role("button", name="Begin"))
    klik(pagina.get_by_role("link", name="Opgave", exact=True))
    pagina.get_by_label("Titel").fill("Veilig naar school")
    klik(pagina.get_by_role("button", name="Opslaan"))
    klik(pagina.get_by_role("button", name="Opnemen"))
    pagina.get_by_text("Opgenomen in het plan.").wait_for()
    klik(pagina.get_by_role("link", name="Wijkactieplan Dierdonk").first)
    klik(pagina.get_by_role("link", name=re.compile("Tekst schrijven.*Discussie")))
    pagina.get_by_label("Discussie- en beslispunten").fill("Komt er een schoolstraat?")
    klik(pagina.get_by_role("button", name="Opslaan"))

    assert "Komt er een schoolstraat?" in pagina.content()
    plan = Plan.objects.get()
    assert plan.items.get().stand == "opgenomen"


@pytest.mark.parametrize("script", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_two_who_write_one_section_lose_no_text(
    chromium: Browser, live_server: LiveServer, *, script: bool
) -> None:
    """Both have it open; who saves second reads both texts beside each other, and brings them together."""
    activeer("helmond")
    h = helmond_concept()
    url = live_server.url + reverse("wijkagenda:sectie", args=[h.plan.pk, "inleiding"])
    een = _pagina(chromium, live_server, h.adviseur, 360, script=script)
    ander = _pagina(chromium, live_server, persoon("adviseur-wgw", gebied="brouwhuis"), script=script)
    een.goto(url)
    ander.goto(url)
    een.get_by_label("Inleiding").fill("Brouwhuis heeft 4.000 inwoners.")
    ander.get_by_label("Inleiding").fill("Brouwhuis is een groene wijk.")

    klik(een.get_by_role("button", name="Opslaan"))
    klik(ander.get_by_role("button", name="Opslaan"))

    assert ander.get_by_role("heading", name="Iemand anders heeft dit net gewijzigd").is_visible()
    assert ander.get_by_text("Brouwhuis heeft 4.000 inwoners.").is_visible()
    mijn = ander.get_by_label("Inleiding")
    assert mijn.input_value() == "Brouwhuis is een groene wijk."
    if script:
        assert Axe().run(ander, options=REGELS).response["violations"] == []
    mijn.fill("Brouwhuis is een groene wijk. Brouwhuis heeft 4.000 inwoners.")
    klik(ander.get_by_role("button", name="Mijn tekst opslaan"))

    samen = "Brouwhuis is een groene wijk. Brouwhuis heeft 4.000 inwoners."
    assert h.plan.secties.get(sleutel="inleiding").tekst == samen
    een.goto(url)
    assert een.get_by_label("Inleiding").input_value() == samen
