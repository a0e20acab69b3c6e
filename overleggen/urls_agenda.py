"""The calendar of meetings for everybody."""

from django.urls import path

from overleggen.views import eigenagenda, publiek

app_name = "agenda"

urlpatterns = [
    path("", publiek.pagina, name="overzicht"),
    path("agenda.ics", publiek.ics, name="ics"),
    path("agenda.atom", publiek.atom, name="atom"),
    path("eigen/<str:sleutel>/agenda.ics", eigenagenda.eigen, name="eigen"),
    path("<slug:gebied>/", publiek.pagina, name="gebied"),
    path("<slug:gebied>/agenda.ics", publiek.ics, name="ics_gebied"),
    path("<slug:gebied>/agenda.atom", publiek.atom, name="atom_gebied"),
]
