"""The brand tokens of the municipality as a stylesheet of our own host: no inline style anywhere."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_GET

from wijkwerk.gemeente.models import Huisstijl
from wijkwerk.huisstijl import css


@login_not_required
@require_GET
@cache_control(max_age=300, public=True)
def huisstijl_css(request: HttpRequest) -> HttpResponse:
    rij = Huisstijl.objects.first()
    return HttpResponse(css(rij.kenmerken if rij else {}), content_type="text/css; charset=utf-8")
