"""Plans and what is published of them: 250 wijken with plans of 40 actions in 8 versions, and one plan of 200 actions.

The floors are taken in the same run: a file of the same bytes from the same server, WeasyPrint on the bare HTML.
"""

import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from urllib.request import urlopen
from uuid import uuid4

from django.conf import settings
from django.template.loader import render_to_string
from django.test import Client, override_settings
from django.urls import reverse
from django.utils import timezone

from bench import Vergelijking
from bench.web import wachtrij
from bench.web.server import bezoek, haal, schrijf, webserver
from tests.hulp import activeer, gebied, persoon
from tests.publicatie.voorbeeld import afspraak, inhoud, item
from tests.wijkagenda.plannen import kort_plan, trekker, voeg
from wijkagenda.models import Plan, Planitem
from wijkwerk import pdf
from wijkwerk.publicatie.document import document_context, kleuren, maak_document
from wijkwerk.publicatie.inhoud import Benaming, Inhoud, bevries, ontdooi
from wijkwerk.publicatie.models import Publicatie
from wijkwerk.publicatie.teksten import zoektekst
from wijkwerk.wijken.models import Gebied

WIJKEN, VERSIES, ACTIES, VEEL, HONDERD = 250, 8, 40, 200, 100
STANDEN = (("loopt", "Loopt"), ("gereed", "Gereed"), ("knelpunt", "Knelpunt"), ("gepland", "Gepland"))


def vergelijkingen() -> Iterator[Vergelijking]:
    activeer("helmond")
    wijken = _wijken()
    _publiceer(wijken)
    adressen = _adressen(wijken[0].sleutel)
    yield from _over_de_lijn(adressen)
    yield from _openbaar(adressen)
    yield from _plan()
    if pdf.is_mogelijk():
        yield from _pdf()
        _rij_van_pdfs()


def _wijken() -> list[Gebied]:
    boven = Gebied.objects.get(ouder=None)
    wijken = Gebied.objects.bulk_create(
        Gebied(sleutel=f"wijk-{nr}", naam=f"Wijk {nr}", niveau="wijk", ouder=boven) for nr in range(WIJKEN)
    )
    for wijk in wijken:
        wijk.voorouders = [*boven.voorouders, wijk.pk]
    Gebied.objects.bulk_update(wijken, ["voorouders"])
    return wijken


def _inhoud(wijk: Gebied, acties: int, versie: int, sporen: list[str]) -> Inhoud:
    """A plan in which every version says of a few actions something else than the one before."""
    basis = inhoud(gebied=Benaming(sleutel=wijk.sleutel, naam=wijk.naam), versie=versie, contact=())
    rijen = [basis.items[0]]
    for nr in range(acties):
        stand, woord = STANDEN[(nr + (nr % 5 == 0) * versie) % len(STANDEN)]
        nummer = f"1.{nr + 1}"
        rijen.append(
            item(
                sporen[nr],
                nummer,
                titel=f"Actie {nr}",
                afspraak=afspraak(nummer, stand=stand, stand_woord=woord),
            )
        )
    return basis.model_copy(update={"items": tuple(rijen)})


def _rij(wijk: Gebied, versie: int, acties: int, sporen: list[str]) -> Publicatie:
    bevroren = _inhoud(wijk, acties, versie, sporen)
    rij = Publicatie(
        object_soort="plan",
        object_id=wijk.pk,
        gebied=wijk,
        plek_gebieden=sorted(wijk.voorouders),
        vorm=bevroren.vorm.sleutel,
        vormnaam=bevroren.vorm.naam,
        nummer=versie,
        aard="vaststelling" if versie == 1 else "voortgang",
        openbaar="iedereen",
        titel=bevroren.titel,
        zoektekst=zoektekst(bevroren),
        geplaatst_op=timezone.now() - timedelta(days=30 * (VERSIES - versie)),
    )
    rij.inhoud, rij.inhoud_sha256 = bevries(bevroren)
    return rij


def _publiceer(wijken: list[Gebied]) -> None:
    for wijk in wijken:
        sporen = [str(uuid4()) for _ in range(ACTIES)]
        Publicatie.objects.bulk_create(_rij(wijk, versie, ACTIES, sporen) for versie in range(1, VERSIES + 1))


def _adressen(wijk: str) -> dict[str, str]:
    return {
        "wijk": reverse("publiek:gebied", args=[wijk]),
        "versie met wat er veranderde": reverse("publiek:publicatie", args=[wijk, "wijkactieplan", VERSIES]),
        "alle wijken": reverse("publiek:voorpagina"),
        "open data": reverse("publiek:open_data_json", args=[wijk]),
        "open data als csv": reverse("publiek:open_data_csv", args=[wijk]),
    }


