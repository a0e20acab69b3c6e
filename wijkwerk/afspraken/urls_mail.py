"""Addresses behind links in mails to holders. Never in the sitemap; robots.txt shuts them out."""

from django.urls import path

from wijkwerk.afspraken import views_mail

app_name = "mail"

urlpatterns = [
    path("gedaan/<slug:naam>/", views_mail.gedaan, name="gedaan"),
    path("<str:sleutel>/", views_mail.stap, name="stap"),
]
