"""A repeat of an earlier signal: counted with the first, without a term of its own, and told in its turn (R01)."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from signalen.acties.antwoord import beantwoord
from signalen.acties.basis import schrijf, vergrendel, zet_eigenaar
from signalen.acties.belofte import Samen
from signalen.models import Antwoord, Signaal
from signalen.regels import onderwerp, sleutel_van
from signalen.stroom import SIGNAAL
from signalen.termijnen import dag_voor
from signalen.verstrekken import klachten_buiten, leg_vast
from signalen.zicht import Niveau, zicht
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.regels.service import Klacht, StapGeweigerd, eis_stap


@transaction.atomic
def koppel_herhaling(*, signaal: Signaal, van: Signaal | None, door: Gebruiker) -> Signaal:
    """Mark it as a repeat of an earlier one, or take that back. Each keeps its own melder and terugkoppeling.

    While the first one waits for its answer the repeat has no term beside it; taken back it gets its own again.
    """
    signaal = vergrendel(signaal)
    van = Signaal.objects.select_related("herhaling_van").get(pk=van.pk) if van is not None else None
    if zicht(door, signaal) < Niveau.EIGEN or (van is not None and zicht(door, van) < Niveau.STAND):
        raise PermissionDenied("U mag deze signalen niet koppelen.")
    klachten = []
    # The first of a row of repeats is the one that counts them.
    eerste = van.herhaling_van or van if van is not None else None
    if eerste is not None and eerste.pk == signaal.pk:
        klachten.append(Klacht("Een signaal kan geen herhaling van zichzelf zijn.", "van"))
    if eerste is not None and signaal.herhalingen.exists():
        klachten.append(
            Klacht("Van dit signaal zijn zelf herhalingen bekend. Koppel die eerst anders.", "van")
        )
    eis_stap(SIGNAAL["afschermen"], onderwerp(signaal), door, stand=signaal.stand, ook=klachten)
    uitzetten_voor, uiterlijk = _termijnen(signaal, eerste)
    return schrijf(
        signaal,
        "herhaling",
        door,
        gegevens={"van": eerste.pk if eerste else None},
        herhaling_van=eerste,
        uitzetten_voor=uitzetten_voor,
        uiterlijk=uiterlijk,
    )


def _termijnen(signaal: Signaal, eerste: Signaal | None) -> tuple[date | None, date | None]:
    """Return (to be sent before, to be answered before): those of the first, or its own."""
    if signaal.stand != Signaal.Stand.GEREGISTREERD:
        return signaal.uitzetten_voor, signaal.uiterlijk
    if eerste is not None and eerste.stand in {Signaal.Stand.GEREGISTREERD, Signaal.Stand.UITGEZET}:
        return None, eerste.uiterlijk
    dag = timezone.localdate(signaal.geregistreerd_op)
    profiel = actief_profiel()
    return dag_voor(profiel, signaal.soort, "uitzetten", dag), dag_voor(
        profiel, signaal.soort, "beantwoorden", dag
    )


def over_te_nemen(signaal: Signaal) -> Antwoord | None:
    """The answer of the first, which fits this repeat; None when there is none, or it is of another kind or shield."""
    eerste = signaal.herhaling_van
    if eerste is None or eerste.soort != signaal.soort or eerste.gevoelig != signaal.gevoelig:
        return None
    return eerste.antwoorden.geldend().select_related("afspraak").first()


@transaction.atomic
def neem_antwoord_over(*, signaal: Signaal, door: Gebruiker) -> Antwoord:
    """Give the repeat the answer that the first one got, and the same owner; it is told to its own melder after that."""
    signaal = vergrendel(signaal)
    antwoord = over_te_nemen(signaal)
    eerste = signaal.herhaling_van
    if antwoord is None or eerste is None:
        raise StapGeweigerd((Klacht("Het eerste signaal heeft nog geen antwoord."),))
    if zicht(door, eerste) != Niveau.ALLES:
        raise PermissionDenied("U mag het antwoord op het eerste signaal niet lezen.")
    if signaal.houder is None and eerste.houder is not None:
        if buiten := klachten_buiten(signaal, [eerste.houder]):
            raise StapGeweigerd(tuple(buiten))
        zet_eigenaar(signaal, eerste.houder)
        leg_vast(signaal, [eerste.houder], door)
    velden = dict(antwoord.velden)
    houder = antwoord.afspraak.houder if antwoord.afspraak else None
    if houder is not None:
        velden["uitvoerder"] = sleutel_van(houder)
    samen = Samen(bron=eerste, afspraak=antwoord.afspraak)
    extra = {sleutel: waarde for sleutel, waarde in eerste.velden.items() if sleutel not in velden}
    return beantwoord(signaal=signaal, soort=antwoord.soort, velden=extra | velden, door=door, samen=samen)
