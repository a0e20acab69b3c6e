"""Every page about meetings with much on it, with nothing on it, and refused: it fits, axe is content, nothing typed is lost."""

from __future__ import annotations

import pytest
from django.urls import reverse
from playwright.sync_api import Browser, Page, ViewportSize
from pytest_django.live_server_helper import LiveServer

from tests.hulp import gebied, persoon
from tests.overleggen.volop import WIJK, WOORD, ZIN, Volop, zet_volop
from tests.scherm.kijken import keur, mag, past
from wijkwerk.gebruikers.models import Gebruiker

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

TELEFOON = ViewportSize(width=360, height=780)
BUREAU = ViewportSize(width=1280, height=900)
# What a dead link in a mail answers.
STATUS = {"per-mail-dood": 410}


def adres(naam: str, *args: object) -> str:
    return reverse(f"overleggen:{naam}", args=args)


def _vol(t: Volop) -> dict[str, str]:
    """The pages of whoever makes the agenda."""
    vol, bezig, bezoek = t.vol.pk, t.bezig.pk, t.bezoek.pk
    punt = t.vol.punten.order_by("volgorde", "pk").first()
    klaar = t.bezig.punten.filter(stand="besproken").first()
    assert punt
    assert klaar
    return {
        "lijst": adres("lijst"),
        "planning": adres("planning"),
        "detail": adres("detail", vol),
        "deelnemers": adres("deelnemers", vol),
        "voorstel": adres("voorstel", vol),
        "tijden": adres("tijden", vol),
        "informatie": adres("informatie", punt.pk),
        "stuk": adres("nieuw_stuk", punt.pk),
        "briefing": adres("briefing", vol),
        "briefing-bezoek": adres("briefing", bezoek),
        "programma": adres("programma", bezoek),
        "bezoek": adres("detail", bezoek),
        "tijdens": adres("tijdens", bezig),
        "afronding": adres("afronding", bezig),
        "verloop": adres("verloop", klaar.pk),
        "overdracht": adres("overdracht", punt.pk),
        "verslag": adres("verslag", t.verslag.overleg_id),
        "verslag-openbaar": adres("verslag", t.verslag.overleg_id) + "?toon=openbaar",
        "publicatie": adres("verslag_publicatie", t.verslag.overleg_id),
        "afwijkingen": adres("afwijkingen"),
        "afwijking": adres("afwijking", t.afwijkingen[0].pk),
        "afwijking-anders": adres("afwijking", t.afwijkingen[1].pk),
        "afwijking-einde": adres("afwijking_einde", t.afwijkingen[0].pk),
        "peilingen": adres("peilingen"),
        "peiling-sluiting": adres("peiling_sluiting", t.peilingen[0].pk),
        "eigen-agenda": adres("eigen_agenda"),
    }


def _van_orgaan(t: Volop) -> dict[str, str]:
    paginas = {f"peiling-{rij.stand}-{rij.vorm}": rij.get_absolute_url() for rij in t.peilingen}
    stop = t.bezoek.programma.first()
    assert stop
    return paginas | {
        "aanmelding": adres("aanmelding", t.vol.pk),
        "programma-stop": adres("programma_wijziging", t.bezoek.pk, stop.pk),
        "detail-gast": adres("detail", t.vol.pk),
    }


def _zonder_account(t: Volop) -> dict[str, str]:
    return {
        "per-mail": t.per_mail,
        "per-mail-dood": f"{t.per_mail[:-4]}xxx/",
        "per-mail-gedaan": reverse("aanmelden:gedaan"),
        "agenda": reverse("agenda:overzicht"),
        "agenda-wijk": reverse("agenda:gebied", args=[WIJK]),
    }


def _leeg(t: Volop) -> dict[str, str]:
    leeg = t.leeg.pk
    return {
        "leeg-detail": adres("detail", leeg),
        "leeg-voorstel": adres("voorstel", leeg),
        "leeg-briefing": adres("briefing", leeg),
        "leeg-tijden": adres("tijden", leeg),
        "leeg-peilingen": adres("peilingen"),
        "leeg-afwijkingen": adres("afwijkingen"),
        "leeg-planning": adres("planning") + "?vorm=kernoverleg",
        "leeg-agenda-wijk": reverse("agenda:gebied", args=["dierdonk"]),
    }


