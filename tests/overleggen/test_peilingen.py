"""Polls: who opens, who answers once, what others see, and what comes of it."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from overleggen import acties, desk, peilen, service
from overleggen.models import Peiling
from tests.hulp import GEMEENTEN, PROFIELEN, activeer, gebied, persoon, profieltekst
from tests.overleggen.test_alle_vormen import _met_rol, _partij
from wijkwerk.berichten.models import Bericht
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.gemeente import acties as gemeente_acties
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.logboek.models import Logregel
from wijkwerk.profiel import Profiel, Selector
from wijkwerk.regels.service import StandVeranderd, StapGeweigerd
from wijkwerk.wijken.acties import vul_uit_profiel
from wijkwerk.wijken.models import Gebied

pytestmark = pytest.mark.django_db
WIJK = "dierdonk"


def _open(door: Gebruiker, vorm: str = "behoeftepeiling", waar: str = WIJK, **meer: Any) -> Peiling:
    gegevens: dict[str, Any] = {
        "vraag": "Is er behoefte aan een wijkwerkoverleg?",
        "einddatum": timezone.localdate() + timedelta(days=14),
    } | meer
    return acties.open_peiling(vorm=vorm, gebied=gebied(waar), door=door, **gegevens)[0]


def _adviseur() -> Gebruiker:
    return persoon("adviseur-wgw", gebied=WIJK, naam="Anna Adviseur")


def _orgaan() -> Gebruiker:
    return persoon("wijkorgaan", partij="wijkraad-dierdonk", naam="Wim Wijkraad")


@pytest.mark.eis("HEL-42")
def test_adviseur_polls_college_and_wijkorgaan_and_the_planning_knows(
    client: Client, helmond: Profiel
) -> None:
    adviseur, orgaan, college = _adviseur(), _orgaan(), persoon("college")
    _, voor = acties.plan(
        vorm="wijkwerkoverleg", gebied=gebied(WIJK), datum=timezone.localdate(), begin=_uur(9), door=adviseur
    )
    assert any("HEL-42" in klacht.eis for klacht in voor)

    client.force_login(adviseur)
    adres = f"{reverse('overleggen:peiling_nieuw')}?vorm=behoeftepeiling&gebied={gebied(WIJK).pk}"
    assert "wijkorgaan" in client.get(adres).text
    einde = (timezone.localdate() + timedelta(days=14)).isoformat()
    assert client.post(adres, {"vraag": "Is er behoefte?", "einddatum": einde}).status_code == 302
    peiling = Peiling.objects.get()
    gevraagd = Bericht.objects.filter(soort="peiling-gevraagd").values_list("ontvanger", flat=True)
    assert set(gevraagd) == {orgaan.pk, college.pk}
    assert "Geef antwoord" in {taak.knop for taak in service.werkvoorraad(orgaan)}

    client.force_login(orgaan)
    antwoord = {"gekozen": "ja", "toelichting": "Over het verkeer"}
    assert client.post(peiling.get_absolute_url(), antwoord).status_code == 302
    assert "Geef antwoord" not in {taak.knop for taak in service.werkvoorraad(orgaan)}

    client.force_login(adviseur)
    assert "Over het verkeer" in client.get(peiling.get_absolute_url()).text
    sluiting = reverse("overleggen:peiling_sluiting", args=[peiling.pk])
    assert client.post(sluiting, {"uitkomst": ""}).status_code == 422
    assert client.post(sluiting, {"uitkomst": "Twee keer dit jaar"}).status_code == 302
    client.force_login(orgaan)
    assert "Twee keer dit jaar" in client.get(peiling.get_absolute_url()).text
    _, na = acties.plan(
        vorm="wijkwerkoverleg", gebied=gebied(WIJK), datum=timezone.localdate(), begin=_uur(11), door=adviseur
    )
    assert not any("HEL-42" in klacht.eis for klacht in na)
    stappen = set(Logregel.objects.stappen().van(peiling).values_list("stap", flat=True))
    assert stappen == {"peiling.openen", "peiling.stemmen", "peiling.sluiten"}


def _uur(uur: int) -> Any:
    from datetime import time

    return time(uur)


@time_machine.travel("2026-11-27T09:00Z", tick=False)
def test_a_poll_that_comes_back_stands_on_the_desk_and_is_reminded(
    client: Client, etten_leur: Profiel, django_assert_num_queries: Any
) -> None:
    """Etten-Leur asks its residents every 36 months, counted from the last time."""
    manager = persoon("wijkmanager", gebied="centrum-west")
    bewoner = persoon("bewoner", gebied="centrum-west")
    titel, dag = "Open: Burgerpeiling", timezone.localdate()

    def taken(wie: Gebruiker) -> list[str]:
        return [taak.url for taak in service.werkvoorraad(wie) if taak.titel == titel]

    def herinnerd(op: date) -> set[tuple[Gebruiker, str]]:
        return {(h.ontvanger, h.moment) for h in service.herinneringen(op) if h.titel == titel}

    assert len(taken(manager)) == 1
    assert taken(bewoner) == []
    client.force_login(manager)
    assert titel in client.get(reverse("vandaag")).text
    assert client.get(taken(manager)[0]).status_code == 200
    assert {wie for wie, _ in herinnerd(dag)} == {manager}
    with django_assert_num_queries(1):
        assert list(desk.beurten_van(manager, dag))

    for waar in desk.eigen_gebieden(manager):
        _open(manager, "burgerpeiling", waar.sleutel, onderdelen=["Hoe is het?"])
    assert taken(manager) == []
    assert not herinnerd(dag)
    assert not herinnerd(date(2029, 10, 1))
    vooraf, te_laat = herinnerd(date(2029, 11, 5)), herinnerd(date(2029, 11, 28))
    assert [len(vooraf), len(te_laat)] == [1, 1]
    assert vooraf != te_laat
    with time_machine.travel("2029-11-05T09:00Z", tick=False):
        assert len(taken(persoon("wijkmanager", gebied="centrum-west"))) == 1


def test_what_was_asked_of_the_whole_municipality_is_not_asked_of_each_wijk(helmond: Profiel) -> None:
    adviseur = _adviseur()
    titel = "Open: Behoefte aan wijkwerkoverleg"
    with time_machine.travel("2026-06-01T09:00Z", tick=False):
        assert not [taak for taak in service.werkvoorraad(adviseur) if taak.titel == titel]
    with time_machine.travel("2026-12-10T09:00Z", tick=False):
        [taak] = [taak for taak in service.werkvoorraad(adviseur) if taak.titel == titel]
        assert taak.uiterlijk == date(2026, 12, 31)
        peiling = _open(adviseur)
        Peiling.objects.filter(pk=peiling.pk).update(gebied=gebied("helmond"))
        assert not [taak for taak in service.werkvoorraad(adviseur) if taak.titel == titel]
        assert not peilen.te_openen({"behoeftepeiling": [gebied(WIJK)]})


@pytest.mark.eis("HEL-42")
def test_a_poll_of_last_year_says_nothing_about_this_year(client: Client, helmond: Profiel) -> None:
    adviseur = _adviseur()
    with time_machine.travel("2026-11-10 10:00:00+01:00"):
        peiling = _open(adviseur)
        acties.sluit_peiling(peiling=peiling, uitkomst="Ja", door=adviseur)
        assert service.stand_van_vorm("behoeftepeiling", peiling.plek()) == "gesloten"
        assert not peilen.te_openen({"behoeftepeiling": [peiling.gebied]})
    with time_machine.travel("2027-01-10 10:00:00+01:00"):
        assert service.stand_van_vorm("behoeftepeiling", peiling.plek()) is None
        assert peilen.te_openen({"behoeftepeiling": [peiling.gebied]})
        client.force_login(adviseur)
        assert "Nog te openen" in client.get(reverse("overleggen:peilingen")).text


@pytest.mark.eis("HEL-65")
def test_adviseur_does_not_poll_support(client: Client, helmond: Profiel) -> None:
    with pytest.raises(StapGeweigerd, match="taak van het wijkorgaan"):
        _open(_adviseur(), "draagvlakpeiling")

    assert _open(_orgaan(), "draagvlakpeiling").is_open


def test_one_answer_of_a_party_whoever_gives_it(helmond: Profiel) -> None:
    een, ander = _orgaan(), _orgaan()
    peiling = _open(_adviseur())

    for wie, keuze in ((een, "ja"), (ander, "nee"), (een, "ja")):
        acties.beantwoord_peiling(peiling=peiling, keuze={"gekozen": [keuze]}, toelichting="", door=wie)

    uitslag = peilen.uitslag(peiling)
    assert (uitslag.aantal, uitslag.telling) == (1, (("ja", 1), ("nee", 0)))


def test_persons_answer_each_for_themselves(helmond: Profiel) -> None:
    peiling = _open(_adviseur())
    for wie in (persoon("college"), persoon("college")):
        acties.beantwoord_peiling(peiling=peiling, keuze={"gekozen": ["ja"]}, toelichting="", door=wie)

    assert peilen.uitslag(peiling).telling == (("ja", 2), ("nee", 0))


def test_who_is_not_asked_does_not_answer(client: Client, helmond: Profiel) -> None:
    peiling = _open(_adviseur())
    with pytest.raises(PermissionDenied):
        acties.beantwoord_peiling(
            peiling=peiling, keuze={"gekozen": ["ja"]}, toelichting="", door=persoon("vakambtenaar")
        )
    client.force_login(_adviseur())
    assert client.post(peiling.get_absolute_url(), {"gekozen": "ja"}).status_code == 403
    client.force_login(persoon("bewoner", gebied=WIJK))
    assert client.get(peiling.get_absolute_url()).status_code == 404
    assert client.get(reverse("overleggen:peiling_nieuw")).status_code == 403


def test_answers_end_with_the_day_and_with_closing(client: Client, helmond: Profiel) -> None:
    adviseur, orgaan = _adviseur(), _orgaan()
    peiling = _open(adviseur, einddatum=timezone.localdate())
    with (
        time_machine.travel(timezone.now() + timedelta(days=2)),
        pytest.raises(StapGeweigerd, match="voorbij"),
    ):
        acties.beantwoord_peiling(peiling=peiling, keuze={"gekozen": ["ja"]}, toelichting="", door=orgaan)
    acties.sluit_peiling(peiling=peiling, uitkomst="Geen", door=adviseur)
    with pytest.raises(StandVeranderd):
        acties.beantwoord_peiling(peiling=peiling, keuze={"gekozen": ["ja"]}, toelichting="", door=orgaan)
    with pytest.raises(StandVeranderd):
        acties.sluit_peiling(peiling=peiling, uitkomst="Anders", door=adviseur)


def test_two_of_one_kind_do_not_run_at_once(helmond: Profiel) -> None:
    _open(_adviseur())

    with pytest.raises(StapGeweigerd, match="loopt hier al"):
        _open(_adviseur())


def test_other_parties_read_nothing_before_it_is_closed(client: Client, helmond: Profiel) -> None:
    adviseur = _adviseur()
    peiling = _open(adviseur)
    acties.beantwoord_peiling(
        peiling=peiling, keuze={"gekozen": ["ja"]}, toelichting="MERKWOORD", door=_orgaan()
    )
    college = persoon("college")
    client.force_login(college)
    assert "MERKWOORD" not in client.get(peiling.get_absolute_url()).text

    acties.sluit_peiling(peiling=peiling, uitkomst="Ja", door=adviseur)
    tekst = client.get(peiling.get_absolute_url()).text
    assert "MERKWOORD" in tekst
    assert "Wim Wijkraad" not in tekst


STEMMING = """
[[peiling]]
sleutel = "keuze"
naam = "Keuze voor het plein"
wie = ["rol:college", "soort:bewonersorgaan"]
soort = "stemmen"
{punten}
telt = "beslist"
"""


def _met_stemming(punten: str = "") -> None:
    tekst = profieltekst("helmond") + STEMMING.format(punten=punten)
    gemeente_acties.activeer(tekst=tekst, bestand="helmond.toml", door=None)
    vul_uit_profiel(profiel=actief_profiel())


def test_vote_divides_exactly_so_many_points(client: Client) -> None:
    _met_stemming("punten = 5")
    orgaan, adviseur = _orgaan(), _adviseur()
    peiling = _open(adviseur, "keuze", vraag="Wat komt er?", onderdelen=["Bomen", "Bankjes", "Speeltuin"])
    client.force_login(orgaan)

    fout = client.post(peiling.get_absolute_url(), {"keuze_0": "2", "keuze_1": "2", "keuze_2": ""})
    assert fout.status_code == 422
    assert "Verdeel precies 5 punten. U verdeelde er 4." in fout.text
    goed = client.post(peiling.get_absolute_url(), {"keuze_0": "2", "keuze_1": "3", "keuze_2": ""})
    assert goed.status_code == 302
    with pytest.raises(StapGeweigerd, match="Kies uit wat er staat"):
        acties.beantwoord_peiling(
            peiling=peiling, keuze={"punten": {"Bomen": 8, "Bankjes": -3}}, toelichting="", door=orgaan
        )

    client.force_login(adviseur)
    for adres in (peiling.get_absolute_url(), reverse("overleggen:peiling_sluiting", args=[peiling.pk])):
        assert re.search(r"1\s+antwoord", client.get(adres).text)
        assert "Punten</th>" not in client.get(adres).text
    acties.sluit_peiling(peiling=peiling, uitkomst="Bankjes", door=adviseur)
    tekst = client.get(peiling.get_absolute_url()).text
    assert "Punten</th>" in tekst
    assert "De uitkomst beslist." in tekst
    assert peilen.uitslag(peiling).telling == (("Bomen", 2), ("Bankjes", 3), ("Speeltuin", 0))
    assert "Wijkraad" not in tekst


def test_vote_without_points_is_one_choice(client: Client) -> None:
    _met_stemming()
    orgaan = _orgaan()
    with pytest.raises(StapGeweigerd, match="ten minste twee keuzes"):
        _open(_adviseur(), "keuze", onderdelen=["Bomen"])
    peiling = _open(_adviseur(), "keuze", onderdelen=["Bomen", "Bankjes"])
    client.force_login(orgaan)

    assert client.post(peiling.get_absolute_url(), {}).status_code == 422
    for keuze in ("0", "1"):
        assert client.post(peiling.get_absolute_url(), {"keuze_0": keuze}).status_code == 302

    assert peilen.uitslag(peiling).telling == (("Bomen", 0), ("Bankjes", 1))
    assert "checked" in client.get(peiling.get_absolute_url()).text


# --- every poll of every profile, walked


ALLES = [
    (gemeente, sleutel)
    for gemeente in GEMEENTEN
    for sleutel in re.findall(
        r"^\[\[peiling\]\]\nsleutel = \"(.+)\"", (PROFIELEN / f"{gemeente}.toml").read_text("utf-8"), re.M
    )
]
ANTWOORDEN: dict[str, tuple[list[str], dict[str, str]]] = {
    "behoefte": (["Groen", "Verkeer"], {"gekozen": "Groen"}),
    "vragen": (["Wat gaat goed?"], {"vraag_0": "De winkels"}),
    "reacties": ([], {"toelichting": "Een goed plan"}),
    "stemmen": (["Een", "Twee"], {"keuze_0": "1"}),
}


@pytest.mark.parametrize(("gemeente", "sleutel"), ALLES)
def test_every_poll_is_opened_answered_and_closed(client: Client, gemeente: str, sleutel: str) -> None:
    profiel = activeer(gemeente)
    rij = profiel.peiling(sleutel)
    waar = Gebied.objects.actief().exclude(ouder=None).order_by("grens", "pk").first()
    assert waar is not None
    peiler = _peiler(profiel, waar, rij.sleutel)
    onderdelen, antwoord = ANTWOORDEN[rij.soort]

    client.force_login(peiler)
    adres = f"{reverse('overleggen:peiling_nieuw')}?vorm={sleutel}&gebied={waar.pk}"
    invoer = {"vraag": "Wat vindt u?", "einddatum": date(2099, 1, 1).isoformat()}
    assert client.post(adres, invoer | {"onderdelen": "\n".join(onderdelen)}).status_code == 302
    peiling = Peiling.objects.get()
    client.force_login(_gevraagd(rij.wie[0], waar, profiel))
    assert client.get(peiling.get_absolute_url()).status_code == 200
    assert client.post(peiling.get_absolute_url(), {}).status_code == 422
    assert client.post(peiling.get_absolute_url(), antwoord).status_code == 302
    client.force_login(peiler)
    sluiting = reverse("overleggen:peiling_sluiting", args=[peiling.pk])
    assert client.post(sluiting, {"uitkomst": "Zo is het"}).status_code == 302

    assert peilen.uitslag(peiling).aantal == 1
    peiling.refresh_from_db()
    assert peiling.stand == "gesloten"


def _peiler(profiel: Profiel, waar: Gebied, vorm: str) -> Gebruiker:
    """The first role of the profile that may open it there."""
    for rol in profiel.rollen:
        if "overleg.peilen" in rol.mag or rol.kant == "gemeente":
            wie = _met_rol(rol.sleutel, waar, profiel)
            try:
                proef, _ = acties.open_peiling(
                    vorm=vorm,
                    gebied=waar,
                    vraag="Proef",
                    einddatum=timezone.localdate(),
                    door=wie,
                    onderdelen=["a", "b"],
                )
            except (PermissionDenied, StapGeweigerd):
                continue
            proef.delete()
            return wie
    raise AssertionError("nobody may open this poll")


def _gevraagd(selector: Selector, waar: Gebied, profiel: Profiel) -> Gebruiker:
    if selector.soort == "rol":
        return _met_rol(selector.waarde, waar, profiel)
    rol = next(rol for rol in profiel.rollen if rol.kant == "bewoners")
    return (
        _met_rol(rol.sleutel, waar, profiel)
        if selector.soort == "kant"
        else persoon(rol.sleutel, partij=_partij(selector.waarde, waar))
    )
