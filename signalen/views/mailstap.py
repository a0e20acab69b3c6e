"""The page behind a link in a mail to a holder. Opening it changes nothing: mail scanners open links too."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from signalen import acties, mailstap
from signalen.forms.mailstap import KlaarForm, WeigerForm
from signalen.forms.stappen import LeegForm
from signalen.forms.velden import StapForm
from wijkwerk.openbaar import Grens, te_vaak, zonder_account
from wijkwerk.regels.service import StandVeranderd, StapGeweigerd

MISSERS = Grens("mailstap", hoogstens=30, per=timedelta(minutes=10))
# Name of the step -> for which purpose, its form, and what is done.
STAPPEN: dict[str, tuple[str, type[StapForm], Callable[..., Any]]] = {
    "aanname": ("vraag", LeegForm, acties.neem_aan_per_mail),
    "weigering": ("vraag", WeigerForm, acties.weiger_per_mail),
    "gereedmelding": ("werk", KlaarForm, acties.meld_klaar_per_mail),
}
GEDAAN = {
    "aanname": "Afgesproken. U krijgt een mail met een link om het klaar te melden.",
    "weigering": "U doet het niet. Wie het vroeg krijgt uw reden en zoekt een ander.",
    "gereedmelding": "Klaar gemeld. Wie het vroeg krijgt bericht.",
}


@zonder_account(formulier=True)
@require_http_methods(["GET", "HEAD", "POST"])
def stap(request: HttpRequest, sleutel: str) -> HttpResponse:
    if MISSERS.is_voorbij(request, tel=False):
        return te_vaak(request)
    try:
        link = mailstap.lees(sleutel)
    except mailstap.LinkDood as waarom:
        MISSERS.is_voorbij(request)
        return _dood(request, str(waarom))
    formulieren = {naam: soort() for naam, (doel, soort, _) in STAPPEN.items() if doel == link.doel}
    status = 200
    if request.method == "POST":
        naam = request.POST.get("stap", "")
        if naam not in formulieren:
            raise Http404("Deze stap is er niet.")
        form = formulieren[naam] = STAPPEN[naam][1](request.POST)
        try:
            if form.is_valid():
                STAPPEN[naam][2](stap=link, **form.cleaned_data)
                return redirect("mail:gedaan", naam)
        except StandVeranderd as waarom:
            return _dood(request, str(waarom))
        except StapGeweigerd as geweigerd:
            form.neem_klachten_over(geweigerd.klachten)
        status = 422
    return render(request, "mailstap/stap.html", _context(link, formulieren), status=status)


def _context(link: mailstap.Mailstap, formulieren: dict[str, StapForm]) -> dict[str, Any]:
    """What was asked, where and until when; no words of the signal."""
    deel = link.deel
    return {
        "wat": deel.afspraak.wat,
        "titel": deel.signaal.titel,
        "uiterlijk": deel.afspraak.uiterlijk,
        "houder": deel.afspraak.houder,
        "url": deel.get_absolute_url(),
        "doel": link.doel,
        "formulieren": formulieren,
        # For the head of the page, which says "Fout" when there is one.
        "form": next(
            (form for form in formulieren.values() if form.is_bound), next(iter(formulieren.values()))
        ),
    }


def _dood(request: HttpRequest, waarom: str) -> HttpResponse:
    return render(request, "mailstap/dood.html", {"waarom": waarom}, status=410)


@zonder_account()
@require_safe
def gedaan(request: HttpRequest, naam: str) -> HttpResponse:
    if naam not in GEDAAN:
        raise Http404("Deze stap is er niet.")
    return render(request, "mailstap/gedaan.html", {"tekst": GEDAAN[naam]})
