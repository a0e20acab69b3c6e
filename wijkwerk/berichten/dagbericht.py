"""Reminders, and the one mail a day in which they leave.

What is due is computed from the rows of the apps, again and again: put in once per occasion, asked for once more when
the mail leaves. So a thing that was done meanwhile disappears by itself.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.utils import timezone
from django.utils.module_loading import import_string

from wijkwerk.berichten import instellingen, opmaak, teksten
from wijkwerk.berichten.models import Bericht, BerichtQuerySet
from wijkwerk.berichten.service import Herinnering, zet_rijen_klaar
from wijkwerk.berichten.termijnen import dagen_te_laat, is_werkdag
from wijkwerk.berichten.titels import absoluut, is_afgeschermd, soortnaam, veilige_titel

logger = logging.getLogger(__name__)

DAGBERICHT = "dagbericht"
NIET_MEER_NODIG = "Niet meer nodig."
Sleutel = tuple[str, str, int, int, str]


def sleutel_van(herinnering: Herinnering) -> Sleutel:
    ding = herinnering.ding
    return (
        herinnering.soort,
        ding._meta.model_name or "",
        ding.pk,
        herinnering.ontvanger.pk,
        herinnering.moment,
    )


def sleutel_van_rij(rij: Bericht) -> Sleutel:
    return rij.soort, rij.object_soort, rij.object_id, rij.ontvanger_id or 0, rij.moment


class Rekening:
    """Everything that is due on a day, asked of the apps once and only when somebody wants to know."""

    def __init__(self, dag: date | None = None) -> None:
        self.dag = dag or timezone.localdate()
        # False: an app could not answer, so what is missing is not known to be done.
        self.is_compleet = True

    @cached_property
    def herinneringen(self) -> dict[Sleutel, Herinnering]:
        return {
            sleutel_van(herinnering): herinnering
            for pad in settings.HERINNERINGEN
            for herinnering in self._vraag(pad)
            if herinnering.ontvanger.is_active
        }

    def _vraag(self, pad: str) -> list[Herinnering]:
        try:
            with transaction.atomic():
                gevraagd: Iterable[Herinnering] = import_string(pad)(self.dag)
                return list(gevraagd)
        except Exception:
            logger.exception("De herinneringen van %s konden niet worden bepaald.", pad)
            self.is_compleet = False
            return []


def zet_herinneringen_klaar(rekening: Rekening) -> int:
    """Put in what is new and withdraw what is no longer due; return the number of new ones."""
    nodig = rekening.herinneringen
    _trek_oude_in(rekening)
    bekend = {
        sleutel_van_rij(rij)
        for rij in Bericht.objects.filter(
            is_herinnering=True, object_id__in={sleutel[2] for sleutel in nodig}
        ).exclude(stand=Bericht.Stand.INGETROKKEN)
    }
    return len(
        zet_rijen_klaar(
            Bericht(
                soort=soort,
                object_soort=object_soort,
                object_id=object_id,
                ontvanger_id=ontvanger_id,
                moment=moment,
                bundel=True,
                is_herinnering=True,
            )
            for soort, object_soort, object_id, ontvanger_id, moment in nodig
            if (soort, object_soort, object_id, ontvanger_id, moment) not in bekend
        )
    )


def _trek_oude_in(rekening: Rekening) -> None:
    if not rekening.is_compleet:
        return
    wachtend = Bericht.objects.klaar().filter(is_herinnering=True, gebundeld_in=None)
    oud = [rij.pk for rij in wachtend if sleutel_van_rij(rij) not in rekening.herinneringen]
    Bericht.objects.klaar().filter(pk__in=oud).update(stand=Bericht.Stand.INGETROKKEN, reden=NIET_MEER_NODIG)


def maak_dagberichten(nu: datetime | None = None) -> int:
    """Collect what waits into one digest per person per day; return the number of people. Safe to run twice at once.

    From an hour in the morning, on working days: who works in the weekend finds it on Vandaag.
    """
    nu = nu or timezone.now()
    if not is_tijd_voor_dagbericht(nu):
        return 0
    dag = timezone.localdate(nu)
    gehad = Bericht.objects.filter(soort=DAGBERICHT, moment=dag.isoformat()).exclude(
        stand__in=[Bericht.Stand.KLAAR, Bericht.Stand.INGETROKKEN]
    )
    ontvangers = (
        Bericht.objects.te_bundelen(nu)
        .exclude(ontvanger__in=gehad.values("ontvanger"))
        .order_by("ontvanger")
        .values_list("ontvanger", flat=True)
        .distinct()
    )
    return sum(_bundel(ontvanger, dag, nu) for ontvanger in list(ontvangers) if ontvanger is not None)


def is_tijd_voor_dagbericht(nu: datetime) -> bool:
    lokaal = timezone.localtime(nu)
    if lokaal.hour < instellingen.dagbericht_vanaf_uur():
        return False
    return instellingen.dagbericht_elke_dag() or is_werkdag(lokaal.date())


@transaction.atomic
def _bundel(ontvanger_id: int, dag: date, nu: datetime) -> bool:
    """Hang what waits for a person under the digest of the day, unless that has left already."""
    zet_rijen_klaar(
        [
            Bericht(
                soort=DAGBERICHT,
                object_soort="gebruiker",
                object_id=ontvanger_id,
                ontvanger_id=ontvanger_id,
                moment=dag.isoformat(),
            )
        ]
    )
    dagbericht = (
        Bericht.objects.klaar()
        .select_for_update(of=("self",))
        .filter(soort=DAGBERICHT, ontvanger=ontvanger_id, moment=dag.isoformat())
        .first()
    )
    if dagbericht is None:
        return False
    _neem_ongestuurde_over(dagbericht)
    return bool(
        Bericht.objects.te_bundelen(nu).filter(ontvanger=ontvanger_id).update(gebundeld_in=dagbericht)
    )


def _neem_ongestuurde_over(dagbericht: Bericht) -> None:
    """A digest of an earlier day that never left (the mail server was down) goes up in this one."""
    oud = (
        Bericht.objects.klaar()
        .select_for_update(of=("self",), skip_locked=True)
        .filter(soort=DAGBERICHT, ontvanger=dagbericht.ontvanger_id, is_onzeker=False)
        .exclude(pk=dagbericht.pk)
    )
    nummers = [rij.pk for rij in oud]
    Bericht.objects.klaar().filter(gebundeld_in__in=nummers).update(gebundeld_in=dagbericht)
    Bericht.objects.filter(pk__in=nummers).update(
        stand=Bericht.Stand.INGETROKKEN, reden="Opgegaan in een later dagbericht."
    )


@dataclass(frozen=True)
class Regel:
    """One line of the digest."""

    titel: str
    url: str
    uiterlijk: date | None = None
    wanneer: str = ""
    te_laat: bool = False


def maak_mail(dagbericht: Bericht, rekening: Rekening) -> EmailMultiAlternatives:
    """Make the digest from what is still needed now; raises NietNodig when nothing is left of it."""
    adres = opmaak.adres_van(dagbericht)
    regels = sorted(
        _regels(dagbericht, rekening),
        key=lambda regel: (not regel.te_laat, regel.uiterlijk or date.max, regel.titel),
    )
    if not regels:
        raise opmaak.NietNodig(NIET_MEER_NODIG)
    brief = opmaak.Brief(
        onderwerp=_onderwerp(len(regels)),
        aanhef=opmaak.aanhef(dagbericht.ontvanger),
        knop_url=absoluut("/vandaag/"),
        knop_tekst="Naar Vandaag",
        extra={
            "te_laat": [regel for regel in regels if regel.te_laat],
            "andere": [regel for regel in regels if not regel.te_laat],
        },
    )
    return opmaak.stel_op(dagbericht, adres, brief, "mail/dagbericht")


def _onderwerp(aantal: int) -> str:
    return "1 punt vraagt uw aandacht" if aantal == 1 else f"{aantal} punten vragen uw aandacht"


def _regels(dagbericht: Bericht, rekening: Rekening) -> Iterator[Regel]:
    delen: BerichtQuerySet = (
        Bericht.objects.klaar().filter(gebundeld_in=dagbericht).select_related("ontvanger")
    )
    for deel in delen:
        try:
            regel = _herinnerregel(deel, rekening) if deel.is_herinnering else _berichtregel(deel)
        except opmaak.NietNodig as waarom:
            deel.stand, deel.reden, deel.gebundeld_in = Bericht.Stand.INGETROKKEN, str(waarom), None
            deel.save(update_fields=["stand", "reden", "gebundeld_in"])
            continue
        if regel is None:
            # Not known: it waits for the digest of another day.
            deel.gebundeld_in = None
            deel.save(update_fields=["gebundeld_in"])
        else:
            yield regel


def _herinnerregel(deel: Bericht, rekening: Rekening) -> Regel | None:
    herinnering = rekening.herinneringen.get(sleutel_van_rij(deel))
    if herinnering is None:
        if rekening.is_compleet:
            raise opmaak.NietNodig(NIET_MEER_NODIG)
        return None
    ding = herinnering.ding
    titel = veilige_titel(ding) if is_afgeschermd(ding) else herinnering.titel
    if not opmaak.mag_zien(deel.ontvanger, ding):
        titel = soortnaam(ding)
    te_laat = dagen_te_laat(herinnering.uiterlijk, rekening.dag) if herinnering.uiterlijk else 0
    eigen = opmaak.link_zonder_account(deel, ding)
    return Regel(
        titel,
        absoluut(eigen.url if eigen else herinnering.url),
        herinnering.uiterlijk,
        _wanneer(herinnering.uiterlijk, te_laat),
        te_laat > 0,
    )


def _berichtregel(deel: Bericht) -> Regel:
    waarden = opmaak.waarden_van(deel, opmaak.ding_van(deel))
    return Regel(teksten.onderwerp(teksten.tekst_van(deel.soort), waarden), waarden["link"])


def _wanneer(uiterlijk: date | None, te_laat: int) -> str:
    if uiterlijk is None:
        return ""
    if not te_laat:
        return f"uiterlijk {opmaak.datum(uiterlijk)}"
    return f"moest klaar zijn op {opmaak.datum(uiterlijk)}, {te_laat} {'dag' if te_laat == 1 else 'dagen'} te laat"