def _loop(pagina: Page, server: LiveServer, wie: Gebruiker | None, paginas: dict[str, str]) -> list[str]:
    if wie is not None:
        mag(pagina.context, server, wie)
    else:
        pagina.context.clear_cookies()
    fouten = []
    for naam, pad in paginas.items():
        antwoord = pagina.goto(server.url + pad)
        assert antwoord is not None
        try:
            assert antwoord.status == STATUS.get(naam, 200), naam
            pagina.set_viewport_size(TELEFOON)
            keur(pagina, naam, "overleggen")
            pagina.set_viewport_size(BUREAU)
            past(pagina, naam, "overleggen")
        except AssertionError as fout:
            fouten.append(str(fout))
    return fouten


def test_full_and_empty_pages_fit(chromium: Browser, live_server: LiveServer) -> None:
    t = zet_volop()
    context = chromium.new_context(viewport=TELEFOON, locale="nl-NL")
    pagina = context.new_page()
    vraag = {"afwijking-vraag": t.afwijkingen[0].get_absolute_url()}
    niemand = {f"niets-{naam}": adres(naam) for naam in ("lijst", "peilingen", "afwijkingen", "planning")}
    fouten = [
        fout
        for wie, paginas in (
            (t.adviseur, _vol(t)),
            (t.orgaan, _van_orgaan(t)),
            (t.manager, vraag),
            (None, _zonder_account(t)),
            (t.leeg.gepland_door, _leeg(t)),
            (persoon("bewoner", gebied="dierdonk"), niemand),
        )
        for fout in _loop(pagina, live_server, wie, paginas)
    ]
    assert not fouten, "\n".join(fouten)
    context.close()


def _fout(pagina: Page, server: LiveServer, naam: str, pad: str, *, script: bool, **getypt: str) -> None:
    """Fill in what is wrong, press, and find it all back with what is wrong about it."""
    pagina.goto(server.url + pad)
    for veld, waarde in getypt.items():
        pagina.locator(f"main [name={veld}]").first.fill(waarde)
    with pagina.expect_response(lambda r: r.request.method == "POST") as wacht:
        eerste = pagina.locator(f"[name={next(iter(getypt))}]")
        pagina.locator("main form").filter(has=eerste).locator("button:not([name])").first.click()
    assert wacht.value.status == 422, naam
    pagina.wait_for_load_state()
    for veld, waarde in getypt.items():
        assert pagina.locator(f"main [name={veld}]").first.input_value() == waarde, (naam, veld)
    assert pagina.locator("main [role=alert]").count(), naam
    # Axe waits for ever in a page without JavaScript.
    if script:
        keur(pagina, f"fout-{naam}", "overleggen")


@pytest.mark.parametrize("script", [True, False])
def test_what_is_refused_keeps_what_was_typed(
    chromium: Browser, live_server: LiveServer, script: bool
) -> None:
    t = zet_volop()
    punt = t.vol.punten.order_by("volgorde", "pk").first()
    assert punt
    context = chromium.new_context(viewport=TELEFOON, locale="nl-NL", java_script_enabled=script)
    pagina = context.new_page()
    plek = f"gebied={gebied(WIJK).pk}"
    mag(context, live_server, t.adviseur)
    fouten: list[tuple[str, str, dict[str, str]]] = [
        ("informatie", adres("informatie", punt.pk), {"vraag": ZIN, "uiterlijk": "2001-01-01"}),
        ("stuk", adres("nieuw_stuk", punt.pk), {"titel": ZIN, "adres": "geen adres"}),
        (
            "afwijking",
            f"{adres('afwijking_nieuw')}?vorm=wijkbezoek&{plek}",
            {"reden": ZIN, "van": "2030-02-01", "tot": "2030-01-01"},
        ),
        ("afwijking-einde", adres("afwijking_einde", t.afwijkingen[0].pk), {"reden": " "}),
        ("sluiting", adres("peiling_sluiting", t.peilingen[0].pk), {"uitkomst": "", "vervolg": ZIN}),
        ("plannen", f"{adres('nieuw')}?vorm=wijktafel&{plek}", {"datum": "", "onderwerp": ZIN}),
        ("punt", adres("nieuw_punt", t.vol.pk), {"titel": "", "toelichting": ZIN}),
    ]
    for naam, pad, getypt in fouten:
        _fout(pagina, live_server, naam, pad, script=script, **getypt)
    mag(context, live_server, t.orgaan)
    stop = {"begin": "08:00", "wat": ZIN, "plaats": WOORD}
    _fout(pagina, live_server, "stop", adres("programma_nieuw", t.bezoek.pk), script=script, **stop)
    _fout(pagina, live_server, "aanmelding", t.per_mail, script=script, toelichting="")
    context.close()
