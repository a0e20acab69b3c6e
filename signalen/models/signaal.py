"""What was said, where, whose it is, until when."""

from __future__ import annotations

import uuid
from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import connection, models
from django.db.models import Case, F, Q, Value, When
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils import timezone

from signalen.models.dossier import Dossier
from signalen.models.melder import Melder
from signalen.models.spreekuur import Spreekuur
from signalen.zicht import NOOIT, Niveau, Zichtvragen
from wijkwerk.formaten import hoofdletter
from wijkwerk.gebruikers.houder import Houder, MetHouder, houder_constraint, houder_q
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.gebruikers.plek import OpPlek
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.regels.klachten import Klacht
from wijkwerk.wijken.models import Gebied
from wijkwerk.wijken.punt import Punt
from wijkwerk.zaak import MetZaak, zaak_constraint

GEEN_HOUDER = Q(houder_partij=None, houder_rol="", houder_persoon=None)


OPEN = ~Q(stand="gesloten")


def te_laat_q() -> Q:
    """Waits for an answer, past its day."""
    return Q(stand__in=["geregistreerd", "uitgezet"], uiterlijk__lt=timezone.localdate())


class Nummerreeks(models.Model):
    """The last number given out in a year."""

    jaar = models.PositiveSmallIntegerField(primary_key=True)
    laatste = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = "nummerreeks"
        verbose_name_plural = "nummerreeksen"

    def __str__(self) -> str:
        return f"{self.jaar}: {self.laatste}"

    @classmethod
    def volgende(cls, jaar: int) -> int:
        """Give out the next number: one statement, so that two at once get two numbers."""
        with connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO signalen_nummerreeks (jaar, laatste) VALUES (%s, 1) "
                "ON CONFLICT (jaar) DO UPDATE SET laatste = signalen_nummerreeks.laatste + 1 RETURNING laatste",
                [jaar],
            )
            return int(cursor.fetchone()[0])


class SignaalQuerySet(models.QuerySet["Signaal"]):
    def zichtbaar_voor(self, gebruiker: Gebruiker) -> Self:
        """What exists for this person; each row carries `zicht_niveau`, which says how much may be shown."""
        vragen = Zichtvragen.van(gebruiker)
        return self.filter(vragen.zichtbaar).annotate(**vragen.annotaties())

    def met_zicht(self, gebruiker: Gebruiker) -> Self:
        """All rows, each with the level for this person: for counts, never for showing."""
        return self.annotate(**Zichtvragen.van(gebruiker).annotaties())

    def bestaat_voor(self, gebruiker: Gebruiker) -> Self:
        """What exists for this person, without how much: for counts and subqueries."""
        return self.filter(Zichtvragen.van(gebruiker).zichtbaar)

    def helemaal_zichtbaar_voor(self, gebruiker: Gebruiker) -> Self:
        """Only those of which this person sees everything."""
        return self.filter(Zichtvragen.van(gebruiker).alles)

    def alleen_geteld_voor(self, gebruiker: Gebruiker) -> Self:
        """What this person may only count."""
        vragen = Zichtvragen.van(gebruiker)
        if vragen.aantal is NOOIT:
            return self.none()
        return self.filter(vragen.aantal).exclude(vragen.zichtbaar_q)

    def telbaar_voor(self, gebruiker: Gebruiker) -> Self:
        """What exists for this person, and what may only be counted: never for showing."""
        vragen = Zichtvragen.van(gebruiker)
        return self.filter(vragen.zichtbaar | vragen.aantal).annotate(**vragen.annotaties())

    def open(self) -> Self:
        return self.filter(OPEN)

    def te_laat(self) -> Self:
        return self.filter(te_laat_q())

    def van_eigenaar(self, gebruiker: Gebruiker) -> Self:
        return self.filter(houder_q(gebruiker))

    def in_gebied(self, gebied: Gebied) -> Self:
        """In this area or below it, as main or as one of more areas."""
        return self.filter(plek_gebieden__contains=[gebied.pk])

    def over_thema(self, thema: str) -> Self:
        """About this theme, or without any; of what is shielded only where the theme may be read (`zichtbaar_voor`)."""
        leesbaar = ~Q(gevoelig="ja") | Q(zicht_niveau__gte=Niveau.EIGEN)
        rijen = self.waar_meegegeven("thema").filter(leesbaar)
        return rijen.filter(themas__contains=[thema]) if thema else rijen.filter(themas=[])

    def waar_meegegeven(self, veld: str) -> Self:
        """Leave out what this person from outside was not given, before searching in it (after `zichtbaar_voor`)."""
        if "zicht_mee" not in self.query.annotations:
            return self
        return self.filter(Q(zicht_mee=None) | Q(zicht_mee__contains=[veld]))

    def voor_lijst(self) -> Self:
        rijen = self.select_related("gebied", "houder_partij", "houder_gebied", "houder_persoon")
        return rijen.defer("zoekvector").order_by("-pk")


