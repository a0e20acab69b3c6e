"""An Atom feed of pages on this site."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.utils.feedgenerator import Atom1Feed

from wijkwerk.rekenblad import zonder_stuurtekens


class Atomfeed(Atom1Feed):
    """`pagina` and `eigen` are paths: of the page that says the same, and of the feed itself."""

    def __init__(self, titel: str, *, pagina: str, eigen: str) -> None:
        self.site = settings.SITE_URL.rstrip("/")
        super().__init__(
            title=titel,
            link=f"{self.site}{pagina}",
            description="",
            language="nl",
            feed_url=f"{self.site}{eigen}",
        )

    def zet_in(self, title: str, link: str, description: str, **meer: Any) -> None:
        """What people typed or pasted may hold signs that no XML may: one of those would break the feed for everybody."""
        self.add_item(zonder_stuurtekens(title), link, zonder_stuurtekens(description), **meer)

    def antwoord(self) -> HttpResponse:
        return HttpResponse(self.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")
