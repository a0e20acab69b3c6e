"""Addresses behind links in invitations. Never in the sitemap; robots.txt shuts them out."""

from django.urls import path

from overleggen.views import aanmelden

app_name = "aanmelden"

urlpatterns = [
    path("gedaan/", aanmelden.gedaan, name="gedaan"),
    path("<str:sleutel>/", aanmelden.per_mail, name="aanmelding"),
]
