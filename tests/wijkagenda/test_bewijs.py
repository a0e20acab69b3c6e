"""What a plan rests on goes frozen into the publication, the PDF, the page and the open data; small numbers do not."""

from __future__ import annotations

import json
from decimal import Decimal
from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse
from docx import Document
from hypothesis import given
from hypothesis import strategies as st

from tests.hulp import persoon
from tests.wijkagenda.cijferhulp import WIJK, laad_cijfers
from tests.wijkagenda.plannen import bundel_als_nodig, dag, kort_plan, voeg
from wijkagenda import acties
from wijkagenda.bevriezen import maak_inhoud
from wijkagenda.models import Plan, Planbron
from wijkwerk.docx import MIME
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.profiel import Profiel
from wijkwerk.publicatie.document import document_context
from wijkwerk.publicatie.models import Publicatie
from wijkwerk.publicatie.service import Cijferblok, Getal, Jaargetal, bevries, onderdruk, ontdooi

pytestmark = pytest.mark.django_db
DREMPEL = 5


@pytest.fixture
def manager(den_helder: Profiel) -> Gebruiker:
    laad_cijfers({2022: "46", 2023: "45", 2024: "44"})
    return persoon("wijkmanager", gebied=WIJK)


@pytest.fixture
def plan(manager: Gebruiker) -> Plan:
    """An established analysis with a figure, a story, and what residents said."""
    plan = kort_plan("gebiedsanalyse", WIJK, manager)
    for soort in ("kans", "ontwikkeling", "bedreiging"):
        acties.neem_op(item=voeg(plan, soort, f"Een {soort}", manager), door=manager)
    item = plan.items.get(soort="kans")
    acties.voeg_cijfer_toe(plan=plan, item=item, maat="koopwoningen", door=manager)
    acties.voeg_cijfer_toe(plan=plan, item=item, maat="inwoners", door=manager)
    acties.voeg_verhaal_toe(
        plan=plan, item=item, tekst="Het is hier stil.", verteld_door="bewoner", datum=dag(-3), door=manager
    )
    acties.leg_herkenning_vast(
        item=item,
        groep="bewoner",
        datum=dag(-2),
        uitkomst="aanvulling",
        aanvulling="Ook bij de haven.",
        door=manager,
    )
    bundel_als_nodig(plan, manager)
    return acties.stel_vast(plan=plan, door=manager)


@pytest.mark.eis("DHR-56", "DHR-57")
def test_figures_and_stories_are_published_with_origin_and_day(
    client: Client, plan: Plan, manager: Gebruiker
) -> None:
    rij = _publiceer(plan, manager)
    item = plan.items.get(soort="kans")

    pagina = client.get(reverse("publiek:gebied", args=[WIJK])).text
    punt = client.get(reverse("publiek:punt", args=[WIJK, plan.vorm, item.spoor])).text

    for tekst in (pagina, punt):
        assert "Koopwoningen in Nieuw Den Helder, 2024: 44 procent. Gemeente Den Helder: 54 procent." in tekst
        assert "<svg" in tekst
        assert "Het is hier stil." in tekst
        assert "Verteld door: bewoner" in tekst
        assert "Ook bij de haven." in tekst
    assert rij.inhoud["bronnen"][0]["cijfer"]["maat"] in {"koopwoningen", "inwoners"}


def _publiceer(plan: Plan, door: Gebruiker) -> Publicatie:
    return acties.publiceer(plan=plan, bevestigd=(), door=door)


def test_open_data_has_the_number_and_what_it_is_compared_with(
    client: Client, plan: Plan, manager: Gebruiker
) -> None:
    _publiceer(plan, manager)

    data = json.loads(client.get(reverse("publiek:open_data_json", args=[WIJK])).content)

    [koop] = [
        bron["cijfer"]
        for rij in data["plannen"]
        for bron in rij["bronnen"]
        if bron["cijfer"] and bron["cijfer"]["maat"] == "koopwoningen"
    ]
    waarden = {rij["naam"]: rij["getal"] for rij in koop["waarden"]}
    assert Decimal(waarden["Nieuw Den Helder"]) == 44
    assert Decimal(waarden["Nederland"]) == 57


