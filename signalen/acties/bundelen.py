"""Bringing signals that say the same into one dossier, and taking one out again.

Each keeps its own melder, state and terugkoppeling. A dossier holds only signals that are as shielded as it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.module_loading import import_string

from signalen.acties.basis import schrijf
from signalen.models import Dossier, Signaal
from signalen.regels import onderwerp, onderwerp_dossier
from signalen.stroom import DOSSIER, SIGNAAL
from signalen.zicht import Niveau, niveau_van
from wijkwerk.berichten.service import zet_klaar_voor
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.gebruikers.rechten import Recht, mag
from wijkwerk.gebruikers.rollen import Plek
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.logboek.service import noteer
from wijkwerk.profiel import Selector
from wijkwerk.regels.service import Klacht, StapGeweigerd, Toestemming, Uitkomst, eis_stap, mag_stap
from wijkwerk.wijken.models import Gebied
from wijkwerk.wijken.service import met_voorouders

# What a dossier says of its question beside its own columns; kept as text, days as ISO (HEL-13, HEL-15).
EIGEN_VELDEN = ("analyse", "probleemeigenaar", "besluitdatum")


def _eigen(gegevens: Mapping[str, Any]) -> dict[str, str]:
    vreemd = set(gegevens) - set(EIGEN_VELDEN)
    if vreemd:
        raise TypeError(f"no fields of a dossier: {sorted(vreemd)}")
    return {naam: str(waarde).strip() for naam, waarde in gegevens.items() if waarde}


@transaction.atomic
def open_dossier(
    *,
    titel: str,
    door: Gebruiker,
    signalen: Sequence[Signaal] = (),
    gebied: Gebied | None = None,
    soort: str = "",
    thema: str = "",
    vraag: str = "",
    **eigen: Any,
) -> Dossier:
    """Open a dossier with these signals; return it. Without signals an empty one in `gebied`, to be filled at a spreekuur.

    Who may: the right `signaal.bundelen`, and who registers there for the own entries. Area, shield and theme are those
    of the signals; `eigen` are the fields of EIGEN_VELDEN. Raises StapGeweigerd with every complaint at once.
    """
    eerste = signalen[0] if signalen else None
    waar = gebied or (eerste.gebied if eerste else None)
    if waar is None:
        raise StapGeweigerd((Klacht("Kies een gebied.", "gebied"),))
    dossier = Dossier(
        titel=titel.strip(),
        soort=soort,
        thema=thema or (eerste.themas[0] if eerste and eerste.themas else ""),
        vraag=vraag.strip(),
        gebied=waar,
        gevoelig=eerste.gevoelig if eerste else Signaal.Gevoelig.NEE,
        velden=_eigen(eigen),
        geopend_door=door,
    )
    dossier.zet_plek([waar])
    eis_stap(
        DOSSIER["openen"],
        onderwerp_dossier(dossier),
        door,
        stand="",
        toestemming=_bij_eigen(dossier.plek(), door, door.pk),
        ook=_klachten(dossier),
    )
    dossier.save()
    noteer(door=door, stap="dossier.openen", ding=dossier, gegevens={"soort": soort})
    if signalen:
        bundel(dossier=dossier, signalen=signalen, door=door)
    return dossier


@transaction.atomic
def bundel(*, dossier: Dossier, signalen: Iterable[Signaal], door: Gebruiker) -> Dossier:
    """Put these signals in the dossier, all or none of them; those that are in it already stay."""
    _eis_gezien(dossier, door)
    dossier = vergrendel_dossier(dossier)
    rijen = _vergrendel([signaal.pk for signaal in signalen], door)
    klachten = [] if dossier.is_open else [Klacht("Dit dossier is gesloten.", "dossier")]
    if not rijen:
        klachten.append(Klacht("Kies welke signalen erbij horen.", "signalen"))
    for rij in rijen:
        klachten += _past_niet(rij, dossier)
    uitkomsten = [_eis("bundelen", rij, door, klachten) for rij in rijen]
    for rij in rijen:
        if rij.dossier_id != dossier.pk:
            schrijf(rij, "bundelen", door, gegevens={"dossier": dossier.pk}, dossier=dossier)
    werk_dossier_bij(dossier)
    dag = timezone.localdate().isoformat()
    for wie in {uitkomst.meldt for uitkomst in uitkomsten}:
        zet_klaar_voor(
            wie, "dossier-gebundeld", ding=dossier, plek=dossier.plek(), moment=dag, bundel=True, behalve=door
        )
    return dossier


@transaction.atomic
def haal_uit_dossier(*, signaal: Signaal, door: Gebruiker) -> Signaal:
    """Take it out: from now on it goes its own way, with the owner it has."""
    (signaal,) = _vergrendel([signaal.pk], door)
    dossier = signaal.dossier
    klachten = [] if dossier else [Klacht("Dit signaal hoort bij geen dossier.")]
    _eis("ontbundelen", signaal, door, klachten)
    return verlaat_dossier(signaal, door)


def verlaat_dossier(signaal: Signaal, door: Gebruiker | None, reden: str = "") -> Signaal:
    """Write that it left its dossier; inside the caller's transaction, which checked the step."""
    dossier = signaal.dossier
    if dossier is None:
        return signaal
    schrijf(signaal, "ontbundelen", door, reden=reden, gegevens={"dossier": dossier.pk}, dossier=None)
    werk_dossier_bij(vergrendel_dossier(dossier))
    return signaal


