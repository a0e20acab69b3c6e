"""Who sees what of a signal: one answer in SQL for lists, pages, search, counts and mail.

Levels, from nothing to all:

- ALLES: the owner; whoever may see signals there; of a shielded one whoever may see shielded ones there.
- EIGEN: the registrar sees the own entry; of a shielded one not what others did with it.
- DEEL: the holder of a part sees all of that part; the words of the signal only when they are not shielded.
- STAND: kind, area, state, owner and term; no words, place or melder.
- AANTAL: it is counted for them, in groups, small numbers suppressed.
- NIETS: it does not exist for them (404).

For `gevoelig = "ja"` the profile says who sees what (`afgeschermd`): named nowhere is nothing, unless the right
`signaal.zien-gevoelig` opens it; named more than once is the strictest. Being involved (owner, registrar, holder of a
part) goes before that: what one holds cannot be hidden.

Whoever has to do with it for a party outside the municipality alone reads of it only what was given to that party
(`Verstrekking`): `zicht_mee` names those fields, and is None for everybody else.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Case, IntegerField, Q, Value, When

from signalen.buiten import is_van_buiten, meegegeven
from wijkwerk.gebruikers.houder import houder_q
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.gebruikers.rechten import Recht, bereik, mag
from wijkwerk.gebruikers.reeks import is_een_van
from wijkwerk.gebruikers.rollen import Vervulling
from wijkwerk.gebruikers.voorwaarde import PerPersoon, Voorwaarde
from wijkwerk.gebruikers.wie import heet
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.profiel import Profiel, Selector
from wijkwerk.profiel.regels import Afgeschermd

if TYPE_CHECKING:
    from signalen.models import Signaal


class Niveau(models.IntegerChoices):
    NIETS = 0, "niets"
    AANTAL = 1, "aantal"
    STAND = 2, "stand"
    DEEL = 3, "eigen deel"
    EIGEN = 4, "eigen melding"
    ALLES = 5, "alles"


NOOIT = Q(pk__in=[])
ALTIJD = ~NOOIT

# Facts about a signal that a shield may depend on, as SQL. `zicht` reads nothing else.
FEITEN: Mapping[str, Callable[[Profiel], Q]] = {
    "opgeschaald": lambda profiel: (
        Q(opgeschaald_op__isnull=False, escalatie=profiel.escalaties[-1].sleutel)
        if profiel.escalaties
        else NOOIT
    ),
}


class Zichtvragen(PerPersoon):
    """The conditions for one person, as Q; made once per request (`van`)."""

    def __init__(self, gebruiker: Gebruiker) -> None:
        super().__init__(gebruiker)
        profiel = actief_profiel()
        schild = Q(gevoelig="ja")
        stand, aantal, alles, genoemd = self._regels(gebruiker, profiel)
        gevoelig = bereik(gebruiker, Recht.SIGNAAL_ZIEN_GEVOELIG)
        zien = bereik(gebruiker, Recht.SIGNAAL_ZIEN)
        # The most common first: PostgreSQL tries them in this order, on every row.
        helemaal = ~schild & zien.q() | houder_q(gebruiker) if zien else houder_q(gebruiker)
        if gevoelig:
            helemaal |= schild & gevoelig.q() & ~genoemd
        if alles is not NOOIT:
            helemaal |= schild & alles
        self.alles = Voorwaarde(helemaal)
        self.eigen = Voorwaarde(Q(geregistreerd_door=gebruiker))
        open_ = schild & alles if alles is not NOOIT else NOOIT
        self._mee = (
            meegegeven(gebruiker, gewoon=~schild, gevoelig=schild & ~genoemd, ook=open_)
            if is_van_buiten(gebruiker)
            else None
        )
        self.deel = Voorwaarde(_deel(gebruiker))
        self.stand = Voorwaarde(schild & stand if stand is not NOOIT else NOOIT)
        self.aantal = schild & aantal if aantal is not NOOIT else NOOIT
        self.zichtbaar = Voorwaarde(Q(self.alles) | Q(self.eigen) | Q(self.deel) | Q(self.stand))

    @property
    def zichtbaar_q(self) -> Q:
        """The same, for a filter that leaves these out."""
        return self.alles.q | self.eigen.q | self.deel.q | self.stand.q

    def annotaties(self) -> dict[str, Case]:
        """What each row carries: the level, and for people from outside what of it was given to them."""
        return {"zicht_niveau": self.niveau(), **({"zicht_mee": self._mee} if self._mee else {})}

    def niveau(self) -> Case:
        return Case(
            When(self.alles, then=Value(Niveau.ALLES)),
            When(self.eigen, then=Value(Niveau.EIGEN)),
            When(self.deel, then=Value(Niveau.DEEL)),
            When(self.stand, then=Value(Niveau.STAND)),
            When(self.aantal, then=Value(Niveau.AANTAL)),
            default=Value(Niveau.NIETS),
            output_field=IntegerField(),
        )

    @staticmethod
    def _regels(gebruiker: Gebruiker, profiel: Profiel) -> tuple[Q, Q, Q, Q]:
        """Return (stand, aantal, alles, named at all) by the rules of the profile, the strictest first."""
        per_niveau = {"niets": NOOIT, "aantal": NOOIT, "stand": NOOIT, "alles": NOOIT}
        for regel in _afschermingen(profiel):
            hier = _genoemd(gebruiker, regel.wie)
            if hier is NOOIT:
                continue
            over = _gaat_over(regel, profiel)
            if over is NOOIT:
                continue
            q = over & hier
            oud = per_niveau[regel.toont]
            per_niveau[regel.toont] = q if oud is NOOIT else oud | q
        niets, aantal, stand, alles = (per_niveau[naam] for naam in ("niets", "aantal", "stand", "alles"))
        return (
            _behalve(stand, niets, aantal),
            _behalve(aantal, niets),
            _behalve(alles, niets, aantal, stand),
            _samen(niets, aantal, stand, alles),
        )


def _behalve(q: Q, *strenger: Q) -> Q:
    if q is NOOIT:
        return NOOIT
    for ander in strenger:
        if ander is not NOOIT:
            q = q & ~ander
    return q


def _samen(*delen: Q) -> Q:
    som = NOOIT
    for deel in delen:
        som = deel if som is NOOIT else (som if deel is NOOIT else som | deel)
    return som


def _afschermingen(profiel: Profiel) -> list[Afgeschermd]:
    dag = date.today()  # noqa: DTZ011 - as Profiel.regels_bij does
    return [
        regel
        for regel in profiel.regels
        if isinstance(regel, Afgeschermd) and regel.bij == "signaal" and regel.geldt_op(dag)
    ]


def _gaat_over(regel: Afgeschermd, profiel: Profiel) -> Q:
    q = ALTIJD
    if regel.voor:
        q &= Q(soort__in=regel.voor)
    if regel.themas:
        q &= Q(themas__overlap=list(regel.themas))
    if regel.als and regel.feit in FEITEN:
        feit = FEITEN[regel.feit](profiel)
        return q & (~feit if regel.ontkend else feit)
    # A fact that SQL does not know: what shuts holds, what opens does not.
    return NOOIT if regel.als and regel.toont in {"stand", "alles"} else q


def _genoemd(gebruiker: Gebruiker, wie: tuple[Selector, ...]) -> Q:
    """Where this person is one of these: the same answer as `is_een`, for a filter."""
    som = NOOIT
    for selector in wie:
        if selector.soort == "iedereen":
            return ALTIJD
        for vervulling in gebruiker.vervullingen:
            if heet(vervulling, selector):
                som = _samen(som, ALTIJD if selector.soort == "partij" else geldt_in_q(vervulling))
    return som


def genoemd_q(gebruiker: Gebruiker, wie: tuple[Selector, ...]) -> Q:
    """The rows (with the columns of `OpPlek`) at whose place this person is one of these."""
    return _genoemd(gebruiker, wie)


def geldt_in_q(vervulling: Vervulling) -> Q:
    """`Vervulling.geldt_in`, in SQL."""
    if vervulling.rol.bereik == "gemeente":
        return ALTIJD
    if vervulling.rol.bereik == "gebied":
        return Q(plek_gebieden__contains=[vervulling.gebied_id]) if vervulling.gebied_id else NOOIT
    thuis = NOOIT
    if vervulling.partij_id:
        thuis = Q(plek_partijen__contains=[vervulling.partij_id])
    if vervulling.partij_gebieden:
        thuis = _samen(thuis, Q(plek_gebieden__overlap=sorted(vervulling.partij_gebieden)))
    if vervulling.gebied_id and thuis is not NOOIT:
        thuis &= Q(plek_gebieden__contains=[vervulling.gebied_id])
    return thuis


def _deel(gebruiker: Gebruiker) -> Q:
    """Who holds a part: as a party by the column that is kept for it, else by the parts themselves.

    A party has tens of thousands of parts, a person few; and who refused is no longer in the column.
    """
    from signalen.models import Deelactie

    partijen = sorted({v.partij_id for v in gebruiker.vervullingen if v.partij_id})
    delen = Deelactie.objects.filter(houder_q(gebruiker, "afspraak__", partijen=False))
    q = Q(is_een_van("pk", delen, "signaal"))
    if partijen:
        geweigerd = Deelactie.objects.filter(
            afspraak__houder_partij__in=partijen, afspraak__stand="geweigerd"
        )
        q |= Q(plek_partijen__overlap=partijen) | Q(is_een_van("pk", geweigerd, "signaal"))
    return q


# --- what a level shows


def niveau_van(signaal: Signaal) -> Niveau:
    """The level that the query gave; a signal fetched in any other way shows nothing."""
    return Niveau(getattr(signaal, "zicht_niveau", Niveau.NIETS))


def is_beperkt(signaal: Signaal) -> bool:
    """Whether somebody from outside reads no more of it than was given."""
    return getattr(signaal, "zicht_mee", None) is not None


def toont(signaal: Signaal, veld: str) -> bool:
    """The words, the place, the theme, the pictures: by the level, and from outside as far as they were given."""
    niveau = niveau_van(signaal)
    leest = niveau >= Niveau.EIGEN or (niveau == Niveau.DEEL and signaal.gevoelig != "ja")
    mee = getattr(signaal, "zicht_mee", None)
    return leest and (mee is None or veld in mee)


def toont_tekst(signaal: Signaal) -> bool:
    """What was said."""
    return toont(signaal, "omschrijving")


def toont_zaak(signaal: Signaal) -> bool:
    """The address of its zaak: for who works on it inside the municipality, and who wrote it down."""
    return niveau_van(signaal) >= Niveau.EIGEN and not is_beperkt(signaal)


def toont_antwoord(signaal: Signaal) -> bool:
    """What was answered and done; the registrar of a shielded one hears only that it was."""
    niveau = niveau_van(signaal)
    return niveau == Niveau.ALLES or (niveau == Niveau.EIGEN and signaal.gevoelig == "nee")


def toont_alle_delen(signaal: Signaal) -> bool:
    """What each party was asked and what it found; without it only who, state and day."""
    return niveau_van(signaal) == Niveau.ALLES and not is_beperkt(signaal)


def zicht(gebruiker: Gebruiker, signaal: Signaal) -> Niveau:
    """Return what this person sees of this one signal (one query)."""
    gezien = type(signaal).objects.filter(pk=signaal.pk).met_zicht(gebruiker).first()
    return niveau_van(gezien) if gezien else Niveau.NIETS


# Whoever handles signals there, in whatever part.
BEHANDELT = (Recht.SIGNAAL_REGISTREREN, Recht.SIGNAAL_UITZETTEN, Recht.SIGNAAL_BEANTWOORDEN)


def mag_bij_melder(gebruiker: Gebruiker, signaal: Signaal) -> bool:
    """Whether the melder's data are for this person: who reads the signal and works on signals there, for it is they
    who must tell the answer. A holder of a part never. `signaal` comes from `zichtbaar_voor`; costs no query."""
    if niveau_van(signaal) < Niveau.EIGEN or not toont(signaal, "melder"):
        return False
    plek = signaal.plek()
    return any(mag(gebruiker, recht, plek) for recht in BEHANDELT)


def werkt_met_melder(gebruiker: Gebruiker, signaal: Signaal) -> bool:
    """The same for a signal that was fetched in any other way (one query)."""
    gezien = type(signaal).objects.zichtbaar_voor(gebruiker).filter(pk=signaal.pk).first()
    return gezien is not None and mag_bij_melder(gebruiker, gezien)
