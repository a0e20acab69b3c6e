"""The pages of initiatives and projects in a real browser, narrow and wide: no axe violation, no sideways page."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser
from pytest_django.live_server_helper import LiveServer

from signalen.acties import initiatief as acties
from signalen.acties import project as projectacties
from signalen.acties.klussen import vraag_klus
from tests.browser import klik
from tests.hulp import activeer, gebied, persoon
from tests.scherm.kijken import keur, mag
from tests.signalen.hulp import adres, idee_van, over
from wijkwerk.gebruikers.houder import Houder

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
WIJK = "stad-binnen-de-linie"


@pytest.mark.parametrize("breedte", [360, 1280])
def test_from_idea_to_closed_project(chromium: Browser, live_server: LiveServer, breedte: int) -> None:
    activeer("den-helder")
    concierge, manager = persoon("wijkconcierge", gebied=WIJK), persoon("wijkmanager", gebied=WIJK)
    bewoner, college, leider = persoon("bewoner", gebied=WIJK), persoon("college"), persoon("projectleider")
    eigenaar = Houder(rol="wijkconcierge", gebied=gebied(WIJK))
    nieuw = idee_van(bewoner)
    ideeen = [
        acties.neem_in_behandeling(initiatief=idee_van(bewoner), eigenaar=eigenaar, door=concierge)
        for _ in range(3)
    ]
    bezig = ideeen[0]
    ter_weging, gewogen = (
        acties.leg_ter_weging(initiatief=rij, reden="Het park gaat op de schop.", door=manager)
        for rij in ideeen[1:]
    )
    gewogen = acties.weeg(
        initiatief=gewogen, besluit="ja", datum=over(0), prioriteit="hoog", randvoorwaarden="Begroting.",
        door=college,
    )  # fmt: skip
    project = projectacties.open_project(
        naam="Park", gebieden=[gebied(WIJK)], projectleider=Houder(persoon=leider), door=leider
    )
    projectacties.voeg_toe(project=project, gebruiker=manager, taak="buurt", door=leider)
    vraag_klus(
        ding=project, soort="regelen", houder=eigenaar, wat="Regel een zaal.", uiterlijk=over(9), door=leider
    )
    paginas = [
        (bewoner, ["/initiatieven/", "/initiatieven/nieuw/", nieuw.get_absolute_url()]),
        (
            concierge,
            [
                adres("behandeling", nieuw),
                bezig.get_absolute_url(),
                *(
                    adres(stap, bezig)
                    for stap in ("uitvoering", "overdracht", "afronding", "contact", "klus")
                ),
            ],
        ),
        (manager, [adres("voorlegging", bezig), adres("wording", gewogen), gewogen.get_absolute_url()]),
        (college, [adres("weging", ter_weging)]),
        (
            leider,
            [
                "/projecten/",
                "/projecten/nieuw/",
                project.get_absolute_url(),
                *(
                    adres(stap, project)
                    for stap in ("start", "wijziging", "team", "overdracht", "afsluiting", "klus")
                ),
            ],
        ),
    ]
    context = chromium.new_context(viewport={"width": breedte, "height": 780}, locale="nl-NL")
    pagina = context.new_page()
    for wie, adressen in paginas:
        mag(context, live_server, wie)
        for url in adressen:
            antwoord = pagina.goto(live_server.url + url)
            assert antwoord is not None
            assert antwoord.status == 200, url
            keur(pagina, url.strip("/").replace("/", "-"))
    # Refused, with everything that is said about it.
    pagina.goto(live_server.url + adres("start", project))
    klik(pagina.get_by_role("button", name="Start"))
    keur(pagina, "start-geweigerd")
    context.close()
