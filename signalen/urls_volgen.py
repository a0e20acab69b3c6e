"""Addresses for whoever follows a signal without an account. Never in the sitemap; robots.txt shuts them out."""

from django.urls import path

from signalen.views import melden, volgen

app_name = "volgen"

urlpatterns = [
    path("", volgen.begin, name="begin"),
    path("<str:sleutel>/", volgen.stand, name="stand"),
    path("<str:sleutel>/ontvangst/", melden.ontvangst, name="ontvangst"),
]
