"""Addresses of initiatives."""

from django.urls import path

from signalen.views import initiatief, initiatiefstap

app_name = "initiatieven"

urlpatterns = [
    path("", initiatief.lijst, name="lijst"),
    path("nieuw/", initiatief.nieuw, name="nieuw"),
    path("<int:pk>/", initiatief.detail, name="detail"),
    path("<int:pk>/behandeling/", initiatiefstap.behandeling, name="behandeling"),
    path("<int:pk>/uitvoering/", initiatiefstap.uitvoering, name="uitvoering"),
    path("<int:pk>/voorlegging/", initiatiefstap.voorlegging, name="voorlegging"),
    path("<int:pk>/weging/", initiatiefstap.weging, name="weging"),
    path("<int:pk>/wording/", initiatiefstap.wording, name="wording"),
    path("<int:pk>/afronding/", initiatiefstap.afronding, name="afronding"),
    path("<int:pk>/overdracht/", initiatiefstap.overdracht, name="overdracht"),
    path("<int:pk>/contact/", initiatiefstap.contact, name="contact"),
    path("<int:pk>/wijziging/", initiatiefstap.wijziging, name="wijziging"),
    path("<int:pk>/klus/", initiatiefstap.klus, name="klus"),
]
