"""What waits for this person in signals: the one next step of each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone

from signalen.models import Antwoord, Deelactie, Overdracht, Signaal
from signalen.spreekuurtaken import spreekuurtaken
from signalen.termijnen import termijn_voor
from signalen.volgende import is_over_datum, volgende
from signalen.zicht import Niveau, geldt_in_q, niveau_van
from wijkwerk.afspraken.models import Afspraak
from wijkwerk.berichten.service import Taak
from wijkwerk.gebruikers.houder import houder_q
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.gebruikers.rechten import Recht
from wijkwerk.gebruikers.wie import is_een
from wijkwerk.gemeente.service import actief_profiel

# More than this nobody does today; the list of signals shows the rest.
HOOGSTENS = 100
MET_ANTWOORD = (Signaal.Stand.BEANTWOORD, Signaal.Stand.TERUGGEKOPPELD)


def werkvoorraad(gebruiker: Gebruiker) -> Iterator[Taak]:
    """Signals to send out, to answer, to report back and to close, and spreekuren of today."""
    profiel = actief_profiel()
    if not profiel.heeft("signalen"):
        return
    if profiel.heeft("spreekuren"):
        yield from spreekuurtaken(gebruiker)
    taken: list[tuple[Signaal, Taak]] = []
    for signaal in _wachtend(gebruiker):
        taak = _taak(signaal, gebruiker) if is_aan_zet(signaal, gebruiker) else None
        taak = taak or _bewaak(signaal, gebruiker)
        if taak is not None:
            taken.append((signaal, taak))
    yield from _per_dossier(taken)


def _per_dossier(taken: Iterable[tuple[Signaal, Taak]]) -> Iterator[Taak]:
    """Fifty signals of one dossier that wait for the same step are one task, with the first of their days."""
    samen: dict[tuple[int, str], list[tuple[Signaal, Taak]]] = {}
    for signaal, taak in taken:
        if signaal.dossier_id is None or niveau_van(signaal) != Niveau.ALLES:
            yield taak
        else:
            samen.setdefault((signaal.dossier_id, taak.knop), []).append((signaal, taak))
    for paren in samen.values():
        eerste, taak = paren[0]
        dossier = eerste.dossier
        if len(paren) == 1 or dossier is None:
            yield taak
        else:
            yield replace(
                taak,
                titel=f"{dossier} ({len(paren)} {actief_profiel().term('signaal').meer})",
                url=dossier.get_absolute_url(),
                sinds=min(ander.sinds for _, ander in paren if ander.sinds),
                uiterlijk=min((ander.uiterlijk for _, ander in paren if ander.uiterlijk), default=None),
                soort="dossier",
            )


def is_aan_zet(signaal: Signaal, gebruiker: Gebruiker) -> bool:
    """Whether it is this person that a signal waits for.

    Somebody with a role for the whole municipality may act on everything; it waits for them only when it is theirs,
    or when nobody with a role in the area or the party holds the right.
    """
    eigenaar = signaal.houder
    if signaal.geregistreerd_door_id == gebruiker.pk or (eigenaar and eigenaar.is_van(gebruiker)):
        return True
    plek = signaal.plek()
    hier = [vervulling.rol for vervulling in gebruiker.vervullingen if vervulling.geldt_in(plek)]
    if any(rol.bereik != "gemeente" for rol in hier):
        return True
    recht = (
        Recht.SIGNAAL_UITZETTEN
        if signaal.stand == Signaal.Stand.GEREGISTREERD
        else Recht.SIGNAAL_BEANTWOORDEN
    )
    return not _doet_iemand_dichterbij(recht)


def _kan_wachten(gebruiker: Gebruiker) -> Q:
    """`is_aan_zet` for a filter, and what is guarded (`_bewaak`): what is another's must not fill the hundred."""
    rollen = gebruiker.vervullingen
    if not any(vervulling.rol.bereik == "gemeente" for vervulling in rollen):
        return Q()
    beloofd = Q(stand__in=MET_ANTWOORD, definitief_op__lte=timezone.localdate())
    q = houder_q(gebruiker) | Q(geregistreerd_door=gebruiker) | beloofd
    for vervulling in rollen:
        if vervulling.rol.bereik != "gemeente":
            q |= geldt_in_q(vervulling)
    nieuw = Q(stand=Signaal.Stand.GEREGISTREERD)
    for recht, stand in ((Recht.SIGNAAL_UITZETTEN, nieuw), (Recht.SIGNAAL_BEANTWOORDEN, ~nieuw)):
        if not _doet_iemand_dichterbij(recht):
            q |= stand
    return q


