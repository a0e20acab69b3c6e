"""What is asked, by whom, and the same rows by one query written by hand."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.db import connection
from django.test import Client

from bench.groot.gemeente import mensen
from bench.groot.vul import GEWOON, ZELDZAAM, kies
from signalen.models import Signaal
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.wijken.models import Gebied

# Who looks at lists: the manager and the conciërge of a wijk, an adviser of the whole municipality, and two teams.
KIJKERS = ("wijkmanager", "wijkconcierge", "adviseur", "teammedewerker", "zorgmedewerker")
# Answers as the test client gives them.
Vraag = Callable[[Client, Gebruiker, int], Any]
# (SQL, values) for the manager of a wijk.
Vloer = Callable[[Gebruiker, int], tuple[str, list[Any]]]


@dataclass(frozen=True)
class Pagina:
    naam: str
    vraag: Vraag
    rollen: tuple[str, ...] = KIJKERS
    vloer: Vloer | None = None


def _lees(pad: str, **vraag: Any) -> Vraag:
    return lambda client, _wie, _n: client.get(pad, vraag)


def _diep(client: Client, _wie: Gebruiker, n: int) -> Any:
    hoogste = Signaal.objects.order_by("-pk").values_list("pk", flat=True)[0]
    vraag: dict[str, Any] = {"stand": "alle", "voor": hoogste * (30 + n % 40) // 100}
    return client.get("/signalen/", vraag)


def _detail(client: Client, wie: Gebruiker, n: int) -> Any:
    return client.get(f"/signalen/{_van_wijk(wie, n)}/")


_PER_WIJK: dict[int, list[int]] = {}


def _van_wijk(wie: Gebruiker, n: int) -> int:
    """Some signal that the manager of this wijk may read; which ones there are is looked up before the measuring."""
    if wie.pk not in _PER_WIJK:
        wijk = wie.roltoewijzingen.get().gebied_id
        pks = Signaal.objects.filter(plek_gebieden__contains=[wijk], gevoelig="nee").values_list(
            "pk", flat=True
        )
        _PER_WIJK[wie.pk] = list(pks.order_by("pk")[:2000])
    pks_van = _PER_WIJK[wie.pk]
    return pks_van[kies(n, 20, len(pks_van))]


def _opslaan(client: Client, wie: Gebruiker, n: int) -> Any:
    return client.post(
        "/signalen/nieuw/",
        {
            "tekst": f"Nummer {n}: er ligt iets in de weg.",
            "soort": "openbare-ruimte",
            "gebied": _buurt(wie),
            "urgentie": "normaal",
            "kanaal": "telefoon",
        },
    )


@cache
def _buurt(wie: Gebruiker) -> int:
    return Gebied.objects.filter(ouder=_wijk(wie)).values_list("pk", flat=True)[0]


@cache
def _wijk(wie: Gebruiker) -> int:
    gebied_id = wie.roltoewijzingen.get().gebied_id
    assert gebied_id is not None
    return gebied_id


RIJ = """
SELECT s.id, s.jaar, s.volgnummer, s.soort, s.stand, s.urgentie, s.gevoelig, s.uiterlijk, s.geregistreerd_op,
       CASE WHEN s.gevoelig = 'nee' THEN left(s.tekst, 160) END AS kop, g.naam, p.naam, s.houder_rol, hg.naam, u.naam
