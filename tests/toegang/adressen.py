"""All addresses of the product, read from the url conf, so that none can be forgotten."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import URLPattern, URLResolver, get_resolver, reverse

# django-allauth's own pages are tested by allauth; ours are how they look (tests/scherm).
NIET_VAN_ONS = ("account/",)


@dataclass(frozen=True)
class Adres:
    """One url pattern: its full name and the names of its arguments."""

    naam: str
    argumenten: tuple[str, ...]

    def pad(self, waarden: dict[str, object]) -> str:
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
            if not deel.name:
                raise AssertionError(f"This address has no name: {waar}")
            yield Adres(f"{ruimte}{deel.name}", tuple(deel.pattern.converters))
