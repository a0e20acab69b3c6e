"""What all actions on a signal share: lock it, write it, log it, and know who is involved."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.core.exceptions import PermissionDenied

from signalen.models import Deelactie, Dossier, Signaal, Statusadres
from signalen.zicht import Niveau, zicht
from wijkwerk.afspraken.models import Afspraak, AfspraakQuerySet
from wijkwerk.berichten.service import zet_klaar, zet_klaar_voor
from wijkwerk.gebruikers.houder import Houder
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.gebruikers.rechten import Recht, mag
from wijkwerk.logboek.service import noteer
from wijkwerk.profiel import Selector
from wijkwerk.regels.service import Klacht, StandVeranderd, Toestemming, Uitkomst
from wijkwerk.wijken.models import Partij


def vergrendel(signaal: Signaal) -> Signaal:
    """Return the row as it is now, locked until the transaction ends."""
    return (
        Signaal.objects.select_for_update(of=("self",)).select_related("gebied", "melder").get(pk=signaal.pk)
    )


def gezien_van(ding: Signaal | Dossier) -> str:
    """What somebody saw who is about to send it on: where it stood and how many were asked, of a dossier also for one signal."""
    if isinstance(ding, Signaal):
        return f"{ding.stand}:{ding.delen.count()}"
    delen = Deelactie.objects.filter(signaal__dossier=ding).count()
    return f"{van_dossier(ding.pk).count()}:{delen}"


def van_dossier(pk: int) -> AfspraakQuerySet:
    """What was asked for the dossier; what answers promised is something else."""
    return Afspraak.objects.filter(bron_soort="dossier", bron_id=pk, antwoorden=None)


def eis_onveranderd(ding: Signaal | Dossier, gezien: str) -> None:
    """Refuse who decided on what is no longer so: of two at the same moment one sends it, and the other is told."""
    if gezien and gezien != gezien_van(ding):
        wat = "dit signaal is" if isinstance(ding, Signaal) else "uit dit dossier is"
        nu = f" De eigenaar is nu {ding.houder}." if ding.houder else ""
        raise StandVeranderd(
            (
                Klacht(
                    f"Iemand anders was u net voor: {wat} al uitgezet.{nu} "
                    "Kijk eerst of u nog iemand wilt vragen."
                ),
            )
        )


def schrijf(
    signaal: Signaal,
    stap: str,
    door: Gebruiker | None,
    *,
    reden: str = "",
    gegevens: Mapping[str, Any] | None = None,
    **velden: Any,
) -> Signaal:
    """Save these fields and log the step."""
    for naam, waarde in velden.items():
        setattr(signaal, naam, waarde)
    if velden:
        signaal.save(update_fields=list(velden))
    noteer(door=door, stap=f"signaal.{stap}", ding=signaal, reden=reden, gegevens=gegevens)
    return signaal


def noteer_route(signaal: Signaal, naar: str, door: Gebruiker, reden: str = "") -> None:
    """Log that it takes another way than the one that was set, and why; who may take it is checked by the step itself."""
    if signaal.route and signaal.route != naar:
        schrijf(signaal, "omleiden", door, reden=reden.strip(), gegevens={"van": signaal.route, "naar": naar})


def zet_eigenaar(signaal: Signaal, eigenaar: Houder) -> None:
    """Give the signal this owner, and keep whose it is beside it; saves."""
    signaal.houder = eigenaar
    werk_plek_bij(signaal)
    signaal.save(update_fields=[*Signaal.HOUDER_VELDEN, "plek_gebieden", "plek_partijen"])


def werk_plek_bij(signaal: Signaal) -> None:
    """Set the areas and the parties that take part: owner and holders of parts; the caller saves.

    Who refused a part takes none, and keeps no more of the signal than that part.
    """
    delen = signaal.delen.exclude(afspraak__houder_partij=None).exclude(afspraak__stand="geweigerd")
    ids = set(delen.values_list("afspraak__houder_partij", flat=True))
    if signaal.houder_partij_id:
        ids.add(signaal.houder_partij_id)
    signaal.zet_plek(signaal.gebieden.all(), Partij.objects.filter(pk__in=ids))


def betrokken(signaal: Signaal, door: Gebruiker) -> Mapping[str, frozenset[int]]:
    """Whether this person is the registrar or the owner, as `is_een` wants to know it."""
    eigenaar = signaal.houder
    return {
        "indiener": indieners(signaal),
        "eigenaar": frozenset({door.pk}) if eigenaar and eigenaar.is_van(door) else frozenset(),
    }


def indieners(signaal: Signaal) -> frozenset[int]:
    """Who registered it; nobody when it came by the form for everybody."""
    return frozenset({signaal.geregistreerd_door_id} if signaal.geregistreerd_door_id else ())


def bij_afhandeling(signaal: Signaal, door: Gebruiker) -> Toestemming:
    """Who may report back, close and reopen, beside who may send signals out there.

    The owner, whoever may answer there, and the registrar, as far as that is somebody who registers for others.
    """
    wie = [Selector("eigenaar")]
    plek = signaal.plek()
    if mag(door, Recht.SIGNAAL_REGISTREREN, plek):
        wie.append(Selector("indiener"))
    if mag(door, Recht.SIGNAAL_BEANTWOORDEN, plek):
        wie.append(Selector("iedereen"))
    return Toestemming(wie=tuple(wie), betrokkenen=betrokken(signaal, door))


def bij_antwoord(signaal: Signaal, door: Gebruiker) -> Toestemming | None:
    """Of a shielded signal the owner answers too: who holds the right elsewhere may not even see it."""
    if signaal.gevoelig != Signaal.Gevoelig.JA:
        return None
    return Toestemming(wie=(Selector("eigenaar"),), betrokkenen=betrokken(signaal, door))


def ziet_alles(signaal: Signaal, door: Gebruiker) -> bool:
    return zicht(door, signaal) == Niveau.ALLES


def eis_gezien(signaal: Signaal, door: Gebruiker) -> None:
    """What a shielded signal says is answered by who can read it."""
    if signaal.gevoelig == Signaal.Gevoelig.JA and not ziet_alles(signaal, door):
        raise PermissionDenied(
            "U ziet van dit signaal alleen de stand. Wie de inhoud kent, geeft het antwoord."
        )


def kent(signaal: Signaal, niveau: Niveau) -> bool:
    """Whether who sees this much may handle it: of a shielded one who can read it, or wrote it down (DHR-08)."""
    return signaal.gevoelig != Signaal.Gevoelig.JA or niveau >= Niveau.EIGEN


def eis_gekend(signaal: Signaal, door: Gebruiker) -> None:
    """Telling back, closing and reopening a shielded signal is not for who sees its state alone."""
    if not kent(signaal, zicht(door, signaal)):
        raise PermissionDenied("U ziet van dit signaal alleen de stand. Wie de inhoud kent, handelt het af.")


def meld(
    uitkomst: Uitkomst,
    soort: str,
    signaal: Signaal,
    door: Gebruiker | None,
    moment: str = "",
    aan_melder: str = "",
) -> None:
    """Tell whoever the profile names at this step; the melder, when there is one with an address, in other words."""
    zet_klaar_voor(uitkomst.meldt, soort, ding=signaal, plek=signaal.plek(), moment=moment, behalve=door)
    if aan_melder and Selector("melder") in uitkomst.meldt:
        meld_melder(aan_melder, signaal, moment)


def meld_melder(
    soort: str, signaal: Signaal, moment: str = "", context: Mapping[str, Any] | None = None
) -> bool:
    """Put a mail to the melder in the outbox, with an address to follow it by; return whether it is a new one."""
    melder = signaal.melder
    if melder is None or not melder.e_mail_kenmerk:
        return False
    geef_statusadres(signaal)
    adressant = ("melder", melder.pk)
    return zet_klaar(soort, adressant=adressant, ding=signaal, moment=moment, context=context) is not None


def geef_statusadres(signaal: Signaal) -> Statusadres:
    """Return the address by which this signal is followed; made when there is none, or when no key opens it."""
    adres = Statusadres.objects.filter(signaal=signaal).first() or Statusadres(signaal=signaal)
    if adres.is_leesbaar:
        return adres
    adres.zet_sleutel()
    adres.save()
    return adres


def meld_eigenaar(signaal: Signaal, door: Gebruiker | None, soort: str = "signaal-toegewezen") -> None:
    """Tell the people of the owner, except who did it; wait some minutes, for it may be a slip."""
    eigenaar = signaal.houder
    if eigenaar is None:
        return
    for persoon in eigenaar.personen():
        if door is None or persoon.pk != door.pk:
            zet_klaar(soort, ontvanger=persoon, ding=signaal, wacht_minuten=10)


def niet_dubbel(eigen: Iterable[Klacht], van_profiel: Iterable[Klacht]) -> list[Klacht]:
    """Drop what the profile says itself, with its rule: one complaint about a field is enough."""
    velden = {klacht.veld for klacht in van_profiel if klacht.veld}
    return [klacht for klacht in eigen if klacht.veld not in velden]
