"""A municipality that nobody has seen: eight steps in 48 months, a plan revised at 24, measured twice a year."""

from __future__ import annotations

from datetime import date, time, timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from gebiedscyclus.models import Ronde, Stap
from overleggen.models import Overleg, Peiling
from tests.gebiedscyclus.hulp import als, dagelijks, druk, gemaand, op, ronde, stap
from tests.hulp import gebied, persoon
from wijkagenda import acties as plannen
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.gemeente import acties as gemeente_acties
from wijkwerk.gemeente.models import Profielversie
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.profiel import Profiel
from wijkwerk.wijken.acties import vul_uit_profiel

pytestmark = pytest.mark.django_db
DORP = "hertendal"
VRIJGESTELD = "zwaneneind"
CYCLUS = "dorpsronde"
HIER = Path(__file__).parent


def activeer_verzonnen() -> Profiel:
    delen = (HIER.parent / "profiel" / "ravenburg.toml", HIER / "hertborg.toml")
    tekst = "\n".join(deel.read_text(encoding="utf-8") for deel in delen)
    gemeente_acties.activeer(tekst=tekst, bestand="hertborg.toml", door=None)
    vul_uit_profiel(profiel=actief_profiel())
    return actief_profiel()


@pytest.fixture
def verbinder(db: None) -> Gebruiker:
    activeer_verzonnen()
    return persoon("dorpsverbinder", gebied=DORP)


def maak_plan(rij: Ronde, sleutel: str, door: Gebruiker, beurt: int = 1) -> None:
    druk(als(door), stap(rij, sleutel, beurt), "start")
    plan = stap(rij, sleutel, beurt).plan
    assert plan is not None, sleutel
    plannen.stel_vast(plan=plan, door=door)


def houd(door: Gebruiker) -> Overleg:
    """A meeting of today that has been held: how that goes is not what is tested."""
    nu = timezone.now()
    overleg = Overleg(
        vorm="keukentafel",
        profielversie=Profielversie.objects.get(actief=True),
        gebied=gebied(DORP),
        datum=timezone.localdate(),
        begin=time(19, 30),
        stand=Overleg.Stand.GEHOUDEN,
        gepland_door=door,
        uitgenodigd_op=nu,
        gehouden_op=nu,
    )
    overleg.zet_plek([gebied(DORP)])
    overleg.save()
    return overleg


def peil(door: Gebruiker) -> Peiling:
    peiling = Peiling(
        vorm="dorpsgeldstemming",
        profielversie=Profielversie.objects.get(actief=True),
        gebied=gebied(DORP),
        vraag="Waar gaat het geld heen?",
        einddatum=timezone.localdate(),
        stand=Peiling.Stand.GESLOTEN,
        geopend_door=door,
        gesloten_door=door,
        gesloten_op=timezone.now(),
        uitkomst="Naar het plein.",
        vervolg="Het plein komt in de koers.",
    )
    peiling.zet_plek([gebied(DORP)])
    peiling.save()
    return peiling


def schrijf_op(rij: Ronde, sleutel: str, door: Gebruiker, beurt: int = 1) -> None:
    deze = stap(rij, sleutel, beurt)
    if deze.stand == Stap.Stand.NIET_GESTART:
        druk(als(door), deze, "start")
    velden = {
        "bevindingen": "Het gaat goed.",
        "einddatum": timezone.localdate().isoformat(),
        "vaststellen": "on",
    }
    antwoord = druk(als(door), deze, "afronding", **velden)
    assert stap(rij, sleutel, beurt).stand == Stap.Stand.VASTGESTELD, antwoord.content.decode()[:3000]


