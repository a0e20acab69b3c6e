"""Emptying a report by an approved list; with its last version goes what was noted at the meeting."""

from __future__ import annotations

from django.utils import timezone

from overleggen.models import Aantekening, Agendapunt, Overleg, Stuk, Verslag
from wijkwerk.afspraken.service import ruim_ongebruikte_op
from wijkwerk.publicatie.vernietigen import WEG
from wijkwerk.regels.models import Vernietigingsregel


def vernietig_verslag(*, verslag: Verslag, regel: Vernietigingsregel) -> None:
    """Inside a transaction that holds the report; the database refuses when the row of the list does not allow it."""
    verslag.inhoud, verslag.openbaar, verslag.openbare_correctie = [], [], ""
    verslag.correctie = WEG if verslag.versie > 1 else ""
    verslag.vernietigd_op, verslag.vernietigd_met = timezone.now(), regel
    verslag.save(
        update_fields=[
            "inhoud",
            "openbaar",
            "correctie",
            "openbare_correctie",
            "vernietigd_op",
            "vernietigd_met",
        ]
    )
    verslag.documenten.filter(sha256="").delete()
    verslag.documenten.update(pdf=b"")
    if not verslag.overleg.verslagen.filter(vernietigd_op=None).exists():
        _wis_notities(verslag.overleg, regel)


def _wis_notities(overleg: Overleg, regel: Vernietigingsregel) -> None:
    """The notes say the same as the report. That it was held, when and with whom stays."""
    punten = Agendapunt.objects.filter(overleg=overleg)
    Aantekening.objects.filter(deel__overleg=overleg).delete()
    Stuk.objects.filter(punt__in=punten).delete()
    # Who sends somebody else must say whom.
    overleg.aanmeldingen.exclude(toelichting="").update(toelichting=WEG)
    overleg.programma.update(gastheer="")
    Overleg.objects.filter(pk=overleg.pk).update(velden={})
    afspraken = set()
    for punt in punten:
        afspraken |= set(punt.afspraakregels.values_list("afspraak", flat=True))
        afspraken |= set(punt.informatievragen.values_list("afspraak", flat=True))
        punt.afspraakregels.all().delete()
        punt.informatievragen.all().delete()
        punt.titel, punt.toelichting, punt.aanleiding, punt.velden = "Vernietigd", "", "", {}
        punt.besluit, punt.terugkoppeling = "", ""
        # The rules of a point that was spoken of or taken off ask for a word.
        punt.uitkomst = WEG if punt.uitkomst else ""
        punt.afvoerreden = WEG if punt.afvoerreden else ""
        punt.save()
    # What an earlier meeting agreed, already destroyed, was kept because it was spoken of here.
    weg = Verslag.objects.exclude(vernietigd_op=None).exclude(
        overleg__in=Verslag.objects.filter(vernietigd_op=None).values("overleg")
    )
    ruim_ongebruikte_op(
        afspraken,
        bronnen={
            "overleg": weg.values("overleg"),
            "agendapunt": Agendapunt.objects.filter(overleg__in=weg.values("overleg")).values("pk"),
        },
        door=regel.lijst.besloten_door,
    )
