"""Writes on the register. Who may: the holder acts on its own, whoever guards or asked for it on the rest."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.db import models, transaction
from django.utils import timezone

from wijkwerk.afspraken.models import Afspraak, Voortgang
from wijkwerk.afspraken.regels import onderwerp
from wijkwerk.afspraken.stroom import STROOM
from wijkwerk.berichten.service import trek_in, zet_klaar, zet_klaar_voor
from wijkwerk.gebruikers.houder import Houder
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.gebruikers.wie import Wie
from wijkwerk.logboek.service import noteer
from wijkwerk.profiel import Selector
from wijkwerk.regels.service import Klacht, StandVeranderd, Toestemming, Uitkomst, eis_stap, wie_hoort_het
from wijkwerk.wijken.models import Gebied


class AlGemeld(StandVeranderd):
    """The same words of the same holder a moment ago: a second click, and nothing to do."""


@transaction.atomic
def maak(
    *,
    wat: str,
    houder: Houder,
    uiterlijk: date,
    bron: models.Model,
    gebieden: Iterable[Gebied],
    door: Gebruiker,
    gevoelig: str = "nee",
    besloten: bool = False,
    thema: str = "",
    toegezegd: bool = False,
    gegevens: Mapping[str, Any] | None = None,
    stil: bool = False,
) -> Afspraak:
    """Record that a party is asked something, or (with `toegezegd`) has promised it.

    With `stil` the caller tells whom the profile names, in words of its own (`wie_hoort_van`).

    `uiterlijk` is a day in the Netherlands. The right to ask is checked by the app whose thing it is about. Raises
    StapGeweigerd when the profile refuses it.
    """
    gebieden = list(gebieden)
    afspraak = Afspraak(
        wat=wat,
        uiterlijk=uiterlijk,
        eerste_uiterlijk=uiterlijk,
        stand=Afspraak.Stand.TOEGEZEGD if toegezegd else Afspraak.Stand.GEVRAAGD,
        gevoelig=gevoelig,
        besloten=besloten,
        thema=thema,
        bron_soort=bron._meta.model_name or "",
        bron_id=bron.pk,
        bron_vorm=getattr(bron, "vorm", "") or getattr(bron, "soort", ""),
        gevraagd_door=door,
    )
    afspraak.houder = houder
    afspraak.zet_plek(gebieden, [houder.partij] if houder.partij else [])
    ook = [] if wat.strip() else [Klacht("Schrijf op wat er gevraagd wordt.", "wat")]
    uitkomst = eis_stap(STROOM["maken"], onderwerp(afspraak, gegevens), door, stand="", ook=ook)
    afspraak.save()
    afspraak.gebieden.set(gebieden)
    noteer(
        door=door, stap="afspraak.maken", ding=afspraak, gegevens={"bron": afspraak.bron_soort, "id": bron.pk}
    )
    if not toegezegd:
        _vraag_per_mail(afspraak, houder)
    if not stil:
        zet_klaar_voor(uitkomst.meldt, "afspraak-gemaakt", ding=afspraak, plek=afspraak.plek())
    return afspraak


def wie_hoort_van(afspraak: Afspraak, gegevens: Mapping[str, Any]) -> Wie:
    """Return whom the profile wants told that this afspraak was made."""
    return wie_hoort_het("maken", onderwerp(afspraak, gegevens))


def _vraag_per_mail(afspraak: Afspraak, houder: Houder) -> None:
    """Tell the people of the holder; a party without anybody who has an account by its own address."""
    personen = list(houder.personen())
    for persoon in personen:
        zet_klaar("afspraak-gevraagd", ontvanger=persoon, ding=afspraak, wacht_minuten=10)
    if not personen and houder.partij is not None and houder.partij.e_mail:
        adressant = ("partij", houder.partij.pk)
        zet_klaar("afspraak-gevraagd", adressant=adressant, ding=afspraak, wacht_minuten=10)


@transaction.atomic
def zeg_toe(*, afspraak: Afspraak, door: Gebruiker | None) -> Afspraak:
    """The holder takes it on (DHR-17). `door` None, here and below: the party itself, by the link in its mail."""
    afspraak, _ = _begin("toezeggen", afspraak, door)
    return _zet(afspraak, "afspraak.toezeggen", door, stand=Afspraak.Stand.TOEGEZEGD)


@transaction.atomic
def weiger(*, afspraak: Afspraak, reden: str, door: Gebruiker | None) -> Afspraak:
    """The holder refuses, with a reason; it goes back to whoever asked (DHR-17, DHR-38)."""
    ook = [] if reden.strip() else [Klacht("Weigeren kan alleen met een reden.", "reden")]
    afspraak, _ = _begin("weigeren", afspraak, door, {"reden": reden}, ook)
    afspraak = _zet(
        afspraak, "afspraak.weigeren", door, stand=Afspraak.Stand.GEWEIGERD, weigeringsreden=reden
    )
    zet_klaar("afspraak-geweigerd", ontvanger=afspraak.gevraagd_door, ding=afspraak)
    return afspraak


@transaction.atomic
def werk_bij(
    *, afspraak: Afspraak, stand: str, tekst: str, door: Gebruiker | None, verwacht: date | None = None
) -> Afspraak:
    """The holder tells how it goes: loopt, knelpunt or later, with a line; whoever asked is told of the last two.

    `verwacht` is the day on which the holder now thinks it will be done. The day that was agreed moves only when whoever
    asked moves it (`verzet`), and is counted then. Raises AlGemeld for the same words at the same moment.
    """
    # As it is now, not as it was when the page was opened.
    afspraak = _vergrendel(afspraak)
    ook: list[Klacht] = []
    if stand not in {Afspraak.Stand.LOOPT, Afspraak.Stand.KNELPUNT, Afspraak.Stand.LATER}:
        ook.append(Klacht("Kies: loopt, knelpunt of later.", "stand"))
    if stand != Afspraak.Stand.LOOPT and not tekst.strip():
        ook.append(Klacht("Schrijf op wat er aan de hand is.", "tekst"))
    if stand != Afspraak.Stand.LATER:
        verwacht = None
    elif verwacht is not None and verwacht <= afspraak.uiterlijk:
        ook.append(Klacht("De nieuwe datum ligt na de oude.", "verwacht"))
    afspraak, _ = _begin("bijwerken", afspraak, door, {"reden": tekst}, ook)
    partij = afspraak.houder_partij if door is None else None
    regel = Voortgang(
        afspraak=afspraak, tekst=tekst.strip(), stand=stand, door=door, partij=partij, verwacht=verwacht
    )
    if any(regel.zegt_hetzelfde(eerder) for eerder in afspraak.voortgang.order_by("-pk")[:1]):
        raise AlGemeld((Klacht("Dit is net al gemeld."),))
    regel.save()
    if stand != Afspraak.Stand.LOOPT and afspraak.gevraagd_door != door:
        zet_klaar(
            "afspraak-hapert",
            ontvanger=afspraak.gevraagd_door,
            ding=afspraak,
            moment=f"voortgang:{regel.pk}",
            bundel=True,
        )
    return _zet(afspraak, "afspraak.bijwerken", door, stand=stand)


@transaction.atomic
def meld_klaar(*, afspraak: Afspraak, resultaat: str, door: Gebruiker | None) -> Afspraak:
    """The holder reports that it is done, with the result; whoever asked is told.

    What a plan promised says itself what the result is: there the click is enough.
    """
    nodig = not afspraak.is_uit_plan and not resultaat.strip()
    ook = [Klacht("Schrijf op wat het resultaat is.", "resultaat")] if nodig else []
    afspraak, _ = _begin("afronden", afspraak, door, None, ook)
    afspraak = _zet(
        afspraak,
        "afspraak.afronden",
        door,
        stand=Afspraak.Stand.KLAAR,
        resultaat=resultaat,
        klaar_op=timezone.now(),
    )
    zet_klaar("afspraak-klaar", ontvanger=afspraak.gevraagd_door, ding=afspraak)
    return afspraak


@transaction.atomic
def heropen(*, afspraak: Afspraak, door: Gebruiker) -> Afspraak:
    """The holder takes back that it is done, as long as nobody judged it: one click is easily a click too many.

    Not of a part of a signal, whose owner has gone on by then.
    """
    # As it is now, not as it was when the page was opened.
    afspraak = _vergrendel(afspraak)
    ook = [] if afspraak.is_uit_plan else [Klacht("Dit kan alleen bij een afspraak uit een plan.")]
    if afspraak.nagekomen:
        ook.append(Klacht("Er is al beoordeeld of de afspraak is nagekomen."))
    afspraak, _ = _begin("heropenen", afspraak, door, None, ook)
    trek_in("afspraak-klaar", afspraak, reden="Toch niet klaar.")
    return _zet(afspraak, "afspraak.heropenen", door, stand=Afspraak.Stand.LOOPT, klaar_op=None)


@transaction.atomic
def verzet(*, afspraak: Afspraak, uiterlijk: date, reden: str, door: Gebruiker) -> Afspraak:
    """Move the day, with a reason; counted for ever."""
    # As it is now, not as it was when the page was opened.
    afspraak = _vergrendel(afspraak)
    ook: list[Klacht] = []
    if not reden.strip():
        ook.append(Klacht("Geef een reden voor het verzetten.", "reden"))
    if uiterlijk <= afspraak.uiterlijk:
        ook.append(Klacht("De nieuwe datum ligt na de oude.", "uiterlijk"))
    afspraak, _ = _begin("verzetten", afspraak, door, {"reden": reden}, ook)
    return _zet(
        afspraak, "afspraak.verzetten", door, reden, uiterlijk=uiterlijk, uitgesteld=afspraak.uitgesteld + 1
    )


@transaction.atomic
def laat_vervallen(*, afspraak: Afspraak, reden: str, door: Gebruiker) -> Afspraak:
    ook = [] if reden.strip() else [Klacht("Geef een reden waarom de afspraak vervalt.", "reden")]
    afspraak, _ = _begin("vervallen", afspraak, door, {"reden": reden}, ook)
    return _zet(afspraak, "afspraak.vervallen", door, reden, stand=Afspraak.Stand.VERVALLEN)


@transaction.atomic
def beoordeel(*, afspraak: Afspraak, nagekomen: str, toelichting: str, door: Gebruiker) -> Afspraak:
    """Judge whether it was kept: ja, deels or nee, the last two with an explanation (ETL-50, BER-21)."""
    ook: list[Klacht] = []
    if nagekomen not in Afspraak.Nagekomen.values:
        ook.append(Klacht("Kies: nagekomen, deels of niet.", "nagekomen"))
    elif nagekomen != Afspraak.Nagekomen.JA and not toelichting.strip():
        ook.append(Klacht("Leg uit waarom de afspraak niet helemaal is nagekomen.", "toelichting"))
    # As it is now, not as it was when the page was opened.
    if not te_beoordelen(_vergrendel(afspraak)):
        ook.append(Klacht("Hierop is nog niet geantwoord. Beoordelen kan vanaf de afgesproken dag."))
    afspraak, _ = _begin("beoordelen", afspraak, door, None, ook)
    return _zet(
        afspraak,
        "afspraak.beoordelen",
        door,
        nagekomen=nagekomen,
        nagekomen_toelichting=toelichting,
        nagekomen_op=timezone.now(),
        nagekomen_door=door,
    )


def te_beoordelen(afspraak: Afspraak) -> bool:
    """Whether there is something to judge: of what nobody answered only when its day has come."""
    if afspraak.stand != Afspraak.Stand.GEVRAAGD:
        return True
    return afspraak.uiterlijk is not None and afspraak.uiterlijk <= timezone.localdate()


def _vergrendel(afspraak: Afspraak) -> Afspraak:
    return Afspraak.objects.select_for_update(of=("self",)).get(pk=afspraak.pk)


def _begin(
    stap: str,
    afspraak: Afspraak,
    door: Gebruiker | None,
    gegevens: Mapping[str, Any] | None = None,
    ook: Iterable[Klacht] = (),
) -> tuple[Afspraak, Uitkomst]:
    afspraak = _vergrendel(afspraak)
    return afspraak, eis_stap(
        STROOM[stap],
        onderwerp(afspraak, gegevens),
        door,
        stand=afspraak.stand,
        toestemming=toestemming(stap, afspraak, door) if door else None,
        ook=ook,
    )


def toestemming(stap: str, afspraak: Afspraak, door: Gebruiker) -> Toestemming:
    """The holder answers for the own afspraak, and nobody in its place; whoever asked may move, drop and judge it."""
    houder = afspraak.houder
    van_houder = STROOM[stap].naam in {"toezeggen", "weigeren", "bijwerken", "afronden", "heropenen"}
    if van_houder:
        ids = frozenset({door.pk}) if houder and houder.is_van(door) else frozenset[int]()
    else:
        ids = frozenset({afspraak.gevraagd_door_id})
    woord = "houder" if van_houder else "eigenaar"
    return Toestemming(wie=(Selector(woord, ""),), alleen=van_houder, betrokkenen={woord: ids})


def _zet(afspraak: Afspraak, stap: str, door: Gebruiker | None, reden: str = "", **velden: Any) -> Afspraak:
    for naam, waarde in velden.items():
        setattr(afspraak, naam, waarde)
    afspraak.save(update_fields=list(velden))
    noteer(door=door, stap=stap, ding=afspraak, reden=reden, gegevens={"stand": afspraak.stand})
    return afspraak


@transaction.atomic
def volg_bron(*, bron: models.Model, gevoelig: str, gebieden: Iterable[Gebied]) -> None:
    """Keep the afspraken of a source as narrow as the source: called in the source's transaction."""
    gebieden = list(gebieden)
    for afspraak in Afspraak.objects.filter(bron_soort=bron._meta.model_name, bron_id=bron.pk):
        afspraak.gevoelig = gevoelig
        afspraak.zet_plek(gebieden, [afspraak.houder_partij] if afspraak.houder_partij else [])
        afspraak.save(update_fields=["gevoelig", "plek_gebieden", "plek_partijen"])
        afspraak.gebieden.set(gebieden)


