"""Every kind of check, each allowed and refused, on a thing that belongs to no app."""

from __future__ import annotations

from datetime import date
from typing import Any, get_args

import pytest
from django.utils import timezone
from pydantic import TypeAdapter

from tests.hulp import gebied, partij, persoon
from wijkwerk.gebruikers.houder import Houder
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.gebruikers.rechten import Plek
from wijkwerk.logboek.service import noteer
from wijkwerk.profiel import Profiel
from wijkwerk.profiel.regels import Regel
from wijkwerk.regels.models import Beoordeling, Besluit, Instemming
from wijkwerk.regels.service import Betekenis, Onderwerp
from wijkwerk.regels.soorten import SOORTEN
from wijkwerk.wijken.service import met_voorouders

pytestmark = pytest.mark.django_db


def onderwerp(profiel: Profiel, betekenis: Betekenis | None = None, **extra: Any) -> Onderwerp:
    ding = gebied("visbuurt") if profiel.gemeente.code == "GM0400" else gebied(profiel.gebieden[-1].sleutel)
    return Onderwerp(
        object="proef",
        soort="proef",
        ding=ding,
        plek=Plek(met_voorouders([ding])),
        profiel=profiel,
        betekenis=betekenis or Betekenis(),
        **extra,
    )


def tupels(regel: dict[str, Any]) -> dict[str, Any]:
    """A rule as it is after reading: frozen."""
    return {naam: tuple(waarde) if isinstance(waarde, list) else waarde for naam, waarde in regel.items()}


def klachten(regel: dict[str, Any], op: Onderwerp, door: Gebruiker | None = None) -> list[str]:
    gelezen: Any = TypeAdapter(Regel).validate_python(
        {"bij": "plan.vaststellen", "eis": ("XX-01",), **tupels(regel)}
    )
    gevonden = list(SOORTEN[gelezen.soort](gelezen, op, door))
    assert all(klacht.eis == ("XX-01",) for klacht in gevonden)
    return [klacht.tekst for klacht in gevonden]


def test_verplicht(den_helder: Profiel) -> None:
    regel = {"soort": "verplicht", "velden": [{"sleutel": "motivering", "naam": "Motivering"}]}

    assert klachten(regel, onderwerp(den_helder)) == ["Vul in: Motivering."]
    assert klachten(regel, onderwerp(den_helder, gegevens={"motivering": "Omdat."})) == []


def test_verplicht_takes_no_and_zero_as_an_answer(den_helder: Profiel) -> None:
    regel = {"soort": "verplicht", "velden": [{"sleutel": "bereikt", "naam": "Bereikt", "soort": "ja-nee"}]}

    assert klachten(regel, onderwerp(den_helder, gegevens={"bereikt": False})) == []
    assert klachten(regel, onderwerp(den_helder, gegevens={"bereikt": 0})) == []


def test_verplicht_of_every_part(den_helder: Profiel) -> None:
    deel_vol = onderwerp(den_helder, gegevens={"prioriteit": "hoog"}, naam="Schoon")
    deel_leeg = onderwerp(den_helder, naam="Veilig")
    geheel = onderwerp(den_helder, Betekenis(onderdelen=lambda o, soort: [deel_vol, deel_leeg]))
    regel = {"soort": "verplicht", "velden": ["doel.prioriteit"]}

    assert klachten(regel, geheel) == ["Vul bij “Veilig” in: prioriteit."]


def test_minstens_and_hoogstens(den_helder: Profiel) -> None:
    twee = onderwerp(den_helder, Betekenis(relaties={"bewoners": lambda o, per: {"": 2}}))

    assert klachten({"soort": "minstens", "wat": "bewoners", "n": 2}, twee) == []
    assert klachten({"soort": "minstens", "wat": "bewoners", "n": 3}, twee) == [
        "Te weinig bij “bewoners”: 2. Nodig: ten minste 3."
    ]
    assert klachten({"soort": "hoogstens", "wat": "bewoners", "n": 2}, twee) == []
    assert klachten({"soort": "hoogstens", "wat": "bewoners", "n": 1}, twee) == [
        "Te veel bij “bewoners”: 2. Toegestaan: hoogstens 1."
    ]


