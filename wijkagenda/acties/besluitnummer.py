"""The number of the college's decision comes back after the plan was established."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils import timezone

from wijkagenda.acties.begin import begin
from wijkagenda.acties.publiceren import maak_momentopname
from wijkagenda.models import Plan
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.logboek.service import noteer
from wijkwerk.publicatie.service import zoek_met_kennis
from wijkwerk.regels.service import Klacht


@transaction.atomic
def leg_besluitnummer_vast(*, plan: Plan, nummer: str, datum: date, orgaan: str, door: Gebruiker) -> Plan:
    """Record number, day and body on the plan; of a published plan a new state is published with it.

    What was published before keeps its bytes. Raises StapGeweigerd, for what the masking check finds in it too.
    """
    ook = []
    if datum > timezone.localdate():
        ook.append(Klacht("De datum van het besluit ligt in de toekomst.", "datum"))
    if (plan.besluit_nummer, plan.besluit_op, plan.besluit_van) == (nummer.strip(), datum, orgaan.strip()):
        ook.append(Klacht("Dit nummer is al vastgelegd.", "nummer"))
    # It will be published, and nobody looks at a preview of it.
    teksten = [("nummer", nummer), ("orgaan", orgaan)]
    gevonden = zoek_met_kennis(teksten, gebieden=frozenset({plan.gebied_id}), besloten=())
    ook += [Klacht(f"Dit wordt openbaar. {rij.uitleg}", rij.waar) for rij in gevonden]
    plan, _ = begin("besluitnummer", plan, door, ook=ook)
    plan.besluit_nummer, plan.besluit_op, plan.besluit_van = nummer.strip(), datum, orgaan.strip()
    plan.save(update_fields=["besluit_nummer", "besluit_op", "besluit_van"])
    noteer(
        door=door,
        stap="plan.besluitnummer",
        ding=plan,
        gegevens={"nummer": plan.besluit_nummer, "op": datum.isoformat(), "van": plan.besluit_van},
    )
    # By the system, as every night: who records a number need not have the right to publish.
    maak_momentopname(plan=plan)
    return plan
