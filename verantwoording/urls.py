from django.urls import path

from verantwoording.views import evaluatie, rapport, verbeterpunt

app_name = "verantwoording"

urlpatterns = [
    path("", rapport.lijst, name="lijst"),
    path("nieuw/", rapport.nieuw, name="nieuw"),
    path("<int:pk>/", rapport.rapport, name="rapport"),
    path("<int:pk>/tekst/<int:gebied>/", rapport.zin, name="zin"),
    path("<int:pk>/teksten/", rapport.delen, name="delen"),
    path("<int:pk>/vaststelling/", rapport.vaststelling, name="vaststelling"),
    path("<int:pk>/heropening/", rapport.heropening, name="heropening"),
    path("<int:pk>/publicatie/", rapport.publicatie, name="publicatie"),
    path("<int:pk>/intrekking/", rapport.intrekking, name="intrekking"),
    path("verbeterpunten/", verbeterpunt.lijst, name="verbeterpunten"),
    path("verbeterpunten/nieuw/", verbeterpunt.nieuw, name="verbeterpunt-nieuw"),
    path("verbeterpunten/<int:pk>/", verbeterpunt.verbeterpunt, name="verbeterpunt"),
    path("evaluaties/", evaluatie.lijst, name="evaluaties"),
    path("evaluaties/nieuw/", evaluatie.nieuw, name="evaluatie-nieuw"),
    path("evaluaties/<int:pk>/", evaluatie.evaluatie, name="evaluatie"),
    path("evaluaties/<int:pk>/punten/", evaluatie.punten, name="evaluatiepunten"),
    path("evaluaties/<int:pk>/afronding/", evaluatie.afronding, name="evaluatie-afronding"),
]