def test_minstens_names_each_group_that_falls_short(den_helder: Profiel) -> None:
    per_partij = onderwerp(
        den_helder, Betekenis(relaties={"bijdragen": lambda o, per: {"Politie": 1, "Opbouwwerk": 0}})
    )

    assert klachten({"soort": "minstens", "wat": "bijdragen", "n": 1, "per": "partij"}, per_partij) == [
        "Te weinig bij “bijdragen” van “Opbouwwerk”: 0. Nodig: ten minste 1."
    ]


def test_beoordeeld(etten_leur: Profiel) -> None:
    regel = {"soort": "beoordeeld", "oordeel": "opnemen"}
    op = onderwerp(etten_leur)
    assert len(klachten(regel, op)) == 3

    door = persoon()
    for criterium in etten_leur.oordeel("opnemen").criteria:
        Beoordeling.objects.create(
            object_soort="gebied",
            object_id=op.ding.pk,
            oordeel="opnemen",
            criterium=criterium.sleutel,
            ja=True,
            door=door,
        )
    assert klachten(regel, op) == []

    Beoordeling.objects.filter(criterium="noodzaak-aangetoond").update(ja=False)
    [klacht] = klachten(regel, op)
    assert klacht.startswith("Niet voldaan: noodzaak aangetoond.")


def test_ingestemd_asks_every_holder(den_helder: Profiel) -> None:
    trekkers = (Houder(partij=partij("politie")), Houder(partij=partij("opbouwwerk")))
    op = onderwerp(den_helder, houders={"trekker": trekkers})
    Instemming.objects.create(
        object_soort="gebied",
        object_id=op.ding.pk,
        wie="partij:politie",
        stand="akkoord",
        door=persoon(),
        gegeven_op=timezone.now(),
    )

    assert klachten({"soort": "ingestemd", "wie": ["trekker"]}, op) == ["Nog niet akkoord: Opbouwwerk."]


def test_gehoord_takes_a_term_that_passed(den_helder: Profiel) -> None:
    op = onderwerp(den_helder)
    regel = {"soort": "gehoord", "wie": ["rol:adviseur"]}
    assert klachten(regel, op) == ["Nog niet gehoord: beleidsadviseur."]

    asked = Instemming.objects.create(object_soort="gebied", object_id=op.ding.pk, wie="rol:adviseur")
    assert len(klachten(regel, op)) == 1

    asked.stand = "verlopen"
    asked.save()
    assert klachten(regel, op) == []


def test_besloten(den_helder: Profiel) -> None:
    op = onderwerp(den_helder)
    regel = {"soort": "besloten", "door": ["rol:college"]}
    assert klachten(regel, op) == ["Leg eerst het besluit vast van: college."]

    Besluit.objects.create(
        object_soort="gebied",
        object_id=op.ding.pk,
        orgaan="rol:college",
        datum=date(2026, 5, 1),
        vastgelegd_door=persoon(),
    )
    assert klachten(regel, op) == []


def test_pas_na(den_helder: Profiel, settings: Any) -> None:
    regel = {"soort": "pas_na", "vorm": "gebiedsanalyse", "stand": "vastgesteld"}
    settings.STANDEN = ["tests.regels.test_soorten.stand_vastgesteld"]
    assert klachten(regel, onderwerp(den_helder)) == []

    settings.STANDEN = ["tests.regels.test_soorten.stand_concept"]
    assert klachten(regel, onderwerp(den_helder)) == ["Dit kan pas na: Gebiedsanalyse (vastgesteld)."]


def stand_vastgesteld(vorm: str, plek: Plek) -> str | None:
    return "vastgesteld"


def stand_concept(vorm: str, plek: Plek) -> str | None:
    return "concept"


def test_nooit_door(den_helder: Profiel) -> None:
    regel = {"soort": "nooit_door", "wie": ["rol:wijkconcierge"]}
    op = onderwerp(den_helder)

    assert klachten(regel, op, persoon("wijkconcierge", gebied="visbuurt")) == [
        "Met uw rol mag u deze stap niet zetten."
    ]
    assert klachten(regel, op, persoon("wijkmanager", gebied="visbuurt")) == []


