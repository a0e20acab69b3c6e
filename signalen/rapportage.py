"""What signals and initiatives tell in a report: counts for everybody, whoever made it.

What is shielded is counted apart, in words and never per theme: who sees the other signals could otherwise subtract (R08).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.db.models import Case, Count, Exists, OuterRef, Q, QuerySet, Value, When
from django.db.models.functions import TruncDate
from django.utils.formats import date_format

from signalen.cijfers.doorloop import Mediaan, _duur
from signalen.cijfers.schild import in_woorden
from signalen.models import Antwoord, Initiatief, Signaal, Spreekuur
from signalen.periode import Tijdvak
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.tellingen import Cel, Kolom, Plaats, Regel, Telling, Vraag, onderdeel, samen_in

GEEN_THEMA = "-"


def _in_periode(rijen: QuerySet[Any], veld: str, vraag: Vraag) -> QuerySet[Any]:
    van, tot = Tijdvak(vraag.van, vraag.tot).grenzen
    return rijen.filter(**{f"{veld}__gte": van, f"{veld}__lt": tot}).order_by()


def _signalen(vraag: Vraag) -> QuerySet[Signaal]:
    rijen: QuerySet[Signaal] = _in_periode(Signaal.objects.all(), "geregistreerd_op", vraag)
    return rijen


def _afgeschermd(aantal: int, vraag: Vraag) -> Cel:
    woorden = in_woorden(aantal, vraag.drempel)
    return Cel(tekst=woorden) if woorden else Cel.van(0)


def _per_plaats(rijen: Iterable[tuple[Any, ...]], plaatsen: Sequence[Plaats]) -> Mapping[Any, Counter[str]]:
    """Add up (ids of areas, key, number) for each place, and for all together (None)."""
    bekend = {plaats.pk for plaats in plaatsen}
    uit: dict[Any, Counter[str]] = {pk: Counter() for pk in (*bekend, None)}
    for gebieden, sleutel, aantal in rijen:
        for pk in (*bekend.intersection(gebieden), None):
            uit[pk][sleutel] += aantal
    return uit


@onderdeel(besloten="")
def signalen(vraag: Vraag) -> list[Telling]:
    """How many were heard, dealt with and are open, by area; and about which kinds. Three queries."""
    open_ = _signalen(vraag).exclude(gevoelig="ja")
    standen = open_.values_list("plek_gebieden", "stand").annotate(n=Count("pk"))
    per_stand = ((plek, "dicht" if stand == "gesloten" else "open", n) for plek, stand, n in standen)
    per = _per_plaats(per_stand, vraag.gebieden)
    schild = _schild(vraag, vraag.gebieden)
    kolommen = (
        Kolom("Gehoord", klein=True, samen=True),
        Kolom("Afgehandeld", klein=True),
        Kolom("Nog open", klein=True),
        Kolom("Afgeschermd", "tekst"),
    )

    def regel(naam: str, pk: int | None, *, samen: bool = False) -> Regel:
        telling = per[pk]
        aantallen = (telling["dicht"] + telling["open"], telling["dicht"], telling["open"])
        return Regel(naam, (*map(Cel.van, aantallen), _afgeschermd(schild[pk], vraag)), samen)

    regels = [regel(plaats.naam, plaats.pk) for plaats in vraag.gebieden]
    return [
        Telling(
            "Signalen per gebied",
            kolommen,
            (*regels, regel("Samen", None, samen=True)),
            bron="Signalen in Wijkwerk, geteld naar de dag waarop ze zijn gehoord.",
            uitleg="Wat is afgeschermd telt apart, en niet op één nauwkeurig.",
            groepen=samen_in(vraag.gebieden),
        ),
        _soorten(open_),
    ]


def _schild(vraag: Vraag, plaatsen: Sequence[Plaats]) -> Mapping[Any, int]:
    rijen = _signalen(vraag).filter(gevoelig="ja").values_list("plek_gebieden").annotate(n=Count("pk"))
    per = _per_plaats(((plek, "", n) for plek, n in rijen), plaatsen)
    return {pk: telling[""] for pk, telling in per.items()}


def _soorten(rijen: QuerySet[Signaal]) -> Telling:
    """By kind; one that is shielded as a kind has no row."""
    aantallen = dict(rijen.values_list("soort").annotate(n=Count("pk")))
    soorten = [rij for rij in actief_profiel().signaalsoorten if rij.gevoelig != "ja"]
    return Telling(
        "Waar signalen over gaan",
        (Kolom("Signalen", klein=True),),
        tuple(Regel(rij.naam, (Cel.van(aantallen.get(rij.sleutel, 0)),)) for rij in soorten),
        bron="Signalen in Wijkwerk, zonder wat is afgeschermd.",
        kop="Soort",
        grafiek="staven",
    )


@onderdeel(besloten="")
def per_buurt_en_thema(vraag: Vraag) -> list[Telling]:
    """The heat table of the smallest areas and the themes (DHR-25). Two queries."""
    rijen = (
        _signalen(vraag).exclude(gevoelig="ja").values_list("plek_gebieden", "themas").annotate(n=Count("pk"))
    )
    gevonden = [(plek, themas or [GEEN_THEMA], n) for plek, themas, n in rijen]
    per = _per_plaats(((plek, thema, n) for plek, themas, n in gevonden for thema in themas), vraag.buurten)
    alles = _per_plaats(((plek, "", n) for plek, _, n in gevonden), vraag.buurten)
    schild = _schild(vraag, vraag.buurten)
    themas = [(rij.sleutel, rij.naam) for rij in actief_profiel().themas if rij.gevoelig != "ja"]
    if any(telling[GEEN_THEMA] for telling in per.values()):
        themas.append((GEEN_THEMA, "Zonder thema"))
    kolommen = (
        Kolom("Alles", klein=True, samen=True),
        *(Kolom(naam, klein=True) for _, naam in themas),
        Kolom("Afgeschermd", "tekst"),
    )

    def regel(naam: str, pk: int | None, *, samen: bool = False) -> Regel:
        cellen = (Cel.van(per[pk][sleutel]) for sleutel, _ in themas)
        return Regel(naam, (Cel.van(alles[pk][""]), *cellen, _afgeschermd(schild[pk], vraag)), samen)

    regels = [regel(plaats.naam, plaats.pk) for plaats in vraag.buurten]
    return [
        Telling(
            "Signalen per buurt en thema",
            kolommen,
            (*regels, regel("Samen", None, samen=True)),
            bron="Signalen in Wijkwerk, geteld naar de dag waarop ze zijn gehoord.",
            uitleg="Een signaal met twee thema's telt bij allebei. Wat is afgeschermd staat bij geen thema.",
            grafiek="warmte",
            groepen=samen_in(vraag.buurten),
        )
    ]


@onderdeel(besloten="")
def spreekuren(vraag: Vraag) -> list[Telling]:
    """Held and planned, and how many people came (DHR-67). One query."""
    rijen = _in_periode(Spreekuur.objects.all(), "begin", vraag).values_list(
        "plek_gebieden", "stand", "bezoekers"
    )
    tellers: dict[Any, Counter[str]] = {plaats.pk: Counter() for plaats in vraag.gebieden}
    for plek, stand, bezoekers in rijen:
        for pk in tellers.keys() & set(plek):
            tellers[pk]["gepland"] += stand != Spreekuur.Stand.VERVALLEN
            tellers[pk]["gehouden"] += stand == Spreekuur.Stand.GEHOUDEN
            tellers[pk]["bezoekers"] += bezoekers or 0
    return [
        Telling(
            "Spreekuren",
            (Kolom("Gepland"), Kolom("Gehouden"), Kolom("Bezoekers", klein=True)),
            tuple(
                Regel(
                    plaats.naam,
                    tuple(Cel.van(tellers[plaats.pk][wat]) for wat in ("gepland", "gehouden", "bezoekers")),
                )
                for plaats in vraag.gebieden
            ),
            bron="Spreekuren in Wijkwerk; wat verviel telt niet als gepland.",
            grafiek="groepen",
            groepen=samen_in(vraag.gebieden),
        )
    ]


@onderdeel(besloten="")
def doorlooptijd(vraag: Vraag) -> list[Telling]:
    """How long the first answer took, half of the signals longer (OIJ-02). One query for each area.

    Of how many is counted like any number of people: a median goes where its count is hidden, also as a cover.
    """
    eerder = Antwoord.objects.filter(signaal=OuterRef("signaal"), pk__lt=OuterRef("pk"))
    rijen = _in_periode(Antwoord.objects.filter(~Exists(eerder)), "gegeven_op", vraag)
    rijen = rijen.exclude(signaal__gevoelig="ja")
    regels = [_doorloop(plaats, rijen, vraag) for plaats in vraag.gebieden if plaats.pk != vraag.alles.pk]
    return [
        Telling(
            "Hoe lang een antwoord duurt",
            (
                Kolom("Antwoorden", klein=True),
                Kolom("Dagen, in het midden", "dagen", over="Antwoorden"),
                Kolom("Op tijd", "procent", over="Antwoorden"),
            ),
            (*regels, replace(_doorloop(vraag.alles, rijen, vraag), naam="Samen", samen=True)),
            bron="Eerste antwoorden op signalen in Wijkwerk. De helft duurde langer dan het midden.",
            groepen=samen_in([plaats for plaats in vraag.gebieden if plaats.pk != vraag.alles.pk]),
        )
    ]


def _doorloop(plaats: Plaats, rijen: QuerySet[Antwoord], vraag: Vraag) -> Regel:
    maat = rijen.filter(signaal__plek_gebieden__overlap=sorted(plaats.gebieden)).aggregate(
        aantal=Count("pk"),
        duur=Mediaan(_duur("signaal__geregistreerd_op", "gegeven_op")),
        met_termijn=Count("pk", filter=Q(uiterlijk__isnull=False)),
        op_tijd=Count("pk", filter=Q(uiterlijk__gte=TruncDate("gegeven_op"))),
    )
    aantal = maat["aantal"]
    if not aantal:
        return Regel(plaats.naam, (Cel.van(0), Cel(reden="geen antwoorden"), Cel(reden="geen antwoorden")))
    dagen = Cel.van(round(maat["duur"] / timedelta(days=1)))
    genoeg = maat["met_termijn"] >= vraag.drempel
    tijdig = Cel.van(round(Decimal(100) * maat["op_tijd"] / maat["met_termijn"])) if genoeg else None
    return Regel(plaats.naam, (Cel.van(aantal), dagen, tijdig or Cel(reden="te weinig met een termijn")))


@onderdeel(besloten="")
def later_beloofd(vraag: Vraag) -> list[Telling]:
    """What was answered with "later" and waited for its definite answer on the last day of the report. One query."""
    _, na = Tijdvak(vraag.van, vraag.tot).grenzen
    rijen = Antwoord.objects.filter(uitkomst="later", gegeven_op__lt=na).exclude(signaal__gevoelig="ja")
    open_ = rijen.filter(Q(vervallen_op=None) | Q(vervallen_op__gte=na)).order_by()
    te_laat = Case(When(datum_definitief__lte=vraag.tot, then=Value("te-laat")), default=Value("wacht"))
    gevonden = open_.annotate(hoe=te_laat).values_list("signaal__plek_gebieden", "hoe")
    per = _per_plaats(gevonden.annotate(n=Count("pk")), vraag.gebieden)
    namen = [rij.naam for rij in actief_profiel().antwoorden if rij.uitkomst == "later"]

    def regel(naam: str, pk: int | None, *, samen: bool = False) -> Regel:
        wacht, laat = per[pk]["wacht"], per[pk]["te-laat"]
        return Regel(naam, tuple(map(Cel.van, (wacht + laat, wacht, laat))), samen)

    regels = [regel(plaats.naam, plaats.pk) for plaats in vraag.gebieden]
    return [
        Telling(
            "Later beloofd, en nog open",
            (
                Kolom("Nog open", klein=True, samen=True),
                Kolom("Zonder dag, of nog op tijd", klein=True),
                Kolom("Over de beloofde dag", klein=True),
            ),
            (*regels, regel("Samen", None, samen=True)),
            bron="Antwoorden op signalen in Wijkwerk, zonder wat is afgeschermd.",
            uitleg=f"Beantwoord met {' of '.join(f'“{naam}”' for naam in namen)}, en op {date_format(vraag.tot)} nog zonder definitief antwoord."
            if namen
            else "",
            groepen=samen_in(vraag.gebieden),
        )
    ]


@onderdeel(besloten="")
def zelforganisatie(vraag: Vraag) -> list[Telling]:
    """What residents began, and what they carry out themselves (OIJ-02). One query."""
    rijen = _in_periode(Initiatief.objects.filter(gevoelig="nee"), "ingediend_op", vraag)
    gevonden = rijen.values_list("plek_gebieden", "stand", "uitwerking_nodig").annotate(n=Count("pk"))
    per = _per_plaats(
        (
            (plek, "zelf" if stand == "uitvoering" or uitwerking is False else "anders", n)
            for plek, stand, uitwerking, n in gevonden
        ),
        vraag.gebieden,
    )
    return [
        Telling(
            "Initiatieven van bewoners",
            (
                Kolom("Ingediend", klein=True, samen=True),
                Kolom("Bewoners doen het zelf", klein=True),
                Kolom("Met hulp, of nog niet bekeken", klein=True),
            ),
            tuple(
                Regel(
                    plaats.naam,
                    tuple(
                        Cel.van(n)
                        for telling in (per[plaats.pk],)
                        for n in (telling["zelf"] + telling["anders"], telling["zelf"], telling["anders"])
                    ),
                )
                for plaats in vraag.gebieden
            ),
            bron="Initiatieven in Wijkwerk, geteld naar de dag waarop ze zijn ingediend.",
            groepen=samen_in(vraag.gebieden),
        )
    ]