def _openbaar(adressen: dict[str, str]) -> Iterator[Vergelijking]:
    """Each public page as somebody gets it who was never here, and who was, beside a file of the same bytes."""
    with tempfile.TemporaryDirectory() as map_:
        nieuw = Client()
        etags = {}
        for naam, adres in adressen.items():
            antwoord = nieuw.get(adres)
            assert antwoord.status_code == 200, (adres, antwoord.status_code)
            etags[naam] = antwoord.headers["ETag"]
            (Path(map_) / f"{naam.replace(' ', '-')}.html").write_bytes(_tekst(antwoord))
        with override_settings(
            WHITENOISE_ROOT=map_, OPENBARE_PAGINA_SECONDEN=600, SITE_URL="http://testserver"
        ):
            statisch = Client()
            eerst = override_settings(OPENBARE_PAGINA_SECONDEN=0)
            for naam, adres in adressen.items():
                bestand = f"/{naam.replace(' ', '-')}.html"
                assert _tekst(statisch.get(bestand)), bestand
                yield Vergelijking(
                    f"openbaar, {naam}: naast een bestand van dezelfde bytes",
                    lambda bestand=bestand: _tekst(statisch.get(bestand)),
                    lambda adres=adres: _tekst(nieuw.get(adres)),
                    2,
                )
                yield Vergelijking(
                    f"openbaar, {naam}, als eerste in een minuut: naast dat bestand",
                    lambda bestand=bestand: _tekst(statisch.get(bestand)),
                    eerst(lambda adres=adres: _tekst(nieuw.get(adres))),
                    200,
                )
                yield Vergelijking(
                    f"openbaar, {naam}, niet veranderd: naast dat bestand",
                    lambda bestand=bestand: _tekst(statisch.get(bestand)),
                    lambda adres=adres, etag=etags[naam]: nieuw.get(adres, headers={"If-None-Match": etag}),
                    2,
                )


def _over_de_lijn(adressen: dict[str, str]) -> Iterator[Vergelijking]:
    """Throughput: four visitors at once, over HTTP, of the web server of production with one process."""
    with tempfile.TemporaryDirectory() as map_:
        with webserver(map_) as poort:
            bestanden = {
                naam: schrijf(map_, f"{naam.replace(' ', '-')}.html", haal(poort, adres))
                for naam, adres in adressen.items()
            }
        # It reads which files there are when it starts.
        with webserver(map_) as poort:
            for naam, adres in adressen.items():
                with urlopen(f"http://127.0.0.1:{poort}{adres}") as antwoord:
                    etag = antwoord.headers["ETag"]
                bestand = partial(bezoek, poort, bestanden[naam])
                yield Vergelijking(
                    f"over de lijn, {naam}: 400 keer, naast een bestand van dezelfde bytes",
                    bestand,
                    partial(bezoek, poort, adres),
                    2,
                )
                yield Vergelijking(
                    f"over de lijn, {naam}, niet veranderd: 400 keer, naast dat bestand",
                    bestand,
                    partial(bezoek, poort, adres, 304, **{"If-None-Match": etag}),
                    2,
                )


def _tekst(antwoord: object) -> bytes:
    if getattr(antwoord, "streaming", False):
        return b"".join(antwoord.streaming_content)  # type: ignore[attr-defined]
    return antwoord.content  # type: ignore[attr-defined, no-any-return]


def _plan() -> Iterator[Vergelijking]:
    """The page of a plan in the making, for who makes it: 5 actions and 200."""
    paginas = [_pagina("brouwhuis", 5), _pagina("dierdonk", VEEL)]
    yield Vergelijking(f"plan in de maak: {VEEL} acties naast 5", *paginas, 8)


def _pagina(waar: str, aantal: int) -> Callable[[], object]:
    adviseur = persoon("adviseur-wgw", gebied=waar)
    plan = kort_plan("wijkactieplan", waar, adviseur)
    opgave = voeg(plan, "opgave", "Ontmoeten", adviseur)
    houder = trekker("wocom")
    rijen = [_actie(plan, opgave, nr, adviseur.pk) for nr in range(aantal)]
    for rij in rijen:
        rij.houder = houder
    Planitem.objects.bulk_create(rijen)
    for rij in Planitem.objects.filter(plan=plan, soort="actie"):
        rij.gebieden.set([plan.gebied])
    client = Client()
    client.force_login(adviseur)
    adres = plan.get_absolute_url()
    assert f"Actie {aantal - 1}" in client.get(adres).text
    return lambda: client.get(adres)


def _actie(plan: Plan, opgave: Planitem, nr: int, door: int) -> Planitem:
    return Planitem(
        plan=plan,
        soort="actie",
        ouder=opgave,
        volgorde=nr + 2,
        nummer=f"1.{nr + 1}",
        titel=f"Actie {nr}",
        velden={"resultaat": "Elke week open", "meetbaar": "40 keer", "middelen": "1.500 euro"},
        einddatum=date(2027, 6, 1),
        gemaakt_door_id=door,
        stand=Planitem.Stand.OPGENOMEN if nr % 2 else Planitem.Stand.VOORGENOMEN,
    )


def _pdf() -> Iterator[Vergelijking]:
    """The whole document, with both norms, beside WeasyPrint alone on the same HTML and style."""
    from weasyprint import CSS, HTML  # noqa: TID251

    wijk, basis = gebied("brouwhuis"), str(settings.BASE_DIR / "static")
    for aantal in (ACTIES, VEEL):
        publicatie = _rij(wijk, 1, aantal, [str(uuid4()) for _ in range(aantal)])
        html = render_to_string("pdf/plan.html", document_context(publicatie, ontdooi(publicatie.inhoud)))
        stijl = render_to_string("pdf/stijl.css", {"kleur": kleuren()})
        yield Vergelijking(
            f"PDF van {aantal} acties: naast WeasyPrint alleen",
            lambda html=html, stijl=stijl: HTML(string=html, base_url=basis).write_pdf(
                stylesheets=[CSS(string=stijl, base_url=basis)]
            ),
            lambda publicatie=publicatie: maak_document(publicatie),
            1.3,
        )


def _rij_van_pdfs() -> None:
    """A hundred publications that wait for their PDF, of 40 actions each."""
    rijen = list(Publicatie.objects.filter(object_soort="plan", pdf_sha256="").order_by("pk")[:HONDERD])
    maak_document(rijen[0])
    begin = time.process_time()
    maak_document(rijen[0])
    wachtrij.meet([publicatie.pk for publicatie in rijen], time.process_time() - begin)
