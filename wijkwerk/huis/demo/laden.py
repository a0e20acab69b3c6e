"""Load the demo of the active municipality: people, then three months of life, made through the actions themselves."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from signalen.models import Meldsysteem, Project, Signaal, Via
from wijkwerk.berichten.models import Bericht
from wijkwerk.cijfers.service import tel_registraties
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.gemeente.models import Profielversie
from wijkwerk.gemeente.service import vergeet_profielen
from wijkwerk.huis.demo import bewoners
from wijkwerk.huis.demo.adviezen import Adviesleven
from wijkwerk.huis.demo.budgetten import Budgetleven
from wijkwerk.huis.demo.cijfers import verzin_cijfers
from wijkwerk.huis.demo.cyclus import Cyclusleven
from wijkwerk.huis.demo.kaart import schets_de_kaart
from wijkwerk.huis.demo.mensen import DOMEIN, maak_mensen, maak_ontbrekende_gebieden
from wijkwerk.huis.demo.openbaar import Openbaar
from wijkwerk.huis.demo.overleggen import Overlegleven
from wijkwerk.huis.demo.participatie import Participatieleven
from wijkwerk.huis.demo.plannen import Planleven
from wijkwerk.huis.demo.prestaties import Prestatieleven
from wijkwerk.huis.demo.signalen import Signaalleven
from wijkwerk.huis.demo.spreekuren import plan_spreekuren
from wijkwerk.huis.demo.verantwoording import Verantwoordingsleven
from wijkwerk.huis.demo.vernietigen import Vernietigingsleven, zet_voorbeeldtermijn
from wijkwerk.huis.demo.wie import Spelers


@dataclass(frozen=True)
class Geladen:
    """What was made, and the steps that the profile refused (for whoever writes a profile)."""

    signalen: int
    geweigerd: tuple[str, ...]


def laad() -> Geladen | None:
    """Fill an empty municipality; None when there is life already. Half a demo is none: one transaction."""
    if Signaal.objects.exists():
        return None
    vandaag = timezone.localdate()
    with transaction.atomic():
        met_termijn = zet_voorbeeldtermijn()
        _werk_al_jaren_zo(vandaag)
        maak_ontbrekende_gebieden()
        schets_de_kaart()
        verzin_cijfers(vandaag)
        maak_mensen(vandaag - timedelta(days=120))
        spelers = Spelers(Gebruiker.objects.filter(email__endswith=f"@{DOMEIN}").order_by("pk"))
        # Honest in a demo: mail, which goes no further than a file.
        Meldsysteem.objects.create(via=Via.MAIL, e_mail=f"meldingen@{DOMEIN}")
        Vernietigingsleven(spelers, vandaag, met_termijn).leef()
        signalen = Signaalleven(spelers, vandaag).leef()
        plan_spreekuren(spelers, vandaag)
        van_bewoners = bewoners.meld(vandaag)
        overleggen = Overlegleven(spelers, vandaag)
        overleggen.leef()
        for project in Project.objects.open():
            overleggen.bespreek(project)
        Planleven(spelers, vandaag).leef()
        overleggen.bespreek_bevindingen()
        Adviesleven(spelers, vandaag).leef()
        Participatieleven(spelers, vandaag).leef()
        Budgetleven(spelers, vandaag).leef()
        Prestatieleven(spelers, vandaag).leef()
        Cyclusleven(spelers, vandaag).leef()
        # Some forms end only when their plan has been established (wijktafel and wijkactieplan).
        overleggen.rond_af()
        Openbaar(spelers, vandaag).leef()
        Verantwoordingsleven(spelers, vandaag).leef()
        tel_registraties(vandaag=vandaag)
        _houd_de_post_binnen()
    return Geladen(len(signalen) + van_bewoners, tuple(spelers.geweigerd))


def _werk_al_jaren_zo(vandaag: date) -> None:
    """What the demo tells lies in the past: so does the day on which this municipality began with Wijkwerk."""
    begin = timezone.now() - timedelta(days=3 * 365)
    Profielversie.objects.filter(geactiveerd_op__gt=begin).update(geactiveerd_op=begin)
    vergeet_profielen()


def _houd_de_post_binnen() -> None:
    """Three months of mail must not leave all at once when the worker starts."""
    Bericht.objects.klaar().update(stand=Bericht.Stand.INGETROKKEN, reden="Voorbeeld uit de demo.")
