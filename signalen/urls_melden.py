"""The form for everybody."""

from django.urls import path

from signalen.views import hint, melden

app_name = "melden"

urlpatterns = [
    path("", melden.formulier, name="begin"),
    path("nood/", melden.nood, name="nood"),
    path("hint/", hint.hint_zonder_account, name="hint"),
    path("<slug:gebied>/", melden.formulier, name="gebied"),
]
