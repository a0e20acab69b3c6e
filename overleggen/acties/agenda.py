"""The agenda before and at the meeting: bring in, put on, order, take off."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.db.models import Max

from overleggen import bewaking, poort, zicht
from overleggen.acties.inbrenger import vertel_inbrenger
from overleggen.acties.overleg import haal
from overleggen.bronnen import Bron
from overleggen.models import Agendapunt, Agendapuntafspraak, Informatievraag, Overleg, Overlegdeel
from wijkwerk.afspraken import service as afspraken
from wijkwerk.afspraken.models import Afspraak
from wijkwerk.berichten.service import zet_klaar_voor
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.logboek.service import noteer
from wijkwerk.regels.service import Klacht

NIET_MEER = "Dit overleg is afgelopen; er kan niets meer op de agenda."
UIT_BESLOTEN = Klacht(
    "Dit is achter gesloten deuren afgesproken. Kies een deel met dezelfde mensen, of schrijf zelf een punt.",
    "deel",
)


@transaction.atomic
def draag_aan(
    *,
    overleg: Overleg,
    door: Gebruiker,
    titel: str = "",
    bron: Bron | None = None,
    toelichting: str = "",
    doel: str = Agendapunt.Doel.BESPREKEN,
    deel: Overlegdeel | None = None,
    dossier: bool = False,
    schaalniveau: str = "",
    aanleiding: str = "",
    van: Agendapunt | None = None,
    gegevens: Mapping[str, Any] | None = None,
) -> Agendapunt:
    """Bring a point in for a meeting: a matter of its own, something that exists (`bron`), or a point that moves (`van`).

    Everybody who takes part may, beside who has the right or the task (DHR-27). Raises StapGeweigerd.
    """
    overleg = haal(overleg)
    punt = Agendapunt(
        overleg=overleg,
        titel=(bron.titel if bron else titel).strip()[:200],
        toelichting=toelichting.strip(),
        doel=doel,
        bron_soort=bron.soort if bron else (Agendapunt.DOSSIER if dossier else Agendapunt.VRIJ),
        bron_id=bron.pk if bron else None,
        gevoelig=bron.gevoelig if bron else "nee",
        themas=list(bron.themas) if bron else [],
        schaalniveau=schaalniveau or (bron.niveau if bron else ""),
        aanleiding=aanleiding[:200],
        aangedragen_door=door,
        velden=dict(gegevens or {}),
    )
    if van is not None:
        _neem_over_van(punt, van)
    mogelijk = zicht.delen_voor(overleg, door)
    gekozen = deel or _standaarddeel([d for d in mogelijk if not _lekt(punt, d)] or mogelijk, van)
    ook = _kan_erbij(punt, gekozen, mogelijk)
    if gekozen is not None:
        punt.deel = gekozen
    poort.eis(punt, "aandragen", door, stand="", gegevens=gegevens, ook=ook, deelnemer_mag=True)
    punt.save()
    if bron is not None and bron.soort == "afspraak":
        afspraak = Afspraak.objects.get(pk=bron.pk)
        Agendapuntafspraak.objects.create(punt=punt, afspraak=afspraak, hoe=Agendapuntafspraak.Hoe.BESPROKEN)
    if van is not None:
        _volg_afspraken(punt, van)
        if is_opener(van.deel, punt.deel):
            van.informatievragen.update(punt=punt)
            _sluit_informatie(punt, door)
    noteer(
        door=door,
        stap="agendapunt.aandragen",
        ding=punt,
        gegevens={"overleg": overleg.pk, "bron": punt.bron_soort},
    )
    return punt


# What comes along of a matter that moves; in own words only what is no word of it.
_MEE = ("titel", "bron_soort", "bron_id", "gevoelig", "themas", "schaalniveau", "velden")
_MEE_IN_EIGEN_WOORDEN = ("themas", "schaalniveau")


def _neem_over_van(punt: Agendapunt, van: Agendapunt) -> None:
    """The same matter again: with its source and history, never copied. Postponed in its own form, that is counted.

    With a title of its own it is told in other words: then source and fields stay where they were (BER-06).
    """
    for veld in _MEE_IN_EIGEN_WOORDEN if punt.titel else _MEE:
        setattr(punt, veld, getattr(van, veld))
    if punt.titel != van.titel:
        punt.gevoelig = schild_van(van)
    punt.doorgeschoven_van = van
    punt.doorgeschoven = van.doorgeschoven + (punt.overleg.vorm == van.overleg.vorm)


def _volg_afspraken(punt: Agendapunt, van: Agendapunt) -> None:
    """The afspraken that still run are followed at the point that comes back: one afspraak, many meetings."""
    if is_opener(punt.deel, van.deel) or punt.titel != van.titel:
        return
    lopend = van.afspraakregels.filter(afspraak__stand__in=Afspraak.OPEN).values_list("afspraak", flat=True)
    Agendapuntafspraak.objects.bulk_create(
        Agendapuntafspraak(punt=punt, afspraak_id=pk, hoe=Agendapuntafspraak.Hoe.BESPROKEN)
        for pk in dict.fromkeys(lopend)
    )


def _sluit_informatie(punt: Agendapunt, door: Gebruiker) -> None:
    """What was asked while everybody could hear of the point is answered behind the doors where it is now (HEL-40)."""
    if is_besloten(punt):
        afspraken.sluit(afspraken=Afspraak.objects.filter(informatievraag__punt=punt), door=door)


def _standaarddeel(mogelijk: list[Overlegdeel], van: Agendapunt | None) -> Overlegdeel | None:
    """The part with the same key as before, else the first one where this person may be."""
    if van is not None:
        zelfde = [
            deel for deel in mogelijk if deel.sleutel == van.deel.sleutel or deel.toegang == van.deel.toegang
        ]
        return zelfde[0] if zelfde else None
    return mogelijk[0] if mogelijk else None


def _kan_erbij(punt: Agendapunt, deel: Overlegdeel | None, mogelijk: list[Overlegdeel]) -> list[Klacht]:
    overleg, klachten = punt.overleg, []
    if not (overleg.is_komend or overleg.is_gehouden):
        klachten.append(Klacht(NIET_MEER))
    if not punt.titel:
        klachten.append(Klacht("Schrijf op waar het punt over gaat.", "titel"))
    if deel is None or deel not in mogelijk:
        klachten.append(Klacht("In dit deel van het overleg kunt u geen punt inbrengen.", "deel"))
    zelfde = overleg.punten.exclude(stand=Agendapunt.Stand.AFGEVOERD)
    if punt.bron_id is not None and zelfde.van_bron(punt.bron_soort, punt.bron_id).exists():
        klachten.append(Klacht("Dit staat al op de agenda van dit overleg."))
    if deel is not None and _lekt(punt, deel):
        klachten.append(UIT_BESLOTEN)
    van = punt.doorgeschoven_van
    if van is not None and van.opvolgers.exclude(stand=Agendapunt.Stand.AFGEVOERD, uitkomst="").exists():
        klachten.append(Klacht("Dit punt staat al op een volgende agenda."))
    return klachten


# Who hears it, from many to few.
_KRING = (Overlegdeel.Toegang.OPENBAAR, Overlegdeel.Toegang.DEELNEMERS, Overlegdeel.Toegang.PROFESSIONALS)


def is_opener(deel: Overlegdeel, dan: Overlegdeel) -> bool:
    """Whether more people hear what is said in this part than in that one."""
    return _KRING.index(deel.toegang) < _KRING.index(dan.toegang)


def _lekt(punt: Agendapunt, deel: Overlegdeel) -> bool:
    """Whether more people would hear of a matter, or of an afspraak, than of the closed part it came from (HEL-40)."""
    van = punt.doorgeschoven_van
    if van is not None and punt.titel == van.titel and is_opener(deel, van.deel):
        return True
    if punt.bron_soort != "afspraak" or punt.bron_id is None or deel.toegang == _KRING[-1]:
        return False
    gemaakt = Agendapuntafspraak.objects.filter(
        hoe=Agendapuntafspraak.Hoe.GEMAAKT, afspraak=punt.bron_id, afspraak__besloten=True
    )
    gevraagd = Informatievraag.objects.filter(afspraak=punt.bron_id, afspraak__besloten=True)
    kringen = [*gemaakt.values_list("punt__deel__toegang", flat=True)]
    kringen += gevraagd.values_list("punt__deel__toegang", flat=True)
    return any(_KRING.index(deel.toegang) < _KRING.index(kring) for kring in kringen)


@transaction.atomic
def agendeer(
    *,
    punt: Agendapunt,
    door: Gebruiker,
    deel: Overlegdeel | None = None,
    doel: str = "",
    schaalniveau: str = "",
    titel: str = "",
    gegevens: Mapping[str, Any] | None = None,
) -> tuple[Agendapunt, tuple[Klacht, ...]]:
    """Put a point on the agenda. The rules of the profile guard what the meeting is about (BER-01, BER-09, HEL-81).

    `titel`: in the words of who makes the agenda, of a point that a resident brought in.
    """
    punt = haal_punt(punt)
    punt.titel = titel.strip() or punt.titel
    punt.deel = deel or punt.deel
    punt.doel = doel or punt.doel
    punt.schaalniveau = schaalniveau or punt.schaalniveau
    punt.velden = punt.velden | dict(gegevens or {})
    ook = [] if punt.overleg.is_komend or punt.overleg.is_gehouden else [Klacht(NIET_MEER)]
    if punt.deel.overleg_id != punt.overleg_id:
        ook.append(Klacht("Kies een deel van dit overleg.", "deel"))
    if _lekt(punt, punt.deel):
        ook.append(UIT_BESLOTEN)
    uitkomst = poort.eis(punt, "agenderen", door, gegevens=gegevens, ook=ook)
    hoogste = punt.overleg.punten.filter(deel=punt.deel).aggregate(hoogste=Max("volgorde"))["hoogste"] or 0
    punt.volgorde, punt.stand = hoogste + 1, Agendapunt.Stand.GEAGENDEERD
    bewaar(punt, "agenderen", door, ["titel", "deel", "doel", "schaalniveau", "velden", "volgorde", "stand"])
    _sluit_informatie(punt, door)
    zet_klaar_voor(
        uitkomst.meldt,
        "agendapunt-geagendeerd",
        ding=punt.overleg,
        plek=punt.overleg.plek(),
        moment=f"punt-{punt.pk}",
    )
    vertel_inbrenger(punt, "agendapunt-op-agenda", door)
    return punt, uitkomst.adviezen


@transaction.atomic
def zet_op_agenda(*, overleg: Overleg, door: Gebruiker, **punt: Any) -> tuple[Agendapunt, tuple[Klacht, ...]]:
    """Bring in and put on at once, by whoever makes the agenda; refused as a whole or done as a whole."""
    gegevens = punt.get("gegevens")
    return agendeer(punt=draag_aan(overleg=overleg, door=door, **punt), door=door, gegevens=gegevens)


@transaction.atomic
def orden(*, punt: Agendapunt, omhoog: bool, door: Gebruiker) -> Agendapunt:
    """Move a point one place within its part."""
    punt = haal_punt(punt)
    poort.eis(punt, "ordenen", door)
    rij = list(punt.overleg.punten.op_agenda().filter(deel=punt.deel).order_by("volgorde", "pk"))
    plek = rij.index(punt)
    naar = plek - 1 if omhoog else plek + 1
    if 0 <= naar < len(rij):
        rij.insert(naar, rij.pop(plek))
        for nummer, ander in enumerate(rij, start=1):
            ander.volgorde = nummer
        Agendapunt.objects.bulk_update(rij, ["volgorde"])
        noteer(door=door, stap="agendapunt.ordenen", ding=punt, gegevens={"overleg": punt.overleg_id})
    return punt


@transaction.atomic
def voer_af(*, punt: Agendapunt, door: Gebruiker, reden: str = "") -> Agendapunt:
    """Take a point off: answered already, referred, or done. Who brought it in is told (HEL-60, DHR-39)."""
    punt = haal_punt(punt)
    poort.eis(punt, "afvoeren", door, gegevens={"reden": reden}, ook=bewaking.afvoeren(punt, reden))
    punt.stand, punt.afvoerreden = Agendapunt.Stand.AFGEVOERD, reden.strip()
    bewaar(punt, "afvoeren", door, ["stand", "afvoerreden"])
    # What was spoken of is done by that: not "it does not come on the agenda".
    if not punt.uitkomst:
        vertel_inbrenger(punt, "agendapunt-afgevoerd", door)
    return punt


def is_besloten(punt: Agendapunt) -> bool:
    """Whether not everybody hears what is said at this point."""
    return punt.deel.toegang != Overlegdeel.Toegang.OPENBAAR


def schild_van(punt: Agendapunt) -> str:
    """As shielded as the point is now, its source included."""
    nu = Agendapunt.objects.met_gevoelig().get(pk=punt.pk)
    return punt.gevoelig if punt.gevoelig != "nee" else ("ja" if nu.is_gevoelig else "nee")


def haal_punt(punt: Agendapunt) -> Agendapunt:
    """The point as it is now; its meeting is held first, so that two actions never wait for each other."""
    overleg = haal(punt.overleg)
    rij = (
        Agendapunt.objects.select_for_update(of=("self",))
        .select_related("deel", "aangedragen_door", "doorgeschoven_van")
        .get(pk=punt.pk)
    )
    rij.overleg = overleg
    return rij


def bewaar(punt: Agendapunt, stap: str, door: Gebruiker, velden: list[str]) -> None:
    punt.versie += 1
    punt.save(update_fields=[*velden, "versie"])
    noteer(
        door=door,
        stap=f"agendapunt.{stap}",
        ding=punt,
        gegevens={"overleg": punt.overleg_id, "stand": punt.stand},
    )
