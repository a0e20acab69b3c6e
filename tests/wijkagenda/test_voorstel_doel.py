"""What a proposal can become: a thing to do or to reach, never what was found out or how something went."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from signalen.acties import meld_zonder_account
from tests.hulp import gebied, persoon
from wijkagenda.voorstellen import alle_doelen, voorstelsoorten
from wijkwerk.profiel import Profiel

pytestmark = pytest.mark.django_db
WIJK = "nieuw-den-helder"


def test_a_proposal_goes_on_no_list_of_findings_or_judgments(client: Client, den_helder: Profiel) -> None:
    voorstel = meld_zonder_account(
        tekst="Een bank bij het veld.", soort=voorstelsoorten()[0].sleutel, gebied=gebied(WIJK)
    )
    doelen = alle_doelen(voorstel)
    assert {doel.soort.aard for doel in doelen} <= {"punt", "doel"}
    client.force_login(persoon("wijkmanager", gebied=WIJK))

    def kan(vorm: str, soort: str) -> int:
        adres = reverse("wijkagenda:voorstel_opname", args=[voorstel.pk, vorm, soort])
        return client.get(adres).status_code

    # Back to the proposal, with the reason: no such plan is being made yet.
    assert kan(doelen[0].vorm.sleutel, doelen[0].soort.sleutel) == 302
    for vorm in den_helder.planvormen:
        for soort in (*vorm.van_aard("bevinding"), *vorm.van_aard("toets")):
            assert kan(vorm.sleutel, soort.sleutel) == 404
    assert any(vorm.van_aard("toets") for vorm in den_helder.planvormen)
    tekst = client.get(reverse("wijkagenda:voorstel", args=[voorstel.pk])).text
    assert doelen[0].vorm.naam in tekst
    assert "Gebiedsmonitor" not in tekst
