"""What was published, as an Atom feed: to follow one gebied or the whole municipality without an account."""

from __future__ import annotations

from django.db.models import OuterRef, Q, Subquery
from django.db.models.functions import Coalesce, JSONObject
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.timezone import localdate

from wijkwerk.atom import Atomfeed
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.publicatie.models import NAAST, Publicatie, PublicatieQuerySet
from wijkwerk.publicatie.views.publiek import openbaar

# A feed reader asks for news, not for the archive.
IN_FEED = 100


@openbaar
def atom(request: HttpRequest, *, gebied: str = "") -> HttpResponse:
    """Newest first: each publication with what it came instead of, and what was withdrawn with the reason."""
    rijen = list(_met_vorige(gebied)[:IN_FEED])
    if gebied and not rijen:
        raise Http404("Over dit gebied is nog niets gepubliceerd.")
    bladzijde = reverse("publiek:gebied", args=[gebied]) if gebied else reverse("publiek:voorpagina")
    eigen = reverse("publiek:atom_gebied", args=[gebied]) if gebied else reverse("publiek:atom")
    waar = rijen[0].gebied.naam if gebied else actief_profiel().gemeente.naam
    feed = Atomfeed(f"Plannen en verslagen in {waar}", pagina=bladzijde, eigen=eigen)
    for rij in rijen:
        adres = f"{feed.site}{rij.get_absolute_url()}"
        feed.zet_in(
            title=_titel(rij),
            link=adres,
            description=_wat(rij, feed.site),
            # One entry per publication: who has it already sees it change when it is withdrawn or destroyed.
            unique_id=adres,
            pubdate=rij.geplaatst_op,
            updateddate=rij.vernietigd_op or rij.ingetrokken_op or rij.geplaatst_op,
        )
    return feed.antwoord()


def _met_vorige(gebied: str) -> PublicatieQuerySet:
    """Public rows without their content, each with the one before it that still holds (`vorige`): one query."""
    # Of a report or a standpunt the next one is about something else.
    hetzelfde = Q(object_soort="plan") | Q(object_id=OuterRef("object_id"))
    eerder = (
        Publicatie.objects.openbaar()
        .geldig()
        .filter(hetzelfde, gebied=OuterRef("gebied"), vorm=OuterRef("vorm"), nummer__lt=OuterRef("nummer"))
        .filter(object_soort=OuterRef("object_soort"))
        .order_by("-nummer")
    )
    rijen = Publicatie.objects.openbaar().voor_lijst()
    if gebied:
        rijen = rijen.filter(gebied__sleutel=gebied)
    vorige = eerder.values(kort=JSONObject(nummer="nummer", titel="titel"))[:1]
    return rijen.annotate(vorige=Subquery(vorige)).order_by(
        Coalesce("vernietigd_op", "ingetrokken_op", "geplaatst_op").desc(), "-pk"
    )


def _titel(rij: Publicatie) -> str:
    if rij.is_vernietigd:
        return f"Vernietigd: {rij.vormnaam} {rij.gebied.naam}, nummer {rij.nummer}"
    if rij.is_ingetrokken:
        return f"Ingetrokken: {rij.vormnaam} {rij.gebied.naam}, nummer {rij.nummer}"
    return f"Stand van zaken: {rij.titel}" if rij.aard == Publicatie.Aard.VOORTGANG else rij.titel


def _wat(rij: Publicatie, site: str) -> str:
    """In HTML, as Atom says it is: what people typed is escaped."""
    if rij.vernietigd_op:
        dag = date_format(localdate(rij.vernietigd_op))
        return format_html("<p>De bewaartermijn is voorbij. Vernietigd op {}.</p>", dag)
    if rij.ingetrokken_op:
        return format_html(
            "<p>Ingetrokken op {}.</p><p>Waarom: {}</p>",
            date_format(localdate(rij.ingetrokken_op)),
            rij.ingetrokken_reden,
        )
    kop = format_html(
        "<p>{} {}, nummer {}, gepubliceerd op {}.</p>",
        rij.vormnaam,
        rij.gebied.naam,
        rij.nummer,
        date_format(rij.dag),
    )
    vorige = getattr(rij, "vorige", None)
    if vorige is None:
        return kop
    adres = reverse("publiek:publicatie", args=[rij.gebied.sleutel, rij.vorm, vorige["nummer"]])
    titel = "" if rij.object_soort in NAAST else f": {vorige['titel']}"
    return kop + format_html(
        '<p>Dit komt in plaats van <a href="{}{}">nummer {}{}</a>.</p>',
        site,
        adres,
        vorige["nummer"],
        titel,
    )
