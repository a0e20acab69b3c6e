"""Placing and withdrawing. Nothing else ever changes a publication."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import models, transaction
from django.db.models import Max, QuerySet
from django.utils import timezone

from wijkwerk.berichten.service import zet_klaar_voor
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.gebruikers.rollen import Plek
from wijkwerk.gebruikers.wie import Wie
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.logboek.service import noteer
from wijkwerk.publicatie.bewaard import vernieuw
from wijkwerk.publicatie.inhoud import Inhoud, bevries, ontdooi, zegel
from wijkwerk.publicatie.maskering import Bevinding, zoek_met_kennis
from wijkwerk.publicatie.models import Publicatie
from wijkwerk.publicatie.starten import na_commit
from wijkwerk.publicatie.stroom import STROOM
from wijkwerk.publicatie.teksten import alle_teksten, zoektekst
from wijkwerk.regels.service import Betekenis, Klacht, Onderwerp, Toestemming, eis_stap
from wijkwerk.wijken.models import Gebied, Partij


@dataclass(frozen=True, kw_only=True)
class TePlaatsen:
    """What is to be published: the thing it is about, where, for whom, and the content."""

    ding: models.Model
    gebied: Gebied
    aard: str
    openbaar: str
    inhoud: Inhoud
    partijen: Collection[Partij] = ()
    # Texts of besloten parts and shielded sources: not a sentence of them may be in it.
    besloten: Collection[str] = ()
    feiten: Mapping[str, bool] = field(default_factory=dict)
    # Whom the profile names for this kind of thing: they may place it, beside who has the right.
    wie: Wie = ()

    def bevindingen(self) -> list[Bevinding]:
        """What the masking check finds, in the order of the document."""
        return zoek_met_kennis(
            alle_teksten(self.inhoud), gebieden=frozenset({self.gebied.pk}), besloten=self.besloten
        )


@transaction.atomic
def plaats(
    *,
    nieuw: TePlaatsen,
    bevestigd: Collection[str] = (),
    gezien: str | None = None,
    door: Gebruiker | None,
) -> Publicatie:
    """Freeze and number the content, and ask the worker for the PDF.

    `bevestigd` are the keys of findings that who publishes has looked at, `gezien` the seal of the preview (None: there
    was none). Raises PermissionDenied, and StapGeweigerd
    with every finding that is hard or not acknowledged and what the profile asks at publicatie.plaatsen.
    """
    gebied = Gebied.objects.select_for_update(of=("self",)).get(pk=nieuw.gebied.pk)
    bevindingen = nieuw.bevindingen()
    publicatie = Publicatie(
        object_soort=nieuw.ding._meta.model_name or "",
        object_id=nieuw.ding.pk,
        gebied=gebied,
        vorm=nieuw.inhoud.vorm.sleutel,
        vormnaam=nieuw.inhoud.vorm.naam,
        aard=nieuw.aard,
        openbaar=nieuw.openbaar,
        titel=nieuw.inhoud.titel,
        zoektekst=zoektekst(nieuw.inhoud),
        geplaatst_door=door,
    )
    publicatie.inhoud, publicatie.inhoud_sha256 = bevries(nieuw.inhoud)
    publicatie.zet_plek([gebied], nieuw.partijen)
    uitkomst = eis_stap(
        STROOM["plaatsen"],
        onderwerp(publicatie, nieuw.feiten),
        door,
        stand="",
        toestemming=Toestemming(wie=nieuw.wie),
        ook=[*klacht_ander(nieuw, gezien), *klachten_uit(bevindingen, bevestigd)],
    )
    publicatie.nummer = _volgend_nummer(gebied, publicatie.vorm)
    publicatie.save()
    noteer(
        door=door,
        stap="publicatie.plaatsen",
        ding=publicatie,
        gegevens={
            "nummer": publicatie.nummer,
            "sha256": publicatie.inhoud_sha256,
            "bevestigd": sorted(bevinding.soort for bevinding in bevindingen),
        },
    )
    zet_klaar_voor(
        uitkomst.meldt,
        "publicatie-geplaatst",
        ding=publicatie,
        plek=publicatie.plek(),
        behalve=door,
        bundel=True,
    )
    na_commit(publicatie.pk)
    vernieuw()
    return publicatie


def klacht_zelfde(nieuw: TePlaatsen) -> list[Klacht]:
    """The same thing is not published twice. Under the lock of who calls."""
    eerder = Publicatie.objects.van(nieuw.ding).geldig().order_by("-nummer").first()
    if eerder is None or zegel(ontdooi(eerder.inhoud)) != zegel(nieuw.inhoud):
        return []
    return [Klacht("Er is niets veranderd sinds dit is gepubliceerd.")]


def klacht_ander(nieuw: TePlaatsen, gezien: str | None) -> list[Klacht]:
    """What is placed is what was previewed. Under the lock of who calls."""
    if gezien is None or gezien == zegel(nieuw.inhoud):
        return []
    return [Klacht("Er veranderde iets sinds u dit voorbeeld zag. Kijk het opnieuw na.")]


def klachten_uit(bevindingen: Iterable[Bevinding], bevestigd: Collection[str]) -> list[Klacht]:
    return [
        Klacht(f"{bevinding.waar}: “{bevinding.gevonden}”. {bevinding.uitleg}", "maskering")
        for bevinding in bevindingen
        if bevinding.hard or bevinding.sleutel not in bevestigd
    ]


def _volgend_nummer(gebied: Gebied, vorm: str) -> int:
    hoogste = Publicatie.objects.filter(gebied=gebied, vorm=vorm).aggregate(hoogste=Max("nummer"))["hoogste"]
    return int(hoogste or 0) + 1


@transaction.atomic
def trek_in(*, publicatie: Publicatie, reden: str, door: Gebruiker | None, wie: Wie = ()) -> Publicatie:
    """Take a publication from the public site; date, reason and hash stay to be read. `wie` as in TePlaatsen."""
    publicatie = (
        Publicatie.objects.select_for_update(of=("self",)).select_related("gebied").get(pk=publicatie.pk)
    )
    eis_stap(
        STROOM["intrekken"],
        onderwerp(publicatie),
        door,
        stand="ingetrokken" if publicatie.is_ingetrokken else "geplaatst",
        toestemming=Toestemming(wie=wie),
        ook=[Klacht("Deze publicatie is vernietigd.", "reden")]
        if publicatie.is_vernietigd
        else []
        if reden.strip()
        else [Klacht("Schrijf op waarom u deze publicatie intrekt.", "reden")],
    )
    publicatie.ingetrokken_op = timezone.now()
    publicatie.ingetrokken_door = door
    publicatie.ingetrokken_reden = reden.strip()
    publicatie.save(update_fields=["ingetrokken_op", "ingetrokken_door", "ingetrokken_reden"])
    noteer(door=door, stap="publicatie.intrekken", ding=publicatie, reden=reden)
    vernieuw()
    return publicatie


def gepubliceerd(model: type[models.Model]) -> QuerySet[Publicatie, int]:
    """The ids of what of this kind still has a valid publication, as a subquery."""
    rijen = Publicatie.objects.geldig().filter(object_soort=model._meta.model_name)
    return rijen.values_list("object_id", flat=True)


@transaction.atomic
def trek_gewist_in(ding: models.Model, **waarin: object) -> None:
    """Withdraw what is valid about a thing of which personal data left by themselves (settings.OPRUIMEN)."""
    for publicatie in Publicatie.objects.van(ding).geldig().filter(**waarin).only("pk").order_by("pk"):
        trek_in(publicatie=publicatie, reden="Persoonsgegevens zijn weggehaald", door=None)


BETEKENIS = Betekenis(
    feiten={
        "eerste-versie": lambda o: (
            not Publicatie.objects.filter(gebied=_rij(o).gebied, vorm=_rij(o).vorm).exists()
        ),
        "met-wijzigingen": lambda o: bool(o.gegevens.get("met-wijzigingen")),
        "ingetrokken": lambda o: _rij(o).is_ingetrokken,
        "tussentijds": lambda o: _rij(o).aard == Publicatie.Aard.VOORTGANG,
    },
    relaties={
        "gebieden": lambda o, per: {"": 1},
        "partijen": lambda o, per: {"": len(_rij(o).plek_partijen)},
        "controleurs": lambda o, per: {"": int(_rij(o).geplaatst_door_id is not None)},
    },
    velden={
        "titel": lambda o: _rij(o).titel,
        "samenvatting": lambda o: _rij(o).inhoud.get("samenvatting", ""),
        "datum": lambda o: _rij(o).geplaatst_op,
        "controle": lambda o: _rij(o).geplaatst_door,
    },
)


def _rij(onderwerp: Onderwerp) -> Publicatie:
    assert isinstance(onderwerp.ding, Publicatie)
    return onderwerp.ding


def onderwerp(publicatie: Publicatie, gegevens: Mapping[str, Any] | None = None) -> Onderwerp:
    """A publication as rules see it."""
    return Onderwerp(
        object="publicatie",
        soort=publicatie.vorm,
        ding=publicatie,
        plek=Plek(frozenset(publicatie.plek_gebieden), frozenset(publicatie.plek_partijen)),
        profiel=actief_profiel(),
        betekenis=BETEKENIS,
        gegevens=gegevens or {},
        naam=publicatie.titel,
    )
