"""No path leads to closed without owner, answer and terugkoppeling, and no address jumps over a state.

The table is `signalen.stroom`. Every address that takes a signal is asked in every state, with a form filled in as its
page proposes; and random walks go along all of them. Either the log tells a way through the table, or nothing changed.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from signalen.models import Deelactie, Signaal
from signalen.stroom import SIGNAAL
from tests.hulp import activeer, gebied
from tests.signalen.formulier import vul_in
from tests.toegang.adressen import adressen
from tests.toegang.toneel.signaalscene import open_tekst
from tests.toegang.toneel.signalen import Signaalmaker, soort_met
from tests.toegang.toneel.spelers import Spelers
from wijkwerk.afspraken.mailstap import link_voor_houder
from wijkwerk.berichten.models import Bericht
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.logboek.models import Logregel

pytestmark = pytest.mark.django_db

PLEKKEN = {"den-helder": "nieuw-den-helder", "helmond": "brouwhuis", "oude-ijsselstreek": "ulft"}
# Addresses that take a signal and by which somebody acts, by what stands in them.
OP_SIGNAAL = {
    "uitzetting", "koppeling", "doorverwijzing", "doorzetten", "opschaling", "overdracht", "overdracht-poging",
    "bundeling", "ontbundeling", "oplossing", "antwoord", "overname", "verlenging", "bericht", "terugkoppeling",
    "sluiting", "heropening", "wijziging", "woorden", "afscherming", "herhaling", "zaak",
    "initiatief",
}  # fmt: skip
# These are about the melder, in any state.
OP_MELDER = {"melder", "melder-verwijdering", "briefje"}
OP_DEEL = {"acceptatie", "weigering", "gereedmelding", "voortgang"}
OP_DOSSIER = {
    "dossier-eigenaar", "dossier-antwoord", "dossier-terugkoppeling", "dossier-sluiting", "dossier-wijziging",
    "dossier-toevoeging",
}  # fmt: skip
ALLE = OP_SIGNAAL | OP_MELDER | OP_DEEL | OP_DOSSIER
# From where a step can be taken, when not from the beginning.
WAAR = {
    "acceptatie": "gevraagd", "weigering": "gevraagd", "gereedmelding": "bezig", "voortgang": "bezig",
    "antwoord": "klaar", "overname": "klaar", "verlenging": "later", "bericht": "later", "terugkoppeling": "later",
    "sluiting": "verteld", "heropening": "gesloten", "dossier-antwoord": "klaar", "dossier-terugkoppeling": "later",
    "dossier-sluiting": "gesloten",
}  # fmt: skip
# What must have worked somewhere, else refusing everything would pass.
OVERAL = {"uitzetten", "beantwoorden", "terugkoppelen", "sluiten", "heropenen", "wijzigen", "bundelen"}
ELDERS = {
    "den-helder": {"koppelen", "ontbundelen", "afschermen"},
    "helmond": {"verlengen", "vertellen"},
    "oude-ijsselstreek": {"opschalen", "doorzetten"},
}


@dataclass
class Wereld:
    """One municipality with its people, and a browser."""

    spelers: Spelers
    # Logged in once, outside what is rolled back.
    browsers: dict[int, Client] = field(default_factory=dict)
    # How each form was filled the last time that its page opened.
    invoer: dict[str, dict[str, Any]] = field(default_factory=dict)

    def maker(self, gevoelig: str = "nee") -> Signaalmaker:
        soort = soort_met(self.spelers, gevoelig)
        assert soort is not None
        return Signaalmaker(self.spelers, soort, open_tekst)

    def wie(self, rij: Signaal) -> list[Gebruiker]:
        """Who has to do with it, and who may most here."""
        deel = rij.delen.voor_lijst().last()
        houders = [*([deel.afspraak.houder] if deel else []), rij.houder]
        mensen = [mens for houder in houders for mens in self.spelers.van(houder)[:1]]
        eerste = [rij.geregistreerd_door] if rij.geregistreerd_door else []
        return list(dict.fromkeys([*mensen, *eerste, *self.machtigen]))

    @cached_property
    def machtigen(self) -> list[Gebruiker]:
        """As few people as hold together every right over signals."""
        over, gekozen = {stap.recht for stap in SIGNAAL.stappen.values() if stap.recht}, []
        for mens in self.spelers.mensen:
            rechten = {recht for vervulling in mens.vervullingen for recht in vervulling.rol.mag} & over
            if rechten:
                gekozen.append(mens)
                over -= {recht for recht in over if recht in rechten}
        return gekozen

    def lees(self, naam: str, rij: Signaal, wie: Gebruiker) -> bool:
        """Open the page of this step, and remember what it proposes; return whether it may be sent from there."""
        if (url := _url(naam, rij)) is None:
            return False
        pagina = self.browser(wie).get(url)
        if pagina.status_code == 200 and (form := pagina.context.get("form")):
            self.invoer[naam] = vul_in(form)
        # A step without a page (405) is a button elsewhere.
        return pagina.status_code in {200, 405}

    def stuur(self, naam: str, rij: Signaal, wie: Gebruiker) -> int | None:
        """Send it as last read; return the status, None when there is no such thing."""
        url = _url(naam, rij)
        return self.browser(wie).post(url, self.invoer.get(naam, {})).status_code if url else None

    def browser(self, wie: Gebruiker) -> Client:
        if wie.pk not in self.browsers:
            self.browsers[wie.pk] = Client()
            self.browsers[wie.pk].force_login(wie)
        return self.browsers[wie.pk]


def _url(naam: str, rij: Signaal) -> str | None:
    if naam in OP_DOSSIER:
        return reverse(f"signalen:{naam}", args=[rij.dossier_id]) if rij.dossier_id else None
    if naam not in OP_DEEL:
        return reverse(f"signalen:{naam}", args=[rij.pk])
    deel = rij.delen.last()
    return reverse(f"signalen:{naam}", args=[rij.pk, deel.pk]) if deel else None


@pytest.fixture(params=PLEKKEN)
def gemeente(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def wereld(gemeente: str) -> Wereld:
    return Wereld(Spelers(activeer(gemeente), gebied(PLEKKEN[gemeente])))


@dataclass(frozen=True)
class Beeld:
    """Everything of a signal that a step may change."""

    rij: dict[str, Any]
    delen: list[Any]
    antwoorden: list[Any]
    terugkoppelingen: list[Any]
    logregels: int
    berichten: int

    @classmethod
    def van(cls, rij: Signaal) -> Beeld:
        return cls(
            dict(Signaal.objects.filter(pk=rij.pk).values().get()),
            list(rij.delen.values_list("pk", "afspraak__stand")),
            list(rij.antwoorden.values_list("pk", "vervallen_op", "datum_definitief")),
            list(rij.terugkoppelingen.values_list("pk", "vervallen_op")),
            Logregel.objects.stappen().count(),
            Bericht.objects.count(),
        )


def _loop(stand: str, regels: Iterator[Logregel]) -> str:
    """Walk from this state along what was logged; fail where the table knows no such step."""
    for regel in regels:
        stap = SIGNAAL.stappen.get(regel.stap.removeprefix("signaal."))
        if stap is None:
            continue
        assert stand in stap.van, f"{stap.naam} from {stand}"
        # Told to one of two: it stays until the other heard it too.
        stand = stand if regel.gegevens.get("nog") else stap.naar or stand
    return stand


def _nieuwe(rij: Signaal, na: int) -> Iterator[Logregel]:
    return Logregel.objects.stappen().van(rij).filter(pk__gt=na).iterator()


def _laatste() -> int:
    return Logregel.objects.order_by("-pk").values_list("pk", flat=True).first() or 0


def _eis_heel(rij: Signaal) -> None:
    if rij.is_gesloten:
        assert rij.houder is not None
        assert rij.antwoorden.geldend().exclude(uitkomst="later").exists()
        assert rij.terugkoppelingen.geldend().exists()


def _doe(wereld: Wereld, naam: str, rij: Signaal, wie: Gebruiker) -> list[str]:
    """Ask one address, and check what came of it; return the steps that were taken."""
    voor, begin = Beeld.van(rij), _laatste()
    status = wereld.stuur(naam, rij, wie)
    na = Beeld.van(rij)
    if status in {403, 404, 422}:
        assert na == voor, f"{naam} as {wie} from {voor.rij['stand']}: refused, and yet something changed"
    stand = voor.rij["stand"]
    assert _loop(stand, _nieuwe(rij, begin)) == na.rij["stand"], f"{naam} from {stand}"
    if na.logregels == voor.logregels:
        assert na == voor, f"{naam} as {wie} from {stand}: changed, and not logged"
    rij.refresh_from_db()
    _eis_heel(rij)
    return [regel.stap.removeprefix("signaal.") for regel in _nieuwe(rij, begin)]


def _bij_stand(maker: Signaalmaker, *, bundel: bool = False) -> dict[str, Signaal]:
    """One signal for each name, as far as that; one by one, and each in a dossier of its own with `bundel`."""

    def nieuw() -> Signaal:
        rij = maker.registreer()
        if bundel:
            maker.bundel(rij)
            rij.refresh_from_db()
        return rij

    def verteld() -> Signaal:
        return maker.vertel(maker.antwoord(maker.maak_klaar(nieuw())))

    standen = {
        "nieuw": nieuw(),
        "klaar": maker.maak_klaar(nieuw()),
        "later": maker.antwoord(maker.maak_klaar(nieuw()), later=True),
        "verteld": verteld(),
        "gesloten": maker.sluit(verteld()),
    }
    if not bundel:
        standen["gevraagd"] = maker.zet_uit(nieuw()).signaal
        standen["bezig"] = maker.neem_aan(maker.zet_uit(nieuw())).signaal
    return standen


def test_every_address_that_acts_on_a_signal_is_asked() -> None:
    """A new address of a step must take part here, or change no signal that is there."""
    op_pk = {
        adres.naam.removeprefix("signalen:")
        for adres in adressen()
        if adres.naam.startswith("signalen:") and "POST" in adres.methoden and "pk" in adres.argumenten
    }
    # Of other things; a picture beside the words and a note about a dossier are no steps.
    geen = ("spreekuur", "lijst-", "concept", "foto-", "notitie-")
    anders = {naam for naam in op_pk if naam.startswith(geen)}

    assert op_pk - anders == ALLE


def test_no_address_jumps_over_a_state(wereld: Wereld, gemeente: str) -> None:
    maker = wereld.maker()
    gelukt = _vraag_alles(wereld, _bij_stand(maker), OP_SIGNAAL | OP_DEEL)
    gelukt |= _vraag_alles(wereld, _bij_stand(maker, bundel=True), OP_DOSSIER | {"ontbundeling"})

    assert gelukt >= OVERAL | ELDERS[gemeente]


def _vraag_alles(wereld: Wereld, standen: dict[str, Signaal], namen: set[str]) -> set[str]:
    """Find for each address who can take it from where; then that one sends the same from everywhere else."""
    gelukt: set[str] = set()
    for naam in sorted(namen):
        waar = WAAR.get(naam, "nieuw")
        mensen = wereld.wie(standen[waar])
        # What nobody can do here is asked once: there is no state from which it works.
        wie = None
        for kandidaat in mensen:
            mag = wereld.lees(naam, standen[waar], kandidaat)
            if mag and (stappen := _vraag(wereld, naam, standen[waar], kandidaat)):
                gelukt |= stappen
                wie = kandidaat
                break
        for stand, rij in standen.items() if wie else [(waar, standen[waar])]:
            if stand not in {"gevraagd", "bezig"} and (stand != waar or wie is None):
                _vraag(wereld, naam, rij, wie or mensen[0])
    return gelukt


def _vraag(wereld: Wereld, naam: str, rij: Signaal, wie: Gebruiker) -> set[str]:
    """Ask it, look, and put everything back."""
    wereld.browser(wie)
    with transaction.atomic():
        stappen = _doe(wereld, naam, rij, wie)
        transaction.set_rollback(True)
    rij.refresh_from_db()
    return set(stappen)


def _vooruit(rij: Signaal) -> str:
    """The way to the end, which a walk takes more often than the rest, or it would never come there."""
    deel = rij.delen.voor_lijst().last()
    if rij.stand == "uitgezet" and deel and deel.afspraak.is_open:
        return "acceptatie" if deel.afspraak.stand == "gevraagd" else "gereedmelding"
    later = rij.antwoorden.geldend().filter(uitkomst="later").exists()
    volgende = {"geregistreerd": "uitzetting", "uitgezet": "antwoord", "beantwoord": "terugkoppeling"}
    return volgende.get(rij.stand, "antwoord" if later else "heropening" if rij.is_gesloten else "sluiting")


@pytest.mark.parametrize("gevoelig", ["nee", "ja"])
def test_no_walk_closes_too_early(wereld: Wereld, gevoelig: str) -> None:
    keus = random.Random(f"{gevoelig} {wereld.spelers.profiel.gemeente.naam}")
    maker = wereld.maker(gevoelig)
    # Where a shielded one goes may depend on its themes: it starts on its way.
    rij = maker.zet_uit(maker.registreer()).signaal if gevoelig == "ja" else maker.registreer()
    gesloten = 0
    for _ in range(20):
        mensen = wereld.wie(rij)
        if keus.random() < 0.4:
            _doe(wereld, keus.choice(sorted(ALLE)), rij, keus.choice(mensen))
        else:
            naam = _vooruit(rij)
            for wie in mensen:
                if wereld.lees(naam, rij, wie) and _doe(wereld, naam, rij, wie):
                    break
        gesloten += rij.is_gesloten

    assert gesloten
    assert _loop("", _nieuwe(rij, 0)) == rij.stand


def test_the_link_in_a_mail_acts_once(wereld: Wereld) -> None:
    """Whoever has no account takes the same steps; the same link again does nothing (the page says so)."""
    deel = wereld.maker().zet_uit(wereld.maker().registreer())
    url = _maillink(wereld, deel)

    eerst = Client().post(url, {"stap": "aanname"}).status_code
    voor = Beeld.van(deel.signaal)
    weer = Client().post(url, {"stap": "weigering", "reden": "Toch niet."}).status_code

    assert (eerst, weer) == (302, 410)
    assert Beeld.van(deel.signaal) == voor


def _maillink(wereld: Wereld, deel: Deelactie) -> str:
    link = link_voor_houder(deel.afspraak, wereld.spelers.van(deel.afspraak.houder)[0])
    assert link is not None
    return link.url
