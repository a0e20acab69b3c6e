"""Wanting to be involved without an account. Never in the sitemap; robots.txt shuts these out."""

from django.urls import path

from participatie.views import meedenken

app_name = "meedenken"

urlpatterns = [
    path("verstuurd/", meedenken.verstuurd, name="verstuurd"),
    path("<slug:gebied>/<slug:vorm>/<uuid:spoor>/", meedenken.begin, name="begin"),
    path("<str:sleutel>/", meedenken.kijk, name="kijk"),
    path("<str:sleutel>/bevestiging/", meedenken.bevestiging, name="bevestiging"),
    path("<str:sleutel>/einde/", meedenken.einde, name="einde"),
]
