"""Included by wijkwerk.huis.urls at `invoer/`, so in the namespace `beheer`."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
