"""What is done with others: advice, participation, budgets and prestatieafspraken."""

from __future__ import annotations

from collections.abc import Callable

from participatie.models import Traject
from tests.toegang.toneel.adviezen import Adviesscene
from tests.toegang.toneel.basis import Argumenten
from tests.toegang.toneel.budgetten import Budgetscene
from tests.toegang.toneel.participatie import Participatiescene, meedenkpunt, meedenksleutel
from tests.toegang.toneel.prestaties import Prestatiescene

ADVIEZEN: dict[str, Callable[[Adviesscene], Argumenten]] = {
    "adviezen:onderwerp": lambda a: {"pk": a.klaar.pk},
    "adviezen:advies": lambda a: {"pk": a.gevraagd.pk},
    "adviezen:verval": lambda a: {"pk": a.gevraagd.pk},
    "adviezen:verplaatsing": lambda a: {"pk": a.gegeven.pk},
    "adviezen:behandeling": lambda a: {"pk": a.gegeven.onderwerp_id},
    "adviezen:zaak": lambda a: {"pk": a.gegeven.onderwerp_id},
    "adviezen:standpunt": lambda a: {"pk": a.gegeven.onderwerp_id},
    "adviezen:mededeling": lambda a: {"pk": a.klaar.pk},
    "adviezen:afronding": lambda a: {"pk": a.klaar.pk},
    "adviezen:informatie": lambda a: {"pk": a.informatie.pk},
    "adviezen:stuk": lambda a: {"pk": a.informatie.pk},
    "adviezen:publicatie": lambda a: {"pk": a.klaar.pk},
}


def _traject(p: Participatiescene) -> Argumenten:
    return {"pk": p.traject.pk}


PARTICIPATIE: dict[str, Callable[[Participatiescene], Argumenten | None]] = {
    "participatie:traject": _traject,
    "participatie:wijziging": _traject,
    "participatie:betrokkene-nieuw": _traject,
    "participatie:betrokkene": lambda p: {"pk": p.traject.betrokkenen.get().pk},
    "participatie:betrokkene-weg": lambda p: {"pk": p.traject.betrokkenen.get().pk},
    "participatie:weging": _traject,
    "participatie:trede": _traject,
    "participatie:raadpleging": _traject,
    "participatie:raad": lambda p: _traject(p) | {"instemming": p.instemming.pk} if p.instemming else None,
    "participatie:besluit": _traject,
    "participatie:publicatie": _traject,
    "participatie:protocol": _traject,
    "participatie:stap": lambda p: _eerste_stap(p.loopt),
    "participatie:afronding": lambda p: {"pk": p.loopt.pk},
    "participatie:notitie": lambda p: {"pk": p.loopt.pk},
    "participatie:inbreng-nieuw": lambda p: {"pk": p.loopt.pk},
    "participatie:inbreng": lambda p: {"pk": p.inbreng.pk},
    "participatie:toets": lambda p: {"pk": p.overzicht.pk} if p.overzicht else None,
    "participatie:overnemen": lambda p: {"pk": p.overzicht.pk} if p.overzicht else None,
    "participatie:verzending": lambda p: {"pk": p.overzicht.pk} if p.overzicht else None,
    "participatie:adressen": lambda p: {"pk": p.overzicht.items.get().pk} if p.overzicht else None,
    "meedenken:begin": meedenkpunt,
    "meedenken:kijk": meedenksleutel,
    "meedenken:bevestiging": meedenksleutel,
    "meedenken:einde": meedenksleutel,
    "participatie:belangstelling": lambda p: {"pk": p.overzicht.items.get().pk} if p.overzicht else None,
    "participatie:belangstelling-weg": lambda p: {"pk": p.belangstelling.pk} if p.belangstelling else None,
    "participatie:antwoord": lambda p: {"pk": p.belangstelling.pk} if p.belangstelling else None,
}


def _eerste_stap(traject: Traject) -> Argumenten | None:
    stap = traject.protocolstappen.first()
    return {"pk": stap.pk} if stap else None


PRESTATIES: dict[str, Callable[[Prestatiescene], Argumenten]] = {
    "prestaties:rekenblad": lambda p: {"vorm": "csv"},
    "prestaties:publicatie": lambda p: {
        "jaar": p.loopt.begin.year,
        "gebied": p.levering.gebied.sleutel,
    },
    "prestaties:afspraak": lambda p: {"pk": p.loopt.pk},
    "prestaties:wijziging": lambda p: {"pk": p.ligt_voor.pk},
    "prestaties:voorlegging": lambda p: {"pk": p.ligt_voor.pk},
    "prestaties:vervallen": lambda p: {"pk": p.ligt_voor.pk},
    "prestaties:instemming": lambda p: {"pk": p.ligt_voor.pk},
    "prestaties:levering": lambda p: {"pk": p.loopt.pk},
    "prestaties:terugneming": lambda p: {"pk": p.loopt.pk, "levering": p.levering.pk},
    "prestaties:controle": lambda p: {"pk": p.loopt.pk},
    "prestaties:reactie": lambda p: {"pk": p.controle.afspraak_id, "controle": p.controle.pk},
    "prestaties:vaststelling": lambda p: {"pk": p.controle.afspraak_id, "controle": p.controle.pk},
    "prestaties:overneming": lambda p: {"pk": p.loopt.pk},
    "prestaties:einde": lambda p: {"pk": p.loopt.pk},
    "prestaties:afsluiting": lambda p: {"pk": p.loopt.pk},
}
BUDGETTEN: dict[str, Callable[[Budgetscene], Argumenten]] = {
    "budgetten:verdeling": lambda b: {"budget": b.pot.budget},
    "budgetten:nieuw": lambda b: {"budget": b.pot.budget},
    "budgetten:pot": lambda b: {"pk": b.pot.pk},
    "budgetten:publicatie": lambda b: {"pk": b.pot.pk},
    "budgetten:benaming": lambda b: {"pk": b.gekregen.pk},
    "budgetten:vergoeding": lambda b: {"pk": b.vergoeding.jaarbudget_id},
    "budgetten:vergoeding-weg": lambda b: {
        "pk": b.vergoeding.jaarbudget_id,
        "vergoeding": b.vergoeding.pk,
    },
    "budgetten:aanvraag": lambda b: {"pk": b.open.pk},
    "budgetten:oordeel": lambda b: {"pk": b.open.pk, "oordeel": b.oordeel, "criterium": b.criterium},
    "budgetten:toekenning": lambda b: {"pk": b.open.pk},
    "budgetten:afwijzing": lambda b: {"pk": b.open.pk},
    "budgetten:melding": lambda b: {"pk": b.open.pk},
    "budgetten:uitvoering": lambda b: {"pk": b.gekregen.pk},
    "budgetten:verantwoording": lambda b: {"pk": b.gekregen.pk},
    "budgetten:teruglegging": lambda b: {"pk": b.klaar.pk},
    "budgetten:vaststelling": lambda b: {"pk": b.klaar.pk},
}