def test_nooit_door_on_behalf_of(den_helder: Profiel) -> None:
    regel = {"soort": "nooit_door", "wie": ["rol:wijkconcierge"], "namens": ["kant:bewoners"]}
    concierge = persoon("wijkconcierge", gebied="visbuurt")

    assert klachten(regel, onderwerp(den_helder), concierge) == []
    assert len(klachten(regel, onderwerp(den_helder, gegevens={"namens": ["kant:bewoners"]}), concierge)) == 1


def test_vier_ogen(den_helder: Profiel) -> None:
    regel = {"soort": "vier_ogen", "na": ["voordragen"]}
    op, zelf = onderwerp(den_helder), persoon("wijkmanager", gebied="visbuurt")
    assert klachten(regel, op, zelf) == []

    noteer(door=zelf, stap="proef.voordragen", ding=op.ding)

    assert klachten(regel, op, zelf) == ["Dit moet iemand anders doen: u zette zelf al een eerdere stap."]
    assert klachten(regel, op, persoon("wijkmanager", gebied="visbuurt")) == []
    assert klachten(regel, op) == []


def test_schaal(bergen: Profiel) -> None:
    regel = {"soort": "schaal", "minimaal": "kern", "anders": "r-wijkniveau"}

    assert klachten(regel, onderwerp(bergen, gegevens={"schaalniveau": "kern"})) == []
    assert klachten(regel, onderwerp(bergen)) == ["Kies de schaal: voor welk gebied is dit van belang?"]
    [klacht] = klachten(regel, onderwerp(bergen, gegevens={"schaalniveau": "wijk"}))
    assert "Overleg op wijkniveau" in klacht


def test_bron(den_helder: Profiel) -> None:
    regel = {"soort": "bron", "uit": ["signaal", "gebiedsagenda"]}

    assert klachten(regel, onderwerp(den_helder, Betekenis(bronnen=lambda o: frozenset({"signaal"})))) == []
    assert len(klachten(regel, onderwerp(den_helder))) == 1


def test_samenloop(den_helder: Profiel) -> None:
    regel = {"soort": "samenloop", "op": ["gebied", "thema"], "dagen": 90}

    assert klachten(regel, onderwerp(den_helder)) == []
    op = onderwerp(den_helder, Betekenis(samenloop=lambda o, velden, dagen: ["Signaal 3"]))
    assert klachten(regel, op) == ["Er loopt al iets dat hierop lijkt: Signaal 3."]


def test_gemotiveerd_counts_how_often(helmond: Profiel) -> None:
    regel = {"bij": "signaal.verlengen", "soort": "gemotiveerd", "telt": True}
    op = onderwerp(helmond)
    assert klachten(regel, op) == ["Geef een reden."]

    noteer(door=persoon(), stap="signaal.verlengen", ding=op.ding, reden="eerste keer")
    assert klachten(regel, op) == ["Geef een reden. Dit gebeurde al 1 keer."]
    assert klachten(regel, onderwerp(helmond, gegevens={"reden": "Wacht op besluit."})) == []


def test_teruggekoppeld(helmond: Profiel) -> None:
    regel = {"soort": "teruggekoppeld", "aan": ["indiener"]}

    assert klachten(regel, onderwerp(helmond)) == ["Nog niet teruggekoppeld aan: indiener."]
    op = onderwerp(helmond, Betekenis(teruggekoppeld=lambda o: frozenset({"indiener"})))
    assert klachten(regel, op) == []


def test_every_kind_of_the_language_is_a_function(den_helder: Profiel) -> None:
    klassen = get_args(get_args(Regel)[0])
    soorten = {get_args(klasse.model_fields["soort"].annotation)[0] for klasse in klassen}

    # These three say something and refuse nothing by themselves: whom to tell, who sees, what goes outside.
    assert soorten - {"meldt", "afgeschermd", "verstrekking"} == set(SOORTEN)
