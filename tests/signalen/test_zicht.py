"""Who sees what: the levels, the rules of the profiles, and that SQL and the single question agree."""

from __future__ import annotations

import pytest

from signalen import acties
from signalen.models import Signaal
from signalen.zicht import Niveau, Zichtvragen, niveau_van, toont_antwoord, toont_tekst, zicht
from tests.hulp import GEMEENTEN, activeer, geef_rol, partij, persoon, profieltekst
from tests.signalen.hulp import over, signaal, zet_uit
from wijkwerk.gebruikers.houder import Houder
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.gemeente import acties as gemeente_acties
from wijkwerk.profiel import Profiel
from wijkwerk.wijken.models import Gebied, Partij

pytestmark = pytest.mark.django_db


@pytest.fixture
def concierge(den_helder: Profiel) -> Gebruiker:
    return persoon("wijkconcierge", gebied="stad-binnen-de-linie")


@pytest.fixture
def zorg(concierge: Gebruiker) -> Signaal:
    """Registered by the conciërge and sent to team Zorg."""
    return zet_uit(signaal(concierge, "visbuurt", "zorg"), concierge)


@pytest.mark.eis("DHR-08")
def test_team_zorg_sees_all_of_it(zorg: Signaal) -> None:
    assert zicht(persoon("zorgmedewerker", partij="team-zorg"), zorg) == Niveau.ALLES


@pytest.mark.eis("DHR-08")
def test_the_registrar_sees_the_own_entry_and_not_what_was_done(zorg: Signaal, concierge: Gebruiker) -> None:
    rij = Signaal.objects.zichtbaar_voor(concierge).get()

    assert niveau_van(rij) == Niveau.EIGEN
    assert toont_tekst(rij)
    assert not toont_antwoord(rij)


@pytest.mark.eis("DHR-08")
@pytest.mark.parametrize("rol", ["wijkmanager", "wijkconcierge", "vvh"])
def test_named_by_the_rule_sees_the_state(zorg: Signaal, rol: str) -> None:
    rij = Signaal.objects.zichtbaar_voor(persoon(rol, gebied="visbuurt")).get()

    assert niveau_van(rij) == Niveau.STAND
    assert not toont_tekst(rij)


@pytest.mark.parametrize(
    "rol", ["adviseur", "wethouder", "college", "raadslid", "beheerder", "accountmanager"]
)
def test_nobody_else_knows_of_it(zorg: Signaal, rol: str) -> None:
    assert zicht(persoon(rol), zorg) == Niveau.NIETS


def test_another_area_knows_nothing_of_it(zorg: Signaal) -> None:
    assert zicht(persoon("wijkmanager", gebied="nieuw-den-helder"), zorg) == Niveau.NIETS


def test_holder_of_a_part_sees_the_part_and_not_the_words(zorg: Signaal) -> None:
    medewerker = persoon("zorgmedewerker", partij="team-zorg")
    vraag = acties.Deelvraag(Houder(partij=partij("politie")), "Ga langs.", over(2))
    manager = persoon("wijkmanager", gebied="visbuurt")
    acties.zet_uit(signaal=zorg, door=manager, delen=[vraag], route="coordinatieteam")

    rij = Signaal.objects.zichtbaar_voor(persoon("wijkagent", partij="politie")).get()

    assert niveau_van(rij) == Niveau.DEEL
    assert not toont_tekst(rij)
    assert zicht(medewerker, zorg) == Niveau.ALLES


def test_holder_of_a_part_reads_an_open_signal(concierge: Gebruiker) -> None:
    zet_uit(signaal(concierge, "visbuurt", "wonen"), concierge)

    rij = Signaal.objects.zichtbaar_voor(persoon("wijkmeester", partij="woningstichting")).get()

    assert niveau_van(rij) >= Niveau.DEEL
    assert toont_tekst(rij)


