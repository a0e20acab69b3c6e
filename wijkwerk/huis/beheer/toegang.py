"""Who may enter beheer."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import HttpResponse

from wijkwerk.gebruikers.rechten import Plek, Recht, eis
from wijkwerk.htmx import Request

P = ParamSpec("P")


def beheer(
    view: Callable[Concatenate[Request, P], HttpResponse],
) -> Callable[Concatenate[Request, P], HttpResponse]:
    """Only for who may set up the municipality (`gemeente.inrichten`); others get 403."""

    @wraps(view)
    def met_recht(request: Request, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        eis(request.user, Recht.GEMEENTE_INRICHTEN, Plek())
        return view(request, *args, **kwargs)

    return met_recht
