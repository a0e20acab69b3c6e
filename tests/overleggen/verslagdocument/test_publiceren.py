"""The public report on the public site, and its correction."""

from __future__ import annotations

import pytest
from django.template.loader import render_to_string
from django.test import Client
from django.urls import reverse

from overleggen import acties
from overleggen.document import document_context
from overleggen.models import Overleg, Verslag, Verslagdocument
from tests.hulp import persoon
from tests.overleggen.verslagdocument.verslagen import MERK, OPEN, versie_nu
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.profiel import Profiel
from wijkwerk.publicatie.models import Publicatie
from wijkwerk.regels.service import StapGeweigerd

pytestmark = pytest.mark.django_db


def test_public_report_goes_to_the_site_after_the_check(
    client: Client, vastgesteld: Verslag, manager: Gebruiker
) -> None:
    client.force_login(manager)
    url = reverse("overleggen:verslag_publicatie", args=[vastgesteld.overleg_id])
    pagina = client.get(url)
    assert (pagina.status_code, OPEN in pagina.text, MERK in pagina.text) == (200, True, False)
    bevindingen = [b.sleutel for b in acties.te_plaatsen(vastgesteld).bevindingen()]

    # What was previewed is what is placed.
    anders = client.post(url, {"bevestigd": bevindingen, "gezien": "iets anders"})
    assert anders.status_code == 422
    assert "Er veranderde iets sinds u dit voorbeeld zag." in anders.text
    antwoord = client.post(url, {"bevestigd": bevindingen, "gezien": anders.context["gezien"]})

    publicatie = Publicatie.objects.get()
    assert antwoord["Location"] == publicatie.get_absolute_url()
    assert OPEN in str(publicatie.inhoud)
    assert MERK not in str(publicatie.inhoud)
    client.logout()
    openbaar = client.get(publicatie.get_absolute_url())
    assert (openbaar.status_code, MERK in openbaar.text) == (200, False)


def test_closed_words_that_slipped_into_the_open_part_stop_it(verslag: Verslag, manager: Gebruiker) -> None:
    zin = "Dit werd achter gesloten deuren gezegd over het gezin in de straat."
    Verslag.objects.filter(pk=verslag.pk).update(
        inhoud=[_met(deel, zin) for deel in verslag.inhoud],
        openbaar=[_met(deel, zin) for deel in verslag.openbaar],
    )
    verslag.overleg.punten.exclude(deel__toegang="openbaar").update(uitkomst=zin)
    verslag.refresh_from_db()
    acties.stel_vast(verslag=verslag, door=manager)

    with pytest.raises(StapGeweigerd):
        acties.publiceer(verslag=verslag, bevestigd=(), door=manager)
    assert not Publicatie.objects.exists()


def _met(deel: dict[str, object], zin: str) -> dict[str, object]:
    return {**deel, "punten": [{**punt, "uitkomst": zin} for punt in deel["punten"]]}  # type: ignore[attr-defined]


def test_a_concept_or_a_second_time_is_refused(verslag: Verslag, manager: Gebruiker) -> None:
    with pytest.raises(StapGeweigerd, match="eerst vast"):
        acties.publiceer(verslag=verslag, bevestigd=(), door=manager)
    acties.stel_vast(verslag=verslag, door=manager)
    verslag.refresh_from_db()
    bevestigd = [b.sleutel for b in acties.te_plaatsen(verslag).bevindingen()]
    acties.publiceer(verslag=verslag, bevestigd=bevestigd, door=manager)

    with pytest.raises(StapGeweigerd, match="al gepubliceerd"):
        acties.publiceer(verslag=verslag, bevestigd=bevestigd, door=manager)


def _publiceer(verslag: Verslag, door: Gebruiker) -> Publicatie:
    bevestigd = [rij.sleutel for rij in acties.te_plaatsen(verslag).bevindingen()]
    return acties.publiceer(verslag=verslag, bevestigd=bevestigd, door=door)


def test_a_correction_tells_everybody_what_changed_and_the_old_one_says_it_was_replaced(
    client: Client, vastgesteld: Verslag, manager: Gebruiker
) -> None:
    eerste = _publiceer(vastgesteld, manager)
    client.force_login(manager)
    url = reverse("overleggen:verbetering", args=[vastgesteld.overleg_id])
    assert "Wat leest iedereen daarover?" in client.get(url).content.decode()
    # A version stands on the site: then everybody is told.
    geweigerd = client.post(url, {"correctie": f"{MERK} was er niet.", "openbaar": ""})
    assert geweigerd.status_code == 422
    assert f"{MERK} was er niet." in geweigerd.content.decode()
    assert "wat iedereen over deze verbetering leest" in geweigerd.content.decode()

    uitleg = "Het aantal bomen klopte niet: het zijn er twaalf."
    assert client.post(url, {"correctie": f"{MERK} was er niet.", "openbaar": uitleg}).status_code == 302
    nieuw = vastgesteld.overleg.verslagen.get(versie=2)
    acties.stel_vast(verslag=nieuw, door=manager)
    nieuw.refresh_from_db()
    tweede = _publiceer(nieuw, manager)

    client.logout()
    oud, vers = (client.get(rij.get_absolute_url()) for rij in (eerste, tweede))
    assert oud.status_code == vers.status_code == 200
    assert "Dit verslag is vervangen" in oud.text
    assert tweede.get_absolute_url() in oud.text
    assert uitleg not in oud.text
    assert uitleg in vers.text
    assert "Dit verslag is vervangen" not in vers.text
    assert MERK not in oud.text + vers.text


def test_correction_stands_in_both_files_each_in_its_own_words(
    client: Client, vastgesteld: Verslag, manager: Gebruiker
) -> None:
    uitleg = "Het aantal bomen klopte niet."
    nieuw = acties.verbeter(
        overleg=vastgesteld.overleg, correctie=f"{MERK} verbeterd", openbaar=uitleg, door=manager
    )
    acties.stel_vast(verslag=nieuw, door=manager)

    teksten = {
        rij.soort: render_to_string("pdf/verslag.html", document_context(rij))
        for rij in Verslagdocument.objects.filter(verslag=nieuw).select_related("verslag__overleg")
    }
    assert f"{MERK} verbeterd" in teksten["volledig"]
    assert uitleg in teksten["openbaar"]
    assert MERK not in teksten["openbaar"]

    client.force_login(manager)
    pagina = client.get(reverse("overleggen:verslag", args=[nieuw.overleg_id]), {"versie": 1}).text
    assert "Deze versie is vervangen" in pagina
    # Somebody who reads the open part alone reads the public words alone.
    client.force_login(persoon("bewoner", gebied="centrum-west"))
    pagina = client.get(reverse("overleggen:verslag", args=[nieuw.overleg_id])).text
    assert uitleg in pagina
    assert MERK not in pagina


def test_without_a_public_version_nothing_public_is_asked(vastgesteld: Verslag, manager: Gebruiker) -> None:
    nieuw = acties.verbeter(overleg=vastgesteld.overleg, correctie="Een naam was fout.", door=manager)

    assert nieuw.openbare_correctie == ""


@pytest.mark.eis("HEL-40")
def test_a_form_that_is_not_open_is_not_published(client: Client, helmond: Profiel) -> None:
    """Where the profile shows the title only, the report stays inside."""
    vorm = helmond.overlegvorm("wijkwerkoverleg")
    assert vorm.openbaar == "titel"
    overleg = Overleg(vorm=vorm.sleutel)
    overleg.profielversie_id = versie_nu()

    assert not acties.kan_openbaar(Verslag(overleg=overleg, openbaar=[{"punten": []}]))
