"""What advice is about is shielded afterwards: then nobody reads the advice who may not see that."""

from __future__ import annotations

import pytest
from django.test import Client

from adviezen import acties
from adviezen.acties.informeren import Bericht as Verteld
from adviezen.bronnen import vind_bron
from adviezen.models import Advies, Adviesonderwerp, Informatie, Standpunt
from adviezen.service import herinneringen, over_bron, verwijzing, werkvoorraad
from signalen.acties import open_dossier
from signalen.models import Dossier
from tests.adviezen.toneel import (
    INHOUD,
    adres,
    adviseur,
    als,
    dag,
    klachten,
    neem_in,
    vakambtenaar,
    vraag,
    wijkorgaan,
)
from tests.hulp import gebied, partij, persoon
from tests.wijkagenda.plannen import helmond_concept
from wijkwerk.berichten.titels import titel_voor_lezer, veilige_titel
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.profiel import Profiel

pytestmark = pytest.mark.django_db


def maak_dossier(door: Gebruiker) -> Dossier:
    return open_dossier(titel="Wonen boven winkels", gebied=gebied("brouwhuis"), analyse="Zie.", door=door)


def scherm_af(dossier: Dossier) -> None:
    Dossier.objects.filter(pk=dossier.pk).update(gevoelig="ja")


def test_a_party_reads_nothing_of_it_any_more(helmond: Profiel, client: Client) -> None:
    wie, lid = adviseur(), wijkorgaan()
    dossier = maak_dossier(wie)
    bron = vind_bron("dossier", dossier.pk, wie)
    over = vraag(wie, bron=bron)
    advies = over.adviezen.get()
    verteld = acties.geef_informatie(
        gebied=gebied("brouwhuis"),
        partijen=[partij("wijkraad-brouwhuis")],
        bericht=Verteld(titel="De regels", tekst="Zie de site."),
        bron=bron,
        door=wie,
    )
    paginas = [ding.get_absolute_url() for ding in (over, advies, verteld)]
    als(client, lid)
    assert [client.get(pad).status_code for pad in paginas] == [200, 200, 200]
    scherm_af(dossier)

    assert [client.get(pad).status_code for pad in paginas] == [404, 404, 404]
    assert "fietspad" not in client.get(adres("lijst")).text
    assert "De regels" not in client.get(adres("informatielijst")).text
    assert (list(werkvoorraad(lid)), verwijzing(over.pk, lid)) == ([], None)
    for ding in (Adviesonderwerp.objects.get(), Advies.objects.get(), Informatie.objects.get()):
        assert "(afgeschermd)" in veilige_titel(ding)
        assert "(afgeschermd)" in titel_voor_lezer(ding)
    [herinnering] = herinneringen(dag(42 - 1))
    assert veilige_titel(herinnering.ding) == "advies (afgeschermd)"


def test_who_may_see_the_dossier_still_weighs_the_advice(helmond: Profiel) -> None:
    wie = adviseur()
    dossier = maak_dossier(wie)
    over = vraag(wie, bron=vind_bron("dossier", dossier.pk, wie))
    Dossier.objects.filter(pk=dossier.pk).update(gevoelig="beperkt")

    assert verwijzing(over.pk, wie) is not None
    scherm_af(dossier)
    assert verwijzing(over.pk, wie) is None


def test_the_standpunt_is_not_published(helmond: Profiel) -> None:
    wie, ambtenaar, lid = adviseur(), vakambtenaar(), wijkorgaan()
    dossier = maak_dossier(wie)
    advies = vraag(wie, bron=vind_bron("dossier", dossier.pk, wie)).adviezen.get()
    acties.dien_in(advies=advies, inhoud=acties.Inhoud(**INHOUD), door=lid)
    acties.deel_mee(standpunt=neem_in(advies.onderwerp, ambtenaar), door=ambtenaar)
    scherm_af(dossier)

    geweigerd = klachten(acties.publiceer, standpunt=Standpunt.objects.get(), bevestigd=[], door=wie)

    assert geweigerd == ["Dit gaat over iets dat is afgeschermd. Het standpunt kan niet openbaar worden."]


def test_advice_on_a_plan_leads_to_the_plan_only_for_who_may_see_it(helmond: Profiel, client: Client) -> None:
    """A plan in the making has no shield of its own: its text is for who works on it, also when others advise on it."""
    h = helmond_concept()
    bron = vind_bron("plan", h.plan.pk, h.adviseur)
    assert bron is not None
    buiten = persoon("wijkorgaan", partij="wijkraad-dierdonk")
    assert vind_bron("plan", h.plan.pk, buiten) is None
    over = vraag(h.adviseur, bron=bron, partijen=[partij("wijkraad-brouwhuis"), partij("wijkraad-dierdonk")])

    assert [rij.pk for rij in over_bron("plan", h.plan.pk, h.adviseur)] == [over.pk]
    adres_van_plan = h.plan.get_absolute_url()
    for wie, ziet_plan in ((h.adviseur, True), (h.wijkraad, True), (buiten, False)):
        als(client, wie)
        pagina = client.get(over.get_absolute_url())
        assert pagina.status_code == 200
        assert (adres_van_plan in pagina.text) == ziet_plan
        assert client.get(adres_van_plan).status_code == (200 if ziet_plan else 404)
        assert "Wij willen een vaste plek" not in pagina.text
    assert over.gevoelig == "nee"
