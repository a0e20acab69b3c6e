"""Judging the factors, and choosing the rung: the proposal follows from the sum, a person decides (BER-41)."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone

from participatie.acties.gemeen import begin, vergrendel
from participatie.acties.raadplegen import vraag_opnieuw
from participatie.models import Factorscore, Traject
from participatie.regels import gewogen, instellingen
from participatie.weging import HOOGSTE_SCORE, Voorstel, stel_trede_voor
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.logboek.service import noteer
from wijkwerk.regels.service import Klacht


def voorstel_voor(traject: Traject) -> Voorstel | None:
    """The rung that follows from how the factors were judged here."""
    regels = instellingen()
    return stel_trede_voor(regels.ladder, regels.weegfactoren, gewogen(traject))


@transaction.atomic
def weeg(
    *, traject: Traject, scores: Mapping[str, tuple[int | None, str]], door: Gebruiker
) -> Voorstel | None:
    """Judge every factor of the profile: (score, why). Return the rung that follows, where the profile has a ladder.

    A rung that was chosen on another outcome is asked anew.
    """
    traject = vergrendel(traject)
    factoren = instellingen().weegfactoren
    begin("wegen", traject, door, ook=_klachten(factoren, scores))
    traject.scores.exclude(factor__in=factoren).delete()
    for factor in factoren:
        score, waarom = scores[factor]
        assert score is not None
        Factorscore.objects.update_or_create(
            traject=traject,
            factor=factor,
            defaults={
                "score": score,
                "toelichting": waarom.strip(),
                "door": door,
                "op": timezone.now(),
            },
        )
    voorstel = voorstel_voor(traject)
    nieuw = voorstel.trede if voorstel else ""
    if traject.trede and traject.voorgestelde_trede != nieuw:
        traject.trede, traject.voorgestelde_trede, traject.afwijking = "", "", ""
        traject.save(update_fields=["trede", "voorgestelde_trede", "afwijking"])
        vraag_opnieuw(traject, door)
    noteer(door=door, stap="traject.wegen", ding=traject)
    return voorstel


def _klachten(factoren: tuple[str, ...], scores: Mapping[str, tuple[int | None, str]]) -> list[Klacht]:
    klachten = []
    for nummer, factor in enumerate(factoren):
        score, waarom = scores.get(factor, (None, ""))
        if score is None or not 0 <= score <= HOOGSTE_SCORE:
            klachten.append(Klacht("Kies hoe zwaar dit weegt.", f"score_{nummer}"))
        if not waarom.strip():
            klachten.append(Klacht("Leg uit waarom.", f"waarom_{nummer}"))
    return klachten


@transaction.atomic
def kies_trede(*, traject: Traject, trede: str, reden: str, door: Gebruiker) -> Traject:
    """Confirm the proposed rung, or choose another with the reason."""
    traject = vergrendel(traject)
    voorstel = voorstel_voor(traject)
    ladder, factoren = instellingen().ladder, instellingen().weegfactoren
    ook = []
    if trede not in ladder:
        ook.append(Klacht("Kies een trede.", "trede"))
    if factoren and ladder and voorstel is None:
        ook.append(Klacht("Weeg eerst elke factor.", "trede"))
    anders = voorstel is not None and trede in ladder and trede != voorstel.trede
    if anders and not reden.strip():
        ook.append(Klacht("Schrijf op waarom u een andere trede kiest dan voorgesteld.", "reden"))
    begin("wegen", traject, door, ook=ook)
    is_anders = bool(traject.trede) and traject.trede != trede
    traject.trede = trede
    traject.voorgestelde_trede = voorstel.trede if voorstel else ""
    traject.afwijking = reden.strip() if anders else ""
    traject.save(update_fields=["trede", "voorgestelde_trede", "afwijking"])
    noteer(
        door=door,
        stap="traject.trede",
        ding=traject,
        reden=traject.afwijking,
        gegevens={"trede": trede, "voorstel": traject.voorgestelde_trede},
    )
    if is_anders:
        vraag_opnieuw(traject, door)
    return traject
