"""The page behind a link in a mail to a holder. Opening it changes nothing: mail scanners open links too."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from wijkwerk.afspraken import acties, mailstap
from wijkwerk.afspraken import forms_mail as formulieren
from wijkwerk.openbaar import Grens, te_vaak, zonder_account
from wijkwerk.regels.service import StandVeranderd, StapGeweigerd

MISSERS = Grens("mailstap", hoogstens=30, per=timedelta(minutes=10))


@dataclass(frozen=True)
class Keuze:
    """What somebody may answer: for which purpose of a link, the step of the register, its form, what it says when done."""

    doel: str
    stap: str
    form: type[formulieren.StapForm]
    gedaan: str


KEUZES = {
    "aanname": Keuze(
        "vraag",
        "toezeggen",
        formulieren.LeegForm,
        "Afgesproken. U krijgt een mail met een link om te melden hoe het gaat.",
    ),
    "weigering": Keuze(
        "vraag",
        "weigeren",
        formulieren.WeigerForm,
        "U doet het niet. Wie het vroeg krijgt uw reden en zoekt een ander.",
    ),
    "loopt": Keuze("werk", "bijwerken", formulieren.LooptForm, "Genoteerd: het loopt."),
    "gereedmelding": Keuze(
        "werk", "afronden", formulieren.KlaarForm, "Klaar gemeld. Wie het vroeg krijgt bericht."
    ),
    "knelpunt": Keuze(
        "werk",
        "bijwerken",
        formulieren.KnelpuntForm,
        "Genoteerd: er is een knelpunt. Wie het vroeg krijgt bericht.",
    ),
    "later": Keuze(
        "werk",
        "bijwerken",
        formulieren.LaterForm,
        "Genoteerd: het wordt later. Wie het vroeg krijgt bericht.",
    ),
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
    keuzes = {naam: keuze for naam, keuze in KEUZES.items() if keuze.doel == link.doel}
    naam = request.POST.get("stap", "")
    if request.method == "POST" and naam not in keuzes:
        raise Http404("Deze stap is er niet.")
    gestuurd = {naam: request.POST} if request.method == "POST" else {}
    forms = {
        wat: keuze.form(gestuurd.get(wat), afspraak=link.afspraak, auto_id=f"{wat}-%s")
        for wat, keuze in keuzes.items()
    }
    if naam in gestuurd:
        try:
            if _neem(link, keuzes[naam], forms[naam]):
                return redirect("mail:gedaan", naam)
        except StandVeranderd as waarom:
            return _dood(request, str(waarom))
    return _pagina(request, link, forms, gestuurd=naam)


def _neem(link: mailstap.Mailstap, keuze: Keuze, form: formulieren.StapForm) -> bool:
    """Take the step; False when it is refused, and the form says why. A second click is as good as the first."""
    if not form.is_valid():
        return False
    try:
        acties.neem_stap_per_mail(link=link, stap=keuze.stap, **form.gegevens())
    except acties.AlGemeld:
        return True
    except StandVeranderd:
        raise
    except StapGeweigerd as geweigerd:
        form.neem_klachten_over(geweigerd.klachten)
        return False
    return True


def _pagina(
    request: HttpRequest, link: mailstap.Mailstap, forms: dict[str, formulieren.StapForm], *, gestuurd: str
) -> HttpResponse:
    """What was asked, where from and until when; nothing else of where it came from."""
    afspraak = link.afspraak
    context = {
        "afspraak": afspraak,
        "van": link.van,
        "doel": link.doel,
        "naar_plan": afspraak.is_uit_plan,
        "formulieren": forms,
        # For the head of the page, which says "Fout" when there is one.
        "form": forms[gestuurd] if gestuurd else next(iter(forms.values())),
    }
    return render(request, "mailstap/stap.html", context, status=422 if gestuurd else 200)


def _dood(request: HttpRequest, waarom: str) -> HttpResponse:
    return render(request, "mailstap/dood.html", {"waarom": waarom}, status=410)


@zonder_account()
@require_safe
def gedaan(request: HttpRequest, naam: str) -> HttpResponse:
    if naam not in KEUZES:
        raise Http404("Deze stap is er niet.")
    return render(request, "mailstap/gedaan.html", {"tekst": KEUZES[naam].gedaan, "keuze": KEUZES[naam]})