@transaction.atomic
def wijzig_dossier(
    *,
    dossier: Dossier,
    titel: str,
    door: Gebruiker,
    soort: str = "",
    thema: str = "",
    vraag: str = "",
    **eigen: Any,
) -> Dossier:
    """Change what it is about; `eigen` are fields of EIGEN_VELDEN, and those that are left out stay."""
    dossier = vergrendel_dossier(dossier)
    dossier.titel, dossier.soort, dossier.thema = titel.strip(), soort, thema
    dossier.vraag = vraag.strip()
    blijft = {naam: waarde for naam, waarde in dossier.velden.items() if naam not in eigen}
    dossier.velden = blijft | _eigen(eigen)
    eis_stap(
        DOSSIER["wijzigen"],
        onderwerp_dossier(dossier),
        door,
        stand=dossier.stand,
        toestemming=bij_dossier(dossier, door),
        ook=_klachten(dossier),
    )
    return _schrijf(
        dossier,
        "wijzigen",
        door,
        titel=dossier.titel,
        soort=soort,
        thema=thema,
        vraag=dossier.vraag,
        velden=dossier.velden,
    )


@transaction.atomic
def sluit_dossier(*, dossier: Dossier, door: Gebruiker, verteld_aan: Iterable[str] = ()) -> Dossier:
    """Close it when every signal in it is closed; `verteld_aan` are selectors to whom the outcome was told (HEL-29)."""
    dossier = vergrendel_dossier(dossier)
    verteld = list(verteld_aan)
    open_ = dossier.signalen.open().count()
    klachten = [Klacht(f"Nog niet gesloten: {open_} van de signalen.")] if open_ else []
    # What hangs on it in apps above: advice that waits for a standpunt.
    klachten += [
        Klacht(tekst) for pad in settings.DOSSIER_HOUDT_OPEN for tekst in import_string(pad)(dossier.pk)
    ]
    eis_stap(
        DOSSIER["sluiten"],
        onderwerp_dossier(dossier, {"verteld-aan": verteld}),
        door,
        stand=dossier.stand,
        toestemming=bij_dossier(dossier, door),
        ook=klachten,
    )
    return _schrijf(
        dossier,
        "sluiten",
        door,
        velden={**dossier.velden, "verteld-aan": verteld},
        stand=DOSSIER["sluiten"].naar,
        gesloten_door=door,
        gesloten_op=timezone.now(),
    )


# --- who may


def mag_bundelen(signaal: Signaal, door: Gebruiker) -> bool:
    """Whether this person may bundle this signal; it comes from `zichtbaar_voor`. Costs no query."""
    if signaal.is_gesloten or niveau_van(signaal) < Niveau.EIGEN:
        return False
    toestemming = _bij_eigen(signaal.plek(), door, signaal.geregistreerd_door_id)
    return mag_stap(SIGNAAL["bundelen"], onderwerp(signaal), door, toestemming)


def mag_dossier(stap: str, dossier: Dossier, door: Gebruiker) -> bool:
    """Whether this person may take this step now: for buttons."""
    kan = dossier.stand in DOSSIER[stap].van
    return kan and mag_stap(DOSSIER[stap], onderwerp_dossier(dossier), door, bij_dossier(dossier, door))


