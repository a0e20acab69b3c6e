"""Pages that anybody may open without an account, by an address that only few know: what all of them need.

They are not found by search engines, leave no copy in a browser, tell no other site where the reader came from, and
cannot be tried without end. No third party takes part in any of it.
"""

from __future__ import annotations

import ipaddress
import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from functools import wraps
from typing import Any

from allauth.account.adapter import get_adapter
from django.contrib.auth.decorators import login_not_required
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.crypto import salted_hmac
from redis.exceptions import RedisError

logger = logging.getLogger(__name__)

View = Callable[..., HttpResponse]
# A phone gets a whole network of addresses.
IPV6_NETWERK = 64


def zonder_account(*, formulier: bool = False, vindbaar: bool = False) -> Callable[[View], View]:
    """A page outside the login. With `formulier` the browser still tells our own site where a form came from:
    without that Django cannot see that it is ours, and refuses it. `vindbaar`: search engines may name it."""

    def versier(view: View) -> View:
        @wraps(view)
        def binnen(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            antwoord = view(request, *args, **kwargs)
            if not vindbaar:
                antwoord["X-Robots-Tag"] = "noindex, nofollow"
            antwoord["Cache-Control"] = "no-store"
            antwoord["Referrer-Policy"] = "same-origin" if formulier else "no-referrer"
            return antwoord

        versierd: View = login_not_required(binnen)
        return versierd

    return versier


@dataclass(frozen=True)
class Grens:
    """So many times, from one network address, in so much time."""

    naam: str
    hoogstens: int
    per: timedelta

    def is_voorbij(self, request: HttpRequest, *, tel: bool = True) -> bool:
        """Count this request, and return whether it is one too many; without `tel` only look.

        The address itself is not kept. A cache that is down stops nobody.
        """
        seconden = int(self.per.total_seconds())
        sleutel = f"grens:{self.naam}:{_merk(request)}:{int(time.time()) // seconden}"
        try:
            if not tel:
                return int(cache.get(sleutel, 0)) >= self.hoogstens
            cache.add(sleutel, 0, seconden)
            return cache.incr(sleutel) > self.hoogstens
        except (RedisError, OSError, ValueError):
            logger.warning("De grens %s kan niet worden geteld.", self.naam)
            return False


def _merk(request: HttpRequest) -> str:
    """Where the request came from, as a hash that says nothing without our key."""
    adres = ipaddress.ip_address(get_adapter().get_client_ip(request))
    if adres.version == 6:
        adres = ipaddress.ip_network(f"{adres}/{IPV6_NETWERK}", strict=False).network_address
    return salted_hmac("wijkwerk.openbaar", str(adres), algorithm="sha256").hexdigest()[:32]


def te_vaak(request: HttpRequest) -> HttpResponse:
    return render(request, "429.html", status=429)
