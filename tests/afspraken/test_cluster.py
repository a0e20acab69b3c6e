"""Who has a cluster of wijken guards everything that was agreed there, of whoever promised it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.hulp import gebied, partij, persoon
from wijkwerk.afspraken import acties
from wijkwerk.afspraken.models import Afspraak
from wijkwerk.afspraken.service import herinneringen
from wijkwerk.gebruikers.houder import Houder
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.huis.acties import Gebiedgegevens, bewaar_gebied
from wijkwerk.profiel import Profiel
from wijkwerk.wijken.models import Gebied

pytestmark = pytest.mark.django_db


def cluster(*wijken: str) -> Gebied:
    """As the beheerder enters it: a cluster, with these wijken in it."""
    boven = bewaar_gebied(
        gebied=None,
        gegevens=Gebiedgegevens(naam="Cluster oost", niveau="cluster", ouder=gebied("etten-leur")),
        door=None,
    )
    for naam in wijken:
        wijk = gebied(naam)
        bewaar_gebied(
            gebied=wijk, gegevens=Gebiedgegevens(naam=wijk.naam, niveau=wijk.niveau, ouder=boven), door=None
        )
    return boven


def spreek_af(wat: str, waar: str, houder: Houder, door: Gebruiker, dagen: int = 14) -> Afspraak:
    return acties.maak(
        wat=wat,
        houder=houder,
        uiterlijk=timezone.localdate() + timedelta(days=dagen),
        bron=gebied(waar),
        gebieden=[gebied(waar)],
        door=door,
    )


@pytest.mark.eis("ETL-25")
def test_a_wijkmanager_guards_what_was_agreed_in_the_cluster(etten_leur: Profiel, client: Client) -> None:
    """One list of all that everybody promised there, late first; who promised is reminded; and it is judged."""
    manager = persoon("wijkmanager", gebied=cluster("banakkers", "centrum-west"))
    ander = persoon("wijkmanager", gebied="buitengebied")
    surplus = persoon("partner", partij="surplus")
    vak = persoon("vakambtenaar")
    van_surplus = spreek_af("Langs de deuren", "banakkers", Houder(partij=partij("surplus")), vak, 3)
    van_gemeente = spreek_af("Stoep herstellen", "centrum-west", Houder(persoon=vak), vak, 20)
    spreek_af("Berm maaien", "buitengebied", Houder(persoon=vak), ander)

    client.force_login(manager)
    alles = client.get(reverse("afspraken:lijst"), {"van": "alle"}).text
    assert alles.index("Langs de deuren") < alles.index("Stoep herstellen")
    assert "Berm maaien" not in alles

    dag = van_surplus.uiterlijk + timedelta(days=1)
    op_tijd = herinneringen(van_surplus.uiterlijk)
    assert [rij.ontvanger for rij in op_tijd if rij.ding == van_surplus] == [surplus]
    # Past its day who guards it is reminded too, and nobody of another cluster.
    gemaand = {rij.ontvanger: rij for rij in herinneringen(dag) if rij.ding == van_surplus}
    assert set(gemaand) == {surplus, manager}
    assert gemaand[manager].moment != gemaand[surplus].moment
    assert gemaand[manager].titel == "Te laat bij Surplus Welzijn: Langs de deuren"
    Afspraak.objects.filter(pk=van_surplus.pk).update(uiterlijk=timezone.localdate() - timedelta(days=1))
    te_laat = client.get(reverse("afspraken:lijst"), {"van": "alle", "stand": "te-laat"}).text
    assert "Langs de deuren" in te_laat
    assert "Stoep herstellen" not in te_laat

    acties.zeg_toe(afspraak=van_gemeente, door=vak)
    acties.meld_klaar(afspraak=van_gemeente, resultaat="Ligt recht.", door=vak)
    oordeel = reverse("afspraken:oordeel", args=[van_gemeente.pk])
    client.force_login(ander)
    assert client.post(oordeel, {"nagekomen": "ja"}).status_code == 404
    client.force_login(manager)
    assert client.post(oordeel, {"nagekomen": "ja"}).status_code == 302
    van_gemeente.refresh_from_db()
    assert van_gemeente.nagekomen == "ja"
