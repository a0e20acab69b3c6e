"""No private word on any address that needs no account: everything is published that can be, and every such address opened.

The addresses come from the url conf: a new one without an account fails here until somebody without one gets it to see.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from urllib.parse import urljoin, urlsplit

import pytest
from bs4 import BeautifulSoup
from django.urls import Resolver404, resolve, reverse
from django.utils import timezone

from budgetten import acties as budgetacties
from budgetten.models import Budgetaanvraag
from participatie import acties as trajectacties
from participatie.models import Trajectinbreng
from prestaties import acties as prestatieacties
from prestaties.models import Levering, Prestatieafspraak, Prestatiecontrole
from signalen.models import Signaal
from tests.toegang.adressen import adressen
from tests.toegang.bezoek import Bezoeker, rijen
from tests.toegang.merken import BESLOTEN, GEHEIM, merk, merken_in
from tests.toegang.toneel.opbouw import PLEKKEN, Toneel
from verantwoording import acties as rapportacties
from verantwoording.models import Evaluatie, Rapporttekst
from wijkagenda.acties import publiceer as publiceer_plan
from wijkagenda.models import Plan
from wijkwerk.publicatie.models import RAPPORTAGE, Publicatie

pytestmark = pytest.mark.django_db
# What people wrote for inside the house, for one organisation, or to be answered.
BINNEN = "roerdomp6614"
BEDRAG = Decimal("7391.46")
# How what is private looks on a page, beside the marks: contact of people, and an amount of one organisation.
PRIVE = ("anneke voorbeeld", "volger@voorbeeld.example", "meedenker@voorbeeld.example", "7.391,46", "7391.46")
# Never a page for who has no account: what only takes a form, what asks another key, what the worker draws later.
GEEN_PAGINA = {
    "inbreng:hint",
    "meedenken:bevestiging",
    "melden:hint",
    "nieuwsmail:bevestiging",
    "publiek:pdf",
    "signalen:spreekuur-wachtrij",
    "signalen:wachtrij",
    "stijl",
}
MEEDENKEN = {"meedenken:begin", "meedenken:einde", "meedenken:kijk"}
TERECHT = {"terecht:gebied", "terecht:overzicht"}
# What is not done in a municipality, so that its pages are not there.
NIET_HIER = {
    "bergen": TERECHT,
    "den-helder": MEEDENKEN,
    "etten-leur": MEEDENKEN | TERECHT,
    "helmond": MEEDENKEN | TERECHT,
    "oude-ijsselstreek": {
        *MEEDENKEN,
        *TERECHT,
        "aanmelden:aanmelding",
        *(f"inbreng:{naam}" for naam in ("ontvangst", "punt", "stand")),
        *(f"agenda:{naam}" for naam in ("atom", "atom_gebied", "gebied", "ics", "ics_gebied", "overzicht")),
    },
}
# What each municipality publishes here; a kind that falls away is not looked at any more.
GEPUBLICEERD = {
    "bergen": {"jaarbudget", "plan", RAPPORTAGE, "traject"},
    "den-helder": {"jaarbudget", "plan", "prestatiejaar", RAPPORTAGE, "traject"},
    "etten-leur": {"jaarbudget", "plan", "prestatiejaar", "traject"},
    "helmond": {"plan"},
    "oude-ijsselstreek": {"jaarbudget", "plan", RAPPORTAGE},
}


def plant() -> None:
    """Put marks where words are that are for some: of the organisation, of who asked, of the house."""
    Prestatieafspraak.objects.update(bedrag=BEDRAG)
    Prestatiecontrole.objects.update(
        toelichting=merk(BINNEN, "toelichting"), levering=merk(BINNEN, "levering"), vervolg=merk(BINNEN, "na")
    )
    Levering.objects.update(toelichting=merk(BINNEN, "opgave"))
    Budgetaanvraag.objects.update(
        doel=merk(BINNEN, "doel"), eigen_inbreng=merk(BINNEN, "inbreng"), draagvlak=merk(BINNEN, "draagvlak")
    )
    Trajectinbreng.objects.update(tekst=merk(BINNEN, "gezegd"))
    Rapporttekst.objects.update(tekst=merk(BINNEN, "concept"))
    Evaluatie.objects.update(uitkomst=merk(BINNEN, "uitkomst"))
    Signaal.objects.exclude(gevoelig="ja").update(tekst=merk(BINNEN, "signaal"))


def publiceer_alles(toneel: Toneel) -> set[str]:
    """Through the actions, by the first who may; return which kinds are public."""
    for plek in (toneel.eigen, toneel.elders):
        spelers = plek.spelers
        if plek.verantwoording and plek.verantwoording.vast:
            spelers.probeer(rapportacties.publiceer, rapport=plek.verantwoording.vast, bevestigd=())
        if plek.participatie:
            spelers.probeer(trajectacties.publiceer, traject=plek.participatie.loopt, bevestigd=())
        if plek.budgetten:
            spelers.probeer(budgetacties.publiceer, pot=plek.budgetten.pot, bevestigd=())
        if plek.prestaties:
            jaar = spelers.probeer(
                prestatieacties.jaar_van, gebied=plek.gebied, jaar=timezone.localdate().year
            )
            if jaar is not None:
                spelers.probeer(prestatieacties.publiceer, jaar=jaar, bevestigd=())
    for plan in Plan.objects.vastgesteld():
        toneel.eigen.spelers.probeer(publiceer_plan, plan=plan, bevestigd=())
    nieuw = Publicatie.objects.openbaar().geldig()
    return set(nieuw.values_list("object_soort", flat=True))


def zonder_account() -> set[str]:
    """The names of all addresses that ask no account."""
    return {adres.naam for adres in adressen() if adres.zonder_account}


def paden(toneel: Toneel) -> Iterator[str]:
    """Every address without an account with every thing of the stage, and of every publication its page."""
    namen = zonder_account()
    yield from (rij.eigen for rij in rijen(toneel) if rij.adres.naam in namen)
    for publicatie in Publicatie.objects.all():
        yield publicatie.get_absolute_url()
        for naam in ("gebied", "kort", "open_data_json", "open_data_csv", "atom_gebied"):
            yield reverse(f"publiek:{naam}", args=[publicatie.gebied.sleutel])
        yield f"{reverse('publiek:zoeken')}?zoek={publicatie.titel.split()[0]}"
    for familie in (GEHEIM, BESLOTEN, BINNEN):
        yield f"{reverse('publiek:zoeken')}?zoek={familie}"


def links(pad: str, tekst: str) -> Iterator[str]:
    """Where a page without an account leads to, without an account."""
    namen = zonder_account()
    for link in BeautifulSoup(tekst.partition("\n\n")[2] or tekst, "html.parser").select("a[href]"):
        doel = urlsplit(urljoin(pad, str(link["href"])))
        if doel.netloc or doel.scheme:
            continue
        try:
            naam = resolve(doel.path).view_name
        except Resolver404:
            continue
        if naam in namen:
            yield doel._replace(fragment="").geturl()


def prive_in(tekst: str) -> list[str]:
    """What is private in what somebody without an account got; a search repeats what was asked, and no more."""
    laag = tekst.lower()
    merken = [naam for familie in (GEHEIM, BESLOTEN) for naam in merken_in(tekst, familie) if naam]
    return [*merken, *re.findall(rf"{BINNEN}[a-z]+", laag), *(woord for woord in PRIVE if woord in laag)]


@pytest.mark.parametrize("toneel", PLEKKEN, indirect=["toneel"], scope="package")
def test_no_private_word_without_an_account(toneel: Toneel) -> None:
    plant()
    assert publiceer_alles(toneel) == GEPUBLICEERD[toneel.gemeente]
    bezoeker = Bezoeker(None)
    gekregen: dict[str, set[str]] = defaultdict(set)
    lekken: list[str] = []
    wachtrij = list(dict.fromkeys(paden(toneel)))
    gezien = set(wachtrij)
    while wachtrij:
        pad = wachtrij.pop()
        cel, tekst = bezoeker.vraag("GET", pad)
        gekregen[resolve(urlsplit(pad).path).view_name].add(cel)
        lekken += [f"{pad}: {woord}" for woord in prive_in(tekst)]
        if cel == "200" and "Content-Type: text/html" in tekst:
            nieuw = [doel for doel in dict.fromkeys(links(pad, tekst)) if doel not in gezien]
            gezien.update(nieuw)
            wachtrij += nieuw
    assert not lekken
    # What everybody can get as a file or a PDF is drawn from this alone.
    for publicatie in Publicatie.objects.openbaar():
        assert not prive_in(json.dumps(publicatie.inhoud, ensure_ascii=False) + publicatie.zoektekst)
    geopend = {naam for naam, cellen in gekregen.items() if "200" in cellen}
    assert zonder_account() - geopend == GEEN_PAGINA | NIET_HIER[toneel.gemeente]


def test_every_address_without_an_account_is_opened_somewhere() -> None:
    assert not set.intersection(*NIET_HIER.values())
    assert zonder_account() >= GEEN_PAGINA.union(*NIET_HIER.values())


@pytest.mark.parametrize(
    "tekst",
    [
        merk(GEHEIM, "tekst"),
        merk(BESLOTEN, "besluit"),
        merk(BINNEN, "doel"),
        "€ 7.391,46",
        "Anneke Voorbeeld",
    ],
)
def test_a_private_word_is_recognised(tekst: str) -> None:
    assert prive_in(f"<p>Er staat: {tekst}.</p>")
