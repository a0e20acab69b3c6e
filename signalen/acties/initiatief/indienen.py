"""An idea of residents comes in, and gets an owner."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from signalen.acties.basis import vergrendel as vergrendel_signaal
from signalen.acties.initiatief.kern import (
    eis,
    klachten_eigenaar,
    schrijf,
    vergrendel,
    zet_eigenaar,
    zet_plek,
)
from signalen.acties.uitzetting import mag_uitzetten, zet_uit
from signalen.models import Contactmoment, Initiatief, Signaal
from signalen.regels import onderwerp_initiatief
from signalen.stroom import INITIATIEF
from signalen.termijnen import dag_voor
from signalen.zicht import Niveau, zicht
from wijkwerk.gebruikers.houder import Houder
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.gebruikers.rechten import Recht, mag
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.logboek.service import noteer
from wijkwerk.profiel import Profiel, Selector
from wijkwerk.regels.service import Klacht, Toestemming, eis_stap
from wijkwerk.wijken.models import Gebied

# What residents say about it themselves.
VELDEN = (
    "titel",
    "omschrijving",
    "voor_wie",
    "waar",
    "groep",
    "bewoners",
    "eigen_inbreng",
    "draagvlak",
    "ondersteuning",
    "kosten",
)
TEKST = frozenset(VELDEN) - {"bewoners", "kosten"}


def soort_voor(profiel: Profiel) -> str:
    """Return the kind of signal that becomes an initiative here; nothing where no kind does."""
    vandaag = timezone.localdate()
    soorten = [
        rij.sleutel for rij in profiel.signaalsoorten if rij.wordt == "initiatief" and rij.geldt_op(vandaag)
    ]
    return soorten[0] if soorten else ""


@transaction.atomic
def dien_in(
    *,
    gebieden: Sequence[Gebied],
    door: Gebruiker,
    signaal: Signaal | None = None,
    themas: Iterable[str] = (),
    **velden: Any,
) -> Initiatief:
    """Hand an idea in (`velden`: see VELDEN); return it. The first of `gebieden` is the main one.

    From a `signaal` (which says the same, and is answered on its own) kind and themes come along. Raises
    PermissionDenied without `initiatief.indienen` there, StapGeweigerd with every complaint at once.
    """
    profiel = actief_profiel()
    schoon = _schoon(velden)
    klachten = [*_klachten(schoon), *([] if gebieden else [Klacht("Kies een gebied.", "gebied")])]
    if signaal is not None:
        signaal = vergrendel_signaal(signaal)
        if zicht(door, signaal) < Niveau.EIGEN:
            raise PermissionDenied("U mag van dit signaal geen initiatief maken.")
        klachten += _klachten_signaal(signaal)
    soort = signaal.soort if signaal is not None else soort_voor(profiel)
    vandaag = timezone.localdate()
    initiatief = Initiatief(
        gebied=gebieden[0] if gebieden else None,
        soort=soort,
        themas=list(themas) or (list(signaal.themas) if signaal else []),
        signaal=signaal,
        indiener=door,
        uiterlijk=signaal.uiterlijk if signaal else _uiterlijk(profiel, soort, vandaag),
        **schoon,
    )
    if gebieden:
        zet_plek(initiatief)
    uitkomst = eis_stap(
        INITIATIEF["indienen"],
        onderwerp_initiatief(initiatief),
        door,
        stand="",
        toestemming=_bij_signaal(signaal, door),
        ook=klachten,
    )
    initiatief.save()
    initiatief.gebieden.set(gebieden)
    zet_plek(initiatief)
    return schrijf(
        initiatief,
        "indienen",
        door,
        uitkomst,
        plek_gebieden=initiatief.plek_gebieden,
        plek_partijen=initiatief.plek_partijen,
    )


def _uiterlijk(profiel: Profiel, soort: str, dag: date) -> date | None:
    return dag_voor(profiel, soort, "beantwoorden", dag) if soort else None


def _bij_signaal(signaal: Signaal | None, door: Gebruiker) -> Toestemming | None:
    """Whoever may send the signal out may also take it up as an initiative: it was said to them."""
    if signaal is None or not mag(door, Recht.SIGNAAL_UITZETTEN, signaal.plek()):
        return None
    return Toestemming(wie=(Selector("iedereen"),))


def _klachten_signaal(signaal: Signaal) -> Iterable[Klacht]:
    if actief_profiel().signaalsoort(signaal.soort).wordt != "initiatief":
        yield Klacht("Deze soort wordt geen initiatief. Verander eerst de soort van het signaal.")
    if signaal.gevoelig != Signaal.Gevoelig.NEE:
        yield Klacht("Een afgeschermd signaal wordt geen initiatief: dat zien meer mensen.")
    if signaal.is_gesloten:
        yield Klacht("Dit signaal is gesloten.")
    if Initiatief.objects.filter(signaal=signaal).exists():
        yield Klacht("Van dit signaal is al een initiatief gemaakt.")


def _schoon(velden: Mapping[str, Any]) -> dict[str, Any]:
    onbekend = set(velden) - set(VELDEN)
    if onbekend:
        raise TypeError(f"unknown fields of an initiative: {sorted(onbekend)}")
    return {naam: (waarde or "").strip() if naam in TEKST else waarde for naam, waarde in velden.items()}


def _klachten(velden: Mapping[str, Any]) -> Iterable[Klacht]:
    if not velden.get("titel"):
        yield Klacht("Geef het idee een naam.", "titel")
    if not velden.get("omschrijving"):
        yield Klacht("Schrijf op wat het idee is.", "omschrijving")


@transaction.atomic
def wijzig(*, initiatief: Initiatief, door: Gebruiker, **velden: Any) -> Initiatief:
    """Correct what was handed in; who handed it in may until it is taken up."""
    initiatief = vergrendel(initiatief)
    schoon = _schoon(velden)
    uitkomst = eis("wijzigen", initiatief, door, ook=_klachten({**_nu(initiatief), **schoon}))
    return schrijf(initiatief, "wijzigen", door, uitkomst, **schoon)


def _nu(initiatief: Initiatief) -> dict[str, Any]:
    return {naam: getattr(initiatief, naam) for naam in VELDEN}


@transaction.atomic
def neem_in_behandeling(
    *, initiatief: Initiatief, eigenaar: Houder | None, door: Gebruiker, **velden: Any
) -> Initiatief:
    """Give it an owner (DHR-06); return it, with `adviezen`. `velden` completes what residents said.

    Who may: the right `initiatief.trekken`, whoever the route of its kind names, and who guards afspraken there. Its
    signal, when it still lay there, goes to the same owner; from who may not send signals it waits for who may.
    """
    # The signal first, as who shields or corrects it does: the other way round the two would wait for each other.
    signaal = vergrendel_signaal(initiatief.signaal) if initiatief.signaal else None
    initiatief = vergrendel(initiatief)
    schoon = _schoon(velden)
    gegevens = {
        "eigenaar": eigenaar,
        **{naam.replace("_", "-"): waarde for naam, waarde in schoon.items()},
        "aantal-bewoners": schoon.get("bewoners", initiatief.bewoners),
    }
    uitkomst = eis(
        "in-behandeling-nemen",
        initiatief,
        door,
        gegevens=gegevens,
        ook=klachten_eigenaar(eigenaar, initiatief.gebied),
    )
    assert eigenaar is not None
    anders = zet_eigenaar(initiatief, eigenaar, door)
    schrijf(
        initiatief,
        "in-behandeling-nemen",
        door,
        uitkomst,
        stand=INITIATIEF["in-behandeling-nemen"].naar,
        **anders,
        **schoon,
    )
    if (
        signaal is not None
        and signaal.stand == Signaal.Stand.GEREGISTREERD
        and mag_uitzetten(signaal, door, actief_profiel().route(signaal.route))
    ):
        zet_uit(signaal=signaal, door=door, eigenaar=eigenaar, zonder_deel=True)
    initiatief.adviezen = uitkomst.adviezen
    return initiatief


@transaction.atomic
def schrijf_contact(
    *, initiatief: Initiatief, op: date | None, soort: str, tekst: str, door: Gebruiker
) -> Contactmoment:
    """Write down that somebody spoke with the residents (DHR-65): the owner, and who pulls initiatives there."""
    initiatief = vergrendel(initiatief)
    klachten = []
    if op is None or op > timezone.localdate():
        klachten.append(Klacht("Kies een dag tot en met vandaag.", "op"))
    if soort not in Contactmoment.Soort.values:
        klachten.append(Klacht("Kies hoe u contact had.", "soort"))
    if not tekst.strip():
        klachten.append(Klacht("Schrijf op wat u besprak.", "tekst"))
    eis("contact", initiatief, door, ook=klachten)
    assert op is not None
    contact = Contactmoment.objects.create(
        initiatief=initiatief, op=op, soort=soort, tekst=tekst.strip(), door=door
    )
    noteer(door=door, stap="initiatief.contact", ding=initiatief)
    return contact
