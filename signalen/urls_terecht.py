"""Where residents can go: spreekuren and the places where they are."""

from django.urls import path

from signalen.views import terecht

app_name = "terecht"

urlpatterns = [
    path("", terecht.overzicht, name="overzicht"),
    path("<slug:gebied>/", terecht.gebied, name="gebied"),
]