@transaction.atomic
def sluit(*, afspraken: Iterable[Afspraak], door: Gebruiker) -> None:
    """Its source moved behind closed doors, so it goes there too; what is closed stays so (HEL-40)."""
    open_ = [afspraak.pk for afspraak in afspraken if not afspraak.besloten]
    for afspraak in Afspraak.objects.select_for_update(of=("self",)).filter(pk__in=open_).order_by("pk"):
        afspraak.besloten = True
        afspraak.save(update_fields=["besloten"])
        noteer(door=door, stap="afspraak.sluiten", ding=afspraak)


def ruim_ongebruikte_op(ids: Iterable[int], *, bronnen: Mapping[str, Any], door: Gebruiker | None) -> None:
    """Remove those that came from one of `bronnen` (kind: ids), have ended and that nothing points at any more.

    An open one stays in the hands of its holder; one that was only spoken of there belongs to its own source.
    """
    eigen = models.Q(pk__in=[])
    for soort, bron_ids in bronnen.items():
        eigen |= models.Q(bron_soort=soort, bron_id__in=bron_ids)
    af = Afspraak.objects.filter(eigen, pk__in=ids, actieregel=None).exclude(stand__in=Afspraak.OPEN)
    for afspraak in af:
        try:
            with transaction.atomic():
                noteer(door=door, stap="afspraak.vernietigen", ding=afspraak)
                afspraak.delete()
        except models.ProtectedError:
            continue
