"""A signal, and a part of it, as rules of the profile see them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.utils import timezone

from signalen.models import Initiatief, Signaal
from signalen.routes import escalatie_nummer
from wijkwerk.afspraken.models import Afspraak
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.logboek.models import Logregel
from wijkwerk.profiel import Profiel
from wijkwerk.profiel.velden import Veld
from wijkwerk.regels.service import Betekenis, Onderwerp
from wijkwerk.regels.service import houder_sleutel as sleutel_van


def _signaal(onderwerp: Onderwerp) -> Signaal:
    assert isinstance(onderwerp.ding, Signaal)
    return onderwerp.ding


def _uitkomst(naam: str, onderwerp: Onderwerp) -> bool:
    """The outcome of the answer that is being given, else of the one that holds."""
    gegeven = onderwerp.gegevens.get("antwoordsoort")
    if gegeven:
        return onderwerp.profiel.antwoord(gegeven).uitkomst == naam
    antwoord = _signaal(onderwerp).antwoorden.geldend().first() if onderwerp.ding.pk else None
    return antwoord is not None and antwoord.uitkomst == naam


def _slaat_over(onderwerp: Onderwerp) -> bool:
    naar = onderwerp.gegevens.get("escalatie")
    if not naar:
        return False
    profiel = onderwerp.profiel
    return escalatie_nummer(profiel, naar) - escalatie_nummer(profiel, _signaal(onderwerp).escalatie) > 1


def _opgeschaald(onderwerp: Onderwerp) -> bool:
    signaal, niveaus = _signaal(onderwerp), onderwerp.profiel.escalaties
    return bool(niveaus) and signaal.opgeschaald_op is not None and signaal.escalatie == niveaus[-1].sleutel


def _gewenst(onderwerp: Onderwerp) -> bool:
    melder = _signaal(onderwerp).melder
    return melder is not None and melder.terugkoppeling_gewenst


def _is_van_bewonersorgaan(signaal: Signaal) -> bool:
    wie = signaal.geregistreerd_door
    return wie is not None and any(v.partij_soort == "bewonersorgaan" for v in wie.vervullingen)


def _gestapt(onderwerp: Onderwerp, stap: str) -> bool:
    return (
        onderwerp.ding.pk is not None
        and Logregel.objects.stappen().van(onderwerp.ding).filter(stap=stap).exists()
    )


def _disciplines(onderwerp: Onderwerp) -> set[str]:
    if not onderwerp.ding.pk:
        return set()
    return set(_signaal(onderwerp).delen.exclude(discipline="").values_list("discipline", flat=True))


def _aantal_gebieden(onderwerp: Onderwerp) -> int:
    return _signaal(onderwerp).gebieden.count() if onderwerp.ding.pk else 1


def _partijen(onderwerp: Onderwerp) -> int:
    return len(_signaal(onderwerp).plek_partijen)


BETEKENIS = Betekenis(
    feiten={
        "opgeschaald": _opgeschaald,
        "slaat-niveau-over": _slaat_over,
        "gevoelig": lambda o: _signaal(o).gevoelig == "ja",
        "acuut": lambda o: bool(o.gegevens.get("acuut")),
        "herhaald": lambda o: _signaal(o).herhaling_van_id is not None,
        "gebundeld": lambda o: _signaal(o).dossier_id is not None,
        "gekoppeld": lambda o: _gestapt(o, "signaal.koppelen"),
        "anoniem": lambda o: _signaal(o).melder is None,
        "uit-overleg": lambda o: _signaal(o).kanaal in {vorm.sleutel for vorm in o.profiel.overlegvormen},
        "terugkoppeling-gewenst": _gewenst,
        "te-laat": lambda o: _signaal(o).is_te_laat,
        "van-bewonersorgaan": lambda o: _is_van_bewonersorgaan(_signaal(o)),
        "meer-gebieden": lambda o: _aantal_gebieden(o) > 1,
        "meer-disciplines": lambda o: len(_disciplines(o)) > 1,
        "heropend": lambda o: _gestapt(o, "signaal.heropenen"),
        **{
            naam: lambda o, naam=naam: _uitkomst(naam, o)  # type: ignore[misc]
            for naam in ("gedaan", "toegezegd", "later", "uitleg", "nee", "verwezen")
        },
    },
    relaties={
        "gebieden": lambda o, per: {"": _aantal_gebieden(o)},
        "themas": lambda o, per: {"": len(_signaal(o).themas)},
        "disciplines": lambda o, per: {"": len(_disciplines(o))},
        "partijen": lambda o, per: {"": _partijen(o)},
        "bewoners": lambda o, per: {"": int(_signaal(o).melder is not None)},
        "deelacties": lambda o, per: {"": _signaal(o).delen.count() if o.ding.pk else 0},
        "afspraken": lambda o, per: {
            "": Afspraak.objects.filter(bron_soort="signaal", bron_id=o.ding.pk).count()
        },
        "signalen": lambda o, per: {"": _signaal(o).herhalingen.count() if o.ding.pk else 0},
        "initiatieven": lambda o, per: {"": Initiatief.objects.filter(signaal=o.ding.pk).count()},
        "agendapunten": lambda o, per: {"": 0},
    },
    velden={
        "onderwerp": lambda o: _signaal(o).titel,
        "omschrijving": lambda o: _signaal(o).tekst,
        "eigenaar": lambda o: _signaal(o).houder,
        "gebied": lambda o: _signaal(o).gebied_id,
        "thema": lambda o: _signaal(o).themas,
        "straat": lambda o: _signaal(o).waar,
        "kanaal": lambda o: _signaal(o).kanaal,
        "melder": lambda o: _signaal(o).melder_id,
        "schaalniveau": lambda o: _signaal(o).schaalniveau or _signaal(o).gebied.niveau,
        "urgentie": lambda o: _signaal(o).urgentie,
    },
    bronnen=lambda o: frozenset({"signaal", "initiatief"} if _wordt_initiatief(o) else {"signaal"}),
    samenloop=lambda o, op, dagen: [str(signaal) for signaal in lijkt_op(_signaal(o), op, dagen)],
    teruggekoppeld=lambda o: frozenset(
        _signaal(o).terugkoppelingen.geldend().values_list("aan", flat=True) if o.ding.pk else ()
    ),
)


def _wordt_initiatief(onderwerp: Onderwerp) -> bool:
    return onderwerp.profiel.signaalsoort(onderwerp.soort).wordt == "initiatief"


def lijkt_op(
    signaal: Signaal, op: tuple[str, ...] = ("gebied", "thema"), dagen: int | None = 90
) -> list[Signaal]:
    """Return earlier signals with the same area and theme within so many days: what may be a repeat.

    Shielded ones are left out: that they exist is not for everybody.
    """
    vroeger = Signaal.objects.exclude(gevoelig="ja").exclude(pk=signaal.pk).select_related("gebied")
    if dagen:
        vroeger = vroeger.filter(geregistreerd_op__gte=timezone.now() - timedelta(days=dagen))
    if "gebied" in op:
        vroeger = vroeger.filter(gebied_id=signaal.gebied_id)
    if "thema" in op:
        vroeger = (
            vroeger.filter(themas__overlap=signaal.themas)
            if signaal.themas
            else vroeger.filter(soort=signaal.soort)
        )
    return list(vroeger.order_by("-pk")[:5])


def onderwerp(signaal: Signaal, gegevens: Mapping[str, Any] | None = None) -> Onderwerp:
    eigenaar = signaal.houder
    return Onderwerp(
        object="signaal",
        soort=signaal.soort,
        ding=signaal,
        plek=signaal.plek(),
        profiel=actief_profiel(),
        betekenis=BETEKENIS,
        themas=tuple(signaal.themas),
        gegevens=gegevens or {},
        houders={"eigenaar": (eigenaar,)} if eigenaar else {},
        naam=str(signaal),
    )


# --- a part


def _stapeling(onderwerp: Onderwerp, op: tuple[str, ...], dagen: int | None) -> list[str]:
    """Other parties that already have an open afspraak about the same theme in the same area (DHR-23)."""
    signaal = _signaal(onderwerp)
    anderen = Afspraak.objects.open().exclude(gevoelig="ja").exclude(bron_soort="signaal", bron_id=signaal.pk)
    if "gebied" in op:
        anderen = anderen.filter(gebieden=signaal.gebied_id)
    if "thema" in op:
        if not signaal.themas:
            return []
        anderen = anderen.filter(thema__in=signaal.themas)
    if dagen:
        anderen = anderen.filter(gevraagd_op__gte=timezone.now() - timedelta(days=dagen))
    zelf = onderwerp.gegevens.get("wie")
    namen = [str(afspraak.houder) for afspraak in anderen.voor_lijst()[:10] if afspraak.houder != zelf]
    return list(dict.fromkeys(namen))


BETEKENIS_DEEL = Betekenis(
    feiten={
        "gevoelig": lambda o: _signaal(o).gevoelig == "ja",
        "te-laat": lambda o: _signaal(o).is_te_laat,
        "aan-gemeente": lambda o: _kant_van(o) == "gemeente",
        "aan-partner": lambda o: _kant_van(o) == "partner",
        "buiten-discipline": lambda o: _buiten_discipline(o),
    },
    relaties={
        "disciplines": lambda o, per: {"": len(_disciplines(o))},
        "partijen": lambda o, per: {"": _partijen(o)},
        "gebieden": lambda o, per: {"": _aantal_gebieden(o)},
        "signalen": lambda o, per: {"": 1},
    },
    velden={
        "gebied": lambda o: _signaal(o).gebied_id,
        "thema": lambda o: _signaal(o).themas,
    },
    bronnen=lambda o: frozenset({"signaal"}),
    samenloop=_stapeling,
)


def _kant_van(onderwerp: Onderwerp) -> str:
    houder = onderwerp.gegevens.get("wie")
    if houder is None:
        return ""
    if houder.partij is not None:
        return "gemeente" if houder.partij.soort in {"gemeente", "team"} else "partner"
    return onderwerp.profiel.rol(houder.rol).kant if houder.rol else "gemeente"


def _buiten_discipline(onderwerp: Onderwerp) -> bool:
    houder, discipline = onderwerp.gegevens.get("wie"), onderwerp.gegevens.get("discipline")
    if houder is None or houder.partij is None or not discipline:
        return False
    return discipline not in houder.partij.disciplines


def onderwerp_deel(signaal: Signaal, gegevens: Mapping[str, Any]) -> Onderwerp:
    """A part of a signal at the moment that it is asked, taken, refused or finished."""
    houder = gegevens.get("wie")
    return Onderwerp(
        object="deelactie",
        soort=signaal.soort,
        ding=signaal,
        plek=signaal.plek(),
        profiel=actief_profiel(),
        betekenis=BETEKENIS_DEEL,
        themas=tuple(signaal.themas),
        gegevens=gegevens,
        houders={"houder": (houder,)} if houder else {},
        naam=f"deel van {signaal}",
    )


# --- what a step asks


def gevraagde_velden(profiel: Profiel, stap: str, soort: str, themas: tuple[str, ...] = ()) -> list[Veld]:
    """Return the fields that rules of the profile want at this step, for a form: hard and advised ones."""
    velden: dict[str, Veld] = {}
    for regel in profiel.regels_bij("signaal", stap, soort_sleutel=soort, themas=themas):
        if regel.soort == "verplicht":
            for veld in regel.gevraagd:
                velden.setdefault(veld.sleutel, veld)
    return list(velden.values())


__all__ = [
    "BETEKENIS",
    "BETEKENIS_DEEL",
    "gevraagde_velden",
    "lijkt_op",
    "onderwerp",
    "onderwerp_deel",
    "sleutel_van",
]
