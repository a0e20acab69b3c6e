"""The plans that hold now as open data: records of frozen content, with field names that never change meaning.

A field may be added; one that is there keeps its name and its meaning, or `SCHEMA` goes up.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.conf import settings
from django.urls import reverse

from wijkwerk.kalender import Moment, dag_erna
from wijkwerk.publicatie.inhoud import Afspraakblok, Bron, Inhoud, Item, Telblok, ontdooi
from wijkwerk.publicatie.models import RAPPORTAGE, Publicatie
from wijkwerk.rekenblad import Rij

SCHEMA = 1

# Field → what it means, as the page tells it. Of a plan; in the CSV on every line.
VAN_PLAN = {
    "gebied": "kenmerk van het gebied",
    "gebied_naam": "naam van het gebied op de dag van publicatie",
    "vorm": "kenmerk van het soort plan",
    "plan": "titel van het plan",
    "publicatie": "nummer van de publicatie waar deze gegevens uit komen",
    "gepubliceerd_op": "dag van die publicatie",
    "plan_adres": "adres van die publicatie",
}
# Of one item of a plan.
VAN_PUNT = {
    "id": "kenmerk van het punt; blijft gelijk in elke versie van het plan",
    "hoort_bij": "id van het punt waar dit onder valt; leeg als dat er niet is",
    "nummer": "nummer in het plan",
    "soort": "soort punt, zoals opgave of actie",
    "titel": "wat er staat",
    "wie": "organisatie of functie die het doet; nooit de naam van een persoon",
    "uiterlijk": "laatste dag zoals die nu is afgesproken",
    "eerste_uiterlijk": "laatste dag zoals die het eerst was afgesproken",
    "uitgesteld": "hoe vaak de laatste dag is verzet",
    "stand": "hoe het ervoor staat: gepland, loopt, knelpunt, later, gereed of vervallen",
    "stand_woord": "hetzelfde in het woord van de pagina",
    "nagekomen": "ja, deels of nee; leeg zolang het niet is beoordeeld",
    "adres": "vast adres van het punt",
}


# Of one award from a budget; amounts are text with two decimals.
VAN_TOEKENNING = {
    "id": "kenmerk van de toekenning; blijft gelijk in elke publicatie",
    "titel": "wat er met het geld gebeurt",
    "bedrag": "toegekend bedrag in euro",
    "besloten_door": "orgaan of functie die besloot",
    "besloten_op": "dag van het besluit",
    "kenmerk": "nummer van het besluit",
    "besteed": "uitgegeven bedrag; leeg zolang de verantwoording niet is vastgesteld",
    "terug": "wat weer in het budget zit; leeg zolang de verantwoording niet is vastgesteld",
    "adres": "vast adres van de toekenning",
}


def als_json(rijen: list[Publicatie], naast: Iterable[tuple[Publicatie, Inhoud]] = ()) -> dict[str, Any]:
    """Return all plans with their items, and how the agreements of the version before were judged.

    `naast` are the budgets, participation paths and reports, with their content.
    """
    naast = list(naast)
    return {
        "schema": SCHEMA,
        "uitleg": _adres(reverse("publiek:open_data")),
        "licentie": settings.OPENDATA_LICENTIE,
        "plannen": [_plan(rij, ontdooi(rij.inhoud)) for rij in rijen],
        "budgetten": [_budget(rij, inhoud) for rij, inhoud in naast if inhoud.geld],
        "trajecten": [_traject(rij, inhoud) for rij, inhoud in naast if rij.object_soort == "traject"],
        "rapportages": [_rapportage(rij, inhoud) for rij, inhoud in naast if rij.object_soort == RAPPORTAGE],
    }


def _los(rij: Publicatie, inhoud: Inhoud) -> dict[str, Any]:
    return {
        "gebied": inhoud.gebied.sleutel,
        "gebied_naam": inhoud.gebied.naam,
        "titel": inhoud.titel,
        "publicatie": rij.nummer,
        "gepubliceerd_op": rij.dag,
        "adres": _adres(rij.get_absolute_url()),
        "sha256": rij.inhoud_sha256,
    }


def _budget(rij: Publicatie, inhoud: Inhoud) -> dict[str, Any]:
    assert inhoud.geld is not None
    return {
        **_los(rij, inhoud),
        **inhoud.geld.model_dump(),
        "toekenningen": [_toekenning(rij, item) for item in inhoud.opgenomen()],
    }


def _toekenning(rij: Publicatie, item: Item) -> dict[str, Any]:
    geld = item.toekenning
    waarden = (
        item.spoor,
        item.titel,
        geld.bedrag if geld else None,
        geld.door or None if geld else None,
        geld.op if geld else None,
        geld.kenmerk or None if geld else None,
        geld.besteed if geld else None,
        geld.terug if geld else None,
        _adres(reverse("publiek:punt", args=[rij.gebied.sleutel, rij.vorm, item.spoor])),
    )
    return dict(zip(VAN_TOEKENNING, waarden, strict=True))


def _rapportage(rij: Publicatie, inhoud: Inhoud) -> dict[str, Any]:
    return {
        **_los(rij, inhoud),
        "periode_van": inhoud.periode_van,
        "periode_tot": inhoud.periode_tot,
        "teksten": {sectie.naam: sectie.tekst for sectie in inhoud.secties if sectie.tekst},
        "tabellen": [_tabel(blok) for blok in inhoud.cijfers],
    }


def _tabel(blok: Telblok) -> dict[str, Any]:
    """`waarde` is a number as text, or null; then `tekst` says in words what stands there or why there is none."""
    return {
        "titel": blok.titel,
        "bron": blok.bron,
        "kolommen": blok.koppen,
        "rijen": [
            {
                "naam": regel.naam,
                "samen": regel.samen,
                "cellen": [cel.model_dump(include={"waarde", "tekst", "voorlopig"}) for cel in regel.cellen],
            }
            for regel in blok.regels
        ],
    }


def _traject(rij: Publicatie, inhoud: Inhoud) -> dict[str, Any]:
    besluit = inhoud.vaststelling
    return {
        **_los(rij, inhoud),
        "besloten_door": besluit.door if besluit else None,
        "besloten_op": besluit.op if besluit else None,
        "teksten": {sectie.sleutel: sectie.tekst for sectie in inhoud.secties},
        "betrokkenen": [
            {"naam": item.titel, **{veld.sleutel: veld.waarde for veld in item.velden}}
            for item in inhoud.opgenomen()
        ],
    }


def als_rijen(rijen: list[Publicatie]) -> Iterator[Rij]:
    """Yield a header and a line per item."""
    yield [*VAN_PLAN, *VAN_PUNT]
    for rij in rijen:
        inhoud = ontdooi(rij.inhoud)
        kop = _kop(rij, inhoud)
        for item in inhoud.opgenomen():
            yield [*kop.values(), *_punt(rij, item).values()]


def als_momenten(rijen: list[Publicatie]) -> Iterator[Moment]:
    """Yield the last day of every promise, as a whole day in a calendar."""
    for rij in rijen:
        for item in ontdooi(rij.inhoud).opgenomen():
            if (afspraak := item.belofte) is None:
                continue
            yield Moment(
                sleutel=f"punt-{rij.gebied.sleutel}-{rij.vorm}-{item.spoor}",
                begin=afspraak.uiterlijk,
                eind=dag_erna(afspraak.uiterlijk),
                naam=f"Uiterlijk vandaag: {item.titel}",
                uitleg="\n".join(filter(None, [afspraak.wie, afspraak.stand_woord])),
                pad=reverse("publiek:punt", args=[rij.gebied.sleutel, rij.vorm, item.spoor]),
                versie=rij.nummer,
                vervallen=afspraak.stand == "vervallen",
            )


def _plan(rij: Publicatie, inhoud: Inhoud) -> dict[str, Any]:
    return {
        **_kop(rij, inhoud),
        "peildatum": inhoud.peildatum,
        "vastgesteld_op": inhoud.vaststelling.op if inhoud.vaststelling else None,
        "vastgesteld_door": inhoud.vaststelling.door if inhoud.vaststelling else None,
        "periode_van": inhoud.periode_van,
        "periode_tot": inhoud.periode_tot,
        "sha256": rij.inhoud_sha256,
        "punten": [_punt(rij, item) for item in inhoud.opgenomen()],
        "bronnen": [_bron(bron) for bron in inhoud.bronnen],
        "vorige_afspraken": [
            {"nummer": afspraak.nummer, "titel": afspraak.wat, **_afspraak(afspraak)}
            for afspraak in inhoud.vorige_afspraken
        ],
    }


def _bron(bron: Bron) -> dict[str, Any]:
    """A figure or story; of a figure the number, or why there is none, and what it is compared with."""
    cijfer = bron.cijfer
    return {
        "punt": bron.punt or None,
        "soort": bron.soort,
        "tekst": bron.tekst,
        "herkomst": bron.herkomst,
        "datum": bron.datum,
        "verteld_door": bron.verteld_door or None,
        "cijfer": cijfer
        and {
            "maat": cijfer.maat,
            "naam": cijfer.naam,
            "eenheid": cijfer.eenheid or None,
            "periode": cijfer.periode,
            "waarden": [
                {
                    "naam": rij.naam,
                    "getal": rij.getal,
                    "geen_getal": None if rij.getal is not None else rij.reden,
                    "voorlopig": rij.voorlopig,
                }
                for rij in (*(cijfer.gebieden or (cijfer.eigen,)), cijfer.gemeente, cijfer.nederland)
            ],
        },
    }


def _kop(rij: Publicatie, inhoud: Inhoud) -> dict[str, Any]:
    waarden = (
        inhoud.gebied.sleutel,
        inhoud.gebied.naam,
        rij.vorm,
        inhoud.titel,
        rij.nummer,
        rij.dag,
        _adres(rij.get_absolute_url()),
    )
    return dict(zip(VAN_PLAN, waarden, strict=True))


def _punt(rij: Publicatie, item: Item) -> dict[str, Any]:
    adres = reverse("publiek:punt", args=[rij.gebied.sleutel, rij.vorm, item.spoor])
    punt = {
        "id": item.spoor,
        "hoort_bij": item.ouder or None,
        "nummer": item.nummer,
        "soort": item.soortnaam,
        "titel": item.titel,
        **_afspraak(item.afspraak),
        "adres": _adres(adres),
    }
    punt["wie"] = punt["wie"] or item.trekker or None
    return {veld: punt[veld] for veld in VAN_PUNT}


def _afspraak(afspraak: Afspraakblok | None) -> dict[str, Any]:
    """How it stands with what was promised; everything empty when nothing was."""
    velden = ("wie", "uiterlijk", "eerste_uiterlijk", "uitgesteld", "stand", "stand_woord", "nagekomen")
    # Nothing is null, but a count of zero is a count.
    return {veld: None if (waarde := getattr(afspraak, veld, None)) == "" else waarde for veld in velden}


def _adres(pad: str) -> str:
    site: str = settings.SITE_URL
    return f"{site.rstrip('/')}{pad}"
