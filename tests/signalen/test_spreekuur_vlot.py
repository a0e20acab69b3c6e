"""Forty visitors in a row through the real form: few presses each, and the empty form is back at once.

How quick it is, is printed and not asserted (docs/testen.md): `manage.py test tests/signalen/test_spreekuur_vlot.py -s`.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from statistics import median

import pytest
from django.test import Client
from playwright.sync_api import Browser, Locator, Page, expect
from pytest_django.live_server_helper import LiveServer

from signalen.models import Dossier, Signaal, Spreekuur
from tests.hulp import activeer, persoon
from tests.signalen.hulp import spreekuur
from wijkwerk.gebruikers.models import Gebruiker

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
BEZOEKERS = 40
HOOGSTENS = 6
# From the press of Enter to the next form: empty, and ready to type in.
KLOK = """() => {
  window.metingen = [];
  document.addEventListener("keydown", (toets) => {
    if (toets.key !== "Enter") return;
    const begin = performance.now();
    const oud = document.getElementById("id_tekst");
    const kijk = () => {
      const nieuw = document.getElementById("id_tekst");
      if (nieuw && nieuw !== oud && nieuw.value === "" && document.activeElement === nieuw) {
        window.metingen.push(performance.now() - begin);
      } else {
        requestAnimationFrame(kijk);
      }
    };
    requestAnimationFrame(kijk);
  }, true);
}"""


@dataclass(frozen=True)
class Gehoord:
    """What one visitor says, and what else is asked."""

    tekst: str
    soort: str
    elders: str = ""
    gevaar: str = ""
    e_mail: str = ""


GESPREKKEN = (
    Gehoord("De lantaarn voor de school is al een week uit.", "openbare-ruimte"),
    Gehoord("Het trappenhuis wordt niet schoongemaakt.", "wonen"),
    Gehoord("Er wordt hard gereden langs het plein.", "veiligheid", elders="Tuindorp"),
    Gehoord("Wanneer komt het groenafval?", "informatie"),
    Gehoord("Wij willen een buurttuin beginnen.", "initiatief", e_mail="buur@voorbeeld.example"),
    Gehoord("De overbuurman is in de war en loopt ’s nachts buiten.", "zorg", gevaar="Nee"),
    Gehoord("Waarom is er geen fietspad?", "beleidsvraag"),
    Gehoord("Losse tegels bij de bushalte.", "openbare-ruimte", elders="Sluisdijkbuurt"),
)


class Hand:
    """Does what a thumb or a key does, and counts. Only the words of the visitor are not counted."""

    def __init__(self, pagina: Page) -> None:
        self.pagina = pagina
        self.handelingen = 0

    def tik(self, doel: Locator) -> None:
        self.handelingen += 1
        doel.click()

    def schrijf_op(self, wat: Gehoord) -> None:
        """Everything up to saving; typing starts where the focus is: in the field for the words."""
        self.handelingen = 0
        expect(self.pagina.get_by_label("Wat wordt er gezegd?")).to_be_focused()
        self.pagina.keyboard.type(wat.tekst)
        self.tik(self.pagina.locator(f"[name='soort'][value='{wat.soort}']"))
        if wat.gevaar:
            vraag = self.pagina.get_by_role("group", name="Is er nu gevaar?")
            self.tik(vraag.get_by_role("radio", name=wat.gevaar, exact=True))
        if wat.elders:
            self.handelingen += 1
            self.pagina.get_by_label("Waar speelt het?").select_option(label=wat.elders)
        if wat.e_mail:
            self.tik(self.pagina.locator("summary").filter(has_text="Wie vertelde het?"))
            self.handelingen += 1
            self.pagina.get_by_label("E-mailadres").fill(wat.e_mail)
            self.tik(self.pagina.get_by_role("checkbox", name="Wil horen wat er gebeurt"))


@pytest.fixture
def concierge(db: None) -> Gebruiker:
    activeer("den-helder")
    return persoon("wijkconcierge", gebied="stad-binnen-de-linie")


@pytest.fixture
def open_rij(concierge: Gebruiker) -> Spreekuur:
    return spreekuur(concierge, "visbuurt")


def _telefoon(chromium: Browser, server: LiveServer, wie: Gebruiker, *, script: bool) -> Page:
    client = Client()
    client.force_login(wie)
    omgeving = chromium.new_context(
        viewport={"width": 360, "height": 740}, locale="nl-NL", java_script_enabled=script
    )
    omgeving.add_cookies(
        [{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": server.url}]
    )
    return omgeving.new_page()


@pytest.fixture(params=[True, False], ids=["met-script", "zonder-script"])
def telefoon(
    request: pytest.FixtureRequest,
    chromium: Browser,
    live_server: LiveServer,
    concierge: Gebruiker,
    open_rij: Spreekuur,
) -> Iterator[Page]:
    pagina = _telefoon(chromium, live_server, concierge, script=request.param)
    pagina.goto(live_server.url + open_rij.get_absolute_url())
    yield pagina
    pagina.context.close()


def _gesprekken(aantal: int) -> list[Gehoord]:
    return [GESPREKKEN[nummer % len(GESPREKKEN)] for nummer in range(aantal)]


@pytest.mark.parametrize("telefoon", [True], indirect=True, ids=["met-script"])
def test_forty_visitors_one_after_the_other(telefoon: Page, open_rij: Spreekuur) -> None:
    telefoon.evaluate(f"({KLOK})()")
    telefoon.get_by_label("Wat wordt er gezegd?").click()
    hand = Hand(telefoon)
    handelingen = []

    for nummer, wat in enumerate(_gesprekken(BEZOEKERS), start=1):
        hand.schrijf_op(wat)
        hand.handelingen += 1
        telefoon.locator("[name='soort']:checked").press("Enter")
        telefoon.wait_for_function("aantal => window.metingen.length === aantal", arg=nummer)
        handelingen.append(hand.handelingen)

    duur = sorted(telefoon.evaluate("window.metingen"))
    sys.stdout.write(
        f"\n{BEZOEKERS} signalen: van Enter tot het lege formulier mediaan {median(duur):.0f} ms, "
        f"p95 {duur[int(0.95 * BEZOEKERS)]:.0f} ms; handelingen naast de tekst {median(handelingen):.0f}, "
        f"hoogstens {max(handelingen)}\n"
    )
    assert max(handelingen) <= HOOGSTENS
    assert [rij.tekst for rij in Signaal.objects.order_by("pk")] == [
        wat.tekst for wat in _gesprekken(BEZOEKERS)
    ]
    assert set(Signaal.objects.values_list("spreekuur", flat=True)) == {open_rij.pk}


@pytest.mark.parametrize("telefoon", [False], indirect=True, ids=["zonder-script"])
def test_without_javascript_it_takes_no_more_presses(telefoon: Page) -> None:
    telefoon.get_by_label("Wat wordt er gezegd?").click()
    hand = Hand(telefoon)

    for wat in GESPREKKEN:
        hand.schrijf_op(wat)
        with telefoon.expect_navigation():
            hand.tik(telefoon.get_by_role("button", name="Opslaan, volgende bezoeker"))
        assert hand.handelingen <= HOOGSTENS

    assert [rij.tekst for rij in Signaal.objects.order_by("pk")] == [wat.tekst for wat in GESPREKKEN]


def test_what_was_saved_is_counted_and_said(telefoon: Page, request: pytest.FixtureRequest) -> None:
    hand = Hand(telefoon)
    for nummer in (1, 2):
        telefoon.get_by_label("Wat wordt er gezegd?").click()
        hand.schrijf_op(GESPREKKEN[0])
        telefoon.get_by_role("button", name="Opslaan, volgende bezoeker").click()

        expect(telefoon.locator("#aantal")).to_have_text(str(nummer))
        expect(telefoon.get_by_label("Wat wordt er gezegd?")).to_be_focused()
        expect(telefoon.get_by_label("Wat wordt er gezegd?")).to_have_value("")

    expect(telefoon.locator("#telling")).to_contain_text("2")
    if "met-script" in request.node.name:
        laatste = Signaal.objects.latest("pk")
        expect(telefoon.locator("#meldt[aria-live]")).to_have_text(
            f"Opgeslagen als {laatste.nummer}. 2 in dit spreekuur."
        )


@pytest.mark.parametrize("telefoon", [True], indirect=True, ids=["met-script"])
def test_ctrl_enter_saves_from_the_words(telefoon: Page) -> None:
    telefoon.locator("[name='soort'][value='informatie']").check()
    tekst = telefoon.get_by_label("Wat wordt er gezegd?")
    tekst.fill("Wanneer komt het groenafval?")

    tekst.press("Control+Enter")

    expect(telefoon.locator("#aantal")).to_have_text("1")
    assert Signaal.objects.get().soort == "informatie"


def test_danger_is_asked_only_of_what_is_shielded(telefoon: Page) -> None:
    vraag = telefoon.get_by_role("group", name="Is er nu gevaar?")
    telefoon.locator("[name='soort'][value='wonen']").check()
    expect(vraag).to_be_hidden()

    telefoon.locator("[name='soort'][value='zorg']").check()

    expect(vraag).to_be_visible()


@pytest.mark.parametrize("telefoon", [True], indirect=True, ids=["met-script"])
def test_fifty_who_say_the_same_take_one_press_each(telefoon: Page) -> None:
    """One plan, many visitors: the first names it, the others only speak."""
    hand = Hand(telefoon)
    telefoon.get_by_label("Wat wordt er gezegd?").click()
    hand.schrijf_op(Gehoord("De sporthal moet blijven.", "wonen"))
    hand.tik(telefoon.locator("summary").filter(has_text="Zeggen meer mensen dit?"))
    hand.handelingen += 1
    telefoon.get_by_label("Of een nieuw onderwerp").fill("Plan voor de sporthal")
    hand.tik(telefoon.get_by_role("button", name="Opslaan, volgende bezoeker"))
    assert hand.handelingen <= HOOGSTENS

    for nummer in range(2, 6):
        expect(telefoon.locator("#aantal")).to_have_text(str(nummer - 1))
        expect(telefoon.get_by_label("Wat wordt er gezegd?")).to_be_focused()
        telefoon.keyboard.type(f"Bezoeker {nummer} wil dat de sporthal blijft.")
        telefoon.keyboard.press("Control+Enter")

    expect(telefoon.locator("#aantal")).to_have_text("5")
    [dossier] = Dossier.objects.all()
    assert (dossier.titel, dossier.signalen.count()) == ("Plan voor de sporthal", 5)
    assert set(Signaal.objects.values_list("soort", flat=True)) == {"wonen"}
