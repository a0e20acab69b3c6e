"""Who sees which meeting and which points: closed parts leak nowhere."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from overleggen import acties, service
from overleggen.models import Agendapunt, Overleg
from overleggen.voorstel import stel_voor
from signalen import service as signalen
from signalen.models import Signaal
from tests.hulp import gebied, geef_rol, persoon
from tests.overleggen.hulp import begonnen, gepland, punt, uitgenodigd
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.gebruikers.wie import personen
from wijkwerk.profiel import Profiel, Selector

pytestmark = pytest.mark.django_db
MERK = "marktekst-besloten"
OPEN = "marktekst-open"
PAGINAS = ("detail", "deelnemers", "tijdens", "verslag", "kalender")


def _alles(client: Client, overleg: Overleg) -> dict[str, tuple[int, str]]:
    """Every page of a meeting as this person gets it."""
    namen = {naam: reverse(f"overleggen:{naam}", args=[overleg.pk]) for naam in PAGINAS}
    namen["lijst"] = reverse("overleggen:lijst")
    return {naam: (rij.status_code, rij.text) for naam, url in namen.items() if (rij := client.get(url))}


def _geeft(client: Client, overleg: Overleg, tekst: str) -> set[str]:
    return {naam for naam, (_, inhoud) in _alles(client, overleg).items() if tekst in inhoud}


def _team(manager: Gebruiker) -> Overleg:
    """A coördinatieteam that was held, with minutes, finished, with a report."""
    overleg = begonnen("coordinatieteam", "nieuw-den-helder", manager)
    rij = punt(overleg, manager, MERK)
    acties.bespreek(punt=rij, uitkomst=MERK, versie=rij.versie, door=manager)
    acties.rond_af(overleg=overleg, door=manager)
    return overleg


@pytest.mark.eis("DHR-33")
@pytest.mark.parametrize("rol", ["bewoner", "platformvoorzitter", "platformsecretaris"])
def test_residents_do_not_see_the_coordinatieteam(client: Client, den_helder: Profiel, rol: str) -> None:
    manager = persoon("wijkmanager", gebied="nieuw-den-helder")
    overleg = _team(manager)
    client.force_login(persoon(rol, gebied="nieuw-den-helder"))

    paginas = _alles(client, overleg)

    assert {status for naam, (status, _) in paginas.items() if naam != "lijst"} == {404}
    assert not _geeft(client, overleg, MERK)
    assert not _geeft(client, overleg, "coördinatieteam")


def test_participant_sees_points_and_report(client: Client, den_helder: Profiel) -> None:
    overleg = _team(persoon("wijkmanager", gebied="nieuw-den-helder"))
    client.force_login(persoon("handhaving", gebied="nieuw-den-helder"))

    assert _geeft(client, overleg, MERK) == {"detail", "tijdens", "verslag"}


def test_who_works_in_the_wijk_for_a_party_without_areas_takes_part(
    client: Client, den_helder: Profiel
) -> None:
    """The police are everywhere: their wijkagent is of one wijk (DHR-35)."""
    agent = persoon("wijkagent", partij="politie", gebied="nieuw-den-helder")
    ander = persoon("wijkagent", partij="politie", gebied="stad-binnen-de-linie")
    overleg = _team(persoon("wijkmanager", gebied="nieuw-den-helder"))
    client.force_login(agent)

    assert _geeft(client, overleg, MERK) == {"detail", "tijdens", "verslag"}
    genodigd = personen((Selector("rol", "wijkagent"),), overleg.plek())
    assert list(genodigd) == [agent]
    client.force_login(ander)
    assert {status for naam, (status, _) in _alles(client, overleg).items() if naam != "lijst"} == {404}


def test_same_role_in_another_wijk_sees_nothing(client: Client, den_helder: Profiel) -> None:
    overleg = _team(persoon("wijkmanager", gebied="nieuw-den-helder"))
    client.force_login(persoon("handhaving", gebied="stad-binnen-de-linie"))

    assert {status for naam, (status, _) in _alles(client, overleg).items() if naam != "lijst"} == {404}


def test_raadslid_sees_no_meeting_here(client: Client, den_helder: Profiel) -> None:
    overleg = _team(persoon("wijkmanager", gebied="nieuw-den-helder"))
    client.force_login(persoon("raadslid"))

    assert {status for naam, (status, _) in _alles(client, overleg).items() if naam != "lijst"} == {404}


def test_colleague_by_another_hat_is_not_excluded_elsewhere(den_helder: Profiel) -> None:
    overleg = _team(persoon("wijkmanager", gebied="nieuw-den-helder"))
    collega = persoon("handhaving", gebied="nieuw-den-helder")
    geef_rol(collega, "bewoner", gebied="stad-binnen-de-linie")

    assert Overleg.objects.zichtbaar_voor(collega).filter(pk=overleg.pk).exists()


def _wijkpartners() -> tuple[Overleg, Gebruiker]:
    """A wijkpartneroverleg with a closed part for professionals and an open wijkcontactmoment."""
    manager = persoon("wijkmanager", gebied="centrum-west")
    overleg = begonnen("wijkpartneroverleg", "centrum-west", manager, delen=["wijkcontactmoment"])
    for deel, tekst in zip(overleg.delen.all(), (MERK, OPEN), strict=True):
        rij = punt(
            overleg,
            manager,
            tekst,
            deel=deel,
            gegevens={"probleemeigenaar": "x", "behandeltraject": "x", "communicatie": "x"},
        )
        acties.bespreek(punt=rij, uitkomst=tekst, versie=rij.versie, door=manager)
    acties.rond_af(overleg=overleg, door=manager)
    return overleg, manager


def test_invited_resident_sees_the_open_part_alone(client: Client, etten_leur: Profiel) -> None:
    overleg, _ = _wijkpartners()
    client.force_login(persoon("bewoner", gebied="centrum-west"))

    assert _geeft(client, overleg, OPEN) == {"detail", "tijdens", "verslag"}
    assert not _geeft(client, overleg, MERK)


def test_resident_cannot_reach_a_closed_point_by_its_address(client: Client, etten_leur: Profiel) -> None:
    overleg, _ = _wijkpartners()
    dicht = Agendapunt.objects.get(titel=MERK)
    client.force_login(persoon("bewoner", gebied="centrum-west"))

    for naam in ("agendering", "bespreking", "terugkoppeling", "afvoer", "afspraak"):
        antwoord = client.get(reverse(f"overleggen:{naam}", args=[dicht.pk]))
        assert antwoord.status_code == 404
    assert overleg.punten.count() == 2


@pytest.mark.eis("HEL-40")
def test_public_report_holds_the_open_part_alone(etten_leur: Profiel) -> None:
    overleg, _ = _wijkpartners()
    verslag = overleg.verslagen.get()

    assert OPEN in str(verslag.openbaar)
    assert MERK in str(verslag.inhoud)
    assert MERK not in str(verslag.openbaar)
    assert MERK not in str(service.openbaar_verslag(verslag))


@pytest.mark.eis("HEL-37")
def test_open_end_of_wijktafel_is_all_that_becomes_public(helmond: Profiel) -> None:
    adviseur = persoon("adviseur-wgw", gebied="brandevoort")
    overleg = begonnen("wijktafel", "brandevoort", adviseur, voorzitter=persoon("wethouder-wijkbeleid"))
    besloten, slot = overleg.delen.all()
    punt(overleg, adviseur, MERK, deel=besloten)
    punt(overleg, adviseur, OPEN, deel=slot)

    from overleggen import verslagtekst

    openbaar = str(verslagtekst.openbaar(verslagtekst.maak(overleg)))
    assert OPEN in openbaar
    assert MERK not in openbaar


def _zorgsignaal(melder: Gebruiker) -> Signaal:
    return signalen.registreer(
        tekst=f"{MERK} verwarde buurman",
        soort="zorg",
        gebieden=[gebied("nieuw-den-helder")],
        kanaal="spreekuur",
        door=melder,
    )


def test_shielded_signal_is_a_point_without_words(client: Client, den_helder: Profiel) -> None:
    manager = persoon("wijkmanager", gebied="nieuw-den-helder")
    signaal = _zorgsignaal(persoon("wijkconcierge", gebied="nieuw-den-helder"))
    overleg = begonnen("coordinatieteam", "nieuw-den-helder", manager)
    voorstel = next(rij for rij in stel_voor(overleg, manager) if rij.bron and rij.bron.pk == signaal.pk)
    acties.neem_over(overleg=overleg, voorstellen=[voorstel], door=manager)
    rij = overleg.punten.get()
    acties.bespreek(punt=rij, uitkomst=f"{MERK} opgenomen", versie=rij.versie, door=manager)
    acties.rond_af(overleg=overleg, door=manager)

    for rol in ("wijkmanager", "handhaving", "vvh"):
        client.force_login(persoon(rol, gebied="nieuw-den-helder"))
        assert not _geeft(client, overleg, MERK)
        assert "Afgeschermd punt" in client.get(overleg.get_absolute_url()).text
    assert MERK not in str(overleg.verslagen.get().inhoud)


def test_signal_raised_later_shields_its_point_at_once(client: Client, den_helder: Profiel) -> None:
    manager = persoon("wijkmanager", gebied="nieuw-den-helder")
    signaal = signalen.registreer(
        tekst="tegel los",
        soort="openbare-ruimte",
        gebieden=[gebied("nieuw-den-helder")],
        kanaal="spreekuur",
        door=manager,
    )
    overleg = begonnen("coordinatieteam", "nieuw-den-helder", manager)
    voorstel = next(rij for rij in stel_voor(overleg, manager) if rij.bron and rij.bron.pk == signaal.pk)
    acties.neem_over(overleg=overleg, voorstellen=[voorstel], door=manager)
    rij = overleg.punten.get()
    acties.bespreek(punt=rij, uitkomst=MERK, versie=rij.versie, door=manager)
    acties.rond_af(overleg=overleg, door=manager)
    signaal.refresh_from_db()
    type(signaal).objects.filter(pk=signaal.pk).update(gevoelig="ja")
    client.force_login(persoon("handhaving", gebied="nieuw-den-helder"))

    assert not _geeft(client, overleg, MERK)
    assert MERK not in str(service.openbaar_verslag(overleg.verslagen.get()))


def test_list_shows_only_what_one_sees(client: Client, den_helder: Profiel) -> None:
    manager = persoon("wijkmanager", gebied="nieuw-den-helder")
    gepland("coordinatieteam", "nieuw-den-helder", manager, over=3)
    uitgenodigd(
        "wijkplatform", "nieuw-den-helder", persoon("platformvoorzitter", gebied="nieuw-den-helder"), over=4
    )
    client.force_login(persoon("bewoner", gebied="nieuw-den-helder"))

    tekst = client.get(reverse("overleggen:lijst")).text

    assert "Wijkplatform Nieuw Den Helder" in tekst
    assert "coördinatieteam" not in tekst


@pytest.mark.eis("HEL-80")
def test_page_says_who_speaks_chairs_and_makes_the_agenda(client: Client, helmond: Profiel) -> None:
    adviseur = persoon("adviseur-wgw", gebied="brandevoort")
    overleg = gepland("wijktafel", "brandevoort", adviseur, over=3)
    client.force_login(adviseur)

    tekst = client.get(overleg.get_absolute_url()).text

    besloten, openbaar = tekst.split("Openbare afsluiting", 1)
    assert "Spreekrecht" not in besloten
    assert f"Spreekrecht: {helmond.rol('bewoner').naam}" in openbaar
    for woord in ("Voorzitter", "Agenda", "Verslag", helmond.rol("wethouder-wijkbeleid").naam):
        assert woord in tekst


def test_reference_exists_only_for_who_may_know(den_helder: Profiel) -> None:
    manager = persoon("wijkmanager", gebied="nieuw-den-helder")
    overleg = gepland("coordinatieteam", "nieuw-den-helder", manager)

    assert service.verwijzing(overleg.pk, manager) is not None
    assert service.verwijzing(overleg.pk, persoon("bewoner", gebied="nieuw-den-helder")) is None


def test_public_calendar_leaves_closed_forms_out(den_helder: Profiel) -> None:
    manager = persoon("wijkmanager", gebied="nieuw-den-helder")
    voorzitter = persoon("platformvoorzitter", gebied="nieuw-den-helder")
    dicht = uitgenodigd("coordinatieteam", "nieuw-den-helder", manager, over=3)
    uitgenodigd("wijkplatform", "nieuw-den-helder", voorzitter, over=4, plaats="buurthuis")

    agenda = list(
        service.openbare_agenda(
            gebied("nieuw-den-helder"), dicht.datum, dicht.datum.replace(year=dicht.datum.year + 1)
        )
    )

    assert [rij["naam"] for rij in agenda] == ["Wijkplatform"]
    assert agenda[0]["openbare_delen"] == ["overleg"]


@pytest.mark.eis("HEL-40")
def test_form_with_title_only_shows_day_and_name(helmond: Profiel) -> None:
    adviseur = persoon("adviseur-wgw", gebied="dierdonk")
    overleg = gepland("wijkwerkoverleg", "dierdonk", adviseur, over=3, plaats="wijkhuis")
    punt(overleg, adviseur, MERK, dossier=True)
    acties.nodig_uit(overleg=overleg, door=adviseur)

    [rij] = service.openbare_agenda(gebied("dierdonk"), overleg.datum, overleg.datum)

    assert rij["openbare_delen"] == []
    assert rij["waar"] == ""
    assert MERK not in str(rij)
