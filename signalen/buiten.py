"""Who works outside the municipality reads of a signal only what was given: as SQL, beside the level of `zicht`."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Case, CharField, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce

from wijkwerk.gebruikers.houder import houder_q
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.gebruikers.rechten import Recht, bereik
from wijkwerk.gebruikers.rollen import Vervulling


def is_van_buiten(gebruiker: Gebruiker) -> bool:
    return any(vervulling.is_buiten for vervulling in gebruiker.vervullingen)


def meegegeven(gebruiker: Gebruiker, *, gewoon: Q, gevoelig: Q, ook: Q) -> Case:
    """Return the fields that were given to this person's party; None where nothing limits what it reads.

    Nothing does where it registered the signal, holds it or may see it by a role that is no outside party's: such a
    role the profile gives to somebody who takes part in the work there. `gewoon` and `gevoelig`: for which signals the
    rights to see them count; `ook`: where the profile opens everything.
    """
    binnen = Q(geregistreerd_door=gebruiker) | ook
    for recht, q in ((Recht.SIGNAAL_ZIEN, gewoon), (Recht.SIGNAAL_ZIEN_GEVOELIG, gevoelig)):
        if hier := bereik(gebruiker, recht, behalve=_van_buitenpartij):
            binnen |= q & hier.q()
    eigen = [vervulling for vervulling in gebruiker.vervullingen if not vervulling.is_buiten]
    if eigen:
        partijen = sorted({vervulling.partij_id for vervulling in eigen if vervulling.partij_id})
        binnen |= houder_q(gebruiker, partijen=False) | Q(houder_partij__in=partijen)
    soort = ArrayField(CharField())
    return Case(
        When(binnen, then=Value(None, output_field=soort)),
        default=Coalesce(Subquery(_gegeven_aan(gebruiker)), Value([], output_field=soort)),
        output_field=soort,
    )


def _van_buitenpartij(vervulling: Vervulling) -> bool:
    return vervulling.is_buiten and vervulling.rol.bereik == "partij"


def _gegeven_aan(gebruiker: Gebruiker) -> models.QuerySet[models.Model]:
    """The last time counts: what it was then."""
    from signalen.models import Verstrekking

    rijen = Verstrekking.objects.filter(houder_q(gebruiker), signaal=OuterRef("pk")).order_by("-pk")
    return rijen.values("velden")[:1]  # type: ignore[return-value]
