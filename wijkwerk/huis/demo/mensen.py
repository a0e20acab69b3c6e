"""Invented people for the demo: for every role of any profile somebody, and somebody at every party."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

from django.contrib.auth.hashers import make_password
from django.db.models import Q
from django.utils import timezone
from django.utils.text import slugify

from wijkwerk.gebruikers.models import Gebruiker, Roltoewijzing
from wijkwerk.gebruikers.rechten import Recht
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.huis.acties import Gebiedgegevens, NieuweRol, bewaar_gebied, maak_gebruiker, wijs_rol_toe
from wijkwerk.huis.invoer.acties import bewaar_partij
from wijkwerk.profiel.rijen.mensen import Rol
from wijkwerk.profiel.wie import KANT_VAN_SOORT
from wijkwerk.regels.service import StapGeweigerd
from wijkwerk.wijken.models import Gebied, Partij

WACHTWOORD = "voorbeeld-wijkwerk"
DOMEIN = "voorbeeld.example"
VOORNAMEN = (
    "Amir", "Bente", "Chaïm", "Dewi", "Esra", "Femke", "Gijs", "Hanan", "Imke", "Jurre", "Kaya", "Lotte", "Mees", "Noor",
    "Olaf", "Pleun", "Quinten", "Roos", "Sami", "Tess", "Umar", "Vera", "Wout", "Xandra", "Yara", "Ziggy",
)  # fmt: skip


@dataclass(frozen=True)
class Account:
    """One line of `manage.py demo_accounts`."""

    email: str
    naam: str
    rol: str
    waar: str


def hoofdgebieden() -> list[Gebied]:
    """The areas right below the municipality, where most of the work is; those with most below them first."""
    gebieden = list(Gebied.objects.actief())
    diepte = 2 if any(len(gebied.voorouders) == 2 for gebied in gebieden) else 1
    onder = Counter(pk for gebied in gebieden for pk in gebied.voorouders)
    return sorted((g for g in gebieden if len(g.voorouders) == diepte), key=lambda g: (-onder[g.pk], g.naam))


def maak_ontbrekende_gebieden() -> None:
    """Where a source leaves the villages or neighbourhoods to be entered, the demo enters one: plans live there."""
    profiel = actief_profiel()
    gewenst = {niveau for vorm in profiel.planvormen for niveau in vorm.niveaus}
    for niveau in profiel.niveaus:
        ouder = next(
            (g for g in [*hoofdgebieden(), *Gebied.objects.actief()] if g.niveau in niveau.onder), None
        )
        if niveau.sleutel in gewenst and ouder and not Gebied.objects.filter(niveau=niveau.sleutel).exists():
            gegevens = Gebiedgegevens(
                naam=f"Voorbeeld{niveau.naam.split()[0]}", niveau=niveau.sleutel, ouder=ouder
            )
            bewaar_gebied(gebied=None, gegevens=gegevens, door=None)


def maak_mensen(sinds: date) -> None:
    """Make accounts and roles, in force since a day. Twice changes nothing."""
    vandaag = timezone.localdate()
    rollen = [rol for rol in actief_profiel().rollen if rol.geldt_op(vandaag)]
    gebieden = hoofdgebieden()
    _geef_bewoners_een_orgaan(gebieden)
    for rol in rollen:
        if rol.bereik == "gemeente":
            _geef(rol, rol.sleutel, sinds=sinds, partij=_werkgever(rol))
        elif rol.bereik == "gebied":
            _verdeel(rol, gebieden, sinds)
    for rol in rollen:
        if rol.bereik == "partij":
            _bemens(rol, sinds)
    _bemens_wie_subsidie_krijgt(rollen, sinds)
    _bemens_de_rest(rollen, gebieden, sinds)
    for rol in rollen:
        if _met_zijn_tweeen(rol):
            _geef(rol, f"{rol.sleutel}-2", sinds=sinds, partij=_werkgever(rol))


def _met_zijn_tweeen(rol: Rol) -> bool:
    """What is destroyed two people stand for: there are two who may."""
    return rol.bereik == "gemeente" and Recht.GEMEENTE_INRICHTEN in rol.mag


@cache
def _gehasht() -> str:
    """The same password for everybody, hashed once: argon2 is slow on purpose."""
    return make_password(WACHTWOORD)


def _geef_bewoners_een_orgaan(gebieden: list[Gebied]) -> None:
    """Where a profile names no body of residents, the municipality would enter its own: so does the demo."""
    if Partij.objects.filter(soort=Partij.Soort.BEWONERSORGAAN).exists():
        return
    woord = actief_profiel().term("bewonersorgaan").enkel
    for gebied in gebieden:
        velden = {
            "sleutel": slugify(f"{woord} {gebied.naam}")[:80],
            "naam": f"{woord.capitalize()} {gebied.naam} (voorbeeld)",
            "soort": Partij.Soort.BEWONERSORGAAN,
            "gebieden": [gebied],
        }
        bewaar_partij(partij=None, velden=velden, door=None)


def _verdeel(rol: Rol, gebieden: list[Gebied], sinds: date) -> None:
    """Two accounts share the areas, so that `own` and `other` can both be tried; more where the profile wants more."""
    passend = [gebied for gebied in gebieden if not rol.niveaus or gebied.niveau in rol.niveaus]
    passend = passend or list(Gebied.objects.actief().filter(niveau__in=rol.niveaus))
    aantal = min(
        len(passend), max(2, (rol.aantal.minstens or 2) if rol.aantal and rol.aantal.per == "gemeente" else 2)
    )
    for plaats, gebied in enumerate(passend):
        nummer = plaats * aantal // len(passend)
        _geef(
            rol,
            rol.sleutel if nummer == 0 else f"{rol.sleutel}-{nummer + 1}",
            sinds=sinds,
            gebied=gebied,
            partij=_werkgever(rol) or _orgaan(rol, gebied),
        )


def _orgaan(rol: Rol, gebied: Gebied) -> Partij | None:
    """The body of residents for which a function of it asks money; nothing for who is just a resident."""
    if rol.kant != "bewoners" or rol.aantal is None or "budget.aanvragen" not in rol.mag:
        return None
    return Partij.objects.actief().filter(soort=Partij.Soort.BEWONERSORGAAN, gebieden=gebied).first()


def _bemens_wie_subsidie_krijgt(rollen: list[Rol], sinds: date) -> None:
    """Somebody who agrees and delivers for each organisation with subsidy, and for each landlord that may assign it."""
    rol = next((rol for rol in rollen if "prestatie.leveren" in rol.mag and not rol.partijen), None)
    if rol is None:
        return
    levert = [rij.sleutel for rij in rollen if "prestatie.leveren" in rij.mag]
    bezet = set(Roltoewijzing.objects.filter(rol__in=levert).values_list("partij", flat=True))
    van_belang = Q(gesubsidieerd=True) | Q(disciplines__contains=["wonen"])
    organisaties = Partij.objects.actief().filter(van_belang, soort=Partij.Soort.ORGANISATIE)
    for partij in organisaties.exclude(pk__in=[pk for pk in bezet if pk is not None]).order_by("pk"):
        _geef(rol, f"{rol.sleutel}-{partij.sleutel}"[:50], sinds=sinds, partij=partij)


def _bemens_de_rest(rollen: list[Rol], gebieden: list[Gebied], sinds: date) -> None:
    """A party without anybody gets somebody in a role of its side that handles what is asked: nobody asks in vain."""
    bezet = set(Roltoewijzing.objects.exclude(partij=None).values_list("partij", flat=True))
    for partij in Partij.objects.actief().exclude(pk__in=bezet).exclude(soort="gemeente"):
        kant = KANT_VAN_SOORT[partij.soort]
        passend = (
            rol
            for rol in sorted(rollen, key=lambda rol: rol.kant != kant)
            if "afspraak.behandelen" in rol.mag and not rol.partijen and rol.bereik == "gebied"
        )
        rol = next(passend, None)
        if rol is not None:
            waar = next((g for g in gebieden if not rol.niveaus or g.niveau in rol.niveaus), None)
            _geef(rol, f"{rol.sleutel}-{partij.sleutel}"[:50], sinds=sinds, gebied=waar, partij=partij)


def _werkgever(rol: Rol) -> Partij | None:
    return Partij.objects.filter(sleutel__in=rol.partijen).first() if rol.partijen else None


def _bemens(rol: Rol, sinds: date) -> None:
    """The role at the parties it is for: all it names, else those of its side that have nobody yet."""
    alle = list(Partij.objects.actief().order_by("pk").prefetch_related("gebieden"))
    if rol.partijen:
        passend = [partij for partij in alle if partij.sleutel in rol.partijen]
    else:
        ziet_schild = "signaal.zien-gevoelig" in rol.mag
        bezet = set(Roltoewijzing.objects.exclude(partij=None).values_list("partij", flat=True))
        van_kant = [partij for partij in alle if _past_bij(rol, partij, ziet_schild)]
        passend = [partij for partij in van_kant if partij.pk not in bezet] or van_kant[:1]
    eerste = hoofdgebieden()[0]
    passend.sort(key=lambda partij: eerste not in partij.gebieden.all())
    for nummer, partij in enumerate(passend):
        _geef(
            rol,
            rol.sleutel if nummer == 0 else f"{rol.sleutel}-{partij.sleutel}"[:50],
            sinds=sinds,
            partij=partij,
        )


def _past_bij(rol: Rol, partij: Partij, ziet_schild: bool) -> bool:
    """Whoever may see what is shielded works for a party that handles it; the others for one of their side."""
    if ziet_schild:
        return partij.gevoelig == "ja"
    return (
        KANT_VAN_SOORT[partij.soort] == rol.kant
        and partij.soort != Partij.Soort.GEMEENTE
        and partij.gevoelig != "ja"
    )


def _geef(
    rol: Rol, adres: str, *, sinds: date, gebied: Gebied | None = None, partij: Partij | None = None
) -> None:
    email = f"{adres}@{DOMEIN}"
    gebruiker = Gebruiker.objects.filter(email=email).first()
    if gebruiker is None:
        nummer = Gebruiker.objects.count()
        naam = (
            f"{VOORNAMEN[nummer % len(VOORNAMEN)]} Voorbeeld{'' if nummer < len(VOORNAMEN) else f' {nummer}'}"
        )
        gebruiker = maak_gebruiker(email=email, naam=naam, door=None)
        gebruiker.password = _gehasht()
        gebruiker.save(update_fields=["password"])
    if gebruiker.roltoewijzingen.filter(rol=rol.sleutel, gebied=gebied, partij=partij).exists():
        return
    gebruiker.__dict__.pop("vervullingen", None)
    try:
        wijs_rol_toe(nieuw=NieuweRol(gebruiker, rol.sleutel, gebied, partij, van=sinds), door=None)
    except StapGeweigerd:
        # The profile allows no more of these: the demo obeys it too.
        if not gebruiker.roltoewijzingen.exists():
            gebruiker.delete()


def accounts() -> Iterator[Account]:
    """The first account of every role, in the order of the profile; two of a role that decides with two."""
    vandaag = timezone.localdate()
    for rol in actief_profiel().rollen:
        rijen = (
            Roltoewijzing.objects.geldig(vandaag)
            .filter(rol=rol.sleutel, gebruiker__email__endswith=f"@{DOMEIN}")
            .select_related("gebruiker", "gebied", "partij")
            .order_by("pk")
        )
        for toewijzing in rijen[: 2 if _met_zijn_tweeen(rol) else 1]:
            waar = str(toewijzing.gebied or toewijzing.partij or "hele gemeente")
            yield Account(toewijzing.gebruiker.email, toewijzing.gebruiker.naam, rol.naam, waar)
