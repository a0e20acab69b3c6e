"""Outside the municipality goes only what the profile declares, on the basis it names; without it nothing is sent."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from signalen import acties
from signalen.acties.uitzetvoorstel import voorstellen
from signalen.acties.woorden import verbeter_woorden
from signalen.models import Signaal, Verstrekking
from signalen.verstrekken import is_buiten
from tests.hulp import gebied, partij, persoon, profieltekst
from tests.signalen.hulp import over, signaal, spreekuur
from tests.signalen.test_foto import met_foto
from tests.wijken.kaarten import laad, midden
from wijkwerk.afspraken.models import Afspraak
from wijkwerk.berichten.models import Bericht
from wijkwerk.gebruikers.houder import Houder
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.gemeente import acties as gemeente_acties
from wijkwerk.gemeente.service import actief_profiel, taal
from wijkwerk.logboek.models import Logregel
from wijkwerk.profiel import Profiel, ProfielFout, lees_tekst
from wijkwerk.regels.service import StapGeweigerd

pytestmark = pytest.mark.django_db

TEKST = "De heg hangt over de stoep."
PLEK = "Spoorstraat 4"
GROND = "AVG artikel 6, eerste lid, onder e: taak van algemeen belang"
BEGIN = '[[regel]]\nbij = "signaal"\nsoort = "verstrekking"\n'


def _rij(toont: str = "", aan: str = '"kant:partner"', ook: str = "") -> str:
    return f'{BEGIN}aan = [{aan}]\ntoont = [{toont}]\ngrondslag = "{GROND}"\n{ook}\n'


def _zet_profiel(*rijen: str) -> Profiel:
    """Den Helder with these declarations in the place of its own."""
    voor, _, na = profieltekst("den-helder").partition(BEGIN)
    tekst = voor + "\n".join(rijen) + na.partition("\n\n")[2]
    gemeente_acties.activeer(tekst=tekst, bestand="den-helder.toml", door=None)
    return actief_profiel()


@pytest.fixture
def rij(concierge: Gebruiker) -> Signaal:
    return signaal(concierge, "visbuurt", "wonen", tekst=TEKST, waar=PLEK)


@pytest.fixture
def corporatie(den_helder: Profiel) -> Gebruiker:
    return persoon("wijkmeester", partij="woningstichting", naam="Wijkmeester")


def _naar(sleutel: str = "woningstichting", wat: str = "Ga kijken.") -> acties.Deelvraag:
    return acties.Deelvraag(Houder(partij=partij(sleutel)), wat, over(5))


def _zet_uit(rij: Signaal, door: Gebruiker, sleutel: str = "woningstichting") -> Signaal:
    return acties.zet_uit(signaal=rij, door=door, delen=[_naar(sleutel)])


def _pagina(client: Client, wie: Gebruiker, rij: Signaal) -> str:
    client.force_login(wie)
    return client.get(rij.get_absolute_url(), follow=True).content.decode()


@pytest.mark.parametrize(
    ("toont", "gevonden"), [('"omschrijving"', False), ('"omschrijving", "straat"', True)]
)
def test_a_point_on_the_map_goes_only_with_the_place(
    client: Client, rij: Signaal, manager: Gebruiker, corporatie: Gebruiker, toont: str, gevonden: bool
) -> None:
    laad()
    lengte, breedte = midden(1)
    Signaal.objects.filter(pk=rij.pk).update(lengte=lengte, breedte=breedte)
    _zet_profiel(_rij(toont))
    _zet_uit(rij, manager)

    pagina = _pagina(client, corporatie, rij)

    assert TEKST in pagina
    assert (PLEK in pagina) is gevonden
    assert ("<circle" in pagina) is gevonden
    assert ("52.90500, 4.71500" in pagina) is gevonden


# --- without declaration nothing is sent


def test_without_a_basis_sending_is_refused_and_nothing_is_kept(
    client: Client, rij: Signaal, manager: Gebruiker
) -> None:
    _zet_profiel()
    client.force_login(manager)
    url = reverse("signalen:uitzetting", args=[rij.pk])
    stappen = Logregel.objects.stappen().count()

    pagina = client.get(url).content.decode()
    antwoord = client.post(url, {"route": "wonen", "wat_0": "Kijk.", "uiterlijk_0": over(5).isoformat()})

    rij.refresh_from_db()
    assert "Er is niet vastgelegd op welke grondslag dit daarheen mag." in pagina
    assert antwoord.status_code == 422
    assert "er is niet vastgelegd op welke grondslag" in antwoord.content.decode()
    assert (rij.stand, rij.houder) == ("geregistreerd", None)
    assert not Afspraak.objects.exists()
    assert not Bericht.objects.exists()
    assert Logregel.objects.stappen().count() == stappen


@pytest.mark.parametrize("weg", ["doorverwijzing", "dossier", "een-ander-erbij"])
def test_there_is_no_way_round(rij: Signaal, manager: Gebruiker, weg: str) -> None:
    naar = Houder(partij=partij("woningstichting"))
    dossier = acties.open_dossier(titel="Heggen", signalen=[rij], door=manager) if weg == "dossier" else None
    if weg == "een-ander-erbij":
        _zet_uit(rij, manager, "wijkbeheer")
    _zet_profiel()

    vraag: dict[str, Any] = {"wat": "x", "uiterlijk": over(5), "door": manager}
    wegen: dict[str, Callable[[], Any]] = {
        "doorverwijzing": lambda: acties.verwijs_door(signaal=rij, naar=naar, **vraag),
        "dossier": lambda: acties.zet_dossier_uit(dossier=dossier, houder=naar, **vraag),  # type: ignore[arg-type]
        "een-ander-erbij": lambda: _zet_uit(rij, manager),
    }

    with pytest.raises(StapGeweigerd, match="niet vastgelegd op welke grondslag"):
        wegen[weg]()

    assert not Verstrekking.objects.exists()


def test_nor_by_a_decision(oude_ijsselstreek: Profiel) -> None:
    regisseur = persoon("gebiedsregisseur", gebied="ulft")
    eigenaar = Houder(rol="gebiedsregisseur", gebied=gebied("ulft"))
    rij = signaal(persoon("teamlid", gebied="ulft"), "ulft", "wonen", eigenaar=eigenaar)
    _zonder_grond("oude-ijsselstreek")

    with pytest.raises(StapGeweigerd, match="niet vastgelegd op welke grondslag"):
        acties.zet_door(
            signaal=rij,
            houder=Houder(partij=partij("wonion")),
            wat="Snoei.",
            uiterlijk=over(5),
            onderwerp="Heg",
            partijen=[partij("wonion")],
            motivering="Het duurt te lang.",
            door=regisseur,
        )


def _zonder_grond(gemeente: str, *rijen: str) -> None:
    voor, _, na = profieltekst(gemeente).partition(BEGIN)
    tekst = voor + "\n".join(rijen) + na.partition("\n\n")[2]
    gemeente_acties.activeer(tekst=tekst, bestand=f"{gemeente}.toml", door=None)


def test_nor_as_owner_from_the_start(oude_ijsselstreek: Profiel) -> None:
    """In a neighbourhood team of partners too: it is given to somebody outside."""
    teamlid = persoon("teamlid", gebied="ulft")
    lid = Houder(rol="teamlid", gebied=gebied("ulft"))
    signaal(teamlid, "ulft", "algemeen", eigenaar=lid)
    gegeven = Verstrekking.objects.get()
    _zonder_grond("oude-ijsselstreek")

    assert gegeven.houder == lid
    with pytest.raises(StapGeweigerd, match="niet vastgelegd op welke grondslag"):
        signaal(teamlid, "ulft", "algemeen", eigenaar=lid)


def test_nor_a_level_higher(oude_ijsselstreek: Profiel) -> None:
    generalist = persoon("generalist-groen-grijs", gebied="ulft")
    vloer = Houder(rol="uitvoerder", gebied=gebied("ulft"))
    rij = signaal(generalist, "ulft", "groen-grijs", eigenaar=vloer)
    stap: dict[str, Any] = {"signaal": rij, "naar": "wijkteam", "reden": "Te groot.", "door": generalist}
    _zonder_grond("oude-ijsselstreek")

    with pytest.raises(StapGeweigerd, match="niet vastgelegd op welke grondslag"):
        acties.schaal_op(**stap, rol="teamlid")

    assert not Verstrekking.objects.exists()
    acties.schaal_op(**stap, rol="generalist-groen-grijs")


def test_at_the_end_of_a_spreekuur_it_stays_and_says_why(concierge: Gebruiker) -> None:
    uur = spreekuur(concierge, "visbuurt")
    signaal(concierge, "visbuurt", "wonen", spreekuur=uur)
    _zet_profiel()

    [voorstel] = voorstellen(uur, concierge)

    assert not voorstel.kan
    assert "niet vastgelegd op welke grondslag" in voorstel.reden


def test_inside_the_municipality_nothing_needs_declaring(rij: Signaal, manager: Gebruiker) -> None:
    _zet_profiel()

    _zet_uit(rij, manager, "wijkbeheer")

    assert rij.delen.count() == 1
    assert not Verstrekking.objects.exists()


def test_who_is_outside(den_helder: Profiel, corporatie: Gebruiker, manager: Gebruiker) -> None:
    plek = gebied("visbuurt")
    buiten = [
        Houder(partij=partij("politie")),
        Houder(persoon=corporatie),
        Houder(rol="bewoner", gebied=plek),
    ]
    binnen = [
        Houder(partij=partij("wijkbeheer")),
        Houder(persoon=manager),
        Houder(rol="wijkmanager", gebied=plek),
    ]

    assert [is_buiten(houder) for houder in [*buiten, *binnen]] == [True] * 3 + [False] * 3


# --- what goes is written down


def test_what_goes_is_told_before_and_written_down(client: Client, rij: Signaal, manager: Gebruiker) -> None:
    client.force_login(manager)
    url = reverse("signalen:uitzetting", args=[rij.pk])

    voor = client.get(url).content.decode()
    client.post(url, {"route": "wonen", "wat_0": "Kijk.", "uiterlijk_0": over(5).isoformat()})

    mee = "Dit gaat mee: wat er gezegd is, de plek, het thema, de foto&#x27;s. Grondslag: AVG artikel 6"
    gegeven = Verstrekking.objects.get()
    assert mee in voor
    assert (gegeven.signaal, gegeven.houder) == (rij, Houder(partij=partij("woningstichting")))
    assert gegeven.velden == ["omschrijving", "straat", "thema", "foto"]
    assert (gegeven.grondslag, gegeven.gegeven_door) == (GROND, manager)
    pagina = _pagina(client, manager, rij)
    assert "Gegevens gegeven buiten de gemeente" in pagina
    assert mee in pagina


def test_of_more_rules_the_strictest_holds(rij: Signaal, manager: Gebruiker) -> None:
    _zet_profiel(
        _rij('"omschrijving", "straat"'),
        _rij('"straat"', ook='voor = ["wonen"]'),
        _rij(aan='"partij:politie"'),
    )

    _zet_uit(rij, manager)

    assert Verstrekking.objects.get().velden == ["straat"]


def test_a_rule_of_another_kind_or_fact_gives_no_basis(rij: Signaal, manager: Gebruiker) -> None:
    _zet_profiel(_rij('"straat"', ook='voor = ["zorg"]'), _rij('"straat"', ook='als = "gevoelig"'))

    with pytest.raises(StapGeweigerd, match="niet vastgelegd"):
        _zet_uit(rij, manager)


def test_the_database_keeps_none_without_a_basis(rij: Signaal, manager: Gebruiker) -> None:
    leeg = Verstrekking(signaal=rij, gegeven_door=manager, houder_partij=partij("politie"))
    with pytest.raises(IntegrityError, match="verstrekking_heeft_grondslag"), transaction.atomic():
        leeg.save()


# --- the other side reads that and no more


def test_the_partner_reads_the_declared_fields_alone(
    client: Client, rij: Signaal, manager: Gebruiker, corporatie: Gebruiker
) -> None:
    _zet_profiel(_rij('"straat"'))
    _zet_uit(rij, manager)

    pagina = _pagina(client, corporatie, rij)
    deel = client.get(rij.delen.get().get_absolute_url()).content.decode()
    lijst = client.get(reverse("signalen:lijst"), {"stand": "alle"}).content.decode()

    # The form of correcting would show the rest.
    assert "Verbeter soort" not in pagina
    assert client.get(reverse("signalen:wijziging", args=[rij.pk])).status_code == 403
    with pytest.raises(PermissionDenied):
        acties.wijzig(signaal=rij, door=corporatie, gebieden=[rij.gebied])
    assert "Verbeter de woorden" not in pagina
    assert client.get(reverse("signalen:woorden", args=[rij.pk])).status_code == 403
    with pytest.raises(PermissionDenied):
        verbeter_woorden(signaal=rij, door=corporatie, tekst="x", waar="", waarom="fout")
    assert PLEK in pagina
    assert "Ga kijken." in deel
    assert rij.nummer in lijst
    for tekst in (pagina, deel, lijst):
        assert TEKST not in tekst
        assert "Gegevens gegeven buiten" not in tekst


def test_nothing_declared_but_the_basis_shows_kind_and_area(
    client: Client, rij: Signaal, manager: Gebruiker, corporatie: Gebruiker
) -> None:
    _zet_profiel(_rij())
    _zet_uit(rij, manager)

    pagina = _pagina(client, corporatie, rij)

    assert "Wonen en huurders, Visbuurt" in pagina
    assert TEKST not in pagina
    assert PLEK not in pagina


@pytest.mark.parametrize(("toont", "gevonden"), [('"straat"', False), ('"omschrijving"', True)])
def test_what_was_not_given_is_not_found_nor_exported(
    client: Client, rij: Signaal, manager: Gebruiker, corporatie: Gebruiker, toont: str, gevonden: bool
) -> None:
    _zet_profiel(_rij(toont))
    _zet_uit(rij, manager)
    client.force_login(corporatie)

    op_woord = client.get(reverse("signalen:lijst"), {"stand": "alle", "zoek": "heg"}).content.decode()
    op_thema = client.get(reverse("signalen:lijst"), {"stand": "alle", "thema": "wonen"}).content.decode()
    bestand = (
        client.get(reverse("signalen:lijst-bestand", args=["csv"]), {"stand": "alle"}).getvalue().decode()
    )

    assert (rij.nummer in op_woord) == gevonden
    assert rij.nummer not in op_thema
    assert rij.nummer in bestand
    assert (TEKST in bestand) == gevonden
    assert (PLEK in bestand) != gevonden


@pytest.mark.parametrize(("toont", "status"), [('"omschrijving"', 404), ('"foto"', 200)])
def test_pictures_go_along_only_when_declared(
    client: Client, rij: Signaal, manager: Gebruiker, corporatie: Gebruiker, toont: str, status: int
) -> None:
    foto = met_foto(rij, manager)
    _zet_profiel(_rij(toont))
    _zet_uit(rij, manager)
    client.force_login(corporatie)

    assert client.get(foto.get_absolute_url()).status_code == status


def test_the_words_do_not_go_along_in_what_is_asked(client: Client, rij: Signaal, manager: Gebruiker) -> None:
    _zet_profiel(_rij('"straat"'))
    client.force_login(manager)

    form = client.get(reverse("signalen:uitzetting", args=[rij.pk])).context["form"]

    assert form["wat_0"].value() == f"Signaal {rij.nummer} oppakken"


@pytest.mark.parametrize("weg", ["een-ander", "doorverwijzing", "in-plaats-van"])
def test_nor_when_the_form_began_with_them_and_a_party_was_chosen_after(
    client: Client, rij: Signaal, manager: Gebruiker, medewerker: Gebruiker, weg: str
) -> None:
    """Inside they may stand; a browser ends the lines of what is asked in its own way."""
    Signaal.objects.filter(pk=rij.pk).update(tekst=f"{TEKST}\nAl weken.")
    _zet_profiel(_rij('"straat"'))
    _zet_uit(rij, manager, "wijkbeheer")
    naam, ook = "uitzetting", {}
    if weg == "in-plaats-van":
        acties.weiger(deel=rij.delen.get(), reden="Niet van ons.", door=medewerker)
        ook = {"vervangt": rij.delen.get().pk}
    naar = partij("woningstichting").pk
    velden = {"ander": naar, "wat_ander": "", "uiterlijk_ander": over(5).isoformat(), "route": "wonen", **ook}
    wat = "wat_ander"
    if weg == "doorverwijzing":
        naam, wat = "doorverwijzing", "wat"
        velden = {"houder": f"partij:{naar}", "uiterlijk": over(5).isoformat()}
    client.force_login(manager)
    url = reverse(f"signalen:{naam}", args=[rij.pk])

    met = client.post(url, velden | {wat: f"{TEKST}\r\nAl weken. Wilt u snoeien?"})
    aantal = rij.delen.count()
    zonder = client.post(url, velden | {wat: "Wilt u snoeien?"})

    assert met.status_code == 422
    assert "Wat er gezegd is gaat niet mee naar Woningstichting Den Helder." in met.content.decode()
    assert (aantal, zonder.status_code, rij.delen.count()) == (1, 302, 2)


def test_nor_in_what_a_decision_lays_on_a_party(oude_ijsselstreek: Profiel) -> None:
    regisseur = persoon("gebiedsregisseur", gebied="ulft")
    eigenaar = Houder(rol="gebiedsregisseur", gebied=gebied("ulft"))
    rij = signaal(persoon("teamlid", gebied="ulft"), "ulft", "wonen", tekst=TEKST, eigenaar=eigenaar)
    _zonder_grond("oude-ijsselstreek", _rij('"straat"'))
    besluit: dict[str, Any] = {
        "signaal": rij,
        "houder": Houder(partij=partij("wonion")),
        "uiterlijk": over(5),
        "onderwerp": "Heg",
        "partijen": [partij("wonion")],
        "motivering": "Het duurt te lang.",
        "door": regisseur,
    }

    with pytest.raises(StapGeweigerd, match="gaat niet mee naar Wonion"):
        acties.zet_door(**besluit, wat=TEKST)

    assert acties.zet_door(**besluit, wat="Snoei.").pk


def test_an_initiative_begins_without_the_place_that_was_not_given(
    client: Client, concierge: Gebruiker, bewoner: Gebruiker
) -> None:
    _zet_profiel(_rij('"omschrijving"', aan='"kant:bewoners"'))
    van_bewoner = signaal(
        concierge, "visbuurt", "wonen", tekst=TEKST, waar=PLEK, eigenaar=Houder(persoon=bewoner)
    )
    client.force_login(bewoner)

    pagina = client.get(reverse("signalen:initiatief", args=[van_bewoner.pk])).content.decode()

    assert TEKST in pagina
    assert PLEK not in pagina


def test_a_later_profile_changes_nothing_of_what_went(
    client: Client, rij: Signaal, manager: Gebruiker, corporatie: Gebruiker
) -> None:
    _zet_profiel(_rij('"straat"'))
    _zet_uit(rij, manager)
    _zet_profiel(_rij('"straat", "omschrijving"'))

    assert TEKST not in _pagina(client, corporatie, rij)


def test_inside_everybody_reads_on_as_before(
    client: Client, rij: Signaal, manager: Gebruiker, concierge: Gebruiker
) -> None:
    _zet_profiel(_rij())
    _zet_uit(rij, manager)

    for wie in (manager, concierge):
        assert TEKST in _pagina(client, wie, rij)


def test_who_is_asked_for_a_whole_dossier_reads_what_goes_along(
    client: Client, rij: Signaal, manager: Gebruiker, corporatie: Gebruiker
) -> None:
    _zet_profiel(_rij('"straat"'))
    dossier = acties.open_dossier(titel="Heggen", signalen=[rij], door=manager)
    naar = Houder(partij=partij("woningstichting"))
    acties.zet_dossier_uit(dossier=dossier, houder=naar, wat="Snoei.", uiterlijk=over(5), door=manager)

    pagina = _pagina(client, corporatie, rij)

    assert PLEK in pagina
    assert TEKST not in pagina


def test_a_partner_with_the_right_to_see_reads_no_more_than_was_given(
    client: Client, helmond: Profiel
) -> None:
    """In Helmond a professional may see signals of the own organisation: those, and what of them was given."""
    adviseur = persoon("adviseur-wgw", gebied="brouwhuis")
    rij = signaal(
        adviseur, "brouwhuis", "overig-eenvoudig-sociaal", tekst=TEKST, waar=PLEK, gevoelig="beperkt"
    )
    wie = persoon("professional", partij="lev-groep")
    acties.zet_uit(signaal=rij, door=adviseur, delen=[_naar("lev-groep")])
    vol = _pagina(client, wie, rij)

    Verstrekking.objects.update(velden=["straat"])
    beperkt = _pagina(client, wie, rij)

    assert TEKST in vol
    assert TEKST not in beperkt
    assert PLEK in beperkt


def test_a_melder_who_asks_hears_who_else_has_it(
    client: Client, concierge: Gebruiker, manager: Gebruiker
) -> None:
    melder = acties.Melderinvoer(hoedanigheid="buur", naam="Anneke", e_mail="anneke@voorbeeld.example")
    rij = signaal(concierge, "visbuurt", "wonen", melder=melder)
    _zet_uit(rij, manager)
    client.force_login(manager)

    alles = client.get(reverse("signalen:melder-uitvoer", args=[rij.pk, "json"])).json()

    [gegeven] = alles["signalen"][0]["gegeven_buiten_de_gemeente"]
    assert gegeven["aan"] == str(partij("woningstichting"))
    assert gegeven["wat"] == ["wat er gezegd is", "de plek", "het thema", "de foto's"]
    assert gegeven["grondslag"] == GROND


# --- the language


@pytest.mark.parametrize(
    ("fout", "zegt"),
    [
        ({"bij": "signaal.uitzetten"}, "zonder stap"),
        ({"bij": "overleg"}, "zonder stap"),
        ({"toont": ["bsn"]}, "toont"),
        ({"grondslag": ""}, "grondslag"),
        ({"aan": []}, "aan"),
    ],
)
def test_a_wrong_declaration_is_an_error_of_the_file(fout: dict[str, Any], zegt: str) -> None:
    rij = {"bij": "signaal", "aan": ["kant:partner"], "toont": ["straat"], "grondslag": GROND} | fout
    regels = "\n".join(f"{naam} = {waarde!r}".replace("'", '"') for naam, waarde in rij.items())
    voor, _, na = profieltekst("den-helder").partition(BEGIN)
    tekst = f'{voor}[[regel]]\nsoort = "verstrekking"\n{regels}\n\n{na.partition(chr(10) * 2)[2]}'

    with pytest.raises(ProfielFout, match=zegt):
        lees_tekst(tekst, taal(), bestand="proef.toml")