def test_the_document_has_a_chart_with_words_and_a_table(plan: Plan) -> None:
    from django.template.loader import render_to_string
    from django.utils import timezone

    nu = Publicatie(geplaatst_op=timezone.now(), aard="vaststelling", nummer=0)
    html = render_to_string("pdf/plan.html", document_context(nu, maak_inhoud(plan)) | {"voordracht": ""})

    assert "Staafdiagram." in html
    assert "Lijndiagram." in html
    assert '<th scope="row">Nieuw Den Helder</th><td class="ww-getal">44</td>' in html
    assert "Waar het op steunt" not in html


def test_the_word_file_has_the_table_too(client: Client, plan: Plan, manager: Gebruiker) -> None:
    client.force_login(manager)

    antwoord = client.get(reverse("wijkagenda:docx", args=[plan.pk]))

    assert antwoord.status_code == 200
    assert antwoord["Content-Type"] == MIME
    document = Document(BytesIO(antwoord.content))
    tekst = " ".join(rij.text for rij in document.paragraphs)
    assert "Het is hier stil." in tekst
    assert "Staafdiagram" not in tekst
    cellen = {cel.text for tabel in document.tables for rij in tabel.rows for cel in rij.cells}
    assert {"Nieuw Den Helder", "44", "Gemeente Den Helder"} <= cellen


def test_frozen_content_is_read_back_the_same(plan: Plan) -> None:
    inhoud = maak_inhoud(plan)

    assert ontdooi(bevries(inhoud)[0]) == inhoud


def test_what_was_left_out_takes_its_figures_along(plan: Plan, manager: Gebruiker) -> None:
    plan.items.filter(soort="kans").update(stand="weggelaten")

    assert maak_inhoud(plan).bronnen == ()


def test_a_small_number_is_not_published(plan: Plan) -> None:
    """Of a count of fewer than the profile says no number, in no word and no chart (R08)."""
    bron = plan.bronnen.get(maat="inwoners")
    blok = bron.blok
    assert blok is not None
    klein = blok.model_copy(
        update={
            "eigen": blok.eigen.model_copy(update={"getal": "3"}),
            "gebieden": tuple(
                rij.model_copy(update={"getal": "3"}) if rij.eigen else rij for rij in blok.gebieden
            ),
            "reeks": (),
        }
    )
    Planbron.objects.filter(pk=bron.pk).update(cijfer=klein.model_dump(mode="json"), tekst=klein.zin)

    [gepubliceerd] = [b for b in maak_inhoud(plan).bronnen if b.cijfer and b.cijfer.maat == "inwoners"]

    assert gepubliceerd.cijfer is not None
    assert gepubliceerd.cijfer.eigen.getal is None
    assert "te klein om te laten zien" in gepubliceerd.tekst
    assert not any(rij.getal == "3" for rij in gepubliceerd.cijfer.gebieden)


# --- small numbers, whatever they are


@st.composite
def _blokken(draw: st.DrawFn) -> Cijferblok:
    aantallen = draw(st.lists(st.none() | st.integers(0, 20), min_size=1, max_size=6))
    gebieden = tuple(
        Getal(naam=str(n), getal=None if aantal is None else str(aantal), reden="geheim", eigen=n == 0)
        for n, aantal in enumerate(aantallen)
    )
    reeks = tuple(
        Jaargetal(naam=str(jaar), op=jaar, getal=str(draw(st.integers(0, 20)))) for jaar in (2023, 2024)
    )
    heel = Getal(naam="Gemeente", getal=str(sum(filter(None, aantallen))))
    return Cijferblok(
        maat="m",
        naam="Meldingen",
        periode="2024",
        telling=draw(st.booleans()),
        eigen=gebieden[0],
        gemeente=heel,
        nederland=heel,
        gebieden=gebieden,
        reeks=reeks,
    )


@given(_blokken())
def test_of_a_count_no_small_number_is_left_and_none_can_be_found_from_the_rest(blok: Cijferblok) -> None:
    na = onderdruk(blok, DREMPEL)

    if not blok.telling:
        assert na == blok
        return
    for rij in (na.eigen, *na.gebieden, *na.reeks):
        assert rij.getal is None or Decimal(rij.getal) == 0 or Decimal(rij.getal) >= DREMPEL
    weg = [rij for rij, was in zip(na.gebieden, blok.gebieden, strict=True) if rij != was]
    anderen = [rij for rij in blok.gebieden if rij.getal not in (None, "0")]
    # One alone could be found from the total.
    assert len(weg) != 1 or len(anderen) == 1
    if na.eigen.getal is None and blok.eigen.getal is not None:
        assert all(rij.getal is None for rij in na.reeks if rij.naam == na.periode)
