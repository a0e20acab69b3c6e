"""Addresses of projects."""

from django.urls import path

from signalen.views import project

app_name = "projecten"

urlpatterns = [
    path("", project.lijst, name="lijst"),
    path("nieuw/", project.nieuw, name="nieuw"),
    path("<int:pk>/", project.detail, name="detail"),
    path("<int:pk>/start/", project.start, name="start"),
    path("<int:pk>/wijziging/", project.wijziging, name="wijziging"),
    path("<int:pk>/team/", project.team, name="team"),
    path("<int:pk>/team/<int:lid>/einde/", project.lid_weg, name="lid-weg"),
    path("<int:pk>/overdracht/", project.overdracht, name="overdracht"),
    path("<int:pk>/afsluiting/", project.afsluiting, name="afsluiting"),
    path("<int:pk>/klus/", project.klus, name="klus"),
    path("<int:pk>/inschatting/", project.inschatting, name="inschatting"),
]
