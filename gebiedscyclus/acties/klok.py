"""What the clock does each day: open the rounds that are due, and let every open one follow what happened."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from gebiedscyclus import planner
from gebiedscyclus.acties.rondes import loopt_op_tijd, maak, periode_van
from gebiedscyclus.acties.volgen import werk_bij
from gebiedscyclus.models import Ronde, Stap
from gebiedscyclus.zicht import lopende_cycli
from wijkwerk.profiel.rijen.plannen import Cyclus
from wijkwerk.wijken.models import Gebied


def werk_rondes_bij(*, dag: date) -> int:
    """The task of each day: open what is due, and let every open round follow; return how many were opened.

    Each round is a transaction of its own: killed halfway, the next run does the rest.
    """
    for pk in Ronde.objects.open().order_by("periode_van", "pk").values_list("pk", flat=True):
        werk_bij(ronde=Ronde(pk=pk))
    return sum(len(open_wat_moet(rij, dag)) for rij in lopende_cycli())


def open_wat_moet(rij: Cyclus, dag: date) -> list[Ronde]:
    """Open the rounds of one cycle that are due on a day and not there yet."""
    if rij.selectie or loopt_op_tijd(rij) is None:
        return []
    laatste: dict[int, Ronde] = {}
    for ronde in Ronde.objects.filter(cyclus=rij.sleutel).order_by("periode_van", "pk"):
        laatste[ronde.gebied_id] = ronde
    geopend = []
    for gebied in Gebied.objects.actief().filter(niveau__in=rij.niveaus).order_by("naam"):
        nieuw = _open(rij, gebied, dag, laatste.get(gebied.pk))
        geopend += [nieuw] if nieuw is not None else []
    return geopend


def _open(rij: Cyclus, gebied: Gebied, dag: date, laatste: Ronde | None) -> Ronde | None:
    periode = periode_van(rij, dag, _vorige(laatste) if laatste else None)
    if periode is None or (laatste is not None and laatste.periode_van >= periode.van):
        return None
    with transaction.atomic():
        gebied = Gebied.objects.select_for_update(of=("self",)).get(pk=gebied.pk)
        # Another run may have been here in the meantime.
        if Ronde.objects.van(rij.sleutel, gebied).filter(periode_van__gte=periode.van).exists():
            return None
        ronde = Ronde(cyclus=rij.sleutel, gebied=gebied)
        ronde.zet_plek([gebied])
        return maak(ronde, periode, dag, None)


def _vorige(ronde: Ronde) -> planner.Vorige:
    plan = (
        Stap.objects.filter(ronde=ronde, plan__isnull=False, vastgesteld_op__isnull=False)
        .order_by("volgorde")
        .first()
        if ronde.rij.frequentie is not None and ronde.rij.frequentie.anker == "vaststelling"
        else None
    )
    return planner.Vorige(ronde.periode_van, plan.vastgesteld_op if plan else None)
