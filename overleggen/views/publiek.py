"""The calendar of meetings for everybody: as a page, as a file for the own calendar, and as a feed."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import linebreaks
from django.views.decorators.http import require_safe

from overleggen.ics import agendatekst, openbare_ics
from overleggen.publiek import TERUG, Aankondiging, aankondigingen, openbare_vormen
from overleggen.views.basis import bij_overleggen
from wijkwerk.atom import Atomfeed
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.openbaar import zonder_account
from wijkwerk.wijken.models import Gebied

# A feed reader asks for news, not for the archive.
IN_FEED = 200


@zonder_account(vindbaar=True)
@require_safe
@bij_overleggen
def pagina(request: HttpRequest, gebied: str = "") -> HttpResponse:
    """What comes, in all areas or in one with what lies in it."""
    waar = _gebied(gebied)
    context = {
        "gebied": waar,
        "rijen": list(aankondigingen(waar)),
        "ics_url": _adres("ics", gebied),
        "atom_url": _adres("atom", gebied),
    }
    return render(request, "publiek/agenda.html", context)


@zonder_account(vindbaar=True)
@require_safe
@bij_overleggen
def ics(request: HttpRequest, gebied: str = "") -> HttpResponse:
    """The same as a calendar to subscribe to, with what just was and what lapsed."""
    waar = _gebied(gebied)
    rijen = aankondigingen(waar, van=timezone.localdate() - TERUG)
    antwoord = StreamingHttpResponse(
        openbare_ics(rijen, naam=_titel(waar)), content_type="text/calendar; charset=utf-8"
    )
    antwoord["Content-Disposition"] = 'inline; filename="agenda.ics"'
    return antwoord  # type: ignore[return-value]


@zonder_account(vindbaar=True)
@require_safe
@bij_overleggen
def atom(request: HttpRequest, gebied: str = "") -> HttpResponse:
    """The same as news: the meetings of which something became known, newest first."""
    waar = _gebied(gebied)
    feed = Atomfeed(_titel(waar), pagina=_adres("pagina", gebied), eigen=_adres("atom", gebied))
    rijen = sorted(aankondigingen(waar), key=lambda rij: (rij.bekend_op, rij.pk), reverse=True)
    for rij in rijen[:IN_FEED]:
        bladzijde = f"{feed.site}{reverse('agenda:gebied', args=[rij.gebied.sleutel])}#{rij.anker}"
        feed.zet_in(
            title=f"{'Gaat niet door: ' if rij.vervallen else ''}{rij.naam}, {date_format(rij.datum)}",
            link=bladzijde,
            # A feed reader takes it for HTML.
            description=linebreaks(_inhoud(rij), autoescape=True),
            # Another version is another entry: a reader that knows the old one shows the new one.
            unique_id=f"{bladzijde}-{rij.versie}",
            pubdate=rij.bekend_op,
            updateddate=rij.bekend_op,
        )
    return feed.antwoord()


def _inhoud(rij: Aankondiging) -> str:
    tijd = f"{rij.begin:%H:%M} uur" if rij.begin else ""
    regels = [", ".join(deel for deel in (date_format(rij.datum), tijd, rij.waar) if deel), agendatekst(rij)]
    return "\n".join(regel for regel in regels if regel)


def _gebied(sleutel: str) -> Gebied | None:
    if not openbare_vormen():
        raise Http404("Deze gemeente heeft geen openbare overleggen.")
    return get_object_or_404(Gebied.objects.actief(), sleutel=sleutel) if sleutel else None


def _titel(gebied: Gebied | None) -> str:
    gemeente = actief_profiel().gemeente.naam
    return f"Openbare overleggen in {gebied.naam if gebied else gemeente}"


def _adres(soort: str, gebied: str) -> str:
    naam = {"pagina": "gebied" if gebied else "overzicht"}.get(soort, f"{soort}_gebied" if gebied else soort)
    return reverse(f"agenda:{naam}", args=[gebied] if gebied else [])
