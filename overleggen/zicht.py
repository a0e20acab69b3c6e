"""Who sees which meeting, and which points of it: one set of conditions for page, search, count, calendar and mail.

A meeting: who takes part, who has a task in its form, who prepares or leads meetings there, and, when the form is
not closed as a whole, who may bring in points. Somebody on an excluded side sees nothing of it.
A closed part: who takes part and who has a task (a resident never in a part for professionals), and who prepares or
leads meetings there on the side of the municipality.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from django.db.models import BooleanField, Case, Exists, OuterRef, Q, QuerySet, Value, When
from django.db.models.expressions import Expression
from django.utils.functional import cached_property

from signalen.models import Dossier, Initiatief, Project, Signaal
from wijkwerk.afspraken.models import Afspraak
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.gebruikers.rechten import Recht, bereik
from wijkwerk.gebruikers.reeks import is_een_van
from wijkwerk.gebruikers.rollen import Plek, Vervulling
from wijkwerk.gebruikers.voorwaarde import PerPersoon, Voorwaarde
from wijkwerk.gebruikers.wie import is_een
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.profiel import Selector
from wijkwerk.profiel.rijen.overleg import Overlegvorm
from wijkwerk.wijken.models import Gebied

if TYPE_CHECKING:
    from overleggen.models import Deelnemer, Overleg, Overlegdeel

# What a point can be about and that is as shielded as the signal it came from.
BRONNEN: dict[str, type[Dossier | Initiatief | Project]] = {
    "dossier": Dossier,
    "initiatief": Initiatief,
    "project": Project,
}

# An empty Q disappears beside `|`, so "everything" must say so.
ALLES = Q(pk__isnull=False)
NIETS = Q(pk__in=[])
LEIDEN = (Recht.OVERLEG_PLANNEN, Recht.OVERLEG_AGENDEREN, Recht.OVERLEG_VOORZITTEN, Recht.OVERLEG_VERSLAAN)
BEWONERS = "bewoners"


class Overlegzicht(PerPersoon):
    """What one person sees of meetings, as conditions; made once per request (`van`)."""

    @cached_property
    def overleg(self) -> Voorwaarde:
        """The meetings this person may know of, as a condition on Overleg."""
        return Voorwaarde(
            _weet_van(self.gebruiker, "", _besloten(self.gebruiker, "", self.gebruiker.vervullingen))
        )

    @cached_property
    def punt(self) -> Voorwaarde:
        """The points this person may see, as a condition on Agendapunt."""
        from overleggen.models import Agendapunt

        return Voorwaarde(
            lambda: Q(Exists(Agendapunt.objects.filter(_agendapunt_q(self.gebruiker), pk=OuterRef("pk"))))
        )

    @cached_property
    def schild(self) -> Voorwaarde:
        """Whether the content of a point is hidden: shielded (then or now), and its source not open to this person."""
        return Voorwaarde(
            lambda: Q(self._schild(~Exists(_bron(Afspraak.objects.zichtbaar_voor(self.gebruiker)))))
        )

    @cached_property
    def schild_van_afspraken(self) -> Voorwaarde:
        """The same, where a point about a shielded afspraak is always hidden: who reads that one asks this."""
        return Voorwaarde(lambda: Q(self._schild(Value(True))))

    def _schild(self, dicht: Expression) -> Case:
        from overleggen.models import Overleg
        from signalen.service import Niveau

        gebruiker = self.gebruiker
        # `zicht_niveau` is what met_zicht adds.
        open_signaal = _bron(Signaal.objects.met_zicht(gebruiker)).filter(
            zicht_niveau=Niveau.ALLES,
        )
        mag_gevoelig = bereik(gebruiker, Recht.SIGNAAL_ZIEN_GEVOELIG).q()
        mag_beperkt = bereik(gebruiker, Recht.SIGNAAL_ZIEN).q() | mag_gevoelig
        daar = Overleg.objects.filter(pk=OuterRef("overleg_id"))
        anders = (
            Q(aangedragen_door=gebruiker)
            | (Q(gevoelig="beperkt") & Q(Exists(daar.filter(mag_beperkt))))
            | (Q(gevoelig="ja") & Q(Exists(daar.filter(mag_gevoelig))))
        )
        return Case(
            When(~gevoelig_q(), then=Value(False)),
            When(bron_soort="signaal", then=~Exists(open_signaal)),
            When(bron_soort="afspraak", then=dicht),
            *(
                When(bron_soort=soort, then=~Exists(_bron(model.objects.zichtbaar_voor(gebruiker))))
                for soort, model in BRONNEN.items()
            ),
            When(anders, then=Value(False)),
            default=Value(True),
            output_field=BooleanField(),
        )


def _bron(rijen: QuerySet[Any]) -> QuerySet[Any]:
    """Of these the one that the point is about."""
    return rijen.filter(pk=OuterRef("bron_id"))


def _weet_van(gebruiker: Gebruiker, v: str, besloten: Q) -> Q:
    """The meetings this person may know of. `v` is the path to the meeting (`overleg__`)."""
    return _wie_erbij_hoort(gebruiker, v, besloten) & ~uitgesloten_q(gebruiker, v)


def _agendapunt_q(gebruiker: Gebruiker) -> Q:
    v = "overleg__"
    alle, zonder_bewoners = gebruiker.vervullingen, _zonder_bewoners(gebruiker)
    besloten = _besloten(gebruiker, v, alle)
    if alle and alle == zonder_bewoners:
        delen = Q(deel__toegang__in=["deelnemers", "professionals"]) & besloten
    else:
        delen = Q(deel__toegang="deelnemers") & besloten
        delen |= Q(deel__toegang="professionals") & _besloten_professional(gebruiker, v)
    # What a resident without account wrote is for who prepares, until somebody put it on the agenda.
    onbekeken = Q(aangedragen_door=None, stand__in=["aangedragen", "afgevoerd"])
    return _weet_van(gebruiker, v, besloten) & (Q(deel__toegang="openbaar") & (~onbekeken | besloten) | delen)


def afspraakkring(gebruiker: Gebruiker) -> Q:
    """The afspraken made at a point that this person reads in full, as a condition on Afspraak."""
    from overleggen.models import Agendapunt, Agendapuntafspraak, Informatievraag

    zicht = Overlegzicht.van(gebruiker)
    open_ = (
        Agendapunt.objects.filter(zicht.punt).annotate(dicht=zicht.schild_van_afspraken).filter(dicht=False)
    )
    gemaakt = Agendapuntafspraak.objects.filter(hoe=Agendapuntafspraak.Hoe.GEMAAKT, punt__in=open_)
    gevraagd = Informatievraag.objects.filter(punt__in=open_)
    return Q(pk__in=gemaakt.values("afspraak")) | Q(pk__in=gevraagd.values("afspraak"))


def gevoelig_q() -> Q:
    """A point that is shielded: by itself, or because its source is so now."""
    q = ~Q(gevoelig="nee")
    for soort, model in {"signaal": Signaal, "afspraak": Afspraak, **BRONNEN}.items():
        dicht = model.objects.filter(pk=OuterRef("bron_id")).exclude(gevoelig="nee")
        q |= Q(bron_soort=soort) & Q(Exists(dicht))
    return q


def _wie_erbij_hoort(gebruiker: Gebruiker, v: str, besloten: Q) -> Q:
    q = Q(**{f"{v}gepland_door": gebruiker}) | besloten
    open_vormen = [vorm.sleutel for vorm in actief_profiel().overlegvormen if vorm.openbaar != "niet"]
    leidt = NIETS
    for waar in dict.fromkeys(bereik(gebruiker, recht) for recht in LEIDEN):
        leidt |= waar.q(v) or ALLES
    return q | (Q(**{f"{v}vorm__in": open_vormen}) & leidt)


def _besloten(gebruiker: Gebruiker, v: str, vervullingen: tuple[Vervulling, ...]) -> Q:
    """Who belongs in a closed part, through these of the own roles."""
    if gebruiker.vervullingen and not vervullingen:
        return NIETS
    deelname = Q(is_een_van(f"{v}pk", deelnames(gebruiker, vervullingen), "overleg"))
    return deelname | taken_q(v, vervullingen) | _leidend(gebruiker, v)


def _besloten_professional(gebruiker: Gebruiker, v: str) -> Q:
    """The same in another role than that of a resident; somebody without any role is no professional."""
    vervullingen = _zonder_bewoners(gebruiker)
    return _besloten(gebruiker, v, vervullingen) if vervullingen else NIETS


def _zonder_bewoners(gebruiker: Gebruiker) -> tuple[Vervulling, ...]:
    return tuple(vervulling for vervulling in gebruiker.vervullingen if vervulling.rol.kant != BEWONERS)


def deelnames(gebruiker: Gebruiker, vervullingen: tuple[Vervulling, ...]) -> QuerySet[Deelnemer]:
    from overleggen.models import Deelnemer

    q = Q(persoon=gebruiker)
    for vervulling in vervullingen:
        if vervulling.partij_id:
            q |= Q(partij=vervulling.partij_id) | Q(selector=f"partij:{vervulling.partij_sleutel}")
        q |= Q(selector__in=selectors_van(vervulling)) & plek_q(vervulling, "overleg__")
    return Deelnemer.objects.filter(q)


def taken_q(v: str, vervullingen: tuple[Vervulling, ...]) -> Q:
    """The forms in which somebody with these roles leads, prepares or reports."""
    return per_vorm(v, vervullingen, lambda vorm: taakhouders(vorm))


def taakhouders(vorm: Overlegvorm) -> tuple[Selector, ...]:
    taken = vorm.taken
    return (*taken.voorzitter, *taken.initiatief, *taken.agenda, *taken.verslag)


def _leidend(gebruiker: Gebruiker, v: str) -> Q:
    van_gemeente = [vervulling for vervulling in gebruiker.vervullingen if vervulling.rol.van_het_huis]
    # Mostly these rights come together: each combination once.
    leidend = dict.fromkeys(
        (
            tuple(vervulling for vervulling in van_gemeente if recht in vervulling.rol.mag),
            bereik(gebruiker, recht),
        )
        for recht in LEIDEN
    )
    q = NIETS
    for vervullingen, waar in leidend:
        daar = NIETS
        for vervulling in vervullingen:
            daar |= plek_q(vervulling, v)
        q |= daar & (waar.q(v) or ALLES)
    return q


def uitgesloten_q(gebruiker: Gebruiker, v: str) -> Q:
    return per_vorm(v, gebruiker.vervullingen, lambda vorm: vorm.uitgesloten)


def per_vorm(
    v: str, vervullingen: Iterable[Vervulling], wie: Callable[[Overlegvorm], tuple[Selector, ...]]
) -> Q:
    """The meetings of each form in which one of these roles is meant by `wie`, where that role holds."""
    vormen: dict[tuple[Vervulling, ...], list[str]] = {}
    for vorm in actief_profiel().overlegvormen:
        genoemd = {str(selector) for selector in wie(vorm)}
        erbij = tuple(vervulling for vervulling in vervullingen if genoemd & alle_selectors(vervulling))
        if erbij:
            vormen.setdefault(erbij, []).append(vorm.sleutel)
    q = NIETS
    for erbij, sleutels in vormen.items():
        waar = NIETS
        for vervulling in erbij:
            waar |= plek_q(vervulling, v)
        q |= Q(**{f"{v}vorm__in": sleutels}) & waar
    return q


def alle_selectors(vervulling: Vervulling) -> set[str]:
    van_partij = {f"partij:{vervulling.partij_sleutel}"} if vervulling.partij_sleutel else set()
    return {*selectors_van(vervulling), *van_partij}


def selectors_van(vervulling: Vervulling) -> list[str]:
    """Every selector that means somebody with this role, at a place where it holds."""
    return [
        f"rol:{vervulling.rol.sleutel}",
        f"kant:{vervulling.rol.kant}",
        *([f"soort:{vervulling.partij_soort}"] if vervulling.partij_soort else []),
        *(f"discipline:{discipline}" for discipline in sorted(vervulling.disciplines)),
        "iedereen",
    ]


def plek_q(vervulling: Vervulling, v: str) -> Q:
    """`Vervulling.geldt_in` as a condition."""
    if vervulling.rol.bereik == "gemeente":
        return ALLES
    if vervulling.rol.bereik == "gebied":
        return Q(**{f"{v}plek_gebieden__contains": [vervulling.gebied_id]}) if vervulling.gebied_id else NIETS
    q = Q(**{f"{v}plek_partijen__contains": [vervulling.partij_id]}) if vervulling.partij_id else NIETS
    if vervulling.partij_gebieden:
        q |= Q(**{f"{v}plek_gebieden__overlap": sorted(vervulling.partij_gebieden)})
    if vervulling.gebied_id is not None:
        q &= Q(**{f"{v}plek_gebieden__contains": [vervulling.gebied_id]})
    return q


def is_deelnemer(overleg: Overleg, gebruiker: Gebruiker) -> bool:
    """Whether this person takes part: by name, for a party, or in a role that does (one query)."""
    return deelnames_van(overleg, gebruiker).exists()


def deelnames_van(overleg: Overleg, gebruiker: Gebruiker) -> QuerySet[Deelnemer]:
    """The rows of the list of participants that mean this person."""
    return deelnames(gebruiker, gebruiker.vervullingen).filter(overleg=overleg)


def delen_voor(overleg: Overleg, gebruiker: Gebruiker) -> list[Overlegdeel]:
    """The parts of a meeting of which this person may see the points."""
    from overleggen.models import Overleg, Overlegdeel

    dit = Overleg.objects.filter(pk=overleg.pk)
    toegang = {Overlegdeel.Toegang.OPENBAAR.value}
    if dit.filter(_besloten(gebruiker, "", gebruiker.vervullingen)).exists():
        toegang.add(Overlegdeel.Toegang.DEELNEMERS.value)
    if dit.filter(_besloten_professional(gebruiker, "")).exists():
        toegang.add(Overlegdeel.Toegang.PROFESSIONALS.value)
    return [deel for deel in overleg.delen.all() if deel.toegang in toegang]


def neemt_deel_aan(gebruiker: Gebruiker) -> set[int]:
    """The ids of all meetings in which this person takes part (one query)."""
    return set(deelnames(gebruiker, gebruiker.vervullingen).values_list("overleg", flat=True))


def ziet_vorm(gebruiker: Gebruiker, vorm: Overlegvorm, gebied: Gebied) -> bool:
    """Whether meetings of this form in this area are this person's business: the planner and its dates. No query."""
    plek = Plek(frozenset(gebied.voorouders))
    if is_een(gebruiker, vorm.uitgesloten, plek):
        return False
    if is_een(gebruiker, betrokken(vorm), plek):
        return True
    return any(
        recht in vervulling.rol.mag and vervulling.geldt_in(plek)
        for recht in LEIDEN
        for vervulling in gebruiker.vervullingen
        if vorm.openbaar != "niet" or vervulling.rol.van_het_huis
    )


def betrokken(vorm: Overlegvorm) -> tuple[Selector, ...]:
    """Everybody whom a form names, but for the excluded side."""
    wie = (*vorm.deelnemers, *vorm.uitgenodigd, *vorm.verplicht, *vorm.cruciaal)
    return (*taakhouders(vorm), *vorm.taken.logistiek, *wie)
