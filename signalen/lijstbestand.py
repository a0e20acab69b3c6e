"""The list of signals as a file: what this person sees under the same filters, and no contact data.

What is shielded stands in it as a number only, per kind and area and in steps of the threshold (R08): a file leaves the
house. What this person may only count is not filtered: else a filter would tell what one of them is about.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from django.db.models import Count, OuterRef, Subquery
from django.utils import timezone

from signalen.cijfers.schild import in_woorden
from signalen.forms.filter import FilterForm
from signalen.kijk import als_regel
from signalen.models import Antwoord, Signaal, SignaalQuerySet
from signalen.service import telling
from signalen.zicht import toont, toont_antwoord, toont_tekst
from wijkwerk.formaten import hoofdletter
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.rekenblad import Cel, Rij

# A workbook is made as a whole before it leaves; a csv leaves while it is made, so many signals at a time.
HOOGSTENS_XLSX = 20_000
PER_KEER = 2000


def met_rij(form: FilterForm) -> SignaalQuerySet:
    """The signals that get a row of their own."""
    return form.filter(Signaal.objects.zichtbaar_voor(form.gebruiker)).filter(gevoelig="nee")


def rijen(form: FilterForm) -> Iterator[Rij]:
    """Yield the headings, a row for each signal, and then the numbers of what is shielded."""
    koppen = _koppen()
    yield list(koppen.values())
    for bron in (_gewone(form), _afgeschermde(form)):
        for cellen in bron:
            yield [cellen.get(naam) for naam in koppen]


def _koppen() -> dict[str, str]:
    gebied = hoofdletter(actief_profiel().term("gebied").enkel)
    return {
        "nummer": "Nummer",
        "aantal": "Aantal",
        "op": "Opgeschreven op",
        "soort": "Soort",
        "thema": "Thema",
        "gebied": gebied,
        "waar": "Plek",
        "tekst": "Wat er gezegd is",
        "stand": "Stand",
        "urgentie": "Urgentie",
        "kanaal": "Kwam binnen via",
        "eigenaar": "Eigenaar",
        "uiterlijk": "Uiterlijk",
        "te_laat": "Te laat",
        "antwoord": "Antwoord",
        "beantwoord_op": "Beantwoord op",
        "gesloten_op": "Gesloten op",
        "afgeschermd": "Afgeschermd",
    }


def _gewone(form: FilterForm) -> Iterator[dict[str, Cel]]:
    profiel = actief_profiel()
    themas = {rij.sleutel: rij.naam for rij in profiel.themas}
    antwoorden = {rij.sleutel: rij.naam for rij in profiel.antwoorden}
    geldend = Antwoord.objects.geldend().filter(signaal=OuterRef("pk"))
    signalen = met_rij(form).voor_lijst()
    signalen = signalen.annotate(
        antwoordsoort=Subquery(geldend.values("soort")[:1]),
        beantwoord_op=Subquery(geldend.values("gegeven_op")[:1]),
    )
    for signaal in _in_delen(signalen):
        regel = als_regel(signaal)
        cellen: dict[str, Cel] = {
            "nummer": regel.nummer,
            "aantal": 1,
            "op": _dag(signaal.geregistreerd_op),
            "soort": hoofdletter(signaal.soortnaam),
            "gebied": regel.gebied,
            "stand": signaal.get_stand_display(),
            "urgentie": signaal.get_urgentie_display(),
            "kanaal": signaal.kanaalnaam,
            "eigenaar": regel.eigenaar,
            "uiterlijk": signaal.uiterlijk,
            "te_laat": "ja" if regel.is_te_laat else "",
            "gesloten_op": _dag(signaal.gesloten_op),
        }
        if toont(signaal, "thema"):
            cellen["thema"] = ", ".join(themas.get(thema, thema) for thema in signaal.themas)
        if toont(signaal, "straat"):
            cellen["waar"] = signaal.waar
        if toont_tekst(signaal):
            cellen["tekst"] = signaal.tekst
        if toont_antwoord(signaal):
            soort = getattr(signaal, "antwoordsoort", None)
            cellen["antwoord"] = hoofdletter(antwoorden.get(soort, soort)) if soort else ""
            cellen["beantwoord_op"] = _dag(getattr(signaal, "beantwoord_op", None))
        yield cellen


def _in_delen(signalen: SignaalQuerySet) -> Iterator[Signaal]:
    """Page by page, by key: no query stays open while the other side reads, and memory does not grow."""
    voor: int | None = None
    while True:
        deel = list((signalen if voor is None else signalen.filter(pk__lt=voor))[:PER_KEER])
        yield from deel
        if len(deel) < PER_KEER:
            return
        voor = deel[-1].pk


def _afgeschermde(form: FilterForm) -> Iterator[dict[str, Cel]]:
    profiel = actief_profiel()
    groepen = (
        form.filter(Signaal.objects.zichtbaar_voor(form.gebruiker))
        .exclude(gevoelig="nee")
        .order_by("gebied__naam", "soort")
        .values_list("gebied__naam", "soort")
        .annotate(aantal=Count("pk"))
    )
    for gebied, soort, aantal in groepen:
        yield {
            "aantal": in_woorden(aantal, profiel.bewaren.kleine_aantallen),
            "soort": hoofdletter(profiel.signaalsoort(soort).naam),
            "gebied": gebied,
            "afgeschermd": "ja, alleen het aantal",
        }
    for rij in telling(form.gebruiker):
        yield {
            **rij,
            "soort": hoofdletter(rij["soort"]),
            "afgeschermd": "ja, alles wat open staat; zonder uw filters",
        }


def _dag(moment: datetime | None) -> date | None:
    return timezone.localdate(moment) if moment else None
