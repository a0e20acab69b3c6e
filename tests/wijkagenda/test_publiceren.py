"""Preview, masking check, publication, and the snapshots that follow."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from tests.hulp import persoon
from tests.publicatie.plaatsing import publiceer as druk
from tests.wijkagenda.plannen import Helmond, dag, helmond_concept, helmond_gepubliceerd, helmond_vastgesteld
from wijkagenda import acties, tasks
from wijkagenda.models import Herkomst, Plan
from wijkwerk.afspraken import service as afspraken
from wijkwerk.afspraken.models import Afspraak
from wijkwerk.profiel import Profiel
from wijkwerk.publicatie.service import Publicatie, ontdooi
from wijkwerk.regels.service import Klacht, StapGeweigerd

pytestmark = pytest.mark.django_db


@pytest.fixture
def klaar(client: Client, helmond: Profiel) -> Helmond:
    h = helmond_vastgesteld()
    client.force_login(h.adviseur)
    return h


def adres(h: Helmond) -> str:
    return reverse("wijkagenda:publicatie", args=[h.plan.pk])


def test_preview_shows_exactly_what_will_be_seen(client: Client, klaar: Helmond) -> None:
    tekst = client.get(adres(klaar)).text

    assert "Inlooptafel in het wijkhuis" in tekst
    assert "Niets gevonden" in tekst


def test_publishing_makes_one_frozen_publication(client: Client, klaar: Helmond) -> None:
    antwoord = druk(client, adres(klaar))

    [publicatie] = Publicatie.objects.all()
    assert antwoord.headers["Location"] == publicatie.get_absolute_url()
    assert "Inlooptafel in het wijkhuis" in client.get(publicatie.get_absolute_url()).text
    antwoord = druk(client, adres(klaar))
    assert antwoord.status_code == 422
    assert "al gepubliceerd" in antwoord.text
    assert Publicatie.objects.count() == 1


def test_what_is_published_is_what_was_previewed(client: Client, klaar: Helmond) -> None:
    """Somebody else changes the plan between the preview and the button: the new preview is shown, nothing is placed."""
    eerst = client.get(adres(klaar)).context["gezien"]
    klaar.plan.samenvatting = "Wij openen ook een buurttuin."
    klaar.plan.save(update_fields=["samenvatting"])

    for stuk in ({"gezien": eerst}, {}):
        antwoord = client.post(adres(klaar), stuk)
        assert antwoord.status_code == 422
        assert "Er veranderde iets sinds u dit voorbeeld zag." in antwoord.text
        assert "Wij openen ook een buurttuin." in antwoord.text
    assert not Publicatie.objects.exists()

    assert client.post(adres(klaar), {"gezien": antwoord.context["gezien"]}).status_code == 302
    assert Publicatie.objects.count() == 1


def test_what_is_found_is_acknowledged_one_by_one(client: Client, klaar: Helmond) -> None:
    klaar.plan.samenvatting = "Bel 0492-587777 of mail wijken@voorbeeld.example."
    klaar.plan.save(update_fields=["samenvatting"])

    pagina = client.get(adres(klaar)).text
    assert "telefoonnummer" in pagina
    assert druk(client, adres(klaar)).status_code == 422

    from wijkagenda.acties.publiceren import te_plaatsen

    sleutels = [bevinding.sleutel for bevinding in te_plaatsen(klaar.plan).bevindingen()]
    assert len(sleutels) == 2
    assert druk(client, adres(klaar), bevestigd=sleutels[:1]).status_code == 422
    assert druk(client, adres(klaar), bevestigd=sleutels).status_code == 302


def test_words_of_a_resident_never_get_out(client: Client, klaar: Helmond) -> None:
    from signalen.models import Signaal

    tekst = "De lantaarn bij ons achter is al weken stuk en het is er donker"
    signaal = Signaal.objects.create(
        jaar=2026,
        volgnummer=1,
        tekst=tekst,
        soort=klaar.plan.profiel.signaalsoorten[0].sleutel,
        gebied=klaar.plan.gebied,
        kanaal=klaar.plan.profiel.kanalen[0].sleutel,
        geregistreerd_door=klaar.adviseur,
    )
    Herkomst.objects.create(
        planitem=klaar.actie, soort="signaal", object_soort="signaal", object_id=signaal.pk, tekst="Signaal"
    )
    klaar.plan.samenvatting = f"Een bewoner zei: {tekst}."
    klaar.plan.save(update_fields=["samenvatting"])

    antwoord = druk(client, adres(klaar), bevestigd=["besloten|Samenvatting|x"])

    assert antwoord.status_code == 422
    assert "besloten of afgeschermd" in antwoord.text
    assert not Publicatie.objects.exists()


def test_an_afspraak_that_was_shielded_afterwards_has_no_words_in_public(
    client: Client, klaar: Helmond
) -> None:
    afspraak = Afspraak.objects.filter(planitems__plan=klaar.plan)[0]
    woorden = "Stadscoach belt elke week met het gezin op nummer twaalf"
    Afspraak.objects.filter(pk=afspraak.pk).update(gevoelig="ja", wat=woorden)

    assert woorden not in client.get(adres(klaar)).text
    klaar.plan.samenvatting = f"Wij doen dit: {woorden}."
    klaar.plan.save(update_fields=["samenvatting"])
    assert druk(client, adres(klaar), bevestigd=["besloten|Samenvatting|x"]).status_code == 422
    assert not Publicatie.objects.exists()


def test_the_name_of_a_melder_is_found(client: Client, klaar: Helmond) -> None:
    from signalen.models import Melder, Signaal

    melder = Melder()
    melder.zet_contact(naam="Truus van Voorbeeldhuizen")
    melder.save()
    signaal = Signaal(
        jaar=2026,
        volgnummer=2,
        tekst="Er ligt glas.",
        soort=klaar.plan.profiel.signaalsoorten[0].sleutel,
        gebied=klaar.plan.gebied,
        kanaal=klaar.plan.profiel.kanalen[0].sleutel,
        melder=melder,
        geregistreerd_door=klaar.adviseur,
    )
    signaal.zet_plek([klaar.plan.gebied])
    signaal.save()
    klaar.plan.samenvatting = "Met dank aan Truus van Voorbeeldhuizen."
    klaar.plan.save(update_fields=["samenvatting"])

    antwoord = druk(client, adres(klaar))

    assert antwoord.status_code == 422
    assert "Truus van Voorbeeldhuizen" in antwoord.text
    assert not Publicatie.objects.exists()


def test_without_the_right_no_preview_either(client: Client, klaar: Helmond) -> None:
    client.force_login(klaar.wijkraad)

    assert client.get(adres(klaar)).status_code == 403
    assert client.post(adres(klaar)).status_code == 403


def test_a_concept_cannot_be_published(client: Client, helmond: Profiel) -> None:
    h = helmond_concept()
    client.force_login(h.adviseur)

    assert client.post(adres(h)).status_code == 422
    assert not Publicatie.objects.exists()


def test_who_does_it_is_a_party_or_a_function(client: Client, helmond: Profiel) -> None:
    from wijkwerk.gebruikers.houder import Houder

    h = helmond_vastgesteld()
    iemand = persoon("vakambtenaar", naam="Zzmarker Interne-Naam")
    assert h.actie.afspraak is not None
    h.actie.afspraak.houder = Houder(persoon=iemand)
    h.actie.afspraak.save()

    publicatie = acties.publiceer(plan=h.plan, bevestigd=set(), door=h.adviseur)

    assert "Zzmarker" not in str(publicatie.inhoud)
    assert ontdooi(publicatie.inhoud).afspraken()[0].wie == "medewerker"


# --- how it goes since


def test_night_task_publishes_only_what_changed(helmond: Profiel) -> None:
    h = helmond_gepubliceerd()
    tasks.werk_publicaties_bij()
    assert Publicatie.objects.count() == 1
    assert h.actie.afspraak is not None
    afspraken.verzet(
        afspraak=h.actie.afspraak, uiterlijk=dag(200), reden="De zaal is bezet.", door=h.adviseur
    )

    tasks.werk_publicaties_bij()
    tasks.werk_publicaties_bij()

    opname = Publicatie.objects.get(aard="voortgang")
    [afspraak] = ontdooi(opname.inhoud).afspraken()
    assert (afspraak.uitgesteld, afspraak.uiterlijk, afspraak.reden) == (1, dag(200), "De zaal is bezet.")


def test_a_plan_that_may_not_be_told_of_does_not_stop_the_others(
    helmond: Profiel, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """What was adopted stands since then in a closed part too. The words that were found are not logged."""
    h = helmond_gepubliceerd()
    gevraagd = []

    def weiger(*, plan: Plan) -> None:
        gevraagd.append(plan)
        raise StapGeweigerd((Klacht("Dit staat ook in een besloten deel: geheim."),))

    monkeypatch.setattr("wijkagenda.tasks.maak_momentopname", weiger)

    tasks.werk_publicaties_bij()

    assert gevraagd == [h.plan]
    assert f"plan {h.plan.pk} is niet gepubliceerd (1 klachten)" in caplog.text
    assert "geheim" not in caplog.text


def test_a_bottleneck_says_why_and_says_no_names(helmond: Profiel) -> None:
    h = helmond_gepubliceerd()
    assert h.actie.afspraak is not None
    redenen = []
    for tekst in ("De eigenaar is nog niet bekend.", "Meneer Jansen neemt niet op."):
        afspraken.werk_bij(afspraak=h.actie.afspraak, stand="knelpunt", tekst=tekst, door=h.wocom)
        opname = acties.maak_momentopname(plan=h.plan)
        assert opname is not None
        redenen.append(ontdooi(opname.inhoud).afspraken()[0].reden)

    assert redenen == ["De eigenaar is nog niet bekend.", ""]


def test_the_adopted_text_itself_never_moves(helmond: Profiel) -> None:
    h = helmond_gepubliceerd()
    h.plan.samenvatting = "Achteraf veranderd."
    h.plan.save(update_fields=["samenvatting"])
    assert h.actie.afspraak is not None
    afspraken.werk_bij(afspraak=h.actie.afspraak, stand="loopt", tekst="Begonnen.", door=h.wocom)

    opname = acties.maak_momentopname(plan=h.plan)

    assert opname is not None
    assert "Achteraf" not in str(opname.inhoud)


def test_an_explanation_with_a_name_waits_until_it_is_mended(helmond: Profiel) -> None:
    h = helmond_gepubliceerd()
    assert h.actie.afspraak is not None
    h.actie.afspraak.uiterlijk = dag(-1)
    h.actie.afspraak.save(update_fields=["uiterlijk"])
    afspraken.beoordeel(
        afspraak=h.actie.afspraak,
        nagekomen="nee",
        toelichting="Mevrouw De Vries is ziek, bel 0492-587777.",
        door=h.adviseur,
    )

    opname = acties.maak_momentopname(plan=h.plan)

    assert opname is not None
    [afspraak] = ontdooi(opname.inhoud).afspraken()
    assert (afspraak.nagekomen, afspraak.uitleg) == ("nee", "")


def test_button_publishes_how_it_goes(client: Client, helmond: Profiel) -> None:
    h = helmond_gepubliceerd()
    assert h.actie.afspraak is not None
    afspraken.werk_bij(afspraak=h.actie.afspraak, stand="loopt", tekst="Begonnen.", door=h.wocom)
    url = reverse("wijkagenda:momentopname", args=[h.plan.pk])
    client.force_login(h.wijkraad)
    assert client.post(url).status_code == 403
    client.force_login(h.adviseur)

    client.post(url)

    assert Publicatie.objects.filter(aard="voortgang").count() == 1
