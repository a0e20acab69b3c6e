"""Every link that somebody is shown leads somewhere: walked by each role of a municipality that is only a profile."""

from __future__ import annotations

import re
from collections import Counter, deque
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest
from django.test import Client

from wijkwerk.gebruikers.models import Gebruiker, Roltoewijzing
from wijkwerk.gemeente import acties as gemeente
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.huis.demo.laden import laad
from wijkwerk.wijken.acties import vul_uit_profiel

RAVENBURG = Path(__file__).parents[1] / "profiel" / "ravenburg.toml"
# Per role; and of one page with another number not more than this.
MEESTE, GELIJKE = 60, 1


class Links(HTMLParser):
    """The addresses on a page that lead further on this site."""

    def __init__(self, pagina: str) -> None:
        super().__init__()
        self.adressen: list[str] = []
        self.feed(pagina)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        adres = dict(attrs).get("href") if tag == "a" else None
        if adres and not adres.startswith(("#", "http", "mailto:", "tel:", "webcal:")):
            self.adressen.append(adres)


@pytest.mark.django_db
def test_every_link_leads_somewhere_for_every_role() -> None:
    gemeente.activeer(tekst=RAVENBURG.read_text(encoding="utf-8"), bestand=RAVENBURG.name, door=None)
    vul_uit_profiel(profiel=actief_profiel())
    laad()
    per_rol = {rij.rol: rij.gebruiker for rij in Roltoewijzing.objects.select_related("gebruiker")}
    assert len(per_rol) > 5

    dood = [fout for wie in (None, *per_rol.values()) for fout in _loop(wie)]

    assert dood == []


def _loop(wie: Gebruiker | None) -> Iterator[str]:
    """Breadth first, from the first page; give what was shown and could not be opened."""
    client = Client()
    if wie is not None:
        client.force_login(wie)
    gelijk: Counter[str] = Counter()
    wachtrij = deque([("/vandaag/" if wie else "/wijkagenda/", "het begin")])
    gezien: set[str] = set()
    while wachtrij and len(gezien) < MEESTE:
        adres, van = wachtrij.popleft()
        delen = urlsplit(adres)
        soort = re.sub(r"\d+", "0", delen.path) + re.sub(r"=[^&]*", "", delen.query)
        if adres in gezien or gelijk[soort] >= GELIJKE or delen.path.startswith("/static/"):
            continue
        gezien.add(adres)
        gelijk[soort] += 1
        antwoord = client.get(adres)
        if antwoord.status_code in {301, 302}:
            wachtrij.append((urljoin(adres, antwoord["Location"]), adres))
        elif antwoord.status_code != 200:
            yield f"{wie or 'anoniem'}: {adres} geeft {antwoord.status_code}, getoond op {van}"
        elif antwoord["Content-Type"].startswith("text/html"):
            wachtrij.extend(
                (urljoin(adres, link).partition("#")[0], adres) for link in Links(antwoord.text).adressen
            )
    assert len(gezien) > 3
