"""Information to bodies of residents: who is told, in time or late, read when, and by whom."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from adviezen import acties
from adviezen.acties.informeren import Bericht as Verteld
from adviezen.models import Informatie
from adviezen.service import werkvoorraad
from tests.adviezen.toneel import adres, adviseur, als, dag, geef, vakambtenaar, vraag, wijkorgaan
from tests.hulp import gebied, partij, persoon
from wijkwerk.berichten.models import Bericht
from wijkwerk.profiel import Profiel

pytestmark = pytest.mark.django_db


def formulier(**anders: Any) -> dict[str, Any]:
    return {
        "gebied": gebied("brouwhuis").pk,
        "titel": "Werk aan het riool",
        "tekst": "Vanaf het voorjaar.",
        "partijen": [partij("wijkraad-brouwhuis").pk],
        **anders,
    }


def vertel(**anders: Any) -> Informatie:
    gegevens: dict[str, Any] = {"titel": "Werk aan het riool", "tekst": "Vanaf het voorjaar."}
    gegevens |= {naam: anders.pop(naam) for naam in list(anders) if naam in Verteld.__dataclass_fields__}
    return acties.geef_informatie(
        gebied=gebied("brouwhuis"),
        partijen=[partij("wijkraad-brouwhuis")],
        bericht=Verteld(**gegevens),
        door=anders.pop("door", None) or vakambtenaar(),
        **anders,
    )


@pytest.mark.eis("HEL-71")
def test_a_body_is_told_on_a_theme_and_its_first_reading_is_kept(helmond: Profiel, client: Client) -> None:
    lid, ambtenaar = wijkorgaan(), adviseur()
    thema = helmond.themas[0]
    als(client, ambtenaar).post(adres("informatie-nieuw"), formulier(thema=thema.sleutel))

    rij = Informatie.objects.get()
    assert Bericht.objects.get(soort="informatie-gegeven").ontvanger == lid
    assert [taak.titel for taak in werkvoorraad(lid)] == ["Informatie: Werk aan het riool"]
    assert "nog niet" in client.get(adres("informatielijst")).text

    assert "Vanaf het voorjaar." in als(client, lid).get(rij.get_absolute_url()).text

    gelezen = rij.ontvangsten.get().gelezen_op
    assert gelezen is not None
    assert list(werkvoorraad(lid)) == []
    client.get(rij.get_absolute_url())
    assert rij.ontvangsten.get().gelezen_op == gelezen
    assert "nog niet" not in als(client, ambtenaar).get(adres("informatielijst")).text


def test_who_only_looks_reads_for_nobody(helmond: Profiel, client: Client) -> None:
    rij = vertel()

    als(client, vakambtenaar()).get(rij.get_absolute_url())

    assert rij.ontvangsten.get().gelezen_op is None


@pytest.mark.eis("HEL-23")
@pytest.mark.parametrize(("dagen", "laat"), [(14, False), (13, True)])
def test_late_before_the_decision_is_warned_of(
    helmond: Profiel, client: Client, dagen: int, laat: bool
) -> None:
    rij = vertel(voor_datum=dag(dagen))

    pagina = als(client, wijkorgaan()).get(rij.get_absolute_url()).text

    assert ("Deze informatie kwam laat" in pagina) is laat
    assert ("Te laat" in client.get(adres("informatielijst")).text) is laat


@pytest.mark.eis("HEL-23")
def test_for_an_advice_the_day_of_that_advice_counts(helmond: Profiel, client: Client) -> None:
    ambtenaar = vakambtenaar()
    over = vraag(ambtenaar, uiterlijk=dag(10), besluitdatum=dag(90))
    als(client, ambtenaar).post(
        f"{adres('informatie-nieuw')}?onderwerp={over.pk}",
        {"titel": "De tekeningen", "tekst": "Zie de site.", "partijen": [partij("wijkraad-brouwhuis").pk]},
    )

    rij = Informatie.objects.get()
    assert (rij.onderwerp, rij.voor_datum, rij.is_te_laat) == (over, dag(10), True)
    assert "De tekeningen" in als(client, wijkorgaan()).get(over.get_absolute_url()).text


@pytest.mark.parametrize(
    ("veld", "waarde", "bij"),
    [
        ("titel", "", "titel"),
        ("partijen", [], "partijen"),
        ("tekst", "", "tekst"),
        ("link", "http://x.nl", "link"),
        ("voor_datum", "0001-01-05", "voor_datum"),
    ],
)
def test_what_is_missing_is_said_at_its_field(
    helmond: Profiel, client: Client, veld: str, waarde: Any, bij: str
) -> None:
    antwoord = als(client, vakambtenaar()).post(adres("informatie-nieuw"), formulier(**{veld: waarde}))

    assert antwoord.status_code == 422
    assert antwoord.context["form"].has_error(bij)
    assert not Informatie.objects.exists()


def test_a_paper_is_a_pdf_for_who_was_told(helmond: Profiel, client: Client) -> None:
    als(client, vakambtenaar())
    geen = SimpleUploadedFile("plan.pdf", b"<html>")
    assert (
        client.post(adres("informatie-nieuw"), formulier(bestand=geen)).context["form"].has_error("bestand")
    )
    client.post(
        adres("informatie-nieuw"), formulier(bestand=SimpleUploadedFile("Het plan.pdf", b"%PDF-1.7 x"))
    )

    rij = Informatie.objects.get()
    antwoord = als(client, wijkorgaan()).get(adres("stuk", rij.pk))

    assert antwoord.content == b"%PDF-1.7 x"
    assert antwoord.headers["Content-Disposition"] == 'attachment; filename="het-plan.pdf"'
    assert rij.ontvangsten.get().gelezen_op is not None
    ander = als(client, persoon("wijkorgaan", partij="wijkraad-brandevoort"))
    assert ander.get(adres("stuk", rij.pk)).status_code == 404
    assert ander.get(rij.get_absolute_url()).status_code == 404


def test_a_body_of_residents_gives_none(helmond: Profiel, client: Client) -> None:
    assert als(client, wijkorgaan()).post(adres("informatie-nieuw"), formulier()).status_code == 403


def test_without_a_paper_there_is_none(helmond: Profiel, client: Client) -> None:
    assert als(client, vakambtenaar()).get(adres("stuk", vertel().pk)).status_code == 404


def test_the_list_is_per_area_and_costs_the_same(
    helmond: Profiel, client: Client, django_assert_num_queries: Any
) -> None:
    als(client, vakambtenaar()).get(adres("informatielijst"))
    for _ in range(3):
        vertel()

    with django_assert_num_queries(AANTAL):
        antwoord = client.get(f"{adres('informatielijst')}?gebied={gebied('brouwhuis').pk}")

    assert antwoord.text.count("Werk aan het riool") == 3
    elders = client.get(f"{adres('informatielijst')}?gebied={gebied('brandevoort').pk}")
    assert "Werk aan het riool" not in elders.text


AANTAL = 10


def test_who_may_not_see_the_subject_reads_no_title_of_it(helmond: Profiel, client: Client) -> None:
    """A resident's own title of unasked advice is neither shown to who is told, nor proposed for them."""
    over = geef(persoon("bewoner", gebied="brouwhuis"), titel="De heg van nummer twaalf").onderwerp
    ambtenaar = vakambtenaar()
    form = als(client, ambtenaar).get(f"{adres('informatie-nieuw')}?onderwerp={over.pk}").context["form"]
    rij = vertel(over=over, door=ambtenaar)

    assert form["titel"].value() == ""
    assert "De heg" in client.get(rij.get_absolute_url()).text
    assert "De heg" not in als(client, wijkorgaan()).get(rij.get_absolute_url()).text
