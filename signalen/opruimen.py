"""What leaves by itself: contact data past their term, and the words of shielded signals."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import models, transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from signalen.acties.initiatief.schild import wis_woorden
from signalen.acties.melder import vergeet
from signalen.models import (
    Foto,
    Initiatief,
    Melder,
    Overdracht,
    Signaal,
    SignaalQuerySet,
    Statusadres,
    Voortgangsbericht,
)
from wijkwerk.afspraken.models import Afspraak, Voortgang
from wijkwerk.berichten.termijnen import als_dag, plus_maanden
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.logboek.service import noteer

# So long before it happens the owner is told.
AANGEKONDIGD = timedelta(days=14)
GEWIST = "(gewist)"
TERMIJN_VOORBIJ = "De bewaartermijn is voorbij."


@transaction.atomic
def ruim_op() -> int:
    """Remove contact data past their term, and the words of shielded signals; return the number of rows touched."""
    vandaag = timezone.localdate()
    melders = Melder.objects.te_wissen(vandaag).select_for_update(of=("self",))
    weg = vergeet(melders, door=None, stap="signaal.melder-opruimen", reden=TERMIJN_VOORBIJ)
    grens = plus_maanden(vandaag, -actief_profiel().bewaren.contact)
    # Addresses on paper of who left no contact data.
    adressen = Statusadres.objects.filter(signaal__gesloten_op__date__lt=grens, signaal__melder=None)
    weg += adressen.delete()[0]
    weg += _wis_fotos(vandaag)
    gewist = 0
    for signaal in te_wissen_teksten(vandaag).select_for_update(of=("self",)):
        gewist += _wis_tekst(signaal)
    return weg + gewist


def _wis_fotos(dag: date) -> int:
    """Pictures leave by a term of their own, which may be shorter than that of the words."""
    fotos = Foto.objects.gesloten_voor(plus_maanden(dag, -actief_profiel().bewaren.foto))
    signalen = list(Signaal.objects.filter(pk__in=fotos.values("signaal")))
    aantal = fotos.delete()[0]
    for signaal in signalen:
        noteer(door=None, stap="signaal.foto-opruimen", ding=signaal)
    return aantal


def te_wissen_teksten(dag: date) -> SignaalQuerySet:
    """Shielded signals that closed so long ago on that day that their words leave; not while their initiative runs."""
    grens = plus_maanden(dag, -actief_profiel().bewaren.gevoelige_tekst)
    gesloten = Signaal.objects.filter(gevoelig="ja", stand=Signaal.Stand.GESLOTEN)
    loopt = Initiatief.objects.open().filter(signaal=OuterRef("pk"))
    return gesloten.filter(~Exists(loopt), gesloten_op__date__lt=grens).exclude(tekst="")


def binnenkort_gewist(dag: date) -> SignaalQuerySet:
    """Signals of which something leaves within two weeks: contact data, or the words."""
    straks = dag + AANGEKONDIGD
    return Signaal.objects.filter(
        Q(melder__bewaren_tot__lt=straks) | Q(pk__in=te_wissen_teksten(straks).values("pk"))
    ).select_related("gebied", "melder", "houder_partij", "houder_gebied", "houder_persoon")


def wisdag(signaal: Signaal, dag: date) -> date | None:
    """Return the first day from now on after which something of this signal leaves."""
    bewaren = actief_profiel().bewaren
    dagen = []
    if signaal.melder is not None and signaal.melder.bewaren_tot:
        dagen.append(signaal.melder.bewaren_tot)
    if signaal.gevoelig == "ja" and signaal.gesloten_op and signaal.tekst:
        dagen.append(plus_maanden(als_dag(signaal.gesloten_op), bewaren.gevoelige_tekst))
    return min((wis for wis in dagen if wis >= dag), default=None)


def _wis_tekst(signaal: Signaal) -> int:
    """Empty what was said, answered and told; kind, area and dates stay, so it is still counted."""
    signaal.tekst, signaal.waar, signaal.belevingsgebied, signaal.velden = "", "", "", {}
    signaal.lengte = signaal.breedte = None
    signaal.tekst_gewist_op = timezone.now()
    velden = ["tekst", "waar", "lengte", "breedte", "belevingsgebied", "velden", "tekst_gewist_op"]
    signaal.save(update_fields=velden)
    signaal.fotos.all().delete()
    Overdracht.objects.filter(signaal=signaal).update(antwoord="")
    signaal.antwoorden.update(motivering="", velden={})
    signaal.terugkoppelingen.exclude(reden="").update(reden=GEWIST)
    Voortgangsbericht.objects.filter(antwoord__signaal=signaal).update(tekst=GEWIST)
    for ding in (signaal, *wis_woorden(signaal)):
        _wis_afspraken(ding)
    noteer(door=None, stap="signaal.tekst-opruimen", ding=signaal)
    return 1


def _wis_afspraken(ding: models.Model) -> None:
    afspraken = Afspraak.objects.filter(bron_soort=ding._meta.model_name, bron_id=ding.pk)
    afspraken.update(wat=f"Deel van {ding}", resultaat="")
    afspraken.exclude(weigeringsreden="").update(weigeringsreden=GEWIST)
    Voortgang.objects.filter(afspraak__in=afspraken).update(tekst="")
