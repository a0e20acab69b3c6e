"""What falls due in signals: to send out, to answer, and to tell how it stands while an answer waits for later."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.db.models import Exists, Max, OuterRef, Q
from django.utils import timezone

from signalen.meldsysteem.herinneren import nog_te_vertellen
from signalen.models import Antwoord, Signaal
from signalen.opruimen import binnenkort_gewist, wisdag
from signalen.termijnen import is_verteld, termijn_voor, tussenmoment
from wijkwerk.berichten.service import Herinnering
from wijkwerk.berichten.termijnen import herinnermoment, plus_maanden
from wijkwerk.gebruikers.wie import Wie, personen
from wijkwerk.gemeente.service import actief_profiel


def herinneringen(dag: date) -> Iterator[Herinnering]:
    """Signals that must be sent out or answered, and answers that were promised for later."""
    if not actief_profiel().heeft("signalen"):
        return
    yield from _nog_uit_te_zetten(dag)
    yield from _nog_te_beantwoorden(dag)
    yield from _tussenberichten(dag)
    yield from nog_te_vertellen(dag)
    yield from _straks_gewist(dag)


def _straks_gewist(dag: date) -> Iterator[Herinnering]:
    """Two weeks before contact data or shielded words leave by themselves the owner is told, once."""
    for signaal in binnenkort_gewist(dag):
        op = wisdag(signaal, dag)
        for persoon in signaal.houder.personen() if signaal.houder and op else ():
            yield Herinnering(
                ontvanger=persoon,
                soort="herinnering",
                ding=signaal,
                moment=f"wissen:{op}",
                uiterlijk=op,
                titel=f"Gegevens verdwijnen vanzelf: {signaal.titel} ({signaal.nummer})",
                url=signaal.get_absolute_url(),
            )


def _nog_uit_te_zetten(dag: date) -> Iterator[Herinnering]:
    signalen = Signaal.objects.filter(stand=Signaal.Stand.GEREGISTREERD, uitzetten_voor__isnull=False)
    for signaal in signalen.filter(uitzetten_voor__lte=_vooruit(dag)).select_related("gebied"):
        termijn = termijn_voor(
            actief_profiel(), signaal.soort, "uitzetten", dag=signaal.geregistreerd_op.date()
        )
        if termijn and signaal.uitzetten_voor:
            yield from _herinner(
                signaal, signaal.uitzetten_voor, termijn.herinner, termijn.te_laat_naar, dag, "uitzetten"
            )


def _nog_te_beantwoorden(dag: date) -> Iterator[Herinnering]:
    later = Antwoord.objects.geldend().filter(signaal=OuterRef("pk"), uitkomst="later")
    wacht = Q(stand__in=[Signaal.Stand.GEREGISTREERD, Signaal.Stand.UITGEZET])
    signalen = (
        Signaal.objects.open()
        .filter(uiterlijk__lte=_vooruit(dag))
        .annotate(is_later=Exists(later))
        .filter(wacht | Q(is_later=True))
        # A repeat has no term beside that of the first (R01).
        .exclude(stand=Signaal.Stand.GEREGISTREERD, herhaling_van__stand__in=["geregistreerd", "uitgezet"])
        .select_related("gebied", "houder_partij", "houder_gebied", "houder_persoon")
    )
    for signaal in signalen:
        is_later = bool(getattr(signaal, "is_later", False))
        termijn = termijn_voor(
            actief_profiel(),
            signaal.soort,
            "beantwoorden",
            vanaf_datum="datum-definitief" if is_later else "",
            dag=signaal.geregistreerd_op.date(),
        )
        if termijn and signaal.uiterlijk:
            yield from _herinner(
                signaal, signaal.uiterlijk, termijn.herinner, termijn.te_laat_naar, dag, "beantwoorden"
            )


def _vooruit(dag: date) -> date:
    """No reminder of a profile comes earlier than this."""
    dagen = [
        n for termijn in actief_profiel().termijnen for n in termijn.herinner if termijn.object == "signaal"
    ]
    return plus_maanden(dag, max(dagen, default=0) // 15 + 1)


def _herinner(
    signaal: Signaal, uiterlijk: date, herinner: tuple[int, ...], te_laat_naar: Wie, dag: date, stap: str
) -> Iterator[Herinnering]:
    """Before the day the owner; after it also whoever the profile names."""
    moment = herinnermoment(uiterlijk, herinner, dag)
    if moment is None:
        return
    ontvangers = {persoon.pk: persoon for persoon in signaal.houder.personen()} if signaal.houder else {}
    if moment.endswith("te-laat"):
        ontvangers |= {persoon.pk: persoon for persoon in personen(te_laat_naar, signaal.plek())}
    woord = "Zet uit" if stap == "uitzetten" else "Beantwoord"
    for persoon in ontvangers.values():
        yield Herinnering(
            ontvanger=persoon,
            soort="herinnering",
            ding=signaal,
            moment=f"{stap}:{moment}",
            uiterlijk=uiterlijk,
            titel=f"{woord}: {signaal.titel} ({signaal.nummer})",
            url=signaal.get_absolute_url(),
        )


def _tussenberichten(dag: date) -> Iterator[Herinnering]:
    """While an answer waits for later, the owner tells how it stands every so many months (HEL-69)."""
    profiel = actief_profiel()
    maanden = {rij.sleutel: rij.bericht_elke for rij in profiel.antwoorden if rij.bericht_elke}
    wachtend = (
        Antwoord.objects.geldend()
        .filter(uitkomst="later", soort__in=maanden)
        .annotate(verteld_op=Max("voortgang__op"))
    )
    velden = (
        "signaal__gebied",
        "signaal__houder_partij",
        "signaal__houder_gebied",
        "signaal__houder_persoon",
    )
    for antwoord in wachtend.select_related(*velden):
        moment = tussenmoment(timezone.localdate(antwoord.gegeven_op), maanden[antwoord.soort] or 1, dag)
        if moment is None or antwoord.signaal.houder is None:
            continue
        if is_verteld(getattr(antwoord, "verteld_op", None), moment):
            continue
        for persoon in antwoord.signaal.houder.personen():
            yield Herinnering(
                ontvanger=persoon,
                soort="herinnering",
                ding=antwoord.signaal,
                moment=f"tussenbericht:{moment}",
                uiterlijk=moment,
                titel=f"Vertel hoe het staat: {antwoord.signaal.titel} ({antwoord.signaal.nummer})",
                url=antwoord.signaal.get_absolute_url(),
            )