def _doet_iemand_dichterbij(recht: Recht) -> bool:
    return any(recht in rol.mag and rol.bereik != "gemeente" for rol in actief_profiel().rollen)


def _wachtend(gebruiker: Gebruiker) -> list[Signaal]:
    """Open signals that may wait for this person, soonest first; with whether parts or a promise still hold them up.

    What holds one up is looked up per signal, for the hundred that are shown: as EXISTS it would be made for all.
    """
    open_deel = Deelactie.objects.filter(signaal=OuterRef("pk"), afspraak__stand__in=Afspraak.OPEN)
    samen = Afspraak.objects.open().filter(bron_soort="dossier", bron_id=OuterRef("dossier"), antwoorden=None)
    geweigerd = Deelactie.objects.filter(
        signaal=OuterRef("pk"), afspraak__stand=Afspraak.Stand.GEWEIGERD, opvolger=None
    )
    bij_systeem = Overdracht.objects.wachtend().filter(signaal=OuterRef("pk"))
    later = Antwoord.objects.geldend().filter(signaal=OuterRef("pk"), uitkomst="later")
    signalen = (
        Signaal.objects.zichtbaar_voor(gebruiker)
        .open()
        .annotate(
            wacht_op_deel=Coalesce(_eerste(open_deel), _eerste(samen)),
            wacht_op_systeem=_eerste(bij_systeem),
            is_geweigerd=_eerste(geweigerd),
            is_later=_eerste(later),
            definitief_op=Subquery(later.values("datum_definitief")[:1]),
        )
        .filter(
            ~Q(stand=Signaal.Stand.UITGEZET)
            | Q(wacht_op_deel=None, wacht_op_systeem=None)
            | Q(is_geweigerd__isnull=False),
            _kan_wachten(gebruiker),
        )
        .select_related(
            "gebied",
            "dossier",
            "herhaling_van",
            "initiatief",
            "houder_partij",
            "houder_gebied",
            "houder_persoon",
            "overdracht",
        )
    )
    return list(signalen.defer("zoekvector").order_by("uiterlijk", "pk")[:HOOGSTENS])


def _eerste(rijen: QuerySet[Any]) -> Subquery:
    """The id of one of them: true when there is any."""
    return Subquery(rijen.order_by().values("pk")[:1])


def _taak(signaal: Signaal, gebruiker: Gebruiker) -> Taak | None:
    stap = volgende(signaal, gebruiker)
    if stap is None:
        return None
    naam, knop = stap
    return Taak(
        titel=f"{signaal.titel} ({signaal.nummer})",
        waar=str(signaal.gebied),
        sinds=signaal.geregistreerd_op,
        uiterlijk=_uiterlijk(signaal, naam),
        url=reverse("signalen:detail", args=[signaal.pk]),
        knop=knop,
        afgeschermd=signaal.is_afgeschermd,
        soort="signaal",
    )


def _uiterlijk(signaal: Signaal, stap: str) -> date | None:
    if stap in {"uitzetting", "initiatief"}:
        return signaal.uitzetten_voor
    beloofd: date | None = getattr(signaal, "definitief_op", None)
    return beloofd or signaal.uiterlijk


def _bewaak(signaal: Signaal, gebruiker: Gebruiker) -> Taak | None:
    """A definite answer that stays away also waits for whoever the profile names, though another must give it (R10)."""
    if not is_over_datum(signaal):
        return None
    termijn = termijn_voor(
        actief_profiel(),
        signaal.soort,
        "beantwoorden",
        vanaf_datum="datum-definitief",
        dag=signaal.geregistreerd_op.date(),
    )
    eigenaar = signaal.houder
    if not (eigenaar and eigenaar.is_van(gebruiker)) and not (
        termijn and is_een(gebruiker, termijn.te_laat_naar, signaal.plek())
    ):
        return None
    return Taak(
        titel=f"Definitief antwoord blijft uit: {signaal.titel} ({signaal.nummer})",
        waar=str(signaal.gebied),
        sinds=signaal.geregistreerd_op,
        uiterlijk=getattr(signaal, "definitief_op", None),
        url=reverse("signalen:detail", args=[signaal.pk]),
        knop="Bekijk",
        afgeschermd=signaal.is_afgeschermd,
        soort="signaal",
    )
