"""Every kind of import: exact before, all or nothing during, and nothing the second time."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import timezone

from tests.hulp import geef_rol, persoon
from wijkwerk.afspraken.models import Actielijst, Afspraak
from wijkwerk.berichten.models import Bericht
from wijkwerk.gebruikers.models import Gebruiker, Roltoewijzing
from wijkwerk.huis.invoer import sjabloon
from wijkwerk.huis.invoer.bestand import lees
from wijkwerk.huis.invoer.service import verwijzing
from wijkwerk.huis.invoer.soorten import SOORTEN
from wijkwerk.huis.invoer.verloop import Resultaat, voer_in
from wijkwerk.logboek.models import Logregel
from wijkwerk.profiel import Profiel
from wijkwerk.rekenblad import VORMEN
from wijkwerk.wijken.models import Locatie, Partij


def proef(soort: str, inhoud: str, *, door: Gebruiker | None = None, lijst: str = "") -> Resultaat:
    return voer_in(SOORTEN[soort](door, lijst), lees(inhoud.encode()), doen=False)


def doe(soort: str, inhoud: str, *, door: Gebruiker | None = None, lijst: str = "") -> Resultaat:
    resultaat = voer_in(SOORTEN[soort](door, lijst), lees(inhoud.encode()), doen=True)
    assert resultaat.toegepast, [str(fout) for fout in resultaat.fouten]
    return resultaat


def standen(resultaat: Resultaat) -> dict[str, int]:
    return {stand.value: aantal for stand, aantal in resultaat.tellingen.items() if aantal}


def wijzigingen(resultaat: Resultaat) -> list[str]:
    return [str(verschil) for regel in resultaat.veranderingen for verschil in regel.uitkomst.verschillen]


def fouten(resultaat: Resultaat) -> str:
    return "\n".join(str(fout) for fout in resultaat.fouten)


# --- for all kinds

BESTANDEN = {
    "partijen": "naam;soort;gebieden;disciplines\nDe Brug;organisatie;Visbuurt;\nTeam Jeugd;team;;\n",
    "locaties": "naam;gebied;soort;adres\nHet Anker;Visbuurt;buurthuis;Kade 1\n",
    "personen": "e-mail;naam;telefoon\nsam@gemeente.example;Sam;0223 123456\n",
    "rollen": "e-mail;rol;gebied;van\nkim@gemeente.example;wijkmanager;Nieuw Den Helder;01-01-2026\n",
    "acties": "nr;wat;wie;uiterlijk;gebieden\n1;Bankje terug;team Wijkbeheer;31-12-2026;Visbuurt\n",
}


@pytest.fixture
def beheerder(den_helder: Profiel) -> Gebruiker:
    Gebruiker.objects.create(email="kim@gemeente.example", naam="Kim", password="!")
    return persoon("beheerder")


@pytest.mark.parametrize("soort", SOORTEN)
def test_preview_changes_nothing_and_says_what_applying_does(soort: str, beheerder: Gebruiker) -> None:
    eerst = (Logregel.objects.count(), Bericht.objects.count(), Afspraak.objects.count())

    vooraf = proef(soort, BESTANDEN[soort], door=beheerder, lijst="Lijst")

    assert (Logregel.objects.count(), Bericht.objects.count(), Afspraak.objects.count()) == eerst
    gedaan = doe(soort, BESTANDEN[soort], door=beheerder, lijst="Lijst")
    assert gedaan.vingerafdruk == vooraf.vingerafdruk
    assert set(standen(gedaan)) == {"nieuw"}
    assert Logregel.objects.filter(door=beheerder).exists()


@pytest.mark.parametrize("soort", SOORTEN)
def test_the_same_file_again_changes_nothing(soort: str, beheerder: Gebruiker) -> None:
    doe(soort, BESTANDEN[soort], door=beheerder, lijst="Lijst")
    logregels = Logregel.objects.count()

    opnieuw = doe(soort, BESTANDEN[soort], door=beheerder, lijst="Lijst")

    assert set(standen(opnieuw)) == {"ongewijzigd"}
    assert Logregel.objects.count() == logregels


@pytest.mark.parametrize("soort", SOORTEN)
@pytest.mark.parametrize("vorm", VORMEN)
def test_the_example_row_of_the_template_is_skipped(soort: str, vorm: str, beheerder: Gebruiker) -> None:
    leeg = sjabloon.maak(SOORTEN[soort](beheerder), vorm)

    resultaat = voer_in(SOORTEN[soort](beheerder, "Lijst"), lees(leeg), doen=False)

    assert (resultaat.voorbeelden, resultaat.regels, resultaat.fouten) == (1, (), ())


def test_one_wrong_row_blocks_the_whole_file(den_helder: Profiel) -> None:
    inhoud = "e-mail;naam\ngoed@gemeente.example;Goed\nfout;Fout\n"

    resultaat = voer_in(SOORTEN["personen"](None), lees(inhoud.encode()), doen=True)

    assert not resultaat.toegepast
    assert fouten(resultaat).startswith("Rij 3, kolom e-mail: “fout” kan niet. Verwacht: een e-mailadres")
    assert not Gebruiker.objects.exists()


def test_all_errors_of_a_file_come_at_once(den_helder: Profiel) -> None:
    resultaat = proef("locaties", "naam;gebied;openbaar\n;nergens;soms\nA;Visbuurt;ja\n;Visbuurt;ja\n")

    assert [(fout.rij, fout.kolom) for fout in resultaat.fouten] == [
        (2, "naam"),
        (2, "gebied"),
        (2, "openbaar"),
        (4, "naam"),
    ]
    assert standen(resultaat) == {"nieuw": 1, "fout": 2}


def test_headings_that_are_missing_double_or_unknown(den_helder: Profiel) -> None:
    resultaat = proef("personen", "Naam;naam;schoenmaat\nSam;Sam;43\n")

    assert "De kolom naam staat er twee keer in" in fouten(resultaat)
    assert "Verwacht: een kolom met deze naam: e-mail" in fouten(resultaat)
    assert resultaat.onbekend == ("schoenmaat",)


def test_the_word_of_the_municipality_is_a_heading_too(den_helder: Profiel) -> None:
    assert standen(proef("locaties", "Naam;Wijk\nHet Anker;Visbuurt\n")) == {"nieuw": 1}


def test_a_row_that_stands_twice_is_an_error(den_helder: Profiel) -> None:
    resultaat = proef("personen", "e-mail;naam\na@b.example;A\nA@B.example;A\n")

    assert "Deze regel staat ook in rij 2" in fouten(resultaat)


def test_nothing_is_applied_when_the_preview_no_longer_holds(den_helder: Profiel) -> None:
    tabel = lees(BESTANDEN["personen"].encode())
    vooraf = voer_in(SOORTEN["personen"](None), tabel, doen=False)
    Gebruiker.objects.create(email="sam@gemeente.example", naam="Sammie", password="!")

    resultaat = voer_in(SOORTEN["personen"](None), tabel, doen=True, verwacht=vooraf.vingerafdruk)

    assert not resultaat.toegepast
    assert Gebruiker.objects.get().naam == "Sammie"


def test_formulas_never_come_in(den_helder: Profiel) -> None:
    resultaat = proef("personen", "e-mail;naam\na@b.example;=HYPERLINK(1)\n")

    assert "geen formule" in fouten(resultaat)


# --- partijen


def test_party_changes_only_what_the_file_says(den_helder: Profiel) -> None:
    politie = Partij.objects.get(sleutel="politie")
    gebieden = set(politie.gebieden.all())

    resultaat = doe(
        "partijen", "naam;soort;e-mail;gesubsidieerd\nPolitie;organisatie;wijk@politie.example;\n"
    )

    assert wijzigingen(resultaat) == ["e-mail: wijk@politie.example"]
    politie.refresh_from_db()
    assert politie.e_mail == "wijk@politie.example"
    assert set(politie.gebieden.all()) == gebieden


def test_party_may_lie_under_one_higher_in_the_file(den_helder: Profiel) -> None:
    doe("partijen", "naam;soort;onder\nKoepel;samenwerking;\nLid;organisatie;Koepel\n")

    assert Partij.objects.get(naam="Lid").onder == Partij.objects.get(naam="Koepel")


def test_party_never_lies_under_itself(den_helder: Profiel) -> None:
    doe("partijen", "naam;soort;onder\nKoepel;samenwerking;\nLid;organisatie;Koepel\n")

    resultaat = proef("partijen", "naam;soort;onder\nKoepel;samenwerking;Lid\n")

    assert "Rij 2, kolom onder: “Lid” kan niet. Een partij kan niet onder zichzelf vallen." in fouten(
        resultaat
    )


def test_party_is_renamed_by_its_key(den_helder: Profiel) -> None:
    resultaat = doe("partijen", "sleutel;naam;soort\npolitie;Politie Noord;organisatie\n")

    assert wijzigingen(resultaat) == ["naam: Politie wordt Politie Noord"]


def test_discipline_and_areas_are_shown_by_name(den_helder: Profiel) -> None:
    discipline = den_helder.disciplines[0]

    resultaat = doe(
        "partijen", f"naam;soort;disciplines;gebieden\nNieuw;team;{discipline.sleutel};visbuurt\n"
    )

    assert f"disciplines: {discipline.naam}" in wijzigingen(resultaat)
    assert "gebieden: Visbuurt" in wijzigingen(resultaat)
    assert Partij.objects.get(naam="Nieuw").disciplines == [discipline.sleutel]


# --- locaties


def test_location_is_as_public_as_its_kind(den_helder: Profiel) -> None:
    doe("locaties", "naam;gebied;soort\nHet Anker;Visbuurt;buurthuis\nBij Kim;Visbuurt;huiskamer\n")

    assert list(Locatie.objects.openbaar()) == [Locatie.objects.get(naam="Het Anker")]


def test_a_living_room_is_never_public(den_helder: Profiel) -> None:
    resultaat = proef("locaties", "naam;gebied;soort;openbaar\nBij Kim;Visbuurt;huiskamer;ja\n")

    assert "Rij 2, kolom openbaar" in fouten(resultaat)


def test_location_with_another_address(den_helder: Profiel) -> None:
    doe("locaties", BESTANDEN["locaties"])

    resultaat = doe("locaties", BESTANDEN["locaties"].replace("Kade 1", "Kade 2"))

    assert wijzigingen(resultaat) == ["adres: Kade 1 wordt Kade 2"]


# --- personen


def test_person_gets_an_account_without_a_password(den_helder: Profiel) -> None:
    doe("personen", "e-mail;naam\nSam@Gemeente.example;Sam\n")

    sam = Gebruiker.objects.get(email="sam@gemeente.example")
    assert not sam.has_usable_password()


def test_person_with_another_name_and_number(den_helder: Profiel) -> None:
    doe("personen", BESTANDEN["personen"])

    resultaat = doe("personen", "e-mail;naam;telefoon\nsam@gemeente.example;Sam de Wit;\n")

    assert wijzigingen(resultaat) == ["naam: Sam wordt Sam de Wit"]
    assert Gebruiker.objects.get().telefoon == "0223 123456"


def test_closed_account_stays_closed(den_helder: Profiel) -> None:
    Gebruiker.objects.create(email="sam@gemeente.example", naam="Sam", password="!", is_active=False)

    resultaat = doe("personen", "e-mail;naam\nsam@gemeente.example;Sam de Wit\n")

    assert resultaat.opmerkingen[0].uitkomst.let_op.startswith("Dit account is gesloten")
    assert Gebruiker.objects.get().naam == "Sam"


# --- rollen


@pytest.fixture
def kim(den_helder: Profiel) -> Gebruiker:
    return Gebruiker.objects.create(email="kim@gemeente.example", naam="Kim", password="!")


def test_role_starts_today_when_the_file_does_not_say(kim: Gebruiker) -> None:
    doe("rollen", "e-mail;rol;gebied\nkim@gemeente.example;wijkmanager;Nieuw Den Helder\n")

    assert Roltoewijzing.objects.get().van == timezone.localdate()


def test_role_gets_an_end(kim: Gebruiker) -> None:
    doe("rollen", BESTANDEN["rollen"])

    resultaat = doe(
        "rollen", "e-mail;rol;gebied;tot\nkim@gemeente.example;wijkmanager;Nieuw Den Helder;31-12-2099\n"
    )

    assert wijzigingen(resultaat) == ["tot: 31-12-2099"]
    assert Roltoewijzing.objects.get().tot == date(2099, 12, 31)


def test_role_that_runs_keeps_its_first_day(kim: Gebruiker) -> None:
    doe("rollen", BESTANDEN["rollen"])

    resultaat = proef("rollen", BESTANDEN["rollen"].replace("2026", "2025"))

    assert "01-01-2026: deze persoon heeft deze rol hier al" in fouten(resultaat)


def test_role_may_come_back_after_it_ended(kim: Gebruiker) -> None:
    gisteren = timezone.localdate() - timedelta(days=1)
    geef_rol(kim, "wijkmanager", gebied="nieuw-den-helder", tot=gisteren)

    doe("rollen", "e-mail;rol;gebied\nkim@gemeente.example;wijkmanager;Nieuw Den Helder\n")

    assert Roltoewijzing.objects.count() == 2


def test_limit_of_a_role_counts_within_the_file(kim: Gebruiker) -> None:
    Gebruiker.objects.create(email="bo@gemeente.example", naam="Bo", password="!")
    rij = "{}@gemeente.example;voorzitter Wijkplatform;Visbuurt\n"

    resultaat = proef("rollen", "e-mail;rol;gebied\n" + rij.format("kim") + rij.format("bo"))

    assert fouten(resultaat).startswith(
        "Rij 3, kolom rol: “voorzitter Wijkplatform” kan niet. Van deze rol is er hoogstens 1"
    )


def test_combination_that_the_profile_forbids_is_an_error(kim: Gebruiker) -> None:
    rij = "kim@gemeente.example;{};Visbuurt\n"

    resultaat = proef(
        "rollen", "e-mail;rol;gebied\n" + rij.format("wijkconcierge") + rij.format("platformvoorzitter")
    )

    assert "vertegenwoordigt geen groep bewoners (DHR-14)" in fouten(resultaat)


@pytest.mark.parametrize(
    ("rij", "fout"),
    [
        ("wie@gemeente.example;beheerder;;;", "staat nog niet in Wijkwerk"),
        ("kim@gemeente.example;wijkbaas;;;", "Verwacht: een rol uit de lijst. Kies uit:"),
        ("kim@gemeente.example;wijkmanager;;;", "Kies het gebied waar deze rol geldt"),
        ("kim@gemeente.example;partner;;;", "Kies de partij waarvoor deze persoon werkt"),
        ("kim@gemeente.example;beheerder;;01-02-2027;01-01-2027", "De laatste dag ligt voor de eerste"),
    ],
)
def test_role_that_cannot_be(rij: str, fout: str, kim: Gebruiker) -> None:
    assert fout in fouten(proef("rollen", f"e-mail;rol;gebied;van;tot\n{rij}\n"))


def test_who_left_gets_no_role(kim: Gebruiker) -> None:
    Gebruiker.objects.update(is_active=False)

    assert "Dit account is gesloten" in fouten(proef("rollen", BESTANDEN["rollen"]))


# --- acties


def test_action_becomes_a_promised_afspraak_without_mail(beheerder: Gebruiker) -> None:
    doe("acties", BESTANDEN["acties"], door=beheerder, lijst="Actielijst zomer")

    afspraak = Afspraak.objects.get()
    assert afspraak.stand == Afspraak.Stand.TOEGEZEGD
    assert str(afspraak.houder) == "team Wijkbeheer"
    assert afspraak.bron_soort == "actielijst"
    assert afspraak.bron_id == Actielijst.objects.get(naam="Actielijst zomer").pk
    assert not Bericht.objects.exists()


@pytest.mark.parametrize(
    ("wie", "gebieden", "houder"),
    [
        ("Politie", "Visbuurt, Tuindorp", "Politie"),
        ("kim@gemeente.example", "Visbuurt", "Kim"),
        ("wijkmanager", "Visbuurt", "wijkmanager Visbuurt"),
    ],
)
def test_holder_is_a_party_a_person_or_a_role(
    wie: str, gebieden: str, houder: str, beheerder: Gebruiker
) -> None:
    doe(
        "acties",
        f"nr;wat;wie;uiterlijk;gebieden\n1;A;{wie};31-12-2026;{gebieden}\n",
        door=beheerder,
        lijst="L",
    )

    assert str(Afspraak.objects.get().houder) == houder


def test_role_as_holder_needs_one_area(beheerder: Gebruiker) -> None:
    inhoud = "nr;wat;wie;uiterlijk;gebieden\n1;A;wijkmanager;31-12-2026;Visbuurt, Tuindorp\n"

    assert "precies één gebied" in fouten(proef("acties", inhoud, door=beheerder, lijst="L"))


def test_known_action_keeps_what_wijkwerk_says_and_tells_the_difference(beheerder: Gebruiker) -> None:
    doe("acties", BESTANDEN["acties"], door=beheerder, lijst="L")

    resultaat = doe(
        "acties", BESTANDEN["acties"].replace("31-12-2026", "31-01-2027"), door=beheerder, lijst="L"
    )

    assert standen(resultaat) == {"ongewijzigd": 1}
    assert "in Wijkwerk 31-12-2026, in uw lijst 31-01-2027" in resultaat.opmerkingen[0].uitkomst.let_op
    assert Afspraak.objects.get().uiterlijk == date(2026, 12, 31)


def test_same_number_in_another_list_is_another_action(beheerder: Gebruiker) -> None:
    doe("acties", BESTANDEN["acties"], door=beheerder, lijst="Zomer")
    doe("acties", BESTANDEN["acties"], door=beheerder, lijst="Winter")

    assert Afspraak.objects.count() == 2


def test_preview_of_an_action_list_leaves_no_list_behind(beheerder: Gebruiker) -> None:
    proef("acties", BESTANDEN["acties"], door=beheerder, lijst="L")

    assert not Actielijst.objects.exists()


@pytest.mark.parametrize("gemeente", ["helmond", "etten_leur", "oude_ijsselstreek", "bergen"])
def test_templates_fit_every_municipality(gemeente: str, request: pytest.FixtureRequest) -> None:
    request.getfixturevalue(gemeente)

    for soort in SOORTEN.values():
        assert soort(None).kolommen


def test_imported_afspraak_tells_the_list_it_came_from(beheerder: Gebruiker) -> None:
    doe("acties", BESTANDEN["acties"], door=beheerder, lijst="Zomer")
    afspraak = Afspraak.objects.get()

    gevonden = verwijzing(afspraak.bron_id, beheerder)

    assert gevonden is not None
    assert gevonden.titel == "Actielijst Zomer"
    assert verwijzing(0, beheerder) is None
