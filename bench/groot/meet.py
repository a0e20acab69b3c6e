"""Measure each page in a process of its own: durations, queries, peak memory."""

from __future__ import annotations

import multiprocessing
import resource
import sys
import time
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from statistics import median
from typing import Any

from django.conf import settings
from django.db import connection, connections
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bench.groot import gemeente
from bench.groot.paginas import LEEG, PAGINAS, Pagina, kijkers
from bench.groot.vul import Vuller
from wijkwerk.gemeente.service import vergeet_profielen

MB = 1024 * 1024 if sys.platform == "darwin" else 1024


# Small and large in turn, so many times: a slow moment of the machine hits both.
RONDES = 3


@dataclass
class Meting:
    """Milliseconds; `manager`, `vloer` and `leeg` are of one person in turn, so that they can be compared."""

    alle: list[float] = field(default_factory=list)
    manager: list[float] = field(default_factory=list)
    vloer: list[float] = field(default_factory=list)
    leeg: list[float] = field(default_factory=list)
    vragen: int = 0
    geheugen: float = 0

    def voeg_toe(self, ander: Meting) -> None:
        self.alle += ander.alle
        self.manager += ander.manager
        self.vloer += ander.vloer
        self.leeg += ander.leeg
        self.vragen = max(self.vragen, ander.vragen)
        self.geheugen = max(self.geheugen, ander.geheugen)

    @property
    def mediaan(self) -> float:
        return median(self.alle)

    @property
    def p95(self) -> float:
        rij = sorted(self.alle)
        return rij[min(len(rij) - 1, int(0.95 * len(rij)))]


def in_eigen_proces(database: str, doe: Callable[..., Any], *args: Any) -> Any:
    """Run in a child with its own connection: what it uses is its own, and returns with it."""
    connections.close_all()
    context = multiprocessing.get_context("fork")
    hier, daar = context.Pipe()
    kind = context.Process(target=_kind, args=(daar, database, doe, args))
    kind.start()
    daar.close()
    try:
        gelukt, antwoord = hier.recv()
    finally:
        kind.join()
    if not gelukt:
        raise RuntimeError(antwoord)
    return antwoord


def _kind(pijp: Any, database: str, doe: Callable[..., Any], args: tuple[Any, ...]) -> None:
    warnings.filterwarnings("ignore", "No directory at", UserWarning)
    try:
        connection.settings_dict["NAME"] = database
        settings.ROOT_URLCONF = "bench.groot.urls"
        vergeet_profielen()
        pijp.send((True, doe(*args)))
    except BaseException as fout:
        import traceback

        pijp.send((False, "".join(traceback.format_exception(fout))))
    finally:
        connections.close_all()
        pijp.close()


def vul(aantal: int) -> float:
    """Fill this database; return the seconds."""
    begin = time.perf_counter()
    if not gemeente.is_vol(aantal):
        gemeente.maak()
        Vuller(aantal).vul()
    return time.perf_counter() - begin


def meet(pagina: Pagina, begin: int, keren: int) -> Meting:
    meting = Meting()
    bezoekers = [(rol, wie, _ingelogd(wie)) for rol, wie in kijkers(pagina.rollen)]
    for rol, wie, client in bezoekers:
        # The first request of a process reads the profile too.
        _goed(pagina.vraag(client, wie, 0), pagina, rol)
        with CaptureQueriesContext(connection) as vragen:
            pagina.vraag(client, wie, 0)
        meting.vragen = max(meting.vragen, len(vragen))
    for n in range(begin + 1, begin + keren + 1):
        rol, wie, client = bezoekers[n % len(bezoekers)]
        duur = _duur(lambda: pagina.vraag(client, wie, n))  # noqa: B023 - runs at once
        meting.alle.append(duur)
        if rol == "wijkmanager":
            meting.manager.append(duur)
            if pagina.vloer:
                meting.vloer.append(_vloer(pagina, wie, n))
                meting.leeg.append(_duur(lambda: LEEG.vraag(client, wie, n)))  # noqa: B023 - runs at once
    meting.geheugen = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / MB
    return meting


def _ingelogd(wie: Any) -> Client:
    client = Client()
    client.force_login(wie)
    return client


def _goed(antwoord: Any, pagina: Pagina, rol: str) -> None:
    if antwoord.status_code not in {200, 302}:
        raise RuntimeError(f"{pagina.naam} gaf {rol} {antwoord.status_code}: {antwoord.content[:2000]!r}")


def _vloer(pagina: Pagina, wie: Any, n: int) -> float:
    assert pagina.vloer is not None
    sql, waarden = pagina.vloer(wie, n)
    assert connection.connection is not None
    kaal = connection.connection.cursor()

    def vraag() -> None:
        kaal.execute(sql, waarden)
        kaal.fetchall()

    return _duur(vraag)


def _duur(doe: Callable[[], object]) -> float:
    begin = time.perf_counter()
    doe()
    return 1000 * (time.perf_counter() - begin)


def tabel(databases: dict[int, str], keren: int, alleen: list[str]) -> Iterator[str]:
    """Yield the table line by line."""
    klein, groot = min(databases), max(databases)
    yield f"| pagina | vragen | {klein}: mediaan | p95 | {groot}: mediaan | p95 | p95 {groot}/{klein} | SQL | leeg | × vloer | geheugen |"
    yield "|---|---|---|---|---|---|---|---|---|---|---|"
    for pagina in PAGINAS:
        if alleen and not any(deel in pagina.naam for deel in alleen):
            continue
        per = {aantal: Meting() for aantal in databases}
        for ronde in range(RONDES):
            deel = -(-keren // RONDES)
            for aantal, naam in databases.items():
                per[aantal].voeg_toe(in_eigen_proces(naam, meet, pagina, ronde * deel, deel))
        yield _regel(pagina, per[klein], per[groot])


def _regel(pagina: Pagina, klein: Meting, groot: Meting) -> str:
    vloer = "– | – | –"
    if groot.vloer:
        sql, leeg = median(groot.vloer), median(groot.leeg)
        vloer = f"{sql:.1f} ms | {leeg:.0f} ms | {median(groot.manager) / (sql + leeg):.1f}"
    return (
        f"| {pagina.naam} | {max(klein.vragen, groot.vragen)} | {klein.mediaan:.0f} ms | {klein.p95:.0f} ms "
        f"| {groot.mediaan:.0f} ms | {groot.p95:.0f} ms | {groot.p95 / klein.p95:.1f} | {vloer} | {groot.geheugen:.0f} MB |"
    )
