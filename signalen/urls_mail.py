"""Addresses behind links in mails to holders. Never in the sitemap; robots.txt shuts them out."""

from django.urls import path

from signalen.views import mailstap

app_name = "mail"

urlpatterns = [
    path("gedaan/<slug:naam>/", mailstap.gedaan, name="gedaan"),
    path("<str:sleutel>/", mailstap.stap, name="stap"),
]