def test_eight_steps_of_its_own_are_lived_through(verbinder: Gebruiker) -> None:
    client = als(verbinder)
    with op(date(2028, 1, 3)):
        dagelijks()
        rij = ronde(CYCLUS, DORP)
        assert (rij.periode_van, rij.periode_tot) == (date(2028, 1, 1), date(2031, 12, 31))
        assert [(s.sleutel, s.beurt) for s in rij.stappen.filter(sleutel="koers-bepalen")] == [
            ("koers-bepalen", 1),
            ("koers-bepalen", 2),
        ]
        assert rij.stappen.filter(sleutel="meten").count() >= 6
        assert stap(rij, "koers-bepalen", 2).begin == date(2030, 1, 1)
        pagina = client.get(rij.get_absolute_url()).content.decode()
        for naam in ("Verkennen", "Luisteren", "Koers bepalen, herziening 1", "Meten 2", "Terugkijken"):
            assert naam in pagina
        maak_plan(rij, "verkennen", verbinder)
    with op(date(2028, 3, 15)):
        assert (
            "Dit kan pas als is gehouden: Luisteren."
            in client.get(stap(rij, "koers-bepalen").get_absolute_url()).content.decode()
        )
        houd(verbinder)
        peil(verbinder)
        dagelijks()
        assert stap(rij, "luisteren").overleg is not None
        assert stap(rij, "stemmen").stand == Stap.Stand.VASTGESTELD
        maak_plan(rij, "koers-bepalen", verbinder)
        toets = stap(rij, "toetsen")
        druk(client, toets, "start")
        druk(client, toets, "oordeel/iedereen-gehoord", ja="ja", toelichting="Ook de jongeren.")
        schrijf_op(rij, "toetsen", verbinder)
        # What goes on begins by itself.
        assert stap(rij, "doen").stand == Stap.Stand.BEZIG
    with op(date(2028, 6, 1)):
        schrijf_op(rij, "doen", verbinder)
        schrijf_op(rij, "meten", verbinder)
    meten = list(Stap.objects.filter(ronde=rij, sleutel="meten", beurt__gt=1).order_by("beurt"))
    for deze in meten:
        assert deze.uiterlijk is not None
        with op(deze.uiterlijk - timedelta(days=2)):
            dagelijks()
            assert len(gemaand(verbinder, deze)) >= 1, deze
            if deze.uiterlijk >= date(2030, 6, 1) and not stap(rij, "koers-bepalen", 2).is_klaar:
                maak_plan(rij, "koers-bepalen", verbinder, 2)
            schrijf_op(rij, "meten", verbinder, deze.beurt)
    with op(date(2031, 12, 30)):
        schrijf_op(rij, "terugkijken", verbinder)
        rij.refresh_from_db()
        assert rij.stand == "afgerond"
    with op(date(2032, 1, 2)):
        dagelijks()
        assert ronde(CYCLUS, DORP, 2032).vorige == rij


def test_a_meeting_that_an_area_is_exempt_from_is_no_step_there(verbinder: Gebruiker) -> None:
    """The profile says that this village does not hold it: nothing waits for it."""
    with op(date(2028, 1, 3)):
        dagelijks()
        hier, daar = (list(ronde(CYCLUS, waar).stappen.order_by("volgorde")) for waar in (DORP, VRIJGESTELD))
        assert {stap.sleutel for stap in hier} - {stap.sleutel for stap in daar} == {"luisteren"}
        assert (daar[1].sleutel, daar[1].begin) == ("stemmen", hier[1].begin)


def test_an_established_plan_moves_its_round_at_once(verbinder: Gebruiker) -> None:
    """Nobody waits for the clock of the night: what goes on begins, and the last step closes the round, once."""
    with op(date(2028, 1, 3)):
        dagelijks()
        rij = ronde(CYCLUS, DORP)
        plan = plannen.start(
            vorm="verkenning", gebied=gebied(DORP), periode_van=date(2028, 1, 1), door=verbinder
        )
        plannen.stel_vast(plan=plan, door=verbinder)
        assert (stap(rij, "verkennen").plan, stap(rij, "verkennen").stand) == (plan, Stap.Stand.VASTGESTELD)
        # All but the plan is done: the plan is the last step.
        Stap.objects.filter(ronde=rij).exclude(sleutel="koers-bepalen", beurt=1).exclude(
            sleutel="verkennen"
        ).update(
            stand=Stap.Stand.VASTGESTELD,
            begonnen_op=date(2028, 1, 3),
            gereed_op=date(2028, 1, 3),
            vastgesteld_op=date(2028, 1, 3),
            bevindingen="Gedaan.",
        )
        maak_plan(rij, "koers-bepalen", verbinder)
        rij.refresh_from_db()
        assert rij.stand == "afgerond"
        gesloten = rij.gesloten_op
        dagelijks()
        rij.refresh_from_db()
        assert rij.gesloten_op == gesloten


def test_who_the_profile_names_hears_what_is_late(verbinder: Gebruiker) -> None:
    raad = persoon("raad")
    with op(date(2028, 1, 3)):
        dagelijks()
        deze = stap(ronde(CYCLUS, DORP), "verkennen")
        druk(als(verbinder), deze, "start")
        deze = stap(ronde(CYCLUS, DORP), "verkennen")
        # Twenty working days from the day on which it began.
        assert deze.uiterlijk == date(2028, 1, 31)
    with op(date(2028, 1, 28)):
        dagelijks()
        assert (len(gemaand(verbinder, deze)), len(gemaand(raad, deze))) == (1, 0)
    with op(date(2028, 2, 1)):
        dagelijks()
        assert (len(gemaand(verbinder, deze)), len(gemaand(raad, deze))) == (2, 1)


def test_a_meeting_that_was_called_off_carries_nothing(verbinder: Gebruiker) -> None:
    with op(date(2028, 1, 3)):
        dagelijks()
        rij = ronde(CYCLUS, DORP)
        overleg = houd(verbinder)
        dagelijks()
        assert stap(rij, "luisteren").stand == Stap.Stand.GEREED
        Overleg.objects.filter(pk=overleg.pk).update(
            stand="vervallen", gehouden_op=None, vervalreden="Niemand kon."
        )
        dagelijks()
        los = stap(rij, "luisteren")
        assert (los.overleg, los.stand) == (None, Stap.Stand.NIET_GESTART)
