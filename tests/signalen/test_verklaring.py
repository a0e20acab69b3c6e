"""Where the profile declares nothing (it was written before that rule existed), the sender declares the basis."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from signalen import acties
from signalen.acties.delen import meld_klaar, neem_aan
from signalen.models import Deelactie, Signaal, Verstrekking
from signalen.verstrekken import Verklaring, klachten_buiten
from tests.hulp import gebied, partij, persoon
from tests.signalen.hulp import over, signaal, zet_uit
from tests.signalen.verstrekken.verklaringen import (
    GROND,
    PLEK,
    TEKST,
    pagina_van,
    profielrij,
    vraag_aan,
    zet_profiel,
    zonder_grond,
)
from wijkwerk.afspraken.models import Afspraak
from wijkwerk.gebruikers.houder import Houder
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.logboek.models import Logregel
from wijkwerk.profiel import Profiel
from wijkwerk.regels.service import StapGeweigerd

pytestmark = pytest.mark.django_db

GEEN = "niet vastgelegd op welke grondslag"


@pytest.fixture
def corporatie(den_helder: Profiel) -> Gebruiker:
    return persoon("wijkmeester", partij="woningstichting", naam="Wijkmeester")


@pytest.fixture
def rij(concierge: Gebruiker) -> Signaal:
    """Its route leads to the housing corporation; the profile of today says nothing about what goes along."""
    rij = signaal(concierge, "visbuurt", "wonen", tekst=TEKST, waar=PLEK)
    zet_profiel()
    return rij


def _post(client: Client, rij: Signaal, route: str = "wonen", **anders: Any) -> Any:
    data = {"route": route, "wat_0": "Kijk naar de heg.", "uiterlijk_0": over(5).isoformat()} | anders
    return client.post(reverse("signalen:uitzetting", args=[rij.pk]), data)


# --- through the form


def test_the_sender_declares_basis_and_fields_and_that_is_frozen(
    client: Client, rij: Signaal, manager: Gebruiker, corporatie: Gebruiker
) -> None:
    client.force_login(manager)
    voor = client.get(reverse("signalen:uitzetting", args=[rij.pk])).text

    antwoord = _post(client, rij, grondslag_0=f" {GROND} ", mee_0=["straat", "thema"])

    gegeven = Verstrekking.objects.get()
    assert antwoord.status_code == 302
    assert "Op welke grondslag mag dit naar buiten?" in voor
    assert (gegeven.signaal, gegeven.houder) == (rij, Houder(partij=partij("woningstichting")))
    assert (gegeven.velden, gegeven.grondslag) == (["straat", "thema"], GROND)
    assert (gegeven.verklaard, gegeven.gegeven_door) == (True, manager)
    assert GROND in Logregel.objects.get(stap="signaal.verstrekken").reden
    pagina = pagina_van(client, corporatie, rij)
    assert PLEK in pagina
    assert TEKST not in pagina


@pytest.mark.parametrize("grondslag", ["", "   ", "AVG"])
def test_without_a_basis_it_is_refused_at_the_field_and_everything_stays(
    client: Client, rij: Signaal, manager: Gebruiker, grondslag: str
) -> None:
    client.force_login(manager)

    antwoord = _post(client, rij, grondslag_0=grondslag, mee_0=["straat"])

    rij.refresh_from_db()
    form = antwoord.context["form"]
    assert antwoord.status_code == 422
    assert GEEN in str(form.errors["grondslag_0"])
    assert form["wat_0"].value() == "Kijk naar de heg."
    assert form["mee_0"].value() == ["straat"]
    assert (rij.stand, rij.houder) == ("geregistreerd", None)
    assert not Afspraak.objects.exists()
    assert not Verstrekking.objects.exists()


def test_nothing_is_ticked_beforehand(client: Client, rij: Signaal, manager: Gebruiker) -> None:
    client.force_login(manager)

    form = client.get(reverse("signalen:uitzetting", args=[rij.pk])).context["form"]
    _post(client, rij, grondslag_0=GROND)

    assert not form["mee_0"].value()
    assert Verstrekking.objects.get().velden == []


def test_who_told_it_never_goes_along_this_way(client: Client, rij: Signaal, manager: Gebruiker) -> None:
    client.force_login(manager)

    antwoord = _post(client, rij, grondslag_0=GROND, mee_0=["melder"])

    assert antwoord.status_code == 422
    with pytest.raises(StapGeweigerd, match=GEEN):
        zet_uit_bij(rij, manager, Verklaring(GROND, ("melder",)))
    assert not Verstrekking.objects.exists()


def test_its_words_go_along_in_what_is_asked_only_when_ticked(
    client: Client, rij: Signaal, manager: Gebruiker
) -> None:
    client.force_login(manager)

    zonder = _post(client, rij, wat_0=TEKST, grondslag_0=GROND)
    met = _post(client, rij, wat_0=TEKST, grondslag_0=GROND, mee_0=["omschrijving"])

    assert (zonder.status_code, met.status_code) == (422, 302)
    assert "gaat niet mee naar" in zonder.text


def test_one_more_party_is_asked_on_a_basis_of_its_own(
    client: Client, rij: Signaal, manager: Gebruiker
) -> None:
    acties.zet_uit(signaal=rij, door=manager, delen=[vraag_aan("wijkbeheer")])
    client.force_login(manager)
    vraag: dict[str, Any] = {
        "ander": partij("politie").pk,
        "wat_ander": "Rijd er eens langs.",
        "uiterlijk_ander": over(5).isoformat(),
    }

    zonder = _post(client, rij, **vraag)
    met = _post(client, rij, **vraag, grondslag_ander=GROND, mee_ander=["straat"])

    assert (zonder.status_code, met.status_code) == (422, 302)
    assert GEEN in str(zonder.context["form"].errors["grondslag_ander"])
    assert Verstrekking.objects.get().houder == Houder(partij=partij("politie"))


def test_inside_the_municipality_nobody_is_asked_for_a_basis(
    client: Client, rij: Signaal, manager: Gebruiker
) -> None:
    client.force_login(manager)

    form = client.get(reverse("signalen:uitzetting", args=[rij.pk]), {"route": "wijkbeheer"}).context["form"]

    assert [naam for naam in form.fields if naam.startswith("grondslag")] in ([], ["grondslag_ander"])
    assert _post(client, rij, route="wijkbeheer").status_code == 302
    assert not Verstrekking.objects.exists()


def test_where_the_profile_speaks_the_sender_is_not_asked_and_cannot_widen_it(
    client: Client, rij: Signaal, manager: Gebruiker
) -> None:
    zet_profiel(profielrij('"straat"'))
    client.force_login(manager)

    form = client.get(reverse("signalen:uitzetting", args=[rij.pk])).context["form"]
    _post(client, rij, grondslag_0="Omdat het mij handig lijkt", mee_0=["omschrijving"])

    gegeven = Verstrekking.objects.get()
    assert not [naam for naam in form.fields if naam.startswith("grondslag")]
    assert (gegeven.velden, gegeven.grondslag, gegeven.verklaard) == (["straat"], GROND, False)


def test_of_a_shielded_one_the_form_asks_for_more(
    client: Client, concierge: Gebruiker, manager: Gebruiker
) -> None:
    rij = signaal(concierge, "visbuurt", "wonen", gevoelig="ja")
    zet_profiel()
    client.force_login(concierge)

    pagina = client.get(reverse("signalen:uitzetting", args=[rij.pk])).text

    assert "AVG artikel 9 of 10" in pagina


def test_referring_it_asks_too(
    client: Client, rij: Signaal, manager: Gebruiker, corporatie: Gebruiker
) -> None:
    client.force_login(manager)
    url = reverse("signalen:doorverwijzing", args=[rij.pk])
    data = {
        "houder": f"partij:{partij('woningstichting').pk}",
        "wat": "Neem dit over.",
        "uiterlijk": over(5).isoformat(),
    }

    zonder = client.post(url, data)
    met = client.post(url, data | {"grondslag": GROND, "mee": ["straat"]})

    assert (zonder.status_code, met.status_code) == (422, 302)
    assert GEEN in str(zonder.context["form"].errors["grondslag"])
    assert Verstrekking.objects.get().velden == ["straat"]


# --- ways that cannot ask


def zet_uit_bij(
    rij: Signaal, door: Gebruiker, verklaring: Verklaring | None, naar: str = "woningstichting"
) -> Deelactie:
    vraag = acties.Deelvraag(Houder(partij=partij(naar)), "Ga kijken.", over(5), verklaring=verklaring)
    acties.zet_uit(signaal=rij, door=door, delen=[vraag])
    return rij.delen.latest("pk")


def test_a_way_that_cannot_ask_says_where_it_can_be_done(rij: Signaal, manager: Gebruiker) -> None:
    dossier = acties.open_dossier(titel="Heggen", signalen=[rij], door=manager)

    with pytest.raises(StapGeweigerd, match="met de knop Uitzetten"):
        acties.zet_dossier_uit(
            dossier=dossier,
            houder=Houder(partij=partij("woningstichting")),
            wat="Snoei.",
            uiterlijk=over(5),
            door=manager,
        )


def _klaar(deel: Deelactie, wie: Gebruiker) -> None:
    neem_aan(deel=deel, door=wie)
    meld_klaar(deel=deel, resultaat="Klaar.", door=wie)


def test_once_declared_it_holds_for_this_signal_and_this_party(helmond: Profiel) -> None:
    adviseur, vak = persoon("adviseur-wgw", gebied="brouwhuis"), persoon("vakambtenaar")
    lid = persoon("professional", partij="lev-groep")
    rijen = [signaal(adviseur, "brouwhuis", "vraag-wijkorgaan", tekst=TEKST) for _ in range(2)]
    zonder_grond("helmond")
    _klaar(zet_uit_bij(rijen[0], adviseur, Verklaring(GROND, ("straat",)), "lev-groep"), lid)
    _klaar(zet_uit(rijen[1], adviseur).delen.get(), adviseur)

    belofte = {"uitvoerder": "partij:lev-groep", "streefdatum": over(20).isoformat()}
    acties.beantwoord(signaal=rijen[0], soort="nu", velden=belofte, door=vak)
    with pytest.raises(StapGeweigerd, match="met de knop Uitzetten"):
        acties.beantwoord(signaal=rijen[1], soort="nu", velden=belofte, door=vak)

    assert [gegeven.verklaard for gegeven in rijen[0].verstrekkingen.all()] == [True, True]
    assert TEKST not in Afspraak.objects.get(wat__startswith="Signaal").wat
    assert not rijen[1].verstrekkingen.exists()


def test_what_the_profile_gave_before_is_no_declaration(rij: Signaal, manager: Gebruiker) -> None:
    naar = Houder(partij=partij("woningstichting"))
    zet_profiel(profielrij('"straat"'))
    zet_uit_bij(rij, manager, None)
    rij.refresh_from_db()
    assert not klachten_buiten(rij, [naar])

    zet_profiel()

    assert klachten_buiten(rij, [naar])


def test_an_owner_from_the_start_is_refused_with_the_way_to_go(oude_ijsselstreek: Profiel) -> None:
    zonder_grond("oude-ijsselstreek")
    lid = Houder(rol="teamlid", gebied=gebied("ulft"))

    with pytest.raises(StapGeweigerd, match="met de knop Uitzetten"):
        signaal(persoon("teamlid", gebied="ulft"), "ulft", "algemeen", eigenaar=lid)
