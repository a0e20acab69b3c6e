"""Small files that machines ask for: robots.txt and security.txt."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from email.utils import parseaddr

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

GELDIG = timedelta(days=180)


@login_not_required
@require_safe
@cache_control(max_age=86400, public=True)
def robots(request: HttpRequest) -> HttpResponse:
    regels = [
        "User-agent: *",
        "Allow: /$",
        "Allow: /publiek/",
        "Allow: /themas/",
        "Allow: /vergelijken/",
        "Allow: /melden/",
        "Allow: /spreekuren/",
        "Allow: /agenda/",
        "Allow: /open-data/",
        "Disallow: /agenda/eigen/",
        "Allow: /static/",
        "Disallow: /",
        "",
        f"Sitemap: {_site()}/sitemap.xml",
        "",
    ]
    return HttpResponse("\n".join(regels), content_type="text/plain; charset=utf-8")


@login_not_required
@require_safe
@cache_control(max_age=86400, public=True)
def security(request: HttpRequest) -> HttpResponse:
    """RFC 9116: where to report a vulnerability. `Expires` moves along, always within a year."""
    contact = (
        getattr(settings, "SECURITY_CONTACT", "") or f"mailto:{parseaddr(settings.DEFAULT_FROM_EMAIL)[1]}"
    )
    vervalt = (datetime.now(UTC) + GELDIG).replace(hour=0, minute=0, second=0, microsecond=0)
    regels = [
        f"Contact: {contact}",
        f"Expires: {vervalt:%Y-%m-%dT%H:%M:%SZ}",
        "Preferred-Languages: nl, en",
        f"Canonical: {_site()}/.well-known/security.txt",
        "",
    ]
    return HttpResponse("\n".join(regels), content_type="text/plain; charset=utf-8")


def _site() -> str:
    site: str = settings.SITE_URL
    return site.rstrip("/")
