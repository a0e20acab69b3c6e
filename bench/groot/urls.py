"""The addresses of the product, and one page with nothing on it but the frame: what any page costs."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path

from wijkwerk.urls import handler403, handler404, handler500
from wijkwerk.urls import urlpatterns as eigen

__all__ = ["handler403", "handler404", "handler500", "urlpatterns"]


def leeg(request: HttpRequest) -> HttpResponse:
    return render(request, "base.html")


urlpatterns = [path("leeg/", leeg), *eigen]
