"""Following by mail. Never in the sitemap; robots.txt shuts these out."""

from django.urls import path

from wijkwerk.publicatie.views import volgen

app_name = "nieuwsmail"

urlpatterns = [
    path("", volgen.begin, name="begin"),
    path("verstuurd/", volgen.verstuurd, name="verstuurd"),
    path("<str:sleutel>/", volgen.kijk, name="kijk"),
    path("<str:sleutel>/bevestiging/", volgen.bevestiging, name="bevestiging"),
    path("<str:sleutel>/einde/", volgen.einde, name="einde"),
]
