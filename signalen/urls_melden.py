"""The form for everybody."""

from django.urls import path

from signalen.views import melden

app_name = "melden"

urlpatterns = [
    path("", melden.formulier, name="begin"),
    path("nood/", melden.nood, name="nood"),
    path("<slug:gebied>/", melden.formulier, name="gebied"),
]