FROM signalen_signaal s
JOIN wijken_gebied g ON g.id = s.gebied_id
LEFT JOIN wijken_partij p ON p.id = s.houder_partij_id
LEFT JOIN wijken_gebied hg ON hg.id = s.houder_gebied_id
LEFT JOIN gebruikers_gebruiker u ON u.id = s.houder_persoon_id
WHERE s.plek_gebieden @> ARRAY[%s]::bigint[] {meer}
ORDER BY {orde} LIMIT {aantal}
"""


def _rijen(meer: str, *waarden: Any, orde: str = "s.id DESC", aantal: int = 26) -> Vloer:
    sql = RIJ.format(meer=meer, orde=orde, aantal=aantal)
    return lambda wie, n: (sql, [_wijk(wie), *(w(n) if callable(w) else w for w in waarden)])


def _voor(n: int) -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT max(id) FROM signalen_signaal")
        return int(cursor.fetchone()[0]) * (30 + n % 40) // 100


DETAIL = """
SELECT s.*, g.naam, p.naam, hg.naam, u.naam,
  (SELECT json_agg(json_build_array(d.id, d.discipline, a.wat, a.stand, a.uiterlijk, a.resultaat, hp.naam))
     FROM signalen_deelactie d JOIN afspraken_afspraak a ON a.id = d.afspraak_id
     LEFT JOIN wijken_partij hp ON hp.id = a.houder_partij_id WHERE d.signaal_id = s.id),
  (SELECT json_agg(to_json(w)) FROM signalen_antwoord w WHERE w.signaal_id = s.id AND w.vervallen_op IS NULL),
  (SELECT json_agg(to_json(t)) FROM signalen_terugkoppeling t WHERE t.signaal_id = s.id AND t.vervallen_op IS NULL),
  (SELECT json_agg(json_build_array(l.op, l.stap, l.reden, lu.naam) ORDER BY l.op)
     FROM (SELECT * FROM logboek_logregel WHERE object_soort = 'signaal' AND object_id = s.id
           UNION ALL SELECT al.* FROM signalen_deelactie d JOIN logboek_logregel al
             ON al.object_soort = 'afspraak' AND al.object_id = d.afspraak_id WHERE d.signaal_id = s.id) l
     LEFT JOIN gebruikers_gebruiker lu ON lu.id = l.door_id)
FROM signalen_signaal s JOIN wijken_gebied g ON g.id = s.gebied_id
LEFT JOIN wijken_partij p ON p.id = s.houder_partij_id LEFT JOIN wijken_gebied hg ON hg.id = s.houder_gebied_id
LEFT JOIN gebruikers_gebruiker u ON u.id = s.houder_persoon_id
WHERE s.id = %s AND s.plek_gebieden @> ARRAY[%s]::bigint[]
"""
WARMTE = """
SELECT g, t, s.gevoelig = 'ja', s.geregistreerd_op >= now() - interval '91 days', count(*)
FROM signalen_signaal s, unnest(s.plek_gebieden) g, unnest(s.themas) t
WHERE s.geregistreerd_op >= now() - interval '182 days' AND s.plek_gebieden @> ARRAY[%s]::bigint[]
GROUP BY 1, 2, 3, 4
"""
FTS = "AND s.zoekvector @@ to_tsquery('dutch', %s)"

LEEG = Pagina("lege pagina", _lees("/leeg/"))
PAGINAS = (
    Pagina(
        "vandaag",
        _lees("/vandaag/"),
        vloer=_rijen("AND s.stand <> 'gesloten'", orde="s.uiterlijk, s.id", aantal=100),
    ),
    Pagina("lijst, eerste blad", _lees("/signalen/"), vloer=_rijen("AND s.stand <> 'gesloten'")),
    Pagina("lijst, diep", _diep, vloer=_rijen("AND s.id < %s", _voor)),
    Pagina(
        "zoeken, gewoon woord",
        _lees("/signalen/", stand="alle", zoek=GEWOON),
        vloer=_rijen(FTS, f"{GEWOON}:*"),
    ),
    Pagina(
        "zoeken, zeldzaam woord",
        _lees("/signalen/", stand="alle", zoek=ZELDZAAM),
        vloer=_rijen(FTS, f"{ZELDZAAM}:*"),
    ),
    Pagina(
        "signaal", _detail, ("wijkmanager",), vloer=lambda wie, n: (DETAIL, [_van_wijk(wie, n), _wijk(wie)])
    ),
    Pagina(
        "gebied en thema",
        _lees("/signalen/cijfers/", niveau="buurt"),
        vloer=lambda wie, n: (WARMTE, [_wijk(wie)]),
    ),
    Pagina("doorlooptijd", _lees("/signalen/doorlooptijd/"), ("wijkmanager", "adviseur", "teammedewerker")),
    Pagina("signaal opslaan", _opslaan, ("wijkmanager", "wijkconcierge")),
)


def kijkers(rollen: tuple[str, ...]) -> list[tuple[str, Gebruiker]]:
    """Two of each role, in turn: of the first wijken, where the signals are saved too."""
    per_rol = {rol: mensen(rol)[:2] for rol in rollen}
    if "wijkmanager" not in per_rol or "wijkconcierge" not in per_rol:
        return [(rol, wie) for rol, wie in ((r, w) for r in rollen for w in per_rol[r])]
    return [(rol, per_rol[rol][0]) for rol in rollen] + [(rol, per_rol[rol][1]) for rol in rollen]
