from django.urls import path

from gebiedscyclus.views import kiezen, overzicht, ronde, stap, stappen

app_name = "cyclus"

urlpatterns = [
    path("", overzicht.overzicht, name="overzicht"),
    path("kiezen/<slug:cyclus>/", kiezen.kiezen, name="kiezen"),
    path("ronde/<int:pk>/", ronde.detail, name="ronde"),
    path("ronde/<int:pk>/sluiting/", ronde.sluiting, name="sluiting"),
    path("stap/<int:pk>/", stap.detail, name="stap"),
    path("stap/<int:pk>/start/", stappen.start, name="start"),
    path("stap/<int:pk>/oordeel/<slug:criterium>/", stappen.oordeel, name="oordeel"),
    path("stap/<int:pk>/afronding/", stappen.afronding, name="afronding"),
    path("stap/<int:pk>/heropening/", stappen.heropening, name="heropening"),
    path("stap/<int:pk>/vaststelling/", stappen.vaststelling, name="vaststelling"),
    path("stap/<int:pk>/termijn/", stappen.termijn, name="termijn"),
]
