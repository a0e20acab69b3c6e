"""A held meeting never changes: after it was finished every door refuses, except a new version of its report."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from overleggen import acties
from overleggen.models import Aantekening, Agendapunt, Deelnemer, Overleg, Overlegdeel
from tests.hulp import partij, persoon
from tests.overleggen.hulp import begonnen, besproken, punt
from wijkwerk.gebruikers.houder import Houder
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.profiel import Profiel
from wijkwerk.regels.service import StapGeweigerd

pytestmark = pytest.mark.django_db

# These make something beside the meeting, or a new version: they are no door to what was held.
ERNAAST = {
    *(
        "plan",
        "neem_over",
        "stel_vast",
        "verbeter",
        "publiceer",
        "te_plaatsen",
        "kan_openbaar",
        "vast_te_stellen",
        "is_gepubliceerd",
    ),
    *("draag_over", "mag_overdragen", "maak_agendasleutel", "trek_agendasleutel_in"),
    # By an approved list of destruction, which guards itself; not by a person at a meeting.
    "vernietig_verslag",
    *("hervat", "stel_afwijking_voor", "stem_in_met_afwijking"),
    *("beantwoord_peiling", "open_peiling", "sluit_peiling"),
    *("kan_signaal_worden", "mag_stuk_toevoegen", "mag_stuk_weghalen", "haal_stuk_weg", "haal_uit_programma"),
}


@pytest.fixture
def manager(den_helder: Profiel) -> Gebruiker:
    return persoon("wijkmanager", gebied="nieuw-den-helder")


@pytest.fixture
def overleg(manager: Gebruiker) -> Overleg:
    """Finished, with a point in every state that a finished meeting has, a line, and who was there."""
    overleg = begonnen("coordinatieteam", "nieuw-den-helder", manager)
    acties.teken_aan(onder=besproken(overleg, manager, "Besproken"), tekst="Gezegd.", door=manager)
    acties.koppel_terug(punt=besproken(overleg, manager, "Verteld"), tekst="Klaar.", door=manager)
    acties.schuif_door(punt=punt(overleg, manager, "Later"), door=manager)
    acties.voer_af(punt=punt(overleg, manager, "Weg"), reden="Al beantwoord", door=manager)
    acties.rond_af(overleg=overleg, door=manager)
    overleg.refresh_from_db()
    return overleg


def _foto(overleg: Overleg) -> list[Any]:
    """Every row of the meeting, whole."""
    rijen: tuple[Any, ...] = (
        Overleg.objects.filter(pk=overleg.pk),
        Overlegdeel.objects.filter(overleg=overleg),
        Agendapunt.objects.filter(overleg=overleg),
        Deelnemer.objects.filter(overleg=overleg),
        Aantekening.objects.filter(deel__overleg=overleg),
    )
    return [list(query.order_by("pk").values()) for query in rijen]


def _deuren(overleg: Overleg, door: Gebruiker) -> dict[str, list[Callable[[], Any]]]:
    """Each action on the meeting, and on each of its points."""
    morgen = overleg.datum + timedelta(days=1)
    regel = Aantekening.objects.get(deel__overleg=overleg)
    deelnemer = overleg.deelnemers.first()
    assert deelnemer is not None
    alle = {rij.pk: "nee" for rij in overleg.deelnemers.all()}
    houder = Houder(partij=partij("wijkbeheer"))
    van_overleg: dict[str, Callable[[], Any]] = {
        "draag_aan": lambda: acties.draag_aan(overleg=overleg, titel="Nieuw", door=door),
        "breng_in": lambda: acties.breng_in(overleg=overleg, titel="Nieuw"),
        "zet_op_agenda": lambda: acties.zet_op_agenda(overleg=overleg, titel="Nieuw", door=door),
        "wijzig": lambda: acties.wijzig(
            overleg=overleg, datum=morgen, begin=overleg.begin, versie=overleg.versie, door=door
        ),
        "nodig_uit": lambda: acties.nodig_uit(overleg=overleg, door=door),
        "houd": lambda: acties.houd(overleg=overleg, door=door),
        "rond_af": lambda: acties.rond_af(overleg=overleg, door=door),
        "laat_vervallen": lambda: acties.laat_vervallen(overleg=overleg, reden="Toch niet", door=door),
        "voeg_deelnemer_toe": lambda: acties.voeg_deelnemer_toe(
            overleg=overleg, functie="directeur", kant="partner", door=door
        ),
        "verwijder_deelnemer": lambda: acties.verwijder_deelnemer(deelnemer=deelnemer, door=door),
        "leg_aanwezigheid_vast": lambda: acties.leg_aanwezigheid_vast(
            overleg=overleg, aanwezig=alle, door=door
        ),
        "herschrijf": lambda: acties.herschrijf(aantekening=regel, tekst="Anders", versie=1, door=door),
        "zet_in_programma": lambda: acties.zet_in_programma(
            overleg=overleg, begin=overleg.begin, wat="Rondje", door=door
        ),
        "meld_aan": lambda: acties.meld_aan(overleg=overleg, komt="nee", door=door),
        "plan_tijd": lambda: acties.plan_tijd(
            overleg=overleg, minuten={rij.pk: 5 for rij in overleg.punten.all()}, door=door
        ),
    }
    van_punt: dict[str, Callable[[Agendapunt], Any]] = {
        "stel_vast_bij_punt": lambda rij: acties.stel_vast_bij_punt(punt=rij, door=door),
        "agendeer": lambda rij: acties.agendeer(punt=rij, door=door),
        "orden": lambda rij: acties.orden(punt=rij, omhoog=True, door=door),
        "bespreek": lambda rij: acties.bespreek(punt=rij, uitkomst="Anders", versie=rij.versie, door=door),
        "koppel_terug": lambda rij: acties.koppel_terug(punt=rij, tekst="Anders", door=door),
        "schuif_door": lambda rij: acties.schuif_door(punt=rij, door=door),
        "voer_af": lambda rij: acties.voer_af(punt=rij, reden="Weg ermee", door=door),
        "vraag_informatie": lambda rij: acties.vraag_informatie(
            punt=rij, vraag="Hoeveel?", houder=houder, uiterlijk=timezone.localdate(), door=door
        ),
        "voeg_stuk_toe": lambda rij: acties.voeg_stuk_toe(
            punt=rij, titel="Notitie", adres="https://voorbeeld.example/", door=door
        ),
        "maak_signaal": lambda rij: acties.maak_signaal(
            punt=rij, soort="openbare-ruimte", tekst="Losse tegel", door=door
        ),
        "begin_punt": lambda rij: acties.begin_punt(punt=rij, door=door),
        "teken_aan": lambda rij: acties.teken_aan(onder=rij, tekst="Nog iets", door=door),
        "maak_afspraak": lambda rij: acties.maak_afspraak(
            punt=rij, wat="Iets", houder=houder, uiterlijk=timezone.localdate(), door=door
        ),
    }
    deuren = {naam: [doe] for naam, doe in van_overleg.items()}
    for naam, doe in van_punt.items():
        deuren[naam] = [lambda doe=doe, rij=rij: doe(rij) for rij in overleg.punten.all()]  # type: ignore[misc]
    return deuren


def test_every_door_refuses_and_nothing_changed(overleg: Overleg, manager: Gebruiker) -> None:
    voor = _foto(overleg)

    for naam, deuren in _deuren(overleg, manager).items():
        for deur in deuren:
            with pytest.raises((StapGeweigerd, PermissionDenied)):
                deur()
            assert _foto(overleg) == voor, naam


def test_no_action_is_forgotten_here(overleg: Overleg, manager: Gebruiker) -> None:
    """A new action is a new door: it belongs in the list above, or beside the meeting."""
    namen = {naam for naam in acties.__all__ if callable(getattr(acties, naam)) and naam[0].islower()}

    assert namen - ERNAAST == set(_deuren(overleg, manager))


def test_a_correction_is_a_new_version_beside_the_old_one(overleg: Overleg, manager: Gebruiker) -> None:
    acties.stel_vast(verslag=overleg.verslagen.get(), door=manager)
    eerste = overleg.verslagen.values().get()
    voor = _foto(overleg)

    acties.verbeter(overleg=overleg, correctie="De wijkagent was er wel.", door=manager)

    assert _foto(overleg) == voor
    assert overleg.verslagen.filter(versie=1).values().get() == eerste
    assert overleg.verslagen.count() == 2


def test_telling_the_result_later_changes_where_the_matter_stands_and_no_word(
    overleg: Overleg, manager: Gebruiker
) -> None:
    """The one thing that moves: that it was told, with the day (DHR-39)."""
    from overleggen.voorstel import stel_voor

    vroeger = overleg.punten.get(titel="Besproken")
    voor: Any = Agendapunt.objects.filter(pk=vroeger.pk).values().get()
    volgend = begonnen("coordinatieteam", "nieuw-den-helder", manager, begin=overleg.begin.replace(hour=15))
    voorstellen = [rij for rij in stel_voor(volgend, manager) if rij.van == vroeger]
    acties.neem_over(overleg=volgend, voorstellen=voorstellen, door=manager)
    acties.koppel_terug(punt=volgend.punten.get(), tekst="Het is gedaan.", door=manager)

    na: Any = Agendapunt.objects.filter(pk=vroeger.pk).values().get()

    assert {naam for naam in na if na[naam] != voor[naam]} == {
        "stand",
        "teruggekoppeld_op",
        "teruggekoppeld_door_id",
    }