class Signaal(OpPlek, MetHouder, MetZaak):
    """One signal. The columns `houder_*` are its owner (eigenaar)."""

    class Stand(models.TextChoices):
        GEREGISTREERD = "geregistreerd", "Geregistreerd"
        UITGEZET = "uitgezet", "Uitgezet"
        BEANTWOORD = "beantwoord", "Beantwoord"
        TERUGGEKOPPELD = "teruggekoppeld", "Teruggekoppeld"
        GESLOTEN = "gesloten", "Gesloten"

    class Urgentie(models.TextChoices):
        LAAG = "laag", "Laag"
        NORMAAL = "normaal", "Normaal"
        HOOG = "hoog", "Hoog"

    class Gevoelig(models.TextChoices):
        NEE = "nee", "Nee"
        BEPERKT = "beperkt", "Beperkt zichtbaar"
        JA = "ja", "Afgeschermd"

    jaar = models.PositiveSmallIntegerField(editable=False)
    volgnummer = models.PositiveIntegerField(editable=False)
    client_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    tekst = models.TextField(blank=True)
    soort = models.CharField(max_length=80)
    themas = ArrayField(models.CharField(max_length=80), default=list, blank=True)
    # The main area, for titles and lists; `gebieden` holds all of them.
    gebied = models.ForeignKey(Gebied, models.PROTECT, related_name="+")
    gebieden = models.ManyToManyField(Gebied, related_name="signalen")
    # How the resident calls the area, beside the administrative one (ETL-06).
    belevingsgebied = models.CharField(max_length=120, blank=True)
    waar = models.CharField(max_length=200, blank=True)
    # The same on the map (WGS84): for who may read `waar`, and gone with it.
    lengte = models.DecimalField(max_digits=8, decimal_places=6, null=True, blank=True)
    breedte = models.DecimalField(max_digits=8, decimal_places=6, null=True, blank=True)
    # A kanaal or an overlegvorm of the profile.
    kanaal = models.CharField(max_length=80)
    spreekuur = models.ForeignKey(Spreekuur, models.PROTECT, null=True, blank=True, related_name="signalen")
    urgentie = models.CharField(max_length=8, choices=Urgentie, default=Urgentie.NORMAAL)
    gevoelig = models.CharField(max_length=8, choices=Gevoelig, default=Gevoelig.NEE)
    route = models.CharField(max_length=80, blank=True)
    # The number in the municipality's own system for reports, when it was handed over.
    systeemnummer = models.CharField(max_length=60, blank=True)
    schaalniveau = models.CharField(max_length=80, blank=True)
    escalatie = models.CharField(max_length=80, blank=True)
    opgeschaald_op = models.DateTimeField(null=True, blank=True)
    herhaling_van = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="herhalingen"
    )
    # Treated together with others that say the same; it keeps its own melder and terugkoppeling.
    dossier = models.ForeignKey(Dossier, models.PROTECT, null=True, blank=True, related_name="signalen")
    melder = models.ForeignKey(Melder, models.SET_NULL, null=True, blank=True, related_name="signalen")
    velden = models.JSONField(default=dict, blank=True)
    stand = models.CharField(max_length=14, choices=Stand, default=Stand.GEREGISTREERD)
    # The words by which it is found. Of what is shielded there are none: no search can tell what was said.
    zoekvector = models.GeneratedField(
        expression=Case(
            When(gevoelig="nee", then=SearchVector("tekst", "waar", "belevingsgebied", config="dutch")),
            default=Cast(Value(""), SearchVectorField()),
        ),
        output_field=SearchVectorField(),
        db_persist=True,
    )
    # Frozen when given: a later profile does not move a promise.
    uitzetten_voor = models.DateField(null=True, blank=True)
    uiterlijk = models.DateField(null=True, blank=True)
    # Null: somebody without an account, by the form for everybody.
    geregistreerd_door = models.ForeignKey(
        Gebruiker, models.PROTECT, null=True, blank=True, related_name="geregistreerde_signalen"
    )
    geregistreerd_op = models.DateTimeField(default=timezone.now)
    gesloten_op = models.DateTimeField(null=True, blank=True)
    gesloten_door = models.ForeignKey(Gebruiker, models.PROTECT, null=True, blank=True, related_name="+")
    tekst_gewist_op = models.DateTimeField(null=True, blank=True)

    objects = SignaalQuerySet.as_manager()

    # What the profile advised at the last step; not kept.
    adviezen: tuple[Klacht, ...] = ()

    class Meta:
        verbose_name = "signaal"
        verbose_name_plural = "signalen"
        ordering = ["-pk"]
        indexes = [
            # Everything in or below the areas of a person.
            GinIndex(fields=["plek_gebieden"], name="signaal_plek_gebieden"),
            # Everything that a party takes part in.
            GinIndex(fields=["plek_partijen"], name="signaal_plek_partijen"),
            # What a role owns, wherever it is.
            models.Index(fields=["houder_rol"], name="signaal_van_rol", condition=~Q(houder_rol="")),
            # Words (signalen.forms.filter).
            GinIndex(fields=["zoekvector"], name="signaal_zoekvector"),
            # What is open and due: vandaag and reminders.
            models.Index(fields=["uiterlijk"], name="signaal_open", condition=~Q(stand="gesloten")),
            # What was heard in a period: figures, and the list of a period.
            models.Index(fields=["geregistreerd_op"], name="signaal_geregistreerd_op"),
            # Earlier ones about the same in the same area.
            models.Index(fields=["gebied", "-geregistreerd_op"], name="signaal_per_gebied"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["jaar", "volgnummer"],
                name="signaal_nummer_uniek",
                violation_error_message="Dit nummer is al gebruikt.",
            ),
            houder_constraint("signaal", verplicht=False),
            zaak_constraint("signaal"),
            models.CheckConstraint(
                condition=Q(lengte=None, breedte=None)
                | Q(lengte__isnull=False, breedte__range=(50, 54), lengte__range=(3, 8))
                & Q(breedte__isnull=False),
                name="signaal_punt_in_nederland",
                violation_error_message="Dit punt ligt niet in Nederland.",
            ),
            models.CheckConstraint(
                condition=Q(stand="geregistreerd") | ~GEEN_HOUDER,
                name="signaal_heeft_eigenaar",
                violation_error_message="Een signaal dat is uitgezet heeft een eigenaar.",
            ),
            models.CheckConstraint(
                condition=Q(stand="gesloten", gesloten_op__isnull=False, gesloten_door__isnull=False)
                | (~Q(stand="gesloten") & Q(gesloten_op=None, gesloten_door=None)),
                name="signaal_gesloten_compleet",
                violation_error_message="Een gesloten signaal heeft een datum en een persoon.",
            ),
            models.CheckConstraint(
                condition=Q(geregistreerd_door__isnull=False) | Q(spreekuur=None),
                name="signaal_op_spreekuur_door_iemand",
                violation_error_message="Op een spreekuur schrijft iemand met een account op.",
            ),
            models.CheckConstraint(
                condition=~Q(tekst="") | Q(tekst_gewist_op__isnull=False),
                name="signaal_heeft_tekst",
                violation_error_message="Schrijf op wat er gezegd is.",
            ),
            models.CheckConstraint(
                condition=Q(gevoelig__in=["nee", "beperkt", "ja"]),
                name="signaal_gevoelig_bekend",
                violation_error_message="Kies: nee, beperkt of ja.",
            ),
            models.CheckConstraint(
                condition=Q(urgentie__in=["laag", "normaal", "hoog"]),
                name="signaal_urgentie_bekend",
                violation_error_message="Kies: laag, normaal of hoog.",
            ),
            models.CheckConstraint(
                condition=Q(
                    stand__in=["geregistreerd", "uitgezet", "beantwoord", "teruggekoppeld", "gesloten"]
                ),
                name="signaal_stand_bekend",
                violation_error_message="Deze stand bestaat niet.",
            ),
            models.CheckConstraint(
                condition=Q(herhaling_van=None) | ~Q(herhaling_van=F("id")),
                name="signaal_geen_herhaling_van_zichzelf",
                violation_error_message="Een signaal kan geen herhaling van zichzelf zijn.",
            ),
        ]

    def __str__(self) -> str:
        """Number and kind only: never what was said."""
        return f"Signaal {self.nummer}"

    def get_absolute_url(self) -> str:
        return reverse("signalen:detail", args=[self.pk])

    @property
    def nummer(self) -> str:
        return f"{self.jaar}-{self.volgnummer:04d}" if self.volgnummer else "nieuw"

    @property
    def soortnaam(self) -> str:
        return actief_profiel().signaalsoort(self.soort).naam

    @property
    def titel(self) -> str:
        """How lists and messages call it, shielded or not."""
        return f"{hoofdletter(self.soortnaam)}, {self.gebied}"

    @property
    def punt(self) -> Punt | None:
        return None if self.lengte is None or self.breedte is None else Punt(self.lengte, self.breedte)

    @property
    def kanaalnaam(self) -> str:
        profiel = actief_profiel()
        namen = {rij.sleutel: rij.naam for rij in (*profiel.overlegvormen, *profiel.kanalen)}
        return namen.get(self.kanaal, self.kanaal)

    @property
    def eigenaar(self) -> Houder | None:
        return self.houder

    @property
    def is_afgeschermd(self) -> bool:
        return self.gevoelig != self.Gevoelig.NEE

    @property
    def is_gesloten(self) -> bool:
        return self.stand == self.Stand.GESLOTEN

    @property
    def is_te_laat(self) -> bool:
        wacht = self.stand in {self.Stand.GEREGISTREERD, self.Stand.UITGEZET}
        return wacht and self.uiterlijk is not None and self.uiterlijk < timezone.localdate()
