"""What the register of people tells in a report: which discipline nobody fills in an area. Never who does."""

from __future__ import annotations

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef

from wijkwerk.gebruikers.models import Roltoewijzing
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.tellingen import Cel, Kolom, Regel, Telling, Vraag, onderdeel
from wijkwerk.wijken.models import Gebied

ONTBREEKT = Cel(tekst="ontbreekt")


@onderdeel(besloten="")
def ontbrekende_disciplines(vraag: Vraag) -> list[Telling]:
    """By area and discipline: whether anybody who works there has it, as it is today (OIJ-07). Two queries."""
    profiel = actief_profiel()
    rollen = {rol.sleutel: rol for rol in profiel.rollen if rol.kant in {"gemeente", "partner"}}
    boven = dict(Gebied.objects.actief().values_list("pk", "voorouders"))
    rijen = Roltoewijzing.objects.geldig().filter(
        rol__in=[s for s, rol in rollen.items() if rol.bereik != "gemeente"]
    )
    thuis = ArraySubquery(Gebied.objects.filter(partijen=OuterRef("partij")).values("pk"))
    aanwezig: dict[int, set[str]] = {plaats.pk: set() for plaats in vraag.gebieden}
    for rol, gebied, van_partij, van_huis in rijen.values_list("rol", "gebied", "partij__disciplines", thuis):
        kan = {*rollen[rol].disciplines, *(van_partij or ())}
        for plek in [gebied] if gebied else van_huis:
            for pk in aanwezig.keys() & set(boven.get(plek, ())):
                aanwezig[pk] |= kan
    return [
        Telling(
            "Disciplines per gebied",
            tuple(Kolom(rij.naam, "tekst") for rij in profiel.disciplines),
            tuple(
                Regel(
                    plaats.naam,
                    tuple(
                        Cel(tekst="aanwezig") if rij.sleutel in aanwezig[plaats.pk] else ONTBREEKT
                        for rij in profiel.disciplines
                    ),
                )
                for plaats in vraag.gebieden
            ),
            bron="Rollen die vandaag vervuld zijn in Wijkwerk.",
        )
    ]