@pytest.mark.eis("DHR-50")
def test_toezichthouder_sees_the_own_entry_and_no_other(den_helder: Profiel, concierge: Gebruiker) -> None:
    toezichthouder = persoon("toezichthouder", partij="toezichthouders-nieuw-den-helder")
    eigen = signaal(toezichthouder, "nieuw-den-helder", "openbare-ruimte", kanaal="toezichthouder")
    signaal(persoon("wijkconcierge", gebied="nieuw-den-helder"), "nieuw-den-helder", "openbare-ruimte")

    assert list(Signaal.objects.zichtbaar_voor(toezichthouder)) == [eigen]


@pytest.mark.eis("HEL-11")
def test_frontlinie_sees_what_the_adviser_only_sees_the_state_of(helmond: Profiel) -> None:
    adviseur = persoon("adviseur-wgw", gebied="brandevoort")
    opzichter = persoon("wijkopzichter", gebied="brandevoort")
    rij = signaal(opzichter, "brandevoort", "complex-urgent", themas=["jongerengroep"])
    rij = zet_uit(rij, adviseur)

    assert str(rij.houder) == partij("jpt").naam
    assert zicht(persoon("frontlinie", partij="jpt"), rij) == Niveau.ALLES
    assert zicht(adviseur, rij) == Niveau.STAND
    assert zicht(persoon("frontlinie", partij="hit"), rij) == Niveau.NIETS


def test_the_wijkmanager_only_counts_what_plays_behind_the_front_door(etten_leur: Profiel) -> None:
    werker = persoon("opbouwwerker", gebied="banakkers")
    rij = zet_uit(signaal(werker, "banakkers", "achter-de-voordeur"), werker)
    manager = persoon("wijkmanager", gebied="banakkers")

    assert zicht(manager, rij) == Niveau.AANTAL
    assert not Signaal.objects.zichtbaar_voor(manager).exists()
    assert Signaal.objects.alleen_geteld_voor(manager).count() == 1
    assert zicht(persoon("vroegsignaleerder", partij="surplus"), rij) == Niveau.ALLES


@pytest.mark.eis("OIJ-20")
def test_the_regisseur_counts_care_unless_it_was_scaled_up_to_him(oude_ijsselstreek: Profiel) -> None:
    teamlid = persoon("teamlid", gebied="ulft")
    generalist = persoon("generalist-zorg-welzijn", gebied="ulft")
    regisseur = persoon("gebiedsregisseur", gebied="ulft")
    eigenaar = Houder(rol="generalist-zorg-welzijn", gebied=Gebied.objects.get(sleutel="ulft"))
    rij = signaal(teamlid, "ulft", "zorg-welzijn", eigenaar=eigenaar)
    voor = zicht(regisseur, rij)

    acties.schaal_op(signaal=rij, naar="regisseur", reden="Het team komt er niet uit.", door=generalist)

    assert voor == Niveau.AANTAL
    assert zicht(regisseur, rij) == Niveau.ALLES


@pytest.mark.eis("OIJ-16")
def test_one_regisseur_has_several_areas_and_an_area_several_generalists(oude_ijsselstreek: Profiel) -> None:
    regisseur = persoon("gebiedsregisseur", gebied="ulft")
    geef_rol(regisseur, "gebiedsregisseur", gebied="gendringen")
    rijen = []
    for sleutel in ("ulft", "gendringen"):
        eigenaar = Houder(rol="generalist-zorg-welzijn", gebied=Gebied.objects.get(sleutel=sleutel))
        rijen.append(signaal(persoon("teamlid", gebied=sleutel), sleutel, "wonen", eigenaar=eigenaar))
    generalisten = [persoon("generalist-zorg-welzijn", gebied="ulft") for _ in range(2)]

    assert [zicht(regisseur, rij) for rij in rijen] == [Niveau.ALLES, Niveau.ALLES]
    assert [zicht(generalist, rijen[0]) for generalist in generalisten] == [Niveau.ALLES, Niveau.ALLES]


def test_the_strictest_rule_wins_for_who_has_two_roles(etten_leur: Profiel) -> None:
    werker = persoon("opbouwwerker", gebied="banakkers")
    rij = signaal(werker, "banakkers", "achter-de-voordeur")
    beide = persoon("wijkmanager", gebied="banakkers")
    geef_rol(beide, "vroegsignaleerder", partij="surplus")

    assert zicht(beide, rij) == Niveau.AANTAL