def bij_dossier(dossier: Dossier, door: Gebruiker) -> Toestemming | None:
    """Whoever opened it, as far as that is somebody who registers for others."""
    return _bij_eigen(dossier.plek(), door, dossier.geopend_door_id)


def _bij_eigen(plek: Plek, door: Gebruiker, van: int | None) -> Toestemming | None:
    if van is None or not mag(door, Recht.SIGNAAL_REGISTREREN, plek):
        return None
    return Toestemming(wie=(Selector("indiener"),), betrokkenen={"indiener": frozenset({van})})


def _eis(stap: str, signaal: Signaal, door: Gebruiker, klachten: Iterable[Klacht]) -> Uitkomst:
    return eis_stap(
        SIGNAAL[stap],
        onderwerp(signaal),
        door,
        stand=signaal.stand,
        toestemming=_bij_eigen(signaal.plek(), door, signaal.geregistreerd_door_id),
        ook=klachten,
    )


# --- rows


def vergrendel_dossier(dossier: Dossier) -> Dossier:
    """Return the row as it is now, locked until the transaction ends.

    Without the rows of its owner: what another wrote while this one waited has an owner that such a join does not find.
    """
    return Dossier.objects.select_for_update(of=("self",)).select_related("gebied").get(pk=dossier.pk)


def _eis_gezien(dossier: Dossier, door: Gebruiker) -> None:
    """What one does not see one adds nothing to; one's own, still empty, one knows."""
    eigen = dossier.geopend_door_id == door.pk
    if not eigen and not Dossier.objects.zichtbaar_voor(door).filter(pk=dossier.pk).exists():
        raise PermissionDenied("U mag aan dit dossier niets toevoegen.")


def _vergrendel(pks: Sequence[int], door: Gebruiker) -> list[Signaal]:
    """Return the signals locked, in one order for everybody; PermissionDenied when one does not exist for them."""
    gezien = Signaal.objects.zichtbaar_voor(door).filter(pk__in=pks)
    niveaus = {rij.pk: niveau_van(rij) for rij in gezien}
    if any(niveaus.get(pk, Niveau.NIETS) < Niveau.EIGEN for pk in pks):
        raise PermissionDenied("U mag deze signalen niet bundelen.")
    rijen = Signaal.objects.select_for_update(of=("self",)).select_related("gebied")
    return list(rijen.filter(pk__in=pks).order_by("pk"))


def _past_niet(signaal: Signaal, dossier: Dossier) -> Iterable[Klacht]:
    if signaal.dossier_id not in {None, dossier.pk}:
        yield Klacht(f"{signaal.nummer} hoort al bij een ander dossier.", "dossier")
    if signaal.gevoelig != dossier.gevoelig:
        yield Klacht(
            f"{signaal.nummer} is anders afgeschermd dan dit dossier. Alleen gelijk bij gelijk.", "dossier"
        )


def _klachten(dossier: Dossier) -> Iterable[Klacht]:
    profiel = actief_profiel()
    if not dossier.titel:
        yield Klacht("Geef het dossier een naam.", "titel")
    if dossier.soort and dossier.soort not in {rij.sleutel for rij in profiel.signaalsoorten}:
        yield Klacht("Kies een soort uit de lijst.", "soort")
    if dossier.thema and dossier.thema not in {rij.sleutel for rij in profiel.themas}:
        yield Klacht("Kies een thema uit de lijst.", "thema")


def werk_dossier_bij(dossier: Dossier) -> None:
    """Let its areas and parties follow its signals and its owner; saves."""
    dossier.zet_plek([dossier.gebied], [dossier.houder_partij] if dossier.houder_partij else [])
    van_leden = Gebied.objects.filter(signalen__dossier=dossier).distinct()
    dossier.plek_gebieden = sorted({*dossier.plek_gebieden, *met_voorouders(van_leden)})
    dossier.save(update_fields=["plek_gebieden", "plek_partijen"])


def _schrijf(dossier: Dossier, stap: str, door: Gebruiker, **velden: Any) -> Dossier:
    for naam, waarde in velden.items():
        setattr(dossier, naam, waarde)
    dossier.save(update_fields=list(velden))
    noteer(door=door, stap=f"dossier.{stap}", ding=dossier)
    return dossier
