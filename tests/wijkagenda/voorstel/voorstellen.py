"""Proposals of Etten-Leur: made, judged and put on an agenda."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from signalen.models import Signaal
from tests.hulp import gebied, partij, persoon
from tests.wijkagenda.plannen import bundel_als_nodig, dag, schrijf
from wijkagenda import acties
from wijkagenda.acties import Itemgegevens
from wijkagenda.models import Plan, Planitem
from wijkwerk.gebruikers.houder import Houder
from wijkwerk.gebruikers.models import Gebruiker

WIJK, ANDERE = "banakkers", "centrum-west"
SOORT = "voorstel-wijkagenda"
VOORWAARDEN = ("noodzaak-aangetoond", "duidelijk-wie-wat-doet", "besluit-van-ten-minste-de-gemeente")
WOORDEN = "De oversteek bij de school is gevaarlijk."


def in_twee_wijken(vakambtenaar: Gebruiker) -> Signaal:
    return acties.dien_in(
        soort=SOORT, tekst=WOORDEN, gebieden=[gebied(WIJK), gebied(ANDERE)], door=vakambtenaar
    )


def beoordeel(voorstel: Signaal, door: Gebruiker, *behalve: str, ja: bool = True) -> None:
    for criterium in VOORWAARDEN:
        if criterium not in behalve:
            acties.beoordeel_voorstel(
                signaal=voorstel,
                oordeel="opnemen",
                criterium=criterium,
                ja=ja,
                toelichting=f"Over {criterium}.",
                door=door,
            )


def gegevens(**meer: Any) -> Itemgegevens:
    waarden: dict[str, Any] = {
        "titel": "Een veilige oversteek",
        "velden": {"korte-termijn": "ja"},
        "trekker": Houder(partij=partij("wel")),
        "einddatum": dag(60),
    }
    return Itemgegevens(**(waarden | meer))


def neem_op(voorstel: Signaal, door: Gebruiker, **meer: Any) -> list[Planitem]:
    return acties.neem_voorstel_op(
        signaal=voorstel, vorm="wijkagenda", soort="onderwerp", gegevens=gegevens(**meer), door=door
    )


def opname_url(voorstel: Signaal) -> str:
    return reverse("wijkagenda:voorstel_opname", args=[voorstel.pk, "wijkagenda", "onderwerp"])


def stel_vast(plan: Plan) -> None:
    manager, wethouder = plan.gestart_door, persoon("wijkwethouder", gebied=plan.gebied)
    acties.bewerk(
        plan=plan,
        waarden={
            "communicatieparagraaf": "In de wijkkrant.",
            "participatieparagraaf": "Bewoners kiezen mee.",
        },
        versie=plan.versie,
        door=manager,
    )
    schrijf(plan, manager)
    bundel_als_nodig(plan, manager)
    acties.draag_voor(plan=plan, door=wethouder)
    acties.stel_vast(plan=plan, door=persoon("college"))
