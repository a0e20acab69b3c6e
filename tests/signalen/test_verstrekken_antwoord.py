"""An answer, too, leads outside the municipality only on a declared basis: by what it promises, or taken over with its owner."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from signalen import acties
from signalen.acties.basis import van_dossier
from signalen.models import Antwoord, Dossier, Signaal, Verstrekking
from tests.hulp import partij, persoon, profieltekst
from tests.signalen.hulp import over, signaal, zet_uit
from tests.signalen.verstrekken.verklaringen import BEGIN, GROND
from wijkwerk.afspraken import acties as register
from wijkwerk.afspraken.models import Afspraak
from wijkwerk.gebruikers.houder import Houder
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.gemeente import acties as gemeente_acties
from wijkwerk.profiel import Profiel
from wijkwerk.regels.service import StapGeweigerd

pytestmark = pytest.mark.django_db

TEKST = "De lantaarnpaal knippert."
GEEN = "niet vastgelegd op welke grondslag"
VELDEN: dict[str, Any] = {"uitvoerder": "partij:lev-groep", "streefdatum": over(20).isoformat()}


def zet_profiel(*rijen: str, gemeente: str = "helmond") -> None:
    """The profile with these declarations in the place of its own."""
    voor, _, na = profieltekst(gemeente).partition(BEGIN)
    tekst = voor + "\n".join(rijen) + na.partition("\n\n")[2]
    gemeente_acties.activeer(tekst=tekst, bestand=f"{gemeente}.toml", door=None)


def profielrij(toont: str, ook: str = "") -> str:
    return f'{BEGIN}aan = ["kant:partner"]\ntoont = [{toont}]\ngrondslag = "{GROND}"\n{ook}\n'


@pytest.fixture
def adviseur(helmond: Profiel) -> Gebruiker:
    return persoon("adviseur-wgw", gebied="brouwhuis")


@pytest.fixture
def vak(helmond: Profiel) -> Gebruiker:
    return persoon("vakambtenaar")


@pytest.fixture
def vraag(adviseur: Gebruiker) -> Signaal:
    """Ready to be answered."""
    rij = zet_uit(signaal(adviseur, "brouwhuis", "vraag-wijkorgaan", tekst=TEKST), adviseur)
    for deel in rij.delen.all():
        acties.neem_aan(deel=deel, door=adviseur)
        acties.meld_klaar(deel=deel, resultaat="Klaar.", door=adviseur)
    return rij


def _dossier(adviseur: Gebruiker, vak: Gebruiker, *soorten: str) -> Dossier:
    """A dossier with a signal of each kind, ready to be answered."""
    rijen = [signaal(adviseur, "brouwhuis", soort, tekst=TEKST) for soort in soorten]
    dossier = acties.open_dossier(titel="Lampen", signalen=rijen, door=adviseur)
    acties.zet_dossier_uit(
        dossier=dossier, houder=Houder(persoon=vak), wat="Kijk.", uiterlijk=over(5), door=adviseur
    )
    gevraagd = van_dossier(dossier.pk).get()
    register.zeg_toe(afspraak=gevraagd, door=vak)
    register.meld_klaar(afspraak=gevraagd, resultaat="Klaar.", door=vak)
    return dossier


def test_a_promise_to_somebody_outside_needs_a_basis(client: Client, vraag: Signaal, vak: Gebruiker) -> None:
    zet_profiel()
    client.force_login(vak)

    antwoord = client.post(reverse("signalen:antwoord", args=[vraag.pk]), {"soort": "nu", **VELDEN})

    assert antwoord.status_code == 422
    assert GEEN in str(antwoord.context["form"].errors["uitvoerder"])
    assert not Antwoord.objects.exists()
    assert not Afspraak.objects.filter(houder_partij=partij("lev-groep")).exists()


@pytest.mark.parametrize(
    ("toont", "leest"), [('"omschrijving", "straat"', True), ('"straat"', False), ("", False)]
)
def test_what_is_promised_says_no_more_than_goes_along_and_that_is_written_down(
    vraag: Signaal, vak: Gebruiker, toont: str, leest: bool
) -> None:
    zet_profiel(profielrij(toont))

    acties.beantwoord(signaal=vraag, soort="nu", velden=VELDEN, door=vak)

    belofte = Afspraak.objects.get(houder_partij=partij("lev-groep"))
    gegeven = Verstrekking.objects.get()
    assert (TEKST in belofte.wat) == leest
    assert vraag.nummer in belofte.wat
    assert (gegeven.signaal, gegeven.houder) == (vraag, belofte.houder)
    assert (", ".join(f'"{veld}"' for veld in gegeven.velden), gegeven.grondslag) == (toont, GROND)


def test_promised_inside_the_municipality_it_needs_none(vraag: Signaal, vak: Gebruiker) -> None:
    zet_profiel()

    velden = VELDEN | {"uitvoerder": "partij:klantmeldsysteem"}
    acties.beantwoord(signaal=vraag, soort="nu", velden=velden, door=vak)

    assert TEKST in Afspraak.objects.get(houder_partij=partij("klantmeldsysteem")).wat
    assert not Verstrekking.objects.exists()


def test_promised_to_all_it_is_given_of_each(adviseur: Gebruiker, vak: Gebruiker) -> None:
    dossier = _dossier(adviseur, vak, "vraag-wijkorgaan", "vraag-wijkorgaan")

    acties.beantwoord_dossier(dossier=dossier, soort="nu", velden=VELDEN, door=vak)

    assert Afspraak.objects.filter(houder_partij=partij("lev-groep")).count() == 1
    assert {gegeven.signaal for gegeven in Verstrekking.objects.all()} == set(dossier.signalen.all())


def test_of_a_dossier_only_those_with_a_basis_are_promised(adviseur: Gebruiker, vak: Gebruiker) -> None:
    dossier = _dossier(adviseur, vak, "vraag-wijkorgaan", "nog-geen-beleid")
    zet_profiel(profielrij('"straat"', 'voor = ["nog-geen-beleid"]'))

    uitslag = acties.beantwoord_dossier(dossier=dossier, soort="nu", velden=VELDEN, door=vak)

    [(geweigerd, waarom)] = uitslag.geweigerd
    assert (geweigerd.soort, [lid.soort for lid in uitslag.gelukt]) == (
        "vraag-wijkorgaan",
        ["nog-geen-beleid"],
    )
    assert GEEN in str(waarom)
    assert Verstrekking.objects.get().signaal == uitslag.gelukt[0]


# --- the answer of the first, for a repeat


@pytest.fixture
def herhaling(vraag: Signaal, adviseur: Gebruiker) -> Signaal:
    tweede = signaal(adviseur, "brouwhuis", "vraag-wijkorgaan", tekst="Die lamp weer.")
    return acties.koppel_herhaling(signaal=tweede, van=vraag, door=adviseur)


def test_a_promise_taken_over_is_given_of_the_repeat_too(
    vraag: Signaal, herhaling: Signaal, vak: Gebruiker
) -> None:
    acties.beantwoord(signaal=vraag, soort="nu", velden=VELDEN, door=vak)

    acties.neem_antwoord_over(signaal=herhaling, door=vak)

    assert [gegeven.signaal for gegeven in Verstrekking.objects.all()] == [vraag, herhaling]


def test_a_promise_is_not_taken_over_without_a_basis(
    vraag: Signaal, herhaling: Signaal, vak: Gebruiker
) -> None:
    acties.beantwoord(signaal=vraag, soort="nu", velden=VELDEN, door=vak)
    zet_profiel()

    with pytest.raises(StapGeweigerd, match=GEEN):
        acties.neem_antwoord_over(signaal=herhaling, door=vak)

    assert not herhaling.antwoorden.exists()


@pytest.mark.parametrize("vastgelegd", [True, False])
def test_the_owner_of_the_first_gets_the_repeat_as_declared(
    client: Client, concierge: Gebruiker, manager: Gebruiker, vastgelegd: bool
) -> None:
    corporatie = persoon("wijkmeester", partij="woningstichting")
    eerste = zet_uit(signaal(concierge, "visbuurt", "wonen"), manager)
    deel = eerste.delen.get()
    acties.neem_aan(deel=deel, door=corporatie)
    acties.meld_klaar(deel=deel, resultaat="Klaar.", door=corporatie)
    acties.beantwoord(signaal=eerste, soort="antwoord", velden={"toelichting": "Zo zit het."}, door=manager)
    tweede = signaal(concierge, "visbuurt", "wonen")
    acties.koppel_herhaling(signaal=tweede, van=eerste, door=concierge)
    zet_profiel(*([profielrij('"straat"')] if vastgelegd else []), gemeente="den-helder")
    client.force_login(manager)

    antwoord = client.post(reverse("signalen:overname", args=[tweede.pk]))

    tweede.refresh_from_db()
    assert antwoord.status_code == (302 if vastgelegd else 422)
    assert (GEEN in antwoord.content.decode()) != vastgelegd
    assert tweede.houder == (eerste.houder if vastgelegd else None)
    gegeven = [(rij.houder, rij.velden) for rij in tweede.verstrekkingen.all()]
    assert gegeven == ([(eerste.houder, ["straat"])] if vastgelegd else [])