def test_what_is_held_cannot_be_hidden(etten_leur: Profiel) -> None:
    werker = persoon("opbouwwerker", gebied="banakkers")
    rij = zet_uit(signaal(werker, "banakkers", "achter-de-voordeur"), werker)
    beide = persoon("wijkmanager", gebied="banakkers")
    geef_rol(beide, "vroegsignaleerder", partij="surplus")

    assert zicht(beide, rij) == Niveau.ALLES


@pytest.mark.parametrize("gemeente", GEMEENTEN)
def test_list_and_single_question_agree_for_every_role(gemeente: str) -> None:
    """Every kind of signal, sent and unsent, against a person of every role here, elsewhere and at a party."""
    profiel = activeer(gemeente)
    gebied = Gebied.objects.filter(kinderen=None).order_by("pk").first()
    anders = Gebied.objects.filter(kinderen=None).order_by("pk").last()
    assert gebied is not None
    rol = next(rol for rol in profiel.rollen if rol.bereik == "gebied" and "signaal.registreren" in rol.mag)
    door = persoon(rol.sleutel, gebied=gebied)
    eigen = {"eigen-inbreng": "Ja."}
    eigenaar = Houder(rol=rol.sleutel, gebied=gebied)
    rijen = [
        signaal(door, gebied, soort.sleutel, velden=eigen, eigenaar=eigenaar)
        for soort in profiel.signaalsoorten
    ]
    mensen = [door]
    for soort in profiel.rollen:
        mensen.append(persoon(soort.sleutel, gebied=gebied))
        mensen.append(persoon(soort.sleutel, gebied=anders))
        mensen += [
            persoon(soort.sleutel, partij=p) for p in Partij.objects.filter(sleutel__in=soort.partijen[:1])
        ]

    for mens in mensen:
        zichtbaar = {s.pk: niveau_van(s) for s in Signaal.objects.zichtbaar_voor(mens)}
        for rij in rijen:
            niveau = zicht(mens, rij)
            assert zichtbaar.get(rij.pk, Niveau.NIETS) == (niveau if niveau >= Niveau.STAND else Niveau.NIETS)


@pytest.mark.eis("HEL-11")
def test_front_line_that_refused_keeps_the_own_part_and_not_the_words(helmond: Profiel) -> None:
    adviseur = persoon("adviseur-wgw", gebied="brandevoort")
    opzichter = persoon("wijkopzichter", gebied="brandevoort")
    rij = signaal(opzichter, "brandevoort", "complex-urgent", themas=["jongerengroep"])
    vraag = acties.Deelvraag(Houder(partij=partij("hit")), "Ga kijken.", over(3))
    rij = acties.zet_uit(signaal=rij, door=adviseur, delen=[vraag])
    van_hit = persoon("frontlinie", partij="hit")
    voor = zicht(van_hit, rij)

    acties.weiger(deel=rij.delen.get(), reden="Dit is niet voor ons.", door=van_hit)

    assert voor == Niveau.ALLES
    assert zicht(van_hit, rij) == Niveau.DEEL


def test_another_role_or_another_profile_holds_at_once(
    rij: Signaal, concierge: Gebruiker, manager: Gebruiker, vreemde: Gebruiker
) -> None:
    """The conditions are kept with the person, for a request; not longer than the roles and the profile are these."""
    zorg = signaal(concierge, "visbuurt", "zorg")
    assert not Signaal.objects.zichtbaar_voor(vreemde).exists()
    assert zicht(manager, zorg) == Niveau.STAND
    assert Zichtvragen.van(manager) is Zichtvragen.van(manager)

    geef_rol(vreemde, "wijkmanager", gebied="stad-binnen-de-linie")
    assert set(Signaal.objects.zichtbaar_voor(vreemde)) == {rij, zorg}

    strenger = profieltekst("den-helder").replace('toont = "stand"', 'toont = "niets"')
    gemeente_acties.activeer(tekst=strenger, bestand="den-helder.toml", door=None)
    assert zicht(manager, zorg) == Niveau.NIETS
    assert set(Signaal.objects.zichtbaar_voor(vreemde)) == {rij}
