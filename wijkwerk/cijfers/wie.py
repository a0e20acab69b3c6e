"""Who may bring figures in: everything, or those of the own areas."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied

from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.gebruikers.rechten import Plek, Recht, heeft_ergens, mag
from wijkwerk.gebruikers.rollen import plek_van_indiener
from wijkwerk.wijken.models import Gebied


def mag_overal(gebruiker: Gebruiker) -> bool:
    """Whether this person may bring in files about the whole municipality."""
    return mag(gebruiker, Recht.CIJFERS_INVOEREN, Plek())


def mag_invoeren(gebruiker: Gebruiker, gebied: Gebied) -> bool:
    """Whether this person may enter figures of this area; costs no query after the first question of a request."""
    return mag(gebruiker, Recht.CIJFERS_INVOEREN, plek_van_indiener(gebruiker, gebied.voorouders))


def mag_inrichten(gebruiker: Gebruiker) -> bool:
    """Whether this person sets up the municipality, and so may take back what anybody entered."""
    return mag(gebruiker, Recht.GEMEENTE_INRICHTEN, Plek())


def eis_invoeren(gebruiker: Gebruiker, *, overal: bool = False) -> None:
    """Raise PermissionDenied unless this person may bring figures in: `overal`, or of some area."""
    if not (mag_overal(gebruiker) if overal else heeft_ergens(gebruiker, Recht.CIJFERS_INVOEREN)):
        raise PermissionDenied("U heeft niet het recht om deze cijfers in te voeren.")


def eigen_gebieden(gebruiker: Gebruiker) -> list[Gebied]:
    """The areas of which this person may enter figures, by name (one query)."""
    return [gebied for gebied in Gebied.objects.actief() if mag_invoeren(gebruiker, gebied)]
