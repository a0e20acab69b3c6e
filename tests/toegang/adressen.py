"""All addresses of the product, read from the url conf, so that none can be forgotten."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from inspect import getclosurevars
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver, reverse

# django-allauth's own pages are tested by allauth; ours are how they look (tests/scherm).
NIET_VAN_ONS = ("account/",)


@dataclass(frozen=True)
class Adres:
    """One url pattern: its full name, the names of its arguments, and the methods its view takes."""

    naam: str
    argumenten: tuple[str, ...]
    methoden: tuple[str, ...]
    zonder_account: bool = False

    def pad(self, waarden: Mapping[str, Any]) -> str:
        return reverse(self.naam, kwargs={argument: waarden[argument] for argument in self.argumenten})


def adressen() -> list[Adres]:
    return sorted(_adressen(get_resolver(), "", ""), key=lambda adres: adres.naam)


def _adressen(resolver: URLResolver, ruimte: str, pad: str) -> Iterator[Adres]:
    for deel in resolver.url_patterns:
        waar = pad + str(deel.pattern)
        if waar.startswith(NIET_VAN_ONS):
            continue
        if isinstance(deel, URLResolver):
            onder = f"{ruimte}{deel.namespace}:" if deel.namespace else ruimte
            yield from _adressen(deel, onder, waar)
        elif isinstance(deel, URLPattern):
            assert deel.name, f"This address has no name: {waar}"
            yield Adres(
                f"{ruimte}{deel.name}",
                tuple(deel.pattern.converters),
                methoden_van(deel.callback),
                not getattr(deel.callback, "login_required", True),
            )


def methoden_van(view: Callable[..., Any]) -> tuple[str, ...]:
    """Return GET and POST as far as the view takes them; both when no decorator says so."""
    laag: Any = view
    while laag is not None:
        toegestaan = getclosurevars(laag).nonlocals.get("request_method_list")
        if toegestaan is not None:
            return tuple(methode for methode in ("GET", "POST") if methode in toegestaan)
        laag = getattr(laag, "__wrapped__", None)
    return "GET", "POST"
