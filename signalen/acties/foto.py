"""Pictures with a signal: added by who works on it, removed by who added them or handles it."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.db import transaction

from signalen.acties.basis import vergrendel
from signalen.beeld import Beeld
from signalen.models import Foto, Signaal
from signalen.zicht import BEHANDELT, Niveau, niveau_van, toont
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.gebruikers.rechten import mag
from wijkwerk.logboek.service import noteer
from wijkwerk.regels.service import Klacht, StapGeweigerd

HOOGSTENS = 6


def mag_foto_toevoegen(signaal: Signaal, door: Gebruiker) -> bool:
    """Who reads the words and works on it: registrar, owner, holder of a part, and who handles signals there.

    `signaal` comes from `zichtbaar_voor`.
    """
    if signaal.is_gesloten or not toont(signaal, "foto"):
        return False
    return niveau_van(signaal) == Niveau.DEEL or _behandelt(signaal, door)


def mag_foto_weghalen(foto: Foto, signaal: Signaal, door: Gebruiker) -> bool:
    """Also of a closed signal: a face may be seen only afterwards."""
    if not toont(signaal, "foto"):
        return False
    return foto.toegevoegd_door_id == door.pk or _behandelt(signaal, door)


def _behandelt(signaal: Signaal, door: Gebruiker) -> bool:
    eigenaar = signaal.houder
    if signaal.geregistreerd_door_id == door.pk or (eigenaar is not None and eigenaar.is_van(door)):
        return True
    plek = signaal.plek()
    return niveau_van(signaal) > Niveau.DEEL and any(mag(door, recht, plek) for recht in BEHANDELT)


@transaction.atomic
def voeg_foto_toe(*, signaal: Signaal, beeld: Beeld, door: Gebruiker, omschrijving: str = "") -> Foto:
    """Keep a clean picture (`beeld.maak_schoon`). Raises StapGeweigerd above six."""
    vergrendel(signaal)
    nu = Signaal.objects.zichtbaar_voor(door).filter(pk=signaal.pk).first()
    if nu is None or not mag_foto_toevoegen(nu, door):
        raise PermissionDenied("U kunt bij dit signaal geen foto toevoegen.")
    if nu.fotos.count() >= HOOGSTENS:
        klacht = Klacht(f"Bij dit signaal staan al {HOOGSTENS} foto's. Haal er eerst een weg.", "bestand")
        raise StapGeweigerd((klacht,))
    foto = Foto.objects.create(
        signaal=nu,
        beeld=beeld.inhoud,
        breed=beeld.breed,
        hoog=beeld.hoog,
        omschrijving=omschrijving.strip(),
        toegevoegd_door=door,
    )
    noteer(door=door, stap="signaal.foto-toevoegen", ding=nu, gegevens={"foto": foto.pk})
    return foto


@transaction.atomic
def haal_foto_weg(*, foto: Foto, door: Gebruiker) -> None:
    """Remove it for good. Twice is once."""
    vergrendel(foto.signaal)
    signaal = Signaal.objects.zichtbaar_voor(door).filter(pk=foto.signaal_id).first()
    if signaal is None or not mag_foto_weghalen(foto, signaal, door):
        raise PermissionDenied("U kunt deze foto niet weghalen.")
    weg, _per_soort = Foto.objects.filter(pk=foto.pk).delete()
    if weg:
        noteer(door=door, stap="signaal.foto-weghalen", ding=signaal, gegevens={"foto": foto.pk})
